"""Adversarial PDFs, each with the secret in one hiding place; made with pikepdf, Pillow and raw bytes only.

``CASES`` maps a case's name to a function that gives the file. Every file shows KEPT on its first page and holds
SECRET (a name) somewhere; nobody of that name exists.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

import resources

SECRET = "Hemlige Testsson"
KEPT = "Kvarstående ord som alla ska kunna läsa"
NEIGHBOURS = ("Granne ovanför", "Granne nedanför")
A4 = (595, 842)

Case = Callable[[], bytes]
CASES: dict[str, Case] = {}


class Sheet:
    """One PDF being made: a page with KEPT on it and whatever the case adds."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        )
        self.pages = []
        for _ in range(pages):
            page = self.pdf.add_blank_page(page_size=A4).obj
            page.Resources = Dictionary(Font=Dictionary(F1=self.font))
            page.Contents = self.pdf.make_stream(text(KEPT, 60, 780))
            self.pages.append(page)

    @property
    def page(self) -> pikepdf.Object:
        return self.pages[0]

    def add(self, content: bytes, page: int = 0) -> Sheet:
        """Appends to a page's contents."""
        target = self.pages[page]
        target.Contents = self.pdf.make_stream(target.Contents.read_bytes() + b"\n" + content)
        return self

    def form(self, content: bytes, **more: object) -> pikepdf.Object:
        """A form XObject that can use the font."""
        return self.pdf.make_indirect(
            Stream(
                self.pdf,
                content,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 595, 842]),
                Resources=Dictionary(Font=Dictionary(F1=self.font)),
                **more,
            )
        )

    def resource(self, family: str, name: str, value: object, page: int = 0) -> Sheet:
        """Names a resource on a page."""
        listed = self.pages[page].Resources
        if family not in listed:
            listed[family] = Dictionary()
        listed[family][name] = value
        return self

    def bytes(self, **options: object) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self.pdf.save(out, **options)
        return out.getvalue()


def raw(words: str) -> bytes:
    """A literal string operand in WinAnsi."""
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"


def text(words: str, x: float, y: float, size: float = 12, before: str = "") -> bytes:
    """A line of text."""
    return f"BT {before} /F1 {size} Tf 1 0 0 1 {x} {y} Tm ".encode() + raw(words) + b" Tj ET"


def case(build: Case) -> Case:
    """Puts a function into CASES under its name."""
    CASES[build.__name__] = build
    return build


def shown(name: str, content: bytes) -> None:
    """A case that is only a content stream."""
    CASES[name] = lambda: Sheet().add(content).bytes()


# -- page text in every operator and encoding

