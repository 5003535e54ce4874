"""How long things are kept: the rows of the office's document plan (dokumenthanteringsplan), and what purging leaves.

Source: arkivlagen (1990:782) 10 §, law.md 7.4. How long is the company's own decision; until it has decided a row,
nothing is purged by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .ids import PersonId, PurgeId, RequestId


class CaseClass(StrEnum):
    """What a closed request is to the plan; each has a row of its own in the catalogue."""

    WHOLE = "whole"
    PART = "part"
    REFUSED = "refused"
    DECIDED = "decided"
    APPEALED = "appealed"
    OWN_DATA = "own-data"


LOG = "log"
"""The plan's row for the decision log."""


class CountedFrom(StrEnum):
    """When the time begins: the day the request was closed, or the end of that year."""

    CLOSED = "closed"
    YEAR_END = "year-end"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan. ``years`` None: kept for good. ``decided_by`` "": the company has not decided it."""

    id: str
    label: str
    years: int | None
    counted_from: CountedFrom
    source: str
    confidence: str
    decided_by: str = ""

    def due(self, closed: date) -> date | None:
        """The first day on which what was closed on a day may go; None: never."""
        if self.years is None:
            return None
        if self.counted_from is CountedFrom.YEAR_END:
            return date(closed.year + self.years + 1, 1, 1)
        try:
            return closed.replace(year=closed.year + self.years)
        except ValueError:  # 29 February
            return date(closed.year + self.years, 3, 1)


@dataclass(frozen=True, slots=True)
class Purge:
    """What the purge log keeps of a request that is gone: when, by whom, by which row as it then was, and hashes.

    ``sha256s`` are those of the files that went with it; ``rows`` counts rows of the database.
    """

    id: PurgeId
    request_id: RequestId
    plan_row: str
    years: int
    counted_from: str
    decided_by: str
    due_on: date
    purged_by: PersonId
    purged_at: datetime
    rows: int
    sha256s: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeavingFile:
    """A file of the vault that shall go once nothing points to it any more."""

    sha256: str
