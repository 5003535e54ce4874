"""One job in one child process: start it, hear its reports, and be sure of its end."""

from __future__ import annotations

import atexit
import multiprocessing
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing.connection import wait
from types import ModuleType
from typing import Any

from redaction.errors import Crashed, OutOfMemory, Stalled

from . import caps, wire
from .bounds import WORK, Bounds
from .child import Progress, serve
from .hearing import SHORTEST_SECONDS, START_SECONDS, Ear
from .reports import (
    PAGED,
    Cancelled,
    Failed,
    Finished,
    JobCancelled,
    Outcome,
    Progressed,
    Report,
    error_from,
    failed_from,
)

__all__ = [
    "START_SECONDS",
    "Cancelled",
    "Child",
    "Children",
    "Failed",
    "Finished",
    "Outcome",
    "Progress",
    "Progressed",
    "Report",
    "called_off_by",
    "goes_on",
    "run",
]

PRELOAD = (
    "app.jobs.tasks",
    "redaction.text_layer",
    "redaction.mask",
    "redaction.verify",
    "redaction.write",
    "redaction.importers",
)
"""What a spare child loads while it waits, until its task comes."""

_spawning = multiprocessing.get_context("spawn")
_started: weakref.WeakSet[Child] = weakref.WeakSet()
_processes = threading.Lock()  # multiprocessing's list of children is not made for many threads


class Child:
    """A spawned process that waits for one task. Starting it takes some ms of ours, some 100 ms of its own."""

    def __init__(self, preload: tuple[str, ...] = (), target: Callable[..., None] = serve) -> None:
        theirs_orders, self._orders = _spawning.Pipe(duplex=False)
        self._reports, theirs_reports = _spawning.Pipe(duplex=False)
        theirs_life, self._life = _spawning.Pipe(duplex=False)
        ends = (theirs_orders, theirs_reports, theirs_life)
        self._process = _spawning.Process(target=target, args=(*ends, preload), name="job", daemon=False)
        with _processes, _no_main():
            self._process.start()
        for end in ends:
            end.close()
        self.pid = self._process.pid or 0
        _started.add(self)
        self._ready = self._ended = False
        caps.tie(self.pid)

    @property
    def ends(self) -> tuple[Any, ...]:
        """What ``multiprocessing.connection.wait`` waits for: a report, or the end of the process."""
        return self._reports, self._process.sentinel

    def wait_ready(self, seconds: float) -> None:
        """Waits until the child has started, the first time; raises Stalled, Crashed."""
        if not self.is_ready(seconds):
            raise Stalled(seconds=int(seconds))

    def is_ready(self, seconds: float) -> bool:
        """Whether the child has started, after so many seconds of waiting at most. Raises Crashed."""
        self._ready = self._ready or self.receive(seconds) is not None
        return self._ready

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return not wait([self._process.sentinel], 0)

    def order(self, *what: Any) -> None:
        """Sends the task, or whatever the target waits for; a dead child is noticed at the next ``receive``."""
        with suppress(OSError):
            self._orders.send(what)

    def receive(self, seconds: float) -> Any:
        """The next value the child tells; None after so many seconds without one.

        Raises:
            Crashed: it died, or sent what is no value of ours.
        """
        wait([self._reports, self._process.sentinel], seconds)
        if not self._reports.poll(0):
            if self.alive:
                return None
            raise Crashed(exit=self._exit())
        try:
            return wire.receive(self._reports)
        except Exception:  # the end of the pipe, half a value, or a value not on the list
            self.kill()
            raise Crashed(exit=self._exit()) from None

    def receive_bytes(self) -> bytes:
        """Bytes that follow a value, as they are. Raises Crashed."""
        try:
            return self._reports.recv_bytes()
        except (EOFError, OSError):
            self.kill()
            raise Crashed(exit=self._exit()) from None

    def kill(self) -> None:
        """Ends the process at once; may be called from any thread and more than once."""
        if self.alive:
            caps.kill_group(self.pid)
            with suppress(OSError):
                self._process.kill()

    def close(self) -> None:
        """Ends the process, and what it started and left, and gives back what it held of ours."""
        self.kill()
        self._exit()
        for end in (self._orders, self._reports, self._life):
            end.close()

    def _exit(self) -> int:
        wait([self._process.sentinel], START_SECONDS)
        with _processes:
            if not self._ended:  # until it is joined nobody else can have its number
                caps.kill_group(self.pid)
            self._process.join(1)
            self._ended = True
            code = self._process.exitcode
        return -1 if code is None else code


