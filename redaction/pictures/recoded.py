"""Scans that MuPDF gave back as uncoded pixels become JPEG again, with the tables of the picture they were.

MuPDF writes a picture of which it blanked a part as plain pixels: a scan grows three to five times by that.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pymupdf
from PIL import Image, JpegImagePlugin

from . import jpeg

Size = tuple[int, int]

MODES = {1: "L", 3: "RGB"}
SPACES = frozenset(("DeviceGray", "DeviceRGB", "ICCBased", "CalGray", "CalRGB"))
"""Colour spaces whose values a JPEG can hold as they are."""


@dataclass(frozen=True, slots=True)
class Tables:
    """How a JPEG was coded: its quantisation tables, and how coarsely it holds colour."""

    quantisation: dict[int, list[int]]
    sampling: int


@dataclass(frozen=True, slots=True)
class Scans:
    """The pictures of a page before some are blanked: their objects, and how the JPEG ones were coded, by size."""

    known: frozenset[int]
    tables: Mapping[Size, Tables]


def scans(page: pymupdf.Page) -> Scans:
    """What has to be known of a page's pictures before parts of them are blanked."""
    listed = page.get_images(full=True)
    found = {(i[2], i[3]): _tables(page.parent.xref_stream_raw(i[0])) for i in listed if i[8] == "DCTDecode"}
    return Scans(frozenset(i[0] for i in listed), {size: made for size, made in found.items() if made is not None})


def again(page: pymupdf.Page, before: Scans) -> None:
    """Codes the page's new pictures as those of the same size were, where that makes them smaller."""
    for number, size in _new(page, before) if before.tables else ():
        _code(page.parent, number, before.tables[size])


def _new(page: pymupdf.Page, before: Scans) -> Iterator[tuple[int, Size]]:
    for number, _, width, height, bits, space, _, _, coding, _ in page.get_images(full=True):
        plain = coding in ("", "FlateDecode") and bits == 8 and space in SPACES
        if plain and number not in before.known and (width, height) in before.tables:
            yield number, (width, height)


def _tables(raw: bytes) -> Tables | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Any = Image.open(io.BytesIO(raw))
        if isinstance(picture, JpegImagePlugin.JpegImageFile) and picture.mode in MODES.values():
            return Tables(picture.quantization, max(0, JpegImagePlugin.get_sampling(picture)))
    except (OSError, ValueError, SyntaxError):
        pass
    return None


def _code(document: pymupdf.Document, number: int, tables: Tables) -> None:
    pixels = pymupdf.Pixmap(document, number)
    if pixels.alpha or pixels.n not in MODES:
        return
    picture = Image.frombytes(MODES[pixels.n], (pixels.width, pixels.height), bytes(pixels.samples))
    written = io.BytesIO()
    picture.save(written, "JPEG", qtables=tables.quantisation, subsampling=tables.sampling, optimize=True)
    coded = jpeg.bare(written.getvalue())
    if len(coded) < len(document.xref_stream_raw(number)):
        document.update_stream(number, coded, compress=False)
        document.xref_set_key(number, "Filter", "/DCTDecode")
        document.xref_set_key(number, "DecodeParms", "null")
