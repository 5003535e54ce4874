"""The command line's words for the track of a request, and for splitting a mixed letter."""

from __future__ import annotations

from typing import Any

from app.domain.requests import Track
from app.services.cases import tracks, triage
from app.services.cases.triage import Part
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request, request_id_of

CODES = [track.value for track in Track]


def add_words(steps: Any) -> None:
    """Adds ``case track`` and ``case split``."""
    track = on_request(steps, "track", _track, _("show how the tracks differ, or put the request on another one"))
    track.add_argument("track", nargs="?", choices=CODES)
    split = on_request(steps, "split", _split, _("make a request of its own for each further part of a mixed letter"))
    split.add_argument(
        "--to", action="append", required=True, choices=CODES, help=_("the track of the part; may be said again")
    )
    split.add_argument(
        "--subject", action="append", default=[], help=_("the part's line in the diary, in the same order")
    )


def _track(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.track:
        workspace.do(triage.choose, request_id, Track(arguments.track))
    rules = tracks.rules()
    print(rules[workspace.ask(lambda reader: reader.requests.get(request_id)).track].label)
    wording = workspace.ask(lambda reader: reader.wordings.first(request_id=request_id))
    for proposal in tracks.proposed(wording.text if wording else ""):
        words = ", ".join(f"”{word}”" for word in proposal.words)
        print(_("{words} speak for {track}").format(words=words, track=rules[proposal.track].label))
    rows = [(aspect.label, *(aspect.texts[track] for track in Track)) for aspect in tracks.aspects()]
    print(table(("", *(rules[track].label for track in Track)), rows))


def _split(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    subjects = [*arguments.subject, *[""] * len(arguments.to)]
    parts = [Part(Track(code), subject) for code, subject in zip(arguments.to, subjects, strict=False)]
    made = workspace.do(triage.split, request_id_of(workspace, arguments.number), parts)
    for row in workspace.ask(lambda reader: reader.requests.among("id", made)):
        print(f"{row.registry_number}\t{row.track.value}\t{row.subject}")
