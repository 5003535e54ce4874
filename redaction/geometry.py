"""Rectangles in the one coordinate space that every face of the program uses.

*Page space*: the page as displayed, after crop box and /Rotate; origin at its top left corner, x to the
right, y downwards; the unit is the page's user space unit (a PDF point where /UserUnit is 1; /UserUnit is
never multiplied in). Only the machines convert to and from the spaces of the PDF libraries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Rect(NamedTuple):
    """An upright rectangle in page space, user space units; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Its extent along x, user space units."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its extent along y, user space units."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Its area; 0 where it is turned inside out."""
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in the rectangle, edges included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def intersection(self, other: Rect) -> Rect | None:
        """The common part, or None where there is none with an area."""
        part = Rect(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))
        return part if part.x0 < part.x1 and part.y0 < part.y1 else None

    def within(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether it lies in the other, but for ``slack`` units on each side."""
        wide = other.x0 <= self.x0 + slack and self.x1 <= other.x1 + slack
        return wide and other.y0 <= self.y0 + slack and self.y1 <= other.y1 + slack

    def grown(self, by: float) -> Rect:
        """A rectangle ``by`` units larger on every side (smaller where negative)."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def rounded(self, digits: int = 2) -> Rect:
        """The same rectangle with coordinates cut to so many decimals, as stored and hashed."""
        return Rect(*(round(v, digits) for v in self))


def normal(x0: float, y0: float, x1: float, y1: float) -> Rect:
    """A rectangle from any two opposite corners."""
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def union(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all; at least one must be given."""
    all_ = list(rects)
    return Rect(min(r.x0 for r in all_), min(r.y0 for r in all_), max(r.x1 for r in all_), max(r.y1 for r in all_))


def without(rect: Rect, hole: Rect) -> list[Rect]:
    """What is left of a rectangle around a hole: up to four rectangles, those above and below as wide as it."""
    part = rect.intersection(hole)
    if part is None:
        return [rect]
    around = [
        Rect(rect.x0, rect.y0, rect.x1, part.y0),
        Rect(rect.x0, part.y1, rect.x1, rect.y1),
        Rect(rect.x0, part.y0, part.x0, part.y1),
        Rect(part.x1, part.y0, rect.x1, part.y1),
    ]
    return [side for side in around if side.width > 0 and side.height > 0]


@dataclass(frozen=True, slots=True)
class PageBox:
    """Size of a page in page space, user space units, and its display rotation (0, 90, 180, 270 degrees)."""

    width: float
    height: float
    rotation: int = 0

    @property
    def rect(self) -> Rect:
        """The whole page."""
        return Rect(0.0, 0.0, self.width, self.height)
