"""How long work tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Done, of how many, and the code of the phase."""


def quiet(done: int, total: int, phase: str) -> None:
    """Progress that nobody looks at."""