shown("plain", text(SECRET, 60, 600))
shown("tj_array", b"BT /F1 12 Tf 60 600 Td [(Hem) -40 (li) 30 (ge Te) -300 (sts) 12 (son)] TJ ET")
shown("hex_string", b"BT /F1 12 Tf 60 600 Td <" + SECRET.encode().hex().encode() + b"> Tj ET")
shown("quote", b"BT /F1 12 Tf 14 TL 60 600 Td (rad ett) Tj (" + SECRET.encode() + b") ' ET")
shown("double_quote", b"BT /F1 12 Tf 14 TL 60 600 Td (rad ett) Tj 2 1 (" + SECRET.encode() + b') " ET')
shown("octal_escapes", b"BT /F1 12 Tf 60 600 Td (" + b"".join(b"\\%03o" % c for c in SECRET.encode()) + b") Tj ET")
shown("inside_longer_word", text("Xhemlige" + SECRET + "s", 60, 600))
shown("capitals", text(SECRET.upper(), 60, 600))
shown("no_break_space", text(SECRET.replace(" ", "\u00a0"), 60, 600))
shown("soft_hyphen", text("Hem\u00adlige Tests\u00adson", 60, 600))
shown("hyphenated_line", text("Hemlige Tests-", 60, 600) + text("son", 60, 586))
shown("two_lines", text("skrivet av Hemlige", 60, 600) + text("Testsson och fler", 60, 586))
shown("letter_spacing", text(SECRET, 60, 600, before="4 Tc"))
shown("spaced_letters", text(" ".join(SECRET.replace(" ", "")), 60, 600))
shown("letter_by_letter", b"".join(text(c, 60 + 9 * i, 600) for i, c in enumerate(SECRET)))
shown("shuffled_letters", b"".join(text(c, 60 + 9 * i, 600) for i, c in sorted(enumerate(SECRET), key=lambda p: p[1])))
shown("backwards_letters", b"".join(text(c, 60 + 9 * i, 600) for i, c in reversed(list(enumerate(SECRET)))))
shown("doubled_letters", b"".join(text(c, 60 + 9 * i, 600) * 2 for i, c in enumerate(SECRET)))
shown("rotated_text", b"BT /F1 12 Tf 0 1 -1 0 300 400 Tm " + raw(SECRET) + b" Tj ET")
shown("slanted_text", b"BT /F1 12 Tf 0.866 0.5 -0.5 0.866 200 400 Tm " + raw(SECRET) + b" Tj ET")
shown("sheared_text", b"BT /F1 12 Tf 1 0 0.3 1 200 400 Tm " + raw(SECRET) + b" Tj ET")
shown("mirrored_text", b"BT /F1 12 Tf -1 0 0 1 300 400 Tm " + raw(SECRET) + b" Tj ET")
shown("two_fonts", b"BT 60 600 Td /F1 12 Tf (Hemlige Te) Tj /F1 11 Tf (stsson) Tj ET")
shown("detached_accent", text(SECRET, 60, 600) + text("Hemlige Testsson", 60, 560, size=0.5))

# -- text that nobody sees

shown("invisible", text(SECRET, 60, 600, before="3 Tr"))
shown("clip_only", b"q " + text(SECRET, 60, 600, before="7 Tr") + b" Q")
shown("white", b"1 g " + text(SECRET, 60, 600) + b" 0 g")
shown("tiny", text(SECRET, 60, 600, size=0.3))
shown("clipped_away", b"q 0 0 10 10 re W n " + text(SECRET, 60, 600) + b" Q")
shown("off_the_page", text(SECRET, 60, -40) + text(SECRET, 700, 400))
shown("partly_off_the_page", text(SECRET, -50, 400))
shown("under_a_box", text(SECRET, 60, 600) + b" 0 g 50 590 200 30 re f")
shown("zero_scale", b"BT /F1 12 Tf 0 Tz 60 600 Td " + raw(SECRET) + b" Tj ET")


@case
def off_the_crop_box() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 100))
    sheet.page.CropBox = Array([0, 300, 595, 842])
    return sheet.bytes()


@case
def under_an_image() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600) + b" q 200 0 0 40 50 590 cm /I1 Do Q")
    sheet.resource("/XObject", "/I1", picture(sheet.pdf, Image.new("RGB", (20, 4), "grey")))
    return sheet.bytes()


@case
def hidden_layer() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager " + SECRET)))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    sheet.resource("/Properties", "/L1", layer)
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC").bytes()


@case
def shown_layer() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager " + SECRET)))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    sheet.resource("/Properties", "/L1", layer)
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC").bytes()


@case
def hidden_layer_form() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager")))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600), OC=layer))
    return sheet.add(b"/X1 Do").bytes()


@case
def actual_text() -> bytes:
    spoken = b"<FEFF" + SECRET.encode("utf-16-be").hex().encode() + b">"
    return Sheet().add(b"/Span <</ActualText " + spoken + b">> BDC " + text("xxxx", 60, 600) + b" EMC").bytes()


@case
def marked_content_properties() -> bytes:
    sheet = Sheet().add(b"/Span /P1 BDC " + text("synligt", 60, 600) + b" EMC /Punkt <</Not " + raw(SECRET) + b">> DP")
    sheet.resource("/Properties", "/P1", sheet.pdf.make_indirect(Dictionary(ActualText=String(SECRET))))
    return sheet.bytes()


