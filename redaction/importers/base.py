"""What every importer takes and gives: a file of a kind it knows, and a working PDF with what was found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from redaction.errors import Damaged
from redaction.files import Hidden, Member, WorkingPdf
from redaction.geometry import PageBox
from redaction.opening import MUPDF_TROUBLE, open_pdf, space_of

from .members import Members

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much, and a code for what is going on."""


def silent(done: int, total: int, phase: str) -> None:
    """A progress report nobody listens to."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The working PDF at ``pdf``, what is known of it, the media type of the original (RFC 6838), and its members.

    ``anew`` is the file, with its media type, as which an old original was written anew to be read. ``aside`` are the
    pages (from 0) in whose place one stands that says that they cannot be read.
    """

    pdf: Path
    working: WorkingPdf
    media_type: str
    members: tuple[Member, ...] = ()
    anew: tuple[Path, str] | None = None
    aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One file to take in: where it lies, where the working PDF shall lie, and how to go about it.

    ``avoid`` names routes that shall not be tried, because they stalled or died on this file before. ``members`` takes
    the files that come in this one, ``aside`` the pages (from 0) of the working PDF that stand for what cannot be read.
    """

    source: Path
    target: Path
    password: str | None = None
    progress: Progress = silent
    avoid: frozenset[str] = frozenset()
    members: Members = field(default_factory=lambda: Members(Path()))
    aside: set[int] = field(default_factory=set)


class Importer(Protocol):
    """Makes a working PDF of one kind of file (``kind`` is a code of ``kinds``)."""

    kind: str

    def make(self, job: Job) -> WorkingPdf:
        """Writes the working PDF to ``job.target``. Raises DocumentError."""


def working(
    target: Path, importer: str, coverage: float | None = None, hidden: Mapping[str, int] | None = None
) -> WorkingPdf:
    """The value for a working PDF that lies at ``target``; what was counted as none is left out."""
    found = tuple(Hidden(kind, count) for kind, count in sorted((hidden or {}).items()) if count > 0)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return WorkingPdf(digest, page_boxes(target), importer, coverage, found)


def page_boxes(pdf: Path) -> tuple[PageBox, ...]:
    """Every page as displayed. Raises DocumentError where the PDF or one of its pages cannot be opened."""
    try:
        with open_pdf(pdf) as document:
            return tuple(space_of(document[number]).box for number in range(document.page_count))
    except (*MUPDF_TROUBLE, IndexError) as error:
        raise Damaged() from error
