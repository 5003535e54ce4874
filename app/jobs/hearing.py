"""Hears a child within its bounds: how long it is silent, how long it takes in all, how much it holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from redaction.errors import OutOfMemory, Stalled

from . import caps
from .bounds import Bounds, Clock
from .reports import Progressed

START_SECONDS = 60.0
SHORTEST_SECONDS = 0.05
"""Progress is passed on at most once in this time, but for a new phase and the end of one; so often it is asked
whether the job goes on."""
WEIGHED_SECONDS = 0.5
"""So often it is looked how much memory a child and what it started hold."""


class Teller(Protocol):
    """What tells: a child process."""

    pid: int

    def is_ready(self, seconds: float) -> bool:
        """Whether it has started, after so many seconds of waiting at most."""

    def receive(self, seconds: float) -> Any:
        """The next value; None after so many seconds without one."""


class Ear:
    """Hears a child from its order to its end. ``goes_on`` is called often and may raise; ``last`` was told last."""

    def __init__(self, child: Teller, bounds: Bounds, goes_on: Callable[[], None]) -> None:
        self._child, self._bounds, self._goes_on = child, bounds, goes_on
        self._clock = Clock(bounds, time.monotonic())
        self._weighed = time.monotonic()
        self.last = Progressed(0, 0, "")

    def ready(self) -> None:
        """Waits until the child has started; its time begins then. Raises Stalled, Crashed."""
        ends = time.monotonic() + START_SECONDS
        while not self._child.is_ready(SHORTEST_SECONDS):
            self._goes_on()
            if time.monotonic() > ends:
                raise Stalled(seconds=round(START_SECONDS))
        self._clock.begun = time.monotonic()

    def next(self) -> Any:
        """The next report. Raises Stalled, Crashed, OutOfMemory where the child goes past its bounds."""
        silent_since = time.monotonic()
        while (report := self._child.receive(SHORTEST_SECONDS)) is None:
            self._goes_on()
            self._watch(silent_since)
        self._goes_on()
        if isinstance(report, Progressed):
            self.last = report
            self._clock.hear(report)
            self._watch(time.monotonic())
        return report

    def _watch(self, silent_since: float) -> None:
        now = time.monotonic()
        if now - silent_since > self._bounds.silent:
            raise Stalled(seconds=round(self._bounds.silent))
        if self._clock.left(now) < 0:
            raise Stalled(seconds=round(self._clock.seconds))
        if now - self._weighed > WEIGHED_SECONDS:
            self._weighed = now
            if caps.held_by(self._child.pid) > self._bounds.tree:
                raise OutOfMemory()
