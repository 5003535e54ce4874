"""What a page says and where: words, their places, and the way from a span of characters to rectangles."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from .geometry import PageBox, Rect, union


class Source(StrEnum):
    """How a word was read."""

    TEXT = "text"
    OCR = "ocr"


class Word(NamedTuple):
    """A run of characters without white space.

    ``rect`` in page space. ``start`` is the offset of its first character in the page's text. ``edges``
    are len(text)+1 positions in page space along the reading direction (x, or y when ``vertical``),
    between which the characters stand; they fall instead of rise for text that runs leftwards or upwards.
    ``line`` numbers the line on the page, from 0. ``sure`` (0-100) is how sure the engine was that read it in a
    picture; a text layer, and what an older program kept, says 100.
    """

    text: str
    rect: Rect
    start: int
    edges: tuple[float, ...]
    line: int
    vertical: bool = False
    source: Source = Source.TEXT
    sure: int = 100

    @property
    def end(self) -> int:
        """The offset after its last character in the page's text."""
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> Rect:
        """The rectangle of the characters from ``start`` to ``end`` (offsets in the page's text)."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        a, b = sorted((self.edges[first], self.edges[last]))
        if self.vertical:
            return Rect(self.rect.x0, a, self.rect.x1, b)
        return Rect(a, self.rect.y0, b, self.rect.y1)


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Code:
    """A bar code or QR code on a page: its kind (``QRCode``, ``Code128``), what it says, and its place (page space)."""

    kind: str
    text: str
    rect: Rect


class RegionKind(StrEnum):
    """Why nobody could read a part of a page."""

    SCAN = "scan"
    PICTURE = "picture"
    DRAWN = "drawn"
    STAMP = "stamp"
    LETTERS = "letters"
    BROKEN = "broken"
    UNSEEN = "unseen"
    LATE = "late"
    FACE = "face"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that no reader can read (page space); ``digest`` is that of all that look the same, "" for none.

    ``kind`` is a scanned page, a picture, curves as of handwriting, a stamp or ink laid over the page,
    letters without text, a page not to be drawn, what the file holds and no page shows, told on a page behind them,
    a picture whose words could not be read in its time, or what is taken for a face or a signature in one of those.
    """

    kind: RegionKind
    rect: Rect
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page in reading order, and its text; ``codes`` are the bar codes that stand on it, ``regions``
    its parts that no reader can read.

    ``text`` is the words joined by one blank inside a line, a line feed between lines and two between
    blocks; offsets everywhere are Python characters of it. ``page`` counts from 0.
    """

    page: int
    box: PageBox
    text: str
    words: tuple[Word, ...]
    codes: tuple[Code, ...] = ()
    regions: tuple[Region, ...] = ()

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that have at least one character in the span."""
        first = max(0, bisect_right(self.words, start, key=_start) - 1)
        last = bisect_right(self.words, end, first, key=_start)
        return tuple(w for w in self.words[first:last] if w.start < end and w.end > start)

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """One rectangle per line that the span touches, in page space, blanks between its words included."""
        lines: dict[int, list[Rect]] = {}
        for word in self.words_in(start, end):
            lines.setdefault(word.line, []).append(word.part(start, end))
        return tuple(union(parts).rounded() for parts in lines.values())
