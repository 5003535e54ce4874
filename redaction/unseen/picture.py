"""What cameras and programs write beside a picture (Exif 2.32, text chunks of PNG): who, where, when, in what words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from redaction.importers.picture import TROUBLE, get_ready

from .items import Item, property_item

_COMMENT = {b"ASCII\0\0\0": "ascii", b"UNICODE\0": "utf-16", b"\0" * 8: "latin-1"}
"""How a comment says in which letters it is written (Exif 2.32, 4.6.5)."""


def read(source: Path) -> list[Item]:
    """Every text and the place; numbers of lenses and shutters are a camera's. What is broken gives nothing."""
    get_ready(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(source) as image:
                return [item for name, value in _said(image) if (item := property_item(name, value)) is not None]
        except TROUBLE:
            return []


def _said(image: Image.Image) -> Iterator[tuple[str, str]]:
    exif = image.getexif()
    for number, value in (*exif.items(), *exif.get_ifd(ExifTags.IFD.Exif).items()):
        yield ExifTags.TAGS.get(number, str(number)), _text(ExifTags.TAGS.get(number, ""), value)
    yield "GPS", _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    for name, value in image.info.items():
        if name == "comment" and isinstance(value, bytes):
            yield name, value.decode("utf-8", "replace")
        elif isinstance(value, str) and name != "xmp":
            yield str(name), value


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value.strip("\0 ")
    if isinstance(value, bytes) and name.startswith("XP"):
        return value.decode("utf-16-le", "replace").strip("\0 ")
    if isinstance(value, bytes) and name == "UserComment" and value[:8] in _COMMENT:
        return value[8:].decode(_COMMENT[value[:8]], "replace").strip("\0 ")
    return ""


def _place(gps: dict[int, Any]) -> str:
    """Latitude and longitude in degrees (WGS 84), "" where there is none."""
    parts = []
    for at, side, negative in ((2, 1, "S"), (4, 3, "W")):
        if at not in gps:
            return ""
        degrees, minutes, seconds = (float(part) for part in gps[at])
        value = degrees + minutes / 60 + seconds / 3600
        parts.append(f"{-value if gps.get(side) == negative else value:.5f}")
    return ", ".join(parts)
