"""Faults of ours: one sentence on the screen, the place on stderr, never a silent death.

Messages of exceptions may hold personal data, so stderr gets the kind and the places in our code; the whole
traceback only with ``UTLAMNA_DEBUG``. The same is kept for the diagnostics.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from app import kept_faults
from app.domain.errors import Refused
from app.texts import N_, _
from resources import BadCatalogue

SENTENCE = N_("A fault in the program. What you have saved is safe; try again, and tell support this place: {place}")


def place_of(trace: TracebackType | None) -> str:
    """Where it happened, as ``module.py:12``."""
    frames = traceback.extract_tb(trace)
    if not frames:
        return "?"
    last = frames[-1]
    return f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119


def write(kind: type[BaseException], trace: TracebackType | None, error: BaseException) -> None:
    """Writes kind and places to stderr; everything with ``UTLAMNA_DEBUG``."""
    if sys.stderr is None:  # a windowed program on Windows has none
        return
    if os.environ.get("UTLAMNA_DEBUG"):
        traceback.print_exception(kind, error, trace)
        return
    places = " < ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(traceback.extract_tb(trace)))  # noqa: PTH119
    told = f"{error} " if isinstance(error, BadCatalogue) else ""  # which names a row of ours and nobody's data
    sys.stderr.write(f"{kind.__name__}: {told}{places}\n")


def install(show: Callable[[str], None]) -> None:
    """Sends every uncaught exception, of any thread, to ``show`` as one sentence (called in that thread)."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Refused) and error.code == "database-lost":
            return  # the window says so in a line of its own, and what was wanted is wanted again when it is back
        write(kind, trace, error)
        kept_faults.keep(error)
        show(_(SENTENCE).format(place=place_of(trace)))

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            caught(told.exc_type, told.exc_value, told.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = in_thread
