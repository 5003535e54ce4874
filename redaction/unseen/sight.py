"""Text that a page of a PDF holds and nobody sees: under something painted, in the colour of the paper, off the page.

What lies under a black box in a file that somebody else masked is such text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any, cast

import pymupdf
from PIL import Image, ImageChops

from redaction.importers import coverage
from redaction.importers.base import Progress, silent
from redaction.opening import MUPDF_TROUBLE, notes_on, open_pdf

from .items import Item, tidy

DPI = 108
FLAT = 6
"""Grey levels within which an area shows no letter."""
_PALE = re.compile(
    rb"(?<!\S)(?:(?:(?:1|1\.0+|0?\.9\d*)\s+){1,3}(?:g|rg|sc|scn)|(?:0(?:\.0\d*)?\s+){4}k|[37]\s+Tr)(?!\S)"
)
"""What sets a colour near that of paper, or paints no letters."""
MOST_OBJECTS = 50_000
"""No more objects of a file are looked through for a state that paints nothing."""
_FAINT = re.compile(r"/ca 0?(?:\.0\d*)?(?=[\s/>])")
_STATE = re.compile(rb"(?<!\S)gs(?!\S)")
_PAINT = re.compile(rb"(?<!\S)(?:f|F|f\*|B|B\*|b|b\*|sh|Do|BI)(?!\S)")
_PAINTS = ("fill-path", "fill-image", "fill-shade")
_ALL = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_MEDIABOX_CLIP
_ANYWHERE = pymupdf.INFINITE_RECT()
_SPOKEN = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT

SLIVER = 30
"""Pixels of a letter that may show at the edge of what covers it."""
_COVERED = 0.4
"""Share of a line's height from which what is painted over it can hide its letters."""
_EDGE = 0.3
LEAST = 2
"""So many letters of a word, side by side, make something that was hidden."""


def lift(working: Path, progress: Progress = silent) -> list[Item]:
    """Takes such text off the pages and gives it, page by page; the file is written anew where there was any.

    A page that looks otherwise without it keeps it, there as in the list; one that cannot be drawn gives nothing here,
    its reader tells it.
    """
    found: list[Item] = []
    lifted = False
    with open_pdf(working) as document:
        faint = _is_faint(document)
        for number in range(document.page_count):
            progress(number, document.page_count, "unseen")
            try:
                seen = _look(document[number], faint)
                found += _told(seen, number + 1)
                lifted |= _lift(document, number, [box for _kind, _line, box in seen if box is not None])
            except MUPDF_TROUBLE:
                continue
        if lifted:
            content = document.tobytes(garbage=2, deflate=True, no_new_id=True)
    if lifted:
        working.write_bytes(content)
    return found


Box = tuple[float, float, float, float]
Seen = tuple[str, str, pymupdf.Rect | None]
"""Kind and words of something that nobody sees, and its box where it stands in one (MuPDF space)."""


def _look(page: pymupdf.Page, faint: bool) -> list[Seen]:
    content = page.read_contents()
    over = [*_painted_over(page), *notes_on(page)] if _may_cover(page, content) else []
    pale = _PALE.search(content) is not None or (faint and _STATE.search(content) is not None)
    found: list[Seen] = []
    for line, box in _flat(page, None if pale else over) if over or pale else ():
        under = any(_centre(box) in one for one in over)
        found.append(("covered-text" if under else "unpainted-text", line, box))
    beside = [word for word in page.get_text("words", flags=_ALL, clip=_ANYWHERE) if _is_off(word[:4], page.rect)]
    for _at, words in groupby(beside, key=lambda word: word[5:7]):
        found.append(("outside-text", " ".join(word[4] for word in words), None))
    if b"/ActualText" in content:
        found += (("other-text", line, None) for line in _spoken(page))
    return found


def _is_faint(document: pymupdf.Document) -> bool:
    """Whether some state of the file paints all but transparently."""
    numbers = range(1, min(document.xref_length(), MOST_OBJECTS))
    return any(_FAINT.search(_object(document, number)) for number in numbers)


def _object(document: pymupdf.Document, number: int) -> str:
    """An object as it is written; "" for one that is not there, though the file has a number for it."""
    try:
        return str(document.xref_object(number, compressed=True))
    except MUPDF_TROUBLE:
        return ""


def _told(seen: Sequence[Seen], number: int) -> Iterator[Item]:
    for kind in dict.fromkeys(kind for kind, _line, _box in seen):
        lines = [line for its, line, _box in seen if its == kind]
        yield Item(kind, tidy("\n".join(lines)), page=number)


