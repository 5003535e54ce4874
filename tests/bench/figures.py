"""What is measured: each figure gives our milliseconds and those of the raw engine under it."""

from __future__ import annotations

import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher

from app.domain.ids import MarkId
from app.jobs import process
from app.jobs.renderer import Renderer
from app.services import people, review
from app.vault import Vault
from tests.bench import raw
from tests.builders import Office, an_office

ROUNDS = 7
"""Runs of each whole-process figure; the median counts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: our median and the raw engine's, in milliseconds, and the bound the issue names."""

    name: str
    ours: float
    raw: float
    bound: float
    raw_is: str

    @property
    def ratio(self) -> float:
        """Ours through the raw engine's."""
        return self.ours / self.raw if self.raw else 0.0

    def line(self) -> str:
        """The figure as one line."""
        kept = "ok" if self.ours <= self.bound else "OVER"
        return (
            f"{self.name:<16} {self.ours:8.1f} ms   {self.raw_is}: {self.raw:8.1f} ms   "
            f"ratio {self.ratio:5.2f}   bound {self.bound:.0f} ms {kept}"
        )


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _median(run: Callable[[], float], rounds: int = ROUNDS) -> float:
    return statistics.median(run() for _ in range(rounds))


def _painted(words: list[str], folder: Path) -> float:
    environment = os.environ | {
        "UTLAMNA_TIME_START": f"{time.time():.6f}",
        "UTLAMNA_WORKSPACE": str(folder / "none"),
        "XDG_CONFIG_HOME": str(folder),
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    child = subprocess.Popen([sys.executable, *words], env=environment, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    try:
        for line in child.stderr:
            if told := re.fullmatch(r"first paint (\d+) ms\s*", line):
                return float(told.group(1))
        raise RuntimeError("no paint was told")
    finally:
        child.kill()
        child.stderr.close()
        child.wait()


def window_painted() -> Figure:
    """From the start of the interpreter to the first paint of the window; raw: an empty widget of Qt's."""
    with _folder() as folder:
        ours = _median(lambda: _painted(["-m", "ui"], folder))
        bare = _median(lambda: _painted(["-m", "tests.bench.bare_window"], folder))
    return Figure("window painted", ours, bare, 500, "bare Qt window")


def first_page() -> Figure:
    """From the hash in the vault to the first page's pixels, 5,000 pages; raw: PyMuPDF in the same kind of child."""
    with _folder() as folder:
        source = folder / "long.pdf"
        raw.long_pdf(source, 5000)
        vault = Vault(folder / "vault")
        sha256, _size = vault.take_in(source)
        path = vault.path(sha256)
        ours = _median(lambda: _drawn(path))
        engine = _median(lambda: process.run(raw.first_page, path))
    return Figure("first page", ours, engine, 500, "PyMuPDF alone")


def _drawn(path: Path) -> float:
    line = raw.Line()
    renderer = Renderer(line.post)
    try:
        renderer.warm()
        renderer.boxes(
            raw.tiny_pdf(path.parent), lambda _boxes: line.stop()
        )  # the child stands ready, as in the window
        line.run()
        begun = time.perf_counter()
        renderer.draw(path, 0, 1.5, lambda _picture: line.stop())
        line.run()
        return (time.perf_counter() - begun) * 1000
    finally:
        renderer.close()


def command() -> Figure:
    """Accepting a mark, leaving one visible, undo: the median on a local disk; raw: one SQLite row with full sync."""
    people._hasher.cache_clear()
    hasher = people._hasher
    people._hasher = lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[assignment]
    try:
        with _folder() as folder:
            office = an_office(folder)
            times = [ms for _ in range(4) for ms in _commands(office)]
            office.workspace.close()
            return Figure("command", statistics.median(times), _bare_commits(folder), 20, "bare SQLite commit")
    finally:
        people._hasher = hasher


def _commands(office: Office) -> Iterator[float]:
    document_id = office.document(office.request())
    marks = office.findings(document_id, [f"ord {i}" for i in range(20)])
    for mark in marks:
        for step in (
            lambda m=mark: office.workspace.do(review.accept, [MarkId(m)], "OSL 21:7"),
            lambda: office.workspace.do(review.undo, document_id),
            lambda m=mark: office.workspace.do(review.reject, [MarkId(m)], "i tjänst"),
        ):
            begun = time.perf_counter()
            step()
            yield (time.perf_counter() - begun) * 1000


def _bare_commits(folder: Path) -> float:
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE row (text TEXT)")

    def commit() -> float:
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row VALUES ('x')")
        connection.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000

    found = _median(commit, 240)
    connection.close()
    return found


FIGURES: dict[str, Callable[[], Figure]] = {
    "window": window_painted,
    "page": first_page,
    "command": command,
}
"""By the name given on the command line."""
