"""Reading a picture with Tesseract and the Swedish data that lie with the program; loaded when it is first used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from PIL import Image

import resources

LANGUAGE = "swe"

SECONDS = 15
"""Longest time for one picture by the clock, where nothing else is said."""

Box = tuple[float, float, float, float]


class Unreadable(Exception):
    """The picture could not be read within its time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as it was read, and where (pixels of the picture)."""

    text: str
    box: Box


@cache
def _engine() -> Any:
    """Tesseract, made once in a process. Raises RuntimeError where its data are missing."""
    os.environ["OMP_THREAD_LIMIT"] = "1"  # it reads no faster with more, and takes all cores
    import tesserocr

    data = resources.path("ocr", f"{LANGUAGE}.traineddata")
    return tesserocr.PyTessBaseAPI(
        path=str(data.parent), lang=LANGUAGE, psm=tesserocr.PSM.SPARSE_TEXT, oem=tesserocr.OEM.LSTM_ONLY
    )


def engine() -> str:
    """Name and version of what reads."""
    _engine()
    import tesserocr

    return str(tesserocr.tesseract_version()).split()[1]


def read(picture: Image.Image, resolution: float) -> list[Seen]:
    """The words of a grey picture, line by line.

    Args:
        resolution: dots per inch of the picture.

    Raises:
        RuntimeError: the recognition data are missing.
        Unreadable: it took too long.
    """
    api = _engine()
    api.SetImage(picture)
    api.SetSourceResolution(round(resolution))
    try:
        if not api.Recognize(SECONDS * 1000):
            raise Unreadable
        return list(_words(api.GetIterator()))
    finally:
        api.Clear()


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word in a line of a page that was read: its box, and the edges between its characters along the line (pixels).

    ``sure`` is how sure the engine is, 0-100; ``vertical``: the line runs up or down, and so do the edges.
    """

    text: str
    box: Box
    edges: tuple[float, ...]
    sure: float
    vertical: bool = False


def read_lines(picture: Image.Image, resolution: float, seconds: float = SECONDS) -> list[list[ReadWord]]:
    """The words of a grey picture of a page in reading order, by lines, within so many seconds. Raises as ``read``."""
    import tesserocr

    api = _engine()
    api.SetPageSegMode(tesserocr.PSM.AUTO)
    api.SetImage(picture)
    api.SetSourceResolution(round(resolution))
    try:
        if not api.Recognize(round(seconds * 1000)):
            raise Unreadable
        return list(_lines(api.GetIterator()))
    finally:
        api.Clear()
        api.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)


def _lines(found: Any) -> Iterator[list[ReadWord]]:
    """Walks the characters, which know where words and lines begin."""
    import tesserocr

    levels, line = tesserocr.RIL, list[ReadWord]()
    letters: list[tuple[str, Box]] = []
    while found is not None and not found.Empty(levels.SYMBOL):
        if found.IsAtBeginningOf(levels.WORD):
            letters, sure = [], float(found.Confidence(levels.WORD))
        x0, y0, x1, y1 = map(float, found.BoundingBox(levels.SYMBOL))
        letters += [(char, (x0, y0, x1, y1)) for char in found.GetUTF8Text(levels.SYMBOL)[:1]]
        if found.IsAtFinalElement(levels.WORD, levels.SYMBOL) and letters:
            line.append(_word(letters, sure))
        if found.IsAtFinalElement(levels.TEXTLINE, levels.SYMBOL) and line:
            yield line
            line = []
        if not found.Next(levels.SYMBOL):
            break
    if line:
        yield line


def _word(letters: list[tuple[str, Box]], sure: float) -> ReadWord:
    boxes = [box for _char, box in letters]
    x0, x1 = min(box[0] for box in boxes), max(box[2] for box in boxes)
    box = (x0, min(b[1] for b in boxes), x1, max(b[3] for b in boxes))
    between = [(a[2] + b[0]) / 2 for a, b in pairwise(boxes)]
    edges = [x0]
    for edge in between:
        edges.append(min(max(edge, edges[-1]), x1))
    return ReadWord("".join(char for char, _box in letters), box, (*edges, x1), sure)


def _words(found: Any) -> Iterator[Seen]:
    import tesserocr

    level = tesserocr.RIL.WORD
    while found is not None and not found.Empty(level):
        x0, y0, x1, y1 = map(float, found.BoundingBox(level))
        yield Seen(found.GetUTF8Text(level), (x0, y0, x1, y1))
        if not found.Next(level):
            return
