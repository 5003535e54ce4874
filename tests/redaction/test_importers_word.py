"""Word files come in: every word a reader of the original sees stands in the pages, the rest is listed."""

from __future__ import annotations

import struct
import threading
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from redaction import importers
from redaction.errors import Damaged, TooLarge, WordsLost
from redaction.importers import Imported, coverage, package
from redaction.importers import docx as routes
from redaction.importers.base import Job
from tests.redaction.word_files import (
    deleted,
    footnote_mark,
    inserted,
    paragraph,
    table,
    text_box,
    word_file,
)

PLAIN = frozenset({"dxpdf"})
BOTH = pytest.mark.parametrize("avoid", [frozenset(), PLAIN], ids=["dxpdf", "plain"])
EDGES = "<w:headerReference w:type='default' r:id='header1'/><w:headerReference w:type='first' r:id='header2'/>"


def take_in(source: Path, avoid: frozenset[str] = frozenset(), name: str | None = None) -> Imported:
    """Takes the file in, into a folder of its own."""
    out = source.parent / f"out-{len(list(source.parent.iterdir()))}"
    out.mkdir()
    return importers.take_in(source, name or source.name, out, avoid=avoid)


def words(imported: Imported) -> str:
    """All text of the working PDF."""
    with pypdfium2.PdfDocument(imported.pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def hidden(imported: Imported) -> dict[str, int]:
    """What was listed as not seen, by kind."""
    return {found.kind: found.count for found in imported.working.hidden}


def minutes(target: Path) -> Path:
    """Minutes as an office writes them."""
    made = docx.Document()
    made.add_heading("Protokoll från kundrådet", 1)
    made.add_paragraph("Närvarande: Åsa Öberg, Bo Exempel.")
    made.add_paragraph("Taxan för fjärrvärme", style="List Number")
    cells = made.add_table(3, 3)
    for number, cell in enumerate(cell for row in cells.rows for cell in row.cells):
        cell.text = f"ruta{number}"
    made.sections[0].header.paragraphs[0].text = "Fjällvik Energi AB"
    made.sections[0].footer.paragraphs[0].text = "Dnr FE 2026-0042"
    made.save(str(target))
    return target


@BOTH
def test_minutes_keep_every_word(tmp_path: Path, avoid: frozenset[str]) -> None:
    """Heading, text, list, table, header and footer stand in the pages by either route."""
    imported = take_in(minutes(tmp_path / "protokoll.docx"), avoid)
    for text in ("Protokoll från kundrådet", "Åsa Öberg", "Taxan", "ruta0", "ruta8", "Fjällvik Energi AB", "2026-0042"):
        assert text in words(imported)
    assert imported.working.importer == ("plain" if avoid else "dxpdf")
    assert imported.working.coverage == 1
    assert imported.media_type.endswith("wordprocessingml.document")


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    """A Word file that calls itself a PDF is taken in as the Word file it is."""
    assert take_in(minutes(tmp_path / "a.pdf")).working.importer == "dxpdf"


@BOTH
def test_text_boxes_stand_once(tmp_path: Path, avoid: frozenset[str]) -> None:
    """A text box is read once though the file holds it in two forms."""
    imported = take_in(word_file(tmp_path / "a.docx", paragraph("Ärendet") + text_box("rutans text")), avoid)
    assert words(imported).split() == ["Ärendet", "rutans", "text"]
    assert imported.working.coverage == 1
    assert hidden(imported) == {"alt-text": 1}


@BOTH
def test_notes(tmp_path: Path, avoid: frozenset[str]) -> None:
    """A footnote the text refers to stands in the pages; one it does not is told as unused."""
    notes = "".join(
        f"<w:footnote w:id='{n}'>{paragraph(text)}</w:footnote>" for n, text in ((1, "notens ord"), (2, "lös"))
    )
    imported = take_in(word_file(tmp_path / "a.docx", footnote_mark(1), footnotes=notes), avoid)
    assert "notens ord" in words(imported)
    assert "lös" not in words(imported)
    assert hidden(imported) == {"unused-part": 1}


@BOTH
def test_what_pages_do_not_show_is_listed(tmp_path: Path, avoid: frozenset[str]) -> None:
    """Comments, deleted and hidden text, macros and the like are counted and do not stand in the pages."""
    comment = f"<w:comment w:id='0' w:author='Bo Exempel'>{paragraph('kommentarens ord')}</w:comment>"
    core = b"<p xmlns:d='http://purl.org/dc/elements/1.1/'><d:creator>Bo Exempel</d:creator><d:title/></p>"
    source = word_file(
        tmp_path / "a.docx",
        deleted("borttaget") + inserted("tillagt") + paragraph("dolt", "<w:vanish/>"),
        comments=comment,
        raw={
            "word/vbaProject.bin": b"x",
            "word/embeddings/a.xlsx": b"x",
            "customXml/item1.xml": b"<a/>",
            "docProps/core.xml": core,
        },
    )
    imported = take_in(source, avoid)
    assert words(imported) == "kvar står tillagt"
    assert hidden(imported) == {
        "comment": 1,
        "custom-xml": 1,
        "deletion": 1,
        "embedded": 1,
        "hidden-text": 1,
        "insertion": 1,
        "macro": 1,
        "metadata": 1,
    }


def test_header_no_page_shows_is_told(tmp_path: Path) -> None:
    """A header for first pages that is switched off, and one for later pages that do not exist, are listed."""
    later, first = paragraph("fortsättning"), paragraph("förstasidan")
    off = take_in(word_file(tmp_path / "a.docx", paragraph("Kropp"), sections=EDGES, header1=later, header2=first))
    one = take_in(
        word_file(
            tmp_path / "b.docx", paragraph("Kropp"), sections=EDGES + "<w:titlePg/>", header1=later, header2=first
        )
    )
    assert (words(off), hidden(off)) == ("fortsättning Kropp", {"unused-part": 1})
    assert (words(one), hidden(one)) == ("förstasidan Kropp", {"later-page-header": 1})


def test_lost_words_lead_to_the_next_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout that drops words is not used, and the report names the route that was."""
    thin = take_in(word_file(tmp_path / "thin.docx", paragraph("Ärendet")))

    def drops(job: Job, *_: object) -> bool:
        job.target.write_bytes(thin.pdf.read_bytes())
        return True

    monkeypatch.setitem(routes.ROUTES, "dxpdf", drops)
    source = word_file(tmp_path / "a.docx", paragraph("Ärendet gäller fjärrvärme i Fjällvik"))
    assert take_in(source).working.importer == "plain"
    monkeypatch.setitem(routes.ROUTES, "plain", drops)
    with pytest.raises(WordsLost) as refused:
        take_in(source)
    assert refused.value.parameters == {"kept": 20}


def test_a_route_that_breaks_leads_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout engine that raises, panics or hangs does not stop the file from coming in."""

    class Panic(BaseException):
        pass

    def breaks(_: Path) -> bytes:
        raise Panic

    source = word_file(tmp_path / "a.docx", paragraph("Ärendet"))
    monkeypatch.setattr(routes, "_dxpdf", breaks)
    assert take_in(source).working.importer == "plain"
    forever = threading.Event()

    def hangs(_: Path) -> bytes:
        forever.wait()
        return b""

    monkeypatch.setattr(routes, "_dxpdf", hangs)
    monkeypatch.setattr(routes, "PATIENCE", 1.0)
    assert take_in(source).working.importer == "plain"
    forever.set()


@BOTH
def test_table_wider_than_the_page(tmp_path: Path, avoid: frozenset[str]) -> None:
    """Twenty columns lose no cell."""
    rows = [tuple(f"cell{row}x{column}" for column in range(20)) for row in range(4)]
    imported = take_in(word_file(tmp_path / "a.docx", table(*rows)), avoid)
    run = words(imported).replace(" ", "")
    assert all(cell in run for row in rows for cell in row)
    assert imported.working.coverage == 1


@BOTH
def test_table_of_single_letters(tmp_path: Path, avoid: frozenset[str]) -> None:
    """Cells of one letter each, which one of the readers runs together, are not counted as lost."""
    imported = take_in(word_file(tmp_path / "a.docx", table(("a", "b", "c"), ("d", "e", "f"))), avoid)
    assert imported.working.importer == ("plain" if avoid else "dxpdf")
    assert imported.working.coverage == 1


def test_every_script_keeps_its_words(tmp_path: Path) -> None:
    """Where dxpdf draws letters that no search finds, our own layout is used, and boxes are told."""
    imported = take_in(word_file(tmp_path / "a.docx", paragraph("Fru مرحبا بالعالم 漢字 Жизнь ☒")))
    assert imported.working.importer == "plain"
    assert all(word in words(imported) for word in ("مرحبا", "بالعالم", "漢字", "Жизнь", "☒"))
    assert hidden(imported) == {"undrawable": 2}


@BOTH
def test_empty_file_is_a_blank_page(tmp_path: Path, avoid: frozenset[str]) -> None:
    """A Word file without a word is taken in as the blank sheet it is."""
    imported = take_in(word_file(tmp_path / "a.docx", "<w:p/>"), avoid)
    assert (len(imported.working.pages), imported.working.coverage) == (1, 1)


def test_bombs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked, and so is one of endless parts."""
    body = "word/document.xml"
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr(body, b" " * 30_000_000)
    with pytest.raises(TooLarge) as refused:
        take_in(tmp_path / "a.docx")
    assert refused.value.parameters["what"] == "ratio"
    monkeypatch.setattr(package, "MOST_PARTS", 50)
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as bomb:
        for name in ("[Content_Types].xml", body, *(f"x{n}" for n in range(51))):
            bomb.writestr(name, b"")
    with pytest.raises(TooLarge) as refused:
        take_in(tmp_path / "b.docx")
    assert refused.value.parameters["what"] == "parts"


def test_a_lie_about_size_does_not_help(tmp_path: Path) -> None:
    """A part that says it is larger than the bound is refused by what it says."""
    source = word_file(tmp_path / "a.docx", paragraph("hej"))
    content = bytearray(source.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 2_000_000_000)
    source.write_bytes(content)
    with pytest.raises(TooLarge) as refused:
        take_in(source)
    assert refused.value.parameters["what"] == "unpacked"


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    ],
)
def test_entities_are_refused(tmp_path: Path, head: str) -> None:
    """Word never writes a document type; a file with one is not read."""
    source = tmp_path / "a.docx"
    with zipfile.ZipFile(source, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"{head}<d><body/></d>")
    with pytest.raises(Damaged):
        take_in(source)


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_cut_file_is_told_as_broken(tmp_path: Path, kept: float) -> None:
    """A Word file that breaks off is named as damaged."""
    source = minutes(tmp_path / "a.docx")
    source.write_bytes(source.read_bytes()[: int(source.stat().st_size * kept)])
    with pytest.raises(Damaged):
        take_in(source)


def test_flipped_bytes_end_in_pages_or_a_reason(tmp_path: Path) -> None:
    """Damage inside the parts never ends in anything but pages or a refusal by name."""
    whole = minutes(tmp_path / "a.docx").read_bytes()
    for place in range(100, len(whole), len(whole) // 12):
        content = bytearray(whole)
        content[place] ^= 0xFF
        (tmp_path / "b.docx").write_bytes(content)
        try:
            assert take_in(tmp_path / "b.docx", PLAIN).working.pages
        except (Damaged, WordsLost, TooLarge):
            continue


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Åsa Öberg bor här", 1.0),
        ("Å s a\u00a0Öberg bor h ä r", 0.5),
        ("Åsa Ö b e r g bor här", 1.0),
        ("Åsa Öberg bor", 0.75),
        ("Asa Oberg bor har", 0.25),
    ],
)
def test_share_of_words(text: str, share: float) -> None:
    """Spaced letters are found in words of four and more; other letters are other words."""
    assert coverage.share(coverage.words("Åsa Öberg bor här"), text) == share
