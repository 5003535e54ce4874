"""Printed tables: the heading above a cell tells what its number is."""

from __future__ import annotations

from redaction.detectors import detect_page
from redaction.geometry import PageBox, Rect
from redaction.words import PageText, Word

COLUMNS = (50.0, 200.0, 330.0, 450.0)


def page_of(*rows: tuple[str, ...], step: float = 20.0, by_column: bool = False) -> PageText:
    """A page whose cells begin at ``COLUMNS``; each cell is a line of its own, read row by row or column by column."""
    cells = [(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row) if text]
    if by_column:
        cells.sort(key=lambda cell: cell[1])
    words: list[Word] = []
    text = ""
    for number, (y, x, cell) in enumerate(cells):
        left = COLUMNS[x]
        for part in cell.split(" "):
            edges = tuple(left + 5 * i for i in range(len(part) + 1))
            rect = Rect(edges[0], step * y, edges[-1], step * y + 10)
            words.append(Word(part, rect, len(text), edges, number))
            text += part + " "
            left = edges[-1] + 5
        text = text[:-1] + "\n"
    return PageText(0, PageBox(600, 800), text, tuple(words))


HEAD = ("Namn", "Kundnr", "Mätare", "Adress")
ROWS = (HEAD, ("Namn saknas", "102345", "7340012345", "Byn 114"), ("Namn saknas", "102346", "", "Överåsen"))
WANTED = {("102345", "CUSTOMER_NO"), ("102346", "CUSTOMER_NO"), ("7340012345", "METER_NO")}
WANTED |= {("Byn 114", "ADDRESS"), ("Överåsen", "ADDRESS")}


def claimed(page: PageText) -> set[tuple[str, str]]:
    """What the headings tell, as written."""
    return {(f.text, f.category) for f in detect_page(page) if any(e.detector == "columns" for e in f.evidence)}


def test_a_heading_claims_the_cells_below_it() -> None:
    """However the page's text runs, row by row or column by column; empty cells shift nothing."""
    assert claimed(page_of(*ROWS)) == WANTED
    assert claimed(page_of(*ROWS, by_column=True)) == WANTED


def test_a_number_beside_the_column_is_not_claimed() -> None:
    """Cells that stand below no heading, or below one that says nothing, are left."""
    page = page_of(("Kundnr", "Antal"), ("102345", "204060"), ("", "", "102347"))
    assert claimed(page) == {("102345", "CUSTOMER_NO")}


def test_a_table_ends_where_the_rows_end() -> None:
    """A number far below on the page is not of the table, nor is one below running text with numbers."""
    rows = [("Antal", "Kundnr"), ("1", "102345"), ("2", "102346"), *[("",)] * 6, ("3", "102399")]
    assert claimed(page_of(*rows)) == {("102345", "CUSTOMER_NO"), ("102346", "CUSTOMER_NO")}


def test_a_cell_that_holds_more_than_the_value_is_left() -> None:
    """A sentence or a date below a heading is none of its numbers."""
    assert claimed(page_of(("Antal", "Kundnr"), ("1", "se 102345 ovan"), ("2", "2026-03-01"))) == set()


def test_a_row_with_numbers_is_no_heading() -> None:
    """A word of a heading inside a row of values claims nothing."""
    assert claimed(page_of(("Kundnr", "12"), ("102345", "13"))) == set()
