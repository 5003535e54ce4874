"""The file that keeps the words of a document's pages; one page is read without the others."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

from .errors import Damaged, PageOutside
from .geometry import PageBox, Rect
from .words import PageText, Source, Word

_NUMBER = struct.Struct("<Q")


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


def load(path: Path, page: int) -> PageText:
    """One page (from 0) of a cache file, read without the others.

    Raises:
        PageOutside: the file does not hold it.
        Damaged: the file is not a cache.
    """
    try:
        with path.open("rb") as file:
            file.seek(-8, 2)
            index_end = file.tell()
            (count,) = _NUMBER.unpack(file.read(8))
            if not 0 <= page < count:
                raise PageOutside(page=page)
            file.seek(index_end - 8 * (count + 1) + 8 * page)
            start, end = struct.unpack("<QQ", file.read(16))
            file.seek(start)
            return _unpacked(zlib.decompress(file.read(end - start)))
    except (OSError, ValueError, struct.error, zlib.error, KeyError, TypeError, OverflowError) as error:
        raise Damaged() from error


def count(path: Path) -> int:
    """How many pages a cache file holds."""
    with path.open("rb") as file:
        file.seek(-8, 2)
        return int(_NUMBER.unpack(file.read(8))[0])


def _packed(page: PageText) -> bytes:
    words = [[w.text, *w.rect, w.start, w.line, int(w.vertical), w.source.value, w.edges] for w in page.words]
    box = [page.box.width, page.box.height, page.box.rotation]
    body = {"page": page.page, "box": box, "text": page.text, "words": words}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _unpacked(packed: bytes) -> PageText:
    raw = json.loads(packed)
    words = tuple(
        Word(text, Rect(x0, y0, x1, y1), start, tuple(edges), line, bool(vertical), Source(source))
        for text, x0, y0, x1, y1, start, line, vertical, source, edges in raw["words"]
    )
    return PageText(raw["page"], PageBox(*raw["box"]), raw["text"], words)
