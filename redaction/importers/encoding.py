"""In which encoding a text file is written, found from its bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from redaction.errors import TooLarge

MOST_BYTES = 10_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "cp850", "mac_roman")
_NAMES = {"cp1252": "windows-1252"}
_SWEDISH = re.compile("[a-zåäöA-ZÅÄÖ][åäöéü]|[åäöÅÄÖ][a-zåäö]|\\b[ÅÄÖåö]\\b")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1a\x1b")) + b"\x7f"
MOST_CONTROL = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and how many bytes had no meaning in it (each became U+FFFD)."""

    text: str
    encoding: str
    unread: int = 0


def decode(content: bytes) -> Decoded | None:
    """The text of the bytes; None where they are not text.

    A byte order mark decides; without one UTF-8, then UTF-16 by its zero bytes, then the eight-bit encoding
    in which most Swedish letters stand as they do in words, Windows-1252 before others.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _replaced(content, name)
    if b"\0" in content:
        wide = _zeros_say(content)
        return _replaced(content, wide) if wide else None
    if len(content.translate(None, delete=_CONTROL)) < len(content) * (1 - MOST_CONTROL):
        return None
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _eight_bit(content)


def is_text(source: Path) -> bool:
    """Whether the whole file can be read as text. Raises TooLarge past ``MOST_BYTES``, if it may be text."""
    with source.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    found = decode(content[:MOST_BYTES])
    if found is not None and len(content) > MOST_BYTES:
        raise TooLarge(what="text", limit=MOST_BYTES)
    return found is not None and found.unread * 50 <= len(found.text)


def decoded_start(head: bytes) -> str | None:
    """The first characters of what may be text; a character cut off at the end does not matter."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head.decode(name, "ignore").removeprefix("\ufeff")
    return None if b"\0" in head else head.decode("latin-1").replace("\r\n", "\n")


def _replaced(content: bytes, name: str) -> Decoded:
    text = content.decode(name, "replace")
    return Decoded(text.removeprefix("\ufeff"), name, text.count("\ufffd"))


def _zeros_say(content: bytes) -> str | None:
    """UTF-16 without a mark: in Swedish text nearly every other byte is zero."""
    half = len(content) // 2
    even, odd = content[::2].count(0), content[1::2].count(0)
    if half and odd > half * 0.7 and even < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.7 and odd < half * 0.02 else None


def _eight_bit(content: bytes) -> Decoded:
    decoded = [(name, content.decode(name, "replace")) for name in _EIGHT_BIT]
    name, text = max(decoded, key=lambda pair: len(_SWEDISH.findall(pair[1])))
    return Decoded(text, _NAMES.get(name, name), text.count("\ufffd"))
