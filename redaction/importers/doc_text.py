"""The text of an old Word file (MS-DOC 2.4), read by us: what another program must have kept of it, and its dates."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path

import olefile

from redaction.errors import Damaged, Unsupported

_TROUBLE = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error)
_OLDEST = 0x00C1
"""The first version of the format of Word 97; older ones are built otherwise."""
_FLAGS, _ENCRYPTED, _SECOND_TABLE = 0x0A, 0x0100, 0x0200
_COUNTS, _CLX = 0x4C, 0x01A2
_STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header-boxes")
_RUNNING = ("text", "footnotes", "endnotes", "boxes")
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x14\x15]*))?\x15")
_CLOCK = re.compile(r"\s*(?:DATE|TIME)\b", re.IGNORECASE)
_MARKS = {ord("\x07"): "\n", ord("\r"): "\n", ord("\x0b"): "\n", ord("\x0c"): "\n", ord("\x1e"): "-",
          **dict.fromkeys((1, 2, 3, 4, 5, 8, 0x1F), None)}  # fmt: skip
"""Marks in the text: ends of cells and lines, the hyphen that does not break, and places of pictures and notes."""


@dataclass(frozen=True, slots=True)
class DocText:
    """The running text without dates that fill themselves in, what these last said in order, the text with them."""

    text: str
    dates: tuple[str, ...]
    shown: str


def read(source: Path) -> DocText | None:
    """What the file says; None for one from before Word 97.

    Raises Unsupported where it is locked with a password, Damaged.
    """
    try:
        with olefile.OleFileIO(source) as file:
            head = file.openstream("WordDocument").read()
            if struct.unpack_from("<H", head, 2)[0] < _OLDEST:
                return None
            flags = struct.unpack_from("<H", head, _FLAGS)[0]
            if flags & _ENCRYPTED:
                raise Unsupported(kind="locked-office")
            table = file.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        stories = _stories(head, _whole(head, table))
    except _TROUBLE as error:
        raise Damaged() from error
    text, shown = ("\n".join(_plain(stories[name], dated) for name in _RUNNING) for dated in (False, True))
    return DocText(text, _dates(stories["text"]), shown)


def _whole(head: bytes, table: bytes) -> str:
    """All text in its order, from the pieces in which it is kept (2.9.177)."""
    at, size = struct.unpack_from("<II", head, _CLX)
    clx = table[at : at + size]
    place = 0
    while clx[place] == 1:  # what formats pieces
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    length = struct.unpack_from("<I", clx, place + 1)[0]
    pieces = clx[place + 5 : place + 5 + length]
    count = (length - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    said = []
    for number in range(count):
        start = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        letters = ends[number + 1] - ends[number]
        if start & 0x40000000:
            begin = (start & 0x3FFFFFFF) // 2
            said.append(head[begin : begin + letters].decode("cp1252", "replace"))
        else:
            said.append(head[start : start + 2 * letters].decode("utf-16-le", "replace"))
    return "".join(said)


def _stories(head: bytes, whole: str) -> dict[str, str]:
    counts = struct.unpack_from("<8I", head, _COUNTS)
    made, at = {}, 0
    for name, count in zip(_STORIES, counts, strict=True):
        made[name] = whole[at : at + count]
        at += count
    return made


def _plain(story: str, dated: bool) -> str:
    """The text as it reads: fields as what they last showed, those of a clock left out where it is not ``dated``."""
    before = ""
    while before != story:
        before = story
        story = _FIELD.sub(lambda found: "" if _CLOCK.match(found[1]) and not dated else found[2] or "", story)
    return story.translate(_MARKS)


def _dates(story: str) -> tuple[str, ...]:
    return tuple((found[2] or "").translate(_MARKS) for found in _FIELD.finditer(story) if _CLOCK.match(found[1]))
