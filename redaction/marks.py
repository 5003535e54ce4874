"""Areas of a page that shall be masked, their state, and the ground for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .geometry import Rect


class MarkState(StrEnum):
    """Where a mark stands: proposed by a machine, accepted by a person, or left visible by a person."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class MarkKind(StrEnum):
    """What was marked: a span of text, an area drawn by hand, or the whole page."""

    TEXT = "text"
    AREA = "area"
    PAGE = "page"


class Level(StrEnum):
    """How much is left of what a mask hides: nothing, a coarser value, a name that is none, or a sum (law.md 6.4)."""

    MASKED = "masked"
    GENERALISED = "generalised"
    PSEUDONYM = "pseudonym"
    SUMMED = "summed"


class Origin(StrEnum):
    """Who made the mark."""

    DETECTOR = "detector"
    TERM = "term"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mask: its rectangles (page space) on one page (from 0), one rectangle per line.

    ``category`` is a code of the detection catalogue or "" for an area; ``provision`` the id of the provision
    that carries it, e.g. "OSL 21:1"; ``text`` the words under it while the request is open; ``reason`` why
    it was left visible; ``replacement`` what the box says instead of its words, "" where nothing but masked.
    """

    id: int
    page: int
    rects: tuple[Rect, ...]
    state: MarkState
    kind: MarkKind
    origin: Origin
    category: str = ""
    provision: str | None = None
    assessment_id: int | None = None
    finding_id: int | None = None
    text: str = ""
    reason: str = ""
    version: int = 1
    level: Level = Level.MASKED
    replacement: str = ""

    @property
    def silent(self) -> bool:
        """Whether it is masked and its box says nothing instead of its words."""
        return self.state is MarkState.ACCEPTED and self.level is Level.MASKED

    def accepted(self, provision: str) -> Mark:
        """The mark as a person has accepted it on this provision; what it says instead stays."""
        return replace(self, state=MarkState.ACCEPTED, provision=provision, reason="")

    def replaced(self, level: Level, replacement: str) -> Mark:
        """The mark with this in its box instead of its words."""
        return replace(self, level=level, replacement=replacement)

    def rejected(self, reason: str) -> Mark:
        """The mark as a person has left it visible, for this reason."""
        left = replace(self, state=MarkState.REJECTED, provision=None, assessment_id=None, reason=reason)
        return left.replaced(Level.MASKED, "")


def covers(masks: Sequence[Rect], rects: Sequence[Rect]) -> bool:
    """Whether each of ``rects`` lies inside one of ``masks``, but for half a point; False where there are none."""
    return bool(rects) and all(any(rect.within(mask) for mask in masks) for rect in rects)
