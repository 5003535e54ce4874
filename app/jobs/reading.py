"""Reading what came from outside, in a child with the bounds of that: at the door, and for its pages and words."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redaction.class_stamps import Degree
from redaction.errors import Crashed, Faulty, OutOfMemory, Stalled

from . import process, tasks
from .bounds import READING, shorter
from .child import Progress
from .reports import ChildFault
from .results import ReadResult

AGAIN = 3
"""So often a file is read again without a page on which its child hung or died."""
LEAST_SECONDS = 10.0
"""So much time another reading has in any case."""


def at_the_door(source: Path, name: str, password: str | None, progress: Progress | None = None) -> tuple[str, str]:
    """As ``tasks.at_the_door``. Raises DocumentError."""
    found: tuple[str, str] = _run(tasks.at_the_door, source, name, password, progress=progress)
    return found


def document(
    source: Path,
    name: str,
    folder: Path,
    password: str | None,
    pictures: bool = True,
    stamps: frozenset[Degree] = frozenset(),
    progress: Progress | None = None,
    avoid: frozenset[str] = frozenset(),
) -> ReadResult:
    """As ``tasks.read_document``; a page on which the child hangs or dies is put aside and the rest is read.

    Raises DocumentError: as the task, Stalled, Crashed, OutOfMemory where no single page is the cause, Faulty.
    """
    aside: frozenset[int] = frozenset()
    begun = time.monotonic()
    while True:
        bounds = shorter(READING, time.monotonic() - begun, LEAST_SECONDS)
        given = (source, name, folder, password, pictures, stamps, aside, avoid)
        try:
            made: ReadResult = _run(tasks.read_document, *given, progress=progress, bounds=bounds)
        except (Stalled, Crashed, OutOfMemory) as error:
            page = error.parameters.get("page")
            if not isinstance(page, int) or page in aside or len(aside) == AGAIN:
                raise
            aside |= {page}
            _empty(folder, source)
        else:
            return made


def _run(task: Callable[..., Any], *args: Any, **how: Any) -> Any:
    """Runs the task; a fault of ours in it is this file's refusal, and stops nothing else."""
    try:
        return process.run(task, *args, **({"bounds": READING} | how))
    except ChildFault as fault:
        raise Faulty(where=fault.where or fault.kind) from fault


def _empty(folder: Path, source: Path) -> None:
    """Removes what a reader left half done; ``folder`` is the task's own, and the source may lie in it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry != source:
            entry.unlink()
