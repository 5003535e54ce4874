"""The window's speed on a large office: the reading room and a working day, played in the program, beside raw Qt.

The machine is never ours alone, so a day is played several times: of each step the shortest of its longest pauses
counts, of a key or a filter the median of all that were pressed. ``processor`` is the loop's own share of that time.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.bench import big_office
from tests.bench.figure import Figure, folder

DAYS = 3
"""Times that the day is played; each on the office as it was in the morning."""
MOST_SHARP, MOST_KEY, MOST_OPEN, MOST_FILTER, MOST_PAUSE, MOST_MB = 120.0, 50.0, 200.0, 100.0, 50.0, 350.0
PLACEHOLDER = 1000 / 60
"""Ms: one picture of sixty a second."""

Told = dict[str, Any]


def reading_room() -> tuple[Figure, ...]:
    """Scrolling five thousand pages, keys among ten thousand marks, a panel of fifty thousand findings."""
    pages, panel = _played("pages"), _played("panel")
    bare = _bare()
    kinds = (
        ("placeholder", pages, "scroll placeholder", "scroll", PLACEHOLDER),
        ("page sharp", pages, "scroll sharp", "drawn", MOST_SHARP),
        *((f"key: {name}", pages, f"key {name}", "key", MOST_KEY) for name in ("mask", "next", "row", "undo")),
        ("panel opens", panel, "panel opens", "opens", MOST_OPEN),
        ("panel filters", panel, "panel filters", "filters", MOST_FILTER),
    )
    memory = _memory("window memory", pages, bare)
    return *(_figure(name, told, measured, bare[raw], bound) for name, told, measured, raw, bound in kinds), memory


def working_day() -> tuple[Figure, ...]:
    """The longest pause of the event loop in a day from signing in to the log, and the window's process."""
    days = [_played("day") for _again in range(DAYS)]
    least = {step: min(one["longest"].get(step, 0.0) for one in days) for step in days[0]["longest"]}
    worst = max(least, key=lambda step: least[step])
    causes = [s for one in days for s in one["stalls"] if s["step"] == worst]
    cause = min(causes, key=lambda s: s["ms"], default=None) if least[worst] > MOST_PAUSE else None
    bare = _bare()
    over = sum(pause > MOST_PAUSE for pause in least.values())
    note = f"{worst}; {over} of {len(least)} steps over" + (f"; {cause['where']}" if cause else "")
    pause = Figure("longest pause", least[worst], bare["idle"], MOST_PAUSE, "bare Qt window", note=note)
    return pause, _memory("day's memory", max(days, key=lambda one: float(one["memory"])), bare)


def _figure(name: str, told: Told, measured: str, raw: float, bound: float) -> Figure:
    spent = told["figures"].get(f"{measured}: processor")
    note = f"processor {statistics.median(spent):.1f} ms" if spent else ""
    return Figure(name, statistics.median(told["figures"][measured]), raw, bound, "bare Qt", note=note)


def _memory(name: str, told: Told, bare: dict[str, float]) -> Figure:
    return Figure(name, told["memory"], bare["memory"], MOST_MB, "bare Qt window", "MB")


@cache
def _office() -> tuple[tempfile.TemporaryDirectory[str], dict[str, int]]:
    """The office in its folder, gone at the end of the program, and the ids of what is played with."""
    held = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
    return held, big_office.make(Path(held.name))


def _played(script: str) -> Told:
    """What a script measured in the program, on a fresh copy of the office."""
    held, ids = _office()
    with folder() as place:
        shutil.copytree(held.name, place / "office")
        return _child(place, "-m", "tests.bench.player", str(place / "office"), script, json.dumps(ids))


@cache
def _bare() -> dict[str, float]:
    """What plain Qt needs for the same: a list of fifty thousand rows, a page drawn, an idle window."""
    with folder() as place:
        return _child(place, "-m", "tests.bench.bare_list")


def _child(place: Path, *words: str) -> Told:
    environment = os.environ | {"XDG_CONFIG_HOME": str(place / "settings")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run([sys.executable, *words], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told
