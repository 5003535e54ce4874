"""Deeds that may wait: work in hand that is kept while the server is lost, and sent once, in order, when it is back.

Each bears a token that is written with it, so what was committed without our hearing of it is not done twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import uuid4

from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.errors import Refused
from app.domain.ids import AssessmentId, DeliveryId, DocumentId, MarkId, RequestId
from app.outbox import Waiting
from app.reach import LOST
from app.services.assessing import assessment
from app.services.cases import drafts
from app.services.marking import review, reviewing
from app.services.marking.replacing import Instead
from app.store.unit import Unit
from app.texts import N_
from app.workspace import Workspace
from redaction.geometry import Rect
from redaction.marks import Level, MarkKind


class Kept(Exception):
    """The server is lost; the deed waits on this machine."""


def _ids(raw: list[int]) -> list[MarkId]:
    return [MarkId(mark_id) for mark_id in raw]


def _seen(raw: list[list[int]] | None) -> dict[MarkId, int] | None:
    return None if raw is None else {MarkId(mark_id): version for mark_id, version in raw}


def _mask(ids: list[int], provision: str, seen: Any = None, instead: Any = None) -> tuple[Any, ...]:
    said = None if instead is None else Instead(Level(instead["level"]), instead["text"])
    return _ids(ids), provision, _seen(seen), said


def _leave(ids: list[int], reason: str, seen: Any = None) -> tuple[Any, ...]:
    return _ids(ids), reason, _seen(seen)


def _add(document_id: int, page: int, rects: Any, kind: str, *rest: Any) -> tuple[Any, ...]:
    return DocumentId(document_id), page, tuple(Rect(*rect) for rect in rects), MarkKind(kind), *rest


def _write(delivery_id: int, said: Any, assessment_id: int | None = None, seen: int | None = None) -> tuple[Any, ...]:
    days = {name: date.fromisoformat(said[name]) for name in ("document_date", "contract_date") if said[name]}
    lists = {name: tuple(said[name]) for name in ("factors_for", "factors_against", "answers")}
    answers = Answers(**(said | days | lists | {"outcome": AssessmentOutcome(said["outcome"])}))
    return DeliveryId(delivery_id), answers, None if assessment_id is None else AssessmentId(assessment_id), seen


def _draft(request_id: int | None, place: str, text: str) -> tuple[Any, ...]:
    return None if request_id is None else RequestId(request_id), place, text


DEEDS: dict[str, tuple[Callable[..., Any], Callable[..., tuple[Any, ...]], str, int]] = {
    "mask": (review.accept, _mask, N_("a mask"), 2),
    "leave": (review.reject, _leave, N_("something left visible"), 2),
    "add": (review.add, _add, N_("a mark made by hand"), -1),
    "remove": (review.remove, lambda mark_id: (MarkId(mark_id),), N_("a mark taken back"), -1),
    "comment": (reviewing.comment, lambda mark_id, text: (MarkId(mark_id), text), N_("a comment"), -1),
    "assess": (assessment.write, _write, N_("an assessment"), 3),
    "draft": (drafts.keep, _draft, N_("something begun"), -1),
}
"""Name -> command, how its arguments are read back, what it is in words, and which one is the version that was seen."""

_NAMES = {command: name for name, (command, *_rest) in DEEDS.items()}


def _plain(value: Any) -> Any:
    """An argument as JSON keeps it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Instead | Answers):
        return {name: _plain(one) for name, one in asdict(value).items()}
    if isinstance(value, dict):
        return [[key, one] for key, one in value.items()]
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def send(workspace: Workspace, command: Callable[..., Any], *args: Any) -> Any:
    """Does a deed now; where the server is lost and the deed may wait, keeps it and raises Kept.

    Raises Refused as the command, and where it may not wait.
    """
    name = _NAMES.get(command)
    if name is None:
        return workspace.do(command, *args)
    row = Waiting(str(uuid4()), workspace.clock().isoformat(), name, _plain(args), workspace.heard_to)
    try:
        return workspace.do(_once, row.token, command, args)
    except Refused as refused:
        if refused.code != LOST or workspace.person is None:
            raise
        workspace.outbox.put(_in_place_of(workspace, row))
        workspace.reach.told.tell()
        raise Kept from refused


