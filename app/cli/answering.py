"""The command line's words for questions to the requester, notes, and ending a request without documents."""

from __future__ import annotations

from typing import Any

from app.domain.errors import Refused
from app.domain.questions import QuestionKind, Reply
from app.domain.requests import Track
from app.services.cases import answering, endings, notes, questions
from app.services.cases.answering import NewEnding
from app.services.cases.questions import NewQuestion
from app.services.writing.times import minute
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case ask``, ``case note`` and ``case end``."""
    ask = on_request(steps, "ask", _ask, _("put a question to the requester, enter the reply, or list them"))
    ask.add_argument("kind", nargs="?", choices=[kind.value for kind in QuestionKind])
    ask.add_argument("--provision", help=_("the provision that makes the question necessary (TF 2:18)"))
    ask.add_argument("--circumstance", default="", help=_("the concrete circumstance that points to harm"))
    ask.add_argument("--words", help=_("the question as the letter puts it (else the catalogue's own words)"))
    ask.add_argument("--reply", choices=[reply.value for reply in Reply], help=_("what came back"))
    ask.add_argument("--question", type=int, metavar=_("NO"), help=_("the question replied to (else the last one)"))
    ask.add_argument("--answer", default="", help=_("what the requester said"))
    note = on_request(steps, "note", _note, _("note where was searched, or why the answer takes long"))
    what = note.add_mutually_exclusive_group(required=True)
    what.add_argument("--searched", metavar=_("PLACE"), help=_("where documents were looked for"))
    what.add_argument("--delay", metavar=_("REASON"), help=_("why the answer takes long"))
    note.add_argument("--result", default="", help=_("with --searched: what that gave"))
    note.add_argument("--by", default="", metavar=_("NAME"), help=_("with --searched: who looked (else you)"))
    end = on_request(steps, "end", _end, _("end the request without documents, or open it again"))
    end.add_argument("ending", nargs="?", choices=list(endings.rules()), help=_endings())
    end.add_argument("--note", default="", help=_("what happened, in neutral words"))
    end.add_argument("--authority", default="", help=_("who keeps the document"))
    end.add_argument("--way", default="", help=_("how it was told"))
    end.add_argument("--back", action="store_true", help=_("open an ended request again"))


def _endings() -> str:
    return "; ".join(f"{rule.code}: {rule.label}" for rule in endings.rules().values())


def _ask(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.reply:
        known = workspace.ask(questions.of, request_id)
        number = arguments.question or len(known)
        if not 0 < number <= len(known):
            raise Refused("question-missing", number=number)
        workspace.do(questions.answer, known[number - 1].id, Reply(arguments.reply), arguments.answer)
    elif arguments.kind:
        kind = QuestionKind(arguments.kind)
        words = arguments.words if arguments.words is not None else questions.kinds()[kind].words
        new = NewQuestion(kind, words, arguments.provision, arguments.circumstance)
        workspace.do(questions.ask, request_id, new)
    labels = {kind: rule.label for kind, rule in questions.kinds().items()}
    rows = [
        (number, minute(q.asked_at), labels[q.kind], q.provision or "–", q.reply or "–", q.answer or q.text)
        for number, q in enumerate(workspace.ask(questions.of, request_id), 1)
    ]
    header = (_("No."), _("Asked"), _("About"), _("Provision"), _("Reply"), _("Words"))
    print(table(header, rows, frozenset({0})) if rows else _("No questions."))


def _note(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.delay is not None:
        workspace.do(notes.delayed, request_id, arguments.delay)
    else:
        workspace.do(notes.searched, request_id, arguments.searched, arguments.result, arguments.by)
    for search in workspace.ask(lambda reader: reader.search_notes.where(request_id=request_id)):
        print(f"{minute(search.noted_at)}\t{search.place}\t{search.searched_by}\t{search.result}")
    for delay in workspace.ask(lambda reader: reader.delay_notes.where(request_id=request_id)):
        print(f"{minute(delay.written_at)}\t{delay.text}")


def _end(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    track = workspace.ask(lambda reader: reader.requests.get(request_id)).track
    if arguments.back:
        workspace.do(answering.take_back, request_id)
    elif arguments.ending:
        new = NewEnding(arguments.ending, arguments.note, arguments.authority, arguments.way)
        workspace.do(answering.end, request_id, new)
    found = workspace.ask(endings.facts, request_id)
    print(found.words if found is not None else _choices(track))


def _choices(track: Track) -> str:
    """The endings that are open to a request on this track, with what they are for."""
    rows = [(rule.code, f"{rule.label}. {rule.explanation}") for rule in endings.open_to(track)]
    return table((_("Ending"), _("What it is")), rows)
