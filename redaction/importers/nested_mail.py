"""Writes a mail that lay in another one as a file of its own, in the form in which mails are sent (RFC 5322).

The same parts give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

from .members import base_name, plain

_NAMES = {name: name.title() for name in ("from", "sender", "to", "cc", "bcc", "date", "subject")}


@dataclass
class Parts:
    """Headers in order with lower-case names, the body in its forms, files by name, and mails in it."""

    headers: list[tuple[str, str]]
    text: str = ""
    html: str = ""
    rtf: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    mails: list[Parts] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        """The mail as a file."""
        return self.message().as_bytes()

    def message(self) -> MIMEMultipart:
        """The mail with all that is in it."""
        pieces = list(self._pieces())
        outer = MIMEMultipart("mixed", _boundary(pieces), pieces)
        for name, value in self.headers:
            if name in _NAMES and (said := plain(value, longest=2_000)):
                outer[_NAMES[name]] = said if said.isascii() else Header(said, "utf-8").encode()
        return outer

    def _pieces(self) -> Iterator[MIMEBase]:
        said = [_text(text, kind) for text, kind in ((self.text, "plain"), (self.html, "html")) if text]
        if len(said) > 1:
            yield MIMEMultipart("alternative", _boundary(said), said)
        else:
            yield from said
        if self.rtf:
            yield MIMEApplication(self.rtf, "rtf")
        for name, content in self.files:
            piece = MIMEApplication(content)
            piece.add_header("Content-Disposition", "attachment", filename=("utf-8", "", base_name(name)))
            yield piece
        for mail in self.mails:
            yield MIMEMessage(mail.message())


def _text(text: str, kind: str) -> MIMENonMultipart:
    return MIMEText(text.encode("utf-8", "replace").decode("utf-8"), kind, "utf-8")


def _boundary(pieces: list[MIMEBase] | list[MIMENonMultipart]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece.as_bytes())
    return f"=={digest.hexdigest()[:40]}=="
