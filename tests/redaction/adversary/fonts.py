"""Fonts: what codes spell, what maps claim, and the letters that a font goes on listing when they are gone."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

import io
from functools import cache
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

import resources

from . import programs
from .sheet import KEPT, SECRET, Sheet, at, case, quoted, text

SEEN = ((0, at(60, 600)),)
LETTERS = "".join(dict.fromkeys(SECRET))
"""The secret's letters in the order in which a producer meets them."""


@cache
def program(letters: str, keep_names: bool = False) -> bytes:
    """Liberation Sans cut to the letters, glyphs numbered in their order."""
    whole = resources.path("look", "fonts", "LiberationSans-Regular.ttf")
    font = TTFont(whole)
    options = subset.Options(
        layout_features=[], name_IDs=["*"], notdef_outline=True, glyph_names=keep_names, hinting=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    names = [font.getBestCmap()[ord(c)] for c in dict.fromkeys(letters)]
    rest = [n for n in font.getGlyphOrder() if n not in names]
    font.ensureDecompiled()
    for name in font.getGlyphOrder():
        font["glyf"][name]  # spelt out: its parts are named, not numbered
    font.setGlyphOrder([*rest[:1], *names, *rest[1:]])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def cmap(pairs: list[tuple[int, str]], width: int = 4) -> bytes:
    """A map from codes to Unicode, in the order given."""
    lines = "\n".join(f"<{c:0{width}x}> <{u.encode('utf-16-be').hex()}>" for c, u in pairs)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange "
        f"<{'0' * width}> <{'f' * width}> endcodespacerange {len(pairs)} beginbfchar\n{lines}\nendbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def wide(
    sheet: Sheet, letters: str, pairs: list[tuple[int, str]] | None, name: str = "F2", **keys: object
) -> dict[str, int]:
    """Embeds a subset as a CID font; gives each letter's code (the glyph's number)."""
    body = program(letters)
    order = TTFont(io.BytesIO(body))
    glyphs, best = order.getGlyphOrder(), order.getBestCmap()
    codes = {c: glyphs.index(best[ord(c)]) for c in dict.fromkeys(letters)}
    widths = Array([0, Array([round(order["hmtx"][g][0] * 1000 / 2048) for g in glyphs])])
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Liberation"), Flags=4, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80, FontFile2=sheet.stream(body, Length1=len(body)),
    )  # fmt: skip
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    below = {
        "Type": Name.Font, "Subtype": Name.CIDFontType2, "BaseFont": Name("/ABCDEF+Liberation"), "FontDescriptor": descriptor,
        "W": widths, "DW": 600, "CIDSystemInfo": system, "CIDToGIDMap": Name.Identity,
    }  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Liberation"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(Dictionary({f"/{key}": value for key, value in (below | keys).items()}))]),
    )  # fmt: skip
    if pairs is None:
        pairs = [(code, c) for c, code in codes.items()]
    if pairs:
        whole.ToUnicode = sheet.stream(cmap(pairs))
    sheet.resource("/Font", f"/{name}", sheet.pdf.make_indirect(whole))
    return codes


def coded(words: str, codes: dict[str, int], y: float = 600, font: str = "F2") -> bytes:
    """A line in the wide font."""
    return f"BT /{font} 12 Tf 1 0 0 1 60 {y} Tm <{''.join(f'{codes[c]:04x}' for c in words)}> Tj ET\n".encode()


def simple(sheet: Sheet, name: str = "F2", **keys: object) -> None:
    """Adds a simple Helvetica with other keys."""
    made = {
        "Type": Name.Font,
        "Subtype": Name.Type1,
        "BaseFont": Name.Helvetica,
        "Encoding": Name.WinAnsiEncoding,
    } | keys
    sheet.resource(
        "/Font", f"/{name}", sheet.pdf.make_indirect(Dictionary({f"/{key}": value for key, value in made.items()}))
    )


