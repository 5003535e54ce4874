"""Word files as texts: what people type in Word is read as title, headings, lists and bold type."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from app.exporters import docx_letter
from redaction import word_content
from redaction.content import Block, Bullets, Document, Heading, Numbered, Paragraph, Run, paragraph
from redaction.errors import Damaged, Unsupported
from tests.redaction import word_files

BLOCKS: tuple[Block, ...] = (
    Paragraph((Run("Hej "), Run("{bolag}", bold=True), Run(" och tack."))),
    Heading(1, "Ett"),
    Heading(3, "Tre"),
    Bullets(("a", "b {fält}")),
    Numbered(("först", "sedan")),
    paragraph("Rad\noch rad"),
)


def test_what_we_write_is_read_back_the_same(tmp_path: Path) -> None:
    """So that a template that is only looked at in Word has not changed."""
    text = Document("Titel", BLOCKS, page_word="")
    docx_letter.write(text, tmp_path / "a.docx")
    read, strange = word_content.read(tmp_path / "a.docx")
    assert (read.title, read.blocks, strange) == ("Titel", BLOCKS, ())


def test_lists_of_words_own_and_typed_by_hand(tmp_path: Path) -> None:
    """The button of Word, a style of the template, a hyphen or a number that somebody typed."""
    word = docx.Document()
    word.add_paragraph("knapp", style="List Bullet")
    word.add_paragraph("- streck")
    word.add_paragraph("• punkt")
    word.add_paragraph("ett", style="List Number")
    word.add_paragraph("2. två")
    word.add_paragraph("2026 var året.")
    word.save(str(tmp_path / "a.docx"))
    read, _strange = word_content.read(tmp_path / "a.docx")
    assert read.blocks == (
        Bullets(("knapp", "streck", "punkt")),
        Numbered(("ett", "två")),
        paragraph("2026 var året."),
    )


def test_a_field_in_pieces_is_one_field(tmp_path: Path) -> None:
    """Word cuts a word into runs where it was edited or checked for spelling."""
    word = docx.Document()
    line = word.add_paragraph()
    for piece in ("{bo", "la", "g}"):
        line.add_run(piece)
    line.add_run(" fet").bold = True
    word.save(str(tmp_path / "a.docx"))
    read, _strange = word_content.read(tmp_path / "a.docx")
    assert read.blocks == (Paragraph((Run("{bolag}"), Run(" fet", bold=True))),)


def test_what_has_no_place_is_named(tmp_path: Path) -> None:
    """Tables, pictures, text boxes, changes nobody accepted, hidden text."""
    word = docx.Document()
    word.add_paragraph("Text")
    word.add_table(1, 1)
    word.add_paragraph().add_run("dold").font.hidden = True
    word.save(str(tmp_path / "a.docx"))
    assert word_content.read(tmp_path / "a.docx")[1] == ("hidden", "table")
    body = word_files.deleted("borta") + word_files.inserted("ny") + word_files.text_box("ruta")
    word_files.word_file(tmp_path / "b.docx", body)
    assert word_content.read(tmp_path / "b.docx")[1] == ("changes", "picture")


def test_other_files_are_refused(tmp_path: Path) -> None:
    """Text, other packages, half a file: an error with a code, never a traceback."""
    (tmp_path / "a.docx").write_bytes(b"hej")
    with pytest.raises(Unsupported):
        word_content.read(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        archive.writestr("a.txt", "hej")
    with pytest.raises(Unsupported):
        word_content.read(tmp_path / "b.docx")
    docx_letter.write(Document("T", ()), tmp_path / "c.docx")
    (tmp_path / "d.docx").write_bytes((tmp_path / "c.docx").read_bytes()[:500])
    with pytest.raises(Damaged):
        word_content.read(tmp_path / "d.docx")
