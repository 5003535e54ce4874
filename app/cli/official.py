"""The command line's word for saying whether documents are official ones (allmänna handlingar)."""

from __future__ import annotations

from typing import Any

from app.domain.errors import Refused
from app.domain.official import Path
from app.services.cases import official
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, table
from .on_request import document_of, on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case official``."""
    word = on_request(steps, "official", _official, _("say whether documents are official ones, or list the answers"))
    word.add_argument("--document", type=int, action="append", help=_("only this document (else all that are untried)"))
    word.add_argument("--received", action="store_true", help=_("they have come in to the company"))
    word.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=ANSWER", help=_("an answer after the usual ones")
    )
    word.add_argument(
        "--voluntary", metavar=_("GROUND"), help=_("hand it out though it is not official, on this ground")
    )


def _official(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    rows = workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
    if arguments.document:
        rows = tuple(document_of(workspace, request_id, number) for number in arguments.document)
    known = workspace.ask(official.trials, [d.id for d in rows])
    if arguments.voluntary is not None:
        for document in rows if arguments.document else ():
            workspace.do(official.hand_out_voluntarily, document.id, arguments.voluntary)
    elif arguments.received or arguments.answer:
        chosen = [d.id for d in rows if arguments.document or d.id not in known]
        workspace.do(official.answer, chosen, _path(arguments))
    known = workspace.ask(official.trials, [d.id for d in rows])
    labels = official.labels()
    told = ((v.verdict, v.source, v.voluntary) if (v := known.get(d.id)) else ("", "", "") for d in rows)
    lines = [(d.number, d.title, labels.get(a, "–"), b, c) for d, (a, b, c) in zip(rows, told, strict=True)]
    print(table((_("No."), _("Document"), _("Official?"), _("By"), _("Voluntarily, on")), lines, frozenset({0})))
    return 0


def _path(arguments: Any) -> Path:
    """The usual answers, then those that were given. Tells the question that comes next where they do not suffice."""
    tree = official.tree()
    given = official.RECEIVED if arguments.received else ()
    answers = tuple((q, a) for q, _equals, a in (written.partition("=") for written in arguments.answer))
    path = (*tree.proposed(), *given, *answers)
    question = tree.walk(path).question
    if question is not None:
        say(f"{question.id}: {question.text} ({question.source})")
        say("  " + ", ".join(f"{choice.code} = {choice.label}" for choice in question.answers))
        raise Refused("answers-missing")
    return path