@case("a subset whose map, widths and glyphs stand in the order of the name", stay=(KEPT, "slut"), may_raster=False)
def subset_in_order_of_name() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS + "u", None)
    return sheet.add(coded(SECRET, codes) + coded("slut", codes, 560)).expect(seen=SEEN)


@case("a font that only the name used", may_raster=False)
def font_of_the_name_alone() -> Sheet:
    sheet = Sheet()
    return sheet.add(coded(SECRET, wide(sheet, LETTERS, None))).expect(seen=SEEN)


@case("a TrueType subset of one byte codes in the order of the name", stay=(KEPT, "slut"), may_raster=False)
def simple_truetype_subset() -> Sheet:
    sheet = Sheet()
    letters = LETTERS + "u"
    body = program(letters)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Liberation"), Flags=32, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80, FontFile2=sheet.stream(body, Length1=len(body)),
    )  # fmt: skip
    simple(sheet, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Liberation"), FontDescriptor=descriptor, FirstChar=32,
           LastChar=255, Widths=Array([556] * 224))  # fmt: skip
    return sheet.add(text(SECRET, 60, 600, font="F2") + text("slut", 60, 560, font="F2")).expect(
        seen=((0, at(60, 600, 80)),)
    )


def described(sheet: Sheet, **program: Any) -> Dictionary:
    """A font descriptor with a program."""
    return Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Prov"), Flags=4, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80, CharSet=String(", ".join(LETTERS)), **program,
    )  # fmt: skip


def narrow(sheet: Sheet, descriptor: Dictionary, encoding: object = Name.WinAnsiEncoding) -> Sheet:
    """A simple font with a program for the name and "u", and two lines in it."""
    letters = LETTERS + "u"
    codes = (
        {c: c.encode("cp1252")[0] for c in letters}
        if isinstance(encoding, Name)
        else {c: i for i, c in enumerate(letters, 1)}
    )
    low, high = min(codes.values()), max(codes.values())
    widths = {code: programs.advance(c) for c, code in codes.items()}
    listed = Array([widths.get(code, 0) for code in range(low, high + 1)])
    keys: dict[str, Any] = {"Encoding": encoding} if encoding is not None else {}
    simple(
        sheet,
        BaseFont=Name("/ABCDEF+Prov"),
        FontDescriptor=descriptor,
        FirstChar=low,
        LastChar=high,
        Widths=listed,
        **keys,
    )
    if encoding is None:
        del sheet.page.Resources.Font.F2["/Encoding"]
    for words, y in ((SECRET, 600), ("slut", 560)):
        sheet.add(f"BT /F2 12 Tf 1 0 0 1 60 {y} Tm <{bytes(codes[c] for c in words).hex()}> Tj ET".encode())
    return sheet.expect(seen=((0, at(60, 600, 80)),))


def numbered() -> Dictionary:
    """Codes from 1 in the order of the letters."""
    return Dictionary(
        Type=Name.Encoding, Differences=Array([1, *(Name("/" + programs.named(c)) for c in LETTERS + "u")])
    )


def type1_file(sheet: Sheet, codes: tuple[int, ...] = ()) -> Dictionary:
    """A descriptor with a Type 1 program."""
    parts = programs.type1(LETTERS + "u", codes)
    lengths = {f"Length{i}": len(part) for i, part in enumerate(parts, 1)}
    return described(sheet, FontFile=sheet.stream(b"".join(parts), **lengths))


@case("a Type 1 program whose glyphs stand in the order of the name", stay=(KEPT, "slut"), may_raster=False)
def type1_in_order_of_name() -> Sheet:
    sheet = Sheet()
    return narrow(sheet, type1_file(sheet))


