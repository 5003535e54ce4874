"""Writes a table as XLSX: text only, so that nothing in it is ever counted out as a formula, and no author's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def xlsx(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], target: Path) -> None:
    """Writes header and rows to a new file; the same rows give the same cells, dates of the file are 1980."""
    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for row in (header, *rows):
        sheet.append(list(row))
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s"
            cell.font = Font(bold=cell.row == 1)
    sheet.freeze_panes = "A2"
    properties = book.properties
    properties.creator, properties.title = "Utlämna", title
    properties.created = properties.modified = EPOCH
    book.save(target)
