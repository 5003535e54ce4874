"""Pictures of the name in every coding and every place, and words inside the pictures' own bytes."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

import resources

from .sheet import KEPT, SECRET, Sheet, case, text

SIZE = (400, 160)
PLACE = (30, 90, 370, 150)
"""Where in the picture the name stands, pixels."""

DRAW = b"q 400 0 0 160 60 500 cm /I1 Do Q "
MARK = ((0, (85.0, 268.0, 435.0, 335.0)),)
"""The name's area on the page (the picture lies at 60..460, 182..342 in page space)."""

KEPT_PART = ((0, (64.0, 186.0, 300.0, 240.0)),)


@cache
def scan(mode: str = "L") -> Image.Image:
    """A picture with an ornament above, and the name in large letters below."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    for x in range(0, 240, 12):
        draw.ellipse((x, 8 + x % 30, x + 18, 40 + x % 17), outline=0, width=3)
    font = ImageFont.truetype(str(resources.path("look", "fonts", "LiberationSans-Bold.ttf")), 44)
    draw.text((36, 92), SECRET, font=font, fill=0)
    return image.convert(mode)


def image(sheet: Sheet, body: bytes, space: Any = Name.DeviceGray, bits: int = 8, **keys: Any) -> Any:
    """An image XObject of SIZE."""
    made = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": SIZE[0], "Height": SIZE[1], "ColorSpace": space,
        "BitsPerComponent": bits,
    } | keys  # fmt: skip
    return sheet.stream(body, **made)


def filed(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as a file of that kind."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def placed(sheet: Sheet, made: Any, draw: bytes = DRAW) -> Sheet:
    """The picture on the first page, the name's area marked."""
    sheet.resource("/XObject", "/I1", made).add(draw)
    return sheet.expect(terms=(), regions=MARK, seen=MARK, pictures=KEPT_PART, image_box=(SIZE, PLACE))


def coded(name: str, make: Callable[[Sheet], Any]) -> None:
    """Registers a case that is a marked picture in one coding."""

    def build() -> Sheet:
        sheet = Sheet()
        return placed(sheet, make(sheet))

    build.__name__ = name
    case(f"a scan coded as {name}", stay=(KEPT,))(build)


def _packed(bits: int) -> bytes:
    """Rows of 1, 2 or 4 bits a pixel."""
    levels, out = (1 << bits) - 1, bytearray()
    data, per = scan().tobytes(), 8 // bits
    for y in range(SIZE[1]):
        row = data[y * SIZE[0] : (y + 1) * SIZE[0]]
        for x in range(0, SIZE[0], per):
            byte = 0
            for value in row[x : x + per]:
                byte = byte << bits | value * levels // 255
            out.append(byte)
    return bytes(out)


def _run_length(raw: bytes) -> bytes:
    out = bytearray()
    for i in range(0, len(raw), 128):
        part = raw[i : i + 128]
        out += bytes([len(part) - 1]) + part
    return bytes(out + b"\x80")


def _lzw(raw: bytes) -> bytes:
    """LZW that clears its table before it grows past nine bits."""
    bits = []
    for i, byte in enumerate(raw):
        if i % 250 == 0:
            bits.append(256)
        bits.append(byte)
    bits.append(257)
    number = 0
    for code in bits:
        number = number << 9 | code
    spare = -9 * len(bits) % 8
    return (number << spare).to_bytes((9 * len(bits) + spare) // 8, "big")


def _up(raw: bytes) -> bytes:
    """PNG rows with the filter Up."""
    out, last = bytearray(), bytes(SIZE[0])
    for y in range(SIZE[1]):
        row = raw[y * SIZE[0] : (y + 1) * SIZE[0]]
        out += b"\x02" + bytes((a - b) % 256 for a, b in zip(row, last, strict=True))
        last = row
    return bytes(out)


def _fax() -> bytes:
    with Image.open(io.BytesIO(filed(scan("1"), "TIFF", compression="group4"))) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]
        offset, count = tags[273][0], tags[279][0]
        whole = len(tags[273]) == 1
    raw = filed(scan("1"), "TIFF", compression="group4", tiffinfo={278: SIZE[1]})
    with Image.open(io.BytesIO(raw)) as tiff:
        tags = tiff.tag_v2  # type: ignore[attr-defined]
        offset, count = tags[273][0], tags[279][0]
        whole = len(tags[273]) == 1
    assert whole, "one strip is needed"
    return raw[offset : offset + count]


