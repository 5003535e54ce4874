"""Whether a text is a table in lines (CSV): the same signs part as many cells in every line."""

from __future__ import annotations

import csv
import io

from .sheets import Book, Row, Sheet

SIGNS = {"\t": 1, ";": 1, ",": 2}
"""What parts cells, and how many of it a line must have at least: a comma stands in sentences, too."""
FEWEST_LINES = 2
SAMPLE = 50


def book(text: str) -> Book | None:
    """The table of a text; None where it is no table. Raises TooLarge as ``Book.put``."""
    lines = [line for line in text.split("\n") if line.strip()]
    sign = next((sign for sign in SIGNS if _parts(lines[:SAMPLE], sign)), None)
    if sign is None:
        return None
    made, sheet = Book(), Sheet("")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return None
    if len({len(row) for row in rows if row}) != 1:
        return None
    for number, cells in enumerate(rows, 1):
        row = Row(number)
        for column, cell in enumerate(cells):
            made.put(row, column, cell)
        if row.cells:
            sheet.rows.append(row)
    made.sheets.append(sheet)
    return made if sheet.rows else None


def _parts(lines: list[str], sign: str) -> bool:
    """Whether the sign parts every line of a sample in equally many cells."""
    if len(lines) < FEWEST_LINES:
        return False
    try:
        counts = {len(row) for row in csv.reader(lines, delimiter=sign) if row}
    except csv.Error:
        return False
    return len(counts) == 1 and counts.pop() > SIGNS[sign]
