"""The words of pictures and scanned pages: read with Tesseract where the text layer has none, put behind the others.

What was read so is never certain: the regions stay for a person to look at, and say so where nothing could be read
in the time there was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from math import sqrt

import pymupdf
from PIL import Image

from . import ocr
from .geometry import Rect
from .ocr import ReadWord
from .opening import MUPDF_TROUBLE, space_of
from .patience import Patience, telling
from .straighten import Straight, evened, fullest, runs_sideways, turned, without_specks
from .words import PageText, Region, RegionKind, Source, Word

READ = (RegionKind.SCAN, RegionKind.PICTURE, RegionKind.LETTERS)
RESOLUTION = 300.0
MOST_PIXELS = 9_000_000
"""Of one drawn region; a larger one is drawn coarser."""
SHORTEST, NARROWEST = 10.0, 20.0
"""Sides (page space) under which a region holds no line of words."""
FEW = 3
"""So many words of the text layer over a region say that it has been read by somebody."""
LEAST_SURE = 25.0
"""Words of which the engine is less sure are mostly dirt."""
CLEAR = 60.0
"""Words of which the engine is so sure tell that a page lies the right way up."""
LARGE = 0.2
"""Share of its page from which a picture may be a page that was fed the wrong way."""
SAMPLE = 1200
"""Pixels of a side of the part by which its way up is told."""
PADDING = 0.12
"""Share of a word's height by which its box is larger than its ink."""


Lines = list[list[ReadWord]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of the pictures of one file.

    ``known`` is what was read in a picture (None: not in its time), by its digest and size on the page, with where it
    stood: a logotype is read once. ``patience`` is the time that is left.
    """

    known: dict[tuple[str, int, int], tuple[Rect, Lines | None]] = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)


def with_words(
    page: pymupdf.Page, found: PageText, alive: Callable[[], None], reading: Reading, anew: bool = False
) -> PageText:
    """The page's text with what was read in its pictures; ``alive`` is called before each of them and while it is read.

    ``anew``: a scan is read though it has a text layer. A region that could not be read in its time becomes one of the
    kind LATE.
    """
    layer = () if anew else found.words
    for region in found.regions:
        if region.kind in READ and _is_wanted(region, layer):
            alive()
            lines = _lines(page, region, reading, alive)
            found = _late(found, region) if lines is None else _added(found, lines)
    return found


def _late(found: PageText, region: Region) -> PageText:
    """The page's text with this region as LATE; it looks like other such ones, and like none that was read."""
    digest = sha256(f"late {region.digest}".encode()).hexdigest() if region.digest else ""
    told = replace(region, kind=RegionKind.LATE, digest=digest)
    return replace(found, regions=tuple(told if other is region else other for other in found.regions))


def _lines(page: pymupdf.Page, region: Region, reading: Reading, alive: Callable[[], None]) -> Lines | None:
    """The lines of a region, read once for all that look the same and are as large; None: not in its time."""
    key = (region.digest, round(region.rect.width), round(region.rect.height))
    if not region.digest:
        return _read(page, region, reading.patience, alive)
    if key not in reading.known:
        reading.known[key] = (region.rect, _read(page, region, reading.patience, alive))
    there, lines = reading.known[key]
    if lines is None:
        return None
    right, down = region.rect.x0 - there.x0, region.rect.y0 - there.y0
    return [[_moved(word, right, down) for word in line] for line in lines]


def _moved(word: ReadWord, right: float, down: float) -> ReadWord:
    x0, y0, x1, y1 = word.box
    edges = tuple(edge + (down if word.vertical else right) for edge in word.edges)
    return replace(word, box=(x0 + right, y0 + down, x1 + right, y1 + down), edges=edges)


def _is_wanted(region: Region, words: Sequence[Word]) -> bool:
    rect = region.rect
    if min(rect.width, rect.height) < SHORTEST or max(rect.width, rect.height) < NARROWEST:
        return False
    if region.kind is RegionKind.LETTERS:  # what the layer says there is nothing, or something else than is drawn
        return True
    return sum(word.rect.intersection(rect) is not None for word in words) < FEW


def _read(page: pymupdf.Page, region: Region, patience: Patience, alive: Callable[[], None]) -> Lines | None:
    """The lines of a region, their boxes in page space; none where it cannot be drawn, None where its time ran out."""
    space = space_of(page)
    rect = region.rect
    dots = min(RESOLUTION, sqrt(MOST_PIXELS / rect.area) * 72)
    scale = dots / 72 / space.unit
    clip = pymupdf.Rect(*space.to_mupdf(rect)) * page.rotation_matrix
    try:
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY, alpha=False)
        picture = Image.frombytes("L", (drawn.width, drawn.height), bytes(drawn.samples_mv))
        large = rect.area >= LARGE * space.box.rect.area
        read = partial(_fed, dots=dots, patience=patience, alive=alive)
        grey = without_specks(evened(picture))
        laid, lines = _best(grey, read) if large else read(grey, 0)
    except ocr.Unreadable:
        return None
    except MUPDF_TROUBLE:
        return []
    return [kept for line in lines if (kept := list(_placed(line, laid, rect, 72 / dots)))]