def _jbig2() -> bytes:
    """Page information and one generic region that is coded as a fax (MMR)."""
    data = _fax()
    page = (
        b"\0\0\0\0\x30\0\x01"
        + (19).to_bytes(4, "big")
        + SIZE[0].to_bytes(4, "big")
        + SIZE[1].to_bytes(4, "big")
        + bytes(8)
        + b"\0\0\0"
    )
    region = SIZE[0].to_bytes(4, "big") + SIZE[1].to_bytes(4, "big") + bytes(8) + b"\0" + b"\x01" + data
    return page + b"\0\0\0\x01\x26\0\x01" + len(region).to_bytes(4, "big") + region


FLATE = Name.FlateDecode
GREY = scan().tobytes()
coded("flate", lambda s: image(s, zlib.compress(GREY), Filter=FLATE))
coded("run_length", lambda s: image(s, _run_length(GREY), Filter=Name.RunLengthDecode))
coded("lzw", lambda s: image(s, _lzw(GREY), Filter=Name.LZWDecode))
coded("ascii_hex", lambda s: image(s, GREY.hex().encode() + b">", Filter=Name.ASCIIHexDecode))
coded(
    "png_rows",
    lambda s: image(s, zlib.compress(_up(GREY)), Filter=FLATE, DecodeParms=Dictionary(Predictor=15, Columns=SIZE[0])),
)
coded("one_bit", lambda s: image(s, _packed(1), bits=1))
coded("two_bits", lambda s: image(s, _packed(2), bits=2))
coded("four_bits", lambda s: image(s, _packed(4), bits=4))
coded("sixteen_bits", lambda s: image(s, b"".join(bytes([v, v]) for v in GREY), bits=16))
coded("jpeg_grey", lambda s: image(s, filed(scan(), "JPEG", quality=85), Filter=Name.DCTDecode))
coded("jpeg_rgb", lambda s: image(s, filed(scan("RGB"), "JPEG", quality=85), Name.DeviceRGB, Filter=Name.DCTDecode))
coded("jpeg_cmyk", lambda s: image(s, filed(scan("RGB").convert("CMYK"), "JPEG"), Name.DeviceCMYK, Filter=Name.DCTDecode,
                                   Decode=Array([1, 0] * 4)))  # fmt: skip
coded(
    "jpeg_progressive",
    lambda s: image(s, filed(scan("RGB"), "JPEG", progressive=True), Name.DeviceRGB, Filter=Name.DCTDecode),
)
coded("jpeg_2000", lambda s: image(s, filed(scan("RGB"), "JPEG2000"), Name.DeviceRGB, Filter=Name.JPXDecode))
coded("fax", lambda s: image(s, _fax(), bits=1, Filter=Name.CCITTFaxDecode,
                             DecodeParms=Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1])))  # fmt: skip
coded("jbig2", lambda s: image(s, _jbig2(), bits=1, Filter=Name.JBIG2Decode))
coded(
    "indexed",
    lambda s: image(
        s, GREY, Array([Name.Indexed, Name.DeviceRGB, 255, String(bytes(v for i in range(256) for v in (i, i, i)))])
    ),
)
coded("inverted", lambda s: image(s, bytes(255 - v for v in GREY), Decode=Array([1, 0])))
coded("lab", lambda s: image(s, b"".join(bytes([v, 128, 128]) for v in GREY),
                             Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Range=Array([-128, 127, -128, 127]))])))  # fmt: skip
coded("spot_colour", lambda s: image(s, bytes(255 - v for v in GREY), Array([Name.Separation, Name.Black, Name.DeviceGray, Dictionary(
    FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)])))  # fmt: skip
coded("two_filters", lambda s: image(s, zlib.compress(filed(scan(), "JPEG")), Filter=Array([FLATE, Name.DCTDecode])))


def stencil(sheet: Sheet) -> Any:
    """A stencil that paints the name."""
    made = image(sheet, _packed(1), bits=1, ImageMask=True)
    del made["/ColorSpace"]
    return made


