"""Many jobs at once: as many children as there are cores, the rest wait in line."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from .bounds import WORK, Bounds
from .process import Child, Children, follow
from .reports import Cancelled, Failed, Outcome, Progressed, Report

Post = Callable[[Callable[[], None]], None]
"""Brings a call to the owner's thread and returns at once."""


class Inbox:
    """The owner's thread where there is no window: what is posted waits until ``run_until`` takes it."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        """Takes a call from any thread."""
        self._calls.put(call)

    def run_until(self, done: Callable[[], bool], seconds: float | None = None) -> None:
        """Makes the calls in the order they came until ``done()`` is true. Raises TimeoutError after ``seconds``."""
        end = None if seconds is None else time.monotonic() + seconds
        while not done():
            try:
                call = self._calls.get(timeout=None if end is None else max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            call()


class Job:
    """One task on its way. All of it is used on the owner's thread; exactly one ``Outcome`` comes at its end."""

    def __init__(self, jobs: Jobs, work: Callable[[Child, Callable[[Progressed], None]], Outcome]) -> None:
        self._jobs = jobs
        self._work = work
        self._child: Child | None = None
        self._called_off = threading.Event()
        self.over = False

    def cancel(self) -> None:
        """Ends the job: its child is killed, ``Cancelled`` is reported, nothing else is any more."""
        if not self.over and not self._called_off.is_set():
            self._called_off.set()
            if self._child is not None:
                self._child.kill()
            self._jobs._drop(self)

    def _run(self, children: Children, on_report: Callable[[Report], None]) -> None:
        """Runs on a thread of its own; ``on_report`` brings the report to the owner's."""
        self._child = children.take()
        if self._called_off.is_set():
            self._child.kill()
        children.warm()
        on_report(self._work(self._child, on_report))


class Jobs:
    """Starts jobs and reports on the owner's thread.

    Args:
        post: brings a call to the owner's thread.
        limit: how many children work at once; the cores of the machine where None.
        spares: how many loaded children stand ready (some 60 MB each), saving each job its start-up.
    """

    def __init__(self, post: Post, limit: int | None = None, spares: int = 1) -> None:
        self._post = post
        self._limit = limit or os.cpu_count() or 1
        self._children = Children(spares)
        self._waiting: deque[tuple[Job, Callable[[Report], None]]] = deque()
        self._running: dict[Job, threading.Thread] = {}

    @property
    def busy(self) -> int:
        """How many jobs run or wait."""
        return len(self._running) + len(self._waiting)

    def warm(self) -> None:
        """Gets the spare children ready before the first job; takes some ms here, the rest goes on beside us."""
        self._children.warm()

    def start(
        self,
        task: Callable[..., Any],
        args: tuple[Any, ...],
        on_report: Callable[[Report], None],
        *,
        bounds: Bounds = WORK,
    ) -> Job:
        """Runs ``task(*args, progress=...)`` in a child as soon as there is room; returns at once."""
        job = Job(self, lambda child, tell: follow(child, task, args, tell, bounds))
        self._waiting.append((job, on_report))
        self._fill()
        return job

    def close(self) -> None:
        """Calls off all jobs and ends all children; no report comes any more."""
        self._waiting.clear()
        running = dict(self._running)
        self._running.clear()
        for job in running:
            job.cancel()
            job.over = True
        for thread in running.values():
            thread.join(10)
        self._children.close()

    def _fill(self) -> None:
        while self._waiting and len(self._running) < self._limit:
            job, on_report = self._waiting.popleft()
            thread = threading.Thread(target=self._work, args=(job, on_report), name="job", daemon=True)
            self._running[job] = thread
            thread.start()

    def _work(self, job: Job, on_report: Callable[[Report], None]) -> None:
        try:
            job._run(self._children, lambda report: self._post(lambda: self._hear(job, report, on_report)))
        except Exception as error:  # no child could be started: the job must end all the same
            fault = Failed("fault", {"type": type(error).__name__, "where": "line.py"})
            self._post(lambda: self._hear(job, fault, on_report))

    def _hear(self, job: Job, report: Report, on_report: Callable[[Report], None]) -> None:
        """On the owner's thread."""
        if job.over:
            return
        if isinstance(report, Progressed):
            if not job._called_off.is_set():
                on_report(report)
            return
        job.over = True
        self._running.pop(job, None)
        self._fill()
        on_report(Cancelled() if job._called_off.is_set() else report)

    def _drop(self, job: Job) -> None:
        """A job that still waits in line is over as soon as the owner's thread comes round."""
        for waiting, on_report in list(self._waiting):
            if waiting is job:
                self._waiting.remove((waiting, on_report))
                self._post(partial(self._hear, job, Cancelled(), on_report))
