"""Opening PDF files: what is not a readable PDF is refused by name before anything else happens."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf

from .errors import Damaged, Empty, NoPages, NotAPdf, PasswordNeeded, TooLarge, WrongPassword
from .sealed import File
from .space import LETTER, Space, of_boxes

HEAD_BYTES = 1024
"""A PDF's header stands within so many bytes (ISO 32000-1, Annex H.3 note 13)."""

MOST_OBJECTS = 2_000_000
MOST_PAGES = 20_000

_MUPDF: type[Exception] = pymupdf.mupdf.FzErrorBase
_NO_NOTES = (pymupdf.PDF_ANNOT_LINK, pymupdf.PDF_ANNOT_POPUP, pymupdf.PDF_ANNOT_WIDGET)
MUPDF_TROUBLE = (_MUPDF, RuntimeError, ValueError, OSError)
"""What PyMuPDF raises on a bad file; MuPDF's own errors are no RuntimeError."""

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def open_pdf(path: File, password: str | None = None) -> pymupdf.Document:
    """Opens a PDF for reading and drawing; a file that the empty password opens needs none.

    A sealed file lies open in memory alone.

    Raises:
        NotAPdf, Empty, Damaged, NoPages, PasswordNeeded, WrongPassword, TooLarge
    """
    _look_at_head(path)
    try:
        named: Any = path if isinstance(path, Path) else None
        held = None if isinstance(path, Path) else path.read_bytes()
        document = pymupdf.open(named, stream=held, filetype="pdf")
        if document.needs_pass and not document.authenticate(password or ""):
            document.close()
            raise WrongPassword() if password else PasswordNeeded()
        pages = document.page_count
    except MUPDF_TROUBLE as error:
        raise Damaged() from error
    if pages == 0:
        document.close()
        raise NoPages()
    _bound(document.xref_length(), pages)
    return document


def notes_on(page: pymupdf.Page, kinds: Collection[int] = ()) -> list[pymupdf.Rect]:
    """Where notes lie over a page (MuPDF space), of these kinds or of all but links, pop-ups and fields.

    A note that stands in the page itself, without a number of its own, cannot be named and is left out.
    """
    if page.first_annot is None:
        return []
    rows = ((xref, kind) for xref, kind, _name in page.annot_xrefs() if xref)
    wanted = (xref for xref, kind in rows if (kind in kinds if kinds else kind not in _NO_NOTES))
    return [page.load_annot(xref).rect for xref in wanted]


def open_structure(path: Path, password: str | None = None) -> pikepdf.Pdf:
    """Opens a PDF for reading and rewriting its objects; refuses like ``open_pdf``."""
    _look_at_head(path)
    try:
        pdf = pikepdf.open(path, password=password or "")
    except pikepdf.PasswordError as error:
        raise (WrongPassword() if password else PasswordNeeded()) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise Damaged() from error
    try:
        pages = len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        pdf.close()
        raise Damaged() from error
    if pages == 0:
        pdf.close()
        raise NoPages()
    _bound(len(pdf.objects), pages)
    return pdf


def _look_at_head(path: File) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Empty()
    if b"%PDF-" not in head:
        raise NotAPdf()


def _bound(objects: int, pages: int) -> None:
    if objects > MOST_OBJECTS:
        raise TooLarge(what="objects", limit=MOST_OBJECTS)
    if pages > MOST_PAGES:
        raise TooLarge(what="pages", limit=MOST_PAGES)


def space_of(page: pymupdf.Page) -> Space:
    """The space of an open page, for reading words and drawing."""
    unit = _number(page.parent.xref_get_key(page.xref, "UserUnit")[1], 1.0)
    rotation = page.rotation % 360
    width, height = page.rect.width / unit, page.rect.height / unit
    if rotation in (90, 270):
        width, height = height, width
    return Space(0.0, height, width, height, rotation, unit)


def space_of_object(page: pikepdf.Object) -> Space:
    """The space of a page from its dictionary; inheritable keys must have been pushed down."""
    unit = _number(page.get("/UserUnit"), 1.0)
    rotation = int(_number(page.get("/Rotate"), 0.0))
    crop = page.get("/CropBox")
    return of_boxes(_box(page.get("/MediaBox")) or LETTER, _box(crop) if crop is not None else None, rotation, unit)


def _box(value: Any) -> tuple[float, ...] | None:
    if not isinstance(value, pikepdf.Array) or len(value) < 4:
        return None
    sides = tuple(_number(v, math.nan) for v in list(value)[:4])
    return None if any(math.isnan(s) for s in sides) else sides


def _number(value: Any, otherwise: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, NotImplementedError):
        return otherwise
    return number if math.isfinite(number) else otherwise
