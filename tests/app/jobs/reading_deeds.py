"""What children do in the tests of reading: a document is read, or the reader comes to grief."""

from __future__ import annotations

import os
from typing import Any

from app.jobs import tasks
from app.jobs.child import Progress
from app.jobs.results import ReadResult

from . import deeds

ASIDE = 6
"""The place of the pages put aside among what ``read_document`` is given."""

_read = tasks.read_document


def read_but_die_on_page_two(*given: Any, progress: Progress) -> ReadResult:
    """Reads a document; dies when the second page is at work, unless that is put aside."""

    def told(done: int, total: int, phase: str) -> None:
        progress(done, total, phase)
        if (phase, done) == ("words", 1) and 1 not in given[ASIDE]:
            os._exit(42)

    return _read(*given, progress=told)


def die_at_once(*_given: Any, progress: Progress) -> None:
    """Dies before any page."""
    progress(0, 1, "open")
    os._exit(42)


def fault_at_once(*_given: Any, progress: Progress) -> None:
    """A fault of ours."""
    raise KeyError("Anna Exempelsson")


def tick_for_ever(*_given: Any, progress: Progress) -> None:
    """Reads without end."""
    deeds.tick(progress=progress)
