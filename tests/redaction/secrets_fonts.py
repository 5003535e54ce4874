"""Secrets behind encodings and fonts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String

import resources

from .sheet import SECRET, Sheet, case, text


def _embed(sheet: Sheet, letters: str, unicode_of: Callable[[str], str] | None) -> dict[str, int]:
    """Embeds Liberation Sans as a CID font named /F2; gives each letter's code."""
    path = Path(resources.path("look", "fonts", "LiberationSans-Regular.ttf"))
    font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    glyphs, order = font.getBestCmap(), {g: i for i, g in enumerate(font.getGlyphOrder())}
    codes = {c: order[glyphs[ord(c)]] for c in set(letters)}
    widths: list[object] = []
    for code in sorted(codes.values()):
        widths.extend([code, Array([round(font["hmtx"][font.getGlyphOrder()[code]][0] * 1000 / 2048)])])
    program = sheet.pdf.make_indirect(Stream(sheet.pdf, path.read_bytes()))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Liberation, Flags=4, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80, FontFile2=program,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Liberation, FontDescriptor=descriptor,
        W=Array(widths), DW=600,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Liberation, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(descendant)]),
    )  # fmt: skip
    if unicode_of is not None:
        pairs = "\n".join(f"<{n:04x}> <{unicode_of(c).encode('utf-16-be').hex()}>" for c, n in sorted(codes.items()))
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
            f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{pairs}\nendbfchar "
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )
        whole.ToUnicode = sheet.pdf.make_indirect(Stream(sheet.pdf, cmap.encode()))
    sheet.resource("/Font", "/F2", sheet.pdf.make_indirect(whole))
    return codes


def _wide(words: str, codes: dict[str, int], y: float = 600) -> bytes:
    return f"BT /F2 12 Tf 1 0 0 1 60 {y} Tm <{''.join(f'{codes[c]:04x}' for c in words)}> Tj ET".encode()


@case
def _wide_font() -> bytes:
    sheet = Sheet()
    return sheet.add(_wide(SECRET, _embed(sheet, SECRET, lambda c: c))).bytes()


@case
def _wide_font_without_map() -> bytes:
    sheet = Sheet()
    return sheet.add(_wide(SECRET, _embed(sheet, SECRET, None))).bytes()


@case
def _decomposed_letters() -> bytes:
    """The term is asked for as it is composed; the map to Unicode says letter and accent apart."""
    sheet = Sheet()
    codes = _embed(sheet, SECRET + "é", lambda c: "e\u0301" if c == "é" else c)
    return sheet.add(_wide(SECRET, codes)).bytes()


@case
def _ligature() -> bytes:
    sheet = Sheet()
    codes = _embed(sheet, SECRET + "!", lambda c: {"!": "sts"}.get(c, c))
    return sheet.add(_wide("Hemlige Te!son", codes)).bytes()


@case
def _lying_map() -> bytes:
    """The letters show something else, the text that is copied is the secret."""
    sheet = Sheet()
    codes = _embed(sheet, "abcdefghijklmnop", lambda c: SECRET["abcdefghijklmnop".index(c)])
    return sheet.add(_wide("abcdefghijklmnop", codes)).bytes()


@case
def _drawn_glyphs() -> bytes:
    """A Type 3 font: every glyph is a small content stream."""
    sheet = Sheet()
    letters = sorted(set(SECRET))
    procedures = Dictionary()
    for i, _ in enumerate(letters):
        procedures[f"/g{i}"] = Stream(sheet.pdf, b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    pairs = "\n".join(f"<{i + 1:02x}> <{ord(c):04x}>" for i, c in enumerate(letters))
    cmap = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n"
    cmap += f"{pairs}\nendbfchar endcmap"
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=procedures, FirstChar=1, LastChar=len(letters), Widths=Array([600] * len(letters)),
        Encoding=Dictionary(Differences=Array([1, *(Name(f"/g{i}") for i in range(len(letters)))])),
        Resources=Dictionary(), ToUnicode=Stream(sheet.pdf, cmap.encode()),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    codes = "".join(f"{letters.index(c) + 1:02x}" for c in SECRET)
    return sheet.add(f"BT /F3 12 Tf 60 600 Td <{codes}> Tj ET".encode()).bytes()


@case
def _text_inside_a_glyph() -> bytes:
    sheet = Sheet()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9000, 900]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(g=Stream(sheet.pdf, b"9000 0 d0 " + text(SECRET, 0, 0, size=1000))),
        FirstChar=65, LastChar=65, Widths=Array([9000]), Encoding=Dictionary(Differences=Array([65, Name.g])),
        Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    return sheet.add(b"BT /F3 12 Tf 60 600 Td (A) Tj ET").bytes()


@case
def _names_of_resources() -> bytes:
    sheet = Sheet()
    sheet.resource("/Font", "/HemligeTestsson", sheet.font)
    return sheet.add(b"BT /HemligeTestsson 12 Tf 60 600 Td (synligt) Tj ET").bytes()
