"""The list of requests: how each stands, whom it waits for and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.decisions import OVER, Decision, DecisionState
from app.domain.ids import RequestId
from app.domain.people import Person
from app.domain.requests import LEFT, Delivery, DeliveryState, Document, RequestState
from app.domain.time_limits import Waited
from app.domain.workflow import state_of
from app.store.unit import Reader

from ..marking import regions
from ..office.time_limits import waited


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of the list of requests. ``age`` is None once it is answered; ``left`` counts unjudged marks and parts.

    ``owner`` is who prepares it (else who registered it), ``answered_at`` when the last delivery left.
    """

    id: RequestId
    registry_number: str
    subject: str
    requester: str
    state: RequestState
    arrived_at: datetime
    age: Waited | None
    waits_for: str
    documents: int
    left: int
    owner: Person
    answered_at: datetime | None
    purged: bool = False


NOT_WAITING = (RequestState.ANSWERED, RequestState.ENDED, RequestState.CLOSED)
"""States in which nobody waits for an answer any more."""


DECIDING: dict[DecisionState, str] = {
    DecisionState.ASKED: "decider",
    DecisionState.DECIDED: "clerk",
    DecisionState.SENT: "requester",
    DecisionState.RECEIVED: "requester",
    DecisionState.APPEALED: "clerk",
    DecisionState.FORWARDED: "court",
    DecisionState.SUPREME: "court",
    DecisionState.TAKEN_UP: "court",
    DecisionState.JUDGED: "clerk",
}
"""Whom an answered request waits for while the company's decision on it is on its way."""


def waits_for(state: RequestState, delivery: Delivery | None, decision: Decision | None = None) -> str:
    """Whom the request waits for: a code (clerk, reviewer, requester, decider, court, nobody)."""
    if state in NOT_WAITING:
        return DECIDING.get(decision.state, "nobody") if decision and state is not RequestState.CLOSED else "nobody"
    if state is RequestState.PRECISION:
        return "requester"
    return "reviewer" if delivery is not None and delivery.state is DeliveryState.LEGAL_REVIEW else "clerk"


def requests(reader: Reader, now: datetime) -> tuple[RequestRow, ...]:
    """All requests, newest first."""
    rows = []
    documents_of: dict[int, list[Document]] = {}
    for document in reader.documents.where():
        documents_of.setdefault(document.request_id, []).append(document)
    deliveries_of: dict[int, list[Delivery]] = {}
    for delivery in reader.deliveries.where():
        deliveries_of.setdefault(delivery.request_id, []).append(delivery)
    requesters = {r.request_id: r.name for r in reader.requesters.where()}
    deciding = {d.request_id: d for d in reader.decisions.where() if d.state not in OVER}
    known = {p.id: p for p in reader.people.where()}
    gone = {purge.request_id for purge in reader.purges.where()}
    tallies = reader.marks.tallies(d.id for ds in documents_of.values() for d in ds)
    unread = regions.open_in(reader, tallies)
    for request in reader.requests.where():
        its = tuple(documents_of.get(request.id, ()))
        parts = tuple(deliveries_of.get(request.id, ()))
        state = state_of(request, parts, its)
        answered = state in NOT_WAITING
        left = [d.released_at for d in parts if d.released_at]
        open_ = next((d for d in reversed(parts) if d.state not in LEFT), None)
        rows.append(
            RequestRow(
                id=request.id,
                registry_number=request.registry_number,
                subject=request.subject,
                requester=requesters.get(request.id, ""),
                state=state,
                arrived_at=request.arrived_at,
                age=None if answered else waited(request.arrived_at, now),
                waits_for=waits_for(state, open_, deciding.get(request.id)),
                documents=len(its),
                left=sum(tallies[d.id].proposed + unread[d.id] for d in its),
                owner=known[next((d.prepared_by for d in reversed(parts) if d.prepared_by), request.registered_by)],
                answered_at=request.ended_at or max(left, default=None) if answered else None,
                purged=request.id in gone,
            )
        )
    return tuple(reversed(rows))
