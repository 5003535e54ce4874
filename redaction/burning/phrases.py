"""What gets one box: the letters of a mark or of a term, the areas to clear, and the boxes to paint.

All rectangles here are MuPDF space of the working file (unrotated, origin top left, user space units).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..geometry import Rect, union
from ..marks import MarkKind
from ..matching import Term, find, find_folded, term
from ..plan import PlannedMark
from . import broken
from .glyphs import Glyph, Letters
from .orders import Reading, foldings, turned

STEP = 20.0
"""Boxes over text are widened to a multiple of so many units where there is room: the gap tells less."""

ABOVE, BELOW = 0.78, 0.22
"""A box over text reaches so far above and below the base line, in font sizes; neighbours keep their ink."""

ASLANT, HALF, TREAD = 0.3, 0.55, 0.35
"""A line that rises by more than so many font sizes runs aslant; its boxes reach so far to either side, and each is
so long."""

OVERLAP = 0.25
"""A box may reach over so much of the width of a letter beside it."""

CELL_GAP = 3.0
"""A gap of more than so many font sizes on a line is the border of a column or cell."""

SAME_WAY = 0.02
"""Letters whose directions differ by no more (sine or cosine) run alike."""

CROSSING = 200
"""So many letters on either side of a page break are read together."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing masked: ``areas`` are cleared of pixels and lines, ``boxes`` are painted, one per line."""

    number: int
    areas: tuple[Rect, ...]
    boxes: tuple[Rect, ...]
    kind: MarkKind
    label: str = ""
    category: str = ""
    provision: str = ""
    spoken: str = field(default="", repr=False)
    lines: bool | None = None
    replacement: str = ""

    @property
    def lines_too(self) -> bool:
        """Whether lines that only touch the area go too."""
        return self.kind is not MarkKind.TEXT if self.lines is None else self.lines

    @property
    def labels(self) -> tuple[str, ...]:
        """What may be printed in its box, the first that fits: its label, else its number where the label is none.

        A replacement goes with the label; where both do not fit, its number in the list of replacements does.
        """
        alone = (self.label,) if self.label.isdecimal() else (self.label, str(self.number)) if self.label else ()
        if not self.replacement:
            return alone
        told = (self.replacement, listed(self.number))
        return (*(f"{self.label} {text}".strip() for text in told), *alone)

    @property
    def stretches(self) -> bool:
        """Whether its boxes may grow into free space."""
        return self.kind is MarkKind.TEXT

    @property
    def aslant(self) -> bool:
        """Whether its boxes are steps of a stair along a slanted line, where nothing can be written."""
        return any(a.intersection(b) for a, b in pairwise(self.boxes))

    @classmethod
    def of_letters(cls, number: int, letters: Sequence[Glyph], label: str) -> Phrase:
        """The phrase of a term's letters, one area and box per line."""
        lines = _by_line(letters)
        areas = tuple(area for line in lines for area in _areas(line))
        boxes = tuple(box for line in lines for box in _boxes(line))
        return cls(number, areas, boxes, MarkKind.TEXT, label)

    def widened(self, free: Free) -> Phrase:
        """Its boxes grown along the line to whole steps, as far as nothing that stays or has its own box is there."""
        if not self.stretches or self.aslant:
            return self
        return replace(self, boxes=tuple(_stretched(box, free) for box in self.boxes))

    def turned(self, rect: Callable[[Rect], Rect]) -> Phrase:
        """The same on a page held otherwise."""
        return replace(self, areas=tuple(map(rect, self.areas)), boxes=tuple(map(rect, self.boxes)))


def listed(number: int) -> str:
    """The number under which the list of replacements has a mask (E for ersättning)."""
    return f"E{number}"


@dataclass(frozen=True, slots=True)
class Free:
    """Room on a page: its letters, those of them that go, how far to the right it reaches, upright strokes."""

    letters: Letters
    gone: Set[Glyph]
    width: float
    uprights: Sequence[Rect] = ()

    @property
    def limit(self) -> float:
        """Boxes at the end of a line reach no farther."""
        return min(self.letters.right + STEP, self.width)


