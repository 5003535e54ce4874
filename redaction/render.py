"""One page to pixels: the only drawing of pages, for the window, thumbnails and raster pages."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pymupdf
from PIL import Image

from .errors import Damaged, PageOutside
from .geometry import PageBox, Rect
from .opening import MUPDF_TROUBLE, open_pdf, space_of
from .sealed import File

MOST_PIXELS = 40_000_000
"""No picture is larger; a larger wish is drawn smaller."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: 8-bit RGB, ``stride`` bytes a row, pixels."""

    width: int
    height: int
    stride: int
    rgb: bytes


class Pages:
    """The pages of one document, opened once and drawn many times.

    Args:
        path: the PDF.
        password: its password where it has one.
    """

    def __init__(self, path: File, password: str | None = None) -> None:
        self._document = open_pdf(path, password)

    def __len__(self) -> int:
        return int(self._document.page_count)

    def box(self, page: int) -> PageBox:
        """Size of a page (from 0) in page space."""
        return space_of(self._load(page)).box

    def draw(self, page: int, scale: float) -> Picture:
        """The page (from 0) at ``scale`` pixels per user space unit, drawn smaller where that is past the bound."""
        loaded = self._load(page)
        unit = space_of(loaded).unit
        area = max(1.0, loaded.rect.width * loaded.rect.height / unit**2)
        fitting = min(scale, math.sqrt(MOST_PIXELS / area)) / unit
        try:
            pixels = loaded.get_pixmap(matrix=pymupdf.Matrix(fitting, fitting), colorspace=pymupdf.csRGB, alpha=False)
        except MUPDF_TROUBLE as error:
            raise Damaged(page=page) from error
        return Picture(pixels.width, pixels.height, pixels.stride, bytes(pixels.samples_mv))

    def close(self) -> None:
        """Lets the file go."""
        self._document.close()

    def _load(self, page: int) -> pymupdf.Page:
        if not 0 <= page < self._document.page_count:
            raise PageOutside(page=page)
        try:
            return self._document.load_page(page)
        except MUPDF_TROUBLE as error:
            raise Damaged(page=page) from error


def gray(page: pymupdf.Page, rect: Rect, dots: float) -> Image.Image:
    """A part of a loaded page (page space) in grey, ``dots`` pixels per inch. Raises what MuPDF raises."""
    space = space_of(page)
    scale = dots / 72 / space.unit
    clip = pymupdf.Rect(*space.to_mupdf(rect)) * page.rotation_matrix
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (drawn.width, drawn.height), bytes(drawn.samples_mv))
