"""Our papers as Word files: the same words as the PDF, Word's own styles, nobody's name in the properties."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from app.exporters import docx_letter
from redaction.content import (
    Align,
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Numbered,
    PageBreak,
    Table,
    bold,
    paragraph,
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter with every kind of block, written."""
    target = tmp_path / "brev.docx"
    docx_letter.write(a_letter(), target)
    return target


def a_letter() -> Document:
    """A letter with every kind of block."""
    return Document(
        "Besked om din begäran",
        (
            paragraph("Bolaget lämnar ut ", bold("en del"), " handlingar."),
            Facts((("Kom in", "16 november 2026"),)),
            Heading(1, "Handlingar"),
            Table(("Nr", "Handling"), (("1", "Klagomål"), ("2", "Svar")), (1, 6), (Align.RIGHT, Align.LEFT)),
            Numbered(("21 kap. 1 § OSL", "39 kap. 3 § OSL"), (1, 3)),
            Bullets(("Du kan begära ett beslut.",)),
            Note("Det här är inget beslut."),
            PageBreak(),
            paragraph("4f2c 9a", mono=True),
        ),
        sender="Fjällvik Energi AB",
        reference=("Dnr FE 2026-0042", "23 november 2026"),
        addressee=("Bo Exempel",),
        footer="registrator@example.se",
    )


def test_opens_with_every_word(letter: Path) -> None:
    """Word's reader finds each text of the model, in paragraphs, tables, header and footer."""
    word = docx.Document(str(letter))
    texts = [found.text or "" for found in word.element.body.iter(qn("w:t"))]
    section = word.sections[0]
    edges = (
        section.header.paragraphs[0].text,
        section.footer.paragraphs[0].text,
        section.first_page_footer.paragraphs[0].text,
    )
    for text in ("Fjällvik Energi AB", "Bo Exempel", "en del", "16 november 2026", "Klagomål", "39 kap. 3 § OSL"):
        assert any(text in found for found in texts)
    assert any("Det här är inget beslut." in found for found in texts)
    assert "Dnr FE 2026-0042" in edges[0]
    assert all("registrator@example.se" in edge and "Sida 1 (1)" in edge for edge in edges[1:])


def test_structure_is_words_own(letter: Path) -> None:
    """Headings, title and list are styles; the header of a table is repeated; the numbers are those given."""
    word = docx.Document(str(letter))
    styles = {found.text: found.style.name for found in word.paragraphs if found.style is not None}
    assert styles["Besked om din begäran"] == "Title"
    assert styles["Handlingar"] == "Heading 1"
    assert styles["Du kan begära ett beslut."] == "List Bullet"
    assert "3.\t39 kap. 3 § OSL" in styles
    heads = [row for found in word.tables for row in found.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert [[cell.text for cell in row.cells] for row in heads] == [["Nr", "Handling"]]


def test_properties_name_nobody(letter: Path) -> None:
    """Title and language, no author, a fixed date, and none of the template's left-overs."""
    properties = docx.Document(str(letter)).core_properties
    assert properties.title == "Besked om din begäran"
    assert properties.language == "sv-SE"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is not None
    assert properties.created.year == 1980
    with zipfile.ZipFile(letter) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name or "customXml" in name]
        assert b"python-docx" not in b"".join(parts.read(name) for name in parts.namelist())


def test_language_is_swedish_everywhere(letter: Path) -> None:
    """Word checks the spelling in Swedish."""
    word = docx.Document(str(letter))
    told = {found.get(qn("w:val")) for found in word.styles.element.iter(qn("w:lang"))}
    assert told == {"sv-SE"}


def test_same_document_same_bytes(letter: Path, tmp_path: Path) -> None:
    """No clock gets into the file."""
    docx_letter.write(a_letter(), tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == letter.read_bytes()
    with zipfile.ZipFile(letter) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_wording_with_control_characters(tmp_path: Path) -> None:
    """What a requester's mail carries along that XML cannot hold does not stop the letter."""
    docx_letter.write(Document("x", (paragraph("a\x0b\x00b\ufffe"),)), tmp_path / "a.docx")
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[-1].text == "ab"
