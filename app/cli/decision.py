"""The command line's words for the company's decision, its appeal, and who may decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app import long_work
from app.domain.decisions import Decision, Scope
from app.domain.errors import Refused
from app.domain.ids import AssessmentId
from app.domain.local_time import local_day
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.services.deciding import decision_papers, decisions, ruling_words, rulings
from app.services.deciding.decisions import NewDelegation
from app.services.deciding.rulings import NewRuling
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, table
from .on_request import on_request, request_id_of


def add_words(words: Any, steps: Any) -> None:
    """Adds ``delegation`` and ``case decision``."""
    word = on_request(steps, "decision", _decision, _("the company's decision on an answer, and its appeal"))
    what = word.add_mutually_exclusive_group()
    what.add_argument("--ask", action="store_true", help=_("the requester asks for a decision"))
    what.add_argument("--at-once", action="store_true", help=_("the company decides at once, unasked"))
    what.add_argument("--retest", type=int, metavar=_("ID"), help=_("this assessment was tested anew and stands"))
    what.add_argument("--decide", action="store_true", help=_("decide; the password is asked for again"))
    what.add_argument("--send", metavar=_("WAY"), help=_("the decision was sent, and how"))
    what.add_argument("--received", type=date.fromisoformat, metavar=_("DAY"), help=_("the requester got it"))
    what.add_argument("--appeal", type=date.fromisoformat, metavar=_("DAY"), help=_("an appeal reached the company"))
    what.add_argument("--reject", action="store_true", help=_("reject an appeal that came too late"))
    what.add_argument("--forward", action="store_true", help=_("the appeal goes on to the court"))
    what.add_argument("--judged", choices=[j.value for j in Judgment], help=_("what the court said"))
    what.add_argument("--to-supreme", type=date.fromisoformat, metavar=_("DAY"), help=_("the requester went on"))
    what.add_argument("--reconsider", metavar=_("WHY"), help=_("the company releases more: prepare the delivery"))
    what.add_argument("--follow", action="store_true", help=_("prepare the delivery that a judgment calls for"))
    what.add_argument("--parts", action="store_true", help=_("list what is held back, with the numbers for --opened"))
    what.add_argument("--final", action="store_true", help=_("the time to appeal is over"))
    what.add_argument(
        "--papers", type=Path, metavar=_("FOLDER"), help=_("write the decision and the letter to the court")
    )
    word.add_argument("--milder", default="", help=_("with --retest: why reservation and consent do not suffice"))
    word.add_argument("--receipt", default="", help=_("with --received: how it is known"))
    word.add_argument("--at-court", type=date.fromisoformat, metavar=_("DAY"), help=_("with --appeal: first there"))
    word.add_argument("--on", type=date.fromisoformat, metavar=_("DAY"), help=_("with --judged: when"))
    word.add_argument("--case-number", default="", metavar=_("NUMBER"), help=_("with --judged: the court's own"))
    opened = _("with --judged granted and --reconsider: what is opened (numbers, a provision, or all)")
    word.add_argument("--opened", nargs="+", default=[], metavar=_("ID"), help=opened)
    word.add_argument("--no-notice", action="store_true", help=_("with --send: without the notice of how to appeal"))
    made = words.add_parser("delegation", help=_("who may decide for the company"))
    parts = made.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    add = on_request(parts, "add", _delegate, _("enter a delegation"), number=False)
    add.add_argument("--name", required=True)
    add.add_argument("--scope", action="append", required=True, choices=[s.value for s in Scope])
    add.add_argument("--basis", required=True, help=_("the paper it rests on"))
    add.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar=_("DAY"))
    add.add_argument("--to", type=date.fromisoformat, metavar=_("DAY"))
    on_request(parts, "list", _delegations, _("list the delegations"), number=False)


def _delegate(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    people = workspace.ask(lambda reader: reader.people.where())
    person = next((p for p in people if p.name == arguments.name), None)
    if person is None:
        raise Refused("person-missing")
    scopes = frozenset(Scope(s) for s in arguments.scope)
    new = NewDelegation(person.id, scopes, arguments.basis, arguments.start, arguments.to)
    print(workspace.do(decisions.delegate, new))


def _delegations(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    names = {p.id: p.name for p in workspace.ask(lambda reader: reader.people.where())}
    rows = workspace.ask(lambda reader: reader.delegations.where())
    lines = [
        (d.id, names[d.person_id], ", ".join(sorted(d.scopes)), d.valid_from, d.valid_to or "–", d.basis) for d in rows
    ]
    print(table((_("No."), _("Person"), _("Covers"), _("From"), _("To"), _("By")), lines, frozenset({0})))


def _decision(workspace: Workspace, passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.ask or arguments.at_once:
        rows = workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))
        print(workspace.do(decisions.ask, rows[-1].id, by_company=arguments.at_once))
        return 0
    found = workspace.ask(lambda reader: reader.decisions.where(request_id=request_id))
    if not found:
        raise Refused("decision-missing")
    _take(workspace, passwords, arguments, found[-1])
    _show(workspace, workspace.ask(lambda reader: reader.decisions.get(found[-1].id)))
    return 0


def _take(workspace: Workspace, passwords: Passwords, arguments: Any, row: Decision) -> None:
    do = workspace.do
    if arguments.retest is not None:
        do(decisions.retest, row.id, AssessmentId(arguments.retest), arguments.milder)
    elif arguments.decide:
        do(decisions.decide, row.id, _again(workspace, passwords))
    elif arguments.send:
        do(decisions.send, row.id, arguments.send, noticed=not arguments.no_notice)
    elif arguments.received:
        do(decisions.received, row.id, arguments.received, arguments.receipt)
    elif arguments.appeal:
        do(decisions.appeal, row.id, arguments.appeal, arguments.at_court)
    elif arguments.reject:
        do(decisions.reject, row.id, _again(workspace, passwords))
    elif arguments.forward:
        do(decisions.forward, row.id)
    elif arguments.judged:
        on = arguments.on or local_day(workspace.clock())
        opened = _opened(workspace, row, arguments.opened)
        do(rulings.judged, row.id, NewRuling(Judgment(arguments.judged), on, arguments.case_number, opened))
    elif arguments.to_supreme:
        do(rulings.go_on, row.id, arguments.to_supreme)
    elif arguments.reconsider is not None:
        do(rulings.reconsider, row.id, _opened(workspace, row, arguments.opened), arguments.reconsider)
    elif arguments.follow:
        do(rulings.follow, row.id)
    elif arguments.parts:
        _parts(workspace, row)
    elif arguments.final:
        do(decisions.expire, row.id)
    elif arguments.papers:
        for path in long_work.decision_papers(workspace, row.id, arguments.papers):
            print(path)


def _opened(workspace: Workspace, row: Decision, words: list[str]) -> frozenset[int]:
    return rulings.chosen(workspace.ask(rulings.standing, row), words)


def _parts(workspace: Workspace, row: Decision) -> None:
    lines = [(p.id, p.provision, ruling_words.part(p)) for p in workspace.ask(rulings.standing, row)]
    print(table((_("No."), _("Provision"), _("Held back")), lines, frozenset({0})))


def _again(workspace: Workspace, passwords: Passwords) -> str:
    return passwords.next(_("Password for {name}, again").format(name=workspace.signed_in.name))


def _show(workspace: Workspace, row: Decision) -> None:
    """Where the decision stands, its last day with the rule, and what the next steps wait for."""
    print(row.state)
    end = decisions.last_day(row)
    if end is not None:
        moved = f" ({', '.join(end.because)})" if end.because else ""
        say(f"{end.limit.label}: {end.day}{moved}. {end.limit.rule} {end.limit.source} ({end.limit.confidence}).")
    if row.timeliness:
        say(decision_papers.timeliness_words(Timeliness(row.timeliness)))
    for ruling in workspace.ask(rulings.of, row.id):
        say(ruling_words.ruling(ruling, workspace.ask(rulings.court_name, ruling.court)))
    for assessment_id in workspace.ask(decisions.untested, row):
        say(_("Assessment {number} has not been tested anew.").format(number=assessment_id))
