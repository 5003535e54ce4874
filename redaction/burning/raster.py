"""Turning a page into a picture, where only pixels are safe; its other words are put back as invisible text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pymupdf
from PIL import Image, ImageDraw

from ..geometry import Rect
from ..render import MOST_PIXELS
from ..typeface import Style, glyph
from . import glyphs
from .cuts import Box
from .glyphs import CENTRES, Glyph
from .lettering import Invisible, RasterPage
from .search import PageWork

RESOLUTION = 200
"""Dots per inch of 72 user space units."""

BOX_GREY = 0x11


def pages(working: Path, numbers: Iterable[int], work: dict[int, PageWork]) -> dict[int, RasterPage]:
    """The pages (from 0) of the working file as pictures with everything masked painted over."""
    done: dict[int, RasterPage] = {}
    with pymupdf.open(working, filetype="pdf") as document:
        for number in numbers:
            done[number] = _raster(document.load_page(number), work.get(number))
    return done


def _raster(page: pymupdf.Page, work: PageWork | None) -> RasterPage:
    scale = min(RESOLUTION / 72, (MOST_PIXELS / max(1.0, page.rect.width * page.rect.height)) ** 0.5)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), bytes(pixels.samples))
    draw = ImageDraw.Draw(picture)
    gone = work.cuts if work else ()
    for strip in work.strips if work else ():
        draw.rectangle([v * scale + d for v, d in zip(strip, (-1, -1, 1, 1), strict=True)], fill=(255, 255, 255))
    for phrase in work.phrases if work else ():
        for area in (*phrase.areas, *phrase.boxes):
            draw.rectangle([v * scale + d for v, d in zip(area, (-1, -1, 1, 1), strict=True)], fill=(BOX_GREY,) * 3)
    if work and work.whole:
        return RasterPage(picture, ())
    boxes = [box for phrase in (work.phrases if work else ()) for box in phrase.boxes]
    return RasterPage(picture, tuple(_words(glyphs.of_page(page), gone, boxes, Rect(*page.rect))))


def _words(letters: Sequence[Glyph], gone: Sequence[Box], boxes: Sequence[Box], visible: Rect) -> Iterator[Invisible]:
    """The surviving letters that stand together, as far as our faces can spell them; others stay in the picture.

    Letters that do not stand on a level line are put back one by one, upright; none of them within a box.
    """
    run: list[Glyph] = []
    for g in map(_level, letters):
        out = g.under(gone) or not visible.contains(*g.centre) or any(g.hidden_by(box) for box in boxes)
        if run and (g.gap or out or not g.flat or not run[-1].flat):
            yield from _word(run)
            run = []
        if not out:
            run.append(g)
    if run:
        yield from _word(run)


def _level(g: Glyph) -> Glyph:
    """A letter as it is put back: upright, no higher or wider than its place."""
    if g.flat and g.centre[1] < g.base:
        return g
    size = min(g.size, g.y1 - g.y0)
    return g._replace(flat=False, size=size, base=(g.y0 + g.y1) / 2 + CENTRES[-1] * size)


def _word(run: Sequence[Glyph]) -> Iterator[Invisible]:
    text = "".join(g.char for g in run if glyph(g.char, Style.PLAIN).drawn)
    if text:
        first, last = run[0], run[-1]
        yield Invisible(text, first.x0, first.base, max(1.0, first.size), max(0.1, last.x1 - first.x0))
