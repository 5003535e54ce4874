"""Files made to exhaust a program: streams that unpack beyond all measure are refused before they are unpacked."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..errors import TooLarge
from ..pictures import pixels

MOST_UNPACKED = 200_000_000
"""A content stream, a font or a profile is not unpacked past so many bytes."""

MOST_PIXEL_BYTES = 400_000_000
"""Nor is a picture: 17,500 by 17,500 grey pixels are within it."""

RATIO = 1100
"""No single filter unpacks to more than so many times its bytes (deflate: 1032)."""

CHUNK = 1 << 20


def refuse_bombs(pdf: pikepdf.Pdf) -> None:
    """Looks at every stream that might be one.

    Raises:
        TooLarge: ``what`` is "stream" or "picture", ``page`` the first that uses it (from 0; -1 for none).
    """
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            what, limit = ("picture", MOST_PIXEL_BYTES) if _is_picture(thing) else ("stream", MOST_UNPACKED)
            if _unpacked(thing, limit) > limit:
                raise TooLarge(what=what, limit=limit, page=_page_of(pdf, thing.objgen))


def _is_picture(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == Name.Image)


def _unpacked(stream: Any, limit: int) -> int:
    """The size of the unpacked stream, counted no further than just past the limit; 0 where it is surely small."""
    if _is_picture(stream) and (size := pixels.needed(stream)) is not None and size > limit:
        return size
    filters = stream.get("/Filter")
    count = len(filters) if isinstance(filters, Array) else 1
    length = stream.get("/Length")
    if isinstance(length, int) and int(length) * RATIO**count <= limit:
        return 0
    raw = stream.read_raw_bytes()
    layers = list(filters) if isinstance(filters, Array) else [filters]
    for at, layer in enumerate(layers):
        if str(layer) not in ("/FlateDecode", "/Fl"):
            break
        size, raw = _inflated(raw, limit, at + 1 < len(layers))
        if size > limit:
            return size
    return len(raw)


def _inflated(raw: bytes, limit: int, wanted: bool) -> tuple[int, bytes]:
    """How many bytes a deflated body has, and the bytes themselves where they are ``wanted``."""
    unpack, size, parts = zlib.decompressobj(), 0, list[bytes]()
    rest = raw
    try:
        while rest and size <= limit and not unpack.eof:
            part = unpack.decompress(rest, CHUNK)
            rest, size = unpack.unconsumed_tail, size + len(part)
            if wanted:
                parts.append(part)
    except zlib.error:
        pass
    return size, b"".join(parts)


def _page_of(pdf: pikepdf.Pdf, wanted: tuple[int, int]) -> int:
    """The first page from which an object can be reached, or -1."""
    for number, page in enumerate(pdf.pages):
        seen: set[tuple[int, int]] = set()
        waiting = [value for key, value in page.obj.items() if key != "/Parent"]
        while waiting:
            thing = waiting.pop()
            if getattr(thing, "is_indirect", False):
                if thing.objgen == wanted:
                    return number
                if thing.objgen in seen:
                    continue
                seen.add(thing.objgen)
            bare = thing.stream_dict if isinstance(thing, Stream) else thing
            if isinstance(bare, Dictionary):
                waiting.extend(value for key, value in bare.items() if key != "/Parent")
            elif isinstance(bare, Array):
                waiting.extend(bare)
    return -1
