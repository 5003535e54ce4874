"""The command line's words on signing in: ``utlamna person list|disable|enable|reset|unlock|idle|password|here``."""

from __future__ import annotations

from typing import Any

from app.domain.errors import Refused
from app.domain.people import Person
from app.services import queries
from app.services.office import people, sign_ins, tries
from app.services.office.sign_ins import SignInRow
from app.services.writing.times import minute
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, out, table
from .on_request import on_request


def add_steps(steps: Any) -> None:
    """Adds the steps of ``person`` that are about signing in."""
    on_request(steps, "list", _list, _("who may sign in, and when they last did"), number=False)
    for name, run, summary in (
        ("disable", _disable, _("let nobody sign in as a person")),
        ("enable", _enable, _("let a person sign in again")),
        ("reset", _reset, _("give a person a password for one time; it is shown once")),
        ("unlock", _unlock, _("end a person's waiting after wrong passwords")),
    ):
        on_request(steps, name, run, summary, number=False).add_argument("--name", required=True)
    idle = on_request(steps, "idle", _idle, _("after how many minutes an idle window signs out"), number=False)
    idle.add_argument("minutes", type=int, nargs="?", metavar="N", help=_("set it, 0 for never (else it is shown)"))
    on_request(steps, "password", _password, _("change your own password; the new one follows it"), number=False)
    on_request(steps, "here", _here, _("who has a window open now, and where"), number=False)


def _named(workspace: Workspace, name: str) -> Person:
    found = [person for person in workspace.ask(queries.people) if person.name == name]
    if not found:
        raise Refused("person-unknown")
    return found[0]


def _list(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    header = (_("No."), _("Name"), _("Roles"), _("Last signed in"), _("State"))
    out(table(header, [_row(workspace, row) for row in workspace.ask(sign_ins.rows)], frozenset({0})))


def _row(workspace: Workspace, row: SignInRow) -> tuple[object, ...]:
    last = row.standing.last_at
    state = sign_ins.state_words(row, workspace.clock())
    roles = ", ".join(sorted(row.person.roles))
    return row.person.id, row.person.name, roles, minute(last) if last else "–", state


def _disable(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(people.disable, _named(workspace, arguments.name).id)


def _enable(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(people.disable, _named(workspace, arguments.name).id, False)


def _reset(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    out(workspace.do(people.reset_password, _named(workspace, arguments.name).id))


def _unlock(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(tries.unlock, _named(workspace, arguments.name).id)


def _idle(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.minutes is not None:
        workspace.do(people.set_idle_minutes, arguments.minutes)
    out(str(workspace.ask(people.idle_minutes)))


def _password(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    old = passwords.next(_("Password now"))
    workspace.change_password(old, passwords.next(_("New password")))


def _here(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    names = {int(p.id): p.name for p in workspace.ask(queries.people)}
    numbers = {int(r.id): r.registry_number for r in workspace.ask(lambda reader: reader.requests.where())}
    with workspace.store.aside(workspace.clock()) as presences:
        rows = [
            (names[here.person_id], numbers.get(here.of_request or 0, "–"), minute(here.here_since))
            for here in presences.living()
        ]
    out(table((_("Name"), _("Request"), _("Since")), rows) if rows else _("No window is open."))
