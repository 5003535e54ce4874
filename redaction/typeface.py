"""The faces we print with: which of them draws a character, and how wide it is."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fontTools.ttLib import TTFont

import resources

FOLDER = resources.path("look", "fonts")
BOX = "\u25a1"


class Style(StrEnum):
    """How a stretch of text is set."""

    PLAIN = "plain"
    BOLD = "bold"
    MONO = "mono"


_SPARE = "DejaVuSans"
_CHAINS = {
    Style.PLAIN: ("LiberationSans-Regular", _SPARE),
    Style.BOLD: ("LiberationSans-Bold", "LiberationSans-Regular", _SPARE),
    Style.MONO: ("LiberationMono-Regular", _SPARE),
}
FACES = frozenset(name for chain in _CHAINS.values() for name in chain)
"""The names of our own faces."""


@dataclass(frozen=True)
class Face:
    """One font file; measures in thousandths of the type size."""

    name: str
    font: TTFont
    glyphs: dict[int, str]
    ascent: float
    descent: float

    def advance(self, glyph: str) -> float:
        """How far the glyph moves the pen."""
        return float(self.font["hmtx"][glyph][0] * 1000 / self.font["head"].unitsPerEm)


def load(name: str) -> TTFont:
    """The font from memory: read lazily from its file it would hold the file open."""
    return TTFont(io.BytesIO((FOLDER / f"{name}.ttf").read_bytes()), lazy=True, recalcTimestamp=False)


@cache
def face(name: str) -> Face:
    """The face of that file name without suffix, read once."""
    font = load(name)
    em, hhea = font["head"].unitsPerEm, font["hhea"]
    return Face(name, font, font.getBestCmap(), hhea.ascent * 1000 / em, hhea.descent * 1000 / em)


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn: face, glyph in it, width in thousandths of the type size."""

    face: str
    name: str
    width: float
    drawn: bool = True


@cache
def glyph(char: str, style: Style) -> Glyph:
    """The first face of the style's chain that has the character; a hollow box where none has."""
    for name in _CHAINS[style]:
        found = face(name).glyphs.get(ord(char))
        if found is not None and found != ".notdef":
            return Glyph(name, found, face(name).advance(found))
    box = face(_SPARE).glyphs[ord(BOX)]
    return Glyph(_SPARE, box, face(_SPARE).advance(box), drawn=False)


def width(text: str, style: Style, size: float) -> float:
    """Width of the text in points at the type size in points, without kerning."""
    return sum(glyph(char, style).width for char in text) * size / 1000


def printable(text: str) -> str:
    """The text as it can be set: composed (NFC), format characters gone, control characters as pictures.

    Soft hyphens, zero-width characters and direction marks have no ink and would hide words from a search.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in unicodedata.normalize("NFC", text))


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    if kind in ("Zl", "Zp"):
        return "\n"
    if kind == "Cc" and char not in "\n\t":
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\u2421" if char == "\x7f" else "\ufffd"
    return "\ufffd" if kind == "Cs" else char


def undrawable(text: str) -> int:
    """How many characters of the text none of our faces can draw (they are printed as boxes)."""
    return sum(not glyph(char, Style.PLAIN).drawn for char in printable(text) if char not in "\n\t")