Fed = tuple[Straight, Lines]
"""A picture turned for reading, and what was read in it."""
Feed = Callable[[Image.Image, int], Fed]
"""Reads a picture that is turned by so many quarters."""


def _best(picture: Image.Image, read: Feed) -> Fed:
    """The picture as it reads best, and its lines: as it lies, unless that says little, else fed another way.

    Which way is tried on a part of it. Raises as ``ocr.read_lines``.
    """
    sideways = runs_sideways(picture)
    as_it_lies: Fed | None = None
    if not sideways:
        as_it_lies = read(picture, 0)
        if _is_clear(as_it_lies[1]):
            return as_it_lies
    part, told = _part(picture), dict[int, float]()
    for quarters in (1, 3, 0) if sideways else (2, 0, 1, 3):
        lines = read(part, quarters)[1]
        told[quarters] = _said(lines)
        if _is_clear(lines):
            break
    best = max(told, key=lambda quarters: told[quarters])
    return read(picture, best) if best or as_it_lies is None else as_it_lies


def _fed(picture: Image.Image, quarters: int, dots: float, patience: Patience, alive: Callable[[], None]) -> Fed:
    """The picture turned by so many quarters, and what is read in it. Raises as ``ocr.read_lines``."""
    alive()
    laid = turned(picture, quarters)
    with telling(alive):
        return laid, ocr.read_lines(laid.picture, dots, patience.left())


def _is_clear(lines: Lines) -> bool:
    """Whether what was read is surely words: nobody feeds the page another way to read more of it."""
    words = [word for line in lines for word in line if sum(map(str.isalpha, word.text)) > 2]
    sure = sum(word.sure >= CLEAR for word in words)
    return sure >= FEW and sure >= len(words) / 2


def _said(lines: Lines) -> float:
    """How much was read, by letters and how sure they are."""
    words = [word for line in lines for word in line if word.sure >= CLEAR and sum(map(str.isalpha, word.text)) > 2]
    return sum(len(word.text) * word.sure for word in words)


def _part(picture: Image.Image) -> Image.Image:
    """The part of the picture by which its way up is told: where most is written."""
    x, y = fullest(picture)
    wide, high = min(SAMPLE, picture.width), min(SAMPLE, picture.height)
    left = round(min(max(x - wide / 2, 0), picture.width - wide))
    top = round(min(max(y - high / 2, 0), picture.height - high))
    return picture.crop((left, top, left + wide, top + high))


def _placed(line: Sequence[ReadWord], laid: Straight, rect: Rect, size: float) -> Iterator[ReadWord]:
    """The words of a line that say something, in page space and a little larger than their ink."""
    for word in line:
        if word.sure >= LEAST_SURE and any(char.isalnum() for char in word.text):
            x0, y0, x1, y1 = word.box
            pad = PADDING * (y1 - y0)
            left, top, right, low = x0 - pad, y0 - pad, x1 + pad, y1 + pad
            places = [laid.back(x, y) for x in (left, right) for y in (top, low)]
            xs, ys = ([place[axis] * size + start for place in places] for axis, start in ((0, rect.x0), (1, rect.y0)))
            axis, start, ends = (1, rect.y0, ys) if laid.sideways else (0, rect.x0, xs)
            inner = [laid.back(edge, (y0 + y1) / 2)[axis] * size + start for edge in word.edges[1:-1]]
            falls = laid.back(right, top)[axis] < laid.back(left, top)[axis]
            outer = (max(ends), min(ends)) if falls else (min(ends), max(ends))
            box = (min(xs), min(ys), max(xs), max(ys))
            yield replace(word, box=box, edges=(outer[0], *inner, outer[1]), vertical=laid.sideways)


def _added(found: PageText, lines: Sequence[Sequence[ReadWord]]) -> PageText:
    """The page's text with these lines as a block behind it."""
    text, words = found.text, list(found.words)
    number = max((word.line for word in words), default=-1) + 1
    for at, line in enumerate(lines):
        text += "" if not text else "\n\n" if at == 0 else "\n"
        for place, word in enumerate(line):
            text += " " if place else ""
            rect, row = Rect(*word.box), number + at
            words.append(Word(word.text, rect, len(text), word.edges, row, word.vertical, Source.OCR, round(word.sure)))
            text += word.text
    return replace(found, text=text, words=tuple(words))
