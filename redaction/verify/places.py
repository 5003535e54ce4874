"""Where letters stand: each that is left in the masked file stands where it stood before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_float

import pypdfium2
import pypdfium2.raw as pdfium

from .leaf import Leaf

Box = tuple[float, float, float, float]

SHIFT = 0.5
"""How far (user space units) a letter may have moved."""

AHEAD = 2000
"""A word that the old text holds only farther on than this is another one."""

NEAR = 4.0
"""A line no farther than this from a cleared place is looked at word by word, others at their ends."""

WORD = re.compile(r"\S+")
LINE = re.compile(r"[^\r\n]+")


def moved(old: Leaf, new: Leaf, cleared: Sequence[Box]) -> int:
    """How many of the letters looked at in ``new`` do not stand in ``old`` at their place.

    Args:
        cleared: places (PDF space) where letters went, or were set anew.
    """
    places = [(x0 - 1, y0 - 1, x1 + 1, y1 + 1) for x0, y0, x1, y1 in cleared]
    found, behind = 0, 0
    for start, end in _chosen(new, cleared):
        before = old.words.find(new.words[start:end], behind)
        likely = before + end - start - 1
        if 0 <= before <= behind + AHEAD:
            behind = before + end - start
        found += _has_moved(old.text, new.text, end - 1, likely, places)
    return found


def _chosen(page: Leaf, cleared: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Words to look at: the last one of each line, and every one on lines where something went."""
    for line in LINE.finditer(page.words):
        words = [m.span() for m in WORD.finditer(page.words, line.start(), line.end())]
        if words:
            _, low = _origin(page.text, words[-1][1] - 1)
            near = any(y0 - NEAR <= low <= y1 + NEAR for _, y0, _, y1 in cleared)
            yield from words if near else words[-1:]


def _has_moved(
    old: pypdfium2.PdfTextPage, new: pypdfium2.PdfTextPage, at: int, likely: int, places: Sequence[Box]
) -> bool:
    """Whether a letter stands nowhere in the old page where it stands now; ``likely`` is its place in the old text."""
    char, (x, y) = pdfium.FPDFText_GetUnicode(new, at), _origin(new, at)
    if likely >= 0 and _is(old, likely, char, x, y):
        return False
    if chr(char).isspace() or any(p[0] <= x <= p[2] and p[1] <= y <= p[3] for p in places):
        return False
    left, bottom, right, top = _box(new, at)
    if left >= right or bottom >= top:
        return False
    found = pdfium.FPDFText_GetCharIndexAtPos(old, (left + right) / 2, (bottom + top) / 2, SHIFT, SHIFT)
    if found >= 0 and _is(old, found, char, x, y):
        return False
    return not any(_is(old, other, char, x, y) for other in range(old.count_chars()))


def _is(page: pypdfium2.PdfTextPage, at: int, char: int, x: float, y: float) -> bool:
    """Whether this letter is that one, and begins there."""
    if pdfium.FPDFText_GetUnicode(page, at) != char:
        return False
    left, low = _origin(page, at)
    return abs(left - x) <= SHIFT and abs(low - y) <= SHIFT


def _origin(page: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(page, at, byref(x), byref(y))
    return x.value, y.value


def _box(page: pypdfium2.PdfTextPage, at: int) -> Box:
    rect = pdfium.FS_RECTF(c_float(), c_float(), c_float(), c_float())
    pdfium.FPDFText_GetLooseCharBox(page, at, byref(rect))
    return rect.left, rect.bottom, rect.right, rect.top
