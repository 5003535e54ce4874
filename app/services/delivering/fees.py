"""The fee of a delivery: by the tariff in force, in the form chosen; waived, or paid in advance by a decision.

Sources: TF 2:15-16; OSL 6:1 a (in advance only by a decision in the single case). Who decides a municipal company's
tariff is not settled (law.md 1.7 [L]): it is data with who, when and the registry number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.domain.fees import Charge, Form, Rates, TariffEdition
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.store.unit import Reader
from app.texts import _, ngettext
from resources import each

from ..office import organisation
from . import delivery as deliveries

FROM_PROFILE = date(1900, 1, 1)
"""From when the profile's own tariff holds, until another edition does."""


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