@case("a Type 1 program with an encoding of its own", stay=(KEPT,), may_raster=False)
def type1_with_its_own_codes() -> Sheet:
    sheet = Sheet()
    sheet = narrow(sheet, type1_file(sheet, tuple(range(1, len(LETTERS) + 2))), None)
    names = [(i, c) for i, c in enumerate(LETTERS + "u", 1)]
    sheet.page.Resources.Font.F2.ToUnicode = sheet.stream(cmap(names, 2))
    return sheet.expect(stay=(KEPT, "slut"))


@case("a CFF program whose glyphs stand in the order of the name", stay=(KEPT, "slut"), may_raster=False)
def cff_in_order_of_name() -> Sheet:
    sheet = Sheet()
    program = sheet.stream(programs.cff(LETTERS + "u"), Subtype=Name.Type1C)
    return narrow(sheet, described(sheet, FontFile3=program), numbered())


@case("an OpenType program of a simple font", stay=(KEPT, "slut"), may_raster=False)
def opentype_in_order_of_name() -> Sheet:
    sheet = Sheet()
    program = sheet.stream(programs.opentype(LETTERS + "u"), Subtype=Name.OpenType)
    return narrow(sheet, described(sheet, FontFile3=program))


def by_cid(sheet: Sheet, body: bytes, kind: Name, codes: dict[str, int]) -> Sheet:
    """A CID font with a CFF program, and two lines in it."""
    wide(sheet, LETTERS + "u", [(code, c) for c, code in codes.items()], Subtype=Name.CIDFontType0,
         FontDescriptor=described(sheet, FontFile3=sheet.stream(body, Subtype=kind)),
         W=Array([part for c, code in codes.items() for part in (code, Array([programs.advance(c)]))]))  # fmt: skip
    del sheet.page.Resources.Font.F2.DescendantFonts[0]["/CIDToGIDMap"]
    return sheet.add(coded(SECRET, codes) + coded("slut", codes, 560)).expect(seen=SEEN)


@case("a CFF program that knows its glyphs by CID", stay=(KEPT, "slut"), may_raster=False)
def cff_by_cid() -> Sheet:
    codes = {c: ord(c) for c in LETTERS + "u"}
    return by_cid(Sheet(), programs.cff_of_cids(LETTERS + "u"), Name.CIDFontType0C, codes)


@case("a CID font whose CFF program knows its glyphs by name", stay=(KEPT, "slut"), may_raster=False)
def cff_by_number() -> Sheet:
    codes = {c: i for i, c in enumerate(LETTERS + "u", 1)}
    return by_cid(Sheet(), programs.cff(LETTERS + "u"), Name.CIDFontType0C, codes)


@case("a CID font with an OpenType program", stay=(KEPT, "slut"), may_raster=False)
def opentype_by_number() -> Sheet:
    codes = {c: i for i, c in enumerate(LETTERS + "u", 1)}
    return by_cid(Sheet(), programs.opentype(LETTERS + "u"), Name.OpenType, codes)


@case(
    "a TrueType program whose glyphs are found by their names, in the order of the name",
    stay=(KEPT, "slut"),
    may_raster=False,
)
def glyph_names_in_order_of_name() -> Sheet:
    sheet = Sheet()
    body = program(LETTERS + "u", keep_names=True)
    sheet = narrow(sheet, described(sheet, FontFile2=sheet.stream(body, Length1=len(body))))
    sheet.page.Resources.Font.F2.Subtype = Name.TrueType
    return sheet


@case("one program for two fonts; the name stands in one of them", stay=(KEPT, "slut"), may_raster=False)
def program_shared_by_fonts() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS + "u", None)
    first = sheet.page.Resources.Font.F2
    sheet.resource("/Font", "/F4", sheet.pdf.make_indirect(Dictionary(dict(first.items()))))
    return sheet.add(coded(SECRET, codes) + coded("slut", codes, 560, "F4")).expect(seen=SEEN)