def soft(sheet: Sheet) -> Any:
    """A black picture that shows through its soft mask."""
    mask = image(sheet, bytes(255 - v for v in GREY))
    return image(sheet, bytes(SIZE[0] * SIZE[1]), SMask=mask)


def cut_out(sheet: Sheet) -> Any:
    """A black picture that shows through a stencil."""
    mask = image(sheet, _packed(1), bits=1, ImageMask=True)
    del mask["/ColorSpace"]
    return image(sheet, bytes(SIZE[0] * SIZE[1]), Mask=mask)


def colour_key(sheet: Sheet) -> Any:
    """A picture whose white is left out."""
    return image(sheet, GREY, Mask=Array([250, 255]))


coded("stencil", stencil)
coded("soft_mask_of_image", soft)
coded("mask_of_image", cut_out)
coded("colour_key_mask", colour_key)


@case("the picture is inside the contents", stay=(KEPT,))
def inline_scan() -> Sheet:
    body = zlib.compress(_packed(1))
    keys = f"BI /W {SIZE[0]} /H {SIZE[1]} /CS /G /BPC 1 /F /Fl /L {len(body)} ID ".encode()
    made = Sheet().add(b"q 400 0 0 160 60 500 cm " + keys + body + b"\nEI Q")
    return made.expect(terms=(), regions=MARK, seen=MARK, pictures=KEPT_PART)


@case("the same picture on another page, where nothing is marked", stay=(KEPT,))
def scan_on_two_pages() -> Sheet:
    sheet = Sheet(pages=2)
    made = image(sheet, GREY)
    sheet.resource("/XObject", "/I1", made, page=1).add(b"q 200 0 0 80 60 300 cm /I1 Do Q", page=1)
    return placed(sheet, made).expect(seen=(*MARK, (1, (72.0, 507.0, 248.0, 540.0))))


@case("the same picture twice on the page, marked once", stay=(KEPT,))
def scan_twice_on_page() -> Sheet:
    sheet = Sheet()
    placed(sheet, image(sheet, GREY), DRAW + b" q 200 0 0 80 60 300 cm /I1 Do Q")
    return sheet.expect(seen=(*MARK, (0, (72.0, 507.0, 248.0, 540.0))))


@case("the picture inside a form, and inside a tile of another page", stay=(KEPT,))
def scan_in_form() -> Sheet:
    sheet = Sheet()
    made = image(sheet, filed(scan(), "JPEG"), Filter=Name.DCTDecode)
    form = sheet.form(DRAW, Resources=Dictionary(XObject=Dictionary(I1=made)))
    sheet.resource("/XObject", "/X1", form).add(b"/X1 Do")
    return sheet.expect(terms=(), regions=MARK, seen=MARK, pictures=KEPT_PART, image_box=(SIZE, PLACE))


@case("the picture is a tile", stay=(KEPT,))
def scan_in_tile() -> Sheet:
    sheet = Sheet()
    tile = sheet.stream(
        b"q 400 0 0 160 0 0 cm /I1 Do Q", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=400, YStep=160,
        BBox=Array([0, 0, 400, 160]), Resources=Dictionary(XObject=Dictionary(I1=image(sheet, GREY))), Matrix=Array([1, 0, 0, 1, 60, 500]),
    )  # fmt: skip
    sheet.resource("/Pattern", "/P1", tile).add(b"/Pattern cs /P1 scn 60 500 400 160 re f")
    return sheet.expect(terms=(), regions=MARK, seen=MARK, pictures=KEPT_PART, image_box=(SIZE, PLACE))


@case("the picture turned by 90 degrees and mirrored", stay=(KEPT,))
def turned_scan() -> Sheet:
    sheet = Sheet()
    mark = ((0, (62.0, 236.0, 136.0, 592.0)),)
    placed(sheet, image(sheet, GREY), b"q 0 400 160 0 60 230 cm /I1 Do Q")
    return sheet.expect(regions=mark, seen=mark, pictures=())


@case("a clip shows the upper part alone; the name is in the pixels below it", stay=(KEPT,))
def clipped_scan() -> Sheet:
    sheet = Sheet()
    placed(sheet, image(sheet, GREY), b"q 60 580 400 80 re W n " + DRAW + b" Q")
    return sheet.expect(
        regions=((0, (300.0, 190.0, 440.0, 240.0)),), seen=(), pictures=((0, (64.0, 186.0, 250.0, 240.0)),)
    )


