"""Where persons and their data are mentioned: findings with what stands around them on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..findings import Finding
from ..geometry import Rect
from ..words import PageText, Word
from .names import fold

PERSON = "PERSON"
_AROUND = 120
"""So many characters before and after a name are looked at."""
_SAME_COLUMN = 4.0
"""Points: lines that begin this near each other stand in one column."""
_HEADING = 40
"""A line longer than this is no heading of a column."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A finding and its surroundings.

    ``ref`` is the caller's own number of it, ``document`` likewise; ``page`` counts from 0, ``start``/``end`` are
    offsets in the page's text, ``rect`` the first of its rectangles (page space). ``line`` and ``block`` number the
    lines and blocks of the page's text; ``row`` those lines that stand beside each other, ``alone`` whether nothing
    does. Further words are folded and given for names only: ``before`` and ``after`` on its own line, ``beyond`` those
    after it in its block, ``beside`` the next cell or line where the name ends its own, ``above`` the heading over its
    column; ``cue`` is what the detector of persons went by. ``own`` is whether it is the organisation's address of one
    of its people.
    """

    ref: int
    document: int
    page: int
    start: int
    end: int
    category: str
    text: str
    rect: Rect
    line: int
    block: int
    row: int
    alone: bool = True
    before: str = ""
    after: str = ""
    beyond: str = ""
    beside: str = ""
    above: str = ""
    cue: str = ""
    own: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Document and page."""
        return self.document, self.page


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    rect: Rect


def on_page(
    page: PageText, document: int, found: Iterable[tuple[int, Finding]], headings: frozenset[str], in_duty: str
) -> Iterator[Mention]:
    """The findings of one page (ref, finding) as mentions, in reading order.

    ``headings`` are the words that tell what a column of names holds; ``in_duty`` is the code of why a finding is not
    proposed that tells of the organisation's own people. Other findings that are not proposed are left out.
    """
    kept = [(ref, f) for ref, f in found if f.rects and (f.proposed or f.why_not == in_duty)]
    if not kept:
        return
    lines = _lines(page.words)
    starts = [line.start for line in lines]
    blocks = [m.end() for m in re.finditer("\n\n", page.text)]
    rows = _rows(lines)
    beside = Counter(rows)
    heads = [(line.rect, said) for line in lines if (said := _said(page.text, line)) in headings]
    for ref, finding in sorted(kept, key=lambda pair: (pair[1].start, pair[1].end)):
        at = max(0, bisect_right(starts, finding.start) - 1)
        around = _around(page.text, lines, rows, at, finding) if finding.category == PERSON else {}
        yield Mention(
            ref,
            document,
            finding.page,
            finding.start,
            finding.end,
            finding.category,
            finding.text,
            finding.rects[0],
            at,
            bisect_right(blocks, finding.start),
            rows[at],
            beside[rows[at]] == 1,
            above=_above(heads, finding.rects[0]) if around and beside[rows[at]] > 1 else "",
            cue=next((e.context for e in finding.evidence if e.detector == "persons"), ""),
            own=not finding.proposed,
            **around,
        )


def _lines(words: Sequence[Word]) -> list[_Line]:
    lines: list[_Line] = []
    number = -1
    for word in words:
        if word.line != number:
            number = word.line
            lines.append(_Line(word.start, word.end, word.rect))
        else:
            line = lines[-1]
            rect = Rect(
                min(line.rect.x0, word.rect.x0),
                min(line.rect.y0, word.rect.y0),
                max(line.rect.x1, word.rect.x1),
                max(line.rect.y1, word.rect.y1),
            )
            lines[-1] = _Line(line.start, word.end, rect)
    return lines or [_Line(0, 0, Rect(0, 0, 0, 0))]


def _rows(lines: Sequence[_Line]) -> list[int]:
    """The row of each line: lines whose middles lie within half a line's height of each other are one row."""
    order = sorted(range(len(lines)), key=lambda i: lines[i].rect.centre[1])
    rows, row, middle = [0] * len(lines), -1, float("-inf")
    for i in order:
        y = lines[i].rect.centre[1]
        if y - middle > lines[i].rect.height / 2:
            row, middle = row + 1, y
        rows[i] = row
    return rows


def _said(text: str, line: _Line) -> str:
    return fold(text[line.start : line.end]) if line.end - line.start <= _HEADING else ""


def _around(text: str, lines: Sequence[_Line], rows: Sequence[int], at: int, finding: Finding) -> dict[str, str]:
    """What is said around a name: before and after it on its line, further on in its block, in the next cell."""
    line, start, end = lines[at], finding.start, finding.end
    ends = max(line.end, end)
    beyond = text[end : end + _AROUND].partition("\n\n")[0]
    after = text[end : min(ends, end + _AROUND)]
    beside = ""
    if not after.strip(" ,.") and at + 1 < len(lines):
        following = lines[at + 1]
        if rows[at + 1] == rows[at] or "\n\n" not in text[end : following.start]:
            beside = _said(text, following)
    before = text[max(line.start, start - _AROUND) : start]
    return {"before": fold(before), "after": fold(after), "beyond": fold(beyond), "beside": beside}


def _above(heads: Sequence[tuple[Rect, str]], rect: Rect) -> str:
    """The nearest heading over the column that begins where the rectangle does."""
    over = [
        (head.y1, said) for head, said in heads if abs(head.x0 - rect.x0) <= _SAME_COLUMN and head.y1 <= rect.y0 + 1
    ]
    return max(over)[1] if over else ""
