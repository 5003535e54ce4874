"""Files on their way from the original to the copy that is handed out."""

from __future__ import annotations

from dataclasses import dataclass

from .geometry import PageBox


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something in the original that its pages do not show.

    ``kind`` is a code (comment, deletion, insertion, hidden-text, embedded, annotation, form-field,
    attachment, bookmark, layer, metadata ...), ``count`` how many there are.
    """

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file that came in another one: ``file`` is where it was put, a name of ours in the folder of the task.

    ``name`` is what it is called where it came from, without folders; ``title`` what it may be called by.
    """

    file: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class WorkingPdf:
    """The unencrypted PDF in which the clerk marks, made from an original by the named route.

    ``coverage`` is the share (0-1) of the original's words that the PDF holds; None where the original is
    itself a PDF. ``hidden`` lists what the pages do not show.
    """

    sha256: str
    pages: tuple[PageBox, ...]
    importer: str
    coverage: float | None = None
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: the day it is of (ISO 8601) and whom it is from; "" for what it does not tell."""

    dated: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class MailSaid:
    """What a mail says: its words, who sent it, and when (ISO 8601 in UTC); "" for what it does not tell."""

    text: str
    name: str = ""
    address: str = ""
    sent: str = ""
