"""Parcels in which Outlook wraps a mail (winmail.dat, MS-OXTNEF): unwrapped into the mail that was meant."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tnefparse import TNEF

from redaction.errors import Damaged, DocumentError, TooLarge
from redaction.files import WorkingPdf

from . import compressed_rtf, encoding, html, nested_mail
from . import mail as pages
from .base import Job
from .mail import Attached, Mail
from .members import plain

DEEPEST = 12
MOST_OBJECTS = 20_000
_HEAD, _FRAME = 6, 11
"""Bytes before the first object, and around the content of each."""

_SUBJECT, _SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
_TYPE, _NAME, _ADDRESS, _SMTP, _CONTENT_ID = 0x0C15, 0x3001, 0x3003, 0x39FE, 0x3712
_TO = {1: "to", 2: "cc", 3: "bcc"}
_PAGE_OF_WINDOWS = struct.pack("<BHHIIIH", 1, TNEF.ATTOEMCODEPAGE, 6, 8, 1252, 0, 232)
"""What says that texts are in Windows-1252; some parcels say nothing, and the library then reads none."""
_TROUBLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError, AssertionError, OSError,
            ArithmeticError, struct.error, UnboundLocalError, RecursionError)  # fmt: skip


class TnefImporter:
    """The mail as pages; every attachment as a member, a mail in it as one written anew in the form of RFC 5322."""

    kind = "tnef"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        return pages.make(job, "tnef", read(job))


def read(job: Job) -> Mail:
    """What is read of the parcel; its members go to the job. Raises DocumentError."""
    job.progress(0, 3, "open")
    if job.source.stat().st_size > pages.MOST_BYTES:
        raise TooLarge(what="bytes", limit=pages.MOST_BYTES)
    content = job.source.read_bytes()
    _bound(content)
    unread = _Unread()
    logger = logging.getLogger("tnefparse")
    logger.addHandler(unread)
    try:
        parcel = _opened(content)
        mail = _mail(parcel)
        for attached in parcel.attachments:
            _attach(job, mail, attached)
    except DocumentError:
        raise
    except _TROUBLE as error:
        raise Damaged() from error
    finally:
        logger.removeHandler(unread)
    mail.hidden["unread"] += unread.count
    return mail


class _Unread(logging.Handler):
    """Counts what the library could not read: it tells so in its log and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one."""
        self.count += 1


def _bound(content: bytes) -> None:
    """Raises TooLarge where there are more objects than anybody's mail has; each costs the library a copy."""
    at, count = _HEAD, 0
    while at + _FRAME < len(content):
        at += _FRAME + struct.unpack_from("<I", content, at + 5)[0]
        count += 1
        if count > MOST_OBJECTS:
            raise TooLarge(what="objects", limit=MOST_OBJECTS)


def _opened(content: bytes) -> Any:
    try:
        return TNEF(content, do_checksum=False)
    except TypeError:
        return TNEF(content[:_HEAD] + _PAGE_OF_WINDOWS + content[_HEAD:], do_checksum=False)


def _mail(parcel: Any) -> Mail:
    """Headers and body; nothing of what came in it."""
    mail = Mail()
    props = {one.name: one.data for one in parcel.mapiprops}
    told = {one.name: one.data for one in parcel.msgprops}
    mail.headers = [*_sender(props, told), *_recipients(told.get(TNEF.ATTRECIPTABLE, ()))]
    sent = told.get(TNEF.ATTDATESENT)
    if isinstance(sent, datetime):
        mail.headers.append(("date", sent.isoformat(" ")))
    mail.headers.append(("subject", _text(props.get(_SUBJECT) or told.get(TNEF.ATTSUBJECT))))
    for name, content in _bodies(parcel).items():
        if name == "rtf":
            mail.add_rtf(compressed_rtf.unpacked(content))
        else:
            (mail.add_html if name == "html" else mail.add_text)(_text(content, name == "html"))
    return mail


def _bodies(parcel: Any) -> dict[str, Any]:
    """The forms of the body; the packed one only where it is the only one."""
    found = {"plain": parcel.body, "html": parcel.htmlbody}
    found = {name: body for name, body in found.items() if body}
    return found or ({"rtf": parcel._rtfbody} if parcel._rtfbody else {})


def _sender(props: dict[int, Any], told: dict[int, Any]) -> Iterator[tuple[str, str]]:
    name, address = _text(props.get(_SENDER)), _text(props.get(_SENDER_SMTP) or props.get(_SENDER_ADDRESS))
    if not name and isinstance(told.get(TNEF.ATTFROM), tuple):
        name, _kind, address = (_text(part) for part in told[TNEF.ATTFROM])
    if name or address:
        yield "from", _party(name, address)


def _recipients(rows: Any) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        said = {one.name: one.data for one in row}
        kind = said.get(_TYPE, 1)
        party = _party(_text(said.get(_NAME)), _text(said.get(_SMTP) or said.get(_ADDRESS)))
        found.setdefault(_TO.get(kind & 0xF if isinstance(kind, int) else 1, "to"), []).append(party)
    for name in _TO.values():
        if any(found.get(name, ())):
            yield name, "; ".join(filter(None, found[name]))


def _party(name: str, address: str) -> str:
    shown = address.removeprefix("SMTP:") if "@" in address else ""
    return f"{name} <{shown}>" if name and shown and name != shown else name or shown or address


def _attach(job: Job, mail: Mail, attached: Any) -> None:
    name = plain(_text(attached.long_filename()))
    if hasattr(attached, "embed"):
        parts = _parts(attached.embed, 0)
        subject = plain(dict(parts.headers).get("subject", ""))
        content = parts.as_bytes()
        member = job.members.add(f"{subject or name or 'Meddelande'}.eml", [content], subject)
    else:
        content = bytes(attached.data or b"")
        if not content:
            mail.attached.append(Attached(name or "Bilaga", 0, "tom"))
            return
        if mail.shows(_content_id(attached)):
            mail.pictures.append((name or "Bild", content))
            return
        member = job.members.add(name or "Bilaga", [content])
    mail.attached.append(Attached(member.name, len(content)))


def _content_id(attached: Any) -> str:
    return next((_text(one.data).strip("<> ") for one in attached.mapi_attrs if one.name == _CONTENT_ID), "")


def _parts(parcel: Any, depth: int) -> nested_mail.Parts:
    """A mail in it, with all that is in that."""
    if depth > DEEPEST:
        raise TooLarge(what="depth", limit=DEEPEST)
    bodies = _bodies(parcel)
    rtf = compressed_rtf.unpacked(bodies["rtf"]) if "rtf" in bodies else b""
    parts = nested_mail.Parts(
        _mail(parcel).headers, _text(bodies.get("plain")), _text(bodies.get("html"), markup=True), rtf
    )
    for attached in parcel.attachments:
        if hasattr(attached, "embed"):
            parts.mails.append(_parts(attached.embed, depth + 1))
        elif attached.data:
            parts.files.append((plain(_text(attached.long_filename())) or "Bilaga", bytes(attached.data)))
    return parts


def _text(value: Any, markup: bool = False) -> str:
    """What a property says, in whatever the library gives it."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = value.rstrip(b"\0")
        if markup:
            return html.decoded(value, "")[0]
        found = encoding.decode(value)
        value = found.text if found is not None else value.decode("latin-1")
    return str(value or "").replace("\0", "")
