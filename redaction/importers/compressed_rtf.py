"""Unpacks the formatted text of Outlook's mails (MS-OXRTFCP), which is packed with a dictionary of common words."""

from __future__ import annotations

import struct

from redaction.errors import Damaged, TooLarge

MOST_BYTES = 100_000_000

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SIZE = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"


def unpacked(content: bytes) -> bytes:
    """The RTF text. Raises Damaged for what is none, TooLarge past ``MOST_BYTES``."""
    if len(content) < 16:
        raise Damaged()
    _packed, raw, kind = struct.unpack_from("<II4s", content)
    if raw > MOST_BYTES:
        raise TooLarge(what="unpacked", limit=MOST_BYTES)
    if kind == _PLAIN:
        return content[16 : 16 + raw]
    if kind != _PACKED:
        raise Damaged()
    return _from_words(content[16:], raw)


def _from_words(content: bytes, raw: int) -> bytes:
    """Eight tokens to a byte of flags: a letter, or place and length in the last 4,096 letters."""
    ring = bytearray(_START.ljust(_SIZE, b"\0"))
    write, made, at = len(_START), bytearray(), 0
    while at < len(content):
        flags, at = content[at], at + 1
        for bit in range(8):
            if at >= len(content) or len(made) > raw + _SIZE:
                return bytes(made[:raw])
            if not flags >> bit & 1:
                letters, at = content[at : at + 1], at + 1
            else:
                if at + 1 >= len(content):
                    return bytes(made[:raw])
                place = content[at] << 8 | content[at + 1]
                start, length, at = place >> 4, (place & 15) + 2, at + 2
                if start == write:
                    return bytes(made[:raw])
                letters = b""
                for step in range(length):
                    letter = ring[(start + step) % _SIZE]
                    ring[(write + step) % _SIZE] = letter
                    letters += bytes([letter])
            for letter in letters:
                ring[write] = letter
                write = (write + 1) % _SIZE
            made += letters
    return bytes(made[:raw])
