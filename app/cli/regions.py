"""The command line's word for parts of pages that no program can read: listed, masked or left one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app import long_work, messages
from app.domain.errors import Refused
from app.domain.regions import PageRegion
from app.services.marking import regions
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, out, table
from .on_request import current_delivery, on_request


def add_word(steps: Any) -> None:
    """Adds ``case regions``."""
    summary = _("parts of pages that no program can read: list them, mask them or leave them")
    word = on_request(steps, "regions", _regions, summary)
    word.add_argument("--json", action="store_true", help=_("the list as JSON"))
    word.add_argument("--mask", type=int, nargs="+", default=[], metavar=_("PART"), help=_("mask these"))
    word.add_argument("--provision", default="", help=_("the provision that carries the masks, like ”OSL 21:7”"))
    word.add_argument("--leave", type=int, nargs="+", default=[], metavar=_("PART"), help=_("leave these visible"))
    word.add_argument("--reason", default="", help=_("why they may stay visible"))
    word.add_argument("--reopen", type=int, nargs="+", default=[], metavar=_("PART"), help=_("judge these again"))


def _regions(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    documents = workspace.ask(lambda reader: reader.documents.where(delivery_id=delivery_id))
    numbers = {document.id: document.number for document in documents}
    for document in workspace.ask(regions.unknown, numbers):
        with ProgressLine(document.title) as line:
            long_work.find_regions(workspace, document.id, line)
    _check(workspace.ask(regions.of_all, numbers), (*arguments.mask, *arguments.leave, *arguments.reopen))
    for region_id in arguments.mask:
        workspace.do(regions.mask, region_id, arguments.provision)
    if arguments.leave:
        workspace.do(regions.leave, arguments.leave, arguments.reason)
    for region_id in arguments.reopen:
        workspace.do(regions.reopen, region_id)
    rows = workspace.ask(regions.of_all, numbers)
    if arguments.json:
        out(json.dumps([_as_json(row, numbers) for row in rows], ensure_ascii=False, indent=1))
        return
    header = (_("Part"), _("State"), _("No."), _("Page"), _("Kind"), _("Reason"))
    cells = [_row(row, numbers) for row in rows]
    out(table(header, cells, frozenset({0, 2, 3})) if cells else _("Every part of the documents could be read."))


def _check(rows: Iterable[PageRegion], wanted: Iterable[int]) -> None:
    """Raises Refused where one of the numbers is not of this delivery."""
    known = {row.id for row in rows}
    for number in wanted:
        if number not in known:
            raise Refused("region-missing", number=number)


def _row(row: PageRegion, numbers: Mapping[Any, int]) -> tuple[object, ...]:
    return row.id, row.state.value, numbers[row.document_id], row.page + 1, messages.region(row.kind), row.reason


def _as_json(row: PageRegion, numbers: Mapping[Any, int]) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state.value,
        "document": numbers[row.document_id],
        "page": row.page + 1,
        "kind": row.kind.value,
        "rect": list(row.rects[0]),
        "reason": row.reason,
    }
