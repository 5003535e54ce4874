"""Fonts and operators as real producers write them: Chrome, TeX, Word, LibreOffice, scanners' programs."""

# ruff: noqa: D103 - what a case is about stands in its decorator

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

import resources

from .fonts import cmap
from .sheet import KEPT, SECRET, Sheet, at, case, quoted, text

SEEN = ((0, at(60, 600)),)
ALPHABET = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 .,-"


class Outline(BasePen):  # type: ignore[misc]
    """Writes an outline as path operators, in thousandths of an em."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.scale = scale
        self.lines: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.lines.append(" ".join(f"{v * self.scale:.1f}" for point in points for v in point) + " " + operator)

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._add("l", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self.lines.append("h")


@cache
def face() -> TTFont:
    return TTFont(resources.path("look", "fonts", "LiberationSans-Regular.ttf"))


def outline(letter: str) -> tuple[str, float]:
    """A letter's path and width, in thousandths of an em."""
    font = face()
    name = font.getBestCmap()[ord(letter)]
    scale = 1000 / font["head"].unitsPerEm
    pen = Outline(font.getGlyphSet(), scale)
    font.getGlyphSet()[name].draw(pen)
    return "\n".join(pen.lines), font["hmtx"][name][0] * scale


def drawn(sheet: Sheet, letters: str, box: Sequence[float], claims: bool = True) -> dict[str, int]:
    """Embeds letters as procedures without names that tell (/g1 ...), as Chrome does; gives each letter's code."""
    codes = {c: i for i, c in enumerate(dict.fromkeys(letters), 1)}
    procedures, widths = Dictionary(), []
    for letter, code in codes.items():
        path, width = outline(letter)
        head = f"{width:.1f} 0 0 -212 {width:.1f} 905 d1" if claims else f"{width:.1f} 0 d0"
        procedures[f"/g{code:X}"] = sheet.stream(f"{head}\n{path}\nf".encode())
        widths.append(round(width, 1))
    names = [Name(f"/g{code:X}") for code in codes.values()]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array(list(box)), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=procedures, Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])), FirstChar=1,
        LastChar=len(codes), Widths=Array(widths), ToUnicode=sheet.stream(cmap([(v, k) for k, v in codes.items()], 2)),
    )  # fmt: skip
    sheet.resource("/Font", "/F2", sheet.pdf.make_indirect(font))
    return codes


def said(codes: dict[str, int], words: str, y: float, size: float = 12) -> bytes:
    """A line of the font F2 at (60, y)."""
    return f"BT /F2 {size} Tf 1 0 0 1 60 {y} Tm <{''.join(f'{codes[c]:02x}' for c in words)}> Tj ET\n".encode()


@case("seventy glyphs drawn by procedures, none with resources of its own", stay=(KEPT, "Här bor"), seen=SEEN)
def many_drawn_glyphs() -> Sheet:
    sheet = Sheet()
    codes = drawn(sheet, ALPHABET, (0, -212, 1000, 905))
    return sheet.add(said(codes, SECRET, 600) + said(codes, "Här bor", 586)).expect(may_raster=False)


@case("a font of drawn glyphs whose box is empty", stay=(KEPT, "Här bor"), seen=SEEN, may_raster=False)
def drawn_without_box() -> Sheet:
    sheet = Sheet()
    codes = drawn(sheet, SECRET + "Här bo", (0, 0, 0, 0))
    return sheet.add(said(codes, SECRET, 600) + said(codes, "Här bor", 586))


@case(
    "a font of drawn glyphs whose box is far too tall, on tight lines",
    stay=(KEPT, "Här bor"),
    seen=SEEN,
    may_raster=False,
)
def drawn_in_a_tall_box() -> Sheet:
    sheet = Sheet()
    codes = drawn(sheet, SECRET + "Här bo", (-2000, -9000, 9000, 9000))
    return sheet.add(said(codes, SECRET, 600) + said(codes, "Här bor", 587))


@case("drawn glyphs that claim no box, in a font without one", stay=(KEPT, "Här bor"), seen=SEEN, may_raster=False)
def drawn_without_claims() -> Sheet:
    sheet = Sheet()
    codes = drawn(sheet, SECRET + "Här bo", (0, 0, 0, 0), claims=False)
    return sheet.add(said(codes, SECRET, 600) + said(codes, "Här bor", 586))


