"""One job, one child: what comes back, and that nothing else does."""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.jobs import wire
from app.jobs.bounds import Bounds
from app.jobs.process import PRELOAD, Child, Children, run
from app.jobs.reports import ChildFault, Finished, JobCancelled
from app.keys.ring import Ring
from app.vault import Vault
from redaction.errors import Crashed, Damaged, NoSpace, OutOfMemory, Stalled
from redaction.geometry import Rect
from redaction.report import CheckResult
from tests.app.jobs import deeds


def test_a_job_gives_its_result() -> None:
    """What the task returns is what run returns."""
    assert run(deeds.add, 1, 2) == 3


def test_a_result_of_values_crosses_whole() -> None:
    """The engine's values come back equal and of their own types."""
    assert run(deeds.values) == (CheckResult("text", True, pages=(1, 2)), Rect(1, 2, 3, 4))


def test_a_large_result_crosses() -> None:
    """A result larger than any pipe's buffer comes back whole."""
    assert run(deeds.echo, b"x" * 5_000_000) == b"x" * 5_000_000


def test_progress_rises_and_ends_each_phase() -> None:
    """Progress comes in order, the first and the last of each phase always, the rest at a bearable pace."""
    seen: list[tuple[int, int, str]] = []
    assert run(deeds.count, 5_000, progress=lambda *report: seen.append(report)) == 5_000
    assert seen[0] == (1, 5_000, "read")
    assert seen[-1] == (5_000, 5_000, "write")
    assert (5_000, 5_000, "read") in seen
    assert seen == sorted(seen, key=lambda report: (report[2], report[0]))
    assert len(seen) < 200


def test_a_documents_error_comes_back_as_itself() -> None:
    """A code and its parameters cross the wall and are the same error again."""
    with pytest.raises(Damaged) as caught:
        run(deeds.damaged)
    assert caught.value.parameters == {"page": 7}


def test_a_fault_of_ours_tells_its_type_and_place_but_no_text(capfd: pytest.CaptureFixture[str]) -> None:
    """The text of an exception and what a child prints may hold a document's words: neither gets out."""
    with pytest.raises(ChildFault) as caught:
        run(deeds.faulty, "Anna Exempelsson")
    assert caught.value.kind == "ValueError"
    assert caught.value.where.startswith("deeds.py:")
    assert "Anna" not in repr(caught.value)
    assert "Anna" not in "".join(capfd.readouterr())


def test_a_full_disk_in_a_child_is_no_space() -> None:
    """A child that cannot write says so by a code, without the path."""
    with pytest.raises(NoSpace) as caught:
        run(deeds.full)
    assert caught.value.parameters == {}


def test_a_child_that_leaves_has_crashed() -> None:
    """A child that ends without a result is a crash with its exit code."""
    with pytest.raises(Crashed) as caught:
        run(deeds.leave, 42)
    assert caught.value.parameters == {"exit": 42}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives a killed process another exit code")
def test_a_child_that_is_killed_has_crashed() -> None:
    """A child that dies by a signal is a crash, and the program lives."""
    with pytest.raises(Crashed) as caught:
        run(deeds.die, int(deeds.SIGNAL))
    assert caught.value.parameters == {"exit": -int(deeds.SIGNAL)}


@pytest.mark.parametrize("task", [deeds.hang, deeds.hang_in_c])
def test_a_child_without_progress_has_stalled(task: deeds.Deed) -> None:
    """A child that tells nothing for the time given is ended, in C code as well."""
    with pytest.raises(Stalled) as caught:
        run(task, bounds=Bounds(silent=0.4))
    assert caught.value.parameters == {"seconds": 0}


@pytest.mark.parametrize(("phase", "page"), [("search", {"page": 3}), ("open", {})])
def test_a_stalled_child_tells_the_page_at_work(phase: str, page: dict[str, int]) -> None:
    """In a phase that counts pages the refusal names the one after those done, however fast they went by."""
    with pytest.raises(Stalled) as caught:
        run(deeds.count_and_hang, 3, 10, phase, bounds=Bounds(silent=0.4))
    assert caught.value.parameters == {"seconds": 0} | page


@pytest.mark.skipif(sys.platform == "win32", reason="the job object of Windows is tried on Windows")
def test_a_child_that_takes_too_much_memory_is_told_apart() -> None:
    """A child past its bound fails as out of memory, not as a fault."""
    with pytest.raises(OutOfMemory):
        run(deeds.gobble, 2 << 30, bounds=Bounds(memory=1 << 30))


def test_a_job_is_called_off_by_its_progress() -> None:
    """Raising from progress ends the job and the child."""

    def stop(*_: object) -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        run(deeds.hang, progress=stop)


def test_only_values_cross() -> None:
    """A result of a class that is not on the list is taken for a crash, not made."""
    with pytest.raises(Crashed):
        run(deeds.smuggle)


def test_a_result_that_cannot_be_sent_is_a_fault() -> None:
    """An unpicklable result ends as a fault of ours and not as silence."""
    with pytest.raises(ChildFault):
        run(deeds.unsendable)


