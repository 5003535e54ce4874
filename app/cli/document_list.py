"""The command line's word for the list of documents: day, sender, kind, pages, reference; and in which order."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from app.services import queries
from app.services.cases import describing
from app.services.cases.describing import NewDescription
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import current_delivery, document_of, on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case documents``."""
    word = on_request(steps, "documents", _documents, _("show the list of documents, describe one, put them in order"))
    word.add_argument("--sort", choices=list(describing.BY), help=_("put them in this order, in the package too"))
    word.add_argument("--move", nargs=2, type=int, metavar=(_("DOCUMENT"), "N"), help=_("move one so far"))
    word.add_argument("--order", type=_numbers, metavar="3,1,2", help=_("put them in this order, by their numbers now"))
    word.add_argument("--describe", type=int, metavar=_("DOCUMENT"), help=_("say of this one what follows"))
    word.add_argument("--date", type=_day, default=None)
    word.add_argument("--sender", default=None)
    word.add_argument("--kind", default=None, help=_("such as letter, minutes, invoice"))
    word.add_argument("--reference", default=None, help=_("its number in another diary"))
    word.add_argument("--take-back", type=int, metavar=_("DOCUMENT"), help=_("take back what was said last"))


def _numbers(text: str) -> list[int]:
    try:
        return [int(number) for number in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(_("an order looks like 3,1,2")) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day looks like 2026-12-31")) from None


def _documents(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id, delivery_id = request_id_of(workspace, arguments.number), current_delivery(workspace, arguments.number)
    if arguments.sort:
        workspace.do(describing.sort, delivery_id, arguments.sort)
    elif arguments.move:
        number, by = arguments.move
        workspace.do(describing.move, document_of(workspace, request_id, number).id, by)
    elif arguments.order:
        ids = [document_of(workspace, request_id, number).id for number in arguments.order]
        workspace.do(describing.arrange, delivery_id, ids)
    elif arguments.describe is not None:
        document_id = document_of(workspace, request_id, arguments.describe).id
        workspace.do(describing.say, document_id, _said(workspace, document_id, arguments))
    elif arguments.take_back is not None:
        workspace.do(describing.take_back, document_of(workspace, request_id, arguments.take_back).id)
    part = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    rows = [_row(row) for row in sorted(part.documents, key=lambda row: row.document.number)]
    header = (_("No."), _("Date"), _("From"), _("Kind"), _("Pages"), _("Reference"), _("Title"))
    print(table(header, rows, frozenset({0, 4})) if rows else _("No documents."))


def _said(workspace: Workspace, document_id: Any, arguments: Any) -> NewDescription:
    """What was said before, with what is said now."""
    old = workspace.ask(describing.of, [document_id]).get(document_id)
    before = NewDescription(old.dated, old.sender, old.kind, old.reference) if old else NewDescription()
    return NewDescription(
        arguments.date or before.dated,
        before.sender if arguments.sender is None else arguments.sender,
        before.kind if arguments.kind is None else arguments.kind,
        before.reference if arguments.reference is None else arguments.reference,
    )


def _row(row: queries.DocumentRow) -> tuple[object, ...]:
    document, said = row.document, row.said
    kind = (said.kind if said else "") or document.media_type.rpartition("/")[2].rpartition(".")[2]
    known = (said.dated or "", said.sender) if said else ("", "")
    return document.number, *known, kind, document.pages, said.reference if said else "", document.title
