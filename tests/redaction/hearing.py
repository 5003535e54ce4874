"""What a program that reads aloud hears of a PDF, by the structure tree as pdfium reads it."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw


def heard(path: Path) -> list[list[str]]:
    """The paragraphs of each page, in order; blanks as they come."""
    with pypdfium2.PdfDocument(path) as document:
        return [_page(page) for page in document]


def _page(page: pypdfium2.PdfPage) -> list[str]:
    shown = _by_number(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
        return ["".join(_said(element, shown)) for root in roots for element in _paragraphs(root)]
    finally:
        raw.FPDF_StructTree_Close(tree)
        page.close()


def _by_number(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked content, in the order in which it is drawn."""
    found: dict[int, list[str]] = defaultdict(list)
    text = page.get_textpage()
    for i in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            found[raw.FPDFPageObj_GetMarkedContentID(thing)].append(_words(thing, text))
    text.close()
    return {number: "".join(parts) for number, parts in found.items()}


def _words(thing: Any, text: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing, text, None, 0)
    held = (ctypes.c_ushort * max(1, size))()
    raw.FPDFTextObj_GetText(thing, text, held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


def _children(element: Any) -> Iterator[tuple[int, Any]]:
    """Number of marked content (-1 where it is none) and element of each child."""
    for i in range(raw.FPDF_StructElement_CountChildren(element)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
        yield number, raw.FPDF_StructElement_GetChildAtIndex(element, i) if number < 0 else None


def _paragraphs(element: Any) -> Iterator[Any]:
    if _told(raw.FPDF_StructElement_GetType, element) == "P":
        yield element
        return
    for _, child in _children(element):
        if child:
            yield from _paragraphs(child)


def _said(element: Any, shown: dict[int, str]) -> Iterator[str]:
    instead = _told(raw.FPDF_StructElement_GetActualText, element)
    if instead:
        yield instead
        return
    for number, child in _children(element):
        if child:
            yield from _said(child, shown)
        elif number >= 0:
            yield shown.get(number, "")


def _told(ask: Callable[..., int], element: Any) -> str:
    size = ask(element, None, 0)
    held = ctypes.create_string_buffer(max(2, size))
    ask(element, held, size)
    return held.raw[: max(0, size - 2)].decode("utf-16-le")
