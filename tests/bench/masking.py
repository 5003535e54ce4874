"""Masking a long document: ours with its proof beside PyMuPDF's search, redactions and save on the same file."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.jobs import process, tasks
from app.jobs.bounds import Bounds
from redaction.plan import RedactionPlan
from tests.bench import office_pdf, raw
from tests.bench.figure import Figure, folder

PATIENCE = 600.0
"""Seconds without progress: the raw engine's save tells nothing."""

NO_SIGHT = False
"""The figure is without reading pictures; such a copy's proof has not passed."""

MOST_TIMES, MOST_GROWTH, MOST_SIZE, MOST_MEMORY = 3.0, 1.2, 1.1, 500.0
"""Ours through plain's wall time; five thousand pages through five times one thousand; output through input; MB."""


def thousand() -> tuple[Figure, ...]:
    """A thousand text pages with ten marks each, by place and by term; their sizes, and the largest process."""
    with folder() as place:
        source = place / "source.pdf"
        marks = office_pdf.make(source, 1000)
        plain = _timed(raw.plain_mask, source, place)
        by_place = _beside(plain, "mask marks", source, RedactionPlan("", marks))
        by_term = _beside(plain, "mask terms", source, RedactionPlan("", (), office_pdf.NAMES))
    return (*by_place, *by_term, *_memory("mask memory"))


def growth() -> tuple[Figure, ...]:
    """Five thousand pages, counted per thousand, beside one thousand."""
    one, five = _masked(1000), _masked(5000) / 5
    return Figure("mask 5000 / 5", five, one, MOST_GROWTH * one, "1000 pages"), *_memory("growth memory")


def _beside(plain: tuple[float, float], name: str, source: Path, plan: RedactionPlan) -> tuple[Figure, Figure]:
    target = source.with_name("masked.pdf")
    wall, cpu = _timed(tasks.burn, source, plan, target, None, NO_SIGHT)
    note = f"processor {cpu / 1000:.1f} s and {plain[1] / 1000:.1f} s, ratio {cpu / plain[1]:.2f}"
    made, given = (file.stat().st_size / 1e6 for file in (target, source))
    return (
        Figure(name, wall, plain[0], MOST_TIMES * plain[0], "plain PyMuPDF", note=note),
        Figure(f"{name}: size", made, given, MOST_SIZE * given, "source", "MB"),
    )


def _masked(pages: int) -> float:
    with folder() as place:
        source = place / "source.pdf"
        plan = RedactionPlan("", office_pdf.make(source, pages))
        return _timed(tasks.burn, source, plan, place / "masked.pdf", None, NO_SIGHT)[0]


def _timed(task: Callable[..., Any], *args: Any) -> tuple[float, float]:
    """Milliseconds of a job on the wall, and of the processor in all children that ended meanwhile."""
    begun, before = time.perf_counter(), os.times()
    process.run(task, *args, bounds=Bounds(silent=PATIENCE))
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return (time.perf_counter() - begun) * 1000, spent * 1000


def _memory(name: str) -> tuple[Figure, ...]:
    """The most that one child has held, where the system tells."""
    if sys.platform == "win32":
        return ()
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return (Figure(name, most, MOST_MEMORY, MOST_MEMORY, "bound", "MB"),)