@case("the name's part of the picture lies off the crop box", stay=(KEPT,))
def scan_off_the_crop_box() -> Sheet:
    sheet = Sheet()
    placed(sheet, image(sheet, GREY))
    sheet.page.CropBox = Array([0, 570, 595, 842])
    return sheet.expect(
        regions=((0, (300.0, 190.0, 440.0, 240.0)),), seen=(), pictures=((0, (64.0, 186.0, 250.0, 240.0)),)
    )


@case("a white box painted over the picture's name", stay=(KEPT,))
def scan_under_a_box() -> Sheet:
    sheet = Sheet()
    return placed(sheet, image(sheet, GREY), DRAW + b" 1 g 80 500 360 78 re f").expect(seen=())


@case("a scan with an invisible reading of it", stay=(KEPT,))
def reading_over_scan() -> Sheet:
    sheet = Sheet()
    placed(sheet, image(sheet, GREY), DRAW + text(SECRET, 96, 523, 44, "3 Tr 112 Tz"))
    return sheet.expect(terms=(SECRET,), regions=(), pictures=KEPT_PART)


@case("a scan with its reading in a layer of letters without outlines", stay=(KEPT,))
def reading_letter_by_letter() -> Sheet:
    sheet = Sheet()
    letters = b"".join(text(c, 96 + 22 * i, 523, 44, "3 Tr") for i, c in enumerate(SECRET))
    placed(sheet, image(sheet, filed(scan(), "JPEG"), Filter=Name.DCTDecode), letters + DRAW)
    return sheet.expect(terms=(SECRET,), regions=(), pictures=KEPT_PART)


def with_words(name: str, make: Callable[[Sheet], Any]) -> None:
    """Registers a case in which the name stands in the picture's bytes or keys."""

    def build() -> Sheet:
        sheet = Sheet()
        sheet.resource("/XObject", "/I1", make(sheet)).add(DRAW)
        return sheet.expect(pictures=KEPT_PART)

    build.__name__ = name
    case(f"words in a picture: {name}", may_raster=False)(build)


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    return exif.tobytes()


RAW = SECRET.encode()
with_words("exif_behind_two_filters", lambda s: image(s, zlib.compress(filed(scan(), "JPEG", exif=_exif())),
                                                      Filter=Array([FLATE, Name.DCTDecode])))  # fmt: skip
with_words("jpeg_2000_comment", lambda s: image(s, filed(scan(), "JPEG2000", comment=RAW), Filter=Name.JPXDecode))
with_words("jpeg_2000_box", lambda s: image(s, filed(scan(), "JPEG2000") + (8 + len(RAW)).to_bytes(4, "big") + b"xml " + RAW,
                                            Filter=Name.JPXDecode))  # fmt: skip
with_words("fax_tail", lambda s: image(s, _fax() + RAW, bits=1, Filter=Name.CCITTFaxDecode,
                                       DecodeParms=Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], Namn=String(SECRET))))  # fmt: skip
with_words("jbig2_tail", lambda s: image(s, _jbig2() + b"\0\0\0\x02\x3e\0\x01" + (4 + len(RAW)).to_bytes(4, "big") + b"\x20\0\0\0" + RAW,
                                         bits=1, Filter=Name.JBIG2Decode))  # fmt: skip
with_words("flate_tail", lambda s: image(s, zlib.compress(GREY) + RAW, Filter=FLATE))
with_words("soft_mask_keys", lambda s: image(s, GREY, SMask=image(s, GREY + RAW, Namn=String(SECRET))))
with_words("alternates_and_measures", lambda s: image(s, GREY, Alternates=Array([Dictionary(Image=image(s, GREY, Namn=String(SECRET)))]),
                                                      Measure=Dictionary(R=String(SECRET)), ID=String(SECRET), Intent=Name.Vildqvist))  # fmt: skip
with_words("table_of_colours_tail", lambda s: image(s, bytes(v // 255 for v in GREY), Array(
    [Name.Indexed, Name.DeviceGray, 1, s.stream(b"\x00\xff" + RAW, Namn=String(SECRET))])))  # fmt: skip
with_words("jpeg_before_start", lambda s: image(s, RAW + filed(scan(), "JPEG"), Filter=Name.DCTDecode))
