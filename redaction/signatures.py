"""Signatures in handwriting, pictures and scanned pages, proposed as areas of their own.

A lone scribble is meant: thin strokes that hang together, wider than tall, with little ink, that stand near words such
as "underskrift" or on a ruled line, in the lower two thirds of a page. A region that is one signature is called so;
in a larger one the signature is a region beside it, which stays to be judged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import pymupdf

from .geometry import Rect, union
from .opening import MUPDF_TROUBLE
from .render import gray
from .words import PageText, Region, RegionKind

LOOKED_IN = (RegionKind.DRAWN, RegionKind.PICTURE, RegionKind.SCAN, RegionKind.LATE)
NAMED = (RegionKind.DRAWN, RegionKind.PICTURE)
"""Kinds that a signature which is all of them takes the place of."""
RESOLUTION = 100.0
MOST_PIXELS = 1_200_000
"""Of one drawn region; a larger one is drawn coarser."""
MOST_REGIONS, MOST_SIGNED = 8, 6
"""So many regions of a page are looked in; more scribbles than this in one are a drawing, not signatures."""
HIGHEST = 1 / 3
"""Share of the page above which nobody signs."""
WIDE, TALL = (40.0, 320.0), (14.0, 120.0)
"""Sides of a signature, page space."""
ALONE = 40.0
"""A stroke that hangs together is so wide at least, page space: printed letters stand apart."""
THICK, LITTLE = 4.0, 0.3
"""Mean width of a stroke, page space, and share of its box that is ink, at most."""
RULE = 60.0
"""An even run of ink so long is a ruled line, page space; none of handwriting is."""
BESIDE, CUT = 8.0, 2.0
"""Strokes so near to the sides of the widest, and above or below it, are of the same hand, page space."""
MOST_WIDE = 40
"""More strokes that wide in a region are a map or a table."""
NEAR, ON_LINE = 60.0, 10.0
"""How far off a word may stand, and how far below the strokes their ruled line, page space."""
WHOLE = 0.95
"""Share of a region's ink from which the signature is all of it."""
SIGNED = ("underskri", "undertecknad", "namnteckning", "namnförtydligande", "signatur", "egenhändig", "signed")
"""How words begin that stand by a signature."""
SIGNED_TOGETHER = ("ort och datum", "ort, datum", "ort/datum", "vänlig hälsning", "vänliga hälsningar")
_INK = re.compile(b"\x01+")
_DARK = bytes([1] * 150 + [0] * 106)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """Ink that hangs together: its box, its ink and its number of runs; pixels until it is placed on the page."""

    box: Rect
    ink: int
    runs: int


def with_signatures(page: pymupdf.Page, found: PageText, alive: Callable[[], None]) -> PageText:
    """The page with its likely signatures as regions; ``alive`` is called before each region is looked in."""
    regions = [r for r in found.regions if r.kind in LOOKED_IN and r.rect.y1 > HIGHEST * found.box.height]
    cues = _cues(found)
    for region in sorted(regions, key=lambda r: -r.rect.area)[:MOST_REGIONS]:
        alive()
        instead = _signed(page, region, cues, found)
        kept = [part for old in found.regions for part in (instead if old is region else (old,))]
        found = replace(found, regions=tuple(kept))
    return found


def _cues(found: PageText) -> list[Rect]:
    """Where words stand that are written by a signature."""
    said = [word.rect for word in found.words if word.text.casefold().lstrip("(").startswith(SIGNED)]
    text = found.text.casefold()
    if len(text) == len(found.text):
        for phrase in SIGNED_TOGETHER:
            said += [rect for at in re.finditer(re.escape(phrase), text) for rect in found.rects(*at.span())]
    return said


def _signed(page: pymupdf.Page, region: Region, cues: Sequence[Rect], found: PageText) -> tuple[Region, ...]:
    """The region with the signatures in it, or as a signature itself."""
    around = region.rect.grown(ON_LINE).intersection(found.box.rect) or region.rect
    dots = min(RESOLUTION, 72 * sqrt(MOST_PIXELS / around.area))
    try:
        picture = gray(page, around, dots)
    except MUPDF_TROUBLE:
        return (region,)
    size = 72 / dots
    strokes, rules = _strokes(picture.tobytes().translate(_DARK), picture.width, round(RULE / size))
    on_page = [replace(s, box=_placed(s.box, around, size)) for s in strokes]
    inside = [s for s in on_page if s.box.intersection(region.rect) is not None]
    lines = [_placed(rule, around, size) for rule in rules]
    drawn = [(union(s.box for s in hand), hand) for hand in _hands(inside) if _is_signature(hand, size)]
    low = [(box, hand) for box, hand in drawn if box.centre[1] >= HIGHEST * found.box.height]
    hands = [(box, hand) for box, hand in low if _is_signed(box, cues, lines)]
    if not hands or len(hands) > MOST_SIGNED:
        return (region,)
    if len(hands) == 1 and region.kind in NAMED and _is_all(hands[0][1], inside, found):
        return (replace(region, kind=RegionKind.SIGNATURE),)
    areas = [box.grown(2).intersection(region.rect) for box, _hand in hands]
    return (region, *[_within(region, area) for area in areas if area is not None])


