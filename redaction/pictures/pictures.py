"""The bytes of images without comments, metadata and what follows the last pixel, whatever their coding."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..streams.operands import is_number
from . import jpeg, pixels

ALL = pikepdf.StreamDecodeLevel.specialized
PARAMETERS = (
    "/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange", "/K", "/EndOfLine", "/EncodedByteAlign",
    "/Rows", "/EndOfBlock", "/BlackIs1", "/DamagedRowsBeforeError", "/ColorTransform", "/JBIG2Globals",
)  # fmt: skip

BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
"""Boxes of a JPEG 2000 file that a reader of PDF needs (ISO/IEC 15444-1, Annex I)."""

COMMENT_2000, TILE_2000 = 0x64, 0x90

END_OF_FAX = format(0x001001, "024b")

EXTENSION, END_OF_PAGE, END_OF_FILE = 62, 49, 51
UNKNOWN_LENGTH = 0xFFFFFFFF


class Unreadable(Exception):
    """The bytes of an image are no picture."""


def bare(image: Any) -> bool:
    """Rewrites an image in place so that its bytes hold pixels alone; tells whether any went.

    Raises:
        Unreadable: it is coded in a way that no reader knows, or its bytes are not what they claim to be.
        pikepdf.PdfError: it cannot be unpacked.
    """
    filters = _listed(image.get("/Filter"))
    parameters = _parameters(image, len(filters))
    if not filters or all(str(f) in pixels.PLAIN for f in filters):
        return _plain(image, filters)
    last, given = str(filters[-1]), parameters[-1]
    if last not in _CODED:
        raise Unreadable
    raw = image.read_raw_bytes()
    if len(filters) > 1:
        raw = _unwrapped(image, filters[:-1], parameters[:-1])
    if last in ("/DCTDecode", "/DCT") and not jpeg.readable(raw):
        raise Unreadable
    body = _CODED[last](raw)
    if len(filters) == 1 and body == raw:
        return False
    image.write(body, filter=Name(last), decode_parms=given)
    return bool(body != raw)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [] if value is None else [value]


def _parameters(image: Any, count: int) -> list[Any]:
    """One dictionary or None per filter, each without private keys."""
    found = _listed(image.get("/DecodeParms"))
    for part in found:
        for key in list(part.keys()) if isinstance(part, Dictionary) else ():
            if key not in PARAMETERS:
                del part[key]
    return (found + [None] * count)[:count]


def _plain(image: Any, filters: list[Any]) -> bool:
    needed = pixels.needed(image)
    simple = [str(f) for f in filters] in ([], ["/FlateDecode"])
    if needed is not None and needed > pixels.MOST_BYTES:
        return False
    spare = b""
    if simple and filters:
        packed = zlib.decompressobj()
        try:
            packed.decompress(image.read_raw_bytes())
            spare = packed.unused_data.strip(b"\r\n")
        except zlib.error:
            simple = False
    body = image.read_bytes(ALL)
    tail = needed is not None and len(body) > needed
    if tail or spare or not simple:
        image.write(body[:needed] if tail else body)
    return bool(tail or spare)


def _unwrapped(image: Any, filters: list[Any], parameters: list[Any]) -> bytes:
    """The bytes below the outer, plain filters."""
    with pikepdf.new() as spare:
        outer = Stream(spare, b"")
        names = Array([Name(str(f)) for f in filters])
        given = Array([_numbers(p) for p in parameters])
        outer.write(image.read_raw_bytes(), filter=names, decode_parms=given)
        return bytes(outer.read_bytes(ALL))


def _numbers(parameters: Any) -> Dictionary:
    """A copy, for another file, of what tells a plain filter how to read."""
    found = parameters.items() if isinstance(parameters, Dictionary) else ()
    return Dictionary({key: value for key, value in found if is_number(value)})


def jpeg_2000(raw: bytes) -> bytes:
    """A JPEG 2000 picture without text boxes, comments and what follows it."""
    if raw.startswith(b"\xff\x4f"):
        return _codestream(raw)
    kept: list[bytes] = []
    at = 0
    while at + 8 <= len(raw):
        length, kind, head = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(raw[at + 8 : at + 16], "big"), 16
        end = at + length if length else len(raw)
        if end > len(raw) or (length and length < head):
            break
        if kind in BOXES:
            body = raw[at + head : end]
            body = _codestream(body) if kind == b"jp2c" else body
            kept.append((8 + len(body)).to_bytes(4, "big") + kind + body)
        at = end
    return b"".join(kept) if any(k[4:8] == b"jp2c" for k in kept) else raw


def _codestream(raw: bytes) -> bytes:
    """Main header without comments, then the tiles up to the end of the picture."""
    kept, at = [raw[:2]], 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != TILE_2000:
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if raw[at + 1] != COMMENT_2000:
            kept.append(raw[at:end])
        at = end
    last = raw.rfind(b"\xff\xd9")
    return b"".join(kept) + raw[at : last + 2 if last >= at else len(raw)]


def fax(raw: bytes) -> bytes:
    """A fax up to the end of its block."""
    bits = bin(int.from_bytes(b"\x01" + raw, "big"))[3:]
    end = bits.find(END_OF_FAX)
    return raw if end < 0 else raw[: (end + len(END_OF_FAX) + 7) // 8]


def jbig2(raw: bytes) -> bytes:
    """The segments of a JBIG2 stream that draw (ITU-T T.88, 7.2); comments and what follows go."""
    kept: list[bytes] = []
    at = 0
    while at + 11 <= len(raw):
        number, flags, count = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4], raw[at + 5] >> 5
        place = at + 6
        if count == 7:
            count = int.from_bytes(raw[at + 5 : at + 9], "big") & 0x1FFFFFFF
            place = at + 9 + (count + 8) // 8
        place += count * (1 if number <= 256 else 2 if number <= 65536 else 4) + (4 if flags & 0x40 else 1)
        length = int.from_bytes(raw[place : place + 4], "big")
        if length == UNKNOWN_LENGTH:
            return raw
        end = place + 4 + length
        kind = flags & 0x3F
        if end > len(raw) or kind > EXTENSION:
            break
        if kind not in (EXTENSION, END_OF_PAGE, END_OF_FILE):
            kept.append(raw[at:end])
        at = end
    return b"".join(kept) or raw


_CODED: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": jpeg.bare,
    "/DCT": jpeg.bare,
    "/JPXDecode": jpeg_2000,
    "/CCITTFaxDecode": fax,
    "/CCF": fax,
    "/JBIG2Decode": jbig2,
}
