"""What an eye would read where the marks stand: the finished copy is drawn, and the surroundings of each mark are read.

Words are compared as they look: letters and digits that are read for one another count as the same. A word that the
text layer has in the same place is not held against the copy: whether it may stand there is for the other checks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

import pypdfium2
from PIL import Image

from redaction import ocr
from redaction.geometry import Rect, union
from redaction.matching import Term, fold
from redaction.ocr import Seen
from redaction.report import CheckResult, ProvenMark
from redaction.space import Space

from . import pixels
from .base import LEFT_OUT, Evidence, outcome

NAME, PHASE = "read-at-marks", "sight"

LEAST_RESOLUTION, MOST_RESOLUTION = 200.0, 300.0
"""Dots per inch of 72 user space units; a line of the height of a mark shall have ``LINE_PIXELS``."""

LINE_PIXELS = 36

MOST_PIXELS = 8_000_000
"""Of one drawn place; a larger one is drawn coarser."""

TALLEST = 40.0
"""A mark higher than this is no line of text; the margin around it does not grow with it."""

ASIDE, ABOVE = 5.0, 1.5
"""What is read around a mark: so many times the height of its lines to the sides, and above and below."""

ALIKE = 0.7
"""From this likeness on, a word read and the text layer's in the same place are the same word."""

CUT = 4
"""So many letters of a masked word, alone beside the mark, are a piece that the mark left standing."""

WORD = 3
"""So many letters and digits in a mark that is no box are a word."""

ALIKE_TO_THE_EYE = str.maketrans("oliszbgq|!", "0115289911")


@lru_cache(maxsize=4096)
def loose(text: str) -> str:
    """Folded text without accents, in which letters and digits that look alike are the same."""
    bare = unicodedata.normalize("NFD", fold(text).text)
    kept = "".join(c for c in bare if c.isalnum() or c in "|!")
    return kept.replace("rn", "m").replace("vv", "w").translate(ALIKE_TO_THE_EYE)


@dataclass(frozen=True)
class Wanted:
    """The masked words, as they look."""

    terms: Sequence[Term]

    @cached_property
    def whole(self) -> tuple[tuple[str, bool], ...]:
        """Each term, and whether it is so short that it counts as a word of its own only."""
        found = {(loose(t.text), t.short) for t in self.terms}
        return tuple(sorted((text, short) for text, short in found if len(text) > 1))

    @cached_property
    def words(self) -> frozenset[str]:
        """The single words of the terms."""
        return frozenset(loose(part) for t in self.terms for part in _parts(t))


def _parts(term: Term) -> Iterator[str]:
    edges = [0, *sorted(term.breaks), len(term.text)]
    yield from (term.text[a:b] for a, b in pairwise(edges))


def readable(evidence: Evidence) -> CheckResult:
    """No masked word can be read in a mark or beside it."""
    if not evidence.sight:
        return CheckResult(NAME, False, note=LEFT_OUT)
    ocr.engine()  # fails here where its data are missing, whatever there is to read
    pages: list[int] = []
    for number, marks in evidence.by_page.items():
        wanted = Wanted((*evidence.terms, *evidence.beneath.get(number, ())))
        page, space = evidence.after(number).page, evidence.spaces[number]
        pages.extend(number for place in places(marks) if _shows(page, space, place, wanted))
    return outcome(NAME, pages)


@dataclass(frozen=True, slots=True)
class Place:
    """Marks that are read in one picture, and the part of the page it shows (page space)."""

    area: Rect
    rects: tuple[Rect, ...]

    @property
    def line(self) -> float:
        """The height of the lowest mark, as far as it can be a line of text."""
        return max(4.0, min(min(r.height, TALLEST) for r in self.rects))

    @property
    def upright(self) -> bool:
        """Whether every mark can be a line of text from left to right."""
        return all(r.height <= 3 * r.width for r in self.rects)


def places(marks: Sequence[ProvenMark]) -> list[Place]:
    """The surroundings of the marks of a page; those that lie close together in one."""
    found: list[Place] = []
    for rect in sorted((r for mark in marks for r in mark.rects), key=lambda r: (r.y0, r.x0)):
        line = min(rect.height, rect.width, TALLEST)
        aside, above = (ASIDE, ABOVE) if rect.height <= 3 * rect.width else (ABOVE, ASIDE)
        area = Rect(rect.x0 - aside * line, rect.y0 - above * line, rect.x1 + aside * line, rect.y1 + above * line)
        place = Place(area, (rect,))
        for other in list(found):
            both = union([place.area, other.area])
            if both.area <= place.area.area + other.area.area:
                found.remove(other)
                place = Place(both, (*other.rects, *place.rects))
        found.append(place)
    return found


