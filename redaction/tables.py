"""Rows and columns of a printed table, read from the places of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .detectors.page_columns import Cell, rows
from .geometry import Rect
from .words import PageText, Word

Row = tuple[str, ...]


def of_page(page: PageText, area: Rect | None = None) -> tuple[Row, ...]:
    """The table in an area of a page (page space; None: the whole page), each row as its cells from left to right.

    The row with most cells says where the columns part; a row's cell belongs to the column in which its middle lies.
    """
    words = [word for word in page.words if area is None or area.contains(*word.rect.centre)]
    return _in_columns(list(rows(words)))


def _in_columns(found: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    frame = max(found, key=len, default=())
    edges = [(left.x1 + right.x0) / 2 for left, right in pairwise(frame)]
    return tuple(_row(cells, edges) for cells in found)


def _row(cells: Sequence[Cell], edges: Sequence[float]) -> Row:
    texts: list[list[str]] = [[] for _ in range(len(edges) + 1)]
    for cell in cells:
        texts[sum(edge < (cell.x0 + cell.x1) / 2 for edge in edges)].append(_text(cell.words))
    return tuple(" ".join(parts) for parts in texts)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
