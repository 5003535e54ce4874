"""What anybody can get out of a PDF, for tests: pdfium's text, every string, every decoded stream, the raw bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from redaction.geometry import Rect


def bare(text: str) -> str:
    """Text without white space, hyphens and invisible characters, case folded, composed."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Pd", "Cc"))


def pages(pdf: Path) -> list[str]:
    """The text of each page as pdfium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def picture(pdf: Path, page: int = 0, scale: float = 2.0) -> Image.Image:
    """A page as pdfium draws it."""
    document = pypdfium2.PdfDocument(pdf)
    shown = document[page]
    drawn = shown.render(scale=scale).to_pil().convert("RGB")
    shown.close()
    document.close()
    return drawn


def crop(drawn: Image.Image, rect: Rect, scale: float = 2.0) -> Image.Image:
    """The part of a drawn page in a rectangle of page space."""
    x0, y0, x1, y1 = (round(v * scale) for v in rect)
    return drawn.crop((x0, y0, x1, y1))


def ink(drawn: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest grey in a picture."""
    grey = [level for level, count in enumerate(drawn.convert("L").histogram()) if count]
    return grey[0], grey[-1]


def dark_share(pdf: Path, rect: Rect, page: int = 0) -> float:
    """How much of an area (page space) is nearly black."""
    drawn = crop(picture(pdf, page), rect.grown(-1)).convert("L")
    return sum(drawn.histogram()[:60]) / max(1, drawn.width * drawn.height)


def everything(pdf: Path) -> str:
    """All of it in one text, folded: pages, strings, names, decoded streams in three encodings, raw bytes."""
    parts = [*pages(pdf), pdf.read_bytes().decode("latin-1")]
    with pikepdf.open(pdf) as opened:
        for thing in opened.objects:
            parts.extend(_texts(thing))
    return bare("\n".join(parts))


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        try:
            decoded = thing.read_bytes()
        except pikepdf.PdfError:
            decoded = thing.read_raw_bytes()
        yield from (decoded.decode(code, "replace") for code in ("latin-1", "utf-16-be", "utf-8"))
        yield _literals(decoded)
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary):
        for key, value in thing.items():
            yield str(key)
            if not getattr(value, "is_indirect", False):
                yield from _texts(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _texts(value)


def _literals(content: bytes) -> str:
    """The letters of all string operands one after another, whatever shifts stand between them."""
    found = re.findall(rb"\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>", content)
    pieces = [
        a if a else bytes.fromhex((b"".join(h.split()) + b"0")[: len(b"".join(h.split())) // 2 * 2].decode())
        for a, h in found
    ]
    return b"".join(pieces).decode("latin-1")
