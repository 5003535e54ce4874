"""Helpers of a job: children of its child, which work on parts of a long document at once."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any

from redaction.crew import ALONE, At
from redaction.errors import DocumentError, Stalled

from .bounds import WORK, Bounds
from .child import serve_parts
from .process import START_SECONDS, Child
from .reports import Failed, Finished, Progressed, error_from, failed_from

PAGE_SECONDS = 20.0
"""Longest time for one page; shorter than what the program grants the whole job without progress."""


@dataclass
class _Turn:
    """A part in a helper's hands: its place among the parts, the page at work (-1 before the first), since when."""

    place: int
    page: int = -1
    since: float = field(default_factory=time.monotonic)

    @property
    def where(self) -> dict[str, str | int]:
        """The page as an error names it; nothing before the first."""
        return {} if self.page < 0 else {"page": self.page}


class Helpers:
    """A ``redaction.crew.Crew`` of child processes, started when there is work for two; used by ``with``.

    A page that takes too long, too much memory or its helper's life ends the whole job and names itself: whatever the
    job has written by then lies in a folder of its own.

    Args:
        size: how many work at once; the cores of the machine where None.
        seconds: longest time for one page.
        bounds: what each may take.
    """

    def __init__(self, size: int | None = None, seconds: float = PAGE_SECONDS, bounds: Bounds = WORK) -> None:
        self.size = size or os.cpu_count() or 1
        self._seconds = seconds
        self._bounds = bounds
        self._children: list[Child] = []

    def __enter__(self) -> Helpers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.close()
        self._children.clear()

    def share(self, task: Callable[..., Any], parts: Sequence[tuple[Any, ...]], at: At) -> list[Any]:
        """As ``redaction.crew.Crew.share``.

        Raises:
            DocumentError: what a part raised; Stalled, Crashed or OutOfMemory with the ``page`` that was at work.
        """
        if len(parts) < 2:
            return ALONE.share(task, parts, at)
        idle, turns = self._started(min(self.size, len(parts))), dict[Child, _Turn]()
        results: dict[int, Any] = {}
        while len(results) < len(parts):
            while idle and len(results) + len(turns) < len(parts):
                child, place = idle.pop(), len(results) + len(turns)
                child.order(task, parts[place], self._bounds)
                turns[child] = _Turn(place)
            for child, turn in self._heard(turns).items():
                done = self._hear(child, turn, at)
                if done is not None:
                    results[turn.place] = pickle.loads(done.result)  # a helper reads the very document that we read
                    idle.append(child)
                    del turns[child]
        return [results[place] for place in range(len(parts))]

    def _started(self, count: int) -> list[Child]:
        while len(self._children) < count:
            self._children.append(Child(target=serve_parts))
        for child in self._children:
            child.wait_ready(START_SECONDS)
        return list(self._children)

    def _heard(self, turns: dict[Child, _Turn]) -> dict[Child, _Turn]:
        """The helpers that have something to tell, or are dead. Raises Stalled."""
        ends = {end: child for child in turns for end in child.ends}
        heard = {ends[end] for end in wait(list(ends), self._seconds / 10)}
        for turn in turns.values():
            if time.monotonic() - turn.since > self._seconds:
                raise Stalled(**({"seconds": round(self._seconds)} | turn.where))
        return {child: turns[child] for child in heard}

    def _hear(self, child: Child, turn: _Turn, at: At) -> Finished | None:
        """Takes one report. Raises what the helper met, with the page."""
        try:
            report = child.receive(0)
        except DocumentError as error:
            report = failed_from(error)
        if isinstance(report, Failed):
            raise error_from(Failed(report.code, turn.where | report.parameters))
        if isinstance(report, Progressed):
            turn.page, turn.since = report.done, time.monotonic()
            at(report.done)
        return report if isinstance(report, Finished) else None
