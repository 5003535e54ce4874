"""Looking through pages for what a clerk asks for: words, an expression, words near each other, runs of lines."""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import regex

from .detectors.plain import Reading, folded, plain
from .detectors.terms import Term, TermList, readings
from .errors import ExpressionWrong
from .sought import SECONDS, Expression, Hit, Lines, Listed, Near, Query, Sought
from .words import PageText

MOST_HITS = 20_000
LONGEST_PATTERN = 2_000
"""Characters of an expression."""
AROUND = 40
"""Characters of context on each side of a hit."""

Progress = Callable[[int, int, str], None]
_WORD, _BLANKS = re.compile(r"\S+"), re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a page's text; ``page`` is the page itself (Lines may reach back to the page before)."""

    page: PageText
    start: int
    end: int
    category: str = ""
    provision: str | None = None


class _Slow(Exception):
    """An expression has used up its time in a document."""


def seek(documents: Iterable[tuple[int, Iterable[PageText]]], query: Query, seconds: float = SECONDS) -> Sought:
    """Looks through documents (a number and the pages, in order) for a query.

    Args:
        seconds: how long an expression may take in each document. A document that needs more is told in ``slow``
            with what was found in it before; the others are looked through all the same.

    Raises:
        ExpressionWrong: an expression cannot be read.
    """
    make = _SEEKERS[type(query)](query)
    hits: list[Hit] = []
    slow: list[tuple[int, int]] = []
    for number, pages in documents:
        finder, page_number = make(seconds), 0
        try:
            for page in pages:
                page_number = page.page
                hits += [_hit(number, found) for found in finder(page)]
                if len(hits) > MOST_HITS:
                    return Sought(tuple(hits[:MOST_HITS]), tuple(slow), more=True)
        except _Slow:
            slow.append((number, page_number))
    return Sought(tuple(hits), tuple(slow))


def _hit(number: int, found: Found) -> Hit:
    page, start, end = found.page, found.start, found.end
    before, after = _in_a_line(page.text[max(0, start - AROUND) : start]), _in_a_line(page.text[end : end + AROUND])
    rects = page.rects(start, end)
    text = page.text[start:end]
    return Hit(number, page.page, start, end, rects, text, before, after, found.category, found.provision)


def _in_a_line(text: str) -> str:
    """The text with one blank for each run of white space."""
    return _BLANKS.sub(" ", text)


Finder = Callable[[PageText], Iterator[Found]]
"""Looks at one page after the other of one document."""


def _listed(query: Listed) -> Callable[[float], Finder]:
    terms = TermList(query.terms)
    spellings: dict[str, set[str]] = {}
    for term in query.terms if query.case else ():
        spellings.setdefault(_key(term), set()).add(_cased(term.text))

    def fits(term: Term, written: str) -> bool:
        return not query.case or any(_cased(written).startswith(s) for s in spellings[_key(term)])

    def on(page: PageText) -> Iterator[Found]:
        hits = ((s, e, t) for s, e, t in terms.places_in(readings(page.text)) if fits(t, page.text[s:e]))
        for start, end, term in _outermost(hits):
            yield Found(page, start, end, term.category, term.provision)

    return lambda _seconds: on


def _key(term: Term) -> str:
    return folded(term.text).text.strip()


def _cased(text: str) -> str:
    """The text as spellings that differ in case alone are told apart: without blanks, line breaks and dashes."""
    return "".join(c for c in plain(text).text if not c.isspace() and c != "-")


def _outermost(hits: Iterable[tuple[int, int, Term]]) -> Iterator[tuple[int, int, Term]]:
    """The hits by place, without those that lie inside another one."""
    reach = -1
    for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if end > reach:
            reach = end
            yield start, end, term


def _expression(query: Expression) -> Callable[[float], Finder]:
    flags = regex.MULTILINE | (0 if query.case else regex.IGNORECASE) | (regex.DOTALL if query.across else 0)
    if len(query.pattern) > LONGEST_PATTERN:
        raise ExpressionWrong(at=LONGEST_PATTERN)
    try:
        pattern = regex.compile(query.pattern, flags)
    except regex.error as error:
        raise ExpressionWrong(at=int(error.pos or 0)) from None
    except (OverflowError, RecursionError, ValueError):
        raise ExpressionWrong(at=0) from None

    def finder(seconds: float) -> Finder:
        left = seconds

        def on(page: PageText) -> Iterator[Found]:
            nonlocal left
            begun = time.monotonic()
            reading = plain(page.text)
            try:
                for match in pattern.finditer(reading.text, timeout=max(left, 0.001)):
                    start, end = reading.span(*match.span())
                    if page.text[start:end].strip():
                        yield Found(page, start, end)
            except TimeoutError:
                raise _Slow from None
            left -= time.monotonic() - begun

        return on

    return finder


def _near(query: Near) -> Callable[[float], Finder]:
    first, second = (TermList([Term(text, "")]) for text in (query.first, query.second))

    def on(page: PageText) -> Iterator[Found]:
        read = readings(page.text)
        those, others = sorted(_spans(first, read)), sorted(_spans(second, read))
        starts = [word.start() for word in _WORD.finditer(page.text)] if those and others else []
        found = {_stretch(one, other, query.alone) for one in those for other in _close(one, others, starts, query)}
        for start, end, _term in _outermost((s, e, Term("")) for s, e in found):
            yield Found(page, start, end)

    return lambda _seconds: on


def _spans(terms: TermList, read: Iterable[Reading]) -> set[tuple[int, int]]:
    return {(start, end) for start, end, _term in terms.places_in(read)}


def _close(
    one: tuple[int, int], others: list[tuple[int, int]], starts: list[int], query: Near
) -> Iterator[tuple[int, int]]:
    """The nearest of ``others`` on each side, where few enough words stand between."""
    at = bisect_left(others, one)
    for other in others[max(0, at - 1) : at + 2]:
        low, high = sorted((one, other))
        between = bisect_left(starts, high[0]) - bisect_right(starts, low[1] - 1)
        if other != one and low[1] <= high[0] and between <= query.words:
            yield other


def _stretch(one: tuple[int, int], other: tuple[int, int], alone: bool) -> tuple[int, int]:
    return one if alone else (min(one[0], other[0]), max(one[1], other[1]))


def _lines(query: Lines) -> Callable[[float], Finder]:
    first, last = (TermList([Term(text, "", inside_words=True)]) for text in (query.first, query.last))

    def finder(_seconds: float) -> Finder:
        waiting: Found | None = None

        def on(page: PageText) -> Iterator[Found]:
            nonlocal waiting
            read = readings(page.text)
            begins = sorted(_line_at(page.text, span)[0] for span in _spans(first, read))
            ends = sorted(_line_at(page.text, span)[1] for span in _spans(last, read))
            reach = 0
            if waiting is not None and ends:
                yield waiting
                yield Found(page, 0, ends[0])
                reach = ends[0]
            waiting = None
            for begin in begins:
                if begin < reach:
                    continue
                at = bisect_left(ends, begin + 1)
                if at == len(ends):
                    waiting = Found(page, begin, len(page.text))
                    return
                yield Found(page, begin, ends[at])
                reach = ends[at]

        return on

    return finder


def _line_at(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where the line, or lines, that a span stands in begin and end."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


_SEEKERS: dict[type, Callable[..., Callable[[float], Finder]]] = {
    Listed: _listed,
    Expression: _expression,
    Near: _near,
    Lines: _lines,
}
