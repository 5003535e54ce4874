"""The fee of a delivery: by the tariff in force, in the form chosen; waived, or paid in advance by a decision.

Sources: TF 2:15-16; OSL 6:1 a (in advance only by a decision in the single case). Who decides a municipal company's
tariff is not settled (law.md 1.7 [L]): it is data with who, when and the registry number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from app.domain.decisions import Scope
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.events import FeeAdvanced, FeePaid, FeeWaived, FormChosen, TariffChanged
from app.domain.fees import Charge, Form, Rates, TariffEdition
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.requests import Delivery, DeliveryState
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.unit import Reader, Unit
from app.texts import _, ngettext
from resources import each

from ..deciding import decisions
from ..office import organisation, people
from . import delivery as deliveries

FROM_PROFILE = date(1900, 1, 1)
"""From when the profile's own tariff holds, until another edition does."""


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


@dataclass(frozen=True, slots=True)
class Owed:
    """What a delivery costs: pages by the form chosen, at the tariff in force; ``fee`` is what is asked for (kronor).

    ``full`` is what it would be were it not waived.
    """

    form: Form
    tariff: TariffEdition
    charge: Charge
    pages: int
    full: int

    @property
    def fee(self) -> int:
        """What is asked for."""
        return 0 if self.charge.waived else self.full

    @property
    def unpaid(self) -> bool:
        """Whether it must be paid before the release and is not."""
        return bool(self.fee and self.charge.advance_why and self.charge.paid_on is None)


@cache
def forms() -> dict[str, Form]:
    """The forms of handing out by code, the usual one first."""
    return {row.code: row for row in each(lambda raw: Form(**raw), "form", "catalogues", "forms.toml")}


def tariffs(reader: Reader) -> tuple[TariffEdition, ...]:
    """Every edition of the tariff, the profile's own first."""
    own = organisation.profile(reader).tariff
    paper = Rates(own.free_pages, own.base_page, own.base_fee, own.per_page)
    first = TariffEdition(0, own.name, paper, Rates(), own.decided_by, own.decided_at, "", FROM_PROFILE)
    return (first, *reader.tariffs.where())


def tariff(reader: Reader, day: date) -> TariffEdition:
    """The tariff in force on a day: of those that hold, the one that holds since the latest day."""
    return max((t for t in tariffs(reader) if t.valid_from <= day), key=lambda t: (t.valid_from, t.id))


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


def charge(reader: Reader, delivery_id: DeliveryId) -> Charge:
    """What was chosen for a delivery; where nothing was, the usual form."""
    return reader.charges.first(delivery_id=delivery_id) or Charge(delivery_id, next(iter(forms())))


def owed(reader: Reader, delivery_id: DeliveryId) -> Owed:
    """What a delivery costs now; one that has left, on the day it left. A refusal costs nothing."""
    delivery = reader.deliveries.get(delivery_id)
    day = local_day(delivery.released_at or reader.now)
    chosen = charge(reader, delivery_id)
    pages = 0 if delivery.refused else sum(d.pages for d in deliveries.documents(reader, delivery_id))
    form, held = forms()[chosen.form], tariff(reader, day)
    return Owed(form, held, chosen, pages, held.fee(form, pages))


def rates_words(rates: Rates) -> str:
    """Rates in words."""
    if not rates.base_fee and not rates.per_page:
        return _("free")
    told = _("{free} pages free, then {base} kr and {per} kr a page")
    return told.format(free=rates.free_pages, base=rates.base_fee, per=rates.per_page)


def words(owed: Owed) -> list[str]:
    """How a fee comes about: pages and tariff, who decided that; waived, to be paid in advance, paid."""
    held, charge = owed.tariff, owed.charge
    decided = ", ".join(part for part in (held.decided_by, held.decided_on, held.registry_number) if part)
    pages = ngettext("{count} page", "{count} pages", owed.pages).format(count=owed.pages)
    said = [_("{pages}, {tariff}.").format(pages=pages, tariff=f"{held.name} ({decided})" if decided else held.name)]
    if owed.full and charge.waived:
        said.append(_("The fee of {fee} kr is not taken: {why}").format(fee=owed.full, why=charge.waived))
    if charge.advance_why:
        said.append(_("To be paid before the release: {why}").format(why=charge.advance_why))
    if charge.paid_on is not None:
        said.append(_("Paid {day}: {how}").format(day=charge.paid_on, how=charge.paid_note))
    return said


def choose_form(unit: Unit, delivery_id: DeliveryId, code: str) -> None:
    """Chooses in which form it is handed out. A decision on payment in advance stands where the fee is the same.

    Raises Refused where the catalogue has no such form or the delivery has left.
    """
    delivery = _open(unit, delivery_id)
    if code not in forms():
        raise Refused("form-unknown")
    before = owed(unit, delivery_id)
    unit.charges.put(replace(before.charge, form=code))
    if owed(unit, delivery_id).full != before.full:
        unit.charges.put(Charge(delivery_id, code, before.charge.waived))
    _rewrite(unit, delivery)
    unit.record(FormChosen(delivery.request_id, delivery_id, code))


def waive(unit: Unit, delivery_id: DeliveryId, why: str) -> None:
    """The office takes no fee, for a reason; an empty one takes that back. Raises Refused where there is no fee."""
    delivery = _open(unit, delivery_id)
    now = owed(unit, delivery_id)
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
    now = owed(unit, delivery_id)
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
    now = owed(unit, delivery_id)
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
