"""Parts of a page that no reader can read: pictures, scans, handwriting and other curves, stamps, letters without text.

What stands there nobody has looked for: a person has to look, and to say whether there is something to protect.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from .geometry import Rect, union
from .opening import MUPDF_TROUBLE, notes_on
from .space import Space
from .words import Code, Region, RegionKind, Word

SMALLEST, LONGER = 6.0, 12.0
"""A thing with a shorter side, or without one so long, shows no letters (MuPDF units)."""
PIXELS = 8
"""So many pixels a side are needed for a letter."""
SCANNED = 0.6
"""Share of its page from which a picture is a scanned page."""
CODED = 0.5
"""A picture of which a code that was read covers such a share is judged as that finding."""
CURVES, SHAPE = 12, 4
"""Curves from which a drawing may be handwriting or letters; so many alone are a circle or a box with round corners."""
APART, TOUCHING = 6.0, 1.0
"""How far strokes of one hand, and strips of one picture, stand from each other (MuPDF units)."""
MOST = 12
"""More regions of one kind than this on a page become one."""
STAMPED = (pymupdf.PDF_ANNOT_STAMP, pymupdf.PDF_ANNOT_INK)
"""Notes laid over a page that a copy keeps and that show anything; what others say is read as words."""
_DRAWS = re.compile(rb"(?:Do|BI)(?!\S)")
_CURVE = re.compile(rb"(?<!\S)[cvy](?!\S)")
_SILENT = ("Co", "Cn")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A thing drawn: its box (MuPDF space), what makes it the same as another, and how much there is of it."""

    box: Rect
    sign: str
    weight: int = 1


def on_page(page: pymupdf.Page, space: Space, words: Sequence[Word], codes: Sequence[Code]) -> tuple[Region, ...]:
    """The regions of a page, from top to bottom; all of it where it cannot be told. Quick where text stands alone."""
    found = _silent(words)
    try:
        laid = [Rect(*note) for note in notes_on(page, STAMPED)]
        content = page.read_contents()
        full = bool(laid) or _DRAWS.search(content) is not None
        drawn = _pictures(page) if full else []
        curved = _curved(page) if full or len(_CURVE.findall(content)) > SHAPE else []
    except MUPDF_TROUBLE:
        return (Region(RegionKind.BROKEN, space.box.rect),)
    free = ([p for p in pieces if not any(p.box.within(box) for box in laid)] for pieces in (drawn, curved))
    pictures, strokes = free
    found += _regions(RegionKind.STAMP, [_Piece(box, "") for box in laid], space)
    found += [region for region in _of_pictures(pictures, space) if not _is_code(region, codes)]
    found += _regions(RegionKind.DRAWN, _joined(strokes, APART, CURVES), space)
    return tuple(sorted(found, key=lambda region: (region.rect.y0, region.rect.x0)))


def _silent(words: Iterable[Word]) -> list[Region]:
    """Where letters are drawn that say nothing: by line, or one region for all where there are many."""
    lines: dict[int, list[Rect]] = {}
    for word in words:
        if any(c == "\ufffd" or unicodedata.category(c) in _SILENT for c in word.text):
            lines.setdefault(word.line, []).append(word.rect)
    rects = [union(line) for line in lines.values()]
    rects = [union(rects)] if len(rects) > MOST else rects
    return [Region(RegionKind.LETTERS, rect.rounded()) for rect in rects]


def _pictures(page: pymupdf.Page) -> list[_Piece]:
    listed: Iterable[dict[str, Any]] = page.get_image_info(hashes=True)
    large = (i for i in listed if min(i["width"], i["height"]) >= PIXELS)
    return [_Piece(Rect(*image["bbox"]), image["digest"].hex()) for image in large]


def _curved(page: pymupdf.Page) -> list[_Piece]:
    """The paths of a page that bend more than a box or a circle does."""
    pieces = []
    for path in page.get_cdrawings():
        items = path.get("items", ())
        curves = [item for item in items if item[0] == "c"]
        if curves and not (len(curves) == SHAPE and len(items) <= 2 * SHAPE):
            box = Rect(*path["rect"])
            places = [(round(p[0] - box.x0, 1), round(p[1] - box.y0, 1)) for item in curves for p in item[1:]]
            pieces.append(_Piece(box, repr(places), len(curves)))
    return pieces


def _of_pictures(pieces: list[_Piece], space: Space) -> list[Region]:
    whole = space.box.rect.area
    made = _regions(RegionKind.PICTURE, _joined(pieces, TOUCHING, 1), space)
    return [
        Region(RegionKind.SCAN, region.rect, region.digest) if region.rect.area >= SCANNED * whole else region
        for region in made
    ]


def _is_code(region: Region, codes: Sequence[Code]) -> bool:
    parts = (code.rect.intersection(region.rect) for code in codes)
    return sum(part.area for part in parts if part is not None) >= CODED * region.rect.area


def _joined(pieces: Iterable[_Piece], apart: float, least: int) -> list[_Piece]:
    """Pieces that stand so near to each other as one each, those of too little left out."""
    groups: list[list[_Piece]] = []
    boxes: list[Rect] = []
    for piece in pieces:
        group, box = [piece], piece.box.grown(apart / 2)
        while (at := next((n for n, b in enumerate(boxes) if b.intersection(box)), -1)) >= 0:
            group, box = groups.pop(at) + group, union((boxes.pop(at), box))
        groups.append(group)
        boxes.append(box)
    return [_one(group) for group in groups if sum(piece.weight for piece in group) >= least]


def _one(group: Sequence[_Piece]) -> _Piece:
    box = union(piece.box for piece in group)
    if len(group) == 1:
        return group[0]
    signs = sorted(f"{p.box.x0 - box.x0:.0f} {p.box.y0 - box.y0:.0f} {p.sign}" for p in group)
    return _Piece(box, "\n".join(signs), sum(piece.weight for piece in group))


def _regions(kind: RegionKind, pieces: Sequence[_Piece], space: Space) -> list[Region]:
    """What is large enough to show letters and lies on the page."""
    found = []
    for piece in [_one(pieces)] if len(pieces) > MOST else pieces:
        rect = space.from_mupdf(piece.box).intersection(space.box.rect)
        if rect is not None and _is_large(piece.box):
            digest = hashlib.sha256(f"{kind} {piece.sign}".encode()).hexdigest() if piece.sign else ""
            found.append(Region(kind, rect.rounded(), digest))
    return found


def _is_large(box: Rect) -> bool:
    return min(box.width, box.height) >= SMALLEST and max(box.width, box.height) >= LONGER
