"""Mails as they are sent (RFC 5322, MIME): read without trusting a length, a name or a character set that they tell."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message
from io import BytesIO

from redaction.errors import Damaged, DocumentError, TooLarge
from redaction.files import WorkingPdf

from . import encoding, html
from . import mail as pages
from .base import Job
from .mail import Attached, Mail
from .members import plain

_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_SIGNED = "elektronisk signatur, följer inte med"
_TEXTS = frozenset({"text/plain", "text/html", "text/rtf"})
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"})
MOST_PARTS = 10_000


class EmlImporter:
    """The mail as pages; every attachment and every mail in it as a member."""

    kind = "eml"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        return pages.make(job, "eml", read(job))


def read(job: Job) -> Mail:
    """What is read of the mail; its members go to the job. Raises DocumentError."""
    job.progress(0, 3, "open")
    if job.source.stat().st_size > pages.MOST_BYTES:
        raise TooLarge(what="bytes", limit=pages.MOST_BYTES)
    try:
        message = email.message_from_bytes(job.source.read_bytes(), policy=email.policy.compat32)
        return _Reader(job).read(message)
    except DocumentError:
        raise
    except RecursionError as error:
        raise TooLarge(what="depth", limit=MOST_PARTS) from error
    except (LookupError, ValueError, TypeError, AttributeError) as error:  # what the parser raises on bad ones
        raise Damaged() from error


class _Reader:
    """Reads one mail; its members go to the job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._mail = Mail()
        self._pictures: list[tuple[str, bytes, str]] = []
        self._parts = 0

    def read(self, message: Message) -> Mail:
        self._mail.headers = [(name.lower(), header(str(value))) for name, value in message.raw_items()]
        self._part(message)
        for name, content, named in self._pictures:
            if self._mail.shows(named):
                self._mail.pictures.append((name, content))
            else:
                self._member(name, content)
        return self._mail

    def _part(self, part: Message) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise TooLarge(what="parts", limit=MOST_PARTS)
        kind = part.get_content_type()
        if kind in _SIGNATURES:
            self._mail.hidden["signature"] += 1
            self._mail.attached.append(Attached(_name(part, kind), len(_content(part)), _SIGNED))
        elif kind == "message/rfc822" and part.is_multipart():
            for inner in _inside(part):
                self._nested(inner)
        elif kind in _REPORTS and part.is_multipart():
            self._mail.add_text("\n".join(_head(inner) for inner in _inside(part)))
        elif part.is_multipart():
            for inner in _inside(part):
                self._part(inner)
        elif self._is_body(part, kind):
            self._body(part, kind)
        elif kind.startswith("image/") and kind != "image/svg+xml":
            self._pictures.append((_name(part, kind), _content(part), str(part.get("Content-ID", "")).strip("<> ")))
        else:
            self._member(_name(part, kind), _content(part))

    @staticmethod
    def _is_body(part: Message, kind: str) -> bool:
        named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
        return (kind in _TEXTS or kind in _REPORTS) and not named

    def _body(self, part: Message, kind: str) -> None:
        content, charset = _content(part), str(part.get_content_charset() or "")
        if kind == "text/html":
            self._mail.add_html(html.decoded(content, charset)[0])
        elif kind == "text/rtf":
            self._mail.add_rtf(content)
        else:
            self._mail.add_text(self._text(content, charset))

    def _text(self, content: bytes, charset: str) -> str:
        try:
            return content.decode(charset or "ascii")
        except (LookupError, UnicodeDecodeError, ValueError):
            found = encoding.decode(content)
        if found is None:
            self._mail.hidden["unread"] += 1
            return content.decode("latin-1")
        self._mail.hidden["unread"] += found.unread
        return found.text

    def _nested(self, message: Message) -> None:
        held = BytesIO()
        try:
            BytesGenerator(held, mangle_from_=False, policy=email.policy.compat32).flatten(message)
        except (UnicodeError, LookupError, TypeError, AttributeError) as error:
            raise Damaged() from error
        subject = plain(next((header(str(v)) for k, v in message.raw_items() if k.lower() == "subject"), ""))
        self._member(f"{subject or 'Meddelande'}.eml", held.getvalue(), subject)

    def _member(self, name: str, content: bytes, title: str = "") -> None:
        if not content:
            self._mail.attached.append(Attached(plain(name), 0, "tom"))
            return
        member = self._job.members.add(name, [content], title)
        self._mail.attached.append(Attached(member.name, len(content)))


def header(raw: str) -> str:
    """A header's value in plain text, encoded words and stray bytes (RFC 2047, 6532) decoded; folds are blanks."""
    if any("\udc80" <= c <= "\udcff" for c in raw):
        found = encoding.decode(raw.encode("utf-8", "surrogateescape"))
        raw = found.text if found is not None else raw.encode("utf-8", "replace").decode("utf-8")
    try:
        parts = decode_header(raw)
    except (ValueError, LookupError):
        parts = [(raw, None)]
    return " ".join("".join(_decoded(parts)).split())


def _decoded(parts: list[tuple[bytes | str, str | None]]) -> Iterator[str]:
    for content, charset in parts:
        if isinstance(content, str):
            yield content
        elif charset is None:
            yield content.decode("ascii", "replace") if content.isascii() else content.decode("raw-unicode-escape")
        else:
            try:
                yield content.decode(charset)
            except (LookupError, UnicodeDecodeError, ValueError):
                found = encoding.decode(content)
                yield found.text if found is not None else content.decode("latin-1")


def _inside(part: Message) -> list[Message]:
    """The parts of a part."""
    found = part.get_payload()
    return [inner for inner in found if isinstance(inner, Message)] if isinstance(found, list) else []


def _head(message: Message) -> str:
    return "\n".join(f"{name}: {header(str(value))}" for name, value in message.raw_items())


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _name(part: Message, kind: str) -> str:
    try:
        named = part.get_filename()
    except (ValueError, LookupError, TypeError):
        named = None
    ending = {"message/rfc822": "eml", "text/calendar": "ics"}.get(kind, kind.rpartition("/")[2])
    return header(named) if named else f"Bilaga.{ending}"
