"""What a court said of an appealed decision: which court, which ruling, and of each mask whether it stands.

Only the requester goes on to the Supreme Administrative Court, the company never does (TF 2:19; law.md T24), and that
court first says whether it takes the case up (FPL 35 §).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .ids import AssessmentId, DecisionId, MarkId, PersonId, RulingId


class Court(StrEnum):
    """Kammarrätten, where the appeal goes (OSL 6:8), and Högsta förvaltningsdomstolen after it (OSL 6:9)."""

    APPEAL = "appeal"
    SUPREME = "supreme"


class Judgment(StrEnum):
    """What a court said; the last three are the supreme court's alone.

    ``WRITTEN_OFF``: the appeal was withdrawn; ``LEAVE`` and ``NO_LEAVE``: whether the case is taken up; ``BACK``: it
    goes back to the court of appeal.
    """

    DISMISSED = "dismissed"
    GRANTED = "granted"
    REMANDED = "remanded"
    WRITTEN_OFF = "written-off"
    LEAVE = "leave"
    NO_LEAVE = "no-leave"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling of one court; ``case_number`` is the court's own (målnummer)."""

    id: RulingId
    decision_id: DecisionId
    court: Court
    judgment: Judgment
    on: date
    case_number: str
    written_by: PersonId
    written_at: datetime


@dataclass(frozen=True, slots=True)
class RulingPart:
    """What a ruling said of one mask, or of one ground where nothing was handed out (``mark_id`` None)."""

    id: int
    ruling_id: RulingId
    assessment_id: AssessmentId | None
    mark_id: MarkId | None
    opened: bool


@dataclass(frozen=True, slots=True)
class Unaccepted:
    """A written reason that a court did not accept, by the hash of its words: no text and no person is kept."""

    id: int
    provision: str
    group: str
    text_sha256: str
    court: Court
    on: date
    case_number: str
