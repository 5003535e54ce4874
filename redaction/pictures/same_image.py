"""A picture under a mark is masked wherever else it is drawn: on the same page, and on every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pymupdf

from ..burning.phrases import Phrase
from ..burning.sanitise import Sheet
from ..geometry import Rect, normal
from ..marks import MarkKind

SAME = 0.75
"""Rectangles whose sides differ by less than so many units are one place."""

LEAST = 1e-6


def elsewhere(
    document: pymupdf.Document, marked: Mapping[int, Sequence[Phrase]], sheets: Sequence[Sheet]
) -> dict[int, list[Phrase]]:
    """Further areas to clear, by page: the masked parts of pictures, where these pictures are drawn again.

    Args:
        marked: the phrases of each page that has any (MuPDF space of the working file).
    """
    uses = _uses(document, sheets)
    found: dict[int, list[Phrase]] = defaultdict(list)
    for number, phrases in marked.items():
        for image in uses.get(number, ()):
            others = [n for n, images in uses.items() if image in images]
            if len(others) == 1 and not _again(document[number]):
                continue
            for phrase, part in _parts(document[number], image, phrases):
                for other in others:
                    known = [*marked.get(other, ()), *found[other]]
                    found[other] += _drawn(document[other], image, phrase, part, known)
    return {number: phrases for number, phrases in found.items() if phrases}


def _uses(document: pymupdf.Document, sheets: Sequence[Sheet]) -> dict[int, set[int]]:
    """The object numbers of the pictures each page can draw."""
    return {n: {i[0] for i in document.get_page_images(n, full=True)} for n, s in enumerate(sheets) if s.traits.images}


def _again(page: pymupdf.Page) -> bool:
    """Whether the page draws more pictures than it names."""
    return len(page.get_image_info()) > len(page.get_images(full=True))


def _parts(page: pymupdf.Page, image: int, phrases: Sequence[Phrase]) -> list[tuple[Phrase, Rect]]:
    """The phrases that lie on the picture, each with its part of it (from 0 to 1 both ways)."""
    found = []
    for _, matrix in page.get_image_rects(image, transform=True):
        back = pymupdf.Matrix(matrix)
        if back.invert() == 0:
            for phrase in phrases:
                for area in phrase.areas:
                    part = _turned(area, back).intersection(Rect(0, 0, 1, 1))
                    if part is not None and part.area > LEAST:
                        found.append((phrase, part))
    return found


def _drawn(page: pymupdf.Page, image: int, phrase: Phrase, part: Rect, known: Sequence[Phrase]) -> list[Phrase]:
    """The part of the picture at each of its places on the page, where it is not cleared already."""
    found: list[Phrase] = []
    for _, matrix in page.get_image_rects(image, transform=True):
        place = _turned(part, pymupdf.Matrix(matrix))
        if not any(_inside(place, area) for p in (*known, *found) for area in p.areas):
            found.append(replace(phrase, areas=(place,), boxes=(place,), kind=MarkKind.AREA))
    return found


def _turned(rect: Rect, matrix: pymupdf.Matrix) -> Rect:
    turned = pymupdf.Rect(*rect) * matrix
    return normal(turned.x0, turned.y0, turned.x1, turned.y1)


def _inside(rect: Rect, other: Rect) -> bool:
    grown = other.grown(SAME)
    return grown.x0 <= rect.x0 and rect.x1 <= grown.x1 and grown.y0 <= rect.y0 and rect.y1 <= grown.y1
