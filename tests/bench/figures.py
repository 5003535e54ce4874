"""What is measured: each figure gives our milliseconds and those of the raw engine under it."""

from __future__ import annotations

import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from argon2 import PasswordHasher

from app.domain.ids import MarkId
from app.jobs import process
from app.jobs.renderer import Renderer
from app.keys.ring import Ring, new_key
from app.services.marking import review
from app.services.office import people
from app.vault import Vault
from redaction.sealed import File
from tests.bench import backing_up, finding, masking, raw, scans, sealing, together, window
from tests.bench.figure import Figure, folder, median
from tests.builders import Office, an_office

Figures = tuple[Figure, ...]
ROOT = Path(__file__).resolve().parents[2]
PACKED = ROOT / "dist" / "utlamna" / ("utlamna-window.exe" if os.name == "nt" else "utlamna-window")
BARE = [sys.executable, "-m", "tests.bench.bare_window"]


def _painted(command: list[str], place: Path) -> float:
    environment = os.environ | {
        "UTLAMNA_TIME_START": f"{time.time():.6f}",
        "UTLAMNA_WORKSPACE": str(place / "none"),
        "XDG_CONFIG_HOME": str(place),
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    child = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
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


def window_painted() -> Figures:
    """From the start of the interpreter to the first paint of the window; raw: an empty widget of Qt's."""
    with folder() as place:
        ours = median(lambda: _painted([sys.executable, "-m", "ui"], place))
        bare = median(lambda: _painted(BARE, place))
    return (Figure("window painted", ours, bare, 500, "bare Qt window"),)


def packed_painted() -> Figures:
    """The same of the packed program, built where it is not there; raw: an empty widget of Qt's, not packed.

    Cold is the first start after the machine's: none of the program's files is in memory.
    """
    if not PACKED.exists():
        subprocess.run([sys.executable, ROOT / ".ci/package/build.py"], check=True)
    with folder() as place:
        warm = median(lambda: _painted([str(PACKED)], place))
        bare = median(lambda: _painted(BARE, place))
        cold = median(lambda: _cold([str(PACKED)], place))
    return (
        Figure("packed painted", warm, bare, 1000, "bare Qt window"),
        Figure("packed, cold", cold, bare, 1000, "bare Qt window, warm"),
    )


def _cold(command: list[str], place: Path) -> float:
    _cool(PACKED.parent)
    return _painted(command, place)


def _cool(place: Path) -> None:
    """Has the system forget the contents of files, where it can be asked to (not on Windows)."""
    for file in place.rglob("*") if hasattr(os, "posix_fadvise") else ():
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def first_page() -> Figures:
    """From the hash in the vault, sealed, to the first page's pixels, 5,000 pages; raw: PyMuPDF on the open file."""
    with folder() as place:
        source = place / "long.pdf"
        raw.long_pdf(source, 5000)
        vault = Vault(place / "vault", Ring({1: new_key()}))
        sha256, _size = vault.take_in(source)
        ours = median(lambda: _drawn(vault.file(sha256), place))
        engine = median(lambda: process.run(raw.first_page, source))
    return (Figure("first page", ours, engine, 500, "PyMuPDF alone"),)


def _drawn(path: File, place: Path) -> float:
    line = raw.Line()
    renderer = Renderer(line.post)
    try:
        renderer.warm()
        renderer.boxes(
            raw.tiny_pdf(place), lambda _boxes: line.stop()
        )  # the child stands ready, as in the window
        line.run()
        begun = time.perf_counter()
        renderer.draw(path, 0, 1.5, lambda _picture: line.stop())
        line.run()
        return (time.perf_counter() - begun) * 1000
    finally:
        renderer.close()


def command() -> Figures:
    """Accepting a mark, leaving one visible, undo: the median on a local disk; raw: one SQLite row with full sync."""
    people._hasher.cache_clear()
    hasher = people._hasher
    people._hasher = lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[assignment]
    try:
        with folder() as place:
            office = an_office(place)
            times = [ms for _ in range(4) for ms in _commands(office)]
            office.workspace.close()
            return (Figure("command", statistics.median(times), _bare_commits(place), 20, "bare SQLite commit"),)
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


def _bare_commits(place: Path) -> float:
    connection = sqlite3.connect(place / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE row (text TEXT)")

    def commit() -> float:
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row VALUES ('x')")
        connection.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000

    found = median(commit, 240)
    connection.close()
    return found


FIGURES: dict[str, Callable[[], Figures]] = {
    "window": window_painted,
    "packed": packed_painted,
    "page": first_page,
    "command": command,
    "mask": masking.thousand,
    "growth": masking.growth,
    "find": finding.detectors,
    "read": finding.pages,
    "together": together.twenty_people,
    "backup": backing_up.backed_up,
    "scans": scans.scans,
    "room": window.reading_room,
    "day": window.working_day,
    "sealing": sealing.costs,
}
"""By the name given on the command line."""
