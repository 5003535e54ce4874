"""What a mail says, for a form that somebody fills in: its words, who sent it and when; what came in it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from redaction.content import texts
from redaction.errors import Unsupported
from redaction.files import MailSaid

from . import eml, kinds, msg
from .base import Job
from .mail import Mail, forms
from .members import Members, plain

READERS: dict[str, Callable[[Job], Mail]] = {"eml": eml.read, "msg": msg.read}
"""By the code of the kind of file."""


def read(source: Path, folder: Path) -> MailSaid:
    """What the mail at ``source`` says. ``folder`` is the caller's, and takes what is read on the way.

    Raises Unsupported where it is no mail, DocumentError where it cannot be read.
    """
    with source.open("rb") as file:
        kind = kinds.kind_of(file.read(kinds.HEAD), source)
    if kind not in READERS:
        raise Unsupported(kind=kind)
    mail = READERS[kind](Job(source, folder / "mail.pdf", members=Members(folder)))
    name, address = parseaddr(mail.header("from") or mail.header("sender"))
    return MailSaid(_words(mail), plain(name), plain(address) if "@" in address else "", _moment(mail.header("date")))


def _words(mail: Mail) -> str:
    """The body as text, in the first of its forms that says what the others say."""
    blocks = [block for name in forms(mail.bodies)[:1] for block in mail.bodies[name]]
    return "\n".join(words.rstrip() for block in blocks for words in texts(block)).strip()


def _moment(said: str) -> str:
    """The time of a header; one that is none, or that names no zone, is not told."""
    for reading in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            at = reading(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if at.tzinfo is not None:
            return at.astimezone(UTC).isoformat()
    return ""
