"""Work on the pages of one document in parts: one after another, or many at once where there are helpers.

What comes out must not depend on how many help: a part is worked on alone, and the results come in page order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

LONG = 40
"""From so many pages on a document is cut into parts."""

LEAST = 20
"""Pages of the smallest part: each opens the document anew and reads a page before and after it."""

PARTS = 4
"""Parts for each helper, so that none waits long for the slowest."""

At = Callable[[int], None]
"""What a part of the work tells before each page: its number (from 0)."""


class Crew(Protocol):
    """Those who work on parts of a document."""

    @property
    def size(self) -> int:
        """How many work at once."""

    def share(self, task: Callable[..., Any], parts: Sequence[tuple[Any, ...]], at: At) -> list[Any]:
        """Does ``task(*part, at=at)`` for every part and gives the results in the order of the parts.

        ``task`` is a function of a module, parts and results are values; the pages told come in any order.
        """


class Alone:
    """No helper: the parts are done one after another, here."""

    size = 1

    def share(self, task: Callable[..., Any], parts: Sequence[tuple[Any, ...]], at: At) -> list[Any]:
        """As ``Crew.share``."""
        return [task(*part, at=at) for part in parts]


ALONE = Alone()


def cut(pages: Sequence[int], crew: Crew) -> list[Sequence[int]]:
    """The pages in runs that are worked on at once; one run where the document is short or nobody helps."""
    if len(pages) < LONG or crew.size == 1:
        return [pages]
    size = max(LEAST, -(-len(pages) // (PARTS * crew.size)))
    return [pages[start : start + size] for start in range(0, len(pages), size)]


def told(total: int, progress: Callable[[int, int, str], None], phase: str) -> At:
    """Tells the progress of a phase from the pages that are begun: the last of them, whatever their order."""
    furthest = 0

    def at(page: int) -> None:
        nonlocal furthest
        furthest = max(furthest, page)
        progress(furthest, total, phase)

    return at
