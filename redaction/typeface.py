"""The faces we print with: which of them draws a character, how wide it is, and its subset inside a PDF.

Every character gets a code of its own (CID) that a map ties to a glyph and to its Unicode value. So a
character that none of our faces can draw is printed as a hollow box and still found by a search.
"""

from __future__ import annotations

import io
import logging
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

import resources

FOLDER = resources.path("look", "fonts")
BOX = "\u25a1"


_UNUSED = ("GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "MATH")


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


def _open(name: str) -> TTFont:
    """The font from memory: read lazily from its file it would hold the file open."""
    return TTFont(io.BytesIO((FOLDER / f"{name}.ttf").read_bytes()), lazy=True, recalcTimestamp=False)


@cache
def face(name: str) -> Face:
    """The face of that file name without suffix, read once."""
    font = _open(name)
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


@dataclass
class Embedded:
    """The codes one document uses of one face, and the font object that explains them."""

    name: str
    codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def code(self, drawn: Glyph, char: str) -> int:
        """The code (CID, from 1) of a character, given out in order of first use."""
        return self.codes.setdefault((drawn.name, char), len(self.codes) + 1)

    def install(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Embeds the subset of the face in the PDF and returns its Type 0 font."""
        program, order = _subset(self.name, sorted({name for name, _ in self.codes}))
        whole = face(self.name)
        base = Name(f"/{_tag(self.codes)}+{self.name}")
        gids, widths = bytearray(2), Array()
        for name, _ in self.codes:
            gids += order[name].to_bytes(2, "big")
            widths.append(round(whole.advance(name), 3))
        file = Stream(pdf, program, Length1=len(program))
        descriptor = pdf.make_indirect(_descriptor(whole, base, pdf.make_indirect(file)))
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            FontDescriptor=descriptor,
            DW=0,
            W=Array([1, widths]),
            CIDToGIDMap=pdf.make_indirect(Stream(pdf, bytes(gids))),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=base,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode([char for _, char in self.codes]))),
            )
        )


def _tag(codes: dict[tuple[str, str], int]) -> str:
    """Six capitals that name a subset, the same for the same characters."""
    number = sum((i + 1) * ord(char[0]) for i, (_, char) in enumerate(codes)) % 26**6
    return "".join(chr(65 + number // 26**i % 26) for i in range(6))


def _subset(name: str, glyphs: list[str]) -> tuple[bytes, dict[str, int]]:
    """The font program with these glyphs alone, and each glyph's number in it."""
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    font = _open(name)
    font.getGlyphOrder()  # the names, before the tables go
    for tag in _UNUSED:
        if tag in font:
            del font[tag]  # reading the layout tables costs more than all the rest
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[], notdef_outline=True, glyph_names=False, legacy_cmap=False
    )
    options.drop_tables += ["OS/2", "post", "name", "gasp", "cmap"]
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=[".notdef", *glyphs])
    cutter.subset(font)
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue(), {kept: number for number, kept in enumerate(font.getGlyphOrder())}


def _descriptor(whole: Face, base: Name, file: pikepdf.Object) -> Dictionary:
    head, em = whole.font["head"], whole.font["head"].unitsPerEm
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([round(v * 1000 / em) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=round(whole.ascent),
        Descent=round(whole.descent),
        CapHeight=round(getattr(whole.font["OS/2"], "sCapHeight", whole.ascent) * 1000 / em),
        StemV=120 if "Bold" in whole.name else 80,
        FontFile2=file,
    )


def _to_unicode(chars: list[str]) -> bytes:
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, 1)]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
