"""What a file is by its content: its first bytes and, in containers, the names of their parts; never its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from . import encoding

HEAD = 4096
"""How many first bytes ``kind_of`` wants to see."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "zip": "application/zip",
    "html": "text/html",
    "rtf": "application/rtf",
    "xml": "application/xml",
    "image": "image/*",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "tnef": "application/vnd.ms-tnef",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "wpd": "application/vnd.wordperfect",
    "wps": "application/vnd.ms-works",
    "sxw": "application/vnd.sun.xml.writer",
    "sxc": "application/vnd.sun.xml.calc",
    "sxi": "application/vnd.sun.xml.impress",
}
"""Kinds that are taken in. All other kinds are refused by name."""

KINDS = (
    *MEDIA_TYPES,
    *("mailbox", "drawing", "sound", "video", "archive"),
    *("locked-office", "program", "database", "unknown"),
)
"""Every kind there is a word for."""

_START = (
    (b"{\\rtf", "rtf"),
    (b"\xffWPC", "wpd"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (b"8BPS", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"#!AMR", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"FLV\x01", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"MSCF", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x00\x01\x00\x00Standard ", "database"),
    (b"!BDN", "mailbox"),
    (b"x\x9f>\x22", "tnef"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"%!PS", "unknown"),
)
_FORM = {b"WEBP": "image", b"WAVE": "sound", b"AVI ": "video"}
_BRAND = {**dict.fromkeys((b"heic", b"heix", b"mif1", b"avif", b"avis"), "image"), b"M4A ": "sound", b"M4B ": "sound"}

_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_MANIFEST = "META-INF/manifest.xml"
_MIMETYPES = (
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.presentation", "odp"),
    ("application/vnd.oasis.opendocument.graphics", "drawing"),
    ("application/vnd.sun.xml.writer", "sxw"),
    ("application/vnd.sun.xml.calc", "sxc"),
    ("application/vnd.sun.xml.impress", "sxi"),
)

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "locked-office"),
    ("__properties_version1.0", "msg"),
    ("__substg1.0_", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "wps"),
)

_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HEADER = re.compile(r"(?:From \S+[^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL = re.compile(
    r"^(received|return-path|message-id|mime-version|delivered-to|x-mailer):", re.IGNORECASE | re.MULTILINE
)
_SENDER = re.compile(r"^(from|to|subject|date):", re.IGNORECASE | re.MULTILINE)


def kind_of(head: bytes, source: Path) -> str:
    """The kind of the file (one of ``KINDS``) from its first ``HEAD`` bytes; containers are looked into."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(source)
    if head.startswith(_COMPOUND):
        return _in_compound(source)
    return _by_start(head) or _by_text(head, source)


def _by_start(head: bytes) -> str | None:
    if head.startswith(b"RIFF"):
        return _FORM.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        return _BRAND.get(head[8:12], "video")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image"
    if len(head) > 1 and head[0] == 0xFF and head[1] in (0xFB, 0xF3, 0xF2, 0xF1, 0xF9):
        return "sound"
    return next((kind for start, kind in _START if head.startswith(start)), None)


def _in_zip(source: Path) -> str:
    """Which office format a zip file holds, by the names of its parts."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if "mimetype" not in names and {"content.xml", _MANIFEST} <= set(names):
                said = archive.open(_MANIFEST).read(HEAD).decode("utf-8", "replace")
                return next((kind for start, kind in _MIMETYPES if start in said), "zip")
            if "mimetype" in names:
                declared = archive.open("mimetype").read(100).decode("ascii", "replace")
                return next((kind for start, kind in _MIMETYPES if declared.startswith(start)), "zip")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    if "xl/workbook.bin" in names:
        return "xlsb"
    return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), "zip")


def _in_compound(source: Path) -> str:
    """Which office format a compound file (MS-CFB) holds; its directory has the names in UTF-16."""
    with source.open("rb") as file:
        content = file.read(64 * 1024 * 1024)
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in content), "unknown")


def _by_text(head: bytes, source: Path) -> str:
    start = encoding.decoded_start(head)
    if start is not None:
        if _HTML.match(start):
            return "html"
        if start.lstrip().startswith("<?xml"):
            return "drawing" if "<svg" in start else "html" if "<html" in start else "xml"
        if start.lstrip().startswith("<svg"):
            return "drawing"
        headers = _HEADER.match(start)
        if headers and _MAIL.search(headers.group()) and _SENDER.search(headers.group()):
            return "eml"
    return "text" if encoding.is_text(source) else "unknown"
