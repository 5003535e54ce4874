"""Endings of a request in which no documents leave: kept elsewhere, not kept, shown, told, withdrawn, unanswered.

What each needs is data. Sources: law.md 1.2 X1, X2, X4, X5, 1.3 T5 (TF 2:4, 2:15, 2:17; OSL 6:4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .ids import PersonId, RequestId
from .requests import Track


@dataclass(frozen=True, slots=True)
class EndingRule:
    """A row of the catalogue: on which tracks, what it needs, whether it answers, whether a decision can follow."""

    code: str
    label: str
    explanation: str
    tracks: tuple[Track, ...]
    needs: tuple[str, ...]
    answers: bool
    decision: bool
    words: str
    source: str
    confidence: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request ended; when stands with the request. ``code`` is the catalogue's."""

    request_id: RequestId
    code: str
    ended_by: PersonId
    note: str = ""
    authority: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class SearchNote:
    """Where documents were looked for, by whom, and what that gave (law.md T5). Time in UTC."""

    id: int
    request_id: RequestId
    place: str
    searched_by: str
    result: str
    noted_by: PersonId
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class DelayNote:
    """Why an answer takes long, in words that may be read by anybody. Time in UTC."""

    id: int
    request_id: RequestId
    text: str
    written_by: PersonId
    written_at: datetime
