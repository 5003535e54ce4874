"""What the tests of several people share: waiting, a second program, a program that is followed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.following import follow
from app.workspace import Workspace
from tests.builders import Office

SOON = 20.0
"""Seconds after which a test gives up waiting; how long it takes is told by the bench."""


def until(true: Callable[[], object]) -> bool:
    """Whether it comes true before the test gives up."""
    end = time.monotonic() + SOON
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(true())


def beside(office: Office) -> Workspace:
    """A second program on the same database and vault, nobody signed in."""
    other = Workspace(office.workspace.folder, office.workspace.store, office.workspace.vault, clock=office.clock)
    other.catch_up()
    return other


@contextmanager
def followed(workspace: Workspace) -> Iterator[None]:
    """The workspace is followed meanwhile."""
    over = threading.Event()
    thread = threading.Thread(target=follow, args=(workspace, over))
    thread.start()
    try:
        assert until(lambda: workspace.reach.looks)
        yield
    finally:
        over.set()
        thread.join()
