"""Mails that Outlook saved (MS-OXMSG): a compound file of properties, with recipients and attachments in storages."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import olefile

from redaction.errors import Damaged, DocumentError, TooLarge
from redaction.files import WorkingPdf

from . import compressed_rtf, encoding, html, nested_mail
from . import mail as pages
from .base import Job
from .mail import Attached, Mail
from .members import plain, stem

Place = tuple[str, ...]
"""A storage, by the names of those it lies in."""

DEEPEST = 12
_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SUBMITTED, _DELIVERED, _CODE_PAGE, _HTML_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_TYPE, _NAME, _ADDRESS, _SMTP = 0x0C15, 0x3001, 0x3003, 0x39FE
_CONTENT_ID = 0x3712
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _DISPLAY = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
_SENDERS = (("from", 0x0042, (0x5D02, 0x0065)), ("sender", 0x0C1A, (0x5D01, 0x0C1F)))
_TO = {1: "to", 2: "cc", 3: "bcc"}
_DISPLAYED = {"to": 0x0E04, "cc": 0x0E03, "bcc": 0x0E02}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TROUBLE = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError)


class MsgImporter:
    """The mail as pages; every attachment as a member, a mail in it as one written anew in the form of RFC 5322."""

    kind = "msg"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        return pages.make(job, "msg", read(job))


def read(job: Job) -> Mail:
    """What is read of the mail; its members go to the job. Raises DocumentError."""
    job.progress(0, 3, "open")
    if job.source.stat().st_size > pages.MOST_BYTES:
        raise TooLarge(what="bytes", limit=pages.MOST_BYTES)
    try:
        with olefile.OleFileIO(job.source) as file:
            return _Reader(file, job).read()
    except DocumentError:
        raise
    except _TROUBLE as error:
        raise Damaged() from error


class _Reader:
    """Reads the mail of an open file; its members go to the job."""

    def __init__(self, file: Any, job: Job) -> None:
        self._file = file
        self._job = job
        self._names = [tuple(path) for path in file.listdir(streams=True, storages=True)]

    def read(self) -> Mail:
        mail = self._mail(())
        for place in self._storages((), "__attach_version1.0_"):
            self._attached(mail, place)
        return mail

    def _mail(self, place: Place) -> Mail:
        """Headers and body of the mail in a storage; nothing of what came in it."""
        mail = Mail()
        head = 32 if not place else 24
        times = self._fixed(place, head)
        page = _page(times.get(_CODE_PAGE, 1252))
        mail.headers = [*self._senders(place, page), *self._recipients(place, page)]
        sent = times.get(_SUBMITTED) or times.get(_DELIVERED)
        if sent:
            mail.headers.append(("date", _moment(sent)))
        mail.headers.append(("subject", self._text(place, _SUBJECT, page)))
        mail.hidden["header"] = bool(self._text(place, _HEADERS, page))
        self._bodies(mail, place, page, times.get(_HTML_PAGE, 0))
        return mail

    def _bodies(self, mail: Mail, place: Place, page: str, html_page: int) -> None:
        mail.add_text(self._text(place, _BODY, page))
        markup = self._binary(place, _HTML)
        if markup:
            mail.add_html(html.decoded(markup, _page(html_page))[0])
        elif said := self._text(place, _HTML, page):
            mail.add_html(said)
        packed = self._binary(place, _RTF)
        if packed and not mail.bodies:
            mail.add_rtf(compressed_rtf.unpacked(packed))

    def _senders(self, place: Place, page: str) -> Iterator[tuple[str, str]]:
        before = ""
        for header, name, addresses in _SENDERS:
            address = next(filter(None, (self._text(place, code, page) for code in addresses)), "")
            said = _party(self._text(place, name, page), address)
            if said and said != before:
                yield header, said
            before = said

    def _recipients(self, place: Place, page: str) -> Iterator[tuple[str, str]]:
        found: dict[str, list[str]] = {}
        for inner in self._storages(place, "__recip_version1.0_"):
            kind = _TO.get(self._fixed(inner, 8).get(_TYPE, 1) & 0xF, "to")
            address = self._text(inner, _SMTP, page) or self._text(inner, _ADDRESS, page)
            found.setdefault(kind, []).append(_party(self._text(inner, _NAME, page), address))
        for kind, code in _DISPLAYED.items():
            said = "; ".join(filter(None, found.get(kind, []))) or self._text(place, code, page)
            if said:
                yield kind, said

    def _attached(self, mail: Mail, place: Place) -> None:
        page = "cp1252"
        codes = (_LONG_NAME, _SHORT_NAME, _DISPLAY)
        name = next(filter(None, (self._text(place, code, page) for code in codes)), "")
        inner = (*place, f"__substg1.0_{_DATA:04X}000D")
        content = self._binary(place, _DATA)
        if content and mail.shows(self._text(place, _CONTENT_ID, page).strip("<> ")):
            mail.pictures.append((name or "Bild", content))
        elif content:
            member = self._job.members.add(name or "Bilaga", [content])
            mail.attached.append(Attached(member.name, len(content)))
        elif any(path[: len(inner)] == inner for path in self._names):
            self._nested(mail, inner, name)
        else:
            mail.attached.append(Attached(plain(name) or "Bilaga", 0, "tom eller bara en länk"))

    def _nested(self, mail: Mail, place: Place, name: str) -> None:
        """A mail in it is written anew; another object (OLE) is given as it lies there."""
        if (*place, "__properties_version1.0") not in self._names:
            mail.hidden["embedded"] += 1
            mail.attached.append(Attached(plain(name) or "Objekt", 0, "objekt som inte kan läsas"))
            return
        content = self._eml(place, 0).as_bytes()
        subject = plain(self._mail(place).header("subject"))
        member = self._job.members.add(f"{subject or stem(name) or 'Meddelande'}.eml", [content], subject)
        mail.attached.append(Attached(member.name, len(content)))

    def _eml(self, place: Place, depth: int) -> nested_mail.Parts:
        if depth > DEEPEST:
            raise TooLarge(what="depth", limit=DEEPEST)
        head = self._fixed(place, 24)
        page = _page(head.get(_CODE_PAGE, 1252))
        mail = self._mail(place)
        markup, text = self._binary(place, _HTML), self._text(place, _BODY, page)
        packed = self._binary(place, _RTF)
        parts = nested_mail.Parts(mail.headers, text)
        if markup:
            parts.html = html.decoded(markup, _page(head.get(_HTML_PAGE, 0)))[0]
        elif packed and not text:
            parts.rtf = compressed_rtf.unpacked(packed)
        for inner in self._storages(place, "__attach_version1.0_"):
            name = self._text(inner, _LONG_NAME, page) or self._text(inner, _SHORT_NAME, page)
            deeper = (*inner, f"__substg1.0_{_DATA:04X}000D")
            content = self._binary(inner, _DATA)
            if content:
                parts.files.append((name or "Bilaga", content))
            elif (*deeper, "__properties_version1.0") in self._names:
                parts.mails.append(self._eml(deeper, depth + 1))
        return parts

    # -- properties ----------------------------------------------------------------------------------------------------

    def _storages(self, place: Place, start: str) -> list[Place]:
        deep = len(place)
        found = {path[: deep + 1] for path in self._names if len(path) > deep and path[:deep] == place}
        return sorted(path for path in found if path[deep].startswith(start))

    def _stream(self, place: Place, name: str) -> bytes:
        path = (*place, name)
        if path not in self._names or not self._file.exists(list(path)):
            return b""
        with self._file.openstream(list(path)) as stream:
            return bytes(stream.read())

    def _text(self, place: Place, code: int, page: str) -> str:
        wide = self._stream(place, f"__substg1.0_{code:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").replace("\0", "")
        narrow = self._stream(place, f"__substg1.0_{code:04X}001E").rstrip(b"\0")
        try:
            return narrow.decode(page or "cp1252")
        except (LookupError, UnicodeDecodeError):
            found = encoding.decode(narrow)
            return found.text if found is not None else narrow.decode("latin-1")

    def _binary(self, place: Place, code: int) -> bytes:
        return self._stream(place, f"__substg1.0_{code:04X}0102")

    def _fixed(self, place: Place, head: int) -> dict[int, int]:
        """The properties of fixed length, by their codes, as whole numbers."""
        content = self._stream(place, "__properties_version1.0")[head:]
        found = {}
        for at in range(0, len(content) - 15, 16):
            tag, _flags, value = struct.unpack_from("<IIQ", content, at)
            kind = tag & 0xFFFF
            found[tag >> 16] = value if kind in (0x0014, 0x0040) else value & 0xFFFFFFFF
        return found


def _party(name: str, address: str) -> str:
    """A person as a header names one; an address of Exchange's own (X.500) says nothing to a reader."""
    shown = address if "@" in address else ""
    if name and shown and name.strip("'\" ").casefold() != shown.casefold():
        return f"{name} <{shown}>"
    return name or shown or address


def _page(number: int) -> str:
    """The encoding of a code page of Windows; "" where none is told."""
    return {0: "", 65001: "utf-8", 20127: "ascii"}.get(number, f"cp{number}")


def _moment(ticks: int) -> str:
    """A time of Windows (100 ns since 1601, UTC) as a mail's header writes it."""
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).strftime("%Y-%m-%d %H:%M:%S +0000")
    except OverflowError:
        return ""
