"""Rest for the collector of cycles, which holds the whole program up while it looks through many things.

What is made to last is set aside instead, so that the collector goes on looking through what came after it. Cycles
among things set aside are never collected; who closes a page empties it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is made within lasts for a while; usable in any thread."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
