"""Nothing lies in a marked area but our box: no path that could be a letter, no part of a picture that shows anything.

Read from the content operators of the delivered file, as it is, without knowing what was masked. Rules and fields that
go on outside a mark over text may run through it; through a drawn area nothing may, unless the mark says so.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Stream
from PIL import Image

from redaction.geometry import Rect
from redaction.report import CheckResult

from . import painted
from .base import Evidence, outcome
from .painted import Mesh, Path, Picture, Thing

INK, NEARLY = 0.06667, 0.02
"""The grey of our boxes, and by how much a rectangle may differ from one, in user space units."""

EDGE = 0.5
"""What reaches into an area by less does not lie in it, in user space units."""

BLOCK = 8
"""Pixels by which a lossy coding lets the surroundings reach into a blank part of a picture."""

UNIT = Rect(0.0, 0.0, 1.0, 1.0)

LOSSY = {"/DCTDecode", "/JPXDecode"}
EVEN, UNEVEN = 8, 96
"""Greatest difference of grey levels in a blank part, and near its edge where the coding is lossy."""


def nothing(evidence: Evidence) -> CheckResult:
    """No path, no shading and no part of a picture lies in a marked area beside our boxes."""
    pages = [n for n, marks in sorted(evidence.by_page.items()) if _holds(evidence, n)]
    return outcome("nothing-under-marks", pages)


def _holds(evidence: Evidence, number: int) -> bool:
    space = evidence.spaces[number]
    marks = [(space.to_pdf(r), mark.lines_kept) for mark in evidence.by_page[number] for r in mark.rects]
    areas = [area for area, _ in marks]
    seen: dict[Any, list[Image.Image]] = {}
    return any(
        _lies_in(thing, area, through, areas, seen)
        for thing in painted.things(evidence.pdf.pages[number].obj, areas)
        for area, through in marks
    )


def _lies_in(
    thing: Thing, area: Rect, through: bool, areas: Sequence[Rect], seen: dict[Any, list[Image.Image]]
) -> bool:
    """``through``: whether rules that go on outside the area may run through it."""
    if isinstance(thing, Mesh):
        return True
    if isinstance(thing, Picture):
        return _shows(thing, area, seen)
    inner = area.grown(-EDGE)
    place = thing.place
    if not _meets(place, inner) or _is_ours(thing, areas):
        return False
    if thing.patterned and thing.drawn:
        return True
    if any(not s.flat and (inner.contains(*s.start) or inner.contains(*s.end)) for s in thing.segments):
        return True
    if not thing.drawn:
        return False
    if through:
        grown = area.grown(EDGE)
        return grown.contains(place.x0, place.y0) and grown.contains(place.x1, place.y1)
    return thing.filled or any(_meets(s.place, inner) for s in thing.segments)


def _meets(place: Rect, inner: Rect) -> bool:
    """Whether a place, which may be a line without width, touches the inside of an area."""
    return place.x0 < inner.x1 and place.x1 > inner.x0 and place.y0 < inner.y1 and place.y1 > inner.y0


def _is_ours(path: Path, areas: Sequence[Rect]) -> bool:
    """Whether the path is a box of ours, over this area or another."""
    if not path.filled or path.ink is None or abs(path.ink - INK) > 0.001 or not path.flat:
        return False
    return any(all(abs(a - b) < NEARLY for a, b in zip(path.place, area, strict=True)) for area in areas)


def _shows(picture: Picture, area: Rect, seen: dict[Any, list[Image.Image]]) -> bool:
    """Whether the part of a picture in an area is anything but blank, or cannot be looked at."""
    back = painted.inverse(picture.matrix)
    part = painted.placed(back, area).intersection(UNIT) if back is not None else None
    if part is None:
        return False
    lossy = _is_lossy(picture.image)
    try:
        return any(_uneven(layer, part, lossy) for layer in _layers(picture.image, seen))
    except Exception:  # whatever the decoder stumbles over: what nobody can look at is not known to be blank
        return True


def _is_lossy(image: Any) -> bool:
    filters = image.get("/Filter") if isinstance(image, Stream) else None
    listed = filters if isinstance(filters, Array) else [filters]
    return any(str(f) in LOSSY for f in listed)


def _layers(image: Any, seen: dict[Any, list[Image.Image]]) -> list[Image.Image]:
    """The picture and its masks, in grey."""
    if not isinstance(image, Stream):
        return [image.as_pil_image().convert("L")]
    key = image.objgen
    if key not in seen:
        masks = [image.get(name) for name in ("/SMask", "/Mask")]
        seen[key] = [_grey(part) for part in (image, *(m for m in masks if isinstance(m, Stream)))]
    return seen[key]


def _grey(image: Stream) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # masks are looked at by themselves
            return pikepdf.PdfImage(image).as_pil_image().convert("L")
    except NotImplementedError:  # a colour space that Pillow has not: its numbers tell as well what is blank
        size = int(image.Width), int(image.Height)
        raw = image.read_bytes()
        mode = {1: "L", 3: "RGB", 4: "CMYK"}[len(raw) // (size[0] * size[1])]
        return Image.frombytes(mode, size, raw).convert("L")


def _uneven(layer: Image.Image, part: Rect, lossy: bool) -> bool:
    width, height = layer.size
    x0, x1 = part.x0 * width, part.x1 * width
    y0, y1 = (1 - part.y1) * height, (1 - part.y0) * height
    if _spread(layer, (x0, y0, x1, y1), 1) > (UNEVEN if lossy else EVEN):
        return True
    return lossy and _spread(layer, (x0, y0, x1, y1), BLOCK) > EVEN


def _spread(layer: Image.Image, box: tuple[float, float, float, float], rim: int) -> int:
    """The difference between the lightest and the darkest pixel of a part without its rim."""
    x0, y0, x1, y1 = int(box[0]) + 1 + rim, int(box[1]) + 1 + rim, int(box[2]) - rim, int(box[3]) - rim
    if x0 >= x1 or y0 >= y1:
        return 0
    low, high = layer.crop((x0, y0, x1, y1)).getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]
