"""Reading delivered files back with engines that did not write them: what anyone could get out of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

from .geometry import Rect

DARK = 60
"""A pixel whose brightest channel (0-255) is below this belongs to a box."""

SCALE = 2.0
"""Pixels per point of the rendering that is looked at."""

DEEPEST = 4
"""Archives inside archives are followed so far."""


def text_of(file: Path) -> str:
    """All that can be read in a file: text on pages, hidden strings and streams, members of archives."""
    return "\n".join(_texts(file.read_bytes(), DEEPEST))


def _texts(content: bytes, depth: int) -> Iterator[str]:
    if content[:1024].find(b"%PDF-") >= 0:
        yield from _of_pdf(content)
    elif content.startswith(b"PK\x03\x04") and depth:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename
                yield from _texts(archive.read(member), depth - 1)
    else:
        text = content.decode("utf-8", errors="replace")
        yield re.sub(r"<[^>]+>", "", text) if text.lstrip().startswith("<") else text


def printed(pdf: Path) -> str:
    """What stands on the pages of a PDF."""
    return "\n".join(_pages(pdf.read_bytes()))


def _pages(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_bounded()
            text.close()
            page.close()
    finally:
        document.close()


def _of_pdf(content: bytes) -> Iterator[str]:
    yield from _pages(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing)


def _strings(thing: pikepdf.Object) -> Iterator[str]:
    """The strings directly in an object and its decoded stream; what it points to comes by itself."""
    if isinstance(thing, pikepdf.Stream):
        yield from _strings(thing.stream_dict)
        try:
            raw = thing.read_bytes()
        except pikepdf.PdfError:
            raw = thing.read_raw_bytes()
        yield raw.decode("latin-1")
        if raw.startswith((b"\xfe\xff", b"<?xpacket", b"<x:xmpmeta")):
            yield raw.decode("utf-8", errors="replace")
    elif isinstance(thing, pikepdf.Dictionary):
        for _key, value in thing.items():
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(thing, pikepdf.String):
        yield str(thing)


def is_filled(pdf: Path, page: int, rect: Rect) -> bool:
    """Whether an area (page space, page from 0) is a box: at least 80 % of its pixels dark, room for a white label."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = document[page]
        picture = shown.render(scale=SCALE).to_pil().convert("RGB")
        shown.close()
    finally:
        document.close()
    left, top, right, bottom = (round(side * SCALE) for side in rect.grown(-1.0))
    box = picture.crop((left, top, right, bottom))
    pixels = list(box.getdata())
    dark = sum(max(pixel) < DARK for pixel in pixels)
    return bool(pixels) and dark >= 0.8 * len(pixels)
