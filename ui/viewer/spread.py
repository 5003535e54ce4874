"""Where the pages of a document lie under each other at a zoom, in px; and the way from px to page space and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from redaction.geometry import PageBox, Rect

from .. import theme

MARGIN = 84
"""Room to the left of each page for badges, in px at 100 % text; see ``margin``."""
RIGHT = 28
GAP = 16
"""Between pages, above the first and below the last, in px."""
SMALLEST, LARGEST = 0.1, 8.0
"""Bounds of the zoom, in px per unit of page space."""


def margin() -> int:
    """The room for badges at the present text size, in device-independent px."""
    return theme.px(MARGIN)


class Spread:
    """The layout of all pages at one zoom.

    Args:
        boxes: sizes of the pages in page space, in order.
        scale: device-independent px per unit of page space.
        across: width of the view in px; narrower pages stand in its middle, never nearer to the left than
            ``margin()``.
    """

    def __init__(self, boxes: Sequence[PageBox], scale: float, across: float) -> None:
        self.boxes = tuple(boxes)
        self.scale = scale
        steps = [round(box.height * scale) + GAP for box in self.boxes]
        self._tops = list(accumulate(steps, initial=GAP))
        widest = max((box.width for box in self.boxes), default=0.0) * scale
        self.width = max(across, margin() + widest + RIGHT)
        self.height = float(self._tops[-1])

    def __len__(self) -> int:
        return len(self.boxes)

    def place(self, page: int) -> Rect:
        """Where a page (from 0) lies, in px."""
        box = self.boxes[page]
        wide, tall = round(box.width * self.scale), round(box.height * self.scale)
        left = max(float(margin()), round((self.width - wide) / 2))
        top = float(self._tops[page])
        return Rect(left, top, left + wide, top + tall)

    def page_at(self, y: float) -> int:
        """The page at a height in px, or the one above it when it lies in a gap."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self.boxes) - 1)

    def between(self, top: float, bottom: float) -> range:
        """The pages of which something is to be seen between two heights in px."""
        if not self.boxes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def to_page(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A point in px as a point in page space of a page, kept inside it."""
        place, box = self.place(page), self.boxes[page]
        across, down = (x - place.x0) / self.scale, (y - place.y0) / self.scale
        return min(max(across, 0.0), box.width), min(max(down, 0.0), box.height)

    def on_page(self, rect: Rect) -> Rect:
        """A rectangle of page space in px from the page's own corner."""
        return Rect(*(value * self.scale for value in rect))

    def fitting(self, across: float) -> float:
        """The zoom at which the widest page and its margin fill a width in px."""
        widest = max((box.width for box in self.boxes), default=595.0)
        return bounded((across - margin() - RIGHT) / widest)


def bounded(scale: float) -> float:
    """A zoom within its bounds."""
    return min(max(scale, SMALLEST), LARGEST)
