"""Handing out under a reservation (OSL 10:14): for one known recipient, group by group, in a delivery of its own.

The answer that has left stays masked for everybody else. A clerk's reservation is told as any partial answer is, with
the way to the company's decision (OSL 6:3); that decision needs a delegation of its own and can be appealed (6:7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.assessments import Assessment, AssessmentOutcome
from app.domain.errors import Refused
from app.domain.events import ReservationMade, ReservationWithdrawn
from app.domain.follow_ups import Because
from app.domain.ids import AssessmentId, DeliveryId
from app.domain.people import Right
from app.domain.requests import DeliveryState
from app.domain.reservations import Reservation, Reserved
from app.store.unit import Reader, Unit
from app.texts import _

from . import delivery as deliveries
from . import follow_ups
from .follow_ups import NewFollowUp

OWN = "yes"
"""What an assessment answers where the information is the recipient's own (assessment.toml, ``own_data``)."""


@dataclass(frozen=True, slots=True)
class NewReservation:
    """For whom, what they may not do, and for each group (its assessment's id) why the reservation removes the harm.

    ``own`` are groups whose secrecy protects the recipient herself.
    """

    recipient: str
    text: str
    groups: Mapping[int, str]
    own: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of information that is held back, whether a reservation is possible for it, and how many masks it has."""

    assessment: Assessment
    possible: bool
    masks: int


def groups(reader: Reader, delivery_id: DeliveryId) -> tuple[Group, ...]:
    """What is held back in an answer, group by group. A provision without a test of harm allows none (law.md 1.8)."""
    now = deliveries.standing(reader, delivery_id)
    known = deliveries.provisions(reader, now.delivery)
    counts = [mark.assessment_id for marks in now.masks.values() for mark in marks]
    rows = deliveries.secret(now.assessments.values())
    return tuple(Group(row, known[row.provision].reservation_possible, counts.count(row.id)) for row in rows)


def of(reader: Reader, delivery_id: int) -> Reservation | None:
    """The reservation under which a delivery is handed out; None where there is none."""
    return reader.reservations.first(delivery_id=delivery_id)


def reserved(reader: Reader, delivery_id: int) -> tuple[tuple[Assessment, str], ...]:
    """The groups that are open under the reservation, each with why it holds."""
    known = deliveries.assessments(reader, delivery_id)
    return tuple((known[row.assessment_id], row.why) for row in reader.reserved.where(delivery_id=delivery_id))


def reserve(unit: Unit, delivery_id: DeliveryId, new: NewReservation) -> DeliveryId:
    """Prepares the delivery in which these groups are open for the recipient alone; gives its id.

    Raises Refused where the answer has not left, the recipient is not named, nothing or everything alike is reserved,
    a group has no reason of its own, a provision allows no reservation, or the secrecy protects the recipient herself.
    """
    unit.require(Right.PREPARE)
    earlier = unit.deliveries.get(delivery_id)
    if earlier.state is not DeliveryState.RELEASED:
        raise Refused("answer-first")
    chosen = _chosen(unit, delivery_id, new)
    opened = frozenset(chosen) if earlier.refused else _masks(unit, delivery_id, frozenset(chosen))
    why = _("Handed out under a reservation (OSL 10:14)")
    made = follow_ups.prepare(unit, NewFollowUp(delivery_id, Because.RESERVED, opened, why))
    row = Reservation(made, new.recipient.strip(), new.text.strip(), unit.actor.id, unit.now)
    unit.reservations.add(row)
    for assessment in chosen.values():
        open_ = replace(
            assessment, id=AssessmentId(0), delivery_id=made, outcome=AssessmentOutcome.RELEASE, version=1
        )
        group_id = AssessmentId(unit.assessments.add(open_))
        unit.reserved.add(Reserved(made, group_id, new.groups[assessment.id].strip()))
    unit.record(ReservationMade(earlier.request_id, made, len(chosen)))
    return made


def withdraw(unit: Unit, delivery_id: DeliveryId) -> None:
    """Takes back a reservation that has not left, with the delivery that was prepared for it.

    Raises Refused where there is none, where it has left, or where the company has decided on it.
    """
    unit.require(Right.PREPARE)
    delivery = unit.deliveries.get(delivery_id)
    if of(unit, delivery_id) is None or delivery.state is DeliveryState.RELEASED:
        raise Refused("reservation-gone")
    deliveries.touch(unit, delivery_id)
    if unit.decisions.count(delivery_id=delivery_id):
        raise Refused("decision-asked")
    for document in reversed(deliveries.documents(unit, delivery_id)):  # what came in another goes before it
        unit.documents.remove(id=document.id)
    tables = (unit.reserved, unit.reservations, unit.follow_ups, unit.residuals, unit.residual_checks)
    for table in (*tables, unit.compilations):
        table.remove(delivery_id=delivery_id)
    unit.assessments.remove(delivery_id=delivery_id)
    unit.record(ReservationWithdrawn(delivery.request_id, delivery_id))


def _chosen(reader: Reader, delivery_id: DeliveryId, new: NewReservation) -> dict[int, Assessment]:
    """The groups that are named, each tried by itself."""
    if not new.recipient.strip():
        raise Refused("reservation-anonymous")
    if not new.text.strip():
        raise Refused("reservation-empty")
    there = {group.assessment.id: group for group in groups(reader, delivery_id)}
    if not new.groups or not set(new.groups) <= set(there):
        raise Refused("reservation-blanket")
    for group_id in new.groups:
        if not there[AssessmentId(group_id)].possible:
            raise Refused("reservation-absolute", provision=there[AssessmentId(group_id)].assessment.provision)
    for group_id in new.groups:
        row = there[AssessmentId(group_id)].assessment
        if group_id in new.own or row.own_data == OWN:
            raise Refused("reservation-own", provision=row.provision)
    reasons = [" ".join(why.casefold().split()) for why in new.groups.values()]
    if not all(reasons):
        raise Refused("reservation-untested")
    if len(set(reasons)) < len(reasons):
        raise Refused("reservation-blanket")
    return {group_id: there[AssessmentId(group_id)].assessment for group_id in new.groups}


def _masks(reader: Reader, delivery_id: DeliveryId, chosen: frozenset[int]) -> frozenset[int]:
    masks = deliveries.all_masks(reader, delivery_id=delivery_id)
    return frozenset(mark.id for mark in masks if mark.assessment_id in chosen)
