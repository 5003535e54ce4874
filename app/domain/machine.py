"""State machines as tables: what may be done in which state, by whom, and what stands in the way.

A table row says: in this state, this step leads to that state, needs this right, and is held back by these blockers.
Windows and commands read the same table, so a button cannot offer what the rules refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from .errors import Blocked, Blocker
from .people import Person, Right

S = TypeVar("S", bound=StrEnum)
T = TypeVar("T", bound=StrEnum)
F = TypeVar("F")
"""What the blockers look at."""


@dataclass(frozen=True, slots=True)
class Row(Generic[S, T, F]):
    """One line of a machine's table."""

    state: S
    step: T
    to: S
    right: Right
    blockers: tuple[Callable[[F, Person], Blocker | None], ...] = ()


class Machine(Generic[S, T, F]):
    """A table of rows and the three questions asked of it."""

    def __init__(self, *rows: Row[S, T, F]) -> None:
        self.rows = {(row.state, row.step): row for row in rows}

    def steps(self, state: S) -> tuple[T, ...]:
        """The steps that lead out of a state, in the table's order."""
        return tuple(step for (at, step) in self.rows if at == state)

    def blockers(self, state: S, step: T, facts: F, actor: Person) -> tuple[Blocker, ...]:
        """Everything that stands in the way of a step now; empty when it may be taken."""
        row = self.rows.get((state, step))
        if row is None:
            return (Blocker("step-not-open"),)
        found = [] if actor.may(row.right) else [Blocker("right-missing")]
        return (*found, *(b for check in row.blockers if (b := check(facts, actor)) is not None))

    def take(self, state: S, step: T, facts: F, actor: Person) -> S:
        """The state after the step. Raises Blocked where it cannot be taken."""
        blockers = self.blockers(state, step, facts, actor)
        if blockers:
            raise Blocked(step, blockers)
        return self.rows[state, step].to
