"""What is chosen for a delivery's fee: form, waiver, payment in advance, payment; and new editions of the tariff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.decisions import Scope
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.events import FeeAdvanced, FeePaid, FeeWaived, FormChosen, TariffChanged
from app.domain.fees import Charge, Rates, TariffEdition
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.requests import Delivery, DeliveryState
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.unit import Unit

from ..deciding import decisions
from ..office import people
from . import delivery as deliveries
from . import fees


@dataclass(frozen=True, slots=True)
class NewTariff:
    """A tariff that somebody has decided: who, when (ISO 8601), the decision's registry number, from when it holds."""

    name: str
    paper: Rates
    electronic: Rates
    decided_by: str
    decided_on: date
    registry_number: str
    valid_from: date


def change_tariff(unit: Unit, new: NewTariff) -> int:
    """Enters a new edition of the tariff; gives its id. Raises Refused where it is not said who decided it, or by which
    paper, or a number is below nought.
    """
    actor = unit.require(Right.ADMINISTER)
    if not (new.name.strip() and new.decided_by.strip() and new.registry_number.strip()):
        raise Refused("tariff-undecided")
    if not (new.paper.sound and new.electronic.sound):
        raise Refused("tariff-numbers")
    row = TariffEdition(
        id=0,
        name=new.name.strip(),
        paper=new.paper,
        electronic=new.electronic,
        decided_by=new.decided_by.strip(),
        decided_on=new.decided_on.isoformat(),
        registry_number=new.registry_number.strip(),
        valid_from=new.valid_from,
        added_by=actor.id,
        added_at=unit.now,
    )
    edition = unit.tariffs.add(row)
    unit.record(TariffChanged(edition))
    return edition


def choose_form(unit: Unit, delivery_id: DeliveryId, code: str) -> None:
    """Chooses in which form it is handed out. A decision on payment in advance stands where the fee is the same.

    Raises Refused where the catalogue has no such form or the delivery has left.
    """
    delivery = _open(unit, delivery_id)
    if code not in fees.forms():
        raise Refused("form-unknown")
    before = fees.owed(unit, delivery_id)
    unit.charges.put(replace(before.charge, form=code))
    if fees.owed(unit, delivery_id).full != before.full:
        unit.charges.put(Charge(delivery_id, code, before.charge.waived))
    _rewrite(unit, delivery)
    unit.record(FormChosen(delivery.request_id, delivery_id, code))


def waive(unit: Unit, delivery_id: DeliveryId, why: str) -> None:
    """The office takes no fee, for a reason; an empty one takes that back. Raises Refused where there is no fee."""
    delivery = _open(unit, delivery_id)
    now = fees.owed(unit, delivery_id)
    if not now.full:
        raise Refused("fee-none")
    unit.charges.put(replace(now.charge, waived=why.strip()))
    _rewrite(unit, delivery)
    unit.record(FeeWaived(delivery.request_id, delivery_id, bool(why.strip())))


def in_advance(unit: Unit, delivery_id: DeliveryId, why: str, password: str) -> None:
    """Decides, in this case, that the fee is paid before the release (OSL 6:1 a); the password is asked for again.

    Raises Blocked where the person holds no delegation for it that is valid today, Refused where there is no fee or no
    reason, or the password is wrong.
    """
    delivery = unit.deliveries.get(delivery_id)
    unit.require(Right.RELEASE, Right.REVIEW)
    if delivery.state is DeliveryState.RELEASED:
        raise Refused("delivery-left")
    held = decisions.delegation(unit, unit.actor.id, Scope.FEE, local_day(unit.now))
    if held is None:
        raise Blocked("in-advance", (Blocker("delegation-missing"),))
    now = fees.owed(unit, delivery_id)
    if not now.fee:
        raise Refused("fee-none")
    if not why.strip():
        raise Refused("fee-why-missing")
    people.check_password(unit, unit.actor, password)
    told = {"advance_by": unit.actor.id, "advance_at": unit.now, "delegation_id": held.id}
    unit.charges.put(replace(now.charge, advance_why=why.strip(), **told))  # type: ignore[arg-type]
    unit.record(FeeAdvanced(delivery.request_id, delivery_id, held.id, now.fee))


def paid(unit: Unit, delivery_id: DeliveryId, on: date, note: str) -> None:
    """The fee was paid, told by how (cash, Swish); nobody's name belongs here. Raises Refused for a day ahead."""
    delivery = _open(unit, delivery_id)
    decisions.not_ahead(unit.now, on)
    now = fees.owed(unit, delivery_id)
    if not now.fee:
        raise Refused("fee-none")
    if not note.strip():
        raise Refused("fee-note-missing")
    unit.charges.put(replace(now.charge, paid_on=on, paid_note=note.strip()))
    unit.record(FeePaid(delivery.request_id, delivery_id))


def _open(unit: Unit, delivery_id: DeliveryId) -> Delivery:
    """The delivery, which has not left, for somebody who may hand it out or prepare it."""
    unit.require(Right.PREPARE, Right.RELEASE)
    delivery = unit.deliveries.get(delivery_id)
    if delivery.state is DeliveryState.RELEASED:
        raise Refused("delivery-left")
    return delivery


def _rewrite(unit: Unit, delivery: Delivery) -> None:
    """The letter tells the fee: papers that are made are made anew; copies and signature still hold."""
    if delivery.state is not DeliveryState.READY:
        return
    state = DELIVERY.take(delivery.state, DeliveryStep.REWRITE, Facts(), unit.actor)
    if deliveries.signature(unit, delivery.id) is not None:
        state = DeliveryState.SIGNED
    unit.papers.remove(delivery_id=delivery.id)
    unit.deliveries.save(replace(delivery, state=state))
