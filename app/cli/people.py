"""The command line's word for the persons of a request: listed, masked or left visible as a whole, merged and split."""

from __future__ import annotations

import json
from typing import Any

from app import gathering, messages
from app.domain.ids import RequestId
from app.services.marking import individual_marks, individuals
from app.services.marking.individual_marks import Member, Person
from app.texts import _
from app.workspace import Workspace
from redaction.marks import MarkState
from redaction.replacements import pseudonym_words

from .console import Passwords, ProgressLine, out, table
from .on_request import on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case people``."""
    word = on_request(steps, "people", _people, _("the persons of the request: list them, decide on one, merge, split"))
    word.add_argument("--json", action="store_true", help=_("the list as JSON, with the places of each person"))
    word.add_argument("--mask", type=int, metavar=_("PERSON"), help=_("mask everything of this person that is open"))
    word.add_argument("--provision", default="", help=_("the provision that carries the masks, like ”OSL 21:7”"))
    word.add_argument("--as", dest="word", default="", choices=pseudonym_words(), help=_("with --mask: by a pseudonym"))
    word.add_argument("--leave", type=int, metavar=_("PERSON"), help=_("leave this person visible"))
    word.add_argument("--reason", default="", help=_("why the person is left visible"))
    word.add_argument("--merge", type=int, nargs=2, metavar=_("PERSON"), help=_("the second person is the first one"))
    word.add_argument("--split", type=int, metavar=_("PERSON"), help=_("the places named are another person's"))
    word.add_argument("--give", type=int, metavar=_("PERSON"), help=_("unclear places named are this person's"))
    word.add_argument("--places", type=int, nargs="+", default=[], metavar=_("PLACE"), help=_("with --split or --give"))


def _people(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    with ProgressLine() as line:
        gathering.gather(workspace, request_id, line)
    _decide(workspace, arguments)
    found = workspace.ask(individual_marks.people, request_id)
    if arguments.json:
        out(json.dumps(_as_json(workspace, request_id, found), ensure_ascii=False, indent=1))
        return
    header = (_("Person"), _("Name"), _("Seems to be"), _("Places"), _("Documents"), _("Masked"), _("Left"))
    rows = [_row(one) for one in found]
    out(table(header, rows, frozenset({0, 3, 4, 5, 6})) if rows else _("No persons."))
    for member in workspace.ask(individual_marks.unclear, request_id):
        fits = ", ".join(str(i) for i in member.place.fits)
        out(
            _("Unclear: place {place}, ”{text}”, fits {fits}").format(
                place=member.place.id, text=_text(member), fits=fits
            )
        )


def _decide(workspace: Workspace, arguments: Any) -> None:
    if arguments.mask is not None:
        workspace.do(individual_marks.mask, arguments.mask, arguments.provision, word=arguments.word)
    if arguments.leave is not None:
        workspace.do(individual_marks.leave, arguments.leave, arguments.reason)
    if arguments.merge is not None:
        workspace.do(individuals.merge, *arguments.merge)
    if arguments.split is not None:
        workspace.do(individuals.split, arguments.split, arguments.places)
    if arguments.give is not None:
        workspace.do(individuals.assign, arguments.give, arguments.places)


def _row(one: Person) -> tuple[object, ...]:
    masked = one.count(MarkState.ACCEPTED)
    told = one.individual
    return told.id, told.name, messages.role(told.role), len(one.members), one.documents, masked, one.left


def _text(member: Member) -> str:
    return " ".join(member.finding.text.split())


def _as_json(workspace: Workspace, request_id: RequestId, found: tuple[Person, ...]) -> dict[str, object]:
    return {
        "people": [
            {
                "id": one.individual.id,
                "name": one.individual.name,
                "spellings": list(one.individual.spellings),
                "role": one.individual.role,
                "role_reason": one.individual.reason,
                "role_word": one.individual.word,
                "grounds": list(one.grounds),
                "pseudonym": one.called,
                "places": [_place(member) for member in one.members],
            }
            for one in found
        ],
        "unclear": [
            _place(member) | {"fits": list(member.place.fits)}
            for member in workspace.ask(individual_marks.unclear, request_id)
        ],
    }


def _place(member: Member) -> dict[str, object]:
    return {
        "place": member.place.id,
        "document": member.document.number,
        "page": member.finding.page + 1,
        "category": member.finding.category,
        "text": _text(member),
        "state": member.mark.state.value if member.mark is not None else "",
        "by_hand": member.place.by_hand,
    }
