"""The command line's words for marks over time: what is new since the last look, and sets held against each other."""

from __future__ import annotations

import sys
from typing import Any

from app import long_work, messages
from app.domain.errors import Refused
from app.domain.ids import DocumentId
from app.services.marking import carrying, looks, mark_sets
from app.services.writing.times import minute
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, table
from .on_request import document_of, on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case since`` and ``case sets``."""
    since = on_request(steps, "since", _since, _("what others and new rules have changed since you last looked"))
    since.add_argument("document", type=int, help=_("the document's number in the request"))
    since.add_argument("--looked", action="store_true", help=_("you have now seen the document as it stands"))
    sets = on_request(steps, "sets", _sets, _("sets of marks: kept at points of the way, held against those of now"))
    sets.add_argument("document", type=int, help=_("the document's number in the request"))
    sets.add_argument("--keep", action="store_true", help=_("keep the marks as they stand now"))
    sets.add_argument("--against", type=int, metavar=_("SET"), help=_("list where this set differs from now"))
    carry = _("hold the marks of a document that says the same against these")
    sets.add_argument("--carry", type=int, metavar=_("DOCUMENT"), help=carry)
    elsewhere = _("with --carry: a document that was handed out there")
    sets.add_argument("--handed-out-in", default="", metavar=_("REQUEST"), help=elsewhere)
    what = sets.add_mutually_exclusive_group()
    what.add_argument("--take", type=int, nargs="+", metavar=_("MARK"), help=_("put these back as they stand in it"))
    what.add_argument("--take-all", action="store_true", help=_("put all back as they stand in it"))


def _since(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    document_id = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document).id
    found = workspace.ask(looks.since, document_id, workspace.signed_in.id)
    if found.at is None:
        print(_("You have not looked at this document before."), file=sys.stderr)
    marks = {mark.id: mark for mark in workspace.ask(lambda reader: reader.marks.of(document_id))}
    kinds = ((_("new proposal"), found.proposed), (_("changed"), found.changed), (_("comment"), found.said))
    rows = [
        (mark_id, words, marks[mark_id].page + 1, marks[mark_id].state.value, marks[mark_id].text)
        for words, ids in kinds
        for mark_id in sorted(ids & marks.keys())
    ]
    if rows:
        print(table((_("Mark"), _("What is new"), _("Page"), _("State"), _("Text")), rows, frozenset({0, 2})))
    else:
        print(_("Nothing is new."))
    if found.gone:
        print(_("Marks gone: {gone}.").format(gone=found.gone))
    if arguments.looked:
        workspace.do(looks.looked, document_id)


def _sets(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    document_id = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document).id
    if arguments.keep:
        workspace.do(mark_sets.keep, document_id)
    if arguments.carry is not None:
        with ProgressLine() as line:
            other_id = _alike(workspace, document_id, arguments.carry, arguments.handed_out_in)
            arguments.against = long_work.carry(workspace, document_id, other_id, line)
    if arguments.against is None:
        if arguments.take or arguments.take_all:
            raise Refused("set-missing")
        print(_sets_table(workspace, document_id))
        for one in workspace.ask(carrying.sources, document_id):
            print(messages.alike(one))
        return
    if arguments.take or arguments.take_all:
        found = workspace.ask(mark_sets.compare, document_id, arguments.against)
        ids = arguments.take or [one.one.mark_id for one in found.differences]
        workspace.do(mark_sets.take_over, document_id, arguments.against, ids)
    print(_differences_table(workspace, document_id, arguments.against))


def _alike(workspace: Workspace, document_id: DocumentId, number: int, registry_number: str) -> DocumentId:
    """The document with this number that is like the one. Raises Refused where none is."""
    for one in workspace.ask(carrying.sources, document_id):
        if (one.number, one.registry_number) == (number, registry_number):
            return one.other_id
    raise Refused("not-alike")


def _sets_table(workspace: Workspace, document_id: DocumentId) -> str:
    names = {person.id: person.name for person in workspace.ask(lambda reader: reader.people.where())}
    rows = [
        (one.id, messages.point(one.point), names.get(one.person_id, ""), minute(one.at))  # type: ignore[call-overload]
        for one in workspace.ask(mark_sets.of, document_id)
    ]
    header = (_("Set"), _("Kept when"), _("By"), _("Time"))
    return table(header, rows, frozenset({0})) if rows else _("No set has been kept.")


def _differences_table(workspace: Workspace, document_id: DocumentId, set_id: int) -> str:
    found = workspace.ask(mark_sets.compare, document_id, set_id)
    rows = [
        (one.one.mark_id, one.one.page + 1, messages.decided(one.then), messages.decided(one.now), found.text(one))
        for one in found.differences
    ]
    header = (_("Mark"), _("Page"), _("Then"), _("Now"), _("Text"))
    return table(header, rows, frozenset({0, 1})) if rows else _("The set and the marks of now are the same.")