@case("two pages share the subset; the name stands on the first alone", stay=(KEPT, "slut", "still"), may_raster=False)
def subset_shared_by_pages() -> Sheet:
    sheet = Sheet(pages=2)
    codes = wide(sheet, LETTERS + "u", None)
    sheet.resource("/Font", "/F2", sheet.page.Resources.Font.F2, page=1)
    sheet.add(coded("still", codes), page=1)
    return sheet.add(coded(SECRET, codes) + coded("slut", codes, 560)).expect(seen=SEEN)


@case("one code whose map is the whole name", stay=(KEPT, "slut"))
def one_code_many_letters() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, "slut!", [(1, "s"), (2, "l"), (3, "u"), (4, "t"), (5, SECRET)])
    return sheet.add(coded("!", codes) + coded("slut", codes, 560))


@case("a map in one range with a list of texts", stay=(KEPT,))
def map_of_ranges() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS, [])
    texts = " ".join(f"<{c.encode('utf-16-be').hex()}>" for c in codes)
    low, high = min(codes.values()), max(codes.values())
    body = cmap([]).replace(
        b"0 beginbfchar\n\nendbfchar", f"1 beginbfrange <{low:04x}> <{high:04x}> [{texts}] endbfrange".encode()
    )
    sheet.page.Resources.Font.F2.ToUnicode = sheet.stream(body)
    return sheet.add(coded(SECRET, codes)).expect(seen=SEEN)


@case("the letters show the name, the map says something else")
def map_hides_the_name() -> Sheet:
    sheet = Sheet()
    simple(sheet, ToUnicode=sheet.stream(cmap([(i, "x") for i in range(32, 256)], 2)))
    return sheet.add(text(SECRET, 60, 600, font="F2")).expect(seen=SEEN)


@case("the letters show the name, the map sends all of them to a blank")
def map_to_blanks() -> Sheet:
    sheet = Sheet()
    simple(sheet, ToUnicode=sheet.stream(cmap([(i, " ") for i in range(32, 256)], 2)))
    return sheet.add(text(SECRET, 60, 600, font="F2")).expect(seen=SEEN)


@case("a wide font whose map hides the name that its glyphs show")
def wide_map_hides_the_name() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS, [])
    sheet.page.Resources.Font.F2.ToUnicode = sheet.stream(cmap([(n, chr(0xE000 + n)) for n in codes.values()]))
    return sheet.add(coded(SECRET, codes)).expect(seen=SEEN)


@case("a wide font without a map whose codes go through a table to its glyphs")
def permuted_glyphs() -> Sheet:
    sheet = Sheet()
    count = len(LETTERS)
    table = b"".join(((count - n) if 0 < n < count else n).to_bytes(2, "big") for n in range(count + 8))
    codes = wide(sheet, LETTERS, [], CIDToGIDMap=sheet.stream(table))
    turned = {c: (count - n) if 0 < n < count else n for c, n in codes.items()}
    return sheet.add(coded(SECRET, turned)).expect(seen=SEEN)


@case("letters by name in /Differences, codes from 1", stay=(KEPT,))
def differences() -> Sheet:
    sheet = Sheet()
    names = [{"Ö": "Odieresis", " ": "space"}.get(c, c) for c in LETTERS]
    simple(sheet, Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *(Name(f"/{n}") for n in names)])))
    codes = "".join(f"{LETTERS.index(c) + 1:02x}" for c in SECRET)
    return sheet.add(f"BT /F2 12 Tf 60 600 Td <{codes}> Tj ET".encode()).expect(seen=SEEN)


@case("letters by uniXXXX names in /Differences")
def differences_by_number() -> Sheet:
    sheet = Sheet()
    names = [Name(f"/uni{ord(c):04X}") for c in LETTERS]
    simple(sheet, Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])))
    codes = "".join(f"{LETTERS.index(c) + 1:02x}" for c in SECRET)
    return sheet.add(f"BT /F2 12 Tf 60 600 Td <{codes}> Tj ET".encode())


