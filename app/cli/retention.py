"""The command line's words on how long things are kept: ``retention plan|decide|due|purge|log``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import archive, messages, purging
from app.domain.ids import RequestId
from app.domain.local_time import local_day
from app.domain.retention import CountedFrom, PlanRow, Purge
from app.services.keeping import retention
from app.services.keeping.closing import Checked
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, table
from .on_request import on_request, request_id_of


def add_words(words: Any) -> None:
    """Adds ``retention``."""
    word = words.add_parser("retention", help=_("how long things are kept, and purging by the plan"))
    steps = word.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    on_request(steps, "plan", _plan, _("the document plan as the company decided it"), number=False)
    decide = on_request(steps, "decide", _decide, _("enter the company's decision on a row of the plan"), number=False)
    decide.add_argument("row", choices=list(retention.proposed()), metavar=_("ROW"))
    kept = decide.add_mutually_exclusive_group(required=True)
    kept.add_argument("--years", type=int)
    kept.add_argument("--keep", action="store_true", help=_("keep for good"))
    started = [c.value for c in CountedFrom]
    decide.add_argument("--from", dest="started", choices=started, default=CountedFrom.YEAR_END.value)
    decide.add_argument("--basis", required=True, help=_("the paper it rests on"))
    on_request(steps, "due", _due, _("the closed requests and when they may go"), number=False)
    purge = on_request(steps, "purge", _purge, _("purge a closed request whose time is over; it cannot be taken back"))
    purge.add_argument("--yes", action="store_true", help=_("purge it (else only tell what would go)"))
    check = steps.add_parser("check", help=_("check an archive package: every file, every checksum"))
    check.add_argument("package", type=Path, metavar=_("PACKAGE"))
    check.set_defaults(run=_check)
    on_request(steps, "log", _log, _("what was purged, when and by which row"), number=False)


def _check(arguments: Any) -> int:
    if archive.whole(arguments.package):
        print(_("The package is whole."))
        return 0
    say(messages.sentence("archive-broken", {"file": arguments.package.name}))
    return 1


def checklist(points: tuple[Checked, ...]) -> list[str]:
    """The closing list as lines."""
    signs = {True: "[x]", False: "[ ]"}
    todo = {p.point.id: f" – {p.point.todo}" for p in points if not p.done}
    return [f"{signs[p.done]} {p.point.label} ({p.point.source}){todo.get(p.point.id, '')}" for p in points]


def time_words(row: PlanRow) -> str:
    """How long a row keeps, in words."""
    if row.years is None:
        return _("kept for good")
    begins = {CountedFrom.CLOSED: _("from the closing"), CountedFrom.YEAR_END: _("from the end of the year")}
    return _("{years} years {begins}").format(years=row.years, begins=begins[row.counted_from])


def _plan(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    rows = [
        (r.id, r.label, time_words(r), r.decided_by or _("not decided"), f"{r.source} ({r.confidence})")
        for r in workspace.ask(retention.plan).values()
    ]
    print(table((_("Row"), _("Kind"), _("Kept"), _("Decided by"), _("Source")), rows))


def _decide(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    years = None if arguments.keep else arguments.years
    workspace.do(retention.decide_row, arguments.row, years, CountedFrom(arguments.started), arguments.basis)
    _plan(workspace, passwords, arguments)


def _due(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    today = local_day(workspace.clock())
    rows = [
        (d.request.registry_number, d.row.label, d.day or "–", "; ".join(messages.blocker(b) for b in d.held))
        for d in workspace.ask(retention.due, today)
    ]
    header = (_("Number"), _("Kind"), _("May go"), _("Held by"))
    print(table(header, rows) if rows else _("No request is closed and kept."))
    for year in workspace.ask(retention.log_years_due, today):
        say(_("The log of {year} has passed its time: utlamna log archive {year} --to FILE").format(year=year))


def _purge(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.yes:
        purging.purge(workspace, request_id)
        _tell(workspace, request_id)
        return
    found = workspace.ask(_of_request, request_id, workspace)
    print(f"{found.request.registry_number}\t{found.row.label}\t{found.day or '–'}")
    for held in found.held:
        say(messages.sentence(held.code, {"count": held.count}))


def _of_request(reader: Any, request_id: RequestId, workspace: Workspace) -> retention.Due:
    return retention.of_request(reader, reader.requests.get(request_id), local_day(workspace.clock()))


def _tell(workspace: Workspace, request_id: RequestId) -> None:
    for kept in workspace.ask(lambda reader: reader.purges.where(request_id=request_id)):
        print(f"{local_day(kept.purged_at)}\t{kept.plan_row}\t{kept.rows}\t{len(kept.sha256s)}")


def _counts(purge: Purge) -> tuple[int, int]:
    return purge.rows, len(purge.sha256s)


def _log(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    numbers = {r.id: r.registry_number for r in workspace.ask(lambda reader: reader.requests.where())}
    names = {p.id: p.name for p in workspace.ask(lambda reader: reader.people.where())}
    rows = [
        (local_day(p.purged_at), numbers[p.request_id], p.plan_row, p.decided_by, names[p.purged_by], *_counts(p))
        for p in workspace.ask(lambda reader: reader.purges.where())
    ]
    header = (_("Purged"), _("Number"), _("Row"), _("Decided by"), _("By"), _("Rows"), _("Files"))
    print(table(header, rows, frozenset({5, 6})) if rows else _("Nothing was purged."))
