"""The door looks into every kind of file in memory: what carries a marking is told, and nothing is written."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pymupdf
import pytest

from redaction import door
from redaction.class_stamps import Degree

from .compound_file import compound, message

MARKING = "BEGRÄNSAT HEMLIG"


def look(source: Path, name: str = "", password: str | None = None) -> Degree | None:
    """What the door says of the file."""
    digest, degree = door.look(source, name or source.name, password, lambda _done, _total, _phase: None)
    assert digest == hashlib.sha256(source.read_bytes()).hexdigest()
    return degree


def a_pdf(where: str) -> bytes:
    """A PDF with the marking in one place: page, note, title, or a file in it."""
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 400), "Kabelväg öster om Exempelby" if where != "page" else MARKING, fontname="helv")
        if where == "note":
            page.add_text_annot((72, 72), MARKING)
        if where == "title":
            made.set_metadata({"title": MARKING})
        if where == "member":
            made.embfile_add("inuti.txt", MARKING.encode())
        return bytes(made.tobytes())


def a_docx(where: str) -> bytes:
    """A Word file with the marking cut into runs, in its header, a cell, a comment or its properties."""
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("Kabelväg öster om Exempelby")
    runs = made.sections[0].header.paragraphs[0] if where == "header" else made.add_paragraph()
    if where in ("header", "runs"):
        for part in ("BEGRÄ", "NSAT", " HEM", "LIG"):
            runs.add_run(part).bold = len(part) == 4
    if where == "cell":
        made.add_table(1, 2).rows[0].cells[1].text = MARKING
    if where == "property":
        made.core_properties.category = "Begränsat hemlig"
    made.save(out)
    return out.getvalue()


def a_mail(attached: bytes, name: str) -> bytes:
    """A mail with one attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.se", "b@example.se", "Kabelväg"
    made.set_content("Se bilagan.")
    made.add_attachment(attached, "application", "octet-stream", filename=name)
    return made.as_bytes()


def zipped(content: bytes, name: str) -> bytes:
    """An archive with one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def a_sheet() -> bytes:
    """A workbook with the marking in a cell of a hidden sheet."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    hidden = made.create_sheet("Dold")
    hidden.sheet_state = "hidden"
    hidden["B7"] = MARKING
    made.save(out)
    return out.getvalue()


FILES = {
    "text.txt": f"Kabelväg\n\n{MARKING}\n".encode(),
    "äldre.txt": f"Kabelväg\r\n{MARKING}\r\n".encode("cp1252"),
    "bred.txt": f"Kabelväg\n{MARKING}\n".encode("utf-16"),
    "sida.html": f"<html><body><p>Kabelväg</p><p>BEGRÄNSAT <b>HEMLIG</b></p>{'x ' * 50}</body></html>".encode(),
    "text.rtf": b"{\\rtf1\\ansi\\ansicpg1252 Kabelv\\'e4g\\par {\\b BEGR\\'c4NSAT} HEMLIG\\par}",
    "sida.pdf": a_pdf("page"),
    "notis.pdf": a_pdf("note"),
    "titel.pdf": a_pdf("title"),
    "bilaga.pdf": a_pdf("member"),
    "delad.docx": a_docx("runs"),
    "huvud.docx": a_docx("header"),
    "cell.docx": a_docx("cell"),
    "egenskap.docx": a_docx("property"),
    "blad.xlsx": a_sheet(),
    "brev.eml": a_mail(zipped(a_pdf("page"), "plan.pdf"), "planer.zip"),
    "okänd.bin": b"\x00\x01\x02" + MARKING.encode("utf-16-le") + b"\x00\x00\x03\xff" * 9,
}


@pytest.mark.parametrize("name", FILES)
def test_a_marking_is_found_in_every_kind_of_file(name: str, tmp_path: Path) -> None:
    """By content, however deep, and nothing is written anywhere beside the file."""
    file = tmp_path / "fil"
    file.write_bytes(FILES[name])
    assert look(file) is Degree.CLASS
    assert list(tmp_path.iterdir()) == [file]


def test_the_names_of_files_in_files_are_looked_at(tmp_path: Path) -> None:
    """An attachment and a member of an archive are turned away by their names, and so is the file by its own."""
    plain = a_pdf("none")
    for content in (a_mail(plain, f"{MARKING} plan.pdf"), zipped(plain, f"Mapp/{MARKING}/plan.pdf")):
        (tmp_path / "fil").write_bytes(content)
        assert look(tmp_path / "fil") is Degree.CLASS
    (tmp_path / "fil").write_bytes(plain)
    assert look(tmp_path / "fil") is None
    assert look(tmp_path / "fil", f"{MARKING} plan.pdf") is Degree.CLASS


def test_a_locked_pdf_is_looked_at_with_its_password(tmp_path: Path) -> None:
    """Without it nothing can be seen yet: it is looked at when it is read."""
    with pymupdf.open(stream=a_pdf("page"), filetype="pdf") as made:
        made.save(tmp_path / "fil", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="hemligt", owner_pw="x")
    assert look(tmp_path / "fil") is None
    assert look(tmp_path / "fil", password="hemligt") is Degree.CLASS


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_damaged_file_is_looked_through_as_bytes(start: bytes, tmp_path: Path) -> None:
    """A reader that cannot go on does not open the door."""
    (tmp_path / "fil").write_bytes(start + b"\x00\n" + MARKING.encode("cp1252") + b"\n\x00" + b"\xff" * 40)
    assert look(tmp_path / "fil") is Degree.CLASS


def test_the_sample_case_goes_in() -> None:
    """No file of the sample case is taken for a classified one."""
    files = [file for file in Path("resources/samples").iterdir() if file.suffix in (".pdf", ".docx", ".txt")]
    assert len(files) > 4
    assert {look(file) for file in files} == {None}


def test_a_broken_part_of_a_mail_hides_no_marking(tmp_path: Path) -> None:
    """A saved mail whose formatted text cannot be unpacked is looked through in its other parts, and goes in."""
    for said, degree in (("Bara hej", None), (f"{MARKING}\nplan", Degree.CLASS)):
        (tmp_path / "fil").write_bytes(compound(message({0x37: "Hej", 0x1000: said}, {0x1009: b"trasig" * 9})))
        assert look(tmp_path / "fil") is degree
