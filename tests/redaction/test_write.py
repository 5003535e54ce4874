"""Our own papers as PDF: they validate, read back in order, and are the same at every making."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest

from redaction import write
from redaction.content import (
    Align,
    Block,
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

MADE_AT = "2026-11-23T09:12:00Z"


def a_letter(*blocks: Block) -> Document:
    """A letter with these blocks."""
    return Document(
        "Besked om din begäran",
        blocks or (paragraph("Bolaget lämnar ut ", bold("alla"), " handlingar."),),
        sender="Fjällvik Energi AB",
        reference=("Dnr FE 2026-0042", "23 november 2026"),
        addressee=("Bo Exempel",),
        footer="Fjällvik Energi AB · registrator@example.se",
    )


def every_block() -> Document:
    """A letter with every kind of block and a long table."""
    rows = tuple((str(n), f"Klagomål {n} om fjärrvärme", "i delar") for n in range(1, 90))
    return a_letter(
        Facts((("Kom in", "16 november 2026"),)),
        Heading(1, "Handlingar"),
        Table(("Nr", "Handling", "Utgång"), rows, (1, 6, 2), (Align.RIGHT, Align.LEFT, Align.LEFT)),
        Heading(2, "Grunder"),
        Numbered(("21 kap. 1 § OSL", "39 kap. 3 § OSL"), (1, 3)),
        Bullets(("Du kan begära ett beslut.",)),
        Note("Det här är inget beslut."),
        PageBreak(),
        Heading(3, "Kontrollsumma"),
        paragraph("4f2c  9a", mono=True),
    )


def read(pdf: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def made(document: Document, folder: Path, name: str = "made.pdf") -> Path:
    """The PDF of the document."""
    write.pdf(document, folder / name, MADE_AT)
    return folder / name


def test_every_block_validates_as_pdfa(tmp_path: Path) -> None:
    """What is handed out is PDF/A-2b by the validator's own report on the file as it lies there."""
    pdf = made(every_block(), tmp_path)
    with pikepdf.open(pdf) as opened:
        assert pikepdf.pdfa.save(opened, io.BytesIO(), "2b", repair=False).findings == []


def test_same_document_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance gets into the file."""
    assert made(every_block(), tmp_path).read_bytes() == made(every_block(), tmp_path, "again.pdf").read_bytes()


def test_another_time_is_told_in_the_file(tmp_path: Path) -> None:
    """The given time, and only it, stands in both places for dates."""
    with pikepdf.open(made(a_letter(), tmp_path)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20261123091200Z"
        assert b"2026-11-23T09:12:00Z" in opened.Root.Metadata.read_bytes()
        assert "/Author" not in opened.docinfo


def test_reads_back_in_order(tmp_path: Path) -> None:
    """Head, addressee, title and text come in the order in which they are read."""
    (text,) = read(made(a_letter(), tmp_path))
    expected = [
        "Fjällvik Energi AB",
        "Dnr FE 2026-0042",
        "Bo Exempel",
        "Besked om din",
        "lämnar ut alla handlingar",
        "Sida 1 (1)",
    ]
    places = [text.index(part) for part in expected]
    assert places == sorted(places)


def test_long_table_repeats_its_header(tmp_path: Path) -> None:
    """Every page that the table touches begins with its header, and no row is lost or split from its number."""
    pages = [text for text in read(made(every_block(), tmp_path)) if "Klagomål" in text]
    assert len(pages) > 1
    assert all("Nr Handling Utgång" in text for text in pages)
    assert all(f" {n} Klagomål {n} om fjärrvärme i delar" in " ".join(pages) for n in range(1, 90))


def test_row_higher_than_a_page_goes_on(tmp_path: Path) -> None:
    """A cell with more lines than a page holds is continued, nothing of it lost."""
    words = " ".join(f"ord{n}" for n in range(3000))
    pages = read(made(a_letter(Table(("A", "B"), (("x", words),))), tmp_path))
    assert len(pages) > 1
    assert set(words.split()) <= set(" ".join(pages).split())


@pytest.mark.parametrize("text", ["x" * 5000, "a-" * 3000, " ".join(["ord"] * 5000)])
def test_text_of_any_shape_is_kept(tmp_path: Path, text: str) -> None:
    """Words without a blank break anywhere rather than run off the page."""
    pages = read(made(a_letter(paragraph(text)), tmp_path))
    kept = "".join(pages).replace(" ", "").replace("\ufffe", "-")
    assert kept.count(text[0]) >= text.count(text[0])


def test_page_numbers_and_running_head(tmp_path: Path) -> None:
    """Every page has its number; from the second on it says whose and which paper it is."""
    pages = read(made(every_block(), tmp_path))
    assert all(f"Sida {n} ({len(pages)})" in text for n, text in enumerate(pages, 1))
    assert all("Fjällvik Energi AB · Besked om din begäran" in text for text in pages[1:])


@pytest.mark.parametrize("text", ["Åsa Öberg Ärlig é ü", "☒ ja ☐ nej → ✓", "漢字", "Жизнь Ω", "a\u0301 blir á"])
def test_every_character_can_be_searched(tmp_path: Path, text: str) -> None:
    """A character none of our faces has is drawn as a box and still found by a search."""
    found = read(made(a_letter(paragraph(text)), tmp_path))[0]
    assert all(word in found for word in text.replace("a\u0301", "á").split())


def test_structure_is_tagged(tmp_path: Path) -> None:
    """A screen reader finds language, title, headings, lists and a table with header cells."""
    with pikepdf.open(made(every_block(), tmp_path)) as opened:
        tags = {str(found.S) for found in opened.objects if isinstance(found, pikepdf.Dictionary) and "/S" in found}
        assert {"/Document", "/H1", "/H2", "/P", "/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/LBody"} <= tags
        assert opened.Root.Lang == "sv-SE"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.docinfo["/Title"] == "Besked om din begäran"


def test_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    """The file carries the letters it needs and no whole font."""
    pdf = made(a_letter(), tmp_path)
    assert pdf.stat().st_size < 60_000
    with pikepdf.open(pdf) as opened:
        fonts = [f for f in opened.objects if isinstance(f, pikepdf.Dictionary) and f.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile2" in font for font in fonts)


def test_empty_document_has_a_page(tmp_path: Path) -> None:
    """Nothing to say still makes a sheet."""
    assert write.pdf(Document("Tomt", (), show_title=False, page_word=""), tmp_path / "made.pdf", MADE_AT) == 1
