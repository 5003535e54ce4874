"""The side of a job that runs in the child: wait for one task, do it, report, end."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from redaction.errors import DocumentError, NoSpace, OutOfMemory

from . import caps, no_network, wire
from .bounds import Bounds
from .reports import Failed, Finished, Outcome, Progressed, Ready, failed_from

Progress = Callable[[int, int, str], None]
"""What a task calls: done, total, phase code."""

_GARBAGE = 50_000
"""Things made before Python looks for cycles among them; by default 700, which takes a third of the time of reading."""

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG})


def serve(orders: Connection, reports: Connection, life: Connection, preload: tuple[str, ...]) -> None:
    """The whole life of a child: ``orders`` brings one task, ``reports`` takes what is told of it."""
    settle(life)
    with suppress(EOFError, OSError):
        reports.send_bytes(wire.pack(Ready()))
        for module in preload:
            if orders.poll(0):  # the task loads what it needs itself
                break
            with suppress(ImportError):
                importlib.import_module(module)
        tell(reports, outcome_of(lambda: _work(orders, reports)))
    os._exit(0)  # the result is out; nothing of a library's own clean-up may hang or crash now


def serve_parts(orders: Connection, reports: Connection, life: Connection, preload: tuple[str, ...]) -> None:
    """The whole life of a job's helper: one outcome for each part of a document, its result pickled, in turn."""
    settle(life)
    gc.disable()  # as redaction.mask does
    with suppress(EOFError, OSError):
        reports.send_bytes(wire.pack(Ready()))
        while True:
            tell(reports, outcome_of(partial(_do_part, reports, *orders.recv())))
            gc.collect()
    os._exit(0)


def _do_part(reports: Connection, task: Callable[..., Any], part: tuple[Any, ...], bounds: Bounds) -> bytes:
    caps.cap_memory(bounds)
    progress = _teller(reports)
    return pickle.dumps(task(*part, at=lambda page: progress(page, 0, "")), protocol=5)


def settle(life: Connection) -> None:
    """What every child does first: it says nothing aloud, reaches no network, and dies with the program."""
    silence()
    no_network.shut()  # before the first thread, which inherits it
    caps.die_with_parent(life)


def silence() -> None:
    """Sends standard output and error nowhere: libraries print what stands in documents."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as we


def outcome_of(work: Callable[[], Any]) -> Outcome:
    """What came of the work, as a report: only codes and values, never the text of an exception."""
    try:
        return Finished(work())
    except DocumentError as error:
        return failed_from(error)
    except MemoryError:
        return failed_from(OutOfMemory())
    except EOFError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NO_SPACE:
            return failed_from(NoSpace())
        if type(error).__name__ == "FzErrorSystem" and "alloc" in str(error):  # MuPDF's own out of memory
            return failed_from(OutOfMemory())
        return Failed("fault", {"type": type(error).__name__, "where": _where(error)})


def tell(reports: Connection, outcome: Outcome) -> None:
    """Sends the last report; a result that cannot be sent is a fault of ours."""
    packed = outcome_of(lambda: wire.pack(outcome))
    reports.send_bytes(packed.result if isinstance(packed, Finished) else wire.pack(packed))


def _work(orders: Connection, reports: Connection) -> Any:
    task, args, bounds = orders.recv()  # from the program itself, so it may name any function
    caps.cap_memory(bounds)
    gc.freeze()  # what was imported stays; a page read makes thousands of small things and next to no cycles
    gc.set_threshold(_GARBAGE)
    return task(*args, progress=_teller(reports))


def _teller(reports: Connection) -> Progress:
    """Tells all of it: the program knows by it which page is at work."""

    def progress(done: int, total: int, phase: str) -> None:
        try:
            reports.send_bytes(wire.pack(Progressed(int(done), int(total), str(phase))))
        except OSError:
            os._exit(caps.ORPHANED)

    return progress


def _where(error: BaseException) -> str:
    """File and line of the innermost frame; a file of ours by its name, no path."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
