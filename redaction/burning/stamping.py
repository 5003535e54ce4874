"""The stamp that tells each page of a copy from all others: a free place for it in a margin, else room beside the page.

Where it stands follows from what the finished page shows and from nothing that went, so that it tells no length.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array
from PIL import Image

from ..geometry import Rect, normal, union
from ..opening import MUPDF_TROUBLE
from ..report import Stamp
from ..space import Space
from ..typeface import Style, printable, width
from .reset import Run
from .sanitise import Sheet
from .search import PageWork

SIZE, HEIGHT = 7.0, 9.0
"""Type size and height of a stamp in points."""

SIDE, EDGE, APART = 28.0, 14.0, 3.0
"""How far it stands from the sides and from the upper or lower edge, and what must be free around it, in points."""

STRIP = 18.0
"""What is added below a page that has no free place, in points; a whole number of pixels where pages are compared."""

INK = "0.35"
"""Its grey: discreet, and dark enough on white (7:1)."""

PALEST, EVEN = 190, 16
"""A place is free where no pixel is darker than this and none differs from another by more."""

SCALE = 2.0
"""Pixels per user space unit in which margins are looked at."""


def words(stamp: str, page: int, pages: int) -> str:
    """What stands on a page (from 0) of so many."""
    return f"{printable(stamp)} · {page + 1} ({pages})"


def size_of(stamp: Stamp) -> float:
    """The type size of a stamp, in user space units."""
    return stamp.rect.height * SIZE / HEIGHT


def placed(
    burnt: Path,
    stamp: str,
    sheets: Sequence[Sheet],
    work: Mapping[int, PageWork],
    pictures: Mapping[int, Image.Image],
    beside: Collection[int] = (),
) -> tuple[Stamp, ...]:
    """A stamp for every page of a copy; none where ``stamp`` is "".

    Args:
        burnt: the file without what is masked.
        work: what is painted on its pages.
        pictures: the pages that become pictures, upright.
        beside: pages on which no margin is to be used.
    """
    if not stamp:
        return ()
    with pymupdf.open(burnt, filetype="pdf") as document:
        found = []
        for number, sheet in enumerate(sheets):
            said = words(stamp, number, len(sheets))
            free = _Page(document, number, sheet, work.get(number), pictures.get(number))
            places = () if number in beside else _margins(sheet.space, said)
            place = next((place for place in places if free.at(place)), None)
            found.append(Stamp(number, said, place.rounded(3)) if place else _beside(sheet.space, number, said))
        return tuple(found)


def _extent(space: Space, said: str) -> tuple[float, float]:
    """Width and height of a stamp in user space units."""
    return (width(said, Style.PLAIN, SIZE) + 2) / space.unit, HEIGHT / space.unit


def _margins(space: Space, said: str) -> Iterator[Rect]:
    """The places where a stamp may stand, the best first (page space): below, then above; right, middle, left."""
    wide, high = _extent(space, said)
    box, side, edge = space.box, SIDE / space.unit, EDGE / space.unit
    if wide + 2 * side > box.width or high + 2 * edge > box.height:
        return
    for y in (box.height - edge - high, edge):
        for x in (box.width - side - wide, (box.width - wide) / 2, side):
            yield Rect(x, y, x + wide, y + high)


def _beside(space: Space, number: int, said: str) -> Stamp:
    """A stamp in room that is added below the page, and to its right where it is narrower than the stamp."""
    wide, high = _extent(space, said)
    box, apart, taller = space.box, APART / space.unit, STRIP / space.unit
    wider = max(0.0, 2 * math.ceil((wide + 2 * apart - box.width) * space.unit / 2) / space.unit)
    x = max(apart, min(box.width + wider - apart - wide, box.width - SIDE / space.unit - wide))
    y = box.height + (taller - high) / 2
    return Stamp(number, said, Rect(x, y, x + wide, y + high).rounded(3), wider, taller)


class _Page:
    """One page as it will be shown."""

    def __init__(
        self, document: pymupdf.Document, number: int, sheet: Sheet, work: PageWork | None, picture: Image.Image | None
    ) -> None:
        self._document, self._number, self._space, self._picture = document, number, sheet.space.plain, picture
        boxes = [box for phrase in work.phrases for box in phrase.boxes] if work else []
        self._painted = [*boxes, *(_room(run) for run in (work.runs if work else ()))]

    def at(self, place: Rect) -> bool:
        """Whether nothing is, or will be, shown or written in a place (page space)."""
        near = self._space.to_mupdf(place.grown(APART / 2))
        if any(near.intersection(painted) for painted in self._painted):
            return False
        try:
            return self._blank(near) and not self._written(near)
        except MUPDF_TROUBLE:
            return False

    def _blank(self, near: Rect) -> bool:
        if self._picture is not None:
            scale = self._picture.width / self._space.width
            x0, y0, x1, y1 = (int(v * scale) for v in near)
            part = self._picture.crop((x0, y0, x1, y1)).convert("L")
        else:
            page = self._document.load_page(self._number)
            matrix = pymupdf.Matrix(SCALE, SCALE)
            seen = page.get_pixmap(matrix=matrix, clip=pymupdf.Rect(near), colorspace=pymupdf.csGRAY, alpha=False)
            part = Image.frombytes("L", (seen.width, seen.height), bytes(seen.samples))
        levels = [level for level, count in enumerate(part.histogram()) if count]
        return levels[0] >= PALEST and levels[-1] - levels[0] <= EVEN

    def _written(self, near: Rect) -> bool:
        """Whether words stand there, seen or unseen."""
        page = self._document.load_page(self._number)
        return bool(page.get_text("text", clip=pymupdf.Rect(near)).strip())


def _room(run: Run) -> Rect:
    """About the place of words that are written anew (MuPDF space)."""
    along, up = run.squeeze * width(run.text, run.style, run.size), run.size
    (dx, dy), (x, y) = run.way, (run.x, run.y)
    corners = [(x + a * dx + b * dy, y + a * dy - b * dx) for a in (0.0, along) for b in (-0.3 * up, up)]
    return union(normal(*corner, *corner) for corner in corners)


def enlarge(page: pikepdf.Page, sheet: Sheet, stamp: Stamp | None) -> bytes:
    """Makes a page larger where its stamp needs room; gives what keeps its contents within its old edges."""
    if stamp is None or not (stamp.wider or stamp.taller):
        return b""
    space = sheet.space
    box = space.box
    visible = space.to_pdf(Rect(0, 0, box.width + stamp.wider, box.height + stamp.taller))
    media = union([normal(*(float(v) for v in page.obj.MediaBox)), visible])
    page.obj.MediaBox = Array([*media])
    if media.rounded(4) != visible.rounded(4):
        page.obj.CropBox = Array([*visible])
    left, low = space.left, space.top - space.height
    return f"{left:.4f} {low:.4f} {space.width:.4f} {space.height:.4f} re W n\n".encode("ascii")
