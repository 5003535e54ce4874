"""Reading a picture with Tesseract and the Swedish data that lie with the program; loaded when it is first used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image

import resources

LANGUAGE = "swe"

SECONDS = 15
"""Longest time for one picture."""

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


def _words(found: Any) -> Iterator[Seen]:
    import tesserocr

    level = tesserocr.RIL.WORD
    while found is not None and not found.Empty(level):
        x0, y0, x1, y1 = map(float, found.BoundingBox(level))
        yield Seen(found.GetUTF8Text(level), (x0, y0, x1, y1))
        if not found.Next(level):
            return
