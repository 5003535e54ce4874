"""Rows and columns of what stands on a page in cells: from a point to the words, a rectangle for each cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from redaction.detectors.page_columns import Cell, rows
from redaction.geometry import union
from redaction.words import PageText

from . import words_under
from .words_under import Stretch

BREAK = 3.0
"""A column ends where the way to the next row is longer than this share of the pitch of its rows so far."""
FIRST_PITCH = 3.0
"""The pitch before there are two rows, in heights of a line."""


def row_at(text: PageText, x: float, y: float) -> Stretch | None:
    """The row of the word nearest to a point (page space), across the whole page; None on an empty page."""
    found = _row_and_cell(text, x, y)
    return _stretch(text, found[0][found[1]]) if found is not None else None


def column_at(text: PageText, x: float, y: float) -> Stretch | None:
    """The cell nearest to a point (page space) and those below it in its column; None on an empty page.

    What stands above, the heading too, stays; press the heading to have it with the others.
    """
    found = _row_and_cell(text, x, y)
    if found is None:
        return None
    listed, at, own = found
    first = listed[at]
    taken, centres = [first[own]], [first[own].y]
    for row in listed[at + 1 :]:
        if not _goes_on(centres, row[0].y, first[own]):
            break
        if any(len(_columns(cell, first)) > 1 for cell in row):  # a line of running text ends the table
            break
        centres.append(row[0].y)
        taken += [cell for cell in row if _columns(cell, first) == [own]]
    return _stretch(text, taken)


def _row_and_cell(text: PageText, x: float, y: float) -> tuple[list[list[Cell]], int, int] | None:
    """All rows, which of them holds the nearest word, and in which of its cells."""
    word = words_under.nearest(text, x, y)
    listed = list(rows(text.words))
    for at, row in enumerate(listed):
        for own, cell in enumerate(row):
            if word in cell.words:
                return listed, at, own
    return None


def _columns(cell: Cell, first: Sequence[Cell]) -> list[int]:
    """Under which cells of the first row a cell stands; the nearest where it stands under none."""
    under = [n for n, other in enumerate(first) if min(cell.x1, other.x1) > max(cell.x0, other.x0)]
    gaps = [max(other.x0 - cell.x1, cell.x0 - other.x1) for other in first]
    return under or [gaps.index(min(gaps))]


def _goes_on(centres: Sequence[float], y: float, cell: Cell) -> bool:
    tall = cell.words[0].rect.height
    steps = [b - a for a, b in pairwise(centres)]
    return y - centres[-1] <= (BREAK * median(steps) if steps else FIRST_PITCH * tall)


def _stretch(text: PageText, cells: Sequence[Cell]) -> Stretch:
    rects = tuple(union(word.rect for word in cell.words).rounded() for cell in cells)
    words = " ".join(" ".join(text.text[cell.start : cell.end].split()) for cell in cells)
    return Stretch(text.page, min(c.start for c in cells), max(c.end for c in cells), rects, words)
