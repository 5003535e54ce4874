"""The balancing: why a provision protects a group of marks, what harm would follow, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from .ids import AssessmentId, DeliveryId, DocumentId, PersonId, SignatureId


class AssessmentOutcome(StrEnum):
    """What the assessment ends in."""

    MASK = "mask"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the clerk writes in an assessment of a group of marks (law.md 4.4); "" and None: nobody has said.

    ``group`` is a code of the catalogue's data groups, ``applies`` why the provision applies here, ``harm`` which harm
    to whom and how, in neutral words that can be shown to the requester, ``answers`` the replies to the provision's
    questions in their order, ``weighing`` what the ticked factors come to. ``variant`` is the part of the provision
    that carries the secrecy (from 1; 0: it has none), ``document_date`` the day on which the oldest document was made
    (OSL 7:5), ``status`` how far the matter has come that the secrecy follows. The other codes are those of the
    catalogue's fields.
    """

    provision: str
    group: str
    applies: str = ""
    harm: str = ""
    outcome: AssessmentOutcome = AssessmentOutcome.MASK
    factors_for: tuple[str, ...] = ()
    factors_against: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    weighing: str = ""
    variant: int = 0
    status: str = ""
    document_date: date | None = None
    contract: str = ""
    contract_date: date | None = None
    municipal: str = ""
    special: str = ""
    own_data: str = ""
    consent: str = ""
    consent_ref: str = ""
    party: str = ""
    emissions: str = ""
    emissions_reason: str = ""
    reservation: str = ""
    reservation_reason: str = ""
    jigsaw: str = ""
    source_ref: str = ""

    @property
    def spoken(self) -> str:
        """What of it the letter says."""
        return f"{self.applies} {self.harm}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Answers):
    """One assessment of a group of marks in a delivery; many marks point to it.

    ``edition`` of the catalogue is the one it was begun on; ``requisite`` is copied from it, with whether it
    tests harm, and ``needed`` are the codes of the fields that it asks for.
    """

    id: AssessmentId
    delivery_id: DeliveryId
    requisite: str
    harm_tested: bool = True
    needed: tuple[str, ...] = ()
    edition: int = 1
    written_by: PersonId | None = None
    version: int = 1

    @property
    def said(self) -> Answers:
        """What somebody said, without what the program keeps beside it."""
        return Answers(**{field.name: getattr(self, field.name) for field in fields(Answers)})

    @property
    def tests_harm(self) -> bool:
        """Whether it has to say which harm, and why nothing milder removes it: a mask on a requisite that asks."""
        return self.outcome is AssessmentOutcome.MASK and self.harm_tested

    def missing(self) -> tuple[str, ...]:
        """Codes of what still has to be said."""
        gaps = []
        if not self.applies.strip():
            gaps.append("applies")
        if self.tests_harm:
            if not self.harm.strip():
                gaps.append("harm")
            if not self.factors_for and not self.factors_against:
                gaps.append("factors")
        return (*gaps, *(code for code in self.needed if is_empty(getattr(self, code))))


def is_empty(value: object) -> bool:
    """Whether an answer says nothing."""
    return not value if not isinstance(value, str) else not value.strip()


@dataclass(frozen=True, slots=True)
class Signature:
    """A second person's signature on the plans of a delivery; it holds only for the hash it names."""

    id: SignatureId
    delivery_id: DeliveryId
    plan_hash: str
    signed_by: PersonId
    signed_at: datetime
    voided_at: datetime | None = None

    def voided(self, at: datetime) -> Signature:
        """The signature after something it rests on was changed."""
        return replace(self, voided_at=at)


@dataclass(frozen=True, slots=True)
class Copy:
    """A masked copy in the vault, with the proof that was made of it (its JSON lies in the vault too).

    ``made_at`` is the one date in the file (ISO 8601, UTC), so that it can be made again byte for byte.
    """

    document_id: DocumentId
    plan_hash: str
    sha256: str
    proof_sha256: str
    passed: bool
    made_at: str
    pages: int
    marks: int
    raster_pages: int