@case("Mac Roman codes")
def mac_roman() -> Sheet:
    sheet = Sheet()
    simple(sheet, Encoding=Name.MacRomanEncoding)
    return sheet.add(b"BT /F2 12 Tf 60 600 Td " + quoted(SECRET.encode("mac-roman")) + b" Tj ET").expect(seen=SEEN)


@case("a code table for UTF-16 that comes with the reader, the font not embedded")
def unicode_code_table() -> Sheet:
    sheet = Sheet()
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/HeiseiMin-W3"), DW=600,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=2),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/HeiseiMin-W3"), Flags=4, ItalicAngle=0,
                                  FontBBox=Array([0, -200, 1000, 900]), Ascent=800, Descent=-200, CapHeight=700, StemV=80),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/HeiseiMin-W3"), Encoding=Name("/UniJIS-UTF16-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(below)]),
    )  # fmt: skip
    sheet.resource("/Font", "/F2", sheet.pdf.make_indirect(font))
    return sheet.add(b"BT /F2 12 Tf 60 600 Td <" + SECRET.encode("utf-16-be").hex().encode() + b"> Tj ET")


@case("a code table of its own in the file", stay=(KEPT, "sist"), may_raster=False)
def embedded_code_table() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS, [])
    pairs = "\n".join(f"<{i + 0x40:04x}> {n}" for i, n in enumerate(codes.values()))
    body = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Egen def /CMapType 1 def 1 begincodespacerange "
        f"<0000> <ffff> endcodespacerange {len(codes)} begincidchar\n{pairs}\nendcidchar endcmap end end % {SECRET}"
    )
    font = sheet.page.Resources.Font.F2
    font.Encoding = sheet.stream(body.encode(), Type=Name.CMap, CMapName=Name.Egen)
    font.ToUnicode = sheet.stream(cmap([(i + 0x40, c) for i, c in enumerate(codes)]))
    turned = {c: i + 0x40 for i, c in enumerate(codes)}
    return sheet.add(coded(SECRET, turned) + coded("sist", turned, 560)).expect(seen=SEEN)


@case("a comment and a name inside the map to Unicode")
def comment_in_map() -> Sheet:
    sheet = Sheet()
    simple(sheet, ToUnicode=sheet.stream(cmap([(65, "A")], 2) + f"\n% {SECRET}\n/Vildqvist pop".encode()))
    return sheet.add(text("A", 60, 600, font="F2"))


@case("the name as the font's name, its family, its character set and its registry", stay=(KEPT, "synligt"))
def names_of_fonts() -> Sheet:
    sheet = Sheet()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+OrjanVildqvist"), FontFamily=String(SECRET), Flags=32,
        CharSet=String("/V/i/l/d/q/v/i/s/t"), FontBBox=Array([0, -200, 1000, 900]), Ascent=800, Descent=-200, CapHeight=700,
        StemV=80, ItalicAngle=0,
    )  # fmt: skip
    simple(sheet, BaseFont=Name("/ABCDEF+OrjanVildqvist"), FontDescriptor=descriptor, Name=Name.Vildqvist)
    return sheet.add(text("synligt", 60, 600, font="F2"))


