"""Excel files of before 2007 (BIFF), read with xlrd, which runs no formula and no macro."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError

from redaction.errors import Damaged, DocumentError, TooLarge, Unsupported
from redaction.files import WorkingPdf

from . import laid_out, number_formats, sheets
from .base import Job
from .sheets import Book, Row, Sheet

MOST_BYTES = 100_000_000
_TROUBLE = (xlrd.XLRDError, CompDocError, struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError,
            OSError, AttributeError, ArithmeticError, EOFError, NotImplementedError, RecursionError)  # fmt: skip
"""What xlrd raises on bad files, beside its own error."""
_BARE = frozenset((xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK))
"""Kinds of cells that say nothing, of which a sheet may have millions."""
_ERRORS = xlrd.error_text_from_code


class XlsImporter:
    """``hidden`` counts hidden sheets, rows and columns (they are on the pages, told as hidden) and comments."""

    kind = "xls"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises Unsupported for one that is locked with a password."""
        job.progress(0, 3, "open")
        if job.source.stat().st_size > MOST_BYTES:
            raise TooLarge(what="bytes", limit=MOST_BYTES)
        try:
            book = _read(job)
        except DocumentError:
            raise
        except _TROUBLE as error:
            if "encrypted" in str(error):
                raise Unsupported(kind="locked-office") from error
            raise Damaged() from error
        book.count_hidden()
        return laid_out.make(job, "xls", sheets.blocks(book), book.hidden)


def notes(source: Path) -> list[tuple[str, str, str]]:
    """The comments: at which cell, who wrote them, their words; last who saved the file, at no cell. Raises Damaged."""
    found: list[tuple[str, str, str]] = []
    try:
        file = _opened(source.read_bytes())
        for number in range(file.nsheets):
            sheet = file.sheet_by_index(number)
            for (row, column), note in sorted(sheet.cell_note_map.items()):
                found.append((f"{sheet.name} {sheets.letters(column)}{row + 1}", str(note.author), str(note.text)))
            file.unload_sheet(number)
        return [*found, ("", "", str(file.user_name or ""))]
    except _TROUBLE as error:
        raise Damaged() from error


def _opened(content: bytes) -> Any:
    """The file, its sheets read when they are asked for, rows no longer than they are told."""
    more: dict[str, Any] = {"logfile": io.StringIO(), "on_demand": True, "ragged_rows": True}
    try:
        return xlrd.open_workbook(file_contents=content, formatting_info=True, **more)
    except NotImplementedError:
        return xlrd.open_workbook(file_contents=content, **more)


def _read(job: Job) -> Book:
    book, file = Book(), _opened(job.source.read_bytes())
    for number in range(file.nsheets):
        job.progress(number, file.nsheets, "open")
        found = file.sheet_by_index(number)
        sheet = Sheet(found.name, found.visibility != 0)
        sheet.hidden_columns = {column for column, told in found.colinfo_map.items() if told.hidden}
        for at in range(found.nrows):
            told = found.rowinfo_map.get(at)
            row = Row(at + 1, bool(told and told.hidden))
            for column, kind in enumerate(found.row_types(at)):
                if kind not in _BARE:
                    book.put(row, column, _value(file, found.cell(at, column)))
            if row.cells:
                sheet.rows.append(row)
        book.hidden["comment"] += len(found.cell_note_map)
        book.sheets.append(sheet)
        file.unload_sheet(number)
    book.hidden["metadata"] += bool(file.user_name)
    book.hidden["defined-name"] += len(file.name_obj_list)
    return book


def _value(file: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "SANT" if cell.value else "FALSKT"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(_ERRORS.get(cell.value, "#FEL!"))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = "yyyy-mm-dd" if cell.ctype == xlrd.XL_CELL_DATE else ""
        if cell.xf_index is not None and cell.xf_index < len(file.xf_list):
            known = file.format_map.get(file.xf_list[cell.xf_index].format_key)
            code = known.format_str if known is not None else code
        return number_formats.shown(float(cell.value), code, bool(file.datemode))
    return str(cell.value)
