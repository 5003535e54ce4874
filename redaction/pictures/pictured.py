"""A page that became a picture as an image of a PDF: the smallest coding that still reads well."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Name
from PIL import Image, ImageChops

QUALITY = 75
"""Of a JPEG; our boxes are painted over it again as lines and stay sharp."""

TINT = 24
"""Channels that differ by less are grey: smoothing of letters for flat screens and noise of scans do."""

COLOURS = 48
"""Colours of a page of text that has any."""

HALFTONES = 0.08
"""A page with a smaller share of middle greys is text and lines: sixteen greys are enough for it."""


def image(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """The picture as an image object: grey where it has no colour, JPEG or few levels, whichever is smaller."""
    grey, coloured = picture.convert("L"), _is_coloured(picture)
    made = [_jpeg(pdf, picture if coloured else grey)]
    if _is_text(grey):
        made.append(_listed(pdf, picture) if coloured else _packed(pdf, grey))
    return min(made, key=lambda stream: len(stream.read_raw_bytes()))


def _is_coloured(picture: Image.Image) -> bool:
    """Whether any place of the page, averaged over two by two pixels, has a colour that is seen."""
    red, green, blue = picture.convert("RGB").reduce(2).split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(sum(difference.histogram()[TINT:]) for difference in differences)


def _is_text(grey: Image.Image) -> bool:
    counts = grey.histogram()
    return sum(counts[48:224]) < HALFTONES * grey.width * grey.height


def _jpeg(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    written = io.BytesIO()
    shown = picture if picture.mode == "L" else picture.convert("RGB")
    shown.save(written, "JPEG", quality=QUALITY, optimize=True)
    stream = _stream(pdf, written.getvalue(), picture, 8)
    stream.Filter = Name.DCTDecode
    return stream


def _packed(pdf: pikepdf.Pdf, grey: Image.Image) -> pikepdf.Stream:
    """Sixteen greys, two pixels to a byte."""
    levels = grey.point([round(level / 17) for level in range(256)])
    width, height = levels.size
    even = Image.new("L", (width + width % 2, height))
    even.paste(levels, (0, 0))
    flat = even.tobytes()
    high = bytes(level << 4 for level in range(16)) + bytes(240)
    rows = bytes(a | b for a, b in zip(flat[::2].translate(high), flat[1::2], strict=True))
    stream = _stream(pdf, zlib.compress(rows, 9), grey, 4)
    stream.Filter = Name.FlateDecode
    return stream


def _listed(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """The colours that it uses most, one byte to a pixel."""
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    listed = bytes(few.getpalette() or ())[: 3 * COLOURS]
    stream = _stream(pdf, zlib.compress(few.tobytes(), 9), few, 8)
    stream.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, len(listed) // 3 - 1, pikepdf.String(listed)])
    stream.Filter = Name.FlateDecode
    return stream


def _stream(pdf: pikepdf.Pdf, coded: bytes, picture: Image.Image, bits: int) -> pikepdf.Stream:
    return pdf.make_stream(
        coded,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=bits,
    )
