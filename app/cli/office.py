"""The command line's words on what the office has learned: ``utlamna office list|never|always|back``."""

from __future__ import annotations

from typing import Any

from app.domain.ids import EntryId
from app.domain.local_time import local_day
from app.domain.office import EntryKind
from app.domain.phrases import FIELDS
from app.services import queries
from app.services.assessing import phrases
from app.services.delivering import compilations, stamps
from app.services.marking import office_lists
from app.services.marking.office_lists import EntryRow, NewEntry
from app.services.office import organisation
from app.texts import N_, _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request, request_id_of

KINDS = {EntryKind.NEVER: N_("never"), EntryKind.ALWAYS: N_("always")}


def add_words(words: Any) -> None:
    """Adds the words on the office's lists."""
    office = words.add_parser("office", help=_("what the office has learned"), description=_("The office's lists."))
    steps = office.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    on_request(steps, "list", _list, _("show the lists"), number=False)
    never = on_request(steps, "never", _never, _("never propose a string, here or anywhere"), number=False)
    never.add_argument("--before", default="", help=_("only after this word"))
    never.add_argument("--after", default="", help=_("only before this word"))
    always = on_request(steps, "always", _always, _("always propose a string"), number=False)
    always.add_argument("--provision", help=_("the provision it is proposed with"))
    for word in (never, always):
        word.add_argument("text", metavar=_("TEXT"))
        word.add_argument("--category", required=True, help=_("a code of the catalogue, like PERSON"))
        word.add_argument("--reason", required=True, help=_("why it is so"))
        word.add_argument("--request", metavar=_("NUMBER"), help=_("for this request alone (else the whole office)"))
    smallest = on_request(steps, "smallest", _smallest, _("the least number of persons in a sum"), number=False)
    smallest.add_argument("persons", type=int, nargs="?", metavar="N", help=_("set it (else it is shown)"))
    stamp = on_request(steps, "stamps", _stamps, _("do the pages of new deliveries bear a stamp"), number=False)
    stamp.add_argument("on", choices=("on", "off"), nargs="?", help=_("set it (else it is shown)"))
    kept = on_request(steps, "texts", _phrases, _("the office's texts for assessments"), number=False)
    kept.add_argument("--provision", default="", help=_("of this provision"))
    kept.add_argument("--group", default="", help=", ".join(organisation.groups()))
    kept.add_argument("--field", choices=FIELDS, default="harm")
    kept.add_argument("--text", default="", help=_("keep this text"))
    kept.add_argument("--remove", type=int, metavar=_("ID"), help=_("take this one away"))
    back = on_request(steps, "back", _back, _("take an entry back"), number=False)
    back.add_argument("entry", type=int, metavar=_("ID"))


def _phrases(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.remove is not None:
        workspace.do(phrases.remove, arguments.remove)
    elif arguments.text:
        workspace.do(phrases.keep, arguments.provision, arguments.group, arguments.field, arguments.text)
    names = {person.id: person.name for person in workspace.ask(queries.people)}
    rows = [
        (p.id, p.provision, p.group, p.field, p.text, f"{names.get(p.added_by, '')}, {local_day(p.added_at)}")
        for p in workspace.ask(phrases.of, arguments.provision)
    ]
    header = (_("No."), _("Provision"), _("Group"), _("Field"), _("Text"), _("Added"))
    print(table(header, rows, frozenset({0})) if rows else _("No texts are kept."))


def _list(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    rows = [_row(row) for row in workspace.ask(office_lists.rows)]
    header = (_("No."), _("List"), _("Text"), _("Between"), _("Category"), _("For"), _("Added"), _("Taken back"))
    print(table((*header, _("Reason")), rows, frozenset({0})) if rows else _("The lists are empty."))


def _smallest(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.persons is not None:
        workspace.do(compilations.set_smallest, arguments.persons)
    print(workspace.ask(compilations.smallest))


def _stamps(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.on is not None:
        workspace.do(stamps.set_on, arguments.on == "on")
    print("on" if workspace.ask(stamps.on) else "off")


def _row(row: EntryRow) -> tuple[object, ...]:
    entry = row.entry
    between = f"{entry.before or '–'} / {entry.after or '–'}" if entry.before or entry.after else ""
    back = f"{row.reversed_by}, {local_day(entry.reversed_at)}" if entry.reversed_at else ""
    added = f"{row.added_by}, {local_day(entry.added_at)}"
    scope = row.registry_number or _("the office")
    return entry.id, _(KINDS[entry.kind]), entry.text, between, entry.category, scope, added, back, entry.reason


def _never(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    _add(workspace, arguments, EntryKind.NEVER, before=arguments.before, after=arguments.after)


def _always(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    _add(workspace, arguments, EntryKind.ALWAYS, provision=arguments.provision)


def _add(workspace: Workspace, arguments: Any, kind: EntryKind, **more: Any) -> None:
    request_id = request_id_of(workspace, arguments.request) if arguments.request else None
    new = NewEntry(kind, arguments.text, arguments.category, arguments.reason, request_id=request_id, **more)
    print(workspace.do(office_lists.add, new))


def _back(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(office_lists.take_back, EntryId(arguments.entry))