shown("comment_in_content", b"% " + SECRET.encode() + b"\nq Q")
shown("compatibility_section", b"BX (" + SECRET.encode() + b") hemligt EX")
shown("unknown_operator", raw(SECRET) + b" okand")
shown("spare_operand", raw(SECRET) + b" q Q")


# -- encodings and fonts


def _wide_font(sheet: Sheet, letters: str, unicode_of: Callable[[str], str] | None) -> dict[str, int]:
    """Embeds Liberation Sans as a CID font named /F2; gives each letter's code."""
    path = Path(resources.path("look", "fonts", "LiberationSans-Regular.ttf"))
    font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    glyphs, order = font.getBestCmap(), {g: i for i, g in enumerate(font.getGlyphOrder())}
    codes = {c: order[glyphs[ord(c)]] for c in set(letters)}
    widths = Array()
    for code in sorted(codes.values()):
        widths.extend([code, Array([round(font["hmtx"][font.getGlyphOrder()[code]][0] * 1000 / 2048)])])
    program = sheet.pdf.make_indirect(Stream(sheet.pdf, path.read_bytes()))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Liberation, Flags=4, FontBBox=Array([-500, -300, 1300, 1000]),
        ItalicAngle=0, Ascent=905, Descent=-212, CapHeight=700, StemV=80, FontFile2=program,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Liberation, FontDescriptor=descriptor, W=widths, DW=600,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Liberation, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([sheet.pdf.make_indirect(descendant)]),
    )  # fmt: skip
    if unicode_of is not None:
        pairs = "\n".join(
            f"<{n:04x}> <{unicode_of(c).encode('utf-16-be').hex()}>" for c, n in sorted(codes.items())
        )
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
def wide_font() -> bytes:
    sheet = Sheet()
    return sheet.add(_wide(SECRET, _wide_font(sheet, SECRET, lambda c: c))).bytes()


@case
def wide_font_without_map() -> bytes:
    sheet = Sheet()
    return sheet.add(_wide(SECRET, _wide_font(sheet, SECRET, None))).bytes()


@case
def decomposed_letters() -> bytes:
    """The term is asked for as it is composed; the map to Unicode says letter and accent apart."""
    sheet = Sheet()
    codes = _wide_font(sheet, SECRET + "é", lambda c: "e\u0301" if c == "é" else c)
    return sheet.add(_wide(SECRET, codes)).bytes()


@case
def ligature() -> bytes:
    sheet = Sheet()
    codes = _wide_font(sheet, SECRET + "!", lambda c: {"!": "sts"}.get(c, c))
    return sheet.add(_wide("Hemlige Te!son", codes)).bytes()


@case
def lying_map() -> bytes:
    """The letters show something else, the text that is copied is the secret."""
    sheet = Sheet()
    codes = _wide_font(sheet, "abcdefghijklmnop", lambda c: SECRET["abcdefghijklmnop".index(c)])
    return sheet.add(_wide("abcdefghijklmnop", codes)).bytes()


@case
def drawn_glyphs() -> bytes:
    """A Type 3 font: every glyph is a small content stream."""
    sheet = Sheet()
    letters = sorted(set(SECRET))
    procedures = Dictionary()
    for i, _ in enumerate(letters):
        procedures[f"/g{i}"] = Stream(sheet.pdf, b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    pairs = "\n".join(f"<{i + 1:02x}> <{ord(c):04x}>" for i, c in enumerate(letters))
    cmap = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap"
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=procedures, FirstChar=1, LastChar=len(letters), Widths=Array([600] * len(letters)),
        Encoding=Dictionary(Differences=Array([1, *(Name(f"/g{i}") for i in range(len(letters)))])),
        Resources=Dictionary(), ToUnicode=Stream(sheet.pdf, cmap.encode()),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    codes = "".join(f"{letters.index(c) + 1:02x}" for c in SECRET)
    return sheet.add(f"BT /F3 12 Tf 60 600 Td <{codes}> Tj ET".encode()).bytes()


@case
def text_inside_a_glyph() -> bytes:
    sheet = Sheet()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9000, 900]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(g=Stream(sheet.pdf, b"9000 0 d0 " + text(SECRET, 0, 0, size=1000))),
        FirstChar=65, LastChar=65, Widths=Array([9000]), Encoding=Dictionary(Differences=Array([65, Name.g])),
        Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    sheet.resource("/Font", "/F3", sheet.pdf.make_indirect(font))
    return sheet.add(b"BT /F3 12 Tf 60 600 Td (A) Tj ET").bytes()


