"""One figure of the bench: ours, the raw engine's, and the bound between them."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7
"""Runs of each whole-process figure; the median counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ours and the raw engine's in ``unit``, and the bound the issue names; ``note`` is for the reader."""

    name: str
    ours: float
    raw: float
    bound: float
    raw_is: str
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours through the raw engine's."""
        return self.ours / self.raw if self.raw else 0.0

    @property
    def kept(self) -> bool:
        """Whether ours is within the bound."""
        return self.ours <= self.bound

    def line(self) -> str:
        """The figure as one line."""
        state = f"bound {self.bound:.1f} {self.unit} {'ok' if self.kept else 'OVER'}"
        return (
            f"{self.name:<16} {self.ours:8.1f} {self.unit}   {self.raw_is}: {self.raw:8.1f} {self.unit}   "
            f"ratio {self.ratio:5.2f}   {state}   {self.note}"
        ).rstrip()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def median(run: Callable[[], float], rounds: int = ROUNDS) -> float:
    """The median of so many runs."""
    return statistics.median(run() for _ in range(rounds))
