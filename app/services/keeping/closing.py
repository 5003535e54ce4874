"""The closing list: what is done and what is missing before a request is closed, each point with its source.

What the law demands holds the closing back through the state machine; the rest reminds. The points are data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from app.domain.decisions import OVER, Decision, DecisionState
from app.domain.ids import RequestId
from app.domain.local_time import local_day
from app.domain.requests import Delivery, DeliveryState, Request
from app.domain.workflow import REQUEST, RequestStep
from app.store.unit import Reader
from resources import each, table

from ..cases import delays, endings, registration, subjects
from ..deciding import decisions
from ..delivering import own_data_letters
from . import happened

CATALOGUE = ("catalogues", "closing.toml")
NOTES = ("search", "note")
"""Kinds of entries in the register that can tell of the search."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list; ``demand`` is "blocks" or "reminds", ``place`` where it is mended."""

    id: str
    label: str
    todo: str
    demand: str
    place: str
    source: str
    confidence: str

    @property
    def blocks(self) -> bool:
        """Whether the law demands it before the request is closed."""
        return self.demand == "blocks"


@dataclass(frozen=True, slots=True)
class Checked:
    """A point and whether it is done."""

    point: Point
    done: bool


@cache
def points() -> tuple[Point, ...]:
    """The points in their order."""
    fields = Point.__dataclass_fields__
    return each(lambda row: Point(**{k: v for k, v in row.items() if k in fields}), "point", *CATALOGUE)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the checks look at, read once."""

    reader: Reader
    request: Request
    now: datetime
    deliveries: tuple[Delivery, ...]
    decisions: tuple[Decision, ...]

    @property
    def released(self) -> list[Delivery]:
        """The deliveries that have left."""
        return [d for d in self.deliveries if d.state is DeliveryState.RELEASED]


def points_of(reader: Reader, request_id: RequestId, now: datetime) -> tuple[Checked, ...]:
    """The list of a request as it stands; a point that does not concern it is left out."""
    case = _Case(
        reader,
        reader.requests.get(request_id),
        now,
        reader.deliveries.where(request_id=request_id),
        reader.decisions.where(request_id=request_id),
    )
    seen = ((point, CHECKS[point.id](case)) for point in points())
    return tuple(Checked(point, done) for point, done in seen if done is not None)


def _answered(case: _Case) -> bool:
    state = registration.state(case.reader, case.request.id)
    facts = registration.closing_facts(case.reader, case.request.id)
    return case.request.closed_at is not None or (
        RequestStep.CLOSE in REQUEST.steps(state) and not facts.open_deliveries
    )


def _decided(case: _Case) -> bool | None:
    return all(d.state in OVER for d in case.decisions) if case.decisions else None


def _rights_told(case: _Case) -> bool | None:
    """Whether each answer on own data left in its letter, which for a copy goes with the delivery."""
    ending = endings.of(case.reader, case.request.id)
    if ending is not None and not ending[1].answers:
        return None
    answered = case.reader.data_answers.where(request_id=case.request.id)
    return not own_data_letters.unwritten(case.reader, case.request.id) if answered else None


def _registered(case: _Case) -> bool:
    return not happened.unregistered(case.reader, case.request.id, local_day(case.now))


def _received(case: _Case) -> bool | None:
    sent = [d for d in case.decisions if d.sent_at is not None]
    return all(d.received_on is not None for d in sent) if sent else None


def _post_came(case: _Case) -> bool | None:
    ends = [decisions.last_day(d) for d in case.decisions if d.state is DecisionState.FINAL]
    grace = timedelta(days=int(table(*CATALOGUE)["grace_days"]))
    return all(end is None or local_day(case.now) > end.day + grace for end in ends) if ends else None


def _waited(case: _Case) -> bool | None:
    asked = {d.delivery_id for d in case.decisions}
    held = [d for d in case.released if d.id not in asked and _held_back(case.reader, d)]
    left = timedelta(days=int(table(*CATALOGUE)["decision_days"]))
    days = [d.released_at for d in held if d.released_at is not None]
    return all(case.now - at >= left for at in days) if days else None


def _held_back(reader: Reader, delivery: Delivery) -> bool:
    documents = [d.id for d in reader.documents.where(delivery_id=delivery.id)]
    return delivery.refused or any(copy.marks for copy in reader.copies.among("document_id", documents))


def _kept(case: _Case) -> bool | None:
    out = [d for d in case.released if not d.refused]
    documents = [d.id for part in out for d in case.reader.documents.where(delivery_id=part.id)]
    copies = case.reader.copies.among("document_id", documents)
    return len(copies) == len(documents) and all(d.package_sha256 for d in out) if out else None


def _searched(case: _Case) -> bool:
    entries = case.reader.register_entries.where(request_id=case.request.id)
    return any(e.kind in NOTES and e.struck_at is None for e in entries)


def _told_why(case: _Case) -> bool | None:
    if case.reader.delay_notes.count(request_id=case.request.id):
        return True
    return False if delays.untold(case.reader, case.request.id) else None


def _neutral(case: _Case) -> bool:
    return subjects.look(case.reader, case.request.subject) == subjects.Look()


CHECKS: dict[str, Callable[[_Case], bool | None]] = {
    "answered": _answered,
    "decision": _decided,
    "rights": _rights_told,
    "registered": _registered,
    "receipt": _received,
    "grace": _post_came,
    "wait": _waited,
    "copies": _kept,
    "search": _searched,
    "delay": _told_why,
    "subject": _neutral,
}
"""Whether a point is done; None where it does not concern the request."""
