"""A person's own data: which rights were asked for, how the person showed who they are, and the answer to each.

Unlike everybody else's requests these need to know who asks (GDPR art. 12.6). Sources: law.md 8; GDPR art. 12, 15-21;
DSL 5:1-2, 7:2, 7:5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .ids import PersonId, RequestId


class DataOutcome(StrEnum):
    """What became of a right that was asked for."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DataRight:
    """A right of the catalogue. ``export``: the data are also given in a form that a machine reads."""

    code: str
    label: str
    article: str
    letter: str
    export: bool
    explanation: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class DataGround:
    """A ground for saying no, or for leaving something out; ``rights`` are the codes of those it answers."""

    code: str
    label: str
    rights: tuple[str, ...]
    words: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class IdentityWay:
    """A way of showing who one is; no number of a document is kept."""

    code: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is known of a request for one's own data. Times in UTC.

    ``way`` is how the person showed who they are ("" before), ``individual_id`` the person of the request who asks,
    ``extended_why`` why the answer takes up to two months more, told to the person within the first (art. 12.3).
    """

    request_id: RequestId
    way: str = ""
    identified_by: PersonId | None = None
    identified_at: datetime | None = None
    individual_id: int | None = None
    extended_at: datetime | None = None
    extended_why: str = ""


@dataclass(frozen=True, slots=True)
class DataAnswer:
    """A right that was asked for, and the answer: ``outcome`` None before, ``done`` what was done."""

    request_id: RequestId
    right: str
    outcome: DataOutcome | None = None
    grounds: tuple[str, ...] = ()
    done: str = ""
    answered_by: PersonId | None = None
    answered_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it has not been answered."""
        return self.outcome is None


def unanswered(asked: Sequence[DataAnswer]) -> int:
    """How many rights wait for an answer; where nobody has said which are asked for, that is the one thing."""
    return sum(row.open for row in asked) if asked else 1
