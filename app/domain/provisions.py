"""A provision of the secrecy act as the catalogue knows it, and the organisation's own particulars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SECRECY, OWN_DATA = "secrecy", "own-data"
"""Kinds of rows that carry masks: those of the secrecy act, and those of a person's own data alone."""


@dataclass(frozen=True, slots=True)
class ContractCap:
    """How long terms of a concluded contract can be secret, whatever harm they do after that (OSL 19:3, 31:16).

    ``years`` from the day of the contract in what ``applies`` names, ``otherwise_years`` elsewhere.
    """

    years: int
    applies: str
    counted_from: str = "contract_date"
    otherwise_years: int = 2


@dataclass(frozen=True, slots=True)
class Variant:
    """A part of a provision that has a requisite of its own."""

    applies_to: str
    requisite: str
    requisite_text: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One row of the catalogue; Swedish texts are the catalogue's own words.

    ``requisite`` is RAKT, KVAL_RAKT, OMVANT or ABSOLUT; ``letter_line`` names the kind of data in the list of
    grounds; ``confidence`` and ``source`` say how sure the row is, ``doubt`` what is less sure; ``max_years`` counts
    from the making of the document (OSL 7:5), None where the law states no end; ``overrides`` are codes of what may
    open the secrecy; ``emissions`` is what OSL 10:5 does with emissions ("forbidden", "question", "none").
    ``reviewed_by`` is "" until a jurist signed the row as it reads; a retired row says why.
    """

    id: str
    heading: str
    scope: str
    protects: str
    requisite: str
    requisite_text: str
    letter_line: str
    questions: tuple[str, ...]
    confidence: str
    source: str
    chapter: int
    kind: str = "secrecy"
    interest: str = "public"
    text_checked: bool = False
    max_years: int | None = None
    contract_cap: ContractCap | None = None
    ends_when: str = ""
    status_field: str = ""
    overrides: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    emissions: str = "forbidden"
    reservation_possible: bool = True
    meddelarfrihet_limited: str = "unknown"
    typical: str = ""
    note: str = ""
    doubt: str = ""
    valid_from: date | None = None
    variants: tuple[Variant, ...] = ()
    reviewed_by: str = ""
    reviewed_on: date | None = None
    retired: bool = False
    retired_why: str = ""

    @property
    def maskable(self) -> bool:
        """Whether the row may carry a mask: a limit such as OSL 10:5 may not."""
        return self.kind in (SECRECY, OWN_DATA) and not self.retired


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision on the palette: its key 1-9, short form ("21:7"), name, colours ("#RRGGBB") and pattern."""

    key: int
    provision: str
    short: str
    name: str
    colour: str
    badge_text: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """The fee for paper copies, in whole kronor. Source: the organisation's own decision (TF 2:16)."""

    name: str
    free_pages: int
    base_page: int
    base_fee: int
    per_page: int
    decided_by: str = ""
    decided_at: str = ""

    def fee(self, pages: int) -> int:
        """What so many pages cost, in kronor."""
        return 0 if pages <= self.free_pages else self.base_fee + self.per_page * max(0, pages - self.base_page)


@dataclass(frozen=True, slots=True)
class Registrar:
    """Where a requester turns to."""

    name: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The organisation: who it is, how it is reached, what of its own is never proposed for masking."""

    id: str
    name: str
    legal_entity: str
    orgnr: str
    addresses: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    email_domains: tuple[str, ...]
    allow: tuple[str, ...]
    court: str
    series_prefix: str
    registrar: Registrar
    tariff: Tariff

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every string that is the organisation's own."""
        return (self.name, self.legal_entity, self.orgnr, *self.addresses, *self.phones, *self.emails, *self.allow)
