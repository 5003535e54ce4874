"""Helpers of a job: parts come back in order, trouble names its page, and none outlives the job."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.jobs import helpers, tasks
from app.jobs.bounds import Bounds
from app.jobs.helpers import Helpers
from app.jobs.process import Child, run
from app.jobs.reports import ChildFault, JobCancelled
from redaction.crew import LONG
from redaction.errors import Crashed, Damaged, DocumentError, OutOfMemory, Stalled
from redaction.plan import RedactionPlan
from tests.app.jobs import deeds
from tests.app.jobs.papers import a_pdf
from tests.app.jobs.test_process import ended

NOBODY = pytest.mark.skipif(sys.platform == "win32", reason="the job object of Windows is tried on Windows")


def test_parts_come_back_in_order() -> None:
    """Many parts, two helpers, each used again; every page is told."""
    told: list[int] = []
    with Helpers(2) as crew:
        done = crew.share(deeds.part, [([2 * n, 2 * n + 1],) for n in range(6)], told.append)
    assert [page for part in done for page, _ in part] == list(range(12))
    assert sorted(told) == list(range(12))
    assert len({pid for part in done for _, pid in part} - {os.getpid()}) == 2


def test_one_part_is_done_here() -> None:
    """A short document costs no process."""
    with Helpers(2) as crew:
        assert crew.share(deeds.part, [([0, 1],)], lambda _page: None) == [[(0, os.getpid()), (1, os.getpid())]]
        assert not crew._children


@pytest.mark.parametrize(
    ("deed", "error", "told"),
    [
        ("hangs", Stalled, {"seconds": 2, "page": 11}),
        ("leaves", Crashed, {"exit": 42, "page": 11}),
        pytest.param("gobbles", OutOfMemory, {"page": 11}, marks=NOBODY),
        ("is damaged", Damaged, {"page": 11}),
    ],
)
def test_a_page_that_comes_to_grief_is_named(deed: str, error: type[DocumentError], told: dict[str, int]) -> None:
    """Whatever ends a helper, the refusal names the page that was at work, and the other helper ends as well."""
    with pytest.raises(error) as caught, Helpers(2, seconds=2.0, bounds=Bounds(memory=1 << 30)) as crew:
        crew.share(deeds.part_that, [(deed, [10, 11]), ("does nothing", [20, 21])], lambda _page: None)
    assert caught.value.parameters == told


def test_a_fault_in_a_helper_tells_no_text() -> None:
    """The text of an exception may hold a document's words."""
    with pytest.raises(ChildFault) as caught, Helpers(2) as crew:
        crew.share(deeds.part_that, [("is faulty", [0, 1]), ("does nothing", [2, 3])], lambda _page: None)
    assert "Anna" not in repr(caught.value)


def test_helpers_end_with_their_work() -> None:
    """Nothing is left when the work is done."""
    with Helpers(2) as crew:
        crew.share(deeds.part, [([0],), ([1],)], lambda _page: None)
        children = list(crew._children)
    assert not any(child.alive for child in children)


@NOBODY
def test_a_killed_job_leaves_no_helper() -> None:
    """Calling a job off ends its helpers too, even those that hang in C code with Python's lock held."""
    watches: list[int] = []

    def stop(one: int, other: int, _phase: str) -> None:
        watches.extend(os.pidfd_open(pid) for pid in (one, other))
        raise JobCancelled

    with pytest.raises(JobCancelled):
        run(deeds.share_and_wait, progress=stop)
    assert not [watch for watch in watches if not ended(watch, 10.0)]
    assert len(watches) == 2


PARENT = """
from app.jobs.process import run
from tests.app.jobs import deeds
run(deeds.share_and_wait, progress=lambda one, other, _: print(one, other, flush=True))
"""


@NOBODY
def test_a_killed_program_leaves_no_helper() -> None:
    """SIGKILL of the program ends its jobs, and they end their helpers."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        watches = [os.pidfd_open(int(pid)) for pid in program.stdout.readline().split()]
        program.kill()
    assert not [watch for watch in watches if not ended(watch, 10.0)]


def test_a_program_that_ends_does_not_wait_for_its_children() -> None:
    """A spare child that nobody ended is no reason to stay."""
    left = "from app.jobs.process import Child; child = Child(); child.wait_ready(60)"
    subprocess.run([sys.executable, "-c", left], check=True, timeout=60)


def test_a_long_document_is_masked_by_helpers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task shares its pages, in real children, and the copy is proven."""
    source = a_pdf(tmp_path / "long.pdf", [f"Sida {n}, Hemlige Testsson" for n in range(LONG)])
    started: list[Child] = []

    class Counted(Child):
        """Counts those that are started."""

        def __init__(self, **more: object) -> None:
            super().__init__(**more)  # type: ignore[arg-type]
            started.append(self)

    monkeypatch.setattr(helpers, "Child", Counted)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    plan = RedactionPlan("", (), ("Hemlige Testsson",))
    proof = tasks.burn(source, plan, tmp_path / "out.pdf", None, False, progress=lambda *_: None)
    assert len(started) == 2
    assert len(proof.marks) == LONG
    assert (tmp_path / "out.pdf").is_file()
