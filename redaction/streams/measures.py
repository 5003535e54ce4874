"""How wide the codes of a font are, as the file says, else as fonts of that name usually are; and what pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from ..typeface import Style, glyph
from . import text_runs
from .text_runs import UNKNOWN, Corner, Part, Widths

FIXED = 600.0
"""Width of a typewriter's letters, in thousandths of the type size."""

MOST_CODES = 65_535


class Measures:
    """Reads the pages of one file; fonts that they share are measured once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Widths] = {}

    def parts(self, body: bytes, resources: Any) -> Part:
        """Where a stream shows text.

        Raises:
            Unsafe: as ``text_runs.parts``.
        """
        listed = resources if isinstance(resources, Dictionary) else Dictionary()
        fonts, objects = listed.get("/Font", Dictionary()), listed.get("/XObject", Dictionary())
        return text_runs.parts(body, lambda n: self._font(fonts.get("/" + n)), lambda n: _form(objects, n))

    def _font(self, font: Any) -> Widths | None:
        if not isinstance(font, Dictionary):
            return None
        if not font.is_indirect:
            return of_font(font)
        if font.objgen not in self._known:
            self._known[font.objgen] = of_font(font)
        return self._known[font.objgen]


def _form(objects: Any, name: str) -> Sequence[Corner] | None:
    """The corners of a form that has fonts, as it is painted without further turning."""
    form = objects.get("/" + name)
    if not isinstance(form, Stream) or form.get("/Subtype") != Name.Form or "/Font" not in form.get("/Resources", {}):
        return None
    box = [float(v) for v in form.get("/BBox", ())]
    a, b, c, d, e, f = (float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    return [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]] if len(box) == 4 else None


def of_font(font: Any) -> Widths:
    """A function that gives the width of a string of codes, in font sizes."""
    if font.get("/Subtype") == Name.Type0:
        return _wide(font)
    table = _listed(font) if isinstance(font.get("/Widths"), Array) else _usual(str(font.get("/BaseFont")))
    return lambda codes: sum([table[code] for code in codes])


def _listed(font: Any) -> list[float]:
    unit = 0.001
    if font.get("/Subtype") == Name.Type3 and isinstance(font.get("/FontMatrix"), Array):
        unit = float(font.FontMatrix[0])
    table = [0.0] * 256
    for code, width in enumerate(font.Widths, int(font.get("/FirstChar", 0))):
        if 0 <= code < 256:
            table[code] = float(width) * unit
    return table


def _usual(name: str) -> list[float]:
    style = Style.BOLD if "Bold" in name else Style.PLAIN
    letters = [bytes([code]).decode("cp1252", "replace") for code in range(256)]
    return [(FIXED if "Courier" in name else glyph(letter, style).width) / 1000 for letter in letters]


def _wide(font: Any) -> Widths:
    listed = font.get("/DescendantFonts")
    below = listed[0] if isinstance(listed, Array) and len(listed) else Dictionary()
    usual = float(below.get("/DW", 1000)) / 1000
    table: dict[int, float] = {}
    if isinstance(below.get("/W"), Array) and str(font.get("/Encoding")) in ("/Identity-H", "/Identity-V"):
        table = _by_cid(list(below.W))
    elif "/W" in below:
        usual = UNKNOWN
    return lambda codes: sum([table.get(256 * a + b, usual) for a, b in zip(codes[::2], codes[1::2], strict=False)])


def _by_cid(listed: Sequence[Any]) -> dict[int, float]:
    """The widths of a font of two-byte codes, in font sizes (ISO 32000-1, 9.7.4.3)."""
    table: dict[int, float] = {}
    at = 0
    while at + 1 < len(listed):
        start, then = int(listed[at]), listed[at + 1]
        if isinstance(then, Array):
            table.update((start + i, float(width) / 1000) for i, width in enumerate(then))
            at += 2
        elif at + 2 < len(listed):
            table.update(dict.fromkeys(range(start, min(int(then), MOST_CODES) + 1), float(listed[at + 2]) / 1000))
            at += 3
        else:
            break
    return table