def _is_all(hand: Sequence[_Stroke], inside: Sequence[_Stroke], found: PageText) -> bool:
    """Whether a region shows nothing but this hand; words that were read there, in print, do not count."""
    printed = [word.rect for word in found.words]
    others = (s for s in inside if s.box.width >= ALONE or not any(rect.contains(*s.box.centre) for rect in printed))
    return sum(s.ink for s in hand) >= WHOLE * sum(s.ink for s in others)


def _within(region: Region, area: Rect) -> Region:
    """A signature in a region; it looks the same where the same picture does."""
    place = (area.x0 - region.rect.x0, area.y0 - region.rect.y0, area.width, area.height)
    told = " ".join(str(round(value)) for value in place)
    sign = hashlib.sha256(f"{RegionKind.SIGNATURE} {region.digest} {told}".encode()).hexdigest()
    return Region(RegionKind.SIGNATURE, area.rounded(), sign if region.digest else "")


def _placed(box: Rect, around: Rect, size: float) -> Rect:
    return Rect(
        around.x0 + box.x0 * size, around.y0 + box.y0 * size, around.x0 + box.x1 * size, around.y0 + box.y1 * size
    )


def _hands(strokes: Sequence[_Stroke]) -> Iterator[list[_Stroke]]:
    """Each wide stroke with those beside it, the widest first; none where there are so many that it is a drawing."""
    left = sorted(strokes, key=lambda s: -s.box.width)
    if len(left) > MOST_WIDE and left[MOST_WIDE].box.width >= ALONE:
        return
    while left and left[0].box.width >= ALONE:
        box = left[0].box
        near = Rect(box.x0 - BESIDE, box.y0 - CUT, box.x1 + BESIDE, box.y1 + CUT)
        hand = [left[0], *(s for s in left[1:] if s.box.height <= TALL[1] and s.box.intersection(near) is not None)]
        yield hand
        taken = {id(s) for s in hand}
        left = [s for s in left if id(s) not in taken]


def _is_signature(hand: Sequence[_Stroke], size: float) -> bool:
    """Whether strokes look like a signature; ``size`` is that of a pixel, page space."""
    box, ink, runs = union(s.box for s in hand), sum(s.ink for s in hand), sum(s.runs for s in hand)
    fits = WIDE[0] <= box.width <= WIDE[1] and TALL[0] <= box.height <= TALL[1] and box.width > box.height
    return fits and ink * size / runs <= THICK and ink * size * size <= LITTLE * box.area


def _is_signed(box: Rect, cues: Sequence[Rect], lines: Sequence[Rect]) -> bool:
    """Whether a word of signing stands near, or the strokes stand on a ruled line."""
    if any(cue.intersection(box.grown(NEAR)) is not None for cue in cues):
        return True
    under = Rect(box.x0, (box.y0 + box.y1) / 2, box.x1, box.y1 + ON_LINE)
    laid = (line.grown(0.5).intersection(under) for line in lines)
    return any(part is not None and part.width >= box.width / 2 for part in laid)


def _strokes(ink: bytes, width: int, longest: int) -> tuple[list[_Stroke], list[Rect]]:
    """What hangs together in rows of pixels (1: ink), and the ruled lines, which are taken out of it before."""
    over: list[tuple[int, int, int]] = []
    groups: list[int] = []
    told: list[list[int]] = []
    rules: list[Rect] = []
    for y in range(len(ink) // width):
        row: list[tuple[int, int, int]] = []
        for run in _INK.finditer(ink, y * width, (y + 1) * width):
            start, end = run.start() - y * width, run.end() - y * width
            if end - start >= longest:
                rules.append(Rect(start, y, end, y + 1))
                continue
            group = -1
            for at, to, above in over:
                if at <= end and start <= to:
                    group = _united(groups, told, group, _root(groups, above))
            if group < 0:
                group = len(groups)
                groups.append(group)
                told.append([start, y, end, y + 1, 0, 0])
            box = told[group]
            told[group] = [min(box[0], start), box[1], max(box[2], end), y + 1, box[4] + end - start, box[5] + 1]
            row.append((start, end, group))
        over = row
    roots = [told[n] for n, group in enumerate(groups) if n == group]
    return [_Stroke(Rect(*box[:4]), box[4], box[5]) for box in roots], rules


def _root(groups: list[int], group: int) -> int:
    while groups[group] != group:
        group = groups[group]
    return group


def _united(groups: list[int], told: list[list[int]], one: int, other: int) -> int:
    """Two groups as one; gives its number."""
    if one in (-1, other):
        return other
    first, last = told[one], told[other]
    groups[other] = one
    told[one] = [
        *(min(a, b) for a, b in zip(first[:2], last[:2], strict=True)),
        *(max(a, b) for a, b in zip(first[2:4], last[2:4], strict=True)),
        first[4] + last[4],
        first[5] + last[5],
    ]
    return one
