"""Requests for one's own data: the rights, who asks, the month's clock, and masking the other way round.

Here the person's own data stay and everybody else's go (GDPR art. 15.4). Sources: law.md 8.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from app.domain import time_limits as limits
from app.domain.errors import Changed, Refused
from app.domain.events import (
    DataRightAnswered,
    DataRightsAsked,
    IdentityShown,
    OthersMasked,
    SubjectChosen,
    TimeExtended,
)
from app.domain.ids import DocumentId, RequestId
from app.domain.local_time import local_day
from app.domain.own_data import DataAnswer, DataGround, DataOutcome, DataRight, IdentityWay, OwnData, unanswered
from app.domain.people import Right
from app.domain.requests import DeliveryState, Request, Track
from app.domain.time_limits import LastDay
from app.store.records import MarkSnapshot
from app.store.unit import Reader, Unit
from redaction.marks import MarkState
from resources import each

from ..marking import individual_marks, review
from ..office import organisation, time_limits
from . import delivery

OWN_DATA = ("catalogues", "own_data.toml")
OTHERS = "GDPR 15.4"
"""The provision on which other persons' data are masked."""
MONTH, EXTENDED = "own-data", "own-data-extended"
"""Rows of the time limits: the answer within a month, and where it was extended."""


def _row(kind: type[Any], row: dict[str, Any]) -> Any:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})


@cache
def rights() -> dict[str, DataRight]:
    """The rights by code."""
    return {row.code: row for row in each(lambda raw: _row(DataRight, raw), "right", *OWN_DATA)}


@cache
def grounds() -> dict[str, DataGround]:
    """The grounds by code."""
    return {row.code: row for row in each(lambda raw: _row(DataGround, raw), "ground", *OWN_DATA)}


@cache
def ways() -> dict[str, IdentityWay]:
    """The ways of showing who one is, by code."""
    return {row.code: row for row in each(lambda raw: _row(IdentityWay, raw), "way", *OWN_DATA)}


@dataclass(frozen=True, slots=True)
class OwnDataView:
    """All that is known of a request for one's own data; ``due`` is the last day for the answer, with its rule."""

    own: OwnData
    answers: tuple[DataAnswer, ...]
    due: LastDay


def view(reader: Reader, request_id: RequestId) -> OwnDataView:
    """The request for one's own data as it stands. Raises Refused on another track."""
    _on_track(reader, request_id)
    own = of(reader, request_id)
    return OwnDataView(own, reader.data_answers.where(request_id=request_id), due(reader, request_id))


def of(reader: Reader, request_id: RequestId) -> OwnData:
    """What is known of who asks; an empty one before anything is."""
    return reader.own_data.first(request_id=request_id) or OwnData(request_id)


def due(reader: Reader, request_id: RequestId) -> LastDay:
    """The last day for the answer: one month from arrival, three where it was extended (art. 12.3)."""
    return _due(of(reader, request_id), reader.requests.get(request_id))


def _due(own: OwnData, request: Request) -> LastDay:
    limit = time_limits.limits()[EXTENDED if own.extended_at else MONTH]
    return limits.last_day(limit, local_day(request.arrived_at), time_limits.free)


def _on_track(reader: Reader, request_id: RequestId) -> None:
    if reader.requests.get(request_id).track is not Track.OWN_DATA:
        raise Refused("not-own-data")


def ask(unit: Unit, request_id: RequestId, codes: Collection[str]) -> None:
    """Says which rights are asked for; one that has been answered stays.

    Raises Refused on another track, or for a right that is not in the catalogue.
    """
    unit.require(Right.PREPARE)
    _on_track(unit, request_id)
    if not set(codes) <= set(rights()):
        raise Refused("right-unknown")
    _touch(unit, request_id)
    there = {row.right: row for row in unit.data_answers.where(request_id=request_id)}
    for code in set(there) - set(codes):
        if there[code].open:
            unit.data_answers.remove(request_id=request_id, right=code)
    for code in rights():
        if code in codes and code not in there:
            unit.data_answers.add(DataAnswer(request_id, code))
    unit.record(DataRightsAsked(request_id, tuple(sorted(codes))))


def identify(unit: Unit, request_id: RequestId, way: str) -> None:
    """Notes how the person has shown who they are. Nothing else of it is kept. Raises Refused for an unknown way."""
    unit.require(Right.PREPARE)
    _on_track(unit, request_id)
    if way not in ways():
        raise Refused("way-unknown")
    _touch(unit, request_id)
    row = replace(of(unit, request_id), way=way, identified_by=unit.actor.id, identified_at=unit.now)
    unit.own_data.put(row)
    unit.record(IdentityShown(request_id, way))


def extend(unit: Unit, request_id: RequestId, why: str) -> LastDay:
    """Extends the time by two months; gives the new last day, which the person is told with the reason.

    Raises Refused without a reason, twice, or after the first month (art. 12.3).
    """
    unit.require(Right.PREPARE)
    _on_track(unit, request_id)
    if not why.strip():
        raise Refused("reason-missing")
    row = of(unit, request_id)
    if row.extended_at is not None:
        raise Refused("extended-already")
    if local_day(unit.now) > due(unit, request_id).day:
        raise Refused("extended-late")
    unit.own_data.put(replace(row, extended_at=unit.now, extended_why=why.strip()))
    unit.record(TimeExtended(request_id))
    return due(unit, request_id)


