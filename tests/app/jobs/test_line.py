"""Jobs in line: reports on the owner's thread, one end each, and no more children than there is room for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from app.jobs.bounds import Bounds
from app.jobs.line import Inbox, Job, Jobs
from app.jobs.reports import Cancelled, Failed, Finished, Progressed, Report
from tests.app.jobs import deeds

SECONDS = 20.0


class Office:
    """An owner's thread, a line of jobs, and what was heard of them."""

    def __init__(self, limit: int = 2) -> None:
        self.inbox = Inbox()
        self.jobs = Jobs(self.inbox.post, limit, spares=0)
        self.heard: dict[str, list[Report]] = {}
        self.threads: set[str] = set()

    def start(self, name: str, task: deeds.Deed, *args: object, stall_seconds: float = 20.0) -> Job:
        self.heard[name] = []

        def hear(report: Report) -> None:
            self.threads.add(threading.current_thread().name)
            self.heard[name].append(report)

        return self.jobs.start(task, args, hear, bounds=Bounds(silent=stall_seconds))

    def until_heard(self, name: str, kind: type[Report] = Progressed) -> None:
        self.inbox.run_until(lambda: any(isinstance(r, kind) for r in self.heard[name]), SECONDS)

    def until_idle(self) -> None:
        self.inbox.run_until(lambda: not self.jobs.busy, SECONDS)


@pytest.fixture
def office() -> Iterator[Office]:
    """An office with room for two jobs."""
    office = Office()
    yield office
    office.jobs.close()


def test_progress_then_the_result_on_the_owners_thread(office: Office) -> None:
    """Progress comes in order, one end comes last, and all of it where the owner asked."""
    office.start("a", deeds.count, 5)
    office.until_idle()
    *progress, end = office.heard["a"]
    assert Progressed(5, 5, "write") in progress
    assert all(isinstance(report, Progressed) for report in progress)
    assert end == Finished(5)
    assert office.threads == {threading.current_thread().name}


def test_a_failure_arrives_as_a_code(office: Office) -> None:
    """A document's error and a crash are reports, and the next job runs."""
    office.start("damaged", deeds.damaged)
    office.start("crash", deeds.leave, 7)
    office.start("fine", deeds.add, 1, 2)
    office.until_idle()
    assert office.heard["damaged"] == [Failed("damaged", {"page": 7})]
    assert office.heard["crash"] == [Failed("crashed", {"exit": 7})]
    assert office.heard["fine"] == [Finished(3)]


def test_a_stalled_job_fails(office: Office) -> None:
    """A job that stops telling is ended and reported."""
    office.start("a", deeds.hang, stall_seconds=0.3)
    office.until_idle()
    assert office.heard["a"][-1] == Failed("stalled", {"seconds": 0})


def test_a_running_job_is_cancelled(office: Office) -> None:
    """Cancel ends the child at once and is reported once, though called twice."""
    job = office.start("a", deeds.hang_in_c)
    office.until_heard("a")
    assert job._child is not None
    job.cancel()
    job.cancel()
    office.until_idle()
    assert office.heard["a"][-1] == Cancelled()
    assert office.heard["a"].count(Cancelled()) == 1
    assert not job._child.alive


def test_a_result_that_comes_too_late_is_a_cancellation(office: Office) -> None:
    """Cancelled before the owner heard of the result: the result is not heard any more."""
    job = office.start("a", deeds.add, 1, 2)
    thread = office.jobs._running[job]
    thread.join(SECONDS)
    job.cancel()
    office.until_idle()
    assert office.heard["a"] == [Cancelled()]


def test_no_more_than_the_limit_run_at_once(office: Office) -> None:
    """The third of two waits until there is room; a waiting job is cancelled without a child."""
    first, second = office.start("1", deeds.hang), office.start("2", deeds.hang)
    third, fourth = office.start("3", deeds.add, 1, 2), office.start("4", deeds.add, 1, 2)
    office.until_heard("1")
    office.until_heard("2")
    assert third not in office.jobs._running
    assert office.jobs.busy == 4
    fourth.cancel()
    office.until_heard("4", Cancelled)
    assert office.heard["4"] == [Cancelled()]
    assert fourth._child is None
    first.cancel()
    office.until_heard("3", Finished)
    second.cancel()
    office.until_idle()
    assert office.heard["2"][-1] == Cancelled()


def test_closing_ends_everything_in_silence(office: Office) -> None:
    """When the office closes no child is left and nothing is told."""
    job = office.start("a", deeds.hang)
    office.start("b", deeds.hang)
    office.start("c", deeds.hang)
    office.until_heard("a")
    before = dict(office.heard)
    office.jobs.close()
    assert office.jobs.busy == 0
    assert job._child is not None
    assert not job._child.alive
    with pytest.raises(TimeoutError):
        office.inbox.run_until(lambda: False, 0)
    assert office.heard == before


def test_a_spare_serves_the_line() -> None:
    """With a spare child the jobs come out the same."""
    inbox, results = Inbox(), list[Report]()
    jobs = Jobs(inbox.post, 1, spares=1)
    jobs.warm()
    try:
        for number in range(3):
            jobs.start(deeds.add, (number, 0), results.append)
        inbox.run_until(lambda: len(results) == 3, SECONDS)
    finally:
        jobs.close()
    assert results == [Finished(0), Finished(1), Finished(2)]
