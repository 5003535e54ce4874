"""Lists of terms as clerks keep them: CSV as a Swedish Excel writes it, and XLSX; only rows of text come out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml import DefusedXmlException
from lxml import etree  # type: ignore[import-untyped]

from .errors import Damaged, Empty, TooLarge, Unsupported
from .importers.encoding import decode
from .importers.package import Package
from .sought import HEADINGS, LONGEST_TERM, ListRow

MOST_BYTES = 50_000_000
MOST_ROWS = 500_000
MOST_CELLS = 8
"""Cells of a row that are read; what stands further right is somebody's notes."""

_TROUBLE = (zipfile.BadZipFile, etree.LxmlError, DefusedXmlException, KeyError, ValueError, TypeError, AttributeError,
            IndexError, OSError, SyntaxError, EOFError)  # fmt: skip


def read(source: Path) -> tuple[ListRow, ...]:
    """The rows that hold anything, with the numbers a spreadsheet shows. Formulas stand as written, never as counted.

    Raises:
        Unsupported: it is neither text nor XLSX.
        Empty: no row holds anything.
        TooLarge: it is past a bound (``bytes``, ``rows``, or one of an unpacked XLSX).
        Damaged: it is an XLSX that cannot be read, or a quotation mark in it is never closed.
    """
    if source.stat().st_size > MOST_BYTES:
        raise TooLarge(what="bytes", limit=MOST_BYTES)
    with source.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    found = tuple(_numbered(_sheet(source) if packed else _lines(source)))
    if not found:
        raise Empty()
    return found


def _numbered(rows: Iterable[Iterable[str]]) -> Iterator[ListRow]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise TooLarge(what="rows", limit=MOST_ROWS)
        cells = [cell.strip()[: LONGEST_TERM + 1] for cell in islice(row, MOST_CELLS)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield ListRow(number, tuple(cells))


def _lines(source: Path) -> Iterator[list[str]]:
    decoded = decode(source.read_bytes())
    if decoded is None:
        raise Unsupported(kind="unknown")
    mark = _delimiter(decoded.text)
    try:
        yield from csv.reader(io.StringIO(decoded.text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise Damaged() from error


def _delimiter(text: str) -> str:
    """What parts the cells: a semicolon or tab where one stands in the first lines; a comma only where it must.

    A list of one column may hold commas inside its terms, so a comma parts cells only under a heading that has it.
    """
    head = text[:10_000]
    first = head.split("\n", 1)[0].casefold()
    if ";" in head:
        return ";"
    if "\t" in head:
        return "\t"
    return "," if first.split(",")[0].strip('" ') in HEADINGS and "," in first else ";"


def _sheet(source: Path) -> Iterator[list[str]]:
    Package(source).__exit__(None, None, None)  # its bounds: a bomb is refused before anything is unpacked
    try:
        book: Any = openpyxl.load_workbook(source, read_only=True, data_only=False, keep_links=False)
    except _TROUBLE as error:
        raise Damaged() from error
    try:
        for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_CELLS, values_only=True):
            yield [_written(value) for value in row]
    except _TROUBLE as error:
        raise Damaged() from error
    finally:
        book.close()


def _written(value: object) -> str:
    """A cell as text: a number as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