def answer(
    unit: Unit,
    request_id: RequestId,
    code: str,
    outcome: DataOutcome,
    grounds_: Sequence[str] = (),
    done: str = "",
    seen: DataAnswer | None = None,
) -> None:
    """Answers a right that was asked for; letter and copies that were made for another answer fall.

    ``seen`` is the answer that the actor had before them. Raises Changed where that is no longer the one there; Refused
    where it was not asked for, the person has not shown who they are, a ground does not fit the right, a ground is
    missing for saying no in whole or part, or it is not said what was done.
    """
    unit.require(Right.PREPARE)
    _on_track(unit, request_id)
    row = unit.data_answers.first(request_id=request_id, right=code)
    if row is None:
        raise Refused("right-not-asked")
    if seen is not None and seen != row:
        raise Changed("data_answer")
    if not of(unit, request_id).way:
        raise Refused("identity-missing")
    if any(ground not in grounds() or code not in grounds()[ground].rights for ground in grounds_):
        raise Refused("ground-not-of-right")
    if outcome is not DataOutcome.GRANTED and not grounds_:
        raise Refused("data-ground-missing")
    if outcome is not DataOutcome.REFUSED and not done.strip():
        raise Refused("done-missing")
    new = replace(row, outcome=outcome, grounds=tuple(grounds_), done=done.strip())
    _touch(unit, request_id)
    unit.data_answers.put(replace(new, answered_by=unit.actor.id, answered_at=unit.now))
    unit.record(DataRightAnswered(request_id, code, outcome.value))


def _touch(unit: Unit, request_id: RequestId) -> None:
    """What the request's letters say has changed: what was made or signed for a delivery holds no more."""
    for part in unit.deliveries.where(request_id=request_id):
        if part.state in (DeliveryState.SIGNED, DeliveryState.READY):
            delivery.touch(unit, part.id)


def is_answered(reader: Reader, request_id: RequestId) -> bool:
    """Whether it is known who asks and every right that was asked for has its answer."""
    return bool(of(reader, request_id).way) and not unanswered(reader.data_answers.where(request_id=request_id))


SOON = 7
"""So many days before the last one the answer is something that waits; the office's own choice, no law."""


def waiting(reader: Reader, day: date) -> dict[int, list[tuple[str, int]]]:
    """What each request for own data waits for on a day, as codes of things to do with how many; read at once."""
    known = {row.request_id: row for row in reader.own_data.where()}
    asked: dict[int, list[DataAnswer]] = {}
    for answer_ in reader.data_answers.where():
        asked.setdefault(answer_.request_id, []).append(answer_)
    found: dict[int, list[tuple[str, int]]] = {}
    for request in reader.requests.where(track=Track.OWN_DATA):
        own = known.get(request.id, OwnData(request.id))
        left = unanswered(asked.get(request.id, ()))
        soon = bool(left) and _due(own, request).day - day <= timedelta(days=SOON)
        things = (("own-data-due", int(soon)), ("identity", int(not own.way)), ("right", left))
        found[request.id] = [thing for thing in things if thing[1]]
    return found


# -- the other way round -----------------------------------------------------------------------------------------------


def choose_subject(unit: Unit, request_id: RequestId, individual_id: int) -> None:
    """Says which person of the request is the one who asks. Raises Refused where it is nobody of this request."""
    unit.require(Right.PREPARE)
    _on_track(unit, request_id)
    if unit.individuals.get(individual_id).request_id != request_id:
        raise Refused("individuals-apart")
    _touch(unit, request_id)
    unit.own_data.put(replace(of(unit, request_id), individual_id=individual_id))
    unit.record(SubjectChosen(request_id, individual_id))


@dataclass(frozen=True, slots=True)
class Kept:
    """How many places were masked and left in sight, and in which documents; undo in one takes all of it back."""

    masked: int
    left: int
    documents: tuple[DocumentId, ...]


def keep_subject(unit: Unit, request_id: RequestId) -> Kept:
    """Leaves the subject's own data in sight and masks every other person's, on art. 15.4; staff in duty stay open.

    What belongs to nobody stays open too. One undo step for all documents.
    Raises Refused where nobody was chosen, Blocked where a document takes no marks.
    """
    unit.require(Right.PREPARE)
    own = of(unit, request_id)
    if own.individual_id is None:
        raise Refused("asker-missing")
    organisation.provision(unit, OTHERS)
    masked = left = 0
    documents: dict[DocumentId, None] = {}
    batch: int | None = None
    for one in individual_marks.people(unit, request_id):
        mine = one.individual.id == own.individual_id
        if not mine and one.individual.role in individual_marks.DUTY:
            continue
        for document_id, its in _open_by_document(one, mine).items():
            document = review.editable(unit, document_id)
            documents[document_id] = None
            organisation.number_ground(unit, document.request_id, OTHERS)
            before: list[MarkSnapshot] = []
            for mark in its:
                before.append(unit.marks.snapshot(mark.id))
                unit.marks.save(mark.rejected(REASON) if mine else mark.accepted(OTHERS))
            batch = review.remember(unit, document_id, before, batch)
            masked, left = masked + (0 if mine else len(its)), left + (len(its) if mine else 0)
    unit.record(OthersMasked(request_id, masked, left))
    return Kept(masked, left, tuple(documents))


REASON = "Den sökandes egna uppgifter (artikel 15 i dataskyddsförordningen)."
"""Why the subject's own data stay in sight; stands in the record, which is Swedish."""


def _open_by_document(one: individual_marks.Person, mine: bool) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for member in one.members:
        mark = member.mark
        wanted = mine or member.finding.category in individual_marks.DECIDED
        if mark is not None and mark.state is MarkState.PROPOSED and member.editable and wanted:
            found.setdefault(member.document.id, []).append(mark)
    return found
