"""Bar codes and QR codes on pages: where pictures or bars stand, the page is drawn and read; what they say is told."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import pymupdf

from .geometry import Rect, normal, union
from .opening import MUPDF_TROUBLE, notes_on
from .space import Space
from .words import Code

SHARPEST = 6.0
"""Pixels per MuPDF unit (432 dpi) at which a small region is drawn."""
MOST_PIXELS = 4_000_000
"""A larger region is drawn less sharp: a whole A4 page at 200 dpi."""
QUIET = 12.0
"""Room around a region, MuPDF units: readers need the light margin of a code."""
SMALLEST = 12.0
"""A picture or path with a shorter side holds no code that can be read, MuPDF units."""
MOST_REGIONS = 6
"""More regions than this are drawn as one."""
BARS, SQUARES, PIECES = 15, 30, 60
"""So many bars side by side, small squares, or sides of one outline may be a code."""
WIDEST_GAP = 6.0
"""Thicknesses of the thickest bar that may lie between two bars of a code."""
THIN, STOUT = 14.0, 8.0
"""The shorter side of a bar or square at most, MuPDF units; the longer side of squares in a row, in shorter ones."""
LONGEST = 4_000
"""Characters of a payload that are kept."""
ALIKE = 0.85
"""Share of pixels in which the next row of a linear code is as dark or light as its middle."""

FORMATS = "QRCode,MicroQRCode,RMQRCode,DataMatrix,Aztec,PDF417,MaxiCode,Code128,Code39,Code93,Codabar,ITF,EAN8,EAN13,\
UPCA,UPCE,DataBar,DataBarExp,DataBarLtd"
"""What is looked for: what office papers, letters and goods bear."""
_DRAWS = re.compile(rb"(?:Do|BI)(?!\S)")
_PATH = re.compile(rb"(?<!\S)(?:re|l|c)(?!\S)")
_DARK = bytes([1] * 128 + [0] * 128)
_SIGNS = re.compile(r"[\s-]")
_LINEAR = ("Code", "EAN", "UPC", "ITF", "Codabar", "DataBar", "Telepen")


def on_page(page: pymupdf.Page, space: Space) -> tuple[Code, ...]:
    """The codes that can be read on a page, from top to bottom. A page without pictures and bars is not drawn."""
    try:
        regions = [] if _is_plain(page) else _regions(page, space)
        found = [code for region in regions for code in _read(page, region, space)]
    except MUPDF_TROUBLE:
        return ()  # the words of the page stand; a picture that cannot be drawn is told of where pictures are judged
    unique = {(code.text, *(round(v / 4) for v in code.rect.centre)): code for code in found}
    return tuple(sorted(unique.values(), key=lambda code: (code.rect.y0, code.rect.x0)))


def _is_plain(page: pymupdf.Page) -> bool:
    """Whether nothing but text can stand on a page: quick, since most pages are so."""
    content = page.read_contents()
    if page.first_annot is not None or _DRAWS.search(content) is not None:
        return False
    return sum(1 for _ in zip(range(BARS), _PATH.finditer(content), strict=False)) < BARS


def _regions(page: pymupdf.Page, space: Space) -> list[Rect]:
    """Where a code may stand, in page space."""
    log = [(kind, Rect(*box)) for kind, box in page.get_bboxlog()]
    pictures = [box for kind, box in log if kind in ("fill-image", "fill-imgmask", "fill-shade") and _is_large(box)]
    boxes = [box for kind, box in log if kind in ("fill-path", "stroke-path")]
    notes = [box for box in (Rect(*note) for note in notes_on(page)) if _is_large(box)]
    boxes = [*pictures, *notes, *_bars(boxes), *_busy(page, boxes)]
    whole = space.box.rect
    grown = (space.from_mupdf(box).grown(QUIET / space.unit).intersection(whole) for box in boxes)
    return _merged([rect for rect in grown if rect is not None])


def _is_large(box: Rect) -> bool:
    return min(box.width, box.height) >= SMALLEST


def _bars(boxes: Sequence[Rect]) -> list[Rect]:
    """The surroundings of bars that stand close together, and of many small squares.

    Lines of a table are thin too, but stand far apart for their thickness.
    """
    thin = [b for b in boxes if min(b.width, b.height) <= THIN]
    squares = [b for b in thin if max(b.width, b.height) <= STOUT * min(b.width, b.height)]
    groups: dict[tuple[int, int, int], list[Rect]] = {}
    for box in thin:
        for across in (0, 1):
            key = (across, round(box[1 - across]), round(box[3 - across]))
            groups.setdefault(key, []).append(box)
    close = [group for (across, _low, _high), group in groups.items() if _close_bars(group, across) >= BARS]
    found = [*close, *([squares] if len(squares) >= SQUARES else [])]
    return [union(group) for group in found]


def _close_bars(group: Sequence[Rect], across: int) -> int:
    """How many of the bars, which begin and end alike, stand close to the one before; ``across`` is their axis."""
    if len(group) < BARS:
        return 0
    sides = sorted((box[across], box[across + 2]) for box in group)
    gap = WIDEST_GAP * max(high - low for low, high in sides)
    return sum(0 < later[0] - former[1] <= gap for former, later in pairwise(sides))


def _busy(page: pymupdf.Page, boxes: Sequence[Rect]) -> list[Rect]:
    """Paths of many pieces: a whole code may be one."""
    if not any(_is_large(box) for box in boxes):
        return []
    found: list[Rect] = []
    drawn: Iterable[dict[str, Any]] = page.get_cdrawings()
    for path in drawn:
        if len(path["items"]) >= BARS and _is_large(Rect(*path["rect"])):
            found += _bars([_piece(item, path.get("width") or 0.0) for item in path["items"]])
            found += [Rect(*path["rect"])] if _is_blocky(path["items"]) else []
    return found


def _piece(item: Sequence[Any], width: float) -> Rect:
    """The box of a rectangle, line or curve of a path; a line is as thick as its pen."""
    if item[0] in ("re", "qu"):
        points = [item[1][:2], item[1][2:]] if item[0] == "re" else list(item[1])
        width = 0.0
    else:
        points = list(item[1:])
    across, down = [p[0] for p in points], [p[1] for p in points]
    half = width / 2
    return Rect(min(across) - half, min(down) - half, max(across) + half, max(down) + half)


def _is_blocky(items: Sequence[Sequence[Any]]) -> bool:
    """Whether a path is an outline of many upright corners, as of a code whose squares were joined."""
    lines = [item for item in items if item[0] == "l"]
    upright = [i for i in lines if abs(i[1][0] - i[2][0]) < 0.01 or abs(i[1][1] - i[2][1]) < 0.01]
    return len(upright) >= PIECES and len(upright) == len(items)


def _merged(rects: list[Rect]) -> list[Rect]:
    """Regions of which none touches another; one around all where there are too many."""
    regions: list[Rect] = []
    for rect in rects:
        while touching := next((r for r in regions if r.intersection(rect)), None):
            regions.remove(touching)
            rect = union((rect, touching))
        regions.append(rect)
    return [union(regions)] if len(regions) > MOST_REGIONS else regions


def _read(page: pymupdf.Page, region: Rect, space: Space) -> list[Code]:
    import zxingcpp

    shown = Rect(*(v * space.unit for v in region))
    scale = min(SHARPEST, (MOST_PIXELS / max(1.0, shown.area)) ** 0.5)
    pixels = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False, clip=pymupdf.Rect(*shown)
    )
    if min(pixels.width, pixels.height) < 8:
        return []
    grey = bytes(pixels.samples_mv)
    view = memoryview(grey).cast("B", (pixels.height, pixels.width))
    found = []
    for code in zxingcpp.read_barcodes(view, formats=zxingcpp.barcode_formats_from_str(FORMATS)):
        kind = _SIGNS.sub("", str(code.format))
        box = _corners(code.position)
        if kind.startswith(_LINEAR):
            box = _whole_bars(grey, pixels.width, box)
        places = ((v + at) / scale / space.unit for v, at in zip(box, (pixels.x, pixels.y) * 2, strict=True))
        rect = normal(*places).grown(1.0).intersection(space.box.rect)
        if rect is not None and code.text.strip():
            found.append(Code(kind, code.text[:LONGEST], rect.rounded()))
    return found


def _corners(position: Any) -> tuple[int, int, int, int]:
    points = [getattr(position, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")]
    across, down = [p.x for p in points], [p.y for p in points]
    return min(across), min(down), max(across), max(down)


def _whole_bars(grey: bytes, width: int, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The box of a linear code, as far as its bars go: a reader needs but some of their height and tells no more."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        low, high = _reach(lambda y: grey[y * width + x0 : y * width + x1 + 1], (y0 + y1) // 2, len(grey) // width)
        return x0, min(y0, low), x1, max(y1, high)
    low, high = _reach(lambda x: grey[y0 * width + x : (y1 + 1) * width : width], (x0 + x1) // 2, width)
    return min(x0, low), y0, max(x1, high), y1


def _reach(line: Callable[[int], bytes], middle: int, size: int) -> tuple[int, int]:
    """How far lines of pixels go on to look like the one in the middle, both ways."""
    pattern = line(middle).translate(_DARK)

    def goes_on(at: int) -> bool:
        same: int = sum(map(operator.eq, line(at).translate(_DARK), pattern))
        return same >= ALIKE * len(pattern)

    low = high = middle
    while low > 0 and goes_on(low - 1):
        low -= 1
    while high < size - 1 and goes_on(high + 1):
        high += 1
    return low, high
