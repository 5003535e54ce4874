"""What a detector saw, why it thinks so, and how overlapping findings become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .geometry import Rect


class Band(StrEnum):
    """How sure a finding is, in the clerk's words: säker, trolig, möjlig."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


BANDS = ((Band.SURE, 0.85), (Band.LIKELY, 0.5), (Band.POSSIBLE, 0.0))
"""Lowest score of each band, surest first."""


def band_of(score: float) -> Band:
    """The band that a score (0-1) falls in."""
    return next(band for band, lowest in BANDS if score >= lowest)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a detector proposes a span; the window words it for the clerk.

    ``pattern`` names the form that matched, ``checksum`` whether its check digit holds (None: it has none),
    ``context`` the label word that stood near, or "".
    """

    detector: str
    pattern: str = ""
    checksum: bool | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A finding in plain text: Python character offsets, end exclusive; score 0-1.

    ``proposed`` is False where the thing is found and by default left readable (an organisation's number,
    a value on the allow-list); ``why_not`` then holds the reason as a code.
    """

    start: int
    end: int
    category: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    proposed: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding on a page; ``text`` is the words as written, kept only while the request is open.

    ``page`` counts from 0, ``start``/``end`` are offsets in the page's text, ``rects`` page space.
    """

    category: str
    page: int
    start: int
    end: int
    rects: tuple[Rect, ...]
    score: float
    text: str
    evidence: tuple[Evidence, ...] = field(default=())
    proposed: bool = True
    why_not: str = ""

    @property
    def band(self) -> Band:
        return band_of(self.score)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans become one: the surer wins, then the longer; equal ones gather their evidence.

    What is allowed (``proposed`` False) wins over what it covers entirely, so that the company's own number
    is never proposed by another detector.
    """
    kept: list[Span] = []
    order = sorted(spans, key=lambda s: (s.proposed, -s.score, -(s.end - s.start), s.start, s.category))
    for span in order:
        rivals = [k for k in kept if k.start < span.end and k.end > span.start]
        if not rivals:
            kept.append(span)
            continue
        for rival in rivals:
            same = (rival.start, rival.end, rival.category) == (span.start, span.end, span.category)
            if same and rival.proposed == span.proposed:
                added = tuple(e for e in span.evidence if e not in rival.evidence)
                kept[kept.index(rival)] = Span(
                    rival.start, rival.end, rival.category, rival.score, rival.evidence + added, rival.proposed, rival.why_not
                )
    # An allowed span gives way where a proposed one reaches outside it: nothing is hidden from the clerk.
    return sorted(kept, key=lambda s: (s.start, s.end))
