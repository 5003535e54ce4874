"""What handing out costs: the tariff with who decided it, the form chosen, and a fee that is waived or paid in advance.

There is a fee for copies alone, never for reading on the spot, searching, testing or masking (TF 2:15-16).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .ids import DelegationId, DeliveryId, PersonId


@dataclass(frozen=True, slots=True)
class Form:
    """A form of handing out, from the catalogue; ``tariff`` names the rates that hold for it, "" where it is free."""

    code: str
    label: str
    right: bool
    tariff: str
    says: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Rates:
    """So many pages are free; beyond them a fee for the first ``base_page`` pages, and one for each further page.

    Whole kronor.
    """

    free_pages: int = 0
    base_page: int = 0
    base_fee: int = 0
    per_page: int = 0

    def fee(self, pages: int) -> int:
        """What so many pages cost, in kronor."""
        return 0 if pages <= self.free_pages else self.base_fee + self.per_page * max(0, pages - self.base_page)

    @property
    def sound(self) -> bool:
        """Whether no number is below nought."""
        return min(self.free_pages, self.base_page, self.base_fee, self.per_page) >= 0


@dataclass(frozen=True, slots=True)
class TariffEdition:
    """The tariff as somebody decided it; ``id`` 0 is the profile's. It holds from a day on, until the next one."""

    id: int
    name: str
    paper: Rates
    electronic: Rates
    decided_by: str
    decided_on: str
    registry_number: str
    valid_from: date
    added_by: PersonId | None = None
    added_at: datetime | None = None

    def fee(self, form: Form, pages: int) -> int:
        """What so many pages cost in this form, in kronor."""
        return {"paper": self.paper, "electronic": self.electronic}.get(form.tariff, Rates()).fee(pages)


@dataclass(frozen=True, slots=True)
class Charge:
    """What was chosen for a delivery's fee.

    ``waived`` is why the office takes none. ``advance_why`` is why it is to be paid before the release, decided by a
    person with a delegation (OSL 6:1 a). ``paid_note`` tells how it was paid, never by whom.
    """

    delivery_id: DeliveryId
    form: str
    waived: str = ""
    advance_why: str = ""
    advance_by: PersonId | None = None
    advance_at: datetime | None = None
    delegation_id: DelegationId | None = None
    paid_on: date | None = None
    paid_note: str = ""
