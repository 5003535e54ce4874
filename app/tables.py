"""Tables to be summed: out of a file a clerk has, or off the pages of a document that has been read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app import long_work
from app.domain.errors import Refused
from app.domain.requests import Document
from app.jobs import process, tasks
from app.progress import Progress, quiet
from app.workspace import Workspace
from redaction import tables
from redaction.geometry import Rect
from redaction.tables import Row


def of_file(file: Path, progress: Progress = quiet) -> tuple[Row, ...]:
    """The rows of a CSV or XLSX. Raises Refused where it is gone, DocumentError where it cannot be read."""
    if not file.is_file():
        raise Refused("file-vanished")
    return tuple(row.cells for row in process.run(tasks.read_terms, file, progress=progress))


def of_pages(
    workspace: Workspace, document: Document, pages: Sequence[int], area: Rect | None = None
) -> tuple[Row, ...]:
    """The rows of a table on these pages (from 0), in the area (page space) where it is given.

    A heading that stands again on a later page is left out. Raises Refused where a page is missing or unread.
    """
    found: list[Row] = []
    for page in pages:
        if not 0 <= page < document.pages or document.words_sha256 is None:
            raise Refused("page-missing", page=page + 1)
        rows = tables.of_page(long_work.page_text(workspace, document, page), area)
        found += rows[1:] if found and rows and rows[0] == found[0] else rows
    return tuple(found)
