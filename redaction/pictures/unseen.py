"""Pixels that no page shows go from the pictures: outside every clip and page, under opaque fields, behind soft masks.

What the clerk cannot see nobody has assessed. A picture drawn several times keeps each pixel that one of its places
shows; where it cannot be told what shows, or the picture cannot be rewritten, its pages have to become pictures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw

from . import blank
from .blank import Cells
from .shown import Drawing, Matrix, Shape, Viewer, inverse, moved

FINEST = 1_000_000
"""A picture of more pixels is looked at in a coarser grid."""

THIN, FEW = 2.0, 12
"""A strip along an edge of a picture that is thinner (points on the page, and pixels) shows no letters: it may stay."""

LEVEL = 128

BORDER = 4
"""Pixels along the border of a clip that count as seen, half of them on either side."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Pages (from 0) whose pictures lost pixels, those where it could not be told or done, how many pictures."""

    touched: frozenset[int]
    doubtful: frozenset[int]
    pictures: int


def clear(pages: Sequence[pikepdf.Page], without: Set[int] = frozenset()) -> Unseen:
    """Blanks, in place, what no page shows of any picture; the pages ``without`` (from 0) do not count."""
    viewer = Viewer()
    for number, page in enumerate(pages):
        if number not in without:
            viewer.page(page, number)
    touched: set[int] = set()
    doubtful: set[int] = set()
    count = 0
    for key, drawings in viewer.drawings.items():
        used = {drawing.page for drawing in drawings}
        if not all(drawing.sure for drawing in drawings):
            doubtful |= used
            continue
        image = viewer.images[key]
        hidden = _hidden(image, drawings)
        if hidden:
            done = blank.out(image, hidden)
            count += done
            (touched if done else doubtful).update(used)
    return Unseen(frozenset(touched), frozenset(doubtful), count)


def _hidden(image: Any, drawings: Sequence[Drawing]) -> list[Cells]:
    """The parts of an image (pixels from its upper left corner) that none of the drawings shows."""
    size = _size(image)
    if size is None or any(_whole(drawing, size) for drawing in drawings):
        return []
    coarse = max(1, math.ceil(math.sqrt(size[0] * size[1] / FINEST)))
    grid = (math.ceil(size[0] / coarse), math.ceil(size[1] / coarse))
    seen = Image.new("1", grid, 0)
    for drawing in drawings:
        seen = ImageChops.logical_or(seen, _seen(drawing, grid))
    return [
        (x0 * coarse, y0 * coarse, min(size[0], x1 * coarse), min(size[1], y1 * coarse))
        for x0, y0, x1, y1 in _rectangles(seen)
    ]


def _size(image: Any) -> tuple[int, int] | None:
    width, height = image.get("/Width"), image.get("/Height")
    good = isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0
    return (int(width), int(height)) if good else None


def _whole(drawing: Drawing, size: tuple[int, int]) -> bool:
    """Whether a drawing shows all of the picture but for thin strips at its edges."""
    if drawing.covers:
        place = _around([(moved(drawing.matrix, x, y)) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))])
        if any(_meet(place, _around(p for row in c.shapes[-1].rows for p in row)) for c in drawing.covers):
            return False
    back = inverse(drawing.matrix)
    if back is None:
        return False
    a, b, c, d, _, _ = drawing.matrix
    slack = [
        max(0.0, min(THIN / max(1e-9, side), FEW / pixels))
        for side, pixels in ((math.hypot(a, b), size[0]), (math.hypot(c, d), size[1]))
    ]
    inner = ((slack[0], slack[1]), (1 - slack[0], 1 - slack[1]))
    return all(_rectangle_holds(clip, back, inner) for clip in drawing.clips)


def _around(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    listed = list(points)
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rectangle_holds(clip: Shape, back: Matrix, inner: Sequence[tuple[float, float]]) -> bool:
    """Whether a clip is one rectangle along the picture's sides that holds the inner part of its unit square."""
    if len(clip.rows) != 1 or len(set(clip.rows[0])) != 4:
        return False
    points = [moved(back, *p) for p in clip.rows[0]]
    x0, y0, x1, y1 = _around(points)
    straight = all(min(abs(x - x0), abs(x - x1)) < 1e-6 and min(abs(y - y0), abs(y - y1)) < 1e-6 for x, y in points)
    return straight and x0 <= inner[0][0] and y0 <= inner[0][1] and x1 >= inner[1][0] and y1 >= inner[1][1]


def _seen(drawing: Drawing, grid: tuple[int, int]) -> Image.Image:
    """The pixels of the picture that a drawing shows, white; those at the border of what shows count as seen."""
    back = inverse(drawing.matrix)
    if back is None:
        return Image.new("1", grid, 0)
    seen = _common(drawing.clips, back, grid, border=True)
    for cover in drawing.covers:
        under = _common(cover.shapes, back, grid, border=False)
        if under.getbbox():
            seen = ImageChops.logical_and(seen, ImageChops.invert(under))
    return seen


def _common(shapes: Sequence[Shape], back: Matrix, grid: tuple[int, int], border: bool) -> Image.Image:
    """The pixels that lie in all of the shapes; those on a border count where ``border``, else they do not."""
    common = Image.new("1", grid, 1)
    for shape in shapes:
        common = ImageChops.logical_and(common, _drawn(shape, back, grid, border))
    return common


def _drawn(shape: Shape, back: Matrix, grid: tuple[int, int], border: bool) -> Image.Image:
    rows = [[_pixel(moved(back, *p), grid) for p in row] for row in shape.rows]
    if len(rows) == 1:
        inside = Image.new("1", grid, 0)
        ImageDraw.Draw(inside).polygon(rows[0], fill=1)
    else:
        inside = _wound(rows, shape.even_odd, grid)
    draw = ImageDraw.Draw(inside)
    for row in rows:
        draw.line([*row, row[0]], fill=int(border), width=BORDER)
    return inside


def _wound(rows: Sequence[Sequence[tuple[float, float]]], even_odd: bool, grid: tuple[int, int]) -> Image.Image:
    """Several rows together: how often each pixel is gone round, or whether an odd number of times."""
    count = Image.new("L", grid, LEVEL)
    for row in rows:
        one = Image.new("L", grid, 0)
        ImageDraw.Draw(one).polygon(list(row), fill=1)
        left = _area(row) > 0 or even_odd
        count = ImageChops.add(count, one) if left else ImageChops.subtract(count, one)
    levels = [255 if (level % 2 if even_odd else level != LEVEL) else 0 for level in range(256)]
    return count.point(levels).convert("1")


def _area(row: Sequence[tuple[float, float]]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(row, [*row[1:], row[0]], strict=True))


def _pixel(point: tuple[float, float], grid: tuple[int, int]) -> tuple[float, float]:
    """A place of the unit square as a pixel; far away ones no farther than drawing can bear."""
    x, y = point[0] * grid[0], (1 - point[1]) * grid[1]
    far = 1e7
    return min(far, max(-far, x)) - 0.5, min(far, max(-far, y)) - 0.5


def _rectangles(seen: Image.Image) -> list[Cells]:
    """Rectangles over all pixels that are not seen: rows that are alike are taken together."""
    width, height = seen.size
    flat = seen.convert("L").tobytes()
    found: list[Cells] = []
    start = 0
    for y in range(1, height + 1):
        if y < height and flat[y * width : (y + 1) * width] == flat[start * width : (start + 1) * width]:
            continue
        row = flat[start * width : (start + 1) * width]
        found += [(m.start(), start, m.end(), y) for m in re.finditer(b"\0+", row)]
        start = y
    return found
