"""What an office learns: strings that in their context are never proposed, and strings that always are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .ids import EntryId, PersonId, RequestId


class EntryKind(StrEnum):
    """What an entry says of its string."""

    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One entry, with who, when and why; a reversed one stays and says by whom and when.

    ``before`` and ``after`` are the neighbouring words that a NEVER holds between ("": any); ``provision`` is what an
    ALWAYS is proposed with. ``request_id`` is None for the whole office; an entry of a request goes when it is closed.
    """

    id: EntryId
    kind: EntryKind
    text: str
    category: str
    before: str
    after: str
    provision: str | None
    request_id: RequestId | None
    reason: str
    added_by: PersonId
    added_at: datetime
    reversed_by: PersonId | None = None
    reversed_at: datetime | None = None
    version: int = 1

    @property
    def holds(self) -> bool:
        """Whether it is in force."""
        return self.reversed_at is None
