"""A page held so that some of its text runs level from left to right; coordinates there, and back in MuPDF space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..geometry import Rect, normal
from .glyphs import Glyph

Way = tuple[float, float]
"""A direction along an edge of the page, in MuPDF space."""

LEVEL: Way = (1.0, 0.0)
WAYS: tuple[Way, ...] = (LEVEL, (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))

NEARLY = 0.02
"""Text whose direction differs by no more runs along an edge."""


def way_of(letters: Iterable[Glyph]) -> Way:
    """The direction in which most of the letters run; level where they run aslant."""
    counts = Counter(way for g in letters for way in WAYS if _along(g, way))
    return max(WAYS, key=lambda way: counts[way])


def _along(g: Glyph, way: Way) -> bool:
    return max(abs(a - b) for a, b in zip(g.along, way, strict=True)) <= NEARLY


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page of this size (as it lies in MuPDF space) is held."""

    way: Way
    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        """Of the page as it is held."""
        return self.page_width if self.way[0] else self.page_height

    @property
    def height(self) -> float:
        """Of the page as it is held."""
        return self.page_height if self.way[0] else self.page_width

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A place of MuPDF space on the page as it is held."""
        w, h = self.page_width, self.page_height
        return {LEVEL: (x, y), (0.0, -1.0): (h - y, x), (-1.0, 0.0): (w - x, h - y), (0.0, 1.0): (y, w - x)}[self.way]

    def place_back(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page as it is held, in MuPDF space."""
        w, h = self.page_width, self.page_height
        return {LEVEL: (x, y), (0.0, -1.0): (y, h - x), (-1.0, 0.0): (w - x, h - y), (0.0, 1.0): (w - y, x)}[self.way]

    def rect(self, box: Rect) -> Rect:
        """A rectangle of MuPDF space on the page as it is held."""
        return box if self.way == LEVEL else normal(*self.place(box.x0, box.y0), *self.place(box.x1, box.y1))

    def rect_back(self, box: Rect) -> Rect:
        """A rectangle on the page as it is held, in MuPDF space."""
        return box if self.way == LEVEL else normal(*self.place_back(box.x0, box.y0), *self.place_back(box.x1, box.y1))

    def glyph(self, g: Glyph) -> Glyph:
        """A letter as it stands on the page as it is held."""
        if self.way == LEVEL:
            return g
        box = self.rect(Rect(g.x0, g.y0, g.x1, g.y1))
        left, base = self.place(*g.origin)
        (ax, ay), (dx, dy) = g.along, self.way
        along = (ax * dx + ay * dy, ay * dx - ax * dy)
        flat = abs(along[1]) < NEARLY * abs(along[0])
        return g._replace(x0=box.x0, y0=box.y0, x1=box.x1, y1=box.y1, flat=flat, base=base, left=left, along=along)
