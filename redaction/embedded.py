"""Our faces inside a PDF, each as the subset that one document uses.

Every character gets a code of its own (CID) that a map ties to a glyph and to its Unicode value. So a
character that none of our faces can draw is printed as a hollow box and still found by a search.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, field

import pikepdf
from fontTools import subset
from pikepdf import Array, Dictionary, Name, Stream

from .typeface import Face, Glyph, face, load

_UNUSED = ("GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "MATH")


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
    font = load(name)
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
