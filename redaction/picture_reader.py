"""The words of pictures and scanned pages: read with Tesseract where the text layer has none, put behind the others.

What was read so is never certain: the regions stay for a person to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import sqrt

import pymupdf
from PIL import Image

from . import ocr
from .geometry import Rect
from .ocr import ReadWord
from .opening import MUPDF_TROUBLE, space_of
from .words import PageText, Region, RegionKind, Source, Word

READ = (RegionKind.SCAN, RegionKind.PICTURE)
RESOLUTION = 300.0
MOST_PIXELS = 9_000_000
"""Of one drawn region; a larger one is drawn coarser."""
SHORTEST, NARROWEST = 10.0, 20.0
"""Sides (page space) under which a region holds no line of words."""
FEW = 3
"""So many words of the text layer over a region say that it has been read by somebody."""
LEAST_SURE = 25.0
"""Words of which the engine is less sure are mostly dirt."""
PADDING = 0.12
"""Share of a word's height by which its box is larger than its ink."""


Lines = list[list[ReadWord]]
Known = dict[tuple[str, int, int], tuple[Rect, Lines]]
"""What was read in a picture, by its digest and size on the page, with where it stood: a logotype is read once."""


def with_words(page: pymupdf.Page, found: PageText, alive: Callable[[], None], known: Known) -> PageText:
    """The page's text with what was read in its pictures; ``alive`` is called before each of them."""
    for region in found.regions:
        if region.kind in READ and _is_wanted(region, found.words):
            alive()
            found = _added(found, _lines(page, region, known))
    return found


def _lines(page: pymupdf.Page, region: Region, known: Known) -> Lines:
    """The lines of a region, read once for all that look the same and are as large."""
    key = (region.digest, round(region.rect.width), round(region.rect.height))
    if not region.digest:
        return _read(page, region)
    if key not in known:
        known[key] = (region.rect, _read(page, region))
    there, lines = known[key]
    right, down = region.rect.x0 - there.x0, region.rect.y0 - there.y0
    return [[_moved(word, right, down) for word in line] for line in lines]


def _moved(word: ReadWord, right: float, down: float) -> ReadWord:
    x0, y0, x1, y1 = word.box
    edges = tuple(edge + right for edge in word.edges)
    return replace(word, box=(x0 + right, y0 + down, x1 + right, y1 + down), edges=edges)


def _is_wanted(region: Region, words: Sequence[Word]) -> bool:
    rect = region.rect
    if min(rect.width, rect.height) < SHORTEST or max(rect.width, rect.height) < NARROWEST:
        return False
    return sum(word.rect.intersection(rect) is not None for word in words) < FEW


def _read(page: pymupdf.Page, region: Region) -> Lines:
    """The lines of a region, their boxes in page space; none where it cannot be drawn or read in its time."""
    space = space_of(page)
    rect = region.rect
    dots = min(RESOLUTION, sqrt(MOST_PIXELS / rect.area) * 72)
    scale = dots / 72 / space.unit
    clip = pymupdf.Rect(*space.to_mupdf(rect)) * page.rotation_matrix
    try:
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY, alpha=False)
        picture = Image.frombytes("L", (drawn.width, drawn.height), bytes(drawn.samples_mv))
        lines = ocr.read_lines(picture, dots)
    except (*MUPDF_TROUBLE, ocr.Unreadable):
        return []
    return [kept for line in lines if (kept := list(_placed(line, rect, 72 / dots)))]


def _placed(line: Sequence[ReadWord], rect: Rect, size: float) -> Iterator[ReadWord]:
    """The words of a line that say something, in page space and a little larger than their ink."""
    for word in line:
        if word.sure >= LEAST_SURE and any(char.isalnum() for char in word.text):
            x0, y0, x1, y1 = word.box
            pad = PADDING * (y1 - y0)
            box = (x0 - pad, y0 - pad, x1 + pad, y1 + pad)
            left, top, right, bottom = (v * size + (rect.y0 if n % 2 else rect.x0) for n, v in enumerate(box))
            inner = tuple(edge * size + rect.x0 for edge in word.edges[1:-1])
            yield replace(word, box=(left, top, right, bottom), edges=(left, *inner, right))


def _added(found: PageText, lines: Sequence[Sequence[ReadWord]]) -> PageText:
    """The page's text with these lines as a block behind it."""
    text, words = found.text, list(found.words)
    number = max((word.line for word in words), default=-1) + 1
    for at, line in enumerate(lines):
        text += "" if not text else "\n\n" if at == 0 else "\n"
        for place, word in enumerate(line):
            text += " " if place else ""
            words.append(Word(word.text, Rect(*word.box), len(text), word.edges, number + at, source=Source.OCR))
            text += word.text
    return replace(found, text=text, words=tuple(words))