def _in_place_of(workspace: Workspace, row: Waiting) -> Waiting:
    """A later writing of an assessment that waits takes the earlier one's place; it rests on the same version."""
    if row.deed != "assess" or row.given[2] is None:
        return row
    for earlier in workspace.outbox.rows():
        if earlier.deed == "assess" and earlier.given[2] == row.given[2] and earlier.held is None:
            workspace.outbox.drop(earlier.token)
            return replace(row, given=[*row.given[:3], earlier.given[3]], seen=earlier.seen)
    return row


def _once(unit: Unit, token: str, command: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    if unit.sent_before(token):
        return None
    unit.note_sent(token)
    return command(unit, *args)


def send_waiting(workspace: Workspace) -> int:
    """Sends what waits, oldest first; gives how many went. What is refused is held, with the reason, for its writer.

    Raises Refused where the server is lost again; then the rest waits on.
    """
    sent = 0
    for row in workspace.outbox.rows():
        if row.held is None:
            sent += send_again(workspace, row)
    return sent


def send_again(workspace: Workspace, row: Waiting, anyhow: bool = False) -> bool:
    """Whether the deed went; ``anyhow``: over what a colleague has said meanwhile. Raises Refused where it is lost."""
    command, read, _words, version_at = DEEDS[row.deed]
    args = read(*row.given)
    if anyhow and 0 <= version_at < len(args):
        args = (*args[:version_at], None, *args[version_at + 1 :])
    try:
        with workspace.seeing(None if anyhow else row.seen):
            workspace.do(_once, row.token, command, args)
    except Refused as refused:
        if refused.code == LOST:
            raise
        workspace.outbox.put(replace(row, held=(refused.code, dict(refused.parameters))))
        return False
    workspace.outbox.drop(row.token)
    return True


def keep_draft(workspace: Workspace, request_id: RequestId | None, place: str, text: str) -> None:
    """Keeps what is begun in a field; here where the server is lost, and then what waited of the place goes."""
    try:
        workspace.do(drafts.keep, request_id, place, text)
    except Refused as refused:
        if refused.code != LOST or workspace.person is None:
            raise
        _forget_draft(workspace, place)
        workspace.outbox.put(
            Waiting(str(uuid4()), workspace.clock().isoformat(), "draft", [_plain(request_id), place, text])
        )
        return
    _forget_draft(workspace, place)  # an older one that waits would be sent over it


def _forget_draft(workspace: Workspace, place: str) -> None:
    for row in workspace.outbox.rows():
        if row.deed == "draft" and row.given[1] == place:
            workspace.outbox.drop(row.token)


def draft_of(workspace: Workspace, place: str) -> str | None:
    """What was begun at a place and waits; None where nothing of it does."""
    rows = [row for row in workspace.outbox.rows() if row.deed == "draft" and row.given[1] == place]
    return str(rows[-1].given[2]) if rows else None


def place_of(workspace: Workspace, row: Waiting) -> tuple[str, dict[str, int]] | None:
    """The screen on which a deed that waits is seen, and what it is opened on; None where that is gone."""
    first = row.given[0]
    try:
        if row.deed == "assess":
            return "assessment", {"delivery_id": int(first)}
        if row.deed == "add":
            return "review", {"document_id": int(first)}
        if row.deed == "draft":
            return ("request", {"request_id": int(first)}) if first is not None else None
        mark_id = first[0] if isinstance(first, list) else first
        return "review", {"document_id": int(workspace.ask(lambda reader: reader.marks.get(mark_id))[0])}
    except Refused:
        return None
