"""The orders in which a page may be read: as its letters stand in the stream, and by place in every direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..matching import ACCENTS, Folded, fold
from .glyphs import Glyph

SAME_ROW = 0.35
"""Letters whose base lines are no farther apart than so many font sizes stand in one row."""

SAME_PLACE = 0.12
"""A letter printed again within so many font sizes is the same one, printed bold."""

OBLIQUE = 0.2
"""A line that is nearer to 45 degrees than this (difference of sine and cosine) does not tell its letters' width."""

LINE = 1.2
"""Height of a letter's rectangle in font sizes."""


@dataclass(frozen=True)
class Reading:
    """The letters of a page, in stream order, with their reading orders."""

    letters: Sequence[Glyph]

    @cached_property
    def upright(self) -> list[Glyph]:
        """Each letter as it stands when the page is held so that its line runs level."""
        return [g if g.flat else turned(g) for g in self.letters]

    @cached_property
    def directions(self) -> list[list[int]]:
        """The letters' indices, those that run in one direction together; level ones first."""
        found: dict[tuple[float, float], list[int]] = {(1.0, 0.0): []}
        for i, g in enumerate(self.letters):
            found.setdefault((1.0, 0.0) if g.flat else (round(g.along[0], 2), round(g.along[1], 2)), []).append(i)
        return [indices for indices in found.values() if indices]

    @cached_property
    def rows(self) -> list[list[int]]:
        """The letters by row, from the start of each to its end, one direction after another."""
        return [row for indices in self.directions for row in _rows(self.upright, indices)]

    @cached_property
    def by_place(self) -> list[int]:
        """The letters of all rows, one row after another."""
        return [i for row in self.rows for i in row]

    @cached_property
    def orders(self) -> list[list[int]]:
        """Reading orders: as in the stream; by rows of the page; right-to-left runs turned round."""
        stream, rows = list(range(len(self.letters))), self.by_place
        orders = [stream] if rows == stream else [stream, rows]
        if any("\u0590" <= g.char <= "\u08ff" for g in self.letters):
            orders.extend([stream[::-1], rows[::-1]])
        return orders

    @cached_property
    def texts(self) -> list[str]:
        """The folded text in stream order, and by place."""
        return [fold([self.letters[i].char for i in order]).text for order in (range(len(self.letters)), self.by_place)]

    def row(self, order: Sequence[int]) -> list[str]:
        """The characters in an order."""
        return [self.letters[i].char for i in order]

    def gaps(self, order: Sequence[int]) -> list[str]:
        """What stands before each letter in this order; by distance where the order is not the stream's."""
        gaps: list[str] = []
        last: int | None = None
        for i in order:
            g = self.upright[i]
            if last is None or i == last + 1:
                gaps.append(g.gap)
            else:
                before = self.upright[last]
                same_row = abs(g.base - before.base) <= SAME_ROW * g.size
                gaps.append("n" if not same_row else "s" if abs(g.x0 - before.x1) > 0.2 * g.size else "")
            last = i
        return gaps


def foldings(row: Sequence[str]) -> list[Folded]:
    """A row of characters folded, with detached accents joined to the letter before and to the one behind."""
    if not any(char in ACCENTS or char >= "\u0300" for char in row):
        return [fold(row)]
    return [fold(row), fold(row, accent_first=True)]


def turned(g: Glyph) -> Glyph:
    """A letter turned about the page's corner so that its line runs level from left to right."""
    (dx, dy), (x, y) = g.along, g.origin
    width, height = g.x1 - g.x0, g.y1 - g.y0
    cos, sin = abs(dx), abs(dy)
    if abs(cos - sin) > OBLIQUE:
        advance = (width * cos - height * sin) / (cos * cos - sin * sin)
    else:
        advance = (width - LINE * g.size * sin) / max(cos, 0.1)
    start, base = x * dx + y * dy, y * dx - x * dy
    end = start + max(0.0, advance)
    return g._replace(x0=start, y0=base - 0.8 * g.size, x1=end, y1=base + 0.2 * g.size, flat=True, base=base)


def _rows(letters: Sequence[Glyph], indices: Sequence[int]) -> list[list[int]]:
    """Letters by base line, then from left to right; what is printed twice in one place counts once."""
    rows: list[list[int]] = []
    base = -math.inf
    for i in sorted(indices, key=lambda i: letters[i].base):
        g = letters[i]
        if not rows or g.base - base > SAME_ROW * g.size:
            rows.append([])
            base = g.base
        rows[-1].append(i)
    return [_once(letters, sorted(row, key=lambda i: (letters[i].x0, i))) for row in rows]


def _once(letters: Sequence[Glyph], row: Sequence[int]) -> list[int]:
    out: list[int] = []
    for i in row:
        if not out or not _again(letters[out[-1]], letters[i]):
            out.append(i)
    return out


def _again(last: Glyph, g: Glyph) -> bool:
    """Whether a letter is the one before, printed a second time."""
    near = abs(g.x0 - last.x0) <= SAME_PLACE * g.size and abs(g.base - last.base) <= 1
    return near and g.char == last.char
