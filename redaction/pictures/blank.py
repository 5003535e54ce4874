"""Parts of an image made even, in place, in the coding that it has where that can be written."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw, JpegImagePlugin

from ..opening import MUPDF_TROUBLE
from . import jpeg, pixels

Cells = tuple[int, int, int, int]
"""Pixels from the upper left corner: left, top, right and bottom, the last two exclusive."""

EVERY = pikepdf.StreamDecodeLevel.specialized
MOST_PIXELS = 120_000_000
MOST_PARTS = 3000
"""The engine takes one rectangle at a time."""

EVEN = (255, 255, 255)


def out(image: Any, parts: Sequence[Cells]) -> bool:
    """Makes the parts of an image, and of its masks, even; tells whether that could be done."""
    size = int(image.Width), int(image.Height)
    if size[0] * size[1] > MOST_PIXELS:
        return False
    if not (_plain(image, parts) or _jpeg(image, parts) or _by_engine(image, parts)):
        return False
    masks = [image[key] for key in ("/SMask", "/Mask") if isinstance(image.get(key), Stream)]
    return all(
        out(mask, [_scaled(part, size, (int(mask.Width), int(mask.Height))) for part in parts]) for mask in masks
    )


def _scaled(part: Cells, size: tuple[int, int], other: tuple[int, int]) -> Cells:
    """The same part of a mask that has another size; never more of it."""
    across, down = other[0] / size[0], other[1] / size[1]
    x0, y0 = -int(-part[0] * across // 1), -int(-part[1] * down // 1)
    return x0, y0, max(x0, int(part[2] * across)), max(y0, int(part[3] * down))


def _plain(image: Any, parts: Sequence[Cells]) -> bool:
    """Bits of uncoded pixels, all set or all nought."""
    whole = pixels.needed(image)
    if whole is None or whole > pixels.MOST_BYTES:
        return False
    body = bytearray(image.read_bytes(EVERY))
    if len(body) < whole:
        body.extend(bytes(whole - len(body)))
    height = int(image.Height)
    row = whole // height
    bits, light = pixels.depth(image), pixels.is_light_where_set(image)
    for x0, y0, x1, y1 in parts:
        first, last = x0 * bits, x1 * bits
        if first % 8 or last % 8:
            gone = (1 << 8 * row - first) - (1 << 8 * row - last)
            for y in range(y0, y1):
                line = int.from_bytes(body[y * row : (y + 1) * row], "big")
                line = line | gone if light else line & ~gone
                body[y * row : (y + 1) * row] = line.to_bytes(row, "big")
        else:
            level = (b"\xff" if light else b"\0") * ((last - first) // 8)
            for y in range(y0, y1):
                body[y * row + first // 8 : y * row + last // 8] = level
    image.write(bytes(body))
    return True


def _jpeg(image: Any, parts: Sequence[Cells]) -> bool:
    """A grey or coloured JPEG, written again with its own tables."""
    given = image.get("/DecodeParms")
    if image.get("/Filter") not in (Name.DCTDecode, Name.DCT) or (
        isinstance(given, Dictionary) and "/ColorTransform" in given
    ):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(image.read_raw_bytes()))
            if not isinstance(picture, JpegImagePlugin.JpegImageFile) or picture.mode not in ("L", "RGB"):
                return False
            if picture.size != (int(image.Width), int(image.Height)):
                return False
            tables, sampling = picture.quantization, JpegImagePlugin.get_sampling(picture)
            picture.load()
    except (OSError, ValueError, SyntaxError):
        return False
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in parts:
        if x0 < x1 and y0 < y1:
            draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=EVEN[0] if picture.mode == "L" else EVEN)
    written = io.BytesIO()
    picture.save(written, "JPEG", qtables=tables, subsampling=max(0, sampling), optimize=True)
    image.write(jpeg.bare(written.getvalue()), filter=Name.DCTDecode)
    return True


def _by_engine(image: Any, parts: Sequence[Cells]) -> bool:
    """Any other coding: the picture alone on a page, redacted there; it comes back as uncoded pixels."""
    if len(parts) > MOST_PARTS:
        return False
    width, height = int(image.Width), int(image.Height)
    try:
        made = _alone(image, width, height)
        with pymupdf.open(stream=made, filetype="pdf") as document:
            page = document[0]
            for x0, y0, x1, y1 in parts:
                page.add_redact_annot(pymupdf.Rect(x0, y0, x1, y1), fill=False, cross_out=False)
            page.apply_redactions(images=2, graphics=0, text=1)
            redacted = document.tobytes(garbage=2, deflate=True)
    except MUPDF_TROUBLE:
        return False
    with pikepdf.open(io.BytesIO(redacted)) as pdf:
        listed: Any = pdf.pages[0].obj.Resources.get("/XObject", Dictionary())
        found = [v for _, v in listed.items() if isinstance(v, Stream)]
        if len(found) != 1 or found[0].read_raw_bytes() == image.read_raw_bytes():
            return False
        _replace(image, found[0])
    return True


def _alone(image: Any, width: int, height: int) -> bytes:
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(width, height))
        page.obj.Resources = Dictionary(XObject=Dictionary(I=made.copy_foreign(image)))
        page.obj.Contents = made.make_stream(f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode("ascii"))
        written = io.BytesIO()
        made.save(written)
    return written.getvalue()


def _replace(image: Any, other: Any) -> None:
    """Puts another image in the place of one, so that everything that points to it shows the new one."""
    for key in list(image.keys()):
        if key not in ("/Length", "/Filter", "/DecodeParms"):
            del image[key]
    for key, value in other.items():
        if key not in ("/Length", "/Filter", "/DecodeParms"):
            image[key] = value.with_same_owner_as(image) if isinstance(value, Array | Dictionary | Stream) else value
    image.write(other.read_bytes(EVERY))
