"""Secrets in forms, patterns, masks and pictures."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageCms

from .sheet import SECRET, Sheet, case, jpeg, picture, stripes, text


@case
def _form() -> bytes:
    sheet = Sheet()
    return sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600))).add(b"/X1 Do").bytes()


@case
def _nested_forms() -> bytes:
    sheet = Sheet()
    inner = sheet.form(text(SECRET, 60, 600))
    middle = sheet.form(b"q 0.9 0 0 0.9 10 10 cm /X2 Do Q")
    middle.Resources.XObject = Dictionary(X2=inner)
    outer = sheet.form(b"/X1 Do")
    outer.Resources.XObject = Dictionary(X1=middle)
    return sheet.resource("/XObject", "/X0", outer).add(b"/X0 Do").bytes()


@case
def _shared_form() -> bytes:
    sheet = Sheet(pages=2)
    drawn = sheet.form(text(SECRET, 60, 600))
    for n in (0, 1):
        sheet.resource("/XObject", "/X1", drawn, page=n).add(b"/X1 Do", page=n)
    return sheet.bytes()


@case
def _form_drawn_twice() -> bytes:
    sheet = Sheet()
    sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600)))
    return sheet.add(b"/X1 Do q 1 0 0 1 0 -100 cm /X1 Do Q").bytes()


@case
def _unused_form() -> bytes:
    sheet = Sheet()
    return sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600))).bytes()


@case
def _form_private_keys() -> bytes:
    sheet = Sheet()
    drawn = sheet.form(text("synligt", 60, 600), PieceInfo=Dictionary(App=Dictionary(Private=String(SECRET))))
    return sheet.resource("/XObject", "/X1", drawn).add(b"/X1 Do").bytes()


@case
def _tiling_pattern() -> bytes:
    sheet = Sheet()
    tile = Stream(
        sheet.pdf, text(SECRET, 10, 10), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 200, 40]), XStep=200, YStep=40, Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    sheet.resource("/Pattern", "/P1", sheet.pdf.make_indirect(tile))
    return sheet.add(b"/Pattern cs /P1 scn 60 500 400 80 re f").bytes()


@case
def _soft_mask() -> bytes:
    sheet = Sheet()
    group = sheet.form(b"1 g " + text(SECRET, 60, 600), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group))
    sheet.resource("/ExtGState", "/G1", sheet.pdf.make_indirect(state))
    return sheet.add(b"q /G1 gs 0 g 50 590 300 30 re f Q").bytes()


# -- images


@case
def _jpeg_comment() -> bytes:
    sheet = Sheet()
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, stripes(), comment=SECRET.encode()))
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def _jpeg_exif() -> bytes:
    sheet = Sheet()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, stripes(), exif=exif.tobytes()))
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def _jpeg_tail() -> bytes:
    sheet = Sheet()
    drawn = jpeg(sheet.pdf, stripes())
    drawn.write(drawn.read_raw_bytes() + SECRET.encode(), filter=Name.DCTDecode)
    sheet.resource("/XObject", "/I1", drawn)
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def _image_tail() -> bytes:
    """More bytes than the picture needs."""
    sheet = Sheet()
    drawn = picture(sheet.pdf, stripes(20, 10))
    drawn.write(drawn.read_bytes() + SECRET.encode())
    sheet.resource("/XObject", "/I1", drawn)
    return sheet.add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def _image_private_keys() -> bytes:
    sheet = Sheet()
    xmp = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.Metadata, Subtype=Name.XML))
    drawn = picture(sheet.pdf, stripes(), Metadata=xmp, Name=Name.HemligeTestsson, OPI=Dictionary(F=String(SECRET)))
    return sheet.resource("/XObject", "/I1", drawn).add(b"q 300 0 0 200 60 400 cm /I1 Do Q").bytes()


@case
def _colour_profile() -> bytes:
    sheet = Sheet()
    profile = sheet.pdf.make_indirect(Stream(sheet.pdf, _profile(), N=3))
    sheet.resource("/ColorSpace", "/CS1", Array([Name.ICCBased, profile]))
    return sheet.add(b"/CS1 cs 0.2 0.4 0.6 sc 60 500 100 40 re f").bytes()


def _profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + b"text\0\0\0\0" + SECRET.encode()


@case
def _inline_image() -> bytes:
    return (
        Sheet()
        .add(b"q 40 0 0 40 60 500 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q " + text(SECRET, 60, 600))
        .bytes()
    )
