"""What the program enters in the register by itself: after each deed it looks at what has happened in the request.

An entry has a key and is made once, so the look may be taken at any time; requests from before the register get theirs
with their next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.decisions import Decision, DecisionState
from app.domain.events import (
    DecisionEvent,
    DeliveryReleased,
    Event,
    LetterWritten,
    QuestionAnswered,
    QuestionAsked,
    RequestEnded,
    RequestRegistered,
    SearchNoted,
)
from app.domain.ids import RegisterEntryId, RequestId
from app.domain.local_time import local_day
from app.domain.questions import QuestionKind, Reply
from app.domain.register import Direction, Party, RegisterEntry
from app.domain.requests import DeliveryState
from app.domain.time_limits import Timeliness
from app.store.unit import Reader, Unit

from ..cases import endings
from ..delivering import delivery as deliveries
from ..writing import letters

ENTERED: tuple[type[Event], ...] = (
    RequestRegistered,
    SearchNoted,
    QuestionAsked,
    QuestionAnswered,
    RequestEnded,
    DeliveryReleased,
    DecisionEvent,
    LetterWritten,
)
"""After these the program looks for what is to be entered."""


WRITTEN = "written-"
"""How the key of a letter begins that stands alone: it was written to be sent, and is struck where it never was."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that is to stand in the register; ``key`` names it once and for all."""

    key: str
    kind: str
    direction: Direction
    on: date
    party: Party = Party.NOBODY
    form: str = "file"
    sha256: str = ""


def keep_up(unit: Unit) -> None:
    """Enters what the events of this transaction brought with them."""
    told = [event for event in unit.events if isinstance(event, ENTERED)]
    for request_id in sorted({event.payload()["request_id"] for event in told}):
        enter(unit, request_id)


def enter(unit: Unit, request_id: int) -> int:
    """Enters what has happened in a request and does not stand in its register yet; gives how many entries."""
    missing = unregistered(unit, request_id, local_day(unit.now))
    for number, happened in enumerate(missing, unit.register_entries.count(request_id=request_id) + 1):
        entry = RegisterEntry(
            id=RegisterEntryId(0),
            request_id=RequestId(request_id),
            number=number,
            key=happened.key,
            kind=happened.kind,
            direction=happened.direction,
            on=happened.on,
            party=happened.party,
            added_at=unit.now,
            form=happened.form,
            sha256=happened.sha256,
        )
        unit.register_entries.add(entry)
    return len(missing)


def unregistered(reader: Reader, request_id: int, today: date) -> tuple[Happened, ...]:
    """What has happened in a request and does not stand in its register."""
    known = {entry.key for entry in reader.register_entries.where(request_id=request_id)}
    return tuple(h for h in _happened(reader, request_id, today) if h.key not in known)


def _happened(reader: Reader, request_id: int, today: date) -> Iterator[Happened]:
    request = reader.requests.get(request_id)
    arrived = local_day(request.arrived_at)
    yield Happened("request", "request", Direction.IN, arrived, Party.REQUESTER, request.channel.value)
    yield from _written(reader, request_id)
    ended = endings.of(reader, RequestId(request_id))
    if ended is not None and ended[1].answers and request.ended_at is not None:
        day = local_day(request.ended_at)
        yield Happened("ended", "answer", Direction.OUT, day, Party.REQUESTER, "")
    for part in reader.deliveries.where(request_id=request_id):
        if part.state is DeliveryState.RELEASED and part.released_at is not None:
            yield from _handed_out(reader, part.id, part.refused, local_day(part.released_at))
    for decision in reader.decisions.where(request_id=request_id):
        yield from _decided(decision, today)
        yield from _ruled(reader, decision)
    yield from _letters(reader, request_id)


def _letters(reader: Reader, request_id: int) -> Iterator[Happened]:
    """Letters that were written by themselves, but for those whose question or ending is entered already."""
    for letter in reader.letters.where(request_id=request_id):
        kind = letters.kinds()[letter.kind]
        party = Party.NOBODY if kind.to == "other" else Party.REQUESTER
        key, day = f"{WRITTEN}{letter.id}", local_day(letter.written_at)
        if kind.alone and kind.register:
            yield Happened(key, kind.register, Direction.OUT, day, party, sha256=letter.sha256)


def _written(reader: Reader, request_id: int) -> Iterator[Happened]:
    """Notes of searches, questions to the requester and what came back."""
    for note in reader.search_notes.where(request_id=request_id):
        yield Happened(f"search-{note.id}", "search", Direction.DRAWN_UP, local_day(note.noted_at))
    for question in reader.questions.where(request_id=request_id):
        kind = "clarification" if question.kind is QuestionKind.PRECISION else "correspondence"
        asked = local_day(question.asked_at)
        yield Happened(f"question-{question.id}", kind, Direction.OUT, asked, Party.REQUESTER, "")
        if question.answered_at is not None and question.reply is not Reply.SILENT:
            came = local_day(question.answered_at)
            yield Happened(f"reply-{question.id}", kind, Direction.IN, came, Party.REQUESTER, "")


def _handed_out(reader: Reader, delivery_id: int, refused: bool, day: date) -> Iterator[Happened]:
    made = {paper.kind: paper.sha256 for paper in reader.papers.where(delivery_id=delivery_id)}
    out, kind = Direction.OUT, "answer" if refused else "letter"
    yield Happened(f"letter-{delivery_id}", kind, out, day, Party.REQUESTER, sha256=made.get("letter", ""))
    for document in () if refused else deliveries.documents(reader, delivery_id):
        copy = reader.copies.first(document_id=document.id)
        digest = copy.sha256 if copy is not None else ""
        yield Happened(f"copy-{document.id}", "copy", out, day, Party.REQUESTER, sha256=digest)
    drawn = Direction.DRAWN_UP
    yield Happened(f"assessment-{delivery_id}", "assessment", drawn, day, sha256=made.get("record", ""))


def _decided(row: Decision, today: date) -> Iterator[Happened]:
    requester, court = Party.REQUESTER, Party.COURT
    came, went, drawn = Direction.IN, Direction.OUT, Direction.DRAWN_UP
    if not row.by_company:
        yield Happened(f"asked-{row.id}", "decision-request", came, local_day(row.asked_at), requester, "")
    if row.decided_at is not None:
        yield Happened(f"decided-{row.id}", "decision", drawn, local_day(row.decided_at))
    if row.sent_at is not None:
        yield Happened(f"sent-{row.id}", "decision", went, local_day(row.sent_at), requester)
        if row.noticed:
            yield Happened(f"notice-{row.id}", "notice", went, local_day(row.sent_at), requester)
    if row.received_on is not None:
        yield Happened(f"receipt-{row.id}", "receipt", came, row.received_on, requester, "")
    if row.appealed_on is not None and row.timeliness != Timeliness.COVERED:
        yield Happened(f"appeal-{row.id}", "appeal", came, row.appealed_on, requester, "")
    if row.state is DecisionState.REJECTED:
        yield Happened(f"rejected-{row.id}", "timeliness", drawn, today)
    if row.forwarded_at is not None:
        yield Happened(f"missive-{row.id}", "missive", went, local_day(row.forwarded_at), court)


def _ruled(reader: Reader, row: Decision) -> Iterator[Happened]:
    """Each ruling; the first has the decision's own key."""
    for number, ruling in enumerate(reader.rulings.where(decision_id=row.id)):
        key = f"judgment-{row.id}-{number}" if number else f"judgment-{row.id}"
        yield Happened(key, "judgment", Direction.IN, ruling.on, Party.COURT)
