"""The characters of a page as the engine removes them: one glyph each, with its place and reading context."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pymupdf

from ..streams.steady import LETTER

FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_USE_CID_FOR_UNKNOWN_UNICODE
)

SHORTEST, TALLEST, LINE = 0.4, 3.0, 1.2
"""Height of a letter's rectangle in font sizes: the least and the most that a font has, and what is usual."""

CENTRES = (0.0, 0.08, 0.15, 0.25, 0.36)
"""Where a letter's middle may be taken to lie, in font sizes above the base line."""


class Glyph(NamedTuple):
    """A character with its rectangle in MuPDF space.

    ``gap`` tells what stands before it in reading order: "" (nothing), "s" (white space), "n" (a new line).
    ``line`` numbers the line, ``flat`` is whether it runs horizontally, ``size`` the font size and
    ``base`` the y of its base line; ``left`` is the x of its origin, ``along`` the direction in which it is read.
    """

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    line: int
    gap: str
    flat: bool
    size: float
    base: float
    left: float
    along: tuple[float, float]

    @property
    def origin(self) -> tuple[float, float]:
        """Where it stands on its base line."""
        return self.left, self.base

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its rectangle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def under(self, rects: Sequence[tuple[float, float, float, float]], loosely: bool = False) -> bool:
        """Whether its centre lies in one of the rectangles.

        Args:
            loosely: whether a centre as other readers may take it (of the ink, of the line) counts too.
        """
        x, y = self.centre
        heights = (y, *self._middles(CENTRES)) if loosely and self.flat else (y,)
        return any(r[0] <= x <= r[2] and any(r[1] <= h <= r[3] for h in heights) for r in rects)

    def beside(self, top: float, bottom: float) -> bool:
        """Whether a reader may take its middle to lie between the heights."""
        parts = CENTRES[2:] if self.char.isalnum() else CENTRES
        heights = (self.centre[1], *(self._middles(parts) if self.flat else ()))
        return any(top <= h <= bottom for h in heights)

    def _middles(self, parts: Sequence[float]) -> list[float]:
        """So many font sizes from the base line towards the top of the letter; its line may run upside down."""
        up = -self.size if self.centre[1] < self.base else self.size
        return [self.base + part * up for part in parts]

    def hidden_by(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a box painted over it leaves nothing to recognise, or a reader would place it in the box."""
        return box[0] <= self.centre[0] <= box[2] and self.beside(box[1], box[3])


class Letters:
    """The letters of a page, found by place.

    Args:
        letters: in stream order.
    """

    def __init__(self, letters: Sequence[Glyph]) -> None:
        self._lines: list[tuple[float, float, list[Glyph]]] = []
        for _, group in groupby(letters, lambda g: g.line):
            line = list(group)
            self._lines.append((min(g.y0 for g in line), max(g.y1 for g in line), line))
        self.right = max((g.x1 for g in letters), default=0.0)

    def near(self, box: tuple[float, float, float, float]) -> list[Glyph]:
        """Those whose rectangle touches the box."""
        x0, y0, x1, y1 = box
        return [
            g
            for top, bottom, line in self._lines
            if top <= y1 and bottom >= y0
            for g in line
            if g.x0 <= x1 and g.x1 >= x0 and g.y0 <= y1 and g.y1 >= y0
        ]


def of_page(page: pymupdf.Page) -> list[Glyph]:
    """All characters of the page that are not white space, also those off the page, in stream order.

    The letters without width that ``steady`` set are none.
    """
    raw = page.get_text("rawdict", flags=FLAGS, clip=pymupdf.INFINITE_RECT())
    found: list[Glyph] = []
    number, make = 0, tuple.__new__
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            gap = "n"
            dx, dy = along = line["dir"]
            flat = abs(dy) < 0.02 * abs(dx)
            for span in line["spans"]:
                size = _size(span, flat)
                for char in span["chars"]:
                    c = char["c"]
                    if c.isspace():
                        gap = gap or "s"
                        continue
                    if c == LETTER:
                        continue
                    x, y = char["origin"]
                    # As Glyph(...), without the cost of its constructor: there are thousands on a page.
                    found.append(make(Glyph, (c, *char["bbox"], number, gap, flat, size, y, x, along)))
                    gap = ""
            number += 1
    return found


def _size(span: dict[str, Any], flat: bool) -> float:
    """The font size of a span; by the height of its letters where the font counts in units of its own.

    A font drawn by procedures may be set at any size: its matrix makes up for it.
    """
    size, chars = float(span["size"]), span["chars"]
    if not flat or not chars:
        return size
    _, top, _, foot = chars[0]["bbox"]
    tall = float(foot - top)
    return size if SHORTEST * size <= tall <= TALLEST * size or tall <= 0 else tall / LINE
