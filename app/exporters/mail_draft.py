"""An e-mail that is not sent yet, for the office's own mail program: an .eml file that opens as a draft."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from redaction.sealed import File

from .package import Piece

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(target: Path, to: str, subject: str, body: str, pieces: Sequence[Piece]) -> None:
    """Writes the draft; ``X-Unsent`` makes Outlook open it for sending. No address stands in it unless given."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = " ".join(subject.split())
    if to.strip():
        mail["To"] = " ".join(to.split())
    mail.set_content(body)
    for piece in pieces:
        kind = mimetypes.guess_type(piece.name)[0] or "application/octet-stream"
        main, sub = kind.split("/", 1)
        name = piece.name.replace("/", " ")
        mail.add_attachment(piece.source.read_bytes(), maintype=main, subtype=sub, filename=name)
    target.write_bytes(mail.as_bytes())


def words_of(letter: File) -> str:
    """The words of one of our own letters (Word file), a line for each paragraph and each row of a table."""
    with letter.open("rb") as content, ZipFile(content) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))[0]
    lines = [_line(block) for block in body if block.tag in (f"{_W}p", f"{_W}tbl")]
    return "\n".join(lines).strip() + "\n"


def _line(block: ElementTree.Element) -> str:
    if block.tag == f"{_W}p":
        return "".join(part.text or "" for part in block.iter(f"{_W}t")) + "\n"
    rows = [[_line(cell_part).strip() for cell in row.iter(f"{_W}tc") for cell_part in cell.iter(f"{_W}p")]
            for row in block.iter(f"{_W}tr")]  # fmt: skip
    return "\n".join("  ".join(row) for row in rows) + "\n"
