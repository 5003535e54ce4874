"""A request comes in: it gets its number, its own words are kept, and nobody is asked who or why (TF 2:18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.decisions import OVER
from app.domain.errors import Refused
from app.domain.events import (
    DeliveryDropped,
    DeliveryOpened,
    RequestClosed,
    RequestRegistered,
    RequestReopened,
    SearchStarted,
    SubjectChanged,
    SubjectConfirmed,
    TermsWatched,
    TermWatched,
    TextsForgotten,
)
from app.domain.ids import DeliveryId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.requests import LEFT, Channel, Delivery, DeliveryState, Request, Requester, RequestState, Track, Wording
from app.domain.workflow import REQUEST, Facts, RequestStep, state_of
from app.store.records import WatchedTerm
from app.store.unit import Reader, Unit
from redaction.detectors.terms import Term

from ..delivering import handovers, stamps
from ..keeping import happened, retention
from ..marking import individuals, office_lists
from ..office import organisation
from . import delays, subjects, tracks


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it came in. ``requester`` and ``contact`` only where the requester gave them.

    ``subject_confirmed``: a person has seen what the detectors doubt in the subject and keeps it.
    """

    subject: str
    wording: str
    channel: Channel
    arrived_at: datetime
    requester: str = ""
    contact: str = ""
    track: Track = Track.OFFICIAL
    subject_confirmed: bool = False


def register(unit: Unit, new: NewRequest) -> RequestId:
    """Registers a request in the year's diary series and opens its first delivery. The year is the office's own."""
    actor = unit.require(Right.REGISTER)
    if not new.wording.strip():
        raise Refused("wording-missing")
    if not new.subject.strip():
        raise Refused("subject-missing")
    if new.arrived_at > unit.now:
        raise Refused("arrives-later")
    seen = subjects.check(unit, new.subject, new.subject_confirmed)
    prefix, year = organisation.profile(unit).series_prefix, local_day(unit.now).year
    number = f"{prefix} {year}-{unit.next_in_series(prefix, year):04d}"
    row = Request(
        id=RequestId(0),
        registry_number=number,
        subject=new.subject.strip(),
        channel=new.channel,
        arrived_at=new.arrived_at,
        registered_at=unit.now,
        registered_by=actor.id,
        track=new.track,
    )
    request_id = RequestId(unit.requests.add(row))
    unit.wordings.add(Wording(request_id, new.wording))
    unit.requesters.add(Requester(request_id, new.requester.strip(), new.contact.strip()))
    unit.record(RequestRegistered(request_id, new.channel.value, new.track.value))
    _confirmed(unit, request_id, seen)
    open_delivery(unit, request_id)
    return request_id


def _confirmed(unit: Unit, request_id: RequestId, seen: subjects.Look) -> None:
    if seen.doubted:
        unit.record(SubjectConfirmed(request_id, seen.doubted))


def change_subject(unit: Unit, request_id: RequestId, subject: str, *, confirmed: bool = False) -> None:
    """Writes the diary's subject of a request anew. Raises Refused as ``register`` does for it."""
    unit.require(Right.REGISTER)
    if not subject.strip():
        raise Refused("subject-missing")
    seen = subjects.check(unit, subject, confirmed)
    unit.requests.save(replace(unit.requests.get(request_id), subject=subject.strip()))
    unit.record(SubjectChanged(request_id))
    _confirmed(unit, request_id, seen)


def open_delivery(unit: Unit, request_id: RequestId) -> DeliveryId:
    """Opens the next delivery of a request."""
    unit.require(Right.PREPARE, Right.REGISTER)
    number = unit.deliveries.count(request_id=request_id) + 1
    stamped = stamps.on(unit)
    delivery = Delivery(DeliveryId(0), request_id, number, DeliveryState.PREPARING, stamped=stamped)
    delivery_id = DeliveryId(unit.deliveries.add(delivery))
    unit.record(DeliveryOpened(request_id, delivery_id))
    return delivery_id


def state(reader: Reader, request_id: RequestId, *, waiting: bool = True) -> RequestState:
    """Where the request stands; without ``waiting`` where it would, were no question to the requester open."""
    request = reader.requests.get(request_id)
    if not waiting:
        request = replace(request, precision_since=None)
    return state_of(
        request, reader.deliveries.where(request_id=request_id), reader.documents.where(request_id=request_id)
    )


def open_one(reader: Reader, request_id: RequestId) -> Delivery | None:
    """The delivery that is being prepared, if any; documents taken in go there."""
    waiting = [d for d in reader.deliveries.where(request_id=request_id) if d.state not in LEFT]
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
    """Closes an answered request; a further delivery in which nothing lies goes, and so do the request's persons and
    what was learned for it alone.
    """
    empty = _empty_one(unit, request_id)
    REQUEST.take(state(unit, request_id), RequestStep.CLOSE, closing_facts(unit, request_id), unit.actor)
    if empty is not None:
        _drop(unit, empty)
    individuals.forget(unit, request_id)
    office_lists.forget(unit, request_id)
    happened.enter(unit, request_id)
    retention.drop_working_copies(unit, request_id)
    unit.requests.save(replace(unit.requests.get(request_id), closed_at=unit.now))
    unit.record(RequestClosed(request_id))


