"""How long the pictures of one file may be read: by the clock, as the file's time is, and all of them together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

BEGIN = 12.0
"""Seconds for the pictures of a file; less than a file has in all, since it is opened and kept as well."""
BY_PAGE = 5.0
"""Seconds more for each page that is begun, as the file has more for it."""
MOST = 60.0
"""Longest time (s) for one picture, however much is left."""
TOLD = 5.0
"""So often (s) it is told that a reading goes on: whoever says nothing is taken for dead."""


@dataclass
class Patience:
    """What is left of the time; a machine that is busy takes of what the other pages did not need."""

    now: Callable[[], float] = time.monotonic
    pages: int = 0
    _begun: float = field(init=False)

    def __post_init__(self) -> None:
        self._begun = self.now()

    def page(self) -> None:
        """A page is begun."""
        self.pages += 1

    def left(self) -> float:
        """Seconds that the next picture may take: the time of its page in any case."""
        return min(MOST, max(BY_PAGE, BEGIN + BY_PAGE * self.pages - (self.now() - self._begun)))


@contextmanager
def telling(alive: Callable[[], None], every: float = TOLD) -> Iterator[None]:
    """Calls ``alive`` every so many seconds while the block, which lets other threads run, is busy."""
    done = Event()

    def tell() -> None:
        while not done.wait(every):
            alive()

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
