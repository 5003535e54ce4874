"""Fonts and operators as real producers write them: Chrome, TeX, Word, LibreOffice, scanners' programs."""

# ruff: noqa: D103 - what a case is about stands in its decorator

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

import resources

from .fonts import cmap
from .sheet import KEPT, SECRET, Sheet, at, case

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
