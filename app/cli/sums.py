"""The command line's word for sums in place of rows: looked at, made, listed, removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import tables
from app.domain.errors import Refused
from app.domain.local_time import local_day
from app.domain.sums import Compilation
from app.services.delivering import compilations
from app.services.delivering.compilations import NewCompilation
from app.services.marking import review
from app.services.marking.replacing import Instead
from app.texts import _
from app.workspace import Workspace
from redaction.coarser.kinds import kinds
from redaction.geometry import Rect, normal
from redaction.marks import Level, MarkKind
from redaction.tables import Row

from .console import Passwords, ProgressLine, out, table
from .on_request import current_delivery, document_of, on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case sums``."""
    word = on_request(steps, "sums", _sums, _("totals in place of rows: list them, make one, remove one"))
    source = word.add_mutually_exclusive_group()
    source.add_argument("--file", type=Path, help=_("a CSV or XLSX whose first row holds the headings"))
    source.add_argument("--document", type=int, help=_("the document whose table is summed"))
    word.add_argument("--pages", type=int, nargs="+", default=[1], help=_("the table's pages (from 1)"))
    word.add_argument(
        "--area", type=float, nargs=4, metavar=("X0", "Y0", "X1", "Y1"), help=_("only this part of the pages, points")
    )
    word.add_argument("--title", default="", help=_("what the compilation is about, in neutral words"))
    word.add_argument("--group", default="", metavar=_("COLUMN"), help=_("the column that groups are formed by"))
    word.add_argument("--by", default="", choices=[kind.code for kind in kinds()], help=_("form groups by this value"))
    word.add_argument("--sum", default="", metavar=_("COLUMN"), help=_("the column that is summed, if any"))
    word.add_argument("--who", default="", metavar=_("COLUMN"), help=_("the column that tells persons apart"))
    word.add_argument("--source", default="", help=_("where the rows come from, in neutral words"))
    word.add_argument("--try", dest="only_look", action="store_true", help=_("show it, keep nothing"))
    word.add_argument("--mask", metavar=_("PROVISION"), help=_("mask the rows on the pages on this provision too"))
    word.add_argument("--remove", type=int, metavar="N", help=_("remove this compilation"))


def _sums(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    if arguments.remove is not None:
        workspace.do(compilations.remove, delivery_id, arguments.remove)
    if arguments.file is not None or arguments.document is not None:
        rows = _rows(workspace, arguments)
        new = NewCompilation(
            arguments.title, arguments.group, arguments.sum, arguments.who, arguments.by, arguments.source
        )
        if arguments.only_look:
            today = local_day(workspace.clock())
            _show(workspace.ask(compilations.preview, delivery_id, new, rows, today))
            return
        number = workspace.do(compilations.make, delivery_id, new, rows)
        if arguments.mask:
            _mask(workspace, arguments, number)
    for row in workspace.ask(compilations.of, delivery_id):
        _show(row)


def _rows(workspace: Workspace, arguments: Any) -> tuple[Row, ...]:
    if arguments.file is not None:
        with ProgressLine(arguments.file.name) as line:
            return tables.of_file(arguments.file, line)
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    return tables.of_pages(workspace, document, [page - 1 for page in arguments.pages], _area(arguments))


def _area(arguments: Any) -> Rect | None:
    return normal(*arguments.area) if arguments.area else None


def _mask(workspace: Workspace, arguments: Any, number: int) -> None:
    """Masks the area that was summed on each of its pages; the boxes name the compilation."""
    area = _area(arguments)
    if arguments.document is None or area is None:
        raise Refused("area-empty")
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    instead = Instead(Level.SUMMED, _("See compilation {number}").format(number=number))
    for page in arguments.pages:
        workspace.do(
            review.add, document.id, page - 1, (area,), MarkKind.AREA, arguments.mask, instead=instead
        )


def _show(row: Compilation) -> None:
    out(f"{compilations.name(row)}: {row.title}")
    lines = [compilations.line(row, cell) for cell in (*row.cells, row.total)]
    out(table(compilations.header(row), lines, frozenset(range(1, len(compilations.header(row))))))
    for words in compilations.notes(row):
        out(words)
