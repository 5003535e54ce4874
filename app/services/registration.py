"""A request comes in: it gets its number, its own words are kept, and nobody is asked who or why (TF 2:18)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import Refused
from app.domain.events import DeliveryOpened, RequestClosed, RequestRegistered, SearchStarted, TextsForgotten
from app.domain.ids import DeliveryId, RequestId
from app.domain.people import Right
from app.domain.requests import Channel, Delivery, DeliveryState, Request, Requester, RequestState, Wording
from app.domain.workflow import REQUEST, Facts, RequestStep, state_of
from app.store.records import WatchedTerm
from app.store.unit import Reader, Unit

from . import organisation


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it came in. ``requester`` and ``contact`` only where the requester gave them."""

    subject: str
    wording: str
    channel: Channel
    arrived_at: datetime
    requester: str = ""
    contact: str = ""


def register(unit: Unit, new: NewRequest) -> RequestId:
    """Registers a request in the year's diary series and opens its first delivery."""
    actor = unit.require(Right.REGISTER)
    if not new.wording.strip():
        raise Refused("wording-missing")
    if not new.subject.strip():
        raise Refused("subject-missing")
    if new.arrived_at > unit.now:
        raise Refused("arrives-later")
    prefix, year = organisation.profile(unit).series_prefix, unit.now.year
    number = f"{prefix} {year}-{unit.next_in_series(prefix, year):04d}"
    row = Request(RequestId(0), number, new.subject.strip(), new.channel, new.arrived_at, unit.now, actor.id)
    request_id = RequestId(unit.requests.add(row))
    unit.wordings.add(Wording(request_id, new.wording))
    unit.requesters.add(Requester(request_id, new.requester.strip(), new.contact.strip()))
    unit.record(RequestRegistered(request_id, new.channel.value))
    open_delivery(unit, request_id)
    return request_id


def open_delivery(unit: Unit, request_id: RequestId) -> DeliveryId:
    """Opens the next delivery of a request."""
    number = unit.deliveries.count(request_id=request_id) + 1
    delivery = Delivery(DeliveryId(0), request_id, number, DeliveryState.PREPARING)
    delivery_id = DeliveryId(unit.deliveries.add(delivery))
    unit.record(DeliveryOpened(request_id, delivery_id))
    return delivery_id


def state(reader: Reader, request_id: RequestId) -> RequestState:
    """Where the request stands."""
    request = reader.requests.get(request_id)
    return state_of(
        request, reader.deliveries.where(request_id=request_id), reader.documents.where(request_id=request_id)
    )


def open_one(reader: Reader, request_id: RequestId) -> Delivery | None:
    """The delivery that is being prepared, if any; documents taken in go there."""
    waiting = [d for d in reader.deliveries.where(request_id=request_id) if d.state is not DeliveryState.RELEASED]
    return waiting[-1] if waiting else None


def start_search(unit: Unit, request_id: RequestId) -> None:
    """Notes that the search for the documents has begun."""
    REQUEST.take(state(unit, request_id), RequestStep.START_SEARCH, Facts(), unit.actor)
    unit.requests.save(replace(unit.requests.get(request_id), search_started_at=unit.now))
    unit.record(SearchStarted(request_id))


def next_delivery(unit: Unit, request_id: RequestId) -> DeliveryId:
    """Opens a further delivery after one has been released."""
    REQUEST.take(state(unit, request_id), RequestStep.NEW_DELIVERY, Facts(), unit.actor)
    current = open_one(unit, request_id)
    return current.id if current is not None else open_delivery(unit, request_id)


def close(unit: Unit, request_id: RequestId) -> None:
    """Closes an answered request."""
    facts = Facts(open_deliveries=1 if open_one(unit, request_id) else 0)
    REQUEST.take(state(unit, request_id), RequestStep.CLOSE, facts, unit.actor)
    unit.requests.save(replace(unit.requests.get(request_id), closed_at=unit.now))
    unit.record(RequestClosed(request_id))


def watch(unit: Unit, request_id: RequestId, text: str, category: str, provision: str | None = None) -> None:
    """Adds a word or phrase that shall be found in every document of the request."""
    unit.require(Right.PREPARE)
    if len(text.strip()) < 2:
        raise Refused("term-short")
    if not any(t.text == text.strip() for t in unit.terms.where(request_id=request_id)):
        unit.terms.add(WatchedTerm(0, request_id, text.strip(), category, provision))


def forget(unit: Unit, request_id: RequestId) -> int:
    """Removes names, wording, terms and found texts of a closed request; the log is not touched.

    Gives how many rows were emptied or removed. Files in the vault follow the archive's own plan.
    """
    unit.require(Right.ADMINISTER)
    if unit.requests.get(request_id).closed_at is None:
        raise Refused("request-open")
    rows = unit.wordings.remove(request_id=request_id) + unit.requesters.remove(request_id=request_id)
    rows += unit.terms.remove(request_id=request_id)
    for document in unit.documents.where(request_id=request_id):
        rows += (
            unit.findings.remove(document.id) + unit.changes.remove(document.id) + unit.marks.forget_texts(document.id)
        )
    unit.record(TextsForgotten(request_id, rows))
    return rows