@case("the name inside the font program: name table, glyph names and bytes behind it", stay=(KEPT, "slut"))
def words_in_font_program() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, "slut", None)
    font = TTFont(io.BytesIO(program("slut")))
    font["name"].setName(f"Typsnitt av {SECRET}", 0, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    descriptor = sheet.page.Resources.Font.F2.DescendantFonts[0].FontDescriptor
    descriptor.FontFile2 = sheet.stream(out.getvalue() + SECRET.encode())
    return sheet.add(coded("slut", codes))


@case("glyphs drawn by procedures named after the letters of the name", stay=(KEPT,))
def procedures_named_by_letters() -> Sheet:
    sheet = Sheet()
    names = ["Odieresis" if c == "Ö" else "space" if c == " " else c for c in LETTERS]
    procedures = Dictionary({f"/{n}": sheet.stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f") for n in names})
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=procedures, FirstChar=1, LastChar=len(names), Widths=Array([600] * len(names)), Resources=Dictionary(),
        Encoding=Dictionary(Differences=Array([1, *(Name(f"/{n}") for n in names)])),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    codes = "".join(f"{LETTERS.index(c) + 1:02x}" for c in SECRET)
    return sheet.add(f"BT /F3 12 Tf 60 600 Td <{codes}> Tj ET".encode())


@case("Hebrew in the order in which it is seen", terms=("שרה לוינסקי",), stay=(KEPT,))
def right_to_left_seen() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, "שרה לוינסקי", None)
    return sheet.add(coded("שרה לוינסקי"[::-1], codes))


@case("Hebrew in the order in which it is read, each letter placed leftwards", terms=("שרה לוינסקי",), stay=(KEPT,))
def right_to_left_read() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, "שרה לוינסקי", None)
    steps = (f"BT /F2 12 Tf 1 0 0 1 {300 - 8 * i} 600 Tm <{codes[c]:04x}> Tj ET\n" for i, c in enumerate("שרה לוינסקי"))
    return sheet.add("".join(steps).encode())


@case("detached accents printed before and after their letters", terms=("Sérafía Björklöf",), stay=(KEPT,))
def detached_accents() -> Sheet:
    return Sheet().add(
        text("S\u00b4eraf\u00b4ia Bj\u00a8orkl\u00a8of", 60, 600)
        + text("Se\u00b4rafi\u00b4a Bjo\u00a8rklo\u00a8f", 60, 560)
    )


@case("letters with combining accents from a map", terms=(SECRET,))
def combining_accents() -> Sheet:
    sheet = Sheet()
    simple(sheet, ToUnicode=sheet.stream(cmap([(c, chr(c)) for c in range(32, 127)] + [(0xD6, "O\u0308")], 2)))
    return sheet.add(text(SECRET, 60, 600, font="F2")).expect(seen=SEEN)


@case("full-width letters, and ligatures of one code", terms=("Griffith Fiskoff",), stay=(KEPT, "synligt"))
def compatibility_letters() -> Sheet:
    sheet = Sheet()
    codes = wide(
        sheet,
        "abcdefgh",
        [(1, "G"), (2, "r"), (3, "i"), (4, "\ufb03"), (5, "\uff34"), (6, "h"), (7, "\ufb01"), (8, "\ufb00")],
    )
    order = ["a", "b", "c", "d"]
    line = "".join(f"{codes[c]:04x}" for c in order)
    sheet.resource("/Font", "/F1", sheet.font)
    content = (
        f"BT /F2 12 Tf 60 600 Td <{line}> Tj /F1 12 Tf (th F) Tj /F2 12 Tf <{codes['c']:04x}> Tj /F1 12 Tf (sko) Tj "
    )
    return sheet.add((content + f"/F2 12 Tf <{codes['h']:04x}> Tj /F1 12 Tf ( synligt) Tj ET").encode())


AGAIN = "vsaqtÖjdnrlit"
"""The letters of the name in another order."""


@case("letters numbered as they were first used, all of them used again", stay=(KEPT, AGAIN), may_raster=False)
def all_letters_used_again() -> Sheet:
    sheet = Sheet()
    codes = wide(sheet, LETTERS, None)
    return sheet.add(coded(SECRET, codes) + coded(AGAIN, codes, 560)).expect(seen=SEEN)


@case("a CFF program whose glyphs are numbered as they were first used", stay=(KEPT, AGAIN), may_raster=False)
def all_letters_of_cff_used_again() -> Sheet:
    codes = {c: i for i, c in enumerate(LETTERS + "u", 1)}
    sheet = by_cid(Sheet(), programs.cff(LETTERS + "u"), Name.CIDFontType0C, codes)
    return sheet.add(coded(AGAIN, codes, 520))
