"""The balancing: why a provision protects a group of marks, what harm would follow, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from .ids import AssessmentId, DeliveryId, DocumentId, PersonId, SignatureId


class AssessmentOutcome(StrEnum):
    """What the assessment ends in."""

    MASK = "mask"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment of a group of marks in a delivery; many marks point to it.

    ``group`` is a code of the catalogue's data groups, ``requisite`` copied from the provision at the time,
    ``applies`` why the provision applies here, ``harm`` which harm to whom and how, in neutral words that
    can be shown to the requester, ``answers`` the replies to the provision's questions in their order, as the
    catalogue's ``edition`` asks them.
    """

    id: AssessmentId
    delivery_id: DeliveryId
    provision: str
    group: str
    requisite: str
    applies: str = ""
    harm: str = ""
    outcome: AssessmentOutcome = AssessmentOutcome.MASK
    factors_for: tuple[str, ...] = ()
    factors_against: tuple[str, ...] = ()
    answers: tuple[str, ...] = field(default=())
    written_by: PersonId | None = None
    edition: int = 1
    version: int = 1

    @property
    def spoken(self) -> str:
        """What of it the letter says."""
        return f"{self.applies} {self.harm}"

    def missing(self) -> tuple[str, ...]:
        """Codes of what still has to be said (OSL 10:14 and 12:2 come with the legal issue)."""
        gaps = []
        if not self.applies.strip():
            gaps.append("applies")
        if self.outcome is AssessmentOutcome.MASK and self.requisite != "ABSOLUT":
            if not self.harm.strip():
                gaps.append("harm")
            if not self.factors_for and not self.factors_against:
                gaps.append("factors")
        return tuple(gaps)


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
