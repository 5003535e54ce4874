"""What children give back that is no value of the engine's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from redaction.files import About, Member, WorkingPdf
from redaction.prints import Print
from redaction.words import Region


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document that was read: ``pdf`` and ``words`` are names of files in the folder given to the task.

    ``members`` are the files that came in it, in the same folder, ``unread`` the parts of its pages (from 0) that no
    reader could read, ``known_by`` is what its text is known again by, ``about`` what the file says of itself.
    """

    pdf: str
    words: str
    working: WorkingPdf
    media_type: str
    pages: int
    members: tuple[Member, ...] = ()
    unread: tuple[tuple[int, Region], ...] = ()
    known_by: Print | None = None
    about: About | None = None


@dataclass(frozen=True, slots=True)
class PagesLack:
    """Printed pages have only this share (0-1) of the original's words; ``words`` are some of the missing ones."""

    kept: float
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: 8-bit RGB, ``stride`` bytes a row, ``width`` and ``height`` in pixels."""

    width: int
    height: int
    stride: int
    rgb: bytes = field(repr=False)