def _areas(line: Sequence[Glyph], tight: bool = False) -> list[Rect]:
    """The places of one line's letters: one upright rectangle, or a stair of them where it runs aslant.

    Args:
        tight: whether the corners of a stair keep clear of the letters before and after.
    """
    whole = union(Rect(g.x0, g.y0, g.x1, g.y1) for g in line)
    thick, (x0, y0), (x1, y1) = max(g.size for g in line), line[0].centre, line[-1].centre
    if min(abs(x1 - x0), abs(y1 - y0)) < ASLANT * thick or all(g.flat for g in line):
        return [whole]
    return _stair(line[0].centre, line[-1].centre, len(line) - 1, thick, tight)


def _stair(start: tuple[float, float], end: tuple[float, float], gaps: int, thick: float, tight: bool) -> list[Rect]:
    """Upright rectangles along a slanted line; where they begin and end tells nothing of the letters between."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    half = thick * HALF
    # Half a letter beyond the middle of the first and last, less what the corner of a rectangle reaches farther.
    over = max(length / gaps / 2 - (half * abs(2 * dx * dy) if tight else 0), -0.49 * length)
    steps = max(1, math.ceil((length + 2 * over) / (TREAD * thick)))
    found: list[Rect] = []
    for k in range(steps):
        along = (-over + (length + 2 * over) * part / steps for part in (k, k + 1))
        ends = [(x0 + a * dx, y0 + a * dy) for a in along]
        xs = [x + side * half * dy for x, _ in ends for side in (-1, 1)]
        ys = [y + side * half * dx for _, y in ends for side in (-1, 1)]
        found.append(Rect(min(xs), min(ys), max(xs), max(ys)))
    return found


def _boxes(line: Sequence[Glyph]) -> list[Rect]:
    areas = _areas(line, tight=True)
    return [_box(areas[0], line)] if len(areas) == 1 else areas


def _box(area: Rect, letters: Sequence[Glyph]) -> Rect:
    """The area of level letters without the room above and below them that they do not use."""
    if not letters or not all(g.flat for g in letters):
        return area
    tops = [g.base - (ABOVE if g.centre[1] < g.base else BELOW) * g.size for g in letters]
    bottoms = [g.base + (BELOW if g.centre[1] < g.base else ABOVE) * g.size for g in letters]
    return Rect(area.x0, max(area.y0, min(tops)), area.x1, min(area.y1, max(bottoms)))


def _trimmed(box: Rect, letters: Letters, gone: Set[Glyph]) -> Rect:
    """The box without what would reach over the edge of a letter that stays (slanted ones overlap)."""
    for g in letters.near(box):
        if g not in gone and g.beside(box.y0, box.y1):
            share = OVERLAP * (g.x1 - g.x0)
            if g.x0 < box.x1 < g.centre[0] + share:
                box = box._replace(x1=max(box.x0, min(box.x1, g.x0 + share)))
            elif g.centre[0] - share < box.x0 < g.x1:
                box = box._replace(x0=min(box.x1, max(box.x0, g.x1 - share)))
    return box


def _stretched(box: Rect, free: Free) -> Rect:
    box = _trimmed(box, free.letters, free.gone)
    limit, wanted = free.limit, box.x0 + math.ceil(box.width / STEP) * STEP
    for g in free.letters.near(Rect(box.x1 - 1, box.y0, wanted + 1, box.y1)):
        if g.centre[0] > box.x1 and g.beside(box.y0 - 1, box.y1 + 1):
            limit = min(limit, g.x0 if g in free.gone else g.x0 - 1)  # what is masked beside it has a box of its own
    for stroke in free.uprights:
        if stroke.x0 >= box.x1 - 1 and stroke.y0 < box.y1 and stroke.y1 > box.y0:
            limit = min(limit, stroke.x0 - 0.5)
    return box._replace(x1=max(box.x1, min(wanted, limit)))


def fitted(phrase: Phrase, letters: Sequence[Glyph]) -> Phrase:
    """The boxes of a phrase of letters that run level, clear of the lines above and below."""
    return replace(phrase, boxes=tuple(_box(area, [g for g in letters if g.under([area])]) for area in phrase.areas))


def _by_line(letters: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters grouped by line of the page, and where a line has several columns by what stands together."""
    lines: list[list[Glyph]] = []
    for g in sorted(letters, key=lambda g: (g.line, g.x0)):
        if lines and _same_line(lines[-1][-1], g):
            lines[-1].append(g)
        else:
            lines.append([g])
    return lines


