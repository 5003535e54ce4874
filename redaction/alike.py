"""From one text to the other: the passages that two documents share, and where in the one the marks of the other stand.

A passage is a run of the same words, wherever it begins; quoted in a later mail it is found in each place. A mark is
carried where all of its words, and some beside them, are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol

from .geometry import Rect
from .prints import RUN, TOKEN
from .words import PageText

LEAST = 8
"""Words that a passage has at least."""
OFTEN = 16
"""A run of words that stands in more places than this tells nothing of where one is."""


class Place(NamedTuple):
    """Rectangles (page space, one per line) on a page (from 0); a place without any is the whole page."""

    page: int
    rects: tuple[Rect, ...]


class Placed(NamedTuple):
    """A mark's number and its place."""

    mark: int
    place: Place


@dataclass(frozen=True, slots=True)
class Carried:
    """Where marks of one document stand in another, and which of the other's lines are the same."""

    marks: tuple[Placed, ...]
    shared: tuple[Place, ...]


class Pages(Protocol):
    """The pages of a document, read one at a time."""

    def __len__(self) -> int:
        """How many pages it has."""

    def text(self, page: int) -> str:
        """The text of a page (from 0)."""

    def whole(self, page: int) -> PageText:
        """A page (from 0) with its words."""


class Token(NamedTuple):
    """A word as it is compared, and where it stands: page (from 0), offsets in the page's text."""

    text: str
    page: int
    start: int
    end: int


class Passage(NamedTuple):
    """``length`` words from number ``one`` of the first text, and from number ``other`` of the second."""

    one: int
    other: int
    length: int


def tokens(pages: Pages) -> list[Token]:
    """The words of a document as they are compared."""
    return [
        Token(found.group().casefold(), page, found.start(), found.end())
        for page in range(len(pages))
        for found in TOKEN.finditer(pages.text(page))
    ]


def passages(one: Sequence[str], other: Sequence[str]) -> list[Passage]:
    """The passages that two rows of words share, in the order of the first row."""
    where: dict[tuple[str, ...], list[int]] = {}
    for at, run in _runs(other):
        where.setdefault(run, []).append(at)
    open_: dict[int, Passage] = {}
    done: list[Passage] = []
    for at, run in _runs(one):
        starts = where.get(run, ())
        for start in starts if len(starts) <= OFTEN else ():
            last = open_.get(start - at)
            if last is not None and _goes_on(one, other, last, at):
                open_[start - at] = last._replace(length=at + RUN - last.one)
            else:
                done += [last] if last is not None else []
                open_[start - at] = Passage(at, start, RUN)
    return sorted(found for found in (*done, *open_.values()) if found.length >= LEAST)


def carry(one: Pages, other: Pages, marks: Sequence[Placed]) -> Carried:
    """Where the marks of the first document stand in the second, by what its pages say."""
    ones, others = tokens(one), tokens(other)
    found = passages([token.text for token in ones], [token.text for token in others])
    placed = [
        Placed(number, place)
        for number, span in _spans(one, ones, marks)
        for passage in found
        if passage.one <= span.first and span.last < passage.one + passage.length
        for place in _there(span, others, other, passage.other - passage.one)
    ]
    lines = [place for passage in found for place in _lines(others, other, passage)]
    return Carried(tuple(dict.fromkeys(placed)), tuple(dict.fromkeys(lines)))


class _Span(NamedTuple):
    """The words from number ``first`` to ``last``; ``before`` and ``after``: characters marked beyond their edges."""

    first: int
    last: int
    before: int
    after: int
    text: str


def _runs(row: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((at, tuple(row[at : at + RUN])) for at in range(len(row) - RUN + 1))


def _goes_on(one: Sequence[str], other: Sequence[str], last: Passage, at: int) -> bool:
    """Whether the words between a passage's end and the run at ``at`` are the same too."""
    end = last.one + last.length
    shift = last.other - last.one
    return at <= end or one[end:at] == other[end + shift : at + shift]


def _spans(pages: Pages, row: Sequence[Token], marks: Sequence[Placed]) -> Iterator[tuple[int, _Span]]:
    """The words under each mark; a mark with none under it has no place in another text."""
    starts = [(token.page, token.start) for token in row]
    ends = [(token.page, token.end) for token in row]
    for number, (page, rects) in marks:
        span = _characters(pages.whole(page), rects)
        if span is None:
            continue
        start, end = span
        first, last = bisect_right(ends, (page, start)), bisect_left(starts, (page, end)) - 1
        if first <= last:
            text = pages.text(page)[start:end]
            yield number, _Span(first, last, start - row[first].start, end - row[last].end, text)


def _characters(page: PageText, rects: Sequence[Rect]) -> tuple[int, int] | None:
    """From where to where in the page's text the characters reach whose middles lie in the rectangles."""
    at = [
        word.start + number
        for rect in rects
        for word in page.words
        if word.rect.intersection(rect) is not None
        for number in range(len(word.text))
        if _holds(rect, word.part(word.start + number, word.start + number + 1))
    ]
    return (min(at), max(at) + 1) if at else None


def _holds(rect: Rect, part: Rect) -> bool:
    x, y = (part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2
    return rect.x0 <= x <= rect.x1 and rect.y0 <= y <= rect.y1


def _there(span: _Span, others: Sequence[Token], pages: Pages, shift: int) -> Iterator[Place]:
    """The place of a span in the other text: as many signs beside its words as there, if they are the same."""
    first, last = others[span.first + shift], others[span.last + shift]
    if first.page != last.page:
        return
    page = pages.whole(first.page)
    start, end = first.start + span.before, last.end + span.after
    if start < 0 or _blankless(page.text[start:end]) != _blankless(span.text):
        start, end = max(first.start, start), min(last.end, end)
    row = others[span.first + shift : span.last + shift + 1]
    lines = [list(found) for _line, found in groupby(row, key=lambda token: _line_of(page, token))]
    starts = [start, *(line[0].start for line in lines[1:])]
    ends = [*(line[-1].end for line in lines[:-1]), end]
    yield Place(first.page, tuple(rect for at in zip(starts, ends, strict=True) for rect in page.rects(*at)))


def _line_of(page: PageText, token: Token) -> int:
    """The line that a word begins in; signs of quoting at the head of a line are no part of a mark."""
    return page.words_in(token.start, token.end)[0].line


def _blankless(text: str) -> str:
    return "".join(text.split()).casefold()


def _lines(row: Sequence[Token], pages: Pages, passage: Passage) -> Iterator[Place]:
    """The lines of the second text that a passage covers, page by page; a page that it covers whole is all of it."""
    for number, found in groupby(row[passage.other : passage.other + passage.length], key=attrgetter("page")):
        part = list(found)
        page = pages.whole(number)
        whole = len(part) == len(TOKEN.findall(page.text))
        yield Place(number, () if whole else page.rects(part[0].start, part[-1].end))
