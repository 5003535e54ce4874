"""In what two PDFs differ that should be the same: pages, sizes, words, looks, or only in how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import ImageChops

from .errors import Damaged
from .report import Difference

SCALE = 1.5
"""Pixels per user space unit of the drawings that are compared."""

MOST_PIXELS = 4_000_000

ALIKE = 2
"""Grey levels by which the same page may be drawn differently."""


def differences(one: Path, other: Path) -> tuple[Difference, ...]:
    """Everything in which two files differ; empty where they are the same byte by byte.

    Raises:
        Damaged: one of them is no PDF.
    """
    if one.read_bytes() == other.read_bytes():
        return ()
    try:
        with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
            found = tuple(_seen(first, second))
    except pypdfium2.PdfiumError as error:
        raise Damaged() from error
    return found or (Difference("bytes"),)


def _seen(first: pypdfium2.PdfDocument, second: pypdfium2.PdfDocument) -> Iterator[Difference]:
    if len(first) != len(second):
        yield Difference("pages")
    differing: dict[str, list[int]] = {"sizes": [], "words": [], "looks": []}
    for number in range(min(len(first), len(second))):
        for code in _of_pages(first[number], second[number]):
            differing[code].append(number)
    yield from (Difference(code, tuple(pages)) for code, pages in differing.items() if pages)


def _of_pages(one: Any, other: Any) -> Iterator[str]:
    try:
        if one.get_size() != other.get_size():
            yield "sizes"
        elif _drawn(one, other):
            yield "looks"
        if _words(one) != _words(other):
            yield "words"
    finally:
        one.close()
        other.close()


def _drawn(one: Any, other: Any) -> bool:
    """Whether two pages of one size look different."""
    width, height = one.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = [page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB") for page in (one, other)]
    return any(sum(band.histogram()[ALIKE + 1 :]) for band in ImageChops.difference(*drawn).split())


def _words(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
