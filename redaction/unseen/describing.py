"""The day a file is of and whom it is from, by what the file says of itself; nothing is guessed from its words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

import pikepdf
from PIL import ExifTags, Image

from redaction.errors import DocumentError
from redaction.files import About
from redaction.importers import eml, msg, tnef
from redaction.importers.base import Job
from redaction.importers.kinds import MEDIA_TYPES
from redaction.importers.mail import Mail
from redaction.importers.members import plain
from redaction.importers.package import Element, Package

from .mail import NoMembers

LONGEST = 200
"""Characters of a name."""

_DAY = re.compile(r"(?:D:)?(\d{4})[-:]?(\d\d)[-:]?(\d\d)")
_TROUBLE = (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, TypeError, KeyError, AttributeError,
            RuntimeError, SyntaxError)  # fmt: skip


def read(source: Path, media_type: str) -> About:
    """What the file says; nothing where it says nothing, or where that cannot be read."""
    reader = _READERS.get(media_type, _picture if media_type.startswith("image/") else None)
    if reader is not None:
        with suppress(DocumentError, *_TROUBLE):
            found = reader(source)
            return About(found.dated, " ".join(plain(found.sender).split())[:LONGEST])
    return About()


def _mail(reader: Callable[[Job], Mail]) -> Callable[[Path], About]:
    def read_mail(source: Path) -> About:
        mail = reader(Job(source, source, members=NoMembers(source.parent)))
        said = mail.header("from") or mail.header("sender")
        name, address = parseaddr(said)
        known = f"{name} <{address}>" if name and "@" in address else name or address or said
        return About(_sent(mail.header("date")), known)

    return read_mail


def _sent(said: str) -> str:
    """The day of a mail's date, in the zone that it names."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return _likely(parsedate_to_datetime(said).date())
    return _day(said)


def _office(source: Path) -> About:
    return _parts(source, "docProps/core.xml", ("{*}created", "{*}modified"), ("{*}creator", "{*}lastModifiedBy"))


def _open_document(source: Path) -> About:
    return _parts(source, "meta.xml", ("{*}creation-date", "{*}date"), ("{*}initial-creator", "{*}creator"))


def _parts(source: Path, part: str, days: tuple[str, ...], names: tuple[str, ...]) -> About:
    with Package(source) as package:
        if part not in package.names:
            return About()
        root = package.xml(part)
        return About(_day(_first(root, days)), _first(root, names))


def _first(root: Element, tags: tuple[str, ...]) -> str:
    said = ("".join(element.itertext()).strip() for tag in tags for element in root.iter(tag))
    return next((words for words in said if words), "")


def _pdf(source: Path) -> About:
    with pikepdf.open(source) as pdf:
        info = pdf.trailer.get("/Info", pikepdf.Dictionary())
        return About(_day(str(info.get("/CreationDate", ""))), str(info.get("/Author", "")))


def _picture(source: Path) -> About:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(source) as image:
            exif, tags = image.getexif(), ExifTags.Base
            taken = exif.get_ifd(ExifTags.IFD.Exif).get(tags.DateTimeOriginal) or exif.get(tags.DateTime)
            return About(_day(str(taken or "")), str(exif.get(tags.Artist) or ""))


def _day(said: str) -> str:
    """The day that a stamp begins with, as ISO 8601 or as PDF and cameras write it."""
    found = _DAY.match(said.strip())
    with suppress(ValueError):
        return _likely(date(*map(int, found.groups()))) if found else ""
    return ""


def _likely(day: date) -> str:
    """The day, if a clock that was set can have said it: a program's zero and the future are no dates."""
    return day.isoformat() if day.year > 1980 and day <= datetime.now(UTC).date() else ""


_READERS: dict[str, Callable[[Path], About]] = {
    **dict.fromkeys((MEDIA_TYPES[kind] for kind in ("docx", "xlsx", "pptx")), _office),
    **dict.fromkeys((MEDIA_TYPES[kind] for kind in ("odt", "ods", "odp")), _open_document),
    MEDIA_TYPES["eml"]: _mail(eml.read),
    MEDIA_TYPES["msg"]: _mail(msg.read),
    MEDIA_TYPES["tnef"]: _mail(tnef.read),
    MEDIA_TYPES["pdf"]: _pdf,
}