class Hostile:
    """Pickles to a call of the system."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("echo taken over",)


@pytest.mark.parametrize("value", [Hostile(), Path("x"), os.system, [Finished(Hostile())]])
def test_a_taken_over_child_can_call_nothing(value: object) -> None:
    """What a child sends is read with a list of what may be in it."""
    with pytest.raises(wire.NotAValue):
        wire.unpack(pickle.dumps(value))


def test_a_child_holds_neither_window_nor_store() -> None:
    """A child loads no Qt and no SQLAlchemy, and does not run the main module anew."""
    loaded = run(deeds.modules)
    roots = {name.partition(".")[0] for name in loaded}
    assert not roots & {"PySide6", "sqlalchemy", "alembic", "ui", "pytest"}
    assert "app.store" not in loaded


def test_a_child_does_not_run_the_program_anew(tmp_path: Path) -> None:
    """A program started from a file is run once, not once more in each child."""
    program = tmp_path / "program.py"
    program.write_text(
        "import pathlib\n"
        "with pathlib.Path('runs').open('a', encoding='utf-8') as runs:\n"
        "    runs.write('run ')\n"
        "from app.jobs.process import run\n"
        "from tests.app.jobs import deeds\n"
        "run(deeds.add, 1, 2)\n",
        encoding="utf-8",
    )
    house = str(Path(__file__).parents[3])
    subprocess.run(
        [sys.executable, str(program)], cwd=tmp_path, env={**os.environ, "PYTHONPATH": house}, check=True, timeout=60
    )
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "run "


def test_a_spare_child_holds_neither_window_nor_store() -> None:
    """What a spare loads while it waits is the engine alone."""
    children = Children(spares=1)
    children.warm()
    try:
        loaded = run(deeds.modules, children=children)
    finally:
        children.close()
    assert not {name.partition(".")[0] for name in loaded} & {"PySide6", "sqlalchemy", "alembic", "ui"}


def test_every_module_a_spare_loads_is_there() -> None:
    """The names of what to load in advance are names of modules."""
    command = [
        sys.executable,
        "-c",
        "import importlib,sys;[importlib.import_module(m) for m in sys.argv[1:]]",
        *PRELOAD,
    ]
    subprocess.run(command, check=True, timeout=60)


def test_a_spare_is_used_once_and_replaced() -> None:
    """Every job has a child of its own, the spare too."""
    children = Children(spares=1)
    children.warm()
    try:
        spare = children._spares[0]
        first = run(deeds.pid, children=children)
        second = run(deeds.pid, children=children)
    finally:
        children.close()
    assert first == spare.pid
    assert second not in (first, os.getpid())


def test_a_dead_spare_is_not_used() -> None:
    """A spare that died while it waited costs no job."""
    children = Children(spares=1)
    children.warm()
    try:
        children._spares[0].kill()
        children._spares[0]._exit()
        assert run(deeds.add, 1, 2, children=children) == 3
    finally:
        children.close()


def test_no_child_is_left_after_a_job() -> None:
    """The child is gone when run returns."""
    child = Child()
    child.close()
    child.kill()
    assert not child.alive


def test_a_killed_childs_workspace_goes_with_it(tmp_path: Path) -> None:
    """What a child that was called off had half written is gone when the workspace ends."""
    vault = Vault(tmp_path, Ring({1: bytes(32)}))

    def stop(*_: object) -> None:
        raise JobCancelled

    def work() -> None:
        with vault.workspace() as folder:
            run(deeds.half_a_file, folder, progress=stop)

    with pytest.raises(JobCancelled):
        work()
    assert list((tmp_path / ".part").iterdir()) == []


def test_a_child_killed_in_a_take_in_leaves_what_sweep_removes(tmp_path: Path) -> None:
    """A take-in killed in the middle leaves no file in the vault, and its part goes with the next sweep."""
    source, vault = tmp_path / "x.bin", Vault(tmp_path / "vault", Ring({1: bytes(32)}))
    source.write_bytes(b"x" * 3_000_000)

    def stop(*_: object) -> None:
        raise JobCancelled

    with suppress(JobCancelled):
        run(deeds.take_in_slowly, vault.folder, source, progress=stop)
    assert [entry.name for entry in vault.folder.iterdir()] == [".part"]
    assert vault.sweep() == 1
    assert list((vault.folder / ".part").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the job object of Windows is tried on Windows")
def test_a_child_that_dies_takes_with_it_what_it_started() -> None:
    """LibreOffice does not outlive the child that reads a document, whatever becomes of that."""
    watches: list[int] = []
    with pytest.raises(Crashed):
        run(deeds.leave_another, progress=lambda pid, *_: watches.append(os.pidfd_open(pid)))
    assert ended(watches[0], 10.0), "the program outlived the child"


PARENT = """
import sys
from app.jobs.process import run
from tests.app.jobs import deeds
def told(*_):
    import multiprocessing
    print(multiprocessing.active_children()[0].pid, flush=True)
run(getattr(deeds, sys.argv[1]), progress=told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the job object of Windows is tried on Windows")
@pytest.mark.parametrize("task", ["hang", "hang_in_c"])
def test_a_killed_program_leaves_no_child(task: str) -> None:
    """SIGKILL of the program ends its children, even one that hangs in C code with Python's lock held."""
    with subprocess.Popen([sys.executable, "-c", PARENT, task], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        watch = os.pidfd_open(child)
        program.kill()
    assert ended(watch, 10.0), "the child outlived the program"


def ended(watch: int, seconds: float) -> bool:
    """Whether the process behind the descriptor ends in time."""
    try:
        return bool(select.select([watch], [], [], seconds)[0])
    finally:
        os.close(watch)
