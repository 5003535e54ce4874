"""Rectangles that make MuPDF remove letters and leave their neighbours alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .glyphs import Glyph

Box = tuple[float, float, float, float]

CUT_HEIGHT, CUT_WIDTH, CUT_SLANTED = 0.16, 0.8, 0.4
"""Share of a letter's height and width that its rectangle keeps (``redaction`` removes what a rectangle touches)."""


def of_letters(letters: Iterable[Glyph]) -> tuple[Box, ...]:
    """Thin rectangles (MuPDF space) through the middles of the letters, those of a run in one."""
    return tuple(cut for run in _runs(letters) for cut in _cut(run))


def _runs(letters: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters that follow one another on a horizontal line, so that one rectangle takes them all."""
    runs: list[list[Glyph]] = []
    for g in sorted(letters, key=lambda g: (g.line, g.base, g.x0)):
        last = runs[-1][-1] if runs else None
        if (
            last
            and g.flat
            and last.flat
            and g.line == last.line
            and g.base == last.base
            and abs(g.x0 - last.x1) < 0.02 * g.size
        ):
            runs[-1].append(g)
        else:
            runs.append([g])
    return runs


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
