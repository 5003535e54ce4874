"""Forms, tiles, soft masks, states, colour spaces and functions that hold or paint the name."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from .sheet import KEPT, SECRET, Sheet, at, case, quoted, text

SEEN = ((0, at(60, 600)),)
RAW = SECRET.encode("cp1252")
SQUARE = b" 60 600 40 40 re f "


def tile(sheet: Sheet, content: bytes, **keys: object) -> object:
    """A tiling pattern that can use the font."""
    made = {
        "Type": Name.Pattern, "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": Array([0, 0, 120, 20]), "XStep": 120,
        "YStep": 20, "Resources": Dictionary(Font=Dictionary(F1=sheet.font)),
    }  # fmt: skip
    return sheet.stream(content, **(made | keys))


@case("a form turned by its matrix, its text broken off by its box", stay=(KEPT, "synligt"))
def turned_form() -> Sheet:
    sheet = Sheet()
    form = sheet.form(
        text(SECRET, 10, 10) + text("synligt", 10, 30), (0, 0, 200, 60), Matrix=Array([0, 1, -1, 0, 0, 0])
    )
    return sheet.resource("/XObject", "/X1", form).add(b"q 1 0 0 1 300 300 cm /X1 Do Q")


@case("a form that uses the font of the page", stay=(KEPT, "synligt"))
def form_without_resources() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text(SECRET, 60, 600) + text("synligt", 60, 560))
    del form["/Resources"]
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do").expect(seen=SEEN)


@case("a form on three pages, in other places; one page has other names", stay=(KEPT, "gemensamt"))
def shared_form_in_other_places() -> Sheet:
    sheet = Sheet(pages=3)
    form = sheet.form(text("gemensamt " + SECRET, 60, 600))
    for n in range(3):
        sheet.resource("/XObject", f"/X{n}", form, page=n).add(
            f"q 1 0 0 1 {10 * n} {-60 * n} cm /X{n} Do Q".encode(), page=n
        )
    return sheet


@case("half of the name stands on the page, half in a form", stay=(KEPT,))
def half_in_form() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text("qvist", 112, 600))
    return sheet.resource("/XObject", "/X1", form).add(text("Örjan Vild", 60, 600) + b"/X1 Do")


@case("a form that draws itself", stay=(KEPT,))
def form_in_itself() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text(SECRET, 60, 600) + b"/X1 Do")
    form.Resources.XObject = Dictionary(X1=form)
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do")


@case("thirty forms inside one another", stay=(KEPT,))
def deep_forms() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text(SECRET, 60, 600))
    for _ in range(30):
        form = sheet.form(b"q /X1 Do Q", Resources=Dictionary(XObject=Dictionary(X1=form)))
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do").expect(seen=SEEN)


@case("PostScript objects, old and new", stay=(KEPT,))
def postscript() -> Sheet:
    sheet = Sheet()
    old = sheet.stream(b"(" + RAW + b") show", Type=Name.XObject, Subtype=Name.PS)
    new = sheet.form(b"", Subtype2=Name.PS, PS=sheet.stream(b"(" + RAW + b") show"))
    sheet.resource("/XObject", "/X1", old).resource("/XObject", "/X2", new)
    return sheet.add(b"/X1 Do /X2 Do")


@case("a form that stands for a page of another file, with metadata, dates and a name", stay=(KEPT,))
def form_keys() -> Sheet:
    sheet = Sheet()
    form = sheet.form(
        b"q Q", Ref=Dictionary(F=String(SECRET + ".pdf"), Page=String(SECRET)), Name=Name.Vildqvist, LastModified=String(SECRET),
        Metadata=sheet.stream(SECRET.encode(), Type=Name.Metadata), OPI=Dictionary(F=String(SECRET)), StructParent=1,
        Measure=Dictionary(R=String(SECRET)), Group=Dictionary(S=Name.Transparency, Not=String(SECRET)),
    )  # fmt: skip
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do")


@case("a tile inside a tile inside a form", stay=(KEPT,))
def nested_tiles() -> Sheet:
    sheet = Sheet()
    inner = tile(sheet, text(SECRET, 2, 5, 8))
    outer = tile(sheet, b"/Pattern cs /P1 scn 0 0 120 20 re f", Resources=Dictionary(Pattern=Dictionary(P1=inner)))
    form = sheet.form(b"/Pattern cs /P2 scn 60 500 400 80 re f", Resources=Dictionary(Pattern=Dictionary(P2=outer)))
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do").expect(seen=((0, (60, 262, 180, 282)),))


@case("an uncoloured tile with private keys, one nobody uses", stay=(KEPT,))
def uncoloured_tile() -> Sheet:
    sheet = Sheet()
    sheet.resource("/Pattern", "/P1", tile(sheet, text(SECRET, 2, 5, 8), PaintType=2, Namn=String(SECRET)))
    sheet.resource("/Pattern", "/P2", tile(sheet, text(SECRET, 2, 5, 8)))
    sheet.resource("/ColorSpace", "/C1", Array([Name.Pattern, Name.DeviceGray]))
    return sheet.add(b"/C1 cs 0 /P1 scn 60 500 400 80 re f").expect(seen=((0, (60, 262, 180, 282)),))


@case("the name filled with a tile, and with a shading", stay=(KEPT,))
def text_filled_with_tile() -> Sheet:
    sheet = Sheet()
    sheet.resource("/Pattern", "/P1", tile(sheet, b"0.5 g 0 0 120 20 re f"))
    return sheet.add(b"/Pattern cs /P1 scn " + text(SECRET, 60, 600)).expect(seen=SEEN)


@case("a soft mask by alpha inside a form, its text shows as holes", stay=(KEPT,))
def soft_mask_in_form() -> Sheet:
    sheet = Sheet()
    group = sheet.form(text(SECRET, 60, 600), Group=Dictionary(S=Name.Transparency))
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Alpha, G=group, TR=String(SECRET)))
    form = sheet.form(b"/G1 gs 50 590 300 30 re f", Resources=Dictionary(ExtGState=Dictionary(G1=state)))
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do").expect(seen=SEEN)


@case("a soft mask that is set and never painted with", stay=(KEPT,))
def soft_mask_unused() -> Sheet:
    sheet = Sheet()
    group = sheet.form(text(SECRET, 60, 600), Group=Dictionary(S=Name.Transparency))
    sheet.resource(
        "/ExtGState", "/G1", Dictionary(SMask=Dictionary(S=Name.Alpha, G=group), Namn=String(SECRET), BM=Name.Normal)
    )
    return sheet.add(b"q /G1 gs Q" + SQUARE)


@case("a glyph's procedure that paints a form with the name", stay=(KEPT,))
def form_in_glyph() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text(SECRET, 0, 0, 1000), (0, 0, 9000, 1000))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9000, 900]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(g=sheet.stream(b"9000 0 d0 /X1 Do")), FirstChar=65, LastChar=65, Widths=Array([9000]),
        Encoding=Dictionary(Differences=Array([65, Name.g])), Resources=Dictionary(XObject=Dictionary(X1=form)),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    return sheet.add(b"BT /F3 12 Tf 60 600 Td (A) Tj ET").expect(seen=((0, at(60, 600)),))


def separation(sheet: Sheet, body: bytes, name: str = "/Gul", **keys: object) -> object:
    """A spot colour turned into grey by a small program."""
    made = {"FunctionType": 4, "Domain": Array([0, 1]), "Range": Array([0, 1])} | keys
    return Array([Name.Separation, Name(name), Name.DeviceGray, sheet.stream(body, **made)])


@case("a comment in the little program of a spot colour", stay=(KEPT,))
def comment_in_function() -> Sheet:
    sheet = Sheet()
    sheet.resource("/ColorSpace", "/C1", separation(sheet, b"{ % " + RAW + b"\n1 exch sub }", Namn=String(SECRET)))
    return sheet.add(b"/C1 cs 0.5 scn" + SQUARE).expect(pictures=((0, (60, 190, 120, 260)),))


@case("a spot colour that has the name", stay=(KEPT,))
def name_of_spot_colour() -> Sheet:
    sheet = Sheet()
    sheet.resource("/ColorSpace", "/C1", separation(sheet, b"{ 1 exch sub }", "/\u00d6rjanVildqvist"))
    return sheet.add(b"/C1 cs 0.5 scn" + SQUARE).expect(pictures=((0, (60, 190, 120, 260)),))


@case("several spot colours with attributes", stay=(KEPT,))
def names_of_spot_colours() -> Sheet:
    sheet = Sheet()
    program = sheet.stream(b"{ pop }", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1]))
    more = Dictionary(Colorants=Dictionary(Vildqvist=separation(sheet, b"{ }", "/Vildqvist")), Subtype=Name.NChannel)
    space = Array([Name.DeviceN, Array([Name.Vildqvist, Name.Gul]), Name.DeviceGray, program, more])
    return sheet.resource("/ColorSpace", "/C1", space).add(b"/C1 cs 0.5 0.2 scn" + SQUARE)


@case("private keys in calibrated colours, and in a table of colours", stay=(KEPT,))
def keys_of_colours() -> Sheet:
    sheet = Sheet()
    white = Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Namn=String(SECRET))
    sheet.resource("/ColorSpace", "/C1", Array([Name.CalGray, white]))
    table = Array([Name.Indexed, Name.DeviceGray, 1, String(b"\x00\xff" + RAW)])
    sheet.resource("/ColorSpace", "/C2", table).resource("/ColorSpace", "/C3", Array([Name.DeviceGray, String(SECRET)]))
    return sheet.add(b"/C1 cs 0.5 scn" + SQUARE + b"/C2 cs 1 scn" + SQUARE + b"/C3 cs 1 sc" + SQUARE)


@case("private keys of a shading, and bytes behind its mesh", stay=(KEPT,))
def shading_keys() -> Sheet:
    sheet = Sheet()
    mesh = sheet.stream(
        bytes([0, 0, 0, 0, 0, 255, 0, 128, 0, 128, 255, 255]) + RAW, ShadingType=4, ColorSpace=Name.DeviceGray, BitsPerCoordinate=8,
        BitsPerComponent=8, BitsPerFlag=8, Decode=Array([0, 100, 0, 100, 0, 1]), Namn=String(SECRET),
    )  # fmt: skip
    two = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1, Namn=String(SECRET))
    axis = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([60, 0, 160, 0]), Function=two, Namn=String(SECRET)
    )
    sheet.resource("/Shading", "/S1", mesh).resource("/Shading", "/S2", axis)
    return sheet.add(b"q 60 600 100 40 re W n /S2 sh Q q 1 0 0 1 300 300 cm /S1 sh Q").expect(
        pictures=((0, (55, 190, 170, 250)),)
    )


@case("names of blend modes, intents and dashes in a state", stay=(KEPT,))
def names_in_state() -> Sheet:
    sheet = Sheet()
    state = Dictionary(
        BM=Array([Name.Vildqvist, Name.Normal]),
        RI=Name.Vildqvist,
        D=Array([Array([String(SECRET)]), 0]),
        SM=String(SECRET),
    )
    return sheet.resource("/ExtGState", "/G1", state).add(b"/G1 gs" + SQUARE)


@case("text in a resource that stands among the fonts, colours and forms unused", stay=(KEPT,))
def unused_resources() -> Sheet:
    sheet = Sheet()
    sheet.resource("/Font", "/F9", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Vildqvist")))
    sheet.resource("/ColorSpace", "/C9", separation(sheet, b"{ }", "/Vildqvist"))
    sheet.resource("/ProcSet", "/Vildqvist", String(SECRET))
    sheet.page.Resources.Namn = String(SECRET)
    return sheet.add(SQUARE)


@case("the contents' own dictionary holds the name", stay=(KEPT,))
def keys_of_contents() -> Sheet:
    sheet = Sheet()
    sheet.page.Contents.Namn = String(SECRET)
    sheet.page.Contents.F = String(SECRET)
    sheet.page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, Namn=String(SECRET))
    del sheet.page.Contents["/F"]
    return sheet


@case("marked content around and inside the name", stay=(KEPT, "synligt"))
def marked_content() -> Sheet:
    spoken = b"<FEFF" + SECRET.encode("utf-16-be").hex().encode() + b">"
    return Sheet().add(
        b"/P <</Alt " + spoken + b" /E " + quoted(RAW) + b" /Lang " + quoted(RAW) + b">> BDC /Vildqvist BMC "
        + text("synligt", 60, 560) + b" EMC /Vildqvist MP EMC /Artifact <</Type /Pagination /Contents " + quoted(RAW) + b">> BDC EMC"
    )  # fmt: skip