@case
def names_of_resources() -> bytes:
    sheet = Sheet()
    sheet.resource("/Font", "/HemligeTestsson", sheet.font)
    return sheet.add(b"BT /HemligeTestsson 12 Tf 60 600 Td (synligt) Tj ET").bytes()


# -- forms, patterns, masks


@case
def form() -> bytes:
    sheet = Sheet()
    return sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600))).add(b"/X1 Do").bytes()


@case
def nested_forms() -> bytes:
    sheet = Sheet()
    inner = sheet.form(text(SECRET, 60, 600))
    middle = sheet.form(b"q 0.9 0 0 0.9 10 10 cm /X2 Do Q")
    middle.Resources.XObject = Dictionary(X2=inner)
    outer = sheet.form(b"/X1 Do")
    outer.Resources.XObject = Dictionary(X1=middle)
    return sheet.resource("/XObject", "/X0", outer).add(b"/X0 Do").bytes()


@case
def shared_form() -> bytes:
    sheet = Sheet(pages=2)
    drawn = sheet.form(text(SECRET, 60, 600))
    for n in (0, 1):
        sheet.resource("/XObject", "/X1", drawn, page=n).add(b"/X1 Do", page=n)
    return sheet.bytes()


@case
def form_drawn_twice() -> bytes:
    sheet = Sheet()
    sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600)))
    return sheet.add(b"/X1 Do q 1 0 0 1 0 -100 cm /X1 Do Q").bytes()


@case
def unused_form() -> bytes:
    sheet = Sheet()
    return sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600))).bytes()


@case
def form_private_keys() -> bytes:
    sheet = Sheet()
    drawn = sheet.form(text("synligt", 60, 600), PieceInfo=Dictionary(App=Dictionary(Private=String(SECRET))))
    return sheet.resource("/XObject", "/X1", drawn).add(b"/X1 Do").bytes()


@case
def tiling_pattern() -> bytes:
    sheet = Sheet()
    tile = Stream(
        sheet.pdf, text(SECRET, 10, 10), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 200, 40]), XStep=200, YStep=40, Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    sheet.resource("/Pattern", "/P1", sheet.pdf.make_indirect(tile))
    return sheet.add(b"/Pattern cs /P1 scn 60 500 400 80 re f").bytes()


@case
def soft_mask() -> bytes:
    sheet = Sheet()
    group = sheet.form(b"1 g " + text(SECRET, 60, 600), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group))
    sheet.resource("/ExtGState", "/G1", sheet.pdf.make_indirect(state))
    return sheet.add(b"q /G1 gs 0 g 50 590 300 30 re f Q").bytes()


# -- images


def picture(pdf: pikepdf.Pdf, image: Image.Image, **more: object) -> pikepdf.Object:
    """An image XObject of raw pixels."""
    drawn = Stream(
        pdf, image.convert("RGB").tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width,
        Height=image.height, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, **more,
    )  # fmt: skip
    return pdf.make_indirect(drawn)


def jpeg(pdf: pikepdf.Pdf, image: Image.Image, **options: object) -> pikepdf.Object:
    """An image XObject of JPEG bytes."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=90, **options)
    drawn = Stream(
        pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    return pdf.make_indirect(drawn)


def stripes(width: int = 300, height: int = 200) -> Image.Image:
    """A picture that differs everywhere."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 4):
        draw.line((x, 0, width - x, height), fill=(x % 255, 90, 255 - x % 255))
    return image


