"""The command line's words that make a workspace: init, person, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import bootstrap, demo
from app.domain.people import Role
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.texts import _
from app.workspace import Workspace

from . import sign_ins
from .console import Passwords
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``init``, ``person`` and ``demo``."""
    init = words.add_parser("init", help=_("make a workspace with its first administrator"))
    init.add_argument("--workspace", metavar=_("FOLDER"))
    init.add_argument("--profile", choices=list(organisation.profiles()), required=True, help=_("the organisation"))
    init.add_argument("--user", required=True, metavar=_("NAME"))
    init.add_argument("--title", default="")
    init.add_argument("--role", action="append", default=[], choices=[r.value for r in Role])
    init.set_defaults(run=_init)
    person = words.add_parser("person", help=_("persons and their roles"))
    steps = person.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    add = on_request(steps, "add", _add_person, _("add a person; the password follows your own"), number=False)
    add.add_argument("--name", required=True)
    add.add_argument("--title", default="")
    add.add_argument("--role", action="append", required=True, choices=[r.value for r in Role])
    sign_ins.add_steps(steps)
    made = words.add_parser("demo", help=_("run the demo case from request to package"))
    made.add_argument("--quiet", action="store_true", help=_("only the table"))
    made.set_defaults(run=lambda arguments: demo.run(quiet=arguments.quiet))


def _init(arguments: Any) -> None:
    password = Passwords().next(_("A password for {name}").format(name=arguments.user))
    roles = frozenset(Role(r) for r in arguments.role) | {Role.ADMINISTRATOR}
    first = NewPerson(arguments.user, arguments.title, roles, password)
    folder = Path(arguments.workspace) if arguments.workspace else None
    made = bootstrap.make_workspace(folder, organisation.profiles()[arguments.profile], first)
    print(made.folder)
    made.close()


def _add_person(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    password = passwords.next(_("A password for {name}").format(name=arguments.name))
    new = NewPerson(arguments.name, arguments.title, frozenset(Role(r) for r in arguments.role), password)
    print(workspace.do(people.add, new))
