"""The command line's words that register a request and show how requests stand."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app import long_work, messages, requests_search
from app.domain.errors import Refused
from app.domain.local_time import STOCKHOLM
from app.domain.requests import Channel, Outcome, Track
from app.requests_search import Stood
from app.services import queries
from app.services.cases import registration, tracks
from app.services.cases.registration import NewRequest
from app.services.writing.times import minute
from app.texts import _
from app.workspace import Workspace
from redaction.files import MailSaid

from .console import Passwords, ProgressLine, say, table
from .on_request import on_request, request_id_of


def add_words(steps: Any) -> None:
    """Adds ``case new`` and ``case show``."""
    new = on_request(steps, "new", _new, _("register a request"), number=False)
    new.add_argument("--subject", required=True, help=_("a neutral line without personal data"))
    new.add_argument("--confirmed", action="store_true", help=_("the subject names nobody, though it seems so"))
    wording = new.add_mutually_exclusive_group(required=True)
    wording.add_argument("--wording", help=_("the request's own words"))
    wording.add_argument("--wording-file", type=Path, help=_("a text file with the request's own words"))
    wording.add_argument("--mail", type=Path, help=_("a mail (eml, msg): its words, when it was sent and by whom"))
    new.add_argument("--channel", choices=[c.value for c in Channel], default=Channel.EMAIL.value)
    new.add_argument(
        "--track",
        choices=[t.value for t in Track],
        default=Track.OFFICIAL.value,
        help=_("official documents, information out of one (OSL 6:4), or the requester's own data (art. 15-21)"),
    )
    new.add_argument("--arrived", type=_time, help=_("when it came, like 2026-11-23T08:15 (else now)"))
    new.add_argument("--requester", default="", help=_("only where the requester gave a name"))
    new.add_argument("--contact", default="", help=_("where the answer goes"))
    show = on_request(steps, "show", _show, _("show the requests, or one"), number=False)
    which = show.add_mutually_exclusive_group()
    which.add_argument("number", nargs="?", metavar=_("NUMBER"))
    which.add_argument(
        "--words", metavar=_("TEXT"), help=_("only requests with these words in what is asked for or in the documents")
    )


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a time looks like 2026-11-23T08:15")) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=STOCKHOLM)


def _new(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    said = long_work.read_mail(workspace, arguments.mail) if arguments.mail is not None else MailSaid("")
    wording = arguments.wording if arguments.wording_file is None else _text(arguments.wording_file)
    sent = datetime.fromisoformat(said.sent) if said.sent else workspace.clock()
    new = NewRequest(
        arguments.subject,
        said.text if wording is None else wording,
        Channel(arguments.channel),
        (arguments.arrived or min(sent, workspace.clock())).astimezone(UTC),
        arguments.requester or said.name or said.address,
        arguments.contact or said.address,
        Track(arguments.track),
        arguments.confirmed,
    )
    request_id = workspace.do(registration.register, new)
    print(workspace.ask(lambda reader: reader.requests.get(request_id)).registry_number)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused("file-vanished") from error
    except OSError as error:
        raise Refused("file-unreadable") from error
    except UnicodeDecodeError:
        raise Refused("not-text") from None  # the error holds the text


def _show(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    now = workspace.clock()
    if arguments.words:
        _show_with(workspace, arguments.words)
    elif arguments.number is None:
        rows = [
            (r.registry_number, r.state.value, r.waits_for, minute(r.arrived_at), r.documents, r.left, r.subject)
            for r in workspace.ask(queries.requests, now)
        ]
        header = (_("Number"), _("State"), _("Waits for"), _("Arrived"), _("Documents"), _("Left"), _("Subject"))
        print(table(header, rows, frozenset({4, 5})) if rows else _("No requests."))
    else:
        _show_one(workspace, arguments.number, now)


def _show_with(workspace: Workspace, words: str) -> None:
    """The requests that hold these words, each with where they stand."""
    with ProgressLine() as line:
        answer = requests_search.look_for(workspace, words, line)
    if answer.more:
        say(_("There were too many places to look at all of them. Write more words."))
    known = [r for r in workspace.ask(queries.requests, workspace.clock()) if r.id in answer.found]
    rows = [(r.registry_number, r.subject, ", ".join(map(_stood, answer.found[r.id]))) for r in known]
    print(table((_("Number"), _("Subject"), _("Stands in")), rows) if rows else _("No requests."))


def _stood(place: Stood) -> str:
    if not place.title:
        return _("the request's own words")
    return place.title if place.page is None else _("{title}, p. {page}").format(title=place.title, page=place.page + 1)


def _show_one(workspace: Workspace, number: str, now: datetime) -> None:
    view = workspace.ask(queries.request, request_id_of(workspace, number), workspace.signed_in, now)
    print(f"{view.request.registry_number}  {view.state.value}  {view.request.subject}")
    print(f"{tracks.rules()[view.request.track].label}  {', '.join(o.registry_number for o in view.others)}".rstrip())
    print(view.wording)
    for part in view.deliveries:
        word = _("Delivery")
        print(f"\n{word} {part.delivery.number}: {part.delivery.state.value}, {_outcome(part.outcome)}")
        rows_ = [
            (r.document.number, r.document.state.value, r.document.pages, *_counts(r.tally), r.document.title)
            for r in part.documents
        ]
        columns = (_("No."), _("State"), _("Pages"), _("Findings"), _("Masks"), _("Left"), _("Title"))
        print(table(columns, rows_, frozenset({0, 2, 3, 4, 5})))
        for row in part.documents:
            if row.alike is not None:
                print(f"  {row.document.number}: {messages.alike(row.alike)}")
        for step, held in part.steps.items():
            print(f"  {step.value}: " + ("; ".join(messages.blocker(b) for b in held) or _("open")))


def _outcome(outcome: Outcome) -> str:
    return {Outcome.WHOLE: _("whole"), Outcome.PART: _("in part"), Outcome.REFUSED: _("refused")}[outcome]


def _counts(tally: Any) -> tuple[int, int, int]:
    return tally.findings, tally.accepted, tally.proposed
