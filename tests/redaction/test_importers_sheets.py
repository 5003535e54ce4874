"""Spreadsheets: every cell that says something, under its letter and beside its number, hidden ones told as such."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest
from openpyxl.comments import Comment

from redaction import importers
from redaction.content import Bullets, Heading, Paragraph, Table
from redaction.errors import DocumentError, TooLarge, Unsupported
from redaction.importers import Imported, delimited, number_formats, sheets

from .compound_file import compound

NUMBER = 8101079294


def take_in(folder: Path, content: bytes) -> Imported:
    """The file as it is taken in."""
    (folder / "fil").write_bytes(content)
    into = folder / "in"
    into.mkdir(exist_ok=True)
    return importers.take_in(folder / "fil", "fil", into)


def words(made: Imported) -> str:
    """What stands on the pages."""
    with pymupdf.open(made.pdf) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def hidden(made: Imported) -> dict[str, int]:
    """What was counted as not seen on the pages of the original."""
    return {found.kind: found.count for found in made.working.hidden}


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def a_book() -> bytes:
    """Three sheets: hidden rows and columns, a comment, formats; one hidden sheet; one that is very hidden."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Kunder"
    sheet.append(["Namn", "Nummer", "Dag", "Andel", "Gömd kolumn"])
    sheet.append(["Lovisa Granberg", NUMBER, date(2026, 2, 2), 0.25, "under E"])
    sheet["B2"].number_format = "000000\\-0000"
    sheet["D2"].number_format = "0%"
    sheet.append(["Gömd rad", 1.5, None, None, None])
    sheet["A5"] = "=1+1"
    sheet["A2"].comment = Comment("hemlig", "någon")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    for name, state in (("Dolt", "hidden"), ("Djupt", "veryHidden")):
        other: Any = book.create_sheet(name)
        other["C7"] = f"i {name}"
        other.sheet_state = state
    return saved(book)


def test_everything_is_on_the_pages_and_hidden_is_told(tmp_path: Path) -> None:
    """Cells with their letters and numbers, dates and masks as they look; hidden sheets, rows, columns are marked."""
    made = take_in(tmp_path, a_book())
    said = words(made)
    for wanted in ("Lovisa Granberg", "810107-9294", "2026-02-02", "25 %", "E dold", "under E", "3 dold", "Gömd rad",
                   "1,5", "Dolt (dold)", "i Dolt", "i Djupt"):  # fmt: skip
        assert wanted in said
    assert "hemlig" not in said
    told = hidden(made)
    assert {k: told[k] for k in ("hidden-sheet", "hidden-row", "hidden-column", "comment", "formula")} == {
        "hidden-sheet": 2, "hidden-row": 1, "hidden-column": 1, "comment": 1, "formula": 1,
    }  # fmt: skip
    assert (made.working.importer, made.working.coverage) == ("xlsx", 1.0)


