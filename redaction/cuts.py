"""Rectangles that make MuPDF remove letters and leave their neighbours alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from .glyphs import Glyph

Box = tuple[float, float, float, float]

CUT_HEIGHT, CUT_WIDTH, CUT_SLANTED = 0.16, 0.8, 0.4
"""Share of a letter's height and width that its rectangle keeps (``redaction`` removes what a rectangle touches)."""

BLANK = 2.0
"""Widest gap, in font sizes, that is taken for a blank between two words."""


def of_letters(gone: Set[Glyph], letters: Iterable[Glyph]) -> tuple[Box, ...]:
    """Thin rectangles (MuPDF space) through the middles of the letters, those of a run in one.

    Args:
        gone: the letters to be removed.
        letters: all letters of the page, in stream order; blanks between two that go one after the other go too.
    """
    return tuple(cut for run in _runs(gone, letters) for cut in _cut(run))


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


def _cut(letters: Sequence[Glyph]) -> list[Box]:
    first, last = letters[0], letters[-1]
    if not first.flat:
        x, y = first.centre
        dx, dy = (first.x1 - first.x0) * CUT_SLANTED / 2, (first.y1 - first.y0) * CUT_SLANTED / 2
        return [(x - dx, y - dy, x + dx, y + dy)]
    side = (1 - CUT_WIDTH) / 2
    middle, half = (first.y0 + first.y1) / 2, (first.y1 - first.y0) * CUT_HEIGHT / 2
    x0, x1 = first.x0 + side * (first.x1 - first.x0), last.x1 - side * (last.x1 - last.x0)
    return [(x0, middle - half, max(x1, x0 + 0.05), middle + half)]
