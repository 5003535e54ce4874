"""Colour profiles without the texts that they carry.

An ICC profile is a header of 128 bytes, a table of tags, and their contents (ICC.1:2022, 7). Only the tags that
tell how colours are turned stay; description and copyright, which must be there, are our own words.
"""

from __future__ import annotations

import struct

HEADER = 128
COLOURS = frozenset(
    b"A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3 B2D0 B2D1 B2D2 B2D3 D2B0 D2B1 D2B2 D2B3 bXYZ bTRC bkpt chad "
    b"gXYZ gTRC gamt kTRC lumi pre0 pre1 pre2 rXYZ rTRC wtpt".split()
)
MOST_TAGS = 100


def bare(raw: bytes) -> bytes | None:
    """The profile with its colour tags alone; None where it does not read as one."""
    if len(raw) < HEADER + 4 or raw[36:40] != b"acsp":
        return None
    (count,) = struct.unpack_from(">I", raw, HEADER)
    if count > MOST_TAGS or len(raw) < HEADER + 4 + 12 * count:
        return None
    kept: dict[bytes, bytes] = {}
    for i in range(count):
        tag, offset, size = struct.unpack_from(">4sII", raw, HEADER + 4 + 12 * i)
        if offset + size > len(raw):
            return None
        if tag in COLOURS:
            kept[tag] = raw[offset : offset + size]
    texts = _texts(raw[8])
    return _written(raw, texts | kept)


def _texts(version: int) -> dict[bytes, bytes]:
    if version >= 4:
        body = "-".encode("utf-16-be")
        text = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"sv", b"SE", len(body), 28) + body
        return {b"desc": text, b"cprt": text}
    described = b"desc" + bytes(4) + struct.pack(">I", 2) + b"-\0" + bytes(8) + bytes(3) + bytes(67)
    return {b"desc": described, b"cprt": b"text" + bytes(4) + b"-\0"}


def _written(raw: bytes, tags: dict[bytes, bytes]) -> bytes:
    places: dict[bytes, int] = {}
    table, body = b"", b""
    start = HEADER + 4 + 12 * len(tags)
    for tag, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return _header(raw, start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _header(raw: bytes, size: int) -> bytes:
    """The old header with size set, and without maker, model, creator, identity, flags and spare bytes."""
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I", size) + bytes(4) + raw[8:24] + date + b"acsp" + bytes(4) + bytes(4)
    return (head + bytes(4) + bytes(4) + bytes(8) + raw[64:80]).ljust(HEADER, b"\0")
