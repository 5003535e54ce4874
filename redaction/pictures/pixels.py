"""How many bytes the pixels of an image need."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name, Stream

PLAIN = {
    "/FlateDecode",
    "/Fl",
    "/LZWDecode",
    "/LZW",
    "/RunLengthDecode",
    "/RL",
    "/ASCIIHexDecode",
    "/AHx",
    "/ASCII85Decode",
    "/A85",
}
"""Filters that give the pixels themselves."""

CHANNELS = {
    "/DeviceGray": 1, "/G": 1, "/DeviceRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4, "/CalGray": 1, "/CalRGB": 3,
    "/Lab": 3, "/Indexed": 1, "/I": 1, "/Separation": 1,
}  # fmt: skip

MOST_BYTES = 400_000_000


def needed(image: Any) -> int | None:
    """Bytes of the decoded picture (whole rows); None where they are coded or cannot be told."""
    filters = image.get("/Filter")
    listed = list(filters) if isinstance(filters, Array) else [] if filters is None else [filters]
    if any(str(f) not in PLAIN for f in listed):
        return None
    mask = bool(image.get("/ImageMask", False))
    channels = 1 if mask else _channels(image.get("/ColorSpace"))
    depth = 1 if mask else image.get("/BitsPerComponent", 8)
    width, height = image.get("/Width"), image.get("/Height")
    if channels is None or not all(isinstance(v, int) and v > 0 for v in (depth, width, height)):
        return None
    return (int(width) * channels * int(depth) + 7) // 8 * int(height)


def depth(image: Any) -> int:
    """Bits of one uncoded pixel, all its channels together."""
    if image.get("/ImageMask", False):
        return 1
    return (_channels(image.get("/ColorSpace")) or 1) * int(image.get("/BitsPerComponent", 8))


def is_light_where_set(image: Any) -> bool:
    """Whether bits that are all set give white, or in a stencil nothing; else bits that are all nought do."""
    space = image.get("/ColorSpace")
    kind = str(space[0] if isinstance(space, Array) and len(space) else space)
    return kind not in ("/Indexed", "/I", "/Separation", "/DeviceN") and (_channels(space) or 1) < 4


def _channels(space: Any) -> int | None:
    if isinstance(space, Name):
        return CHANNELS.get(str(space))
    if not isinstance(space, Array) or len(space) == 0:
        return None
    kind = str(space[0])
    if kind == "/ICCBased" and len(space) > 1 and isinstance(space[1], Stream):
        count: Any = space[1].get("/N")
        return int(count) if isinstance(count, int) else None
    if kind == "/DeviceN" and len(space) > 1 and isinstance(space[1], Array):
        return len(space[1])
    return CHANNELS.get(kind)