def _shows(page: pypdfium2.PdfPage, space: Space, place: Place, wanted: Wanted) -> bool:
    """Whether a masked word can be read in the place."""
    area = place.area.intersection(space.box.rect)
    if area is None:
        return False
    scale = max(LEAST_RESOLUTION, min(MOST_RESOLUTION, 72 * LINE_PIXELS / place.line)) / 72
    scale = min(scale, (MOST_PIXELS / max(1.0, area.area)) ** 0.5)
    picture = _drawn(page, space, area, scale)
    open_marks = _boxes_whitened(picture, place, area, scale)
    shows_nothing = not any(picture.histogram()[: pixels.PALE])
    if shows_nothing or not (wanted.terms or open_marks):
        return False
    for turn in (0,) if place.upright else (0, 90, 270):
        seen = ocr.read(_turned(picture, turn), scale * 72)
        words = [_placed(word, turn, picture.size, area, scale) for word in seen]
        if _readable(words, place, open_marks, wanted, page, space):
            return True
    return False


def _drawn(page: pypdfium2.PdfPage, space: Space, area: Rect, scale: float) -> Image.Image:
    box = space.box
    outside = (area.x0, box.height - area.y1, box.width - area.x1, area.y0)
    drawn = page.render(scale=scale, crop=outside, grayscale=True, may_draw_forms=False).to_pil()
    return drawn.convert("L")  # type: ignore[no-any-return]


def _boxes_whitened(picture: Image.Image, place: Place, area: Rect, scale: float) -> list[Rect]:
    """Takes the boxes out of the picture, so that what stands beside them is read well; gives the marks without one."""
    none: list[Rect] = []
    whole = picture.copy()  # boxes may overlap
    for rect in place.rects:
        at = [(v - o) * scale for v, o in zip(rect, (area.x0, area.y0, area.x0, area.y0), strict=True)]
        inner = pixels.inside(at, picture.size)
        if inner is None:
            continue
        if pixels.is_box(whole.crop(inner)):
            picture.paste(255, (int(at[0]) - 2, int(at[1]) - 2, int(at[2]) + 3, int(at[3]) + 3))
        else:
            none.append(rect)
    return none


def _turned(picture: Image.Image, turn: int) -> Image.Image:
    ways = {90: Image.Transpose.ROTATE_90, 270: Image.Transpose.ROTATE_270}
    return picture.transpose(ways[turn]) if turn else picture


def _placed(word: Seen, turn: int, size: tuple[int, int], area: Rect, scale: float) -> tuple[str, Rect]:
    """A word as it looks, and its place in page space."""
    x0, y0, x1, y1 = word.box
    width, height = size
    if turn == 90:
        x0, y0, x1, y1 = width - y1, x0, width - y0, x1
    elif turn == 270:
        x0, y0, x1, y1 = y0, height - x1, y1, height - x0
    at = Rect(area.x0 + x0 / scale, area.y0 + y0 / scale, area.x0 + x1 / scale, area.y0 + y1 / scale)
    return loose(word.text), at


def _readable(
    words: Sequence[tuple[str, Rect]],
    place: Place,
    open_marks: Sequence[Rect],
    wanted: Wanted,
    page: pypdfium2.PdfPage,
    space: Space,
) -> bool:
    if any(len(text) >= WORD and r.contains(*at.centre) for text, at in words for r in open_marks):
        return True
    suspects = [*_whole(words, wanted), *_pieces(words, place, wanted)]
    return bool(suspects) and not all(_explained(s, page, space) for s in suspects)


Found = Sequence[tuple[str, Rect]]


def _whole(words: Found, wanted: Wanted) -> Iterator[Found]:
    """The words that spell a term, in the order of reading."""
    row = "".join(text for text, _ in words)
    ends = [0]
    for text, _ in words:
        ends.append(ends[-1] + len(text))
    edges = set(ends)
    for term, short in wanted.whole:
        at = row.find(term)
        while at >= 0:
            end = at + len(term)
            if not short or (at in edges and end in edges):
                yield [w for w, a, b in zip(words, ends, ends[1:], strict=False) if a < end and b > at]
            at = row.find(term, at + 1)


def _pieces(words: Found, place: Place, wanted: Wanted) -> Iterator[Found]:
    """Words that are the end of a masked word right after a mark, or its beginning right before one."""
    for text, at in words:
        if len(text) >= CUT:
            after = any(_beside(at.x0 - r.x1, at, r) for r in place.rects)
            before = any(_beside(r.x0 - at.x1, at, r) for r in place.rects)
            for whole in wanted.words if after or before else ():
                if whole != text and ((after and whole.endswith(text)) or (before and whole.startswith(text))):
                    yield [(text, at)]


def _beside(gap: float, at: Rect, mark: Rect) -> bool:
    return abs(gap) < 0.4 * at.height and mark.y0 < at.centre[1] < mark.y1


def _explained(found: Found, page: pypdfium2.PdfPage, space: Space) -> bool:
    """Whether the text layer has the same words there."""
    layer = page.get_textpage()
    try:
        return all(_same(text, layer, space.to_pdf(at.grown(1.0))) for text, at in found)
    finally:
        layer.close()


def _same(text: str, layer: pypdfium2.PdfTextPage, at: Rect) -> bool:
    there = loose(layer.get_text_bounded(at.x0, at.y0, at.x1, at.y1))
    return text in there or SequenceMatcher(None, text, there, autojunk=False).ratio() >= ALIKE