@case(
    "drawn glyphs in pixels, a matrix of one, set at a hundredth of a point, as dvips does",
    stay=(KEPT, "slut"),
    seen=SEEN,
)
def drawn_in_pixels() -> Sheet:
    sheet = Sheet()
    codes = drawn(sheet, SECRET, (0, 0, 0, 0))
    sheet.page.Resources.Font.F2.FontMatrix = Array([1, 0, 0, 1, 0, 0])
    shown = "".join(f"{codes[c]:02x}" for c in SECRET)
    line = f"BT /F2 1 Tf 0.012 0 0 0.012 60 600 Tm <{shown}> Tj ET\n".encode()
    return sheet.add(line + text("slut", 60, 584)).expect(may_raster=False)


def compact(letters: str) -> bytes:
    """A bare CFF program of the letters, its glyphs named as they are called."""
    font = face()
    glyphs, best, scale = font.getGlyphSet(), font.getBestCmap(), 1000 / font["head"].unitsPerEm
    names = [".notdef", *(best[ord(c)] for c in letters)]
    programs = {}
    for name in names:
        pen = T2CharStringPen(round(font["hmtx"][name][0] * scale), glyphs)
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        programs[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupCFF("Face", {}, programs, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return bytes(TTFont(out).reader["CFF "])


@case("a wide font of a bare CFF program, without a map", stay=(KEPT, "slut"), seen=SEEN)
def bare_program_without_map() -> Sheet:
    sheet = Sheet()
    letters = "".join(dict.fromkeys(SECRET + "slut"))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Face"), Flags=4, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80,
        FontFile3=sheet.stream(compact(letters), Subtype=Name.CIDFontType0C),
    )  # fmt: skip
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/ABCDEF+Face"), FontDescriptor=descriptor, DW=600,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        W=Array([1, Array([round(outline(c)[1], 1) for c in letters])]),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Face"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(below)]),
    )  # fmt: skip
    sheet.resource("/Font", "/F2", sheet.pdf.make_indirect(font))
    codes = "".join(f"{letters.index(c) + 1:04x}" for c in SECRET)
    return sheet.add(f"BT /F2 12 Tf 60 600 Td <{codes}> Tj ET\n".encode() + text("slut", 60, 586))


# -- letters one by one, in any order


def scattered(words: str, x: float, y: float, turn: float = 0.0, times: int = 1) -> bytes:
    """Each letter placed by itself, the last ones first; ``turn`` in radians, about (x, y)."""
    cos, sin = math.cos(turn), math.sin(turn)
    places, along = [], 0.0
    for c in words:
        places.append((c, along))
        along += outline(c)[1] * 0.012
    out = [b"BT /F1 12 Tf"]
    for c, along in sorted(places, key=lambda p: (ord(p[0]) % 5, -p[1])):
        for again in range(times if c != " " else 0):
            left, foot = x + (along + 0.3 * again) * cos, y + (along + 0.3 * again) * sin
            matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {left:.3f} {foot:.3f} Tm "
            out.append(matrix.encode() + quoted(c.encode("cp1252")) + b" Tj")
    return b"\n".join([*out, b"ET\n"])


@case("letters placed one by one, out of order, in two cells one above the other", stay=(KEPT, "taxa", "plan"))
def scattered_cells() -> Sheet:
    first, second = SECRET.split()
    cells = scattered(first, 60, 600) + text("taxa", 240, 600) + scattered(second, 60, 584) + text("plan", 240, 584)
    return Sheet().add(cells)


@case("letters placed one by one, out of order, each printed twice, in two cells", stay=(KEPT, "taxa"))
def scattered_bold_cells() -> Sheet:
    first, second = SECRET.split()
    return Sheet().add(
        scattered(first, 60, 600, times=2) + text("taxa", 240, 600) + scattered(second, 60, 584, times=2)
    )


@case(
    "letters placed one by one, out of order, on a line that climbs",
    stay=(KEPT, "slut"),
    seen=((0, (60, 295, 140, 345)),),
)
def scattered_on_a_slope() -> Sheet:
    return Sheet().add(scattered(SECRET, 60, 500, 0.5) + text("slut", 60, 460))


@case(
    "letters placed one by one, out of order, on a line upwards, broken in two",
    stay=(KEPT, "slut"),
    seen=((0, (88, 480, 116, 545)),),
)
def scattered_upwards() -> Sheet:
    first, second = SECRET.split()
    upright = math.pi / 2
    return Sheet().add(
        scattered(first, 100, 300, upright) + scattered(second, 114, 300, upright) + text("slut", 60, 260)
    )
