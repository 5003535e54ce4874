"""The page-drawer's side in the child: opens documents, keeps the last ones open, draws what it is told."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from redaction.geometry import PageBox
from redaction.sealed import File

from . import caps, wire
from .bounds import WORK
from .child import outcome_of, settle, tell
from .reports import Finished, Outcome, Ready
from .results import Picture

OPEN = 4
"""How many documents stay open."""


def serve_pages(orders: Connection, reports: Connection, life: Connection, preload: tuple[str, ...]) -> None:
    """The whole life of the drawer: one outcome for each order (name of a method, arguments), in turn."""
    settle(life)
    caps.cap_memory(WORK)
    drawer = Drawer()
    with suppress(EOFError, OSError):
        reports.send_bytes(wire.pack(Ready()))
        while True:
            name, *args = orders.recv()
            answer(reports, outcome_of(partial(getattr(drawer, name), *args)))
    os._exit(0)


def answer(reports: Connection, outcome: Outcome) -> None:
    """Sends an outcome; the pixels of a picture follow as they are, which spares copying them three times."""
    if isinstance(outcome, Finished) and isinstance(outcome.result, Picture):
        tell(reports, Finished(replace(outcome.result, rgb=b"")))
        reports.send_bytes(outcome.result.rgb)
    else:
        tell(reports, outcome)


class Drawer:
    """The documents that are open, the one used last at the end."""

    def __init__(self) -> None:
        self._open: OrderedDict[File, Any] = OrderedDict()

    def draw(self, path: File, page: int, scale: float) -> Picture:
        """One page (from 0) at ``scale`` pixels per unit."""
        drawn = self._pages(path).draw(page, scale)
        return Picture(drawn.width, drawn.height, drawn.stride, drawn.rgb)

    def boxes(self, path: File) -> tuple[PageBox, ...]:
        """The sizes of all pages."""
        pages = self._pages(path)
        return tuple(pages.box(number) for number in range(len(pages)))

    def forget(self, path: File) -> None:
        """Lets a file go."""
        if path in self._open:
            self._open.pop(path).close()

    def _pages(self, path: File) -> Any:
        from redaction.render import Pages  # only the child opens documents

        if path not in self._open:
            self._open[path] = Pages(path)
        self._open.move_to_end(path)
        if len(self._open) > OPEN:
            self._open.popitem(last=False)[1].close()
        return self._open[path]
