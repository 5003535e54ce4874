"""Pages that bear bar codes, made by the library's own writer, as a picture or as rectangles drawn one by one."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import zxingcpp
from PIL import Image

PLACE = (100.0, 200.0)
"""Corner of the code on the page before it is turned: from the left, from the top."""
SIZE = {"Code128": (180.0, 40.0), "Code39": (300.0, 40.0), "EAN13": (110.0, 50.0), "ITF": (150.0, 40.0), "PDF417": (180.0, 60.0)}  # fmt: skip  # noqa: E501
SQUARE = (110.0, 110.0)
LINEAR = ("Code128", "Code39", "EAN13", "ITF")
STEP = 4
"""Pixels of a module."""


def picture(kind: str, text: str) -> Image.Image:
    """A code as black and white pixels, with its light margin."""
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    pixels: Any = made.to_image(scale=STEP)
    tall, wide = memoryview(pixels).shape  # type: ignore[misc]
    return Image.frombuffer("L", (wide, tall), bytes(memoryview(pixels))).copy()


def page_with(
    file: Path, kind: str, text: str, rotation: int = 0, drawn: bool = False, words: str = "Faktura", unit: float = 1.0
) -> Path:
    """A file of one page with a code and some words. ``drawn``: as rectangles, else as a picture."""
    image = picture(kind, text)
    wide, tall = SIZE.get(kind, SQUARE)
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((100, 120), words)
    place = pymupdf.Rect(*PLACE, PLACE[0] + wide, PLACE[1] + tall)
    if drawn:
        _draw(page, image, place, kind in LINEAR)
    else:
        held = io.BytesIO()
        image.save(held, "PNG")
        page.insert_image(place, stream=held.getvalue(), keep_proportion=False)
    if rotation:
        page.set_rotation(rotation)
    if unit != 1:
        document.xref_set_key(page.xref, "UserUnit", str(unit))
    document.save(file)
    document.close()
    return file


def _draw(page: pymupdf.Page, image: Image.Image, place: pymupdf.Rect, bars: bool) -> None:
    """Runs of dark pixels as filled rectangles: one for each bar, or for each run in a row of modules."""
    pixels, shape = image.tobytes(), page.new_shape()
    across, down = place.width / image.width, place.height / image.height
    rows = [(0, image.height)] if bars else [(y, y + STEP) for y in range(0, image.height, STEP)]
    for top, bottom in rows:
        for left, right in _runs([value < 128 for value in pixels[top * image.width : (top + 1) * image.width]]):
            x0, x1 = place.x0 + left * across, place.x0 + right * across
            shape.draw_rect(pymupdf.Rect(x0, place.y0 + top * down, x1, place.y0 + bottom * down))
    shape.finish(fill=(0, 0, 0), color=None, width=0)
    shape.commit()


def _runs(dark: list[bool]) -> list[tuple[int, int]]:
    edges = [i for i in range(1, len(dark)) if dark[i] != dark[i - 1]]
    ends = [0, *edges, len(dark)]
    return [(a, b) for a, b in pairwise(ends) if dark[a]]
