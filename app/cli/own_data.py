"""The command line's word for a person's own data: rights, who asks, the clock, answers, letters and the export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import messages, own_data_file
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.domain.own_data import DataOutcome
from app.services.delivering import own_data, own_data_letters
from app.services.marking import individual_marks
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, out, table
from .on_request import on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case own-data``."""
    told = _("a person's own data: who asks, rights, answers, letters, export")
    word = on_request(steps, "own-data", _own_data, told)
    codes = list(own_data.rights())
    word.add_argument("--right", action="append", default=[], choices=codes, metavar=_("RIGHT"), help=_rights())
    word.add_argument("--shown", choices=list(own_data.ways()), metavar=_("WAY"), help=_ways())
    word.add_argument("--extend", metavar=_("WHY"), help=_("two months more, for this reason, told within the first"))
    word.add_argument("--person", type=int, metavar="N", help=_("who of the request's persons asks (see case people)"))
    word.add_argument("--keep-person", action="store_true", help=_("keep the person in sight and mask the others"))
    word.add_argument("--answer", choices=codes, metavar=_("RIGHT"), help=_("answer this right"))
    word.add_argument("--outcome", choices=[outcome.value for outcome in DataOutcome], help=_("with --answer"))
    word.add_argument("--ground", action="append", default=[], choices=list(own_data.grounds()),
                      metavar=_("GROUND"), help=_grounds())  # fmt: skip
    word.add_argument("--done", default="", metavar=_("TEXT"), help=_("what was done, in words for the letter"))
    word.add_argument("--letter", nargs=2, metavar=(_("RIGHT"), _("FOLDER")), help=_("write the right's letter"))
    word.add_argument("--export", type=Path, metavar=_("FILE"), help=_("what is held of the person, .json or .csv"))


def _rights() -> str:
    return "; ".join(f"{row.code}: {row.label}" for row in own_data.rights().values())


def _ways() -> str:
    return "; ".join(f"{row.code}: {row.label}" for row in own_data.ways().values())


def _grounds() -> str:
    return "; ".join(f"{row.code}: {row.label}" for row in own_data.grounds().values())


def _own_data(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.right:
        workspace.do(own_data.ask, request_id, arguments.right)
    if arguments.shown:
        workspace.do(own_data.identify, request_id, arguments.shown)
    if arguments.extend is not None:
        workspace.do(own_data.extend, request_id, arguments.extend)
    if arguments.person is not None:
        _choose(workspace, request_id, arguments.person)
    if arguments.keep_person:
        kept = workspace.do(own_data.keep_subject, request_id)
        out(_("{masked} places masked, {left} left in sight").format(masked=kept.masked, left=kept.left))
    if arguments.answer:
        if arguments.outcome is None:
            raise Refused("outcome-missing")
        outcome = DataOutcome(arguments.outcome)
        workspace.do(own_data.answer, request_id, arguments.answer, outcome, arguments.ground, arguments.done)
    if arguments.letter:
        for path in own_data_file.write_letter(workspace, request_id, arguments.letter[0], Path(arguments.letter[1])):
            out(str(path))
    if arguments.export is not None:
        own_data_file.write(workspace, request_id, arguments.export)
        out(str(arguments.export))
    _show(workspace, request_id)


def _choose(workspace: Workspace, request_id: RequestId, individual_id: int) -> None:
    """Says who of the persons asks. Raises Refused where there is nobody of this number."""
    if workspace.ask(lambda reader: reader.individuals.first(id=individual_id)) is None:
        raise Refused("individuals-apart")
    workspace.do(own_data.choose_subject, request_id, individual_id)


def _show(workspace: Workspace, request_id: RequestId) -> None:
    """How it stands: who asks, the last day with its rule, and each right with its answer."""
    view = workspace.ask(own_data.view, request_id)
    way = own_data.ways().get(view.own.way)
    out(way.label if way is not None else _("It is not known who asks."))
    people = {row.individual.id: row.individual.name for row in workspace.ask(individual_marks.people, request_id)}
    if view.own.individual_id in people:
        out(_("Who asks: {name}").format(name=people[view.own.individual_id]))
    limit = view.due.limit
    out(_("Last day: {day}. {rule}").format(day=view.due.day, rule=f"{limit.rule} {limit.source}."))
    unwritten = workspace.ask(own_data_letters.unwritten, request_id)
    rows = [
        (
            row.right,
            own_data.rights()[row.right].label,
            messages.data_outcome(row.outcome),
            "" if row.right in unwritten else _("written"),
        )
        for row in view.answers
    ]
    header = (_("Right"), _("What it is"), _("Answer"), _("Letter"))
    out(table(header, rows) if rows else _("Nobody has said which rights are asked for."))
