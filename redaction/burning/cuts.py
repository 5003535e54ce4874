"""Rectangles that make MuPDF remove letters and leave their neighbours alone.

MuPDF takes a letter for touched where a rectangle meets the upright rectangle around it, a tenth narrower on every
side. Letters of a level line go by one thin rectangle through their middles. Where that would meet a letter that
stays (slanted lines, lines that overlap), each goes by parts of its own that nothing else covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from .glyphs import Glyph, Letters

Box = tuple[float, float, float, float]

CUT_HEIGHT, CUT_WIDTH = 0.16, 0.8
"""Share of a letter's height and width that a rectangle through a line keeps."""

BLANK = 2.0
"""Widest gap, in font sizes, that is taken for a blank between two words."""

TOUCHED, SURE = 0.1, 0.02
"""Share of a letter's sides at its edges that MuPDF does not count; a part keeps so much farther away from others."""

SHARES = (0.8, 0.6, 0.45)
"""Shares of a letter's sides that are tried for the part about its middle."""

GRID = tuple(i / 12 for i in range(1, 12))
"""Places along a letter's sides where there may be room for a small part."""


def of_letters(gone: Set[Glyph], letters: Iterable[Glyph], placed: Letters) -> tuple[Box, ...]:
    """Small rectangles (MuPDF space) that meet all of the letters that go and none of the others.

    Args:
        gone: the letters to be removed.
        letters: all letters of the page, in stream order; blanks between two that go one after the other go too.
        placed: the same letters by place.
    """
    found: list[Box] = []
    for run in _runs(gone, letters):
        if run[0].flat:
            cut = _through(run)
            if not any(_meets(cut, g) for g in _others(placed, cut, gone)):
                found.append(cut)
                continue
        for g in run:
            found += _parts(g, _others(placed, (g.x0, g.y0, g.x1, g.y1), gone))
    return (*found, *_blanks(gone, letters, placed))


def _runs(gone: Set[Glyph], letters: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters that follow one another on a horizontal line, so that one rectangle takes them all."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for g in letters:
        if g not in gone:
            last = None
            continue
        if last is not None and _goes_on(last, g):
            runs[-1].append(g)
        else:
            runs.append([g])
        last = g
    return runs


def _goes_on(last: Glyph, g: Glyph) -> bool:
    """Whether nothing but a blank can stand between a letter and the next of the stream."""
    together = g.flat and last.flat and g.line == last.line and g.base == last.base
    return together and -0.02 * g.size < g.x0 - last.x1 < (BLANK if g.gap else 0.02) * g.size


def _blanks(gone: Set[Glyph], letters: Iterable[Glyph], placed: Letters) -> Iterator[Box]:
    """Places between words that go on one slanted line."""
    last: Glyph | None = None
    for g in letters:
        if last is not None and g.gap == "s" and g.line == last.line and not g.flat and {last, g} <= gone:
            (x0, y0), (x1, y1), half = last.centre, g.centre, 0.05 * g.size
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            between = (x - half, y - half, x + half, y + half)
            if not any(_meets(between, other) for other in _others(placed, between, gone)):
                yield between
        last = g


def _through(letters: Sequence[Glyph]) -> Box:
    """The thin rectangle through the middles of letters on one line."""
    first, last = letters[0], letters[-1]
    side = (1 - CUT_WIDTH) / 2
    middle, half = (first.y0 + first.y1) / 2, (first.y1 - first.y0) * CUT_HEIGHT / 2
    x0, x1 = first.x0 + side * (first.x1 - first.x0), last.x1 - side * (last.x1 - last.x0)
    return x0, middle - half, max(x1, x0 + 0.05), middle + half


def _others(placed: Letters, box: Box, gone: Set[Glyph]) -> list[Glyph]:
    """Letters near the box that stay."""
    return [g for g in placed.near(box) if g not in gone]


def _meets(cut: Box, g: Glyph, margin: float = TOUCHED) -> bool:
    """Whether MuPDF would remove the letter for the rectangle."""
    across, down = margin * (g.x1 - g.x0), margin * (g.y1 - g.y0)
    return cut[0] < g.x1 - across and cut[2] > g.x0 + across and cut[1] < g.y1 - down and cut[3] > g.y0 + down


def _parts(g: Glyph, others: Sequence[Glyph]) -> list[Box]:
    """The largest part around the letter's middle that meets none of the others; else small places all over it.

    With a font that is not embedded, MuPDF may take the letter for narrower than it is set: the middle is not enough.
    """
    for share in SHARES:
        part = _part(g, 0.5, 0.5, share)
        if not any(_meets(part, other, TOUCHED - SURE) for other in others):
            return [part]
    places = [_part(g, u, v, SURE) for u in GRID for v in GRID]
    free = [p for p in places if not any(_meets(p, other, TOUCHED - SURE) for other in others)]
    return free or [_part(g, 0.5, 0.5, SHARES[-1])]


def _part(g: Glyph, u: float, v: float, share: float) -> Box:
    """A share of a letter's rectangle about a place in it."""
    width, height = g.x1 - g.x0, g.y1 - g.y0
    x, y, across, down = g.x0 + u * width, g.y0 + v * height, share * width / 2, share * height / 2
    return x - across, y - down, x + across, y + down
