"""The box of a font whose glyphs are drawn by procedures: MuPDF finds its letters by it, and it is often empty."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from ..streams.operands import is_number

Box = tuple[float, float, float, float]

LEAST, MOST = 0.5, 2.0
"""A box that is not half as tall as the glyphs themselves say, or more than twice, is none."""

DESCENT, ASCENT = -0.25, 0.95
"""Height of a line in ems, where neither font nor glyphs tell."""


def give_box(font: Any) -> None:
    """Gives a Type 3 font a box that its glyphs fit in, where its own is empty or far from their size."""
    matrix = _numbers(font.get("/FontMatrix"), 6) or (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    wanted = _of_glyphs(font.get("/CharProcs")) or _of_widths(font.get("/Widths"), matrix)
    own = _numbers(font.get("/FontBBox"), 4)
    tall = wanted[3] - wanted[1]
    if own is None or not LEAST * tall <= abs(own[3] - own[1]) <= MOST * tall:
        font.FontBBox = Array(list(wanted))


def _of_glyphs(procedures: Any) -> Box | None:
    """The smallest box around those that the glyphs claim (operator d1)."""
    claimed = [box for glyph in _streams(procedures) if (box := _claimed(glyph)) is not None]
    if not claimed:
        return None
    left, low, right, high = (list(side) for side in zip(*claimed, strict=True))
    return min(left), min(low), max(right), max(high)


def _streams(procedures: Any) -> list[Any]:
    listed = procedures.items() if isinstance(procedures, Dictionary) else ()
    return [glyph for _, glyph in listed if isinstance(glyph, Stream)]


def _claimed(glyph: Any) -> Box | None:
    for step in pikepdf.parse_content_stream(glyph, "d1"):
        given = _numbers(step.operands, 6)
        if given is not None:
            x0, x1, y0, y1 = *sorted((given[2], given[4])), *sorted((given[3], given[5]))
            return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
    return None


def _of_widths(widths: Any, matrix: tuple[float, ...]) -> Box:
    """A box as wide as the widest glyph, as tall as a line of an em (glyph space)."""
    given = [abs(float(w)) for w in widths if is_number(w)] if isinstance(widths, Array) else []
    em = 1 / abs(matrix[3] or 0.001)
    low, high = sorted((DESCENT / (matrix[3] or 0.001), ASCENT / (matrix[3] or 0.001)))
    return 0.0, low, max(given, default=em), high


def _numbers(value: Any, count: int) -> tuple[float, ...] | None:
    parts = list(value) if value is not None and not is_number(value) else []
    return tuple(float(p) for p in parts) if len(parts) == count and all(is_number(p) for p in parts) else None