@case
def jpeg_comment() -> bytes:
    sheet = Sheet()
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, stripes(), comment=SECRET.encode()))
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def jpeg_exif() -> bytes:
    sheet = Sheet()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, stripes(), exif=exif.tobytes()))
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def jpeg_tail() -> bytes:
    sheet = Sheet()
    drawn = jpeg(sheet.pdf, stripes())
    drawn.write(drawn.read_raw_bytes() + SECRET.encode(), filter=Name.DCTDecode)
    sheet.resource("/XObject", "/I1", drawn)
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def image_tail() -> bytes:
    """More bytes than the picture needs."""
    sheet = Sheet()
    drawn = picture(sheet.pdf, stripes(20, 10))
    drawn.write(drawn.read_bytes() + SECRET.encode())
    sheet.resource("/XObject", "/I1", drawn)
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def image_private_keys() -> bytes:
    sheet = Sheet()
    xmp = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.Metadata, Subtype=Name.XML))
    drawn = picture(sheet.pdf, stripes(), Metadata=xmp, Name=Name.HemligeTestsson, OPI=Dictionary(F=String(SECRET)))
    return sheet.resource("/XObject", "/I1", drawn).add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def colour_profile() -> bytes:
    sheet = Sheet()
    profile = sheet.pdf.make_indirect(Stream(sheet.pdf, _profile(), N=3))
    sheet.resource("/ColorSpace", "/CS1", Array([Name.ICCBased, profile]))
    return sheet.add(b"/CS1 cs 0.2 0.4 0.6 sc 60 500 100 40 re f").bytes()


def _profile() -> bytes:
    from PIL import ImageCms

    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + b"text\0\0\0\0" + SECRET.encode()


@case
def inline_image() -> bytes:
    return Sheet().add(b"q 40 0 0 40 60 500 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q " + text(SECRET, 60, 600)).bytes()


# -- what hangs on the page


def annotation(sheet: Sheet, kind: str, **more: object) -> Sheet:
    """Adds an annotation to the first page."""
    made = sheet.pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([60, 500, 300, 540]), F=4, **more)
    )
    if "/Annots" not in sheet.page:
        sheet.page.Annots = Array()
    sheet.page.Annots.append(made)
    return sheet


def appearance(sheet: Sheet, words: str) -> Dictionary:
    """A normal appearance that shows the words."""
    drawn = sheet.form(text(words, 5, 15))
    drawn.BBox = Array([0, 0, 240, 40])
    return Dictionary(N=drawn)


@case
def note() -> bytes:
    return annotation(Sheet(), "Text", Contents=String(SECRET), T=String("Granskare")).bytes()


@case
def note_with_popup_and_reply() -> bytes:
    sheet = annotation(Sheet(), "Text", Contents=String(SECRET))
    first = sheet.page.Annots[0]
    annotation(sheet, "Popup", Parent=first, Contents=String(SECRET))
    annotation(sheet, "Text", IRT=first, Contents=String("svar om " + SECRET))
    first.Popup = sheet.page.Annots[1]
    return sheet.bytes()


@case
def free_text() -> bytes:
    sheet = Sheet()
    return annotation(
        sheet, "FreeText", Contents=String(SECRET), DA=String("/Helv 12 Tf"), AP=appearance(sheet, SECRET)
    ).bytes()


@case
def free_text_without_appearance() -> bytes:
    return annotation(Sheet(), "FreeText", Contents=String(SECRET), DA=String("/Helv 12 Tf 0 g")).bytes()


@case
def stamp() -> bytes:
    sheet = Sheet()
    return annotation(sheet, "Stamp", Contents=String("stämpel"), AP=appearance(sheet, SECRET)).bytes()


@case
def stamp_rollover() -> bytes:
    sheet = Sheet()
    looks = appearance(sheet, "synligt")
    looks.R = appearance(sheet, SECRET).N
    looks.D = appearance(sheet, SECRET).N
    return annotation(sheet, "Stamp", AP=looks).bytes()


@case
def highlight_comment() -> bytes:
    quad = Array([60, 540, 300, 540, 60, 500, 300, 500])
    return annotation(Sheet(), "Highlight", Contents=String(SECRET), QuadPoints=quad, C=Array([1, 1, 0])).bytes()