def test_columns_that_do_not_fit_follow_with_their_letters(tmp_path: Path) -> None:
    """Twenty wide columns: each once, in tables of their own, each with the numbers of the rows."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([f"kolumn {n} med lång text" for n in range(20)])
    made = take_in(tmp_path, saved(book))
    said = words(made)
    assert all(said.count(f"kolumn {n} med lång text") == 1 for n in range(20))
    row = sheets.Row(1, False, dict.fromkeys(range(20), "x" * 20))
    tables = [block for block in sheets.blocks(sheets.Book([sheets.Sheet("", rows=[row])])) if isinstance(block, Table)]
    assert [name for table in tables for name in table.header if name] == [sheets.letters(n) for n in range(20)]
    assert len(tables) > 3


@pytest.mark.parametrize(
    ("value", "code", "wanted"),
    [
        (8101079294, "000000-0000", "810107-9294"),
        (101079294, "000000-0000", "010107-9294"),
        (83012, "000 00", "830 12"),
        (701740605, "0000-000000", "0701-740605"),
        (198101079294, "General", "198101079294"),
        (1234567, "# ##0", "1234567"),
        (1234.5, "#,##0.00", "1234,5"),
        (46055, "yyyy\\-mm\\-dd", "2026-02-02"),
        (46055.75, "d/m/yy h:mm", "2026-02-02 18:00"),
        (0.5, "hh:mm", "12:00"),
        (0.125, "0.0%", "12,5 %"),
        (-5, "0000", "-5"),
        (1e300, "yyyy", "1e+300"),
        (46055, '[$-41D]"den" d mmmm yyyy', "2026-02-02"),
    ],
)
def test_numbers_look_as_they_do_in_the_sheet(value: float, code: str, wanted: str) -> None:
    """Identity numbers behind masks, dates, per cent; a number is never cut or rounded."""
    assert number_formats.shown(value, code) == wanted


def biff(*cells: tuple[int, int, str], user: str = "") -> bytes:
    """An Excel file of before 2007: labels by row and column, a hidden sheet and row, and who saved it."""

    def record(code: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", code, len(body)) + body

    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    start += record(0x005C, struct.pack("<HB", len(user), 0) + user.encode("latin-1").ljust(109)) if user else b""
    name = b"Blad1"
    sheet_record = record(0x0085, struct.pack("<IBBBB", 0, 1, 0, len(name), 0) + name)
    end = record(0x000A)
    place = len(start) + len(sheet_record) + len(end)
    sheet_record = record(0x0085, struct.pack("<IBBBB", place, 1, 0, len(name), 0) + name)
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    body += record(0x0208, struct.pack("<HHHHHHI", cells[0][0], 0, 9, 0, 0, 0, 0x20))
    for row, column, text in cells:
        wide = text.encode("utf-16-le")
        body += record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + wide)
    return compound({"Workbook": start + sheet_record + end + body + end})


def test_an_old_excel_file_is_read(tmp_path: Path) -> None:
    """A hidden sheet with a hidden row: its words stand there, told as hidden."""
    made = take_in(tmp_path, biff((0, 0, "Lovisa Granberg"), (4, 2, "Åkargatan 12")))
    said = words(made)
    assert made.working.importer == "xls"
    for wanted in ("Blad1 (dold)", "1 dold", "Lovisa Granberg", "C", "5", "Åkargatan 12"):
        assert wanted in said
    assert hidden(made)["hidden-sheet"] == hidden(made)["hidden-row"] == 1


def an_open_document(kind: str, body: str, styles: str = "") -> bytes:
    """An OpenDocument file with this body."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
    return made.getvalue()


SHEET = """<table:table table:name="Ett"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell><text:p>Lovisa</text:p><office:annotation><text:p>tyst
</text:p></office:annotation></table:table-cell><table:table-cell><text:p>gömd</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table><table:table table:name="Två" table:style-name="ta2"><table:table-row><table:table-cell>
<text:p>inne</text:p></table:table-cell></table:table-row></table:table>"""


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    """Repeated empty rows cost nothing; collapsed rows and columns and a sheet that is not shown are told as hidden."""
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    made = take_in(tmp_path, an_open_document("spreadsheet", SHEET, style))
    said = words(made)
    for wanted in ("Ett", "4 dold", "B dold", "Lovisa", "gömd", "Två (dold)", "inne"):
        assert wanted in said
    assert "tyst" not in said
    assert hidden(made)["comment"] == 1


TEXT = """<text:tracked-changes><text:deletion><text:p>struket</text:p></text:deletion></text:tracked-changes>
<text:h text:outline-level="1">Klagomål</text:h><text:p>Hej<text:s text:c="2"/>Åsa<text:line-break/>rad<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>en not</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>ett</text:p><text:list><text:list-item><text:p>inre</text:p></text:list-item>
</text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>
</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"""


def test_an_open_document_text_is_read(tmp_path: Path) -> None:
    """Headings, blanks, notes, lists in lists and tables; what is struck is counted."""
    made = take_in(tmp_path, an_open_document("text", TEXT))
    said = words(made)
    for wanted in ("Klagomål", "Hej Åsa rad", "[en not]", "• ett", "• inre", "a b"):
        assert wanted in said
    assert "struket" not in said
    assert hidden(made)["deletion"] >= 1


def test_lines_of_cells_are_a_table(tmp_path: Path) -> None:
    """The same sign parts every line; sentences with commas and lists of one column stay text."""
    made = take_in(tmp_path, "namn;telefon\n\"Bo; Ek\";070-1740605\n".encode("cp1252"))
    assert made.working.importer == "csv/utf-8"
    assert "Bo; Ek" in words(made)
    for text in ("Hej, du\nDet gick bra, tack\n", "ett\ntvå\n", "a;b\nc\n", "a;b\n"):
        assert delimited.book(text) is None