def closing_facts(reader: Reader, request_id: RequestId) -> Facts:
    """What holds back the steps of a request: an open delivery in which something lies, a decision on its way, a
    delay without a reason, a track that takes no documents.
    """
    decisions = reader.decisions.where(request_id=request_id)
    return Facts(
        open_deliveries=int(under_way(reader, request_id)),
        open_decisions=sum(d.state not in OVER for d in decisions),
        delay_untold=int(delays.untold(reader, request_id)),
        without_documents=int(not tracks.of_track(reader, request_id).documents),
    )


def under_way(reader: Reader, request_id: RequestId) -> bool:
    """Whether a delivery is open in which something lies."""
    return open_one(reader, request_id) is not None and _empty_one(reader, request_id) is None


def reopen(unit: Unit, request_id: RequestId) -> None:
    """Opens a closed request again, as when an appeal comes in after all."""
    unit.require(Right.RELEASE, Right.REGISTER)
    row = unit.requests.get(request_id)
    if row.closed_at is not None:
        unit.requests.save(replace(row, closed_at=None))
        unit.record(RequestReopened(request_id))


def _empty_one(reader: Reader, request_id: RequestId) -> Delivery | None:
    """The open delivery, where another has been released and nothing lies in this one."""
    current = open_one(reader, request_id)
    if current is None or current.number == 1 or current.refused or current.state is not DeliveryState.PREPARING:
        return None
    return None if reader.documents.count(delivery_id=current.id) else current


def _drop(unit: Unit, delivery: Delivery) -> None:
    made = (unit.assessments, unit.signatures, unit.papers, unit.comments)
    seen = (unit.residuals, unit.residual_checks, unit.looks)
    for rows in (*made, *seen, unit.deliveries):
        key = "id" if rows is unit.deliveries else "delivery_id"
        if rows is unit.deliveries:
            unit.forget_preparers(delivery.id)
        rows.remove(**{key: delivery.id})
    unit.record(DeliveryDropped(delivery.request_id, delivery.id))


def watch(unit: Unit, request_id: RequestId, text: str, category: str, provision: str | None = None) -> None:
    """Adds a word or phrase that shall be found in every document of the request.

    Raises Refused where the word is too short, or the category or the provision is in no catalogue.
    """
    unit.require(Right.PREPARE)
    if len(text.strip()) < 2:
        raise Refused("term-short")
    organisation.category(category)
    if provision:
        organisation.provision(unit, provision)
    if not any(t.text == text.strip() for t in unit.terms.where(request_id=request_id)):
        term_id = unit.terms.add(WatchedTerm(0, request_id, text.strip(), category, provision or None))
        unit.record(TermWatched(request_id, term_id, category, provision or ""))


def watch_all(unit: Unit, request_id: RequestId, terms: Sequence[Term]) -> int:
    """Adds the terms of a list to those that shall be found in every document; gives how many were new.

    A term without a category is watched as a person's name.
    """
    unit.require(Right.PREPARE)
    unit.requests.get(request_id)
    known = {t.text for t in unit.terms.where(request_id=request_id)}
    new = {t.text: t for t in terms if t.text not in known}
    unit.terms.add_all(
        WatchedTerm(0, request_id, t.text, t.category or "PERSON", t.provision, t.inside_words) for t in new.values()
    )
    if new:
        unit.record(TermsWatched(request_id, len(new)))
    return len(new)


def forget(unit: Unit, request_id: RequestId) -> int:
    """Removes names, wording, terms, comments and found texts of a closed request; the log is not touched.

    Gives how many rows were emptied or removed. Files in the vault follow the archive's own plan.
    """
    unit.require(Right.ADMINISTER)
    if unit.requests.get(request_id).closed_at is None:
        raise Refused("request-open")
    rows = unit.wordings.remove(request_id=request_id) + unit.requesters.remove(request_id=request_id)
    rows += unit.terms.remove(request_id=request_id) + unit.comments.remove(request_id=request_id)
    for texts in (unit.questions, unit.search_notes, unit.delay_notes):
        rows += texts.remove(request_id=request_id)
    for ended in unit.endings.where(request_id=request_id):
        unit.endings.put(replace(ended, note="", authority="", way=""))
    rows += individuals.forget(unit, request_id) + unit.drafts.remove(request_id=request_id)
    for part in unit.deliveries.where(request_id=request_id):
        rows += unit.residuals.remove(delivery_id=part.id) + unit.residual_checks.remove(delivery_id=part.id)
        rows += unit.recipient_tests.remove(delivery_id=part.id)
        unit.deliveries.save(replace(part, way=""))
        for under in unit.reservations.where(delivery_id=part.id):
            unit.reservations.put(replace(under, recipient=""))
    rows += handovers.forget(unit, request_id)
    for document in unit.documents.where(request_id=request_id):
        rows += (
            unit.findings.remove(document.id)
            + unit.changes.remove(document.id)
            + unit.kept_sets.remove(document_id=document.id)
            + unit.marks.forget_texts(document.id)
            + unit.stands.remove(document_id=document.id)
            + unit.regions.remove(document_id=document.id)
            + unit.mark_comments.remove(document_id=document.id)
            + unit.descriptions.remove(document_id=document.id)
        )
        unit.documents.save(replace(document, file_name=""))
    unit.record(TextsForgotten(request_id, rows))
    return rows
