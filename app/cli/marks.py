"""The command line's words on the marks of a document and on its hard stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId
from app.services import queries
from app.services.cases import intake
from app.services.marking import individuals, replacing, review, stops
from app.services.marking.replacing import Instead
from app.store.unit import Unit
from app.texts import _
from app.workspace import Workspace
from redaction.geometry import PageBox, normal
from redaction.marks import Level, Mark, MarkKind, MarkState

from . import mark_areas
from .console import Passwords, say_mistakes, table
from .on_request import current_delivery, document_of, on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case mark`` and ``case stand``."""
    mark = on_request(steps, "mark", _mark, _("list and judge the marks of a document"))
    mark.add_argument("document", type=int, help=_("the document's number in the request"))
    mark.add_argument("--accept", type=int, nargs="+", metavar=_("ID"), help=_("mask these"))
    mark.add_argument("--accept-all", action="store_true", help=_("mask every proposal (of --category)"))
    mark.add_argument("--category", help=_("only marks of this category"))
    mark.add_argument("--provision", help=_("the provision that carries the mask, like ”OSL 21:7”"))
    mark.add_argument(
        "--level", choices=[level.value for level in Level], help=_("how much is left: with --replacement, else masked")
    )
    mark.add_argument("--replacement", default="", help=_("what the box says instead of its words"))
    mark.add_argument("--options", type=int, metavar="ID", help=_("show coarser words that this mark may say"))
    mark.add_argument("--leave", type=int, nargs="+", metavar=_("ID"), help=_("leave these visible"))
    mark.add_argument("--leave-all", action="store_true", help=_("leave every proposal visible (of --category)"))
    mark.add_argument("--reason", default="", help=_("why they are left visible"))
    mark.add_argument(
        "--area",
        type=float,
        nargs=5,
        metavar=("PAGE", "X0", "Y0", "X1", "Y1"),
        help=_("mask an area; pages from 1, points"),
    )
    mark.add_argument("--page", type=int, help=_("mask a whole page (from 1)"))
    mark_areas.add_options(mark)
    mark.add_argument("--undo", action="store_true")
    mark.add_argument("--redo", action="store_true")
    mark.add_argument("--done", action="store_true", help=_("the document is judged"))
    mark.add_argument("--reopen", action="store_true", help=_("open a judged document again"))
    stand = on_request(steps, "stand", _stand, _("list the hard stops, or take a stand on those that are open"))
    stand.add_argument("--reason", help=_("how the open stops were met (a reviewer's word)"))


def _mark(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    document = document_of(workspace, request_id, arguments.document)
    box = None if arguments.page is None else mark_areas.box_of(workspace, document, arguments.page - 1)
    mark_areas.mask(workspace, document, arguments)
    wished = (arguments.accept, arguments.leave, arguments.undo, arguments.redo, arguments.done, arguments.reopen)
    if any((*wished, arguments.accept_all, arguments.leave_all, arguments.area, box)):
        workspace.do(_judge, document.id, box, arguments)
        say_mistakes(arguments.reason)
    if arguments.options is not None:
        print(_options_table(workspace, document.id, arguments.options))
        return
    print(_marks_table(workspace, document.id))


def _judge(unit: Unit, document_id: DocumentId, box: PageBox | None, arguments: Any) -> None:
    """All that one command asks for, in one transaction."""
    if arguments.reopen:
        intake.reopen(unit, document_id)
    marks = unit.marks.of(document_id)
    fitting = [m for m in marks if m.state is MarkState.PROPOSED and arguments.category in (None, m.category)]
    proposed = [MarkId(m.id) for m in fitting]
    accepted = _named(marks, arguments.accept) or (proposed if arguments.accept_all else [])
    left = _named(marks, arguments.leave) or (proposed if arguments.leave_all else [])
    instead = Instead(Level(arguments.level), arguments.replacement) if arguments.level else None
    if arguments.replacement and instead is None:
        raise Refused("replacement-missing")
    if (accepted or arguments.area or box) and not arguments.provision:
        raise Refused("provision-unknown", provision="–")
    if accepted:
        review.accept(unit, accepted, arguments.provision, instead=instead)
    if left:
        review.reject(unit, left, arguments.reason)
    if arguments.area:
        page, *corners = arguments.area
        if not page.is_integer():
            raise Refused("page-missing", page=str(page))
        rects, kind = (normal(*corners),), MarkKind.AREA
        review.add(unit, document_id, int(page) - 1, rects, kind, arguments.provision, instead=instead)
    if box is not None:
        review.add_page(unit, document_id, arguments.page - 1, box, arguments.provision)
    for name, step in (("undo", individuals.undo), ("redo", individuals.redo)):
        if getattr(arguments, name):
            step(unit, document_id)
    if arguments.done:
        intake.mark_done(unit, document_id)


def _named(marks: Sequence[Mark], numbers: Sequence[int] | None) -> list[MarkId]:
    """The marks of these numbers. Raises Refused where one is not among the document's."""
    known = {mark.id for mark in marks}
    for number in numbers or ():
        if number not in known:
            raise Refused("mark-missing", number=number)
    return [MarkId(number) for number in numbers or ()]


def _marks_table(workspace: Workspace, document_id: DocumentId) -> str:
    rows = [
        (m.id, m.page + 1, m.state.value, m.category or m.kind.value, m.provision or "", _said(m))
        for m in workspace.ask(lambda reader: reader.marks.of(document_id))
    ]
    header = (_("Mark"), _("Page"), _("State"), _("Category"), _("Provision"), _("Text"))
    return table(header, rows, frozenset({0, 1})) if rows else _("No marks.")


def _options_table(workspace: Workspace, document_id: DocumentId, number: int) -> str:
    marks = workspace.ask(lambda reader: reader.marks.of(document_id))
    (mark_id,) = _named(marks, [number])
    rows = [(option.code, option.text) for option in workspace.ask(replacing.options, mark_id, workspace.clock())]
    return table((_("Kind"), _("What stands instead")), rows, frozenset()) if rows else _("Nothing coarser is known.")


def _said(mark: Mark) -> str:
    """The mark's words, and what stands in its box instead."""
    return " → ".join(part for part in (mark.text or mark.reason, mark.replacement) if part)


def _stand(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    view = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    if arguments.reason is not None:
        workspace.do(stops.take_stand, [stop.id for stop in view.stops if stop.stand is None], arguments.reason)
        view = workspace.ask(queries.delivery, delivery_id, workspace.signed_in)
    numbers = {row.document.id: row.document.number for row in view.documents}
    rows = [
        (numbers[s.document_id], s.finding.page + 1, _("met") if s.stand else _("open"), s.finding.text)
        for s in view.stops
    ]
    print(table((_("No."), _("Page"), _("State"), _("Text")), rows, frozenset({0, 1})) if rows else _("No hard stops."))