def a_package(**parts: str) -> bytes:
    """An Excel file of these parts."""
    kinds = "http://schemas.openxmlformats.org"
    rels = f'<Relationships xmlns="{kinds}/package/2006/relationships">'
    office = f"{kinds}/officeDocument/2006/relationships"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'{rels}<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{rels}<Relationship Id="s" Type="{office}/worksheet" Target="sheet.xml"/></Relationships>',
        )
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return made.getvalue()


BOOK = '<workbook xmlns:r="x"><sheets><sheet name="A" r:id="s"/></sheets></workbook>'
HOSTILE = {
    "entities": a_package(workbook='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>'),
    "bomb": a_package(workbook=BOOK, sheet="<s>" + " " * 60_000_000 + "</s>"),
    "no sheet": a_package(workbook=BOOK),
    "far away": a_package(workbook=BOOK, sheet='<s><row r="999999999"><c r="ZZZ1" t="str"><v>x</v></c></row></s>'),
    "wrong string": a_package(workbook=BOOK, sheet='<s><row r="x"><c t="s"><v>99</v></c><c><v>nan</v></c></row></s>'),
    "cut xls": biff((0, 0, "hej"))[:1200],
    "torn xls": biff((0, 0, "hej")).replace(struct.pack("<H", 0x0204), struct.pack("<H", 0x00FC)),
    "wide ods": an_open_document(
        "spreadsheet",
        '<table:table><table:table-row table:number-rows-repeated="999999"><table:table-cell '
        'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sheet_made_to_harm_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """Never a fault of ours, none of this computer's files in it, bombs by their bound."""
    if name in ("bomb", "wide ods"):
        with pytest.raises(TooLarge):
            take_in(tmp_path, HOSTILE[name])
        return
    with suppress(DocumentError):
        assert b"root:" not in take_in(tmp_path, HOSTILE[name]).pdf.read_bytes()


def test_a_locked_open_document_is_told_as_locked(tmp_path: Path) -> None:
    """Its parts are encrypted: it is refused by that name."""
    held = io.BytesIO(an_open_document("text", "<text:p>x</text:p>"))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<m><f><encryption-data/></f></m>")
    with pytest.raises(Unsupported) as refused:
        take_in(tmp_path, held.getvalue())
    assert refused.value.parameters == {"kind": "locked-office"}


def test_an_empty_sheet_with_words_over_it_is_read() -> None:
    """Text boxes lie over the cells and are listed under them."""
    book = sheets.Book([sheets.Sheet("A", boxes=["i rutan"]), sheets.Sheet("B")])
    assert list(sheets.blocks(book)) == [
        Heading(1, "A"), Heading(3, "[Textrutor]"), Bullets(("i rutan",)), Heading(1, "B"),
        *[block for block in sheets.blocks(sheets.Book([sheets.Sheet("B")])) if isinstance(block, Paragraph)],
    ]  # fmt: skip


def test_words_of_headers_and_footers_stand_under_the_sheet(tmp_path: Path) -> None:
    """What is printed above and below the cells is told without its codes; so is a book that has nothing else."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Kunder"
    sheet.oddHeader.left.text = "Handläggare &A"
    sheet.oddHeader.left.font, sheet.oddHeader.left.size = "Arial,Bold", 14
    sheet.oddFooter.center.text = "Lovisa && Torsten, sida &P av &N"
    said = words(take_in(tmp_path, saved(book)))
    assert "Handläggare Kunder" in said
    assert "Lovisa & Torsten, sida av" in said


def test_a_book_without_a_word_is_a_document(tmp_path: Path) -> None:
    """It may hold pictures, and it was asked for: it is taken in, and its page says that the sheet is empty."""
    assert "[Tomt blad]" in words(take_in(tmp_path, saved(openpyxl.Workbook())))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_shown_as_a_fault(value: float) -> None:
    """A cell may hold bits that are no number."""
    assert number_formats.shown(value, "0.00") == "#FEL!"


@pytest.mark.parametrize(
    ("kind", "inside", "said"),
    [("text", "<text:p/>", "Filen har inga ord."), ("spreadsheet", "<table:table table:name='A'/>", "[Tomt blad]")],
)
def test_an_open_document_without_a_word_is_a_document(tmp_path: Path, kind: str, inside: str, said: str) -> None:
    """Of drawings alone, or empty: it was asked for."""
    assert said in words(take_in(tmp_path, an_open_document(kind, inside)))
