"""Pixels in an independent rendering: boxes filled, everything outside them as it was."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from redaction.report import CheckResult
from redaction.space import Space

from .base import Evidence, outcome

SCALE = 1.5
"""Pixels per user space unit."""

DARK = 0x30
"""Brightest grey of a box."""

PALE = 245
"""A picture without a pixel darker than this shows nothing."""

FILLED = 0.99
"""Least share of a box that must be dark or part of a white label."""

SOLID, STROKES = 0.8, 0.15
"""Least dark share of a box with strokes at its rim, and of each row and each column of it."""

LOUD = 90
"""A grey level difference beyond this is a change, not another way of smoothing."""

FAINT = 12
"""A difference beyond this is seen where it fills an area (a field's colour)."""

CHANGED, PALER = 0.0004, 0.01
"""Share of the page that may change loudly, and faintly, outside the boxes."""

MOST_UNMARKED = 100
"""So many pages without marks, evenly spread, are compared."""

MOST_PIXELS = 4_000_000


def filled(evidence: Evidence) -> CheckResult:
    """Each box is dark from edge to edge; inside it at most the strokes of a label are light."""
    pages: list[int] = []
    for number, marks in evidence.by_page.items():
        scale = scale_of(evidence.spaces[number])
        picture = evidence.after(number).drawn(scale)
        for mark in marks:
            for rect in mark.rects:
                inner = inside([v * scale for v in rect], picture.size)
                if inner is not None and not is_box(picture.crop(inner)):
                    pages.append(number)
    return outcome("marks-filled", pages)


def inside(box: Sequence[float], size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The whole pixels of a picture of this size that lie inside a box; None where there are none."""
    x0, y0 = max(0, math.ceil(box[0] + 0.5)), max(0, math.ceil(box[1] + 0.5))
    x1, y1 = min(size[0], int(box[2] - 0.5)), min(size[1], int(box[3] - 0.5))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def is_box(part: Image.Image) -> bool:
    """Whether an area is dark but for a label, and its rim is dark all round or has only strokes of labels in it."""
    dark = sum(part.histogram()[: DARK + 1])
    whole = part.width * part.height
    if dark >= FILLED * whole:
        return True
    rim = [part.crop((0, 0, part.width, 1)), part.crop((0, part.height - 1, part.width, part.height))]
    rim_dark = sum(sum(side.histogram()[: DARK + 1]) for side in rim)
    return dark >= 0.5 * whole and (rim_dark >= FILLED * 2 * part.width or _no_gap(part, dark / whole))


def _no_gap(part: Image.Image, dark: float) -> bool:
    """Whether light is nowhere more than strokes: where boxes overlap, one holds a piece of the other's label."""
    ink = part.point([255 if level <= DARK else 0 for level in range(256)])
    lines = [ink.resize(size, Image.Resampling.BOX).getextrema()[0] for size in ((part.width, 1), (1, part.height))]
    return dark >= SOLID and min(lines) >= 255 * STROKES  # type: ignore[operator]


def unchanged(evidence: Evidence) -> CheckResult:
    """Outside the boxes the pages look as before the burn: every page that was worked on, and some of the others."""
    if evidence.reference is None:
        return outcome("pixels-outside", [])
    step = max(1, len(evidence.shown) // MOST_UNMARKED)
    worked = evidence.all_by_page.keys() | evidence.touched
    wanted = [n for n in evidence.pages if n in worked or n % step == 0]
    pages = [n for n in wanted if n not in evidence.raster and _differs(evidence, n)]
    return outcome("pixels-outside", pages)


def all_seen(evidence: Evidence) -> CheckResult:
    """Every page with pictures of which it cannot be told what shows has become a picture itself."""
    return outcome("unseen-pixels", sorted(evidence.doubtful - evidence.raster))


def _differs(evidence: Evidence, number: int) -> bool:
    space, was = evidence.spaces[number], evidence.space_before(number)
    scale = scale_of(space)
    after = evidence.after(number).drawn(scale, (360 - space.rotation) % 360)
    before = evidence.page_before(number).drawn(scale)
    if was != space:  # the page was made larger for its stamp
        x, y = round((was.left - space.left) * scale), round((space.top - was.top) * scale)
        after = after.crop((x, y, x + before.width, y + before.height))
    if abs(before.width - after.width) > 1 or abs(before.height - after.height) > 1:
        return True
    size = (min(before.width, after.width), min(before.height, after.height))
    before, after = before.crop((0, 0, *size)), after.crop((0, 0, *size))
    if not _too_much(ImageChops.difference(before, after), evidence, number, scale):
        return False
    lost = ImageChops.subtract(_spread(after), before)
    gained = ImageChops.subtract(_spread(before), after)
    return _too_much(ImageChops.lighter(lost, gained), evidence, number, scale)


def _spread(picture: Image.Image) -> Image.Image:
    """Each pixel as dark as the darkest beside it: what moved by less than a pixel is then no change."""
    wide = ImageChops.darker(ImageChops.offset(picture, 1, 0), ImageChops.offset(picture, -1, 0))
    wide = ImageChops.darker(wide, picture)
    tall = ImageChops.darker(ImageChops.offset(wide, 0, 1), ImageChops.offset(wide, 0, -1))
    return ImageChops.darker(tall, wide)


def _too_much(changed: Image.Image, evidence: Evidence, number: int, scale: float) -> bool:
    """Whether more pixels outside the boxes differ than another way of smoothing explains."""
    draw, space = ImageDraw.Draw(changed), evidence.space_before(number)
    areas = [*evidence.cleared.get(number, ()), *evidence.stamped(number)]
    areas += [space.to_pdf(r) for mark in evidence.by_page.get(number, ()) for r in mark.rects]
    for x0, y0, x1, y1 in areas:
        box = (x0 - space.left, space.top - y1, x1 - space.left, space.top - y0)
        draw.rectangle([v * scale + d for v, d in zip(box, (-2, -2, 2, 2), strict=True)], fill=0)
    counts, whole = changed.histogram(), changed.width * changed.height
    return sum(counts[LOUD:]) > max(12, CHANGED * whole) or sum(counts[FAINT:]) > max(100, PALER * whole)


def scale_of(space: Space) -> float:
    """Pixels per user space unit in which a page is compared."""
    return min(SCALE, math.sqrt(MOST_PIXELS / max(1.0, space.width * space.height)))