@case
def link() -> bytes:
    action = Dictionary(S=Name.URI, URI=String("https://example.se/Hemlige Testsson"))
    return annotation(Sheet(), "Link", A=action).bytes()


@case
def hidden_annotation() -> bytes:
    sheet = Sheet()
    annotation(sheet, "Stamp", AP=appearance(sheet, SECRET))
    sheet.page.Annots[0].F = 2
    return sheet.bytes()


@case
def foreign_redaction() -> bytes:
    quad = Array([60, 540, 300, 540, 60, 500, 300, 500])
    return annotation(Sheet(), "Redact", OverlayText=String(SECRET), QuadPoints=quad, DA=String("/Helv 12 Tf")).bytes()


@case
def file_annotation() -> bytes:
    sheet = Sheet()
    file = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.EmbeddedFile))
    spec = Dictionary(Type=Name.Filespec, F=String(SECRET + ".txt"), EF=Dictionary(F=file))
    return annotation(sheet, "FileAttachment", FS=spec, Contents=String(SECRET)).bytes()


def field(sheet: Sheet, kind: str, **more: object) -> Sheet:
    """Adds a form field to the first page."""
    annotation(sheet, "Widget", FT=Name("/" + kind), T=String("falt"), **more)
    resources_ = Dictionary(Font=Dictionary(Helv=sheet.font))
    sheet.pdf.Root.AcroForm = Dictionary(
        Fields=Array([sheet.page.Annots[0]]), DA=String("/Helv 12 Tf 0 g"), DR=resources_
    )
    return sheet


@case
def form_field() -> bytes:
    sheet = Sheet()
    return field(sheet, "Tx", V=String(SECRET), DV=String(SECRET), TU=String(SECRET), AP=appearance(sheet, SECRET)).bytes()


@case
def form_field_without_appearance() -> bytes:
    return field(Sheet(), "Tx", V=String(SECRET), DA=String("/Helv 12 Tf 0 g")).bytes()


@case
def choice_options() -> bytes:
    sheet = Sheet()
    options = Array([String("Annat"), String(SECRET)])
    return field(sheet, "Ch", Ff=1 << 17, Opt=options, V=String("Annat"), AP=appearance(sheet, "Annat")).bytes()


@case
def hidden_field() -> bytes:
    sheet = field(Sheet(), "Tx", V=String(SECRET), DA=String("/Helv 12 Tf 0 g"))
    sheet.page.Annots[0].F = 2
    return sheet.bytes()


@case
def xfa() -> bytes:
    sheet = field(Sheet(), "Tx", V=String("synligt"), DA=String("/Helv 12 Tf 0 g"))
    sheet.pdf.Root.AcroForm.XFA = sheet.pdf.make_indirect(Stream(sheet.pdf, f"<xdp>{SECRET}</xdp>".encode()))
    return sheet.bytes()


@case
def signature() -> bytes:
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(SECRET), Reason=String(SECRET))
    value.Contents = String(b"\x30\x80" + SECRET.encode())
    value.ByteRange = Array([0, 10, 20, 10])
    sheet = Sheet()
    return field(sheet, "Sig", V=sheet.pdf.make_indirect(value), AP=appearance(sheet, "Undertecknat " + SECRET)).bytes()


@case
def thumbnail_and_private_page_keys() -> bytes:
    sheet = Sheet()
    sheet.page.Thumb = picture(sheet.pdf, stripes(10, 10), Not=String(SECRET))
    sheet.page.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    sheet.page.Metadata = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.Metadata))
    sheet.page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SECRET)))
    sheet.page.EgenNyckel = String(SECRET)
    return sheet.bytes()


# -- what hangs on the document


