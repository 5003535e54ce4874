"""A part of a page that no reader could read, and how a person has judged it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from redaction.geometry import Rect
from redaction.words import RegionKind

from .ids import DocumentId


class RegionState(StrEnum):
    """How it stands: nobody has judged it, a mask lies over it, or it was left visible for a reason."""

    OPEN = "open"
    MASKED = "masked"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PageRegion:
    """One region of a page (from 0); ``rects`` is its one rectangle (page space).

    ``digest`` is that of all that look the same, "" where nothing does. A mask over it is told by the marks and never
    stored, so that taking back the mask opens the region again.
    """

    id: int
    document_id: DocumentId
    page: int
    rects: tuple[Rect, ...]
    kind: RegionKind
    digest: str
    state: RegionState = RegionState.OPEN
    reason: str = ""
    judged_by: int | None = None
    judged_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a person."""
        return self.state is RegionState.OPEN
