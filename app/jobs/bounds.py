"""How long a job may take and how much memory: little for reading what came from outside, more for our own work."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from .reports import Progressed

PAGED = frozenset({"lay out", "pages", "words", "write"})
"""Phases of reading whose ``done`` counts pages."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What ends a job.

    Args:
        silent: longest time (s) without a word.
        seconds: longest time in all, and ``page_seconds`` more for each page that it has told of.
        memory: bytes of address space that each process may take.
        own: bytes of its own that each process may hold.
        tree: bytes that the child and all that it started may hold together.
    """

    silent: float = 30.0
    seconds: float = math.inf
    page_seconds: float = 0.0
    memory: int = 4 << 30
    own: int = 4 << 30
    tree: int = 8 << 30


WORK = Bounds()
READING = Bounds(silent=20.0, seconds=20.0, page_seconds=5.0, own=1_000_000_000, tree=2_000_000_000)
"""A page that is read with Tesseract may take five seconds; one with a text layer takes milliseconds."""


@dataclass
class Clock:
    """How long a job has gone on and may go on; ``begun`` and ``now`` are seconds of one monotonic clock."""

    bounds: Bounds
    begun: float
    pages: int = 0

    def hear(self, report: Progressed) -> None:
        """Counts the pages that the job tells of."""
        if report.phase in PAGED:
            self.pages = max(self.pages, report.done)

    @property
    def seconds(self) -> float:
        """How long it may take in all, by what is known now."""
        return self.bounds.seconds + self.bounds.page_seconds * self.pages

    def left(self, now: float) -> float:
        """Seconds until its time is over."""
        return self.begun + self.seconds - now


def shorter(bounds: Bounds, spent: float, least: float) -> Bounds:
    """The bounds for another attempt at the same, when so many seconds are spent; ``least`` of them are granted."""
    return replace(bounds, seconds=max(least, bounds.seconds - spent))
