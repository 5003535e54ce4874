"""The file that keeps the words of a document's pages; one page is read without the others.

A page is kept compressed: the length of its head (4 bytes), the head as JSON, and numbers: whole ones by word (start,
length, line, upright or not, source, how sure), then places in page space (each word's rectangle, each character's
edges) in four bytes each, as MuPDF reckons them. After the pages stand the offset of each and their number (8 bytes).
All is little endian. The head says whether it is kept how sure a word is: in older files it is not.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from .errors import Damaged, PageOutside
from .geometry import PageBox, Rect
from .sealed import File
from .words import Code, PageText, Region, RegionKind, Source, Word

T = TypeVar("T")

_NUMBER = struct.Struct("<Q")
_HEAD = struct.Struct("<I")
_SOURCES = tuple(Source)
_WHOLE, _OLD_WHOLE = 6, 5
"""Whole numbers by word; in older files the last, how sure, is missing."""


def save(pages: Iterable[PageText], path: Path) -> int:
    """Writes pages to a cache file in the order given, the first being page 0; gives their number."""
    offsets: list[int] = []
    with path.open("wb") as file:
        for page in pages:
            offsets.append(file.tell())
            file.write(zlib.compress(_packed(page), 1))
        offsets.append(file.tell())
        file.write(b"".join(_NUMBER.pack(o) for o in offsets) + _NUMBER.pack(len(offsets) - 1))
    return len(offsets) - 1


def load(path: File, page: int) -> PageText:
    """One page (from 0) of a cache file, read without the others.

    Raises:
        PageOutside: the file does not hold it.
        Damaged: the file is not a cache.
    """
    return _read(path, page, _unpacked)


def text(path: File, page: int) -> str:
    """The text of one page (from 0) without its words, which is quicker. Raises as ``load``."""
    return _read(path, page, lambda packed: str(_head(packed)["text"]))


def regions(path: File, page: int) -> tuple[Region, ...]:
    """The parts of one page (from 0) that no reader can read, without its words. Raises as ``load``."""
    return _read(path, page, lambda packed: _regions(_head(packed)))


def _read(path: File, page: int, unpack: Callable[[bytes], T]) -> T:
    try:
        with path.open("rb") as file:
            file.seek(-8, 2)
            index_end = file.tell()
            (count,) = _NUMBER.unpack(file.read(8))
            if not 0 <= page < count:
                raise PageOutside(page=page)
            file.seek(index_end - 8 * (count + 1) + 8 * page)
            start, end = struct.unpack("<QQ", file.read(16))
            if not start <= end <= index_end:
                raise Damaged()
            file.seek(start)
            return unpack(zlib.decompress(file.read(end - start)))
    except (OSError, ValueError, struct.error, zlib.error, KeyError, TypeError, OverflowError, IndexError) as error:
        raise Damaged() from error


def join(parts: Sequence[Path], path: Path) -> int:
    """Writes the pages of cache files one after the other into a new one; gives their number."""
    offsets: list[int] = []
    with path.open("wb") as file:
        for part in parts:
            raw = part.read_bytes()
            (pages,) = _NUMBER.unpack(raw[-_NUMBER.size :])
            starts = struct.unpack(f"<{pages + 1}Q", raw[-_NUMBER.size * (pages + 2) : -_NUMBER.size])
            offsets += [start + file.tell() for start in starts[:-1]]
            file.write(raw[: starts[-1]])
        offsets.append(file.tell())
        file.write(b"".join(_NUMBER.pack(o) for o in offsets) + _NUMBER.pack(len(offsets) - 1))
    return len(offsets) - 1


def count(path: File) -> int:
    """How many pages a cache file holds."""
    with path.open("rb") as file:
        file.seek(-8, 2)
        return int(_NUMBER.unpack(file.read(8))[0])


def _packed(page: PageText) -> bytes:
    words, box = page.words, page.box
    body = {"page": page.page, "box": [box.width, box.height, box.rotation], "text": page.text, "words": len(words)}
    body["sure"] = True
    if page.codes:
        body["codes"] = [[code.kind, code.text, *code.rect] for code in page.codes]
    if page.regions:
        body["regions"] = [[region.kind, region.digest, *region.rect] for region in page.regions]
    head = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    whole = [(w.start, len(w.text), w.line, w.vertical, _SOURCES.index(w.source), w.sure) for w in words]
    places = chain(*[w.rect for w in words], *[w.edges for w in words])
    return _HEAD.pack(len(head)) + head + _bytes(array("I", chain(*whole))) + _bytes(array("f", places))


def _head(packed: bytes) -> dict[str, Any]:
    (length,) = _HEAD.unpack_from(packed)
    head: dict[str, Any] = json.loads(packed[_HEAD.size : _HEAD.size + length])
    return head


def _unpacked(packed: bytes) -> PageText:
    (length,) = _HEAD.unpack_from(packed)
    at = _HEAD.size + length
    head = _head(packed)
    text, words, by_word = head["text"], head["words"], _WHOLE if head.get("sure") else _OLD_WHOLE
    whole = array("I")
    end = at + whole.itemsize * by_word * words
    whole.frombytes(packed[at:end])
    places = array("f")
    places.frombytes(packed[end:])
    if sys.byteorder == "big":
        whole.byteswap()
        places.byteswap()
    codes = tuple(Code(kind, says, Rect(*rect)) for kind, says, *rect in head.get("codes", ()))
    found = _words(text, whole, by_word, places)
    return PageText(head["page"], PageBox(*head["box"]), text, found, codes, _regions(head))


def _regions(head: dict[str, Any]) -> tuple[Region, ...]:
    return tuple(Region(RegionKind(kind), Rect(*rect), digest) for kind, digest, *rect in head.get("regions", ()))


def _words(text: str, whole: Sequence[int], by_word: int, places: Sequence[float]) -> tuple[Word, ...]:
    words: list[Word] = []
    count, corner = len(whole) // by_word, 0
    at = 4 * count
    for start, length, line, vertical, source, *sure in zip(*[iter(whole)] * by_word, strict=True):
        rect = Rect(places[corner], places[corner + 1], places[corner + 2], places[corner + 3])
        edges = tuple(places[at : at + length + 1])
        said = text[start : start + length]
        words.append(Word(said, rect, start, edges, line, bool(vertical), _SOURCES[source], *sure))
        corner += 4
        at += length + 1
    if at != len(places):
        raise ValueError("places and words do not agree")
    return tuple(words)


def _bytes(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
