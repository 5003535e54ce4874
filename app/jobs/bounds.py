"""How long a job may take and how much memory: little for reading what came from outside, more for our own work."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .reports import Progressed

PAGE_SECONDS = {"lay out": 0.1, "pages": 1.0, "unseen": 0.1, "words": 5.0, "write": 0.1}
"""By phase of reading, what each page that it tells of (``done``, from 0, is at work) adds to the time it may take; a
page that is read with Tesseract may take the longest."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What ends a job.

    Args:
        silent: longest time (s) without a word.
        seconds: longest time in all, and ``page_seconds`` more, by phase, for each page that it has told of.
        memory: bytes of address space that each process may take.
        own: bytes of its own that each process may hold.
        tree: bytes that the child and all that it started may hold together.
    """

    silent: float = 30.0
    seconds: float = math.inf
    page_seconds: Mapping[str, float] = field(default_factory=dict)
    memory: int = 4 << 30
    own: int = 4 << 30
    tree: int = 8 << 30


WORK = Bounds()
READING = Bounds(silent=20.0, seconds=20.0, page_seconds=PAGE_SECONDS, own=1_000_000_000, tree=2_000_000_000)

@dataclass
class Clock:
    """How long a job has gone on and may go on; ``begun`` and ``now`` are seconds of one monotonic clock."""

    bounds: Bounds
    begun: float
    pages: Counter[str] = field(default_factory=Counter)

    def hear(self, report: Progressed) -> None:
        """Counts the pages that the job tells of."""
        self.pages[report.phase] = max(self.pages[report.phase], min(report.done + 1, report.total))

    @property
    def seconds(self) -> float:
        """How long it may take in all, by what is known now."""
        more = self.bounds.page_seconds
        return self.bounds.seconds + sum(more.get(phase, 0.0) * pages for phase, pages in self.pages.items())

    def left(self, now: float) -> float:
        """Seconds until its time is over."""
        return self.begun + self.seconds - now


def shorter(bounds: Bounds, spent: float, least: float) -> Bounds:
    """The bounds for another attempt at the same, when so many seconds are spent; ``least`` of them are granted."""
    return replace(bounds, seconds=max(least, bounds.seconds - spent))