class Children:
    """Where jobs get their child from: a spare one stands ready, loaded, where ``spares`` says so."""

    def __init__(self, spares: int = 0) -> None:
        self._wanted = spares
        self._spares: list[Child] = []
        self._lock = threading.Lock()

    def take(self) -> Child:
        """A child that nobody else has."""
        with self._lock:
            while self._spares:
                child = self._spares.pop(0)
                if child.alive:
                    return child
                child.close()
        return Child()

    def warm(self) -> None:
        """Sees to it that the spares stand ready."""
        with self._lock:
            while len(self._spares) < self._wanted:
                self._spares.append(Child(PRELOAD))

    def close(self) -> None:
        """Ends the spares; from now on there are none."""
        with self._lock:
            self._wanted = 0
            for child in self._spares:
                child.close()
            self._spares.clear()


def follow(
    child: Child,
    task: Callable[..., Any],
    args: tuple[Any, ...],
    on_progress: Callable[[Progressed], None],
    bounds: Bounds = WORK,
    goes_on: Callable[[], None] = lambda: None,
) -> Finished | Failed:
    """Gives the child its task and hears it to the end; the child is ended in any case.

    ``goes_on`` is called twenty times a second; raising in it, as in ``on_progress``, ends the job.
    """
    ear = Ear(child, bounds, goes_on)
    told_at = 0.0
    try:
        ear.ready()
        child.order(task, args, bounds)
        while True:
            before = ear.last
            report = ear.next()
            if isinstance(report, Progressed):
                new = report.phase != before.phase or report.done >= report.total
                if new or time.monotonic() - told_at >= SHORTEST_SECONDS:
                    told_at = time.monotonic()
                    on_progress(report)
            elif isinstance(report, Finished | Failed):
                return report
            else:
                raise Crashed(exit=-1)
    except (Crashed, Stalled, OutOfMemory) as error:
        return failed_from(type(error)(**(_page_of(ear.last) | error.parameters)))
    finally:
        child.close()


def _page_of(last: Progressed) -> dict[str, str | int]:
    """The page (from 0) that was at work when this was told, where the phase counts pages."""
    return {"page": last.done} if last.phase in PAGED and last.done < last.total else {}


_own = Children()
_called_off: ContextVar[Callable[[], bool]] = ContextVar("called_off", default=lambda: False)


@contextmanager
def called_off_by(asked: Callable[[], bool]) -> Iterator[None]:
    """Jobs that the calling thread runs meanwhile end with JobCancelled within 0.05 s of ``asked()`` becoming true."""
    token = _called_off.set(asked)
    try:
        yield
    finally:
        _called_off.reset(token)


def goes_on() -> None:
    """Raises JobCancelled where what the calling thread does is called off; for one that waits between its jobs."""
    if _called_off.get()():
        raise JobCancelled


def run(
    task: Callable[..., Any],
    *args: Any,
    progress: Progress | None = None,
    bounds: Bounds = WORK,
    children: Children | None = None,
) -> Any:
    """Runs a task of ``app.jobs.tasks`` in a child and waits for its result.

    ``progress`` may call the job off by raising (``JobCancelled``, KeyboardInterrupt), and so may ``called_off_by``
    at any moment; the child is dead then.

    Raises:
        DocumentError: what the task raised; Crashed, Stalled or OutOfMemory where the child came to grief.
        ChildFault: a fault of ours in the child.
    """
    source = children or _own
    child = source.take()
    source.warm()
    def tell(report: Progressed) -> None:
        if progress is not None:
            progress(report.done, report.total, report.phase)

    outcome = follow(child, task, args, tell, bounds, goes_on)
    if isinstance(outcome, Failed):
        raise error_from(outcome)
    return outcome.result


@contextmanager
def _no_main() -> Iterator[None]:
    """Hides the main module while a child is started, so that the child does not run it anew.

    Spawn would import it, and with it the window or the store, into a process that shall have neither.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@atexit.register
def _end_all() -> None:
    """Ends what still runs: multiprocessing, whose own end comes after this, would wait for it.

    A job's child is no daemon in multiprocessing's sense because it has helpers.
    """
    for child in list(_started):
        child.kill()
