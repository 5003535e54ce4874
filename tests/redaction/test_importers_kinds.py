"""What is not taken in is refused by the name of what it is, found from its content."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from redaction import importers
from redaction.errors import Damaged, Unsupported
from redaction.importers import kinds

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EML = b"Return-Path: <bo@example.se>\r\nFrom: bo@example.se\r\nTo: reg@example.se\r\nSubject: Hej\r\n\r\nText\r\n"


def a_zip(*names: str, mimetype: str = "") -> bytes:
    """A zip file with parts of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


CASES = [
    ("locked-office", CFB + "EncryptedPackage".encode("utf-16-le")),
    ("mailbox", b"!BDN" + bytes(20)),
    ("drawing", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("sound", b"RIFF\x00\x00\x00\x00WAVEfmt "),
    ("sound", b"ID3\x03" + bytes(20)),
    ("video", b"\x00\x00\x00\x18ftypmp42" + bytes(20)),
    ("archive", b"7z\xbc\xaf\x27\x1c" + bytes(20)),
    ("program", b"MZ" + bytes(100)),
    ("database", b"SQLite format 3\x00" + bytes(20)),
    ("unknown", bytes(range(256))),
]


@pytest.mark.parametrize(("kind", "content"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_refused_by_name(tmp_path: Path, kind: str, content: bytes) -> None:
    """The refusal says what the file is, so that the clerk can be told what to ask for instead."""
    (tmp_path / "fil.bin").write_bytes(content)
    with pytest.raises(Unsupported) as refused:
        importers.take_in(tmp_path / "fil.bin", "fil.bin", tmp_path)
    assert refused.value.parameters == {"kind": kind}
    assert kind in kinds.KINDS


TAKEN_IN = [
    ("msg", CFB + "__substg1.0_0037001F".encode("utf-16-le")),
    ("zip", a_zip("brev.pdf", "lista.txt")),
    ("eml", EML),
    ("eml", b"From bo@example.se Mon Feb  2\n" + EML),
    ("eml", b"MIME-Version: 1.0\nDate: Mon\n\n\xe5"),
    ("tnef", b"x\x9f>\x22" + bytes(20)),
    ("rtf", b"{\\rtf1\\ansi hej}"),
    ("html", b"\xef\xbb\xbf<!DOCTYPE html><html></html>"),
    ("html", b"<!-- x --><HTML><body>"),
    ("xml", b"<?xml version='1.0'?><a/>"),
    ("image", b"\x89PNG\r\n\x1a\n" + bytes(20)),
    ("image", b"\xff\xd8\xff\xe0" + bytes(20)),
    ("image", b"II*\x00" + bytes(20)),
    ("image", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
    ("image", b"\x00\x00\x00\x18ftypheic" + bytes(20)),
    ("xls", CFB + "Workbook".encode("utf-16-le")),
    ("xlsx", a_zip("[Content_Types].xml", "xl/workbook.xml")),
    ("xlsb", a_zip("[Content_Types].xml", "xl/workbook.bin")),
    ("pptx", a_zip("[Content_Types].xml", "ppt/presentation.xml")),
    ("odp", a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.presentation")),
    ("sxw", a_zip("content.xml", mimetype="application/vnd.sun.xml.writer")),
    ("doc", CFB + "WordDocument".encode("utf-16-le")),
    ("ppt", CFB + "PowerPoint Document".encode("utf-16-le")),
    ("wpd", b"\xffWPC" + bytes(20)),
    ("odt", a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.text")),
    ("ods", a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
]


@pytest.mark.parametrize(("kind", "content"), TAKEN_IN)
def test_known_by_content(tmp_path: Path, kind: str, content: bytes) -> None:
    """Whatever the file is called."""
    (tmp_path / "fil.bin").write_bytes(content)
    assert importers.sniff(content, tmp_path / "fil.bin") == kind
    assert kind in kinds.MEDIA_TYPES


@pytest.mark.parametrize(
    "content",
    [
        b"From: Bo\nTo: Eva\n\nEn minnesanteckning som liknar ett brev.",
        b"namn;telefon\nBo;070-1740605\n",
        b'{"namn": "Bo"}',
        b"a < b och <html> i text",
    ],
)
def test_text_that_resembles_something_else_is_text(tmp_path: Path, content: bytes) -> None:
    """Notes, lists and snippets are taken in as the text they are."""
    (tmp_path / "fil").write_bytes(content)
    assert importers.sniff(content, tmp_path / "fil") == "text"


BROKEN = {"cut": a_zip("a.txt")[:30], "empty": b"PK\x03\x04" + bytes(40), "rubbish": bytes(range(256))}


def test_an_office_file_without_its_first_part_is_known_by_its_manifest(tmp_path: Path) -> None:
    """Old programs wrote no mimetype."""
    with zipfile.ZipFile(tmp_path / "a", "w") as made:
        made.writestr("content.xml", "x")
        made.writestr("META-INF/manifest.xml", "<m:file-entry m:media-type='application/vnd.sun.xml.writer'/>")
    assert importers.sniff(b"PK\x03\x04", tmp_path / "a") == "sxw"


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_word_file_is_told_as_broken(tmp_path: Path, content: bytes) -> None:
    """A file that should be a Word file and cannot be opened is damaged, not a stray archive."""
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(Damaged):
        importers.take_in(tmp_path / "a.docx", "a.docx", tmp_path)
