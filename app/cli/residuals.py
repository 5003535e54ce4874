"""The command line's word for what still points to masked persons: looked for, listed, masked or left one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app import messages, residual_check
from app.domain.residuals import Residual
from app.services.marking import residual_marks, residuals
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, out, table
from .on_request import current_delivery, on_request


def add_word(steps: Any) -> None:
    """Adds ``case residuals``."""
    summary = _("what still points to masked persons: list it, mask it or leave it")
    word = on_request(steps, "residuals", _residuals, summary)
    word.add_argument("--json", action="store_true", help=_("the list as JSON"))
    word.add_argument("--mask", type=int, nargs="+", default=[], metavar=_("TRACE"), help=_("mask these"))
    word.add_argument("--provision", default="", help=_("the provision that carries the masks, like ”OSL 21:7”"))
    word.add_argument("--leave", type=int, nargs="+", default=[], metavar=_("TRACE"), help=_("leave these in sight"))
    word.add_argument("--reason", default="", help=_("why they may stay in sight"))
    word.add_argument("--reopen", type=int, metavar=_("TRACE"), help=_("judge this one again"))


def _residuals(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    with ProgressLine() as line:
        residual_check.check(workspace, delivery_id, line)
    for residual_id in arguments.mask:
        workspace.do(residual_marks.mask, residual_id, arguments.provision)
    if arguments.leave:
        workspace.do(residuals.leave, arguments.leave, arguments.reason)
    if arguments.reopen is not None:
        workspace.do(residuals.reopen, arguments.reopen)
    rows = workspace.ask(residuals.of, delivery_id)
    documents = workspace.ask(lambda reader: reader.documents.where(delivery_id=delivery_id))
    numbers: dict[int | None, int] = {document.id: document.number for document in documents}
    if arguments.json:
        out(json.dumps([_as_json(row, numbers) for row in rows], ensure_ascii=False, indent=1))
        return
    header = (_("Trace"), _("State"), _("No."), _("Page"), _("Points by"), _("Text"), _("Reason"))
    cells = [_row(row, numbers) for row in rows]
    out(table(header, cells, frozenset({0, 2})) if cells else _("Nothing points to anybody who is masked."))


def _row(row: Residual, numbers: Mapping[int | None, int]) -> tuple[object, ...]:
    place = str(row.page + 1) if row.rects else messages.field(row.field)
    number = numbers.get(row.document_id, "")
    return row.id, row.state.value, number, place, messages.trace(row.kind), row.text, row.reason


def _as_json(row: Residual, numbers: Mapping[int | None, int]) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state.value,
        "document": numbers.get(row.document_id),
        "field": row.field,
        "page": row.page + 1 if row.rects else None,
        "kind": row.kind,
        "sureness": row.sureness,
        "text": row.text,
        "around": row.around,
        "person": row.individual_id,
        "reason": row.reason,
    }
