"""What the hand does with the button held down: selecting words, drawing an area, pulling at one; in page space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from redaction.geometry import Rect, normal
from redaction.words import PageText, Word

from . import table_parts, words_under
from .shown import ShownMark
from .words_under import Stretch

LEAST = 2.0
"""An area smaller than this (units) in a direction was a slip of the hand."""


class Tool(StrEnum):
    """What the mouse does on the page."""

    SELECT = "select"
    MASK_TEXT = "mask-text"
    AREA = "area"
    ROW = "row"
    COLUMN = "column"
    KEEP = "keep"


PARTS = {Tool.ROW: table_parts.row_at, Tool.COLUMN: table_parts.column_at}
"""The tools that take what they are pressed on, and how they find it."""

DRAWN = (Tool.AREA, Tool.KEEP)
"""The tools that draw from corner to corner."""


class Drag(Protocol):
    """A movement with the button down on one page; ``rects`` is what to draw meanwhile, in page space."""

    @property
    def page(self) -> int:
        """Counted from 0."""

    @property
    def rects(self) -> tuple[Rect, ...]:
        """What to draw."""

    @property
    def is_area(self) -> bool:
        """Whether it is drawn with a frame."""

    def move(self, x: float, y: float) -> None:
        """The hand is here now."""

    def release(self) -> None:
        """The hand let go: what was drawn is told at once."""


@dataclass
class TextDrag:
    """Selects whole words from where the hand began."""

    text: PageText
    first: Word
    tell: Callable[[Stretch], None]
    stretch: Stretch | None = None
    is_area: bool = False

    @property
    def page(self) -> int:
        return self.text.page

    @property
    def moved(self) -> bool:
        """Whether the hand has gone anywhere."""
        return self.stretch is not None

    @property
    def rects(self) -> tuple[Rect, ...]:
        return self.stretch.rects if self.stretch is not None else ()

    def move(self, x: float, y: float) -> None:
        """Takes in the words up to the point."""
        last = words_under.nearest(self.text, x, y) or self.first
        self.stretch = words_under.stretch(self.text, self.first, last)

    def release(self) -> None:
        """Tells the words; a click without a movement selects nothing."""
        if self.stretch is not None:
            self.tell(self.stretch)


@dataclass
class PartDrag:
    """Takes a part of the page as it was pressed, whatever the hand does before it lets go."""

    stretch: Stretch
    tell: Callable[[Stretch], None]
    is_area: bool = False

    @property
    def page(self) -> int:
        return self.stretch.page

    @property
    def rects(self) -> tuple[Rect, ...]:
        return self.stretch.rects

    def move(self, x: float, y: float) -> None:
        """Nothing changes."""

    def release(self) -> None:
        """Tells the part."""
        self.tell(self.stretch)


@dataclass
class AreaDrag:
    """Draws an area from corner to corner."""

    page: int
    x: float
    y: float
    tell: Callable[[int, Rect], None]
    rects: tuple[Rect, ...] = ()
    is_area: bool = True

    def move(self, x: float, y: float) -> None:
        """The other corner is here."""
        self.rects = (normal(self.x, self.y, x, y),)

    def release(self) -> None:
        """Tells the area, unless it was a slip of the hand."""
        for rect in self.rects:
            if rect.width >= LEAST and rect.height >= LEAST:
                self.tell(self.page, rect.rounded())


@dataclass
class PullDrag:
    """Moves an area, or pulls at one of its corners (0-3, clockwise from the top left; None: all of it)."""

    mark: ShownMark
    corner: int | None
    x: float
    y: float
    bounds: Rect
    tell: Callable[[int, Rect], None]
    rects: tuple[Rect, ...] = ()
    is_area: bool = True

    @property
    def page(self) -> int:
        return self.mark.page

    def move(self, x: float, y: float) -> None:
        """The corner, or the point taken hold of, is here."""
        was = self.mark.rects[0]
        if self.corner is None:
            across = min(max(x - self.x, -was.x0), self.bounds.x1 - was.x1)
            down = min(max(y - self.y, -was.y0), self.bounds.y1 - was.y1)
            self.rects = (Rect(was.x0 + across, was.y0 + down, was.x1 + across, was.y1 + down),)
            return
        far_x = was.x1 if self.corner in (0, 3) else was.x0
        far_y = was.y1 if self.corner in (0, 1) else was.y0
        self.rects = (normal(far_x, far_y, x, y),)

    def release(self) -> None:
        """Tells the new place where there is one of some size."""
        for rect in self.rects:
            moved = max(abs(a - b) for a, b in zip(rect, self.mark.rects[0], strict=True))
            if moved > 0.5 and rect.width >= LEAST and rect.height >= LEAST:
                self.tell(self.mark.id, rect.rounded())
