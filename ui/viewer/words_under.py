"""The words under the hand: from a point to the word there, from two words to a span with its rectangles."""

from __future__ import annotations

from dataclasses import dataclass

from redaction.geometry import Rect
from redaction.words import PageText, Word


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole words from one to another on a page (from 0): offsets in its text, rectangles in page space."""

    page: int
    start: int
    end: int
    rects: tuple[Rect, ...]
    text: str


def nearest(text: PageText, x: float, y: float) -> Word | None:
    """The word at a point of page space, else the nearest one; lines count before columns. None on an empty page."""

    def distance(word: Word) -> float:
        r = word.rect
        across = max(r.x0 - x, 0.0, x - r.x1)
        down = max(r.y0 - y, 0.0, y - r.y1)
        return across + 4 * down if not word.vertical else down + 4 * across

    return min(text.words, key=distance, default=None)


def is_on_word(text: PageText, x: float, y: float) -> bool:
    """Whether there is a word at the point itself."""
    return any(word.rect.grown(1.0).contains(x, y) for word in text.words)


def stretch(text: PageText, first: Word, last: Word) -> Stretch:
    """Everything from one word to another, both whole, whichever comes first."""
    start, end = min(first.start, last.start), max(first.end, last.end)
    return Stretch(text.page, start, end, text.rects(start, end), " ".join(text.text[start:end].split()))
