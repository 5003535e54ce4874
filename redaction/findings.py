"""What a detector saw, why it thinks so, and how overlapping findings become one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .geometry import Rect


class Band(StrEnum):
    """How sure a finding is, in the clerk's words: säker, trolig, möjlig."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


BANDS = ((Band.SURE, 0.85), (Band.LIKELY, 0.5), (Band.POSSIBLE, 0.0))
"""Lowest score of each band, surest first."""

LIKELY_FROM = {"PERSON": 0.2}
"""Kinds whose middle band begins elsewhere: a name that is missed is a disclosure, one too many a click."""


_WEIGHTY = dict(BANDS)[Band.LIKELY]


def band_of(score: float, category: str = "") -> Band:
    """The band that a score (0-1) of a finding of this category falls in."""
    band = next(band for band, lowest in BANDS if score >= lowest)
    return Band.LIKELY if band is Band.POSSIBLE and score >= LIKELY_FROM.get(category, 1.0) else band


LEARNED = "learned"
"""The detector in the evidence of what the office's own list has decided; its context is the entry's number."""
NEVER, ALWAYS = "never", "always"
"""The patterns in that evidence; ``ALWAYS`` also in that of the term that an entry stands for."""

TERMS = "terms"
"""The detector of the clerk's own words; its evidence holds the provision that goes with the word."""

READ = "read"
"""The detector in the evidence of what was read in a picture and not surely; its context is how surely (0-100)."""

HARD_STOP = "hard-stop"
"""The pattern in the evidence of a finding after which nothing may be handed out before a person has looked."""


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
        """How sure the finding is, in the clerk's words."""
        return band_of(self.score, self.category)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap become spans that do not, ordered by place.

    What is allowed (``proposed`` False) wins over what lies entirely inside it, so that the company's own number
    is never proposed by another detector; where a proposed span reaches outside, the allowed one gives way.
    Among the proposed a span of at least the middle band swallows what lies inside it, else the surer wins and
    the other keeps what lies free: no character proposed in those bands is lost.
    Equal spans gather their evidence.
    """
    gathered = _gather(spans)
    allowed = _disjoint([s for s in gathered if not s.proposed])
    proposed = [s for s in gathered if s.proposed and not _lies_inside(s, allowed)]
    kept = _disjoint(_unswallowed(proposed))
    allowed = [a for a in allowed if not _rivals(a, kept)]
    return sorted(allowed + kept, key=_start)


def _start(span: Span) -> int:
    return span.start


def _gather(spans: Iterable[Span]) -> list[Span]:
    """Spans of the same place and category as one, with the best score and all evidence."""
    found: dict[tuple[int, int, str, bool], Span] = {}
    for span in spans:
        key = (span.start, span.end, span.category, span.proposed)
        other = found.get(key)
        if other is not None:
            best, worse = (span, other) if span.score > other.score else (other, span)
            span = replace(best, evidence=best.evidence + tuple(e for e in worse.evidence if e not in best.evidence))
        found[key] = span
    return list(found.values())


def _unswallowed(spans: list[Span]) -> list[Span]:
    """The spans that do not lie inside another one of at least the middle band.

    A clerk's term that does hands its evidence on, and with it the provision: the clerk's word is not lost. So does a
    hard stop, which "Skyddad identitet" stays in a column of names too.
    """
    kept: list[Span] = []
    reach, host = -1, -1  # how far the weighty spans reach, and the last of them; each begins no later than this one
    for span in sorted(spans, key=lambda s: (s.start, -s.end, -s.score, s.category)):
        if span.end > reach:
            kept.append(span)
            if span.score >= _WEIGHTY:
                reach, host = span.end, len(kept) - 1
        else:
            said = tuple(e for e in span.evidence if _is_kept(e) and e not in kept[host].evidence)
            kept[host] = replace(kept[host], evidence=kept[host].evidence + said) if said else kept[host]
    return kept


def _is_kept(evidence: Evidence) -> bool:
    return evidence.detector in (TERMS, LEARNED) or evidence.pattern == HARD_STOP


def _disjoint(spans: list[Span]) -> list[Span]:
    """The spans by sureness, then length; a weighty span keeps what surer ones leave of it, another nothing."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.score, s.start - s.end, s.start, s.category)):
        rivals = _rivals(span, kept)
        if not rivals:
            insort(kept, span, key=_start)
        elif span.score >= _WEIGHTY:
            for start, end in _free_parts(span, rivals):
                insort(kept, replace(span, start=start, end=end), key=_start)
    return kept


def _free_parts(span: Span, rivals: list[Span]) -> list[tuple[int, int]]:
    """The parts of the span outside its rivals (disjoint, by place)."""
    starts = [span.start, *(r.end for r in rivals)]
    ends = [*(r.start for r in rivals), span.end]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _rivals(span: Span, kept: list[Span]) -> list[Span]:
    """Those of ``kept`` (disjoint, by place) that overlap the span."""
    first = bisect_right(kept, span.start, key=_start)
    first -= first > 0 and kept[first - 1].end > span.start
    return kept[first : bisect_left(kept, span.end, key=_start)]


def _lies_inside(span: Span, kept: list[Span]) -> bool:
    return any(k.start <= span.start and span.end <= k.end for k in _rivals(span, kept))
