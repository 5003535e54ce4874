"""Columns of a printed table: a heading claims the cells that stand below it on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import resources

from ..findings import Span
from ..words import PageText, Word
from .columns import COLUMNS
from .labelled import Labelled, labelled
from .patterns import words_of

_CELL_GAP = 0.8
"""Words further apart than this share of their height stand in different cells."""
_ROW_OVERLAP = 0.5
_BREAK = 3.0
"""A table ends where the way to the next row is longer than this share of the rows' pitch so far."""
_LAST_ROWS = 9
_HEADING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand close together; ``start`` and ``end`` are offsets in the page's text."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    @property
    def x0(self) -> float:
        """Its left edge in page space."""
        return self.words[0].rect.x0

    @property
    def x1(self) -> float:
        """Its right edge in page space."""
        return self.words[-1].rect.x1

    @property
    def y(self) -> float:
        """Its middle in page space."""
        return (self.words[0].rect.y0 + self.words[0].rect.y1) / 2


def _bare(words: str) -> str:
    return words.strip(" .:").casefold()


def _kinds() -> Mapping[str, Labelled]:
    words = resources.table("catalogues", "patterns.toml")["words"]
    rows = resources.each(
        lambda row: (labelled(row), words_of(row, "words", words)), "column", "catalogues", "patterns.toml"
    )
    return {word: kind for kind, listed in rows for word in listed} | dict(COLUMNS.kinds)


KINDS: Mapping[str, Labelled] = _kinds()
"""What stands below a heading, by the heading's words in lower case."""
_FIRST_WORDS = frozenset(_bare(heading.split()[0]) for heading in KINDS)


def find_columns(page: PageText) -> Iterator[Span]:
    """Every cell below a known heading that looks like what the heading says; offsets in the page's text."""
    if not _may_have_headings(page.words):
        return
    headings: list[tuple[Cell, Labelled | None, str]] = []
    centres: list[float] = []
    for row in rows(page.words):
        found = [_heading(page.text, cell) for cell in row]
        if len(row) > 1 and any(kind for _cell, kind, _word in found) and not any(_has_digit(cell) for cell in row):
            headings, centres = found, [row[0].y]
        elif headings and _goes_on(centres, row[0].y):
            centres.append(row[0].y)
            yield from _values(page.text, row, headings)
        else:
            headings = []


def _may_have_headings(words: Sequence[Word]) -> bool:
    """Whether some word begins a cell that reads like a heading; most pages hold none, and need no rows."""
    before: Word | None = None
    for i, word in enumerate(words):
        begins = before is None or before.line != word.line or not _follows(before, word)
        before = word
        if begins and _bare(word.text) in _FIRST_WORDS:
            cell = [word]
            for after in words[i + 1 : i + 1 + _HEADING_WORDS]:
                if after.line != word.line or not _follows(cell[-1], after):
                    break
                cell.append(after)
            if _bare(" ".join(w.text for w in cell)) in KINDS:
                return True
    return False


def rows(words: Sequence[Word]) -> Iterator[list[Cell]]:
    """The page's rows from top to bottom, each as its cells from left to right; upright words are left out."""
    row: list[Word] = []
    for word in sorted((w for w in words if not w.vertical), key=lambda w: (w.rect.y0 + w.rect.y1, w.rect.x0)):
        if row and not _same_row(row[0], word):
            yield _cells(row)
            row = []
        row.append(word)
    if row:
        yield _cells(row)


def _same_row(one: Word, other: Word) -> bool:
    shared = min(one.rect.y1, other.rect.y1) - max(one.rect.y0, other.rect.y0)
    return shared > _ROW_OVERLAP * min(one.rect.y1 - one.rect.y0, other.rect.y1 - other.rect.y0)


def _cells(row: list[Word]) -> list[Cell]:
    cells: list[list[Word]] = []
    for word in sorted(row, key=lambda w: w.rect.x0):
        if cells and _follows(cells[-1][-1], word):
            cells[-1].append(word)
        else:
            cells.append([word])
    return [Cell(tuple(cell)) for cell in cells]


def _follows(before: Word, word: Word) -> bool:
    """Whether a word stands in the same cell as the one before it."""
    gap = word.rect.x0 - before.rect.x1
    return 0 <= word.start - before.start - len(before.text) <= 1 and gap <= _CELL_GAP * (word.rect.y1 - word.rect.y0)


def _heading(text: str, cell: Cell) -> tuple[Cell, Labelled | None, str]:
    word = _bare(" ".join(text[cell.start : cell.end].split()))
    return cell, KINDS.get(word) if len(cell.words) <= _HEADING_WORDS else None, word


def _has_digit(cell: Cell) -> bool:
    return any(c.isdecimal() for word in cell.words for c in word.text)


def _goes_on(centres: list[float], y: float) -> bool:
    steps = [b - a for a, b in pairwise(centres[-_LAST_ROWS:])]
    return not steps or y - centres[-1] <= _BREAK * median(steps)


def _values(text: str, row: list[Cell], headings: list[tuple[Cell, Labelled | None, str]]) -> Iterator[Span]:
    for cell in row:
        heading, kind, word = max(headings, key=lambda h: min(h[0].x1, cell.x1) - max(h[0].x0, cell.x0))
        if kind is None or min(heading.x1, cell.x1) <= max(heading.x0, cell.x0):
            continue
        value = " " + text[cell.start : cell.end]
        span = kind.span(value, 0, word)
        if span and not value[: span.start].strip() and not value[span.end :].strip(" .,"):
            evidence = tuple(replace(e, detector="columns") for e in span.evidence)
            yield replace(span, start=span.start - 1 + cell.start, end=span.end - 1 + cell.start, evidence=evidence)
