"""JPEG files without their comments, EXIF, thumbnails and profiles."""

from __future__ import annotations

ADOBE = 0xEE
"""APP14 tells decoders how colours are coded and stays."""


FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that tell size and coding of the picture (ITU-T T.81, table B.1)."""


def readable(raw: bytes) -> bool:
    """Whether the bytes hold a picture as far as its frame."""
    at = raw.find(b"\xff\xd8") + 2
    while 2 <= at <= len(raw) - 4 and raw[at] == 0xFF:
        code = raw[at + 1]
        if code in FRAMES:
            return True
        at += 1 if code == 0xFF else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return False


def bare(raw: bytes) -> bytes:
    """The same picture without APPn (Adobe's aside) and COM segments, and without bytes before or after it.

    What does not read as a JPEG is given back as it is.
    """
    start = raw.find(b"\xff\xd8")
    if start < 0:
        return raw
    kept = [b"\xff\xd8"]
    at = start + 2
    while at + 4 <= len(raw):
        if raw[at] != 0xFF:
            return raw
        code = raw[at + 1]
        if code == 0xFF:
            at += 1
            continue
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        if code == 0xDA:
            return b"".join(kept) + _scans(raw, at)
        if not (0xE0 <= code <= 0xEF and code != ADOBE) and code != 0xFE:
            kept.append(raw[at : at + 2 + length])
        at += 2 + length
    return raw


def _scans(raw: bytes, at: int) -> bytes:
    """From the first scan to the end of the picture; tables and comments between scans stay or go as above."""
    kept: list[bytes] = []
    while True:
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        code = raw[at + 1]
        end = at + 2 + length
        if code == 0xDA:
            end = _marker(raw, end)
        if not (0xE0 <= code <= 0xEF and code != ADOBE) and code != 0xFE:
            kept.append(raw[at:end])
        if end + 2 > len(raw) or raw[end + 1] == 0xD9:
            return b"".join(kept) + b"\xff\xd9"
        at = end


def _marker(raw: bytes, at: int) -> int:
    """The next marker that is neither a stuffed byte nor a restart."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            return len(raw)
        code = raw[at + 1]
        if code != 0 and not 0xD0 <= code <= 0xD7 and code != 0xFF:
            return at
        at += 1 if code == 0xFF else 2