def _same_line(last: Glyph, g: Glyph) -> bool:
    if g.flat and last.flat:
        return abs(g.base - last.base) < 0.3 * g.size and g.x0 - last.x1 < CELL_GAP * g.size
    if g.line == last.line:
        return True
    if max(abs(a - b) for a, b in zip(g.along, last.along, strict=True)) > SAME_WAY:
        return False
    one, other = turned(last), turned(g)
    return abs(one.base - other.base) < 0.3 * g.size and other.x0 - one.x1 < CELL_GAP * g.size


def of_mark(mark: PlannedMark, rects: Sequence[Rect], letters: Sequence[Glyph]) -> Phrase:
    """The phrase of a planned mark: its own rectangles; over text the boxes keep clear of the neighbours."""
    areas, boxes = tuple(rects), tuple(rects)
    if mark.kind is MarkKind.TEXT:
        own = Phrase.of_letters(mark.number, letters, mark.label) if letters else None
        if own is not None and own.aslant:
            areas, boxes = own.areas, own.boxes
        else:
            boxes = tuple(_box(r, [g for g in letters if g.under([r])]) for r in rects)
    told = (mark.label, mark.category, mark.provision, mark.spoken)
    return Phrase(mark.number, areas, boxes, mark.kind, *told, mark.lines, mark.replacement)


def spelt(text: str, letters: Sequence[Glyph]) -> list[Glyph]:
    """Those of the letters (in stream order) that spell the text; a rectangle about a slanted line holds more."""
    wanted, row, gaps = term(text), [g.char for g in letters], [g.gap for g in letters]
    return [g for start, end in find(row, gaps, wanted) for g in letters[start:end]]


@dataclass(frozen=True, slots=True)
class Hits:
    """Letters of terms on a page (indices, one group per phrase), those at the end of the page before, and
    which terms were seen."""

    groups: list[list[int]]
    before: list[Glyph]
    seen: set[int]


def of_terms(page: Reading, terms: Sequence[Term], carried: Reading) -> Hits:
    """Looks for the terms in the order of the stream, by place on the page, and over the break to the page before."""
    taken: set[int] = set()
    seen: set[int] = set()
    before: set[Glyph] = set()
    for order in page.orders:
        row, gaps = page.row(order), page.gaps(order)
        for whole in foldings(row):
            for k, wanted in enumerate(terms):
                if wanted.text and wanted.text in whole.text:
                    for start, end in find_folded(whole, row, gaps, wanted):
                        seen.add(k)
                        taken.update(order[start:end])
    for k, half in _broken(page, terms, carried, before):
        seen.add(k)
        taken.update(half)
    if carried.letters and page.letters:
        tail, head = list(carried.letters[-CROSSING:]), list(page.letters[:CROSSING])
        row = [g.char for g in tail + head]
        gaps = [g.gap for g in tail + head]
        for whole in foldings(row):
            for k, wanted in enumerate(terms):
                for start, end in find_folded(whole, row, gaps, wanted):
                    if start < len(tail) < end:
                        seen.add(k)
                        before.update(tail[start:])
                        taken.update(range(end - len(tail)))
    return Hits(_groups(page.letters, sorted(taken)), sorted(before, key=lambda g: (g.line, g.x0)), seen)


def _broken(
    page: Reading, terms: Sequence[Term], carried: Reading, before: set[Glyph]
) -> Iterator[tuple[int, list[int]]]:
    """Halves of broken terms on the page; the first halves on the page before are added to ``before``."""
    hyphened = broken.ends_in_hyphen(page.letters) or broken.ends_in_hyphen(carried.letters)
    texts = list(zip(carried.texts, page.texts, strict=True))
    split = [
        (k, t)
        for k, t in enumerate(terms)
        if (hyphened and not t.short) or any(broken.may_be(t, there, here) for there, here in texts)
    ]
    if not split:
        return
    here, there = broken.stretches(page), broken.stretches(carried)
    for k, wanted in split:
        for first, second in broken.on_page(here, wanted):
            yield k, first + second
        for first, second in broken.over_page(there, here, wanted):
            before.update(carried.letters[i] for i in first)
            yield k, second


def _groups(letters: Sequence[Glyph], taken: Sequence[int]) -> list[list[int]]:
    """Letters that follow one another become one phrase, blanks between them included."""
    groups: list[list[int]] = []
    for i in taken:
        if (groups and i == groups[-1][-1] + 1 and letters[i].gap != "n") or (
            groups and i == groups[-1][-1] + 1 and letters[i].line == letters[groups[-1][-1]].line + 1
        ):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups
