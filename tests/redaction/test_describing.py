"""What files say of themselves: the day they are of and whom they are from."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from redaction.files import About
from redaction.importers.kinds import MEDIA_TYPES
from redaction.unseen import describing

CORE = (
    '<p:coreProperties xmlns:p="urn:p" xmlns:dc="urn:dc" xmlns:t="urn:t"><dc:creator>{who}</dc:creator>'
    "<t:created>{when}</t:created></p:coreProperties>"
)


def mail(folder: Path, date: str, sender: str) -> Path:
    """A plain mail."""
    file = folder / "a.eml"
    file.write_bytes(f"From: {sender}\r\nDate: {date}\r\nSubject: x\r\n\r\nHej\r\n".encode())
    return file


@pytest.mark.parametrize(
    ("date", "sender", "said"),
    [
        ("Wed, 04 Feb 2026 23:30:00 +0100", "Nova <nova@example.se>", About("2026-02-04", "Nova <nova@example.se>")),
        ("igår", "nova@example.se", About("", "nova@example.se")),
        ("Thu, 01 Jan 1970 00:00:00 +0000", "", About()),
    ],
)
def test_a_mail(tmp_path: Path, date: str, sender: str, said: About) -> None:
    """Date and From, the day in the zone of its sender; what is no date is none."""
    assert describing.read(mail(tmp_path, date, sender), MEDIA_TYPES["eml"]) == said


def test_an_office_file(tmp_path: Path) -> None:
    """Its creator and the day it was created; an entity in it, or no ZIP at all, gives nothing."""
    file = tmp_path / "a.docx"
    for who, said in (("Nova\u200b  Testsson", "Nova Testsson"), ("&x;", "")):
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("docProps/core.xml", CORE.format(who=who, when="2026-02-04T10:00:00Z"))
        assert describing.read(file, MEDIA_TYPES["docx"]).sender == said
    file.write_bytes(b"PK ingen zip")
    assert describing.read(file, MEDIA_TYPES["docx"]) == About()


def test_a_pdf_and_a_picture(tmp_path: Path) -> None:
    """Author and day of a PDF, the day a picture was taken; a day that has not come is none."""
    pdf, picture = tmp_path / "a.pdf", tmp_path / "a.jpg"
    for stamp, day in (("D:20260204101500+01'00'", "2026-02-04"), ("D:29990101", "")):
        with pikepdf.new() as made:
            made.add_blank_page()
            made.docinfo["/Author"], made.docinfo["/CreationDate"] = "Nova", stamp
            made.save(pdf)
        assert describing.read(pdf, MEDIA_TYPES["pdf"]) == About(day, "Nova")
    exif = Image.Exif()
    exif[306] = "2026:02:04 10:15:00"
    Image.new("L", (8, 8)).save(picture, exif=exif)
    assert describing.read(picture, "image/jpeg") == About("2026-02-04", "")


def test_what_says_nothing_of_itself() -> None:
    """A text has no day and no sender."""
    assert describing.read(Path("finns inte.txt"), "text/plain") == About()