def _lift(document: pymupdf.Document, number: int, boxes: Sequence[pymupdf.Rect]) -> bool:
    """Takes the text in these boxes off a page, where a copy of the page then looks the same."""
    if not boxes:
        return False
    with pymupdf.open() as tried:
        tried.insert_pdf(document, from_page=number, to_page=number, links=False)
        before = _drawn(tried[0])
        _without(tried[0], boxes)
        changed = sum(ImageChops.difference(before, _drawn(tried[0])).histogram()[FLAT + 1 :])
        if changed > SLIVER * len(boxes):
            return False
    _without(document[number], boxes)
    return True


def _without(page: pymupdf.Page, boxes: Sequence[pymupdf.Rect]) -> None:
    for box in boxes:
        page.add_redact_annot(box, fill=False, cross_out=False)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_NONE,
        graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
        text=pymupdf.PDF_REDACT_TEXT_REMOVE,
    )


def _drawn(page: pymupdf.Page) -> Image.Image:
    """The page in grey at ``DPI``."""
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def _is_off(box: Sequence[float], sheet: Sequence[float]) -> bool:
    return box[2] <= sheet[0] or box[0] >= sheet[2] or box[3] <= sheet[1] or box[1] >= sheet[3]


def _may_cover(page: pymupdf.Page, content: bytes) -> bool:
    return page.first_annot is not None or _PAINT.search(content) is not None


def _painted_over(page: pymupdf.Page) -> list[pymupdf.Rect]:
    """What is painted where text stands, before it (black on black) or after; rules and underlines apart."""
    log = page.get_bboxlog()
    texts = [box for kind, box in log if "text" in kind]
    painted = (box for kind, box in log if kind in _PAINTS)
    return [pymupdf.Rect(box) for box in painted if any(_hides(box, text) for text in texts)]


def _hides(box: Box, text: Box) -> bool:
    """Whether what is painted there lies over so much of a text; in plain numbers, since drawings have thousands."""
    left, top, right, bottom = text
    if box[0] >= right or box[2] <= left or box[1] >= bottom or box[3] <= top:
        return False
    return min(box[3], bottom) - max(box[1], top) >= _COVERED * min(bottom - top, right - left)


def _flat(page: pymupdf.Page, places: Sequence[pymupdf.Rect] | None) -> list[tuple[str, pymupdf.Rect]]:
    """Stretches of letters (in these places, or anywhere) where the drawn page has one shade alone, and their boxes."""
    picture = _drawn(page)
    found = []
    for line in _lines(page):
        box = pymupdf.Rect(line["bbox"])
        if places is not None and not any(place.intersects(box) for place in places):
            continue
        letters = [(c["c"], _band(pymupdf.Rect(c["bbox"]), line["dir"])) for s in line["spans"] for c in s["chars"]]
        for flat, stretch in groupby(letters, key=lambda letter: _is_flat(picture, page, letter[1])):
            part = list(stretch)
            text = " ".join("".join(c for c, _box in part).split())
            if flat and sum(c.isalnum() for c in text) >= LEAST:
                found.append((text, pymupdf.Rect(part[0][1]) | part[-1][1]))
    return found


def _lines(page: pymupdf.Page) -> Iterator[dict[str, Any]]:
    for block in page.get_text("rawdict", flags=pymupdf.TEXTFLAGS_WORDS)["blocks"]:
        yield from block.get("lines", ())


def _band(letter: pymupdf.Rect, towards: tuple[float, float]) -> pymupdf.Rect:
    """Where small letters have their ink: the middle of the line, without what may stand above or below."""
    across, along = letter.height * _EDGE, letter.width * _EDGE
    if abs(towards[0]) >= abs(towards[1]):
        return pymupdf.Rect(letter.x0, letter.y0 + across, letter.x1, letter.y1 - across)
    return pymupdf.Rect(letter.x0 + along, letter.y0, letter.x1 - along, letter.y1)


def _is_flat(picture: Image.Image, page: pymupdf.Page, rect: pymupdf.Rect) -> bool:
    """Whether nothing is seen of a letter; nor of a blank, which goes along with the letters around it."""
    x0, y0, x1, y1 = (v * DPI / 72 for v in rect * page.rotation_matrix)
    box = (max(0, ceil(x0)), max(0, ceil(y0)), min(picture.width, int(x1)), min(picture.height, int(y1)))
    if box[2] <= box[0] or box[3] <= box[1]:
        return False
    low, high = cast(tuple[int, int], picture.crop(box).getextrema())
    return high - low <= FLAT


def _spoken(page: pymupdf.Page) -> list[str]:
    """What is read aloud or copied in place of other letters that stand there, line by line."""
    said, drawn = page.get_text("text"), page.get_text("text", flags=_SPOKEN)
    other = coverage.words(said) - coverage.words(drawn)
    return [line for line in said.splitlines() if coverage.words(line) & other]


def _centre(rect: pymupdf.Rect) -> pymupdf.Point:
    return (rect.tl + rect.br) / 2
