"""Conversion between page space and the spaces of the PDF libraries; the only place where it is done.

*Page space* is described in ``geometry``. *PDF space* is the page's user space as written in the file (origin
anywhere, y upwards). *MuPDF space* is unrotated, its origin the top left corner of the visible box, y
downwards, multiplied by /UserUnit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .geometry import PageBox, Rect, normal

LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Space:
    """The visible box of one page.

    ``left`` and ``top`` are its corner in PDF space, ``width`` and ``height`` its sides before rotation, in user
    space units; ``rotation`` is clockwise degrees; ``unit`` is /UserUnit.
    """

    left: float
    top: float
    width: float
    height: float
    rotation: int = 0
    unit: float = 1.0

    @property
    def box(self) -> PageBox:
        """The page as displayed."""
        turned = self.rotation in (90, 270)
        return PageBox(*((self.height, self.width) if turned else (self.width, self.height)), self.rotation)

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """From unrotated top-left coordinates (units) to page space."""
        match self.rotation:
            case 90:
                return self.height - y, x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return y, self.width - x
        return x, y

    def unturn(self, x: float, y: float) -> tuple[float, float]:
        """From page space to unrotated top-left coordinates (units)."""
        match self.rotation:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
        return x, y

    def from_mupdf(self, box: Sequence[float]) -> Rect:
        """A MuPDF rectangle in page space."""
        u = self.unit
        return normal(*self.turn(box[0] / u, box[1] / u), *self.turn(box[2] / u, box[3] / u))

    def to_mupdf(self, rect: Rect) -> Rect:
        """A page space rectangle as MuPDF wants it."""
        a, b = self.unturn(rect.x0, rect.y0), self.unturn(rect.x1, rect.y1)
        return normal(*(v * self.unit for v in (*a, *b)))

    def from_pdf(self, box: Sequence[float]) -> Rect:
        """A PDF space rectangle in page space."""
        a = self.turn(box[0] - self.left, self.top - box[1])
        b = self.turn(box[2] - self.left, self.top - box[3])
        return normal(*a, *b)

    def to_pdf(self, rect: Rect) -> Rect:
        """A page space rectangle in PDF space."""
        a, b = self.unturn(rect.x0, rect.y0), self.unturn(rect.x1, rect.y1)
        return normal(self.left + a[0], self.top - a[1], self.left + b[0], self.top - b[1])

    @property
    def plain(self) -> Space:
        """The same page without /UserUnit: as it stands in the working file."""
        return replace(self, unit=1.0)


def of_boxes(media: Sequence[float], crop: Sequence[float] | None, rotation: int, unit: float) -> Space:
    """The space of a page from its boxes as PDF readers take them: the crop box cut to the media box."""
    page = normal(*media[:4]) if len(media) >= 4 else Rect(*LETTER)
    if page.area <= 0:
        page = Rect(*LETTER)
    if crop is not None and len(crop) >= 4:
        page = page.intersection(normal(*crop[:4])) or page
    turned = rotation % 360 if rotation % 90 == 0 else 0
    return Space(page.x0, page.y1, page.width, page.height, turned, unit if unit > 0 else 1.0)
