"""A released package is handed over: what, when, how and in which form is kept, and when it was received.

The log holds no address; the row does where the requester has given one, until the request's texts are forgotten.
Source: TF 2:18, by which nobody need say who they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import Refused
from app.domain.events import DeliveryHandedOver, ReceiptNoted
from app.domain.handover import WRITTEN, Form, Handover, Way
from app.domain.ids import DeliveryId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.requests import DeliveryState
from app.store.unit import Reader, Unit


@dataclass(frozen=True, slots=True)
class NewHandover:
    """How it was handed over; ``digest`` is the SHA-256 of the file, or of the list of ``files`` files."""

    way: Way
    form: Form
    files: int
    digest: str
    address: str = ""


def may_hand_over(reader: Reader, delivery_id: DeliveryId, actor_id: int, way: Way, form: Form) -> None:
    """Raises Refused where the delivery has not been released, the person may not, or way and form do not fit."""
    person = reader.people.get(actor_id)
    if not person.may(Right.RELEASE):
        raise Refused("right-missing", right=Right.RELEASE.value)
    if reader.deliveries.get(delivery_id).state is not DeliveryState.RELEASED:
        raise Refused("not-released")
    if (form is Form.PAPER) is (way in WRITTEN):
        raise Refused("handover-unfit")


def handed_over(unit: Unit, delivery_id: DeliveryId, new: NewHandover) -> int:
    """Notes that the package was handed over; gives the note's id. Raises Refused as ``may_hand_over``."""
    unit.require(Right.RELEASE)
    may_hand_over(unit, delivery_id, unit.actor.id, new.way, new.form)
    row = Handover(
        0, delivery_id, new.way, new.form, new.files, new.digest, new.address.strip(), unit.actor.id, unit.now
    )
    handover_id = unit.handovers.add(row)
    request_id = unit.deliveries.get(delivery_id).request_id
    unit.record(
        DeliveryHandedOver(request_id, delivery_id, handover_id, new.way, new.form, new.files, new.digest)
    )
    return handover_id


def received(unit: Unit, handover_id: int, day: date | None) -> None:
    """Notes the day on which it was received, by a receipt or otherwise; None takes the note back.

    Raises Refused where the day is before the handing over, or has not come.
    """
    unit.require(Right.RELEASE)
    row = unit.handovers.get(handover_id)
    if day is not None and not local_day(row.given_at) <= day <= local_day(unit.now):
        raise Refused("receipt-day")
    unit.handovers.put(replace(row, received_on=day))
    request_id = unit.deliveries.get(row.delivery_id).request_id
    unit.record(ReceiptNoted(request_id, row.delivery_id, handover_id, day.isoformat() if day else ""))


def of(reader: Reader, delivery_id: int) -> tuple[Handover, ...]:
    """How the delivery was handed over, in the order of time."""
    return reader.handovers.where(delivery_id=delivery_id)


def address(reader: Reader, delivery_id: DeliveryId) -> str:
    """Where the answer goes, as the requester has given it; "" where they have not."""
    row = reader.requesters.first(request_id=reader.deliveries.get(delivery_id).request_id)
    return row.contact if row is not None else ""


def forget(unit: Unit, request_id: RequestId) -> int:
    """Empties the addresses of a request's handings over; gives how many."""
    unit.require(Right.ADMINISTER)
    rows = [row for part in unit.deliveries.where(request_id=request_id) for row in of(unit, part.id) if row.address]
    for row in rows:
        unit.handovers.put(replace(row, address=""))
    return len(rows)