@case
def metadata() -> bytes:
    sheet = Sheet()
    sheet.pdf.docinfo["/Title"] = SECRET
    sheet.pdf.docinfo["/Egen"] = SECRET
    sheet.pdf.Root.Metadata = sheet.pdf.make_indirect(
        Stream(sheet.pdf, f"<x>{SECRET}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    )
    return sheet.bytes()


@case
def bookmarks() -> bytes:
    sheet = Sheet()
    with sheet.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    return sheet.bytes()


@case
def attachment() -> bytes:
    sheet = Sheet()
    sheet.pdf.attachments[SECRET + ".txt"] = SECRET.encode()
    return sheet.bytes()


@case
def portfolio() -> bytes:
    sheet = Sheet()
    sheet.pdf.attachments["bilaga.txt"] = SECRET.encode()
    sheet.pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=Dictionary(A=Dictionary(N=String(SECRET))))
    return sheet.bytes()


@case
def javascript() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    sheet.pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String(SECRET))]))
    )
    return sheet.bytes()


@case
def destinations_and_labels() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.Dests = Dictionary(HemligeTestsson=Array([sheet.page, Name.Fit]))
    sheet.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
    sheet.pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(SECRET), Array([sheet.page, Name.Fit])])),
        Templates=Dictionary(Names=Array([String(SECRET), sheet.page])),
    )
    return sheet.bytes()


@case
def structure_tree() -> bytes:
    sheet = Sheet()
    element = sheet.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, Alt=String(SECRET), ActualText=String(SECRET), T=String(SECRET))
    )
    sheet.pdf.Root.StructTreeRoot = sheet.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
    sheet.pdf.Root.MarkInfo = Dictionary(Marked=True)
    return sheet.bytes()


@case
def threads_and_private_keys() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.Threads = Array([Dictionary(I=Dictionary(Title=String(SECRET)))])
    sheet.pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    sheet.pdf.Root.DPartRoot = Dictionary(Type=Name.DPartRoot, DPM=Dictionary(Namn=String(SECRET)))
    sheet.pdf.Root.EgenNyckel = String(SECRET)
    sheet.pdf.trailer.Egen = String(SECRET)
    return sheet.bytes()


# -- the file itself


@case
def old_revision() -> bytes:
    first = Sheet().add(text(SECRET, 60, 600)).bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    body = text(KEPT, 60, 780)
    start = first.rindex(b"startxref")
    previous = int(first[start:].split()[1])
    new = f"{number} 0 obj\n<< /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
    at = len(first)
    table = at + len(new)
    tail = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\n"
    return first + new + tail.encode() + f"startxref\n{table}\n%%EOF\n".encode()


@case
def orphan_object() -> bytes:
    whole = Sheet().bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))
    return whole[:at] + b"% " + SECRET.encode() + b"\n999 0 obj\n(" + SECRET.encode() + b")\nendobj\n" + whole[at:].replace(
        b"startxref\n%d" % at, b"startxref\n%d" % (at + 4 + 2 * len(SECRET) + 23)
    )


@case
def bytes_around_the_file() -> bytes:
    return SECRET.encode() + b"\n" + Sheet().bytes() + b"\n" + SECRET.encode() + b"\n"


@case
def empty_password() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600))
    return sheet.bytes(encryption=pikepdf.Encryption(owner="agare", user=""))


@case
def over_the_page_break() -> bytes:
    sheet = Sheet(pages=2)
    sheet.pages[1].Contents = sheet.pdf.make_stream(text("Testsson fortsätter här", 60, 780))
    sheet.add(text("avslutas med Hemlige", 60, 60))
    return sheet.bytes()


@case
def inherited_page_keys() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600))
    tree = sheet.pdf.Root.Pages
    tree.Resources, tree.MediaBox, tree.Rotate = sheet.page.Resources, sheet.page.MediaBox, 90
    tree.EgenNyckel = String(SECRET)
    for key in ("/Resources", "/MediaBox"):
        del sheet.page[key]
    return sheet.bytes()


@case
def split_contents() -> bytes:
    sheet = Sheet()
    parts = [b"BT /F1 12 Tf 60 600 Td (Hemlige Te", b") Tj (stsson) Tj ET"]
    whole = text(KEPT, 60, 780) + b" " + parts[0]
    sheet.page.Contents = Array([sheet.pdf.make_stream(whole + b")"), sheet.pdf.make_stream(b" Tj (stsson) Tj ET")])
    return sheet.bytes()
