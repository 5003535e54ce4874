"""Whether the text layer of a page says what is drawn: a line of each embedded font is drawn, read, and compared.

A font can draw one letter and say another, by a fault or on purpose. What is read then is what an eye reads; the lines
of such a font are a region that a person has to judge. One font is looked at once in a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import pymupdf
from PIL import Image

from . import ocr
from .geometry import Rect, union
from .opening import MUPDF_TROUBLE
from .region_reader import MOST
from .space import Space
from .words import PageText, Region, RegionKind

LETTERS = 12
"""A line of fewer letters is too short to tell by."""
TRIES = 3
"""So many lines of a font are read before it is said to lie."""
ALIKE, SURE = 0.5, 70.0
"""A line that was read as surely as this (0-100) and is less like the layer's (0-1) was not what the layer says."""
RESOLUTION = 200.0
MARGIN = 2.0
"""Around a line (MuPDF units)."""
MOST_FONTS = 24
"""So many fonts of a file are looked at."""

Line = tuple[str, str, Rect]
"""Font, text and box (MuPDF space) of a line in one font."""


class Trust:
    """What is known of the fonts of a file, page by page."""

    def __init__(self) -> None:
        self._lies: dict[tuple[str, int], bool] = {}

    def judged(
        self, page: pymupdf.Page, space: Space, found: PageText, alive: Callable[[], None]
    ) -> tuple[PageText, bool]:
        """The page's text with a region over the lines whose font says something else than it draws.

        A font that is not embedded draws what it says, but over a scan, whose layer somebody read: there each page is
        looked at, and what is given besides is whether the scan says something else and has to be read anew.
        """
        scan = any(region.kind is RegionKind.SCAN for region in found.regions)
        try:
            drawn = {name.rpartition("+")[2] for _x, ext, _k, name, *_more in page.get_fonts() if scan or ext != "n/a"}
            lines = [line for line in _lines(page) if line[0].rpartition("+")[2] in drawn] if drawn else []
            keys = {line[0]: (line[0], found.page if scan else -1) for line in lines}
            for font, key in keys.items():
                if key not in self._lies and (scan or len(self._lies) < MOST_FONTS):
                    mine = [line for line in lines if line[0] == font and _letters(line[1]) >= LETTERS]
                    if mine:
                        alive()
                        self._lies[key] = _lies(page, mine[:TRIES])
        except (*MUPDF_TROUBLE, ocr.Unreadable):
            return found, False
        false = [space.from_mupdf(box) for font, _text, box in lines if self._lies.get(keys[font])]
        if scan:
            return found, bool(false)
        on_page = [on for box in false if (on := box.intersection(space.box.rect)) is not None]
        return _with_regions(found, on_page), False


def _with_regions(found: PageText, rects: Sequence[Rect]) -> PageText:
    if not rects:
        return found
    whole = [union(rects)] if len(rects) > MOST else rects
    more = tuple(Region(RegionKind.LETTERS, rect.rounded()) for rect in whole)
    return replace(found, regions=(*found.regions, *more))


def _lies(page: pymupdf.Page, lines: Sequence[Line]) -> bool:
    """Whether every line that can be read says something else than the layer, and one can be read."""
    read = [seen for _font, text, box in lines if (seen := _compared(page, text, box)) is not None]
    return bool(read) and not any(read)


def _compared(page: pymupdf.Page, text: str, box: Rect) -> bool | None:
    """Whether a line is read as the layer has it; None where it cannot be read surely."""
    clip = pymupdf.Rect(*box.grown(MARGIN)) * page.rotation_matrix
    scale = RESOLUTION / 72
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY, alpha=False)
    picture = Image.frombytes("L", (drawn.width, drawn.height), bytes(drawn.samples_mv))
    words = [word for line in ocr.read_lines(picture, RESOLUTION) for word in line]
    said, seen = _plain(text), _plain("".join(word.text for word in words))
    if SequenceMatcher(None, said, seen, autojunk=False).ratio() >= ALIKE:
        return True
    sure = sum(len(word.text) * word.sure for word in words) / max(1, sum(len(word.text) for word in words))
    return False if sure >= SURE and len(seen) >= LETTERS // 2 else None


def _lines(page: pymupdf.Page) -> Iterator[Line]:
    """The level runs of a page that stand in one font."""
    for block in page.get_text("dict", flags=pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_IGNORE_ACTUALTEXT)["blocks"]:
        for line in block.get("lines", ()):
            if line["dir"] == (1.0, 0.0):
                yield from ((span["font"], span["text"], Rect(*span["bbox"])) for span in line["spans"])


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _plain(text: str) -> str:
    """The letters and digits of a text without accents and in small letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if char.isalnum())
