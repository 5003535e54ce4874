"""A file is read in memory for markings of a class before it is taken in: nothing is written, and no text leaves here.

All that can be had without drawing is looked at: text layers, notes, fields and properties of PDFs, every part of
office files, headers, bodies and attachments of mails, members of archives, and the names of all of them. What none of
the readers knows is looked through for the words as bytes. Words in pictures are found later, when they are read.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import olefile
import pymupdf

from . import class_stamps
from .class_stamps import Degree, Lines, folded
from .errors import DocumentError
from .importers import compressed_rtf, eml, encoding
from .opening import MUPDF_TROUBLE

Progress = Callable[[int, int, str], None]

DEEPEST = 8
"""Files in files are followed so far."""
MOST_UNPACKED = 400_000_000
"""Bytes unpacked in one file; what lies beyond is looked at when it is read."""
_NEEDLES = re.compile("hemlig|konfidentiell|secret|restricted|confidential|h.e.m.l.i.g", re.IGNORECASE)
_HEADERS = re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$|^docProps/|^styles\.xml$|^meta\.xml$", re.IGNORECASE)
_OFFICE = re.compile(r"<(?:w:p|a:p|text:p|si)[ >]")
_BREAK = re.compile(
    r"</(?:w:p|w:tc|a:p|text:p|text:h|si|is|c|row)>|<(?:w:br|w:tab|w:cr|a:br|text:tab|text:line-break)\b[^>]*>"
)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|font|a|sub|sup|small|big)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_UNPRINTED = re.compile(r"[^\t\x20-\x7e\xa0-\xff]+")
_RTF = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d+)\s?\??|\\(par|line|cell|row|tab|sect|page)\b ?|\\[a-zA-Z]+-?\d* ?|[{}\r\n]"
)
_MARKUP = re.compile(r"<(?:html|body|head|!doctype|\?xml|svg)\b", re.IGNORECASE)


def look(source: Path, name: str, password: str | None, progress: Progress) -> tuple[str, Degree | None]:
    """SHA-256 (hex) of the file, and the surest marking that it holds. Phase: ``door``.

    Args:
        name: what its owner calls the file, which may carry a marking too.
        password: opens an encrypted PDF; without it such a one is looked at when it is read.
    """
    content = source.read_bytes()
    reader = _Reader(password, progress)
    return hashlib.sha256(content).hexdigest(), reader.degree(name, content)


def _unpacked(stream: bytes) -> bytes:
    """The formatted text of a mail; as it lies there where it cannot be unpacked: the mail has other bodies then."""
    try:
        return compressed_rtf.unpacked(stream)
    except DocumentError:
        return stream


class _Reader:
    """Goes through one file and all that is in it."""

    def __init__(self, password: str | None, progress: Progress) -> None:
        self._password = password
        self._progress = progress
        self._left = MOST_UNPACKED

    def degree(self, name: str, content: bytes, depth: int = 0) -> Degree | None:
        """The surest marking of a file and of what is in it."""
        self._progress(depth, DEEPEST, "door")
        found = class_stamps.named(name)
        for degree in self._degrees(content, depth):
            if Degree.CLASS in (found, degree):
                return Degree.CLASS
            found = found or degree
        return found

    def _degrees(self, content: bytes, depth: int) -> Iterator[Degree | None]:
        """What each part of the file says, to every reader that it may be for: its head may name several.

        A reader that cannot go on leaves the file to the bytes.
        """
        heads = (
            (content.startswith(b"PK\x03\x04"), self._zip),
            (content.startswith(olefile.MAGIC), self._compound),
            (content.startswith(b"{\\rtf"), self._formatted),
            (b"%PDF-" in content[:1024], self._pdf),
        )
        for read in [read for fits, read in heads if fits] or [self._text]:
            try:
                yield from read(content, depth)
            except (*MUPDF_TROUBLE, zipfile.BadZipFile, EOFError, LookupError, TypeError, ArithmeticError):
                yield _by_bytes(content)

    def _inside(self, name: str, content: bytes, depth: int) -> Degree | None:
        return self.degree(name, content, depth + 1) if depth < DEEPEST else _by_bytes(content)

    def _pdf(self, content: bytes, depth: int) -> Iterator[Degree | None]:
        with pymupdf.open(stream=content, filetype="pdf") as document:
            if document.needs_pass and not document.authenticate(self._password or ""):
                return
            told = tuple(str(value) for value in (document.metadata or {}).values() if value)
            yield class_stamps.of([Lines(told, edge=True)])
            for number in range(document.page_count):
                self._progress(number, document.page_count, "door")
                yield class_stamps.of(_of_page(document.load_page(number)))
            for member in range(document.embfile_count()):
                told_name = str(document.embfile_info(member).get("filename", ""))
                yield self._inside(told_name, document.embfile_get(member), depth)

    def _zip(self, content: bytes, depth: int) -> Iterator[Degree | None]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield class_stamps.named(member.filename)
                if member.is_dir() or member.flag_bits & 1 or member.file_size > self._left:
                    continue
                self._left -= member.file_size
                unpacked = archive.read(member)
                if member.filename.lower().endswith((".xml", ".rels")):
                    lines = _of_xml(unpacked)
                    yield class_stamps.of([Lines(lines, bool(_HEADERS.search(member.filename)))])
                else:
                    yield self._inside(member.filename, unpacked, depth)

    def _formatted(self, content: bytes, _depth: int) -> Iterator[Degree | None]:
        yield class_stamps.of([Lines(tuple(_rtf(content).splitlines()))])

    def _compound(self, content: bytes, depth: int) -> Iterator[Degree | None]:
        """Outlook mails by their properties (MS-OXMSG), other files of the kind stream by stream."""
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            for entry in file.listdir():
                stream, name = file.openstream(entry).read(), entry[-1]
                if name.startswith("__substg1.0_") and name.endswith("001F"):
                    text = stream.decode("utf-16-le", "replace")
                    yield class_stamps.named(text) if len(text) <= class_stamps.LONGEST else None
                    yield class_stamps.of([Lines(tuple(text.splitlines()), edge=len(text) <= class_stamps.LONGEST)])
                elif name == "__substg1.0_10090102":
                    yield self._inside("", _unpacked(stream), depth)
                else:
                    yield self._inside("", stream, depth)

    def _text(self, content: bytes, depth: int) -> Iterator[Degree | None]:
        decoded = encoding.decode(content)
        if decoded is None:
            yield _by_bytes(content)
            return
        text = decoded.text
        if re.match(r"\s*<", text) and _MARKUP.search(text[:4096]):
            text = html.unescape(_TAG.sub("\n", _INLINE.sub("", text)))
        yield class_stamps.of([Lines(tuple(line for row in text.splitlines() for line in row.split("\t")))])
        if _is_mail(text):
            yield from self._mail(message_from_bytes(content), depth)

    def _mail(self, message: Message, depth: int) -> Iterator[Degree | None]:
        for part in message.walk():
            headers = tuple(eml.header(str(value)) for _name, value in part.raw_items())
            yield class_stamps.of([Lines(headers, edge=True)])
            if not part.is_multipart():
                named = part.get_filename()
                body = part.get_payload(decode=True)
                yield self._inside(eml.header(named) if named else "", body if isinstance(body, bytes) else b"", depth)


def _of_page(page: pymupdf.Page) -> Iterator[Lines]:
    """The lines of a page, those of its edges, and what its notes and fields say."""
    yield Lines(tuple(str(page.get_text("text")).splitlines()))
    if page.first_annot is not None:
        notes = (note.info for note in page.annots())
        yield Lines(tuple(str(info[key]) for info in notes for key in ("content", "subject", "name") if info.get(key)))
    if page.first_widget is not None:
        yield Lines(tuple(str(field.field_value) for field in page.widgets() if field.field_value))


def _of_xml(content: bytes) -> tuple[str, ...]:
    """The lines of a part: the paragraphs and cells of office text, else what stands between tags."""
    decoded = encoding.decode(content)
    text = decoded.text if decoded is not None else content.decode("utf-8", "replace")
    if _NEEDLES.search(text) is None and _NEEDLES.search(_TAG.sub("", text)) is None:
        return ()
    if _OFFICE.search(text):
        text = _TAG.sub("", _BREAK.sub("\n", text))
    else:
        text = _TAG.sub("\n", re.sub(r'="([^"]*)"', r">\n\1\n<", text))
    return tuple(html.unescape(text).splitlines())


def _rtf(content: bytes) -> str:
    """The text of RTF with its paragraphs, all of its groups alike: what hides there is looked at too."""

    def said(token: re.Match[str]) -> str:
        if token[1]:
            return bytes.fromhex(token[1]).decode("cp1252", "replace")
        if token[2]:
            return chr(int(token[2]) % 0x10000)
        return "\n" if token[3] else ""

    return _RTF.sub(said, content.decode("cp1252", "replace"))


def _by_bytes(content: bytes) -> Degree | None:
    """What runs of printed characters say, in one byte each or two."""
    for text in (content.decode("cp1252", "replace"), *(content[at:].decode("utf-16-le", "replace") for at in (0, 1))):
        if _NEEDLES.search(text):
            runs = (run for run in _UNPRINTED.split(text) if _NEEDLES.search(folded(run)))
            degree = class_stamps.of([Lines(tuple(runs))])
            if degree is not None:
                return degree
    return None


def _is_mail(text: str) -> bool:
    """Whether the text begins with headers as a mail does."""
    head = text[:4096].split("\n\n", 1)[0]
    return len(re.findall(r"^(?:from|to|subject|date|received|mime-version|content-type):", head, re.I | re.M)) >= 2
