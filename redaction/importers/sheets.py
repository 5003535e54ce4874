"""Spreadsheets on pages: tables with the letters of columns and the numbers of rows, hidden ones told as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redaction import layout, typeface
from redaction.content import Align, Block, Bullets, Heading, Paragraph, Run, Table
from redaction.errors import TooLarge
from redaction.typeface import Style

MOST_CELLS = 200_000
MOST_COLUMNS = 16_384
LONGEST = 32_767
"""Characters of a cell (a bound of Excel's)."""

HIDDEN = "dold"
_LABEL = 12.0
"""Points more than its words that the column of row numbers takes."""


@dataclass
class Row:
    """One row: its number from 1, whether it is hidden, and its cells by column from 0."""

    number: int
    hidden: bool = False
    cells: dict[int, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """A sheet: name, whether it is hidden, rows, hidden columns, the words over the cells, of headers and footers."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    boxes: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)


@dataclass
class Book:
    """The sheets of a file in order, and what the pages do not show, counted."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    cells: int = 0

    def put(self, row: Row, column: int, text: str) -> None:
        """Adds a cell that has words. Raises TooLarge past ``MOST_CELLS``."""
        if text.strip():
            self.cells += 1
            if self.cells > MOST_CELLS or column >= MOST_COLUMNS:
                raise TooLarge(what="cells", limit=MOST_CELLS)
            row.cells[column] = text[:LONGEST]

    def count_hidden(self) -> None:
        """Counts the sheets, rows and columns that are hidden and hold words."""
        for sheet in self.sheets:
            self.hidden["hidden-sheet"] += sheet.hidden
            self.hidden["hidden-row"] += sum(row.hidden and bool(row.cells) for row in sheet.rows)
            used = {column for row in sheet.rows for column in row.cells}
            self.hidden["hidden-column"] += len(sheet.hidden_columns & used)


def letters(column: int) -> str:
    """The letters of a column from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def blocks(book: Book) -> Iterator[Block]:
    """Every sheet under its name; columns that do not fit beside each other follow in a table of their own."""
    for sheet in book.sheets:
        if len(book.sheets) > 1 or sheet.hidden or not sheet.rows:
            yield Heading(1, f"{sheet.name} ({HIDDEN})" if sheet.hidden else sheet.name)
        rows = [row for row in sheet.rows if row.cells]
        if not rows and not sheet.boxes:
            yield Paragraph((Run("[Tomt blad]"),))
        for columns in _fitting(rows):
            yield _table(sheet, rows, columns)
        if sheet.boxes:
            yield Heading(3, "[Textrutor]")
            yield Bullets(tuple(sheet.boxes))
        if sheet.edges:
            yield Heading(3, "[Sidhuvud och sidfot]")
            yield Bullets(tuple(dict.fromkeys(sheet.edges)))


def _table(sheet: Sheet, rows: Sequence[Row], columns: Sequence[int]) -> Table:
    """A table of some columns; rows that are empty in all of them are left out."""
    header = ("", *(_told(letters(column), column in sheet.hidden_columns) for column in columns))
    body = tuple(
        (_told(str(row.number), row.hidden), *(row.cells.get(column, "") for column in columns))
        for row in rows
        if any(column in row.cells for column in columns)
    )
    widths = [_width(rows, column) for column in columns]
    label = max(typeface.width(row[0], Style.PLAIN, layout.CELLS.size) for row in body) + _LABEL
    room = layout.TEXT - label
    share = room / sum(widths)
    shares = (label, *(width * share for width in widths))
    return Table(header, body, shares, (Align.RIGHT, *[Align.LEFT] * len(columns)))


def _told(name: str, hidden: bool) -> str:
    return f"{name} {HIDDEN}" if hidden else name


def _fitting(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The columns that hold something, as many together as fit beside each other."""
    used = sorted({column for row in rows for column in row.cells})
    room = layout.TEXT - 70
    chosen: list[int] = []
    wide = 0.0
    for column in used:
        width = _width(rows, column)
        if chosen and wide + width > room:
            yield chosen
            chosen, wide = [], 0.0
        chosen.append(column)
        wide += width
    if chosen:
        yield chosen


NARROWEST, WIDEST = 34.0, 150.0
"""Points of a column: long texts are broken in lines."""


def _width(rows: Sequence[Row], column: int) -> float:
    """The room a column wants: by its longest word, and by most of its texts."""
    texts = [row.cells[column] for row in rows if column in row.cells]
    sample = texts if len(texts) <= 400 else texts[:200] + texts[-200:]
    longest = max((len(text) for text in sample), default=0)
    word = max((len(word) for text in sample for word in text.split()), default=0)
    wanted = max(word, min(longest, 26)) * layout.CELLS.size * 0.56 + 2 * layout.CELL
    return min(WIDEST, max(NARROWEST, wanted))
