"""Faces in pictures and scanned pages, proposed as areas of their own; looked for only where OpenCV is installed.

A picture stays a region to judge as it was: a face that is missed, or seen where none is, hides nothing. Without the
library (the extra ``faces``) nothing changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image, ImageFilter, ImageOps

from .geometry import Rect, union
from .opening import MUPDF_TROUBLE
from .render import gray
from .words import PageText, Region, RegionKind

LOOKED_IN = (RegionKind.PICTURE, RegionKind.SCAN, RegionKind.LATE)
RESOLUTION = 80.0
MOST_PIXELS = 650_000
"""Of all that is drawn of a page, so that a page is looked through in bounded time: A4 at the resolution above."""
MOST_REGIONS, MOST_FACES = 8, 12
"""So many pictures of a page, the largest, are looked in; more faces than this in a picture are one area."""
SMALLEST = 24.0
"""The side of a face at least, page space: smaller ones are mostly patterns of print."""
STEP, AGREEING = 1.1, 6
"""How finely sizes are tried, and how many tries must agree on a place: rather a face missed than text called one."""
COARSE, GREY = 4, range(40, 216)
"""A picture made so much smaller shows skin as patches of these tones; between lines of print it is white."""
ROOM = 0.15
"""Share of a face by which its area is larger on each side: hair, ears and chin."""
PLACES = 50
"""A face's place is told in so many steps of its picture, so that the same picture elsewhere has the same faces."""

Box = tuple[int, int, int, int]
"""Left, top, width, height, pixels."""
Finder = Callable[[Image.Image, int], list[Box]]
"""Finds faces of at least so many pixels in a grey picture."""


def with_faces(
    page: pymupdf.Page, found: PageText, alive: Callable[[], None], finder: Finder | None = None
) -> PageText:
    """The page with the faces in its pictures as regions beside them; ``alive`` is called before each picture."""
    pictures = [r for r in found.regions if r.kind in LOOKED_IN and min(r.rect.width, r.rect.height) >= SMALLEST]
    largest = sorted(pictures, key=lambda region: -region.rect.area)[:MOST_REGIONS]
    area = sum(region.rect.area for region in largest)
    made: list[Region] = []
    for region in largest:
        alive()
        made += _faces(page, region, min(RESOLUTION, 72 * sqrt(MOST_PIXELS / area)), finder)
    return replace(found, regions=(*found.regions, *made)) if made else found


def _faces(page: pymupdf.Page, region: Region, dots: float, finder: Finder | None) -> Iterator[Region]:
    least, size = round(SMALLEST * dots / 72), 72 / dots
    try:
        picture = gray(page, region.rect, dots)
    except MUPDF_TROUBLE:
        return
    if not _has_skin(picture, least):
        return
    find = finder or _finder()
    if find is None:
        return
    places = [_placed(box, region.rect, size) for box in find(picture, least)]
    for rect in [union(places)] if len(places) > MOST_FACES else places:
        yield Region(RegionKind.FACE, rect.rounded(), _digest(region, rect))


def _has_skin(picture: Image.Image, least: int) -> bool:
    """Whether patches of middle tones leave room for a quarter of a face; print alone has none."""
    tones = picture.reduce(COARSE).point([255 if tone in GREY else 0 for tone in range(256)])
    return tones.filter(ImageFilter.MinFilter(3)).histogram()[255] >= (least / COARSE) ** 2 / 4


def _placed(box: Box, within: Rect, size: float) -> Rect:
    x, y, width, height = (value * size for value in box)
    rect = Rect(within.x0 + x, within.y0 + y, within.x0 + x + width, within.y0 + y + height)
    return rect.grown(ROOM * max(width, height)).intersection(within) or rect


def _digest(region: Region, rect: Rect) -> str:
    """That of the face: its picture's, and where in it the face is; "" where nothing looks like the picture."""
    if not region.digest:
        return ""
    x, y = region.rect.x0, region.rect.y0
    wide, tall = PLACES / region.rect.width, PLACES / region.rect.height
    place = ((rect.x0 - x) * wide, (rect.y0 - y) * tall, (rect.x1 - x) * wide, (rect.y1 - y) * tall)
    told = " ".join(str(round(value)) for value in place)
    return hashlib.sha256(f"{RegionKind.FACE} {region.digest} {told}".encode()).hexdigest()


@cache
def _finder() -> Finder | None:
    """The finder of OpenCV's own trained shapes; None where the library or its shapes are not there."""
    try:
        import cv2
        import numpy
    except ImportError:
        return None
    cv2.setNumThreads(1)
    trained = Path(cv2.__file__).with_name("data")
    shapes = [cv2.CascadeClassifier(str(trained / name)) for name in _SHAPES]
    if any(shape.empty() for shape in shapes):
        return None
    frontal, profile = shapes

    def find(picture: Image.Image, least: int) -> list[Box]:
        def seen(shape: Any, seen_in: Image.Image) -> list[Box]:
            boxes = shape.detectMultiScale(numpy.asarray(seen_in), STEP, AGREEING, minSize=(least, least))
            return [(int(x), int(y), int(w), int(h)) for x, y, w, h in boxes]

        turned = [(picture.width - x - w, y, w, h) for x, y, w, h in seen(profile, ImageOps.mirror(picture))]
        return _apart([*seen(frontal, picture), *seen(profile, picture), *turned])

    return find


_SHAPES = ("haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml")
"""Faces seen from the front, and from the left; a mirrored picture shows those from the right."""


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """The boxes whose middle lies in none that came before: one face is told once."""
    kept: list[Box] = []
    for x, y, w, h in boxes:
        middle = x + w / 2, y + h / 2
        if not any(a <= middle[0] <= a + c and b <= middle[1] <= b + d for a, b, c, d in kept):
            kept.append((x, y, w, h))
    return kept
