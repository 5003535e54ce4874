"""A picture of a page made ready for reading: its light evened, the right way up, its lines level; and the way back.

Everything is found on a small copy by the rows of its ink, so that a page that lies well costs next to nothing.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, exp, log, radians, sin

from PIL import Image, ImageChops, ImageFilter

SMALL = 600
"""Pixels of the longer side of the copy on which light and lines are looked at."""
STEEPEST, COARSE, FINE = 5.0, 1.0, 0.25
"""Degrees that a page may lie crooked, and the steps in which it is tried."""
CROOKED = 0.5
"""Degrees from which a page is straightened."""
UNEVEN = 40
"""Levels of 255 by which the lightest paper must differ from the darkest before the light is evened."""
SPREAD = 31
"""Side in pixels of the small copy within which some paper is bare."""
SQUARES = 8
DARKEST, BLACK_AND_WHITE = 24, 0.93
"""So many levels are black, and white; a picture of which such a share is one or the other has no grey."""
_QUARTER = Image.Transpose.ROTATE_90
_LOG = 255 / log(256)


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture turned by quarters and by degrees, and how its places lie in the picture it was made from (pixels)."""

    picture: Image.Image
    size: tuple[int, int]
    quarters: int = 0
    degrees: float = 0.0

    @property
    def sideways(self) -> bool:
        """Whether lines that are level here stand upright in the picture."""
        return self.quarters % 2 == 1

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of this picture lies in the one it was made from."""
        width, height = self.size if not self.sideways else (self.size[1], self.size[0])
        angle = radians(self.degrees)
        x, y = x - self.picture.width / 2, y - self.picture.height / 2
        x, y = x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)
        x, y = x + width / 2, y + height / 2
        for _quarter in range(self.quarters):
            x, y, width, height = height - y, x, height, width
        return x, y


def turned(picture: Image.Image, quarters: int) -> Straight:
    """The picture turned counter-clockwise by so many quarters and made level."""
    ways = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    way = ways[quarters]
    upright = picture if way is None else picture.transpose(way)
    degrees = skew(upright)
    if abs(degrees) >= CROOKED:
        level = upright.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        return Straight(level, picture.size, quarters, degrees)
    return Straight(upright, picture.size, quarters)


def skew(picture: Image.Image) -> float:
    """By how many degrees (counter-clockwise) the picture must be turned so that its lines are level."""
    small = _ink(picture)
    steps = int(STEEPEST / COARSE)
    best = max((COARSE * step for step in range(-steps, steps + 1)), key=lambda degrees: _levels(small, degrees))
    finer = int(COARSE / FINE)
    return max((best + FINE * step for step in range(1 - finer, finer)), key=lambda degrees: _levels(small, degrees))


def runs_sideways(picture: Image.Image) -> bool:
    """Whether the ink stands in columns rather than in rows."""
    small = _ink(picture)
    rows, columns = (max(_levels(one, d) for d in (-2, 0, 2)) for one in (small, small.transpose(_QUARTER)))
    return columns > rows


def fullest(picture: Image.Image) -> tuple[float, float]:
    """The middle (pixels) of the part of the picture that holds most ink, of as many as a board has squares."""
    board = _ink(picture).resize((SQUARES, SQUARES), Image.Resampling.BOX).tobytes()
    row, column = divmod(max(range(len(board)), key=board.__getitem__), SQUARES)
    return (column + 0.5) * picture.width / SQUARES, (row + 0.5) * picture.height / SQUARES


def without_specks(picture: Image.Image) -> Image.Image:
    """A picture in black and white, as from a fax, without its single dots; another one as it is."""
    levels = picture.histogram()
    plain = sum(levels[:DARKEST]) + sum(levels[-DARKEST:])
    if plain < BLACK_AND_WHITE * picture.width * picture.height:
        return picture
    return picture.filter(ImageFilter.MedianFilter(3))


def evened(picture: Image.Image) -> Image.Image:
    """The picture as if its paper were lit alike everywhere; itself where it is."""
    small = picture.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).resize((small.width // 2 or 1, small.height // 2 or 1))
    paper = paper.filter(ImageFilter.MaxFilter(SPREAD // 2 | 1)).filter(ImageFilter.GaussianBlur(SPREAD / 4))
    darkest, lightest = paper.getextrema()
    if not isinstance(darkest, int | float) or not isinstance(lightest, int | float) or lightest - darkest < UNEVEN:
        return picture
    light = paper.resize(picture.size, Image.Resampling.BILINEAR)
    logs, powers = _tables()
    return ImageChops.subtract(light.point(logs), picture.point(logs)).point(powers)


@cache
def _tables() -> tuple[list[int], list[int]]:
    """From levels to their logarithms, and from the difference of two to the share of light that is left."""
    return [round(_LOG * log(1 + v)) for v in range(256)], [round(255 * exp(-v / _LOG)) for v in range(256)]


def _ink(picture: Image.Image) -> Image.Image:
    """A small negative of the picture, in which ink is light."""
    small = picture.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.BOX)
    return ImageChops.invert(small)


def _levels(ink: Image.Image, degrees: float) -> float:
    """How much the rows differ from each other when the picture is turned so: most where lines are level."""
    level = ink.rotate(degrees, Image.Resampling.BILINEAR) if degrees else ink
    rows = array("f", level.convert("F").resize((1, level.height), Image.Resampling.BOX).tobytes())
    return sum((one - other) ** 2 for one, other in pairwise(rows)) / max(1, len(rows))
