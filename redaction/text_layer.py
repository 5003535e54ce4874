"""The words of a PDF's pages with a place for every character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pymupdf

from . import code_reader, faces, layer_trust, picture_reader, region_reader, signatures, words_file
from .crew import ALONE, At, Crew, cut, told
from .errors import Damaged, PageOutside
from .geometry import PageBox, Rect, union
from .opening import MUPDF_TROUBLE, open_pdf, space_of
from .sealed import File
from .space import Space
from .words import PageText, Source, Word

Progress = Callable[[int, int, str], None]

FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_IGNORE_ACTUALTEXT
WORD = re.compile(r"\S+")
_SPELT = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
LIGATURES = dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", _SPELT, strict=True))
SOFT_HYPHEN = "\u00ad"
LAST_SIMPLE = "\u02af"
"""Letters up to here stand alone: no combining mark, no ligature."""
WIDEST_BLANK = 1.9
"""Font sizes: a wider gap in a line parts columns. Justified lines of real documents reach 1.8, cells begin at 2.4."""

Cell = tuple[str, Rect]
"""A character (after composition) and its rectangle in page space."""


def silent(done: int, total: int, phase: str) -> None:
    """The progress that nobody listens to."""


def read(
    pdf: File, pages: Sequence[int] | None = None, progress: Progress = silent, password: str | None = None
) -> Iterator[PageText]:
    """Reads the words of the pages (from 0; all where None) in reading order, one page at a time.

    The text is NFC; ligatures are spelt out, soft hyphens inside a word left out. Only what stands on the
    visible page is read. Phase code: ``words``.

    Raises:
        DocumentError: as ``opening.open_pdf``; PageOutside for a page that does not exist.
    """
    document = open_pdf(pdf, password)
    try:
        wanted: Sequence[int] = range(document.page_count) if pages is None else pages
        for done, number in enumerate(wanted, 1):
            yield page_text(document, number)
            progress(done, len(wanted), "words")
    finally:
        document.close()


def keep(
    pdf: Path,
    count: int,
    target: Path,
    crew: Crew = ALONE,
    progress: Progress = silent,
    pictures: bool = False,
    doubted: bool = False,
) -> None:
    """Writes the words of all ``count`` pages into a words file, as ``read`` gives them, a part to each of the crew.

    ``pictures``: also the words that can be read in pictures without a text layer; ``doubted``: and what is drawn where
    the layer of somebody else's file says something else.
    """
    parts = cut(range(count), crew)
    files = [target.with_name(f"{target.name}-{part[0]}") for part in parts]
    given = [(pdf, part, file, pictures, doubted) for part, file in zip(parts, files, strict=True)]
    crew.share(keep_part, given, told(count, progress, "words"))
    words_file.join(files, target)
    for file in files:
        file.unlink()
    progress(count, count, "words")


def keep_part(pdf: Path, pages: Sequence[int], target: Path, pictures: bool, doubted: bool, at: At) -> None:
    """Writes the words of some pages (from 0) into a words file; a page is told before it is read."""
    with open_pdf(pdf) as document:
        words_file.save(_seen(document, pages, pictures, doubted, at), target)


def _seen(
    document: pymupdf.Document, pages: Sequence[int], pictures: bool, doubted: bool, at: At
) -> Iterator[PageText]:
    """The pages, with the words that can be read in their ``pictures``, and where a ``doubted`` layer lies."""
    reading = picture_reader.Reading()
    trust = layer_trust.Trust()
    for number in pages:
        at(number)
        reading.patience.page()
        found, alive, anew = page_text(document, number), partial(at, number), False
        if pictures and doubted and found.words:
            page = document.load_page(number)
            found, anew = trust.judged(page, space_of(page), found, alive)
        if pictures and found.regions:
            page = document.load_page(number)
            found = picture_reader.with_words(page, found, alive, reading, anew)
            found = faces.with_faces(page, signatures.with_signatures(page, found, alive), alive)
        yield found


def page_text(document: pymupdf.Document, number: int) -> PageText:
    """The words and the bar codes of one page of an open document, and what of it nobody can read."""
    if not 0 <= number < document.page_count:
        raise PageOutside(page=number)
    try:
        page = document.load_page(number)
        space = space_of(page)
        raw = page.get_text("rawdict", flags=FLAGS)
        codes = code_reader.on_page(page, space)
    except MUPDF_TROUBLE as error:
        raise Damaged(page=number) from error
    box = space.box
    words: list[Word] = []
    parts: list[str] = []
    at, line_number = 0, 0
    for block in raw["blocks"]:
        started = False
        for line in _whole_lines(block.get("lines", ())):
            gap = 0 if not parts else 1 if started else 2
            found = _plain_words(line, space, box, line_number, at + gap)
            if found is None:
                found = _words(_cells(line, space, box), line["dir"], space, line_number, at + gap)
            if not found:
                continue
            if parts:
                parts.append("\n" if started else "\n\n")
            parts.append(" ".join(word.text for word in found))
            at, line_number, started = found[-1].end, line_number + 1, True
            words.extend(found)
    try:
        regions = region_reader.on_page(page, space, words, codes)
    except MUPDF_TROUBLE as error:
        raise Damaged(page=number) from error
    return PageText(number, box, "".join(parts), tuple(words), codes, regions)


def _whole_lines(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines of a block, joined again where wide gaps of a justified line made several of one."""
    whole: dict[str, Any] | None = None
    for line in lines:
        if whole is not None and _goes_on(whole, line):
            spans = whole["spans"] + [{"chars": [_blank(whole, line)]}] + line["spans"]
            whole = {"dir": line["dir"], "spans": spans}
            continue
        if whole is not None:
            yield whole
        whole = line
    if whole is not None:
        yield whole


def _goes_on(line: dict[str, Any], following: dict[str, Any]) -> bool:
    first, then = line["spans"][-1]["chars"], following["spans"][0]
    if not first or not then["chars"] or line["dir"] != (1.0, 0.0) or following["dir"] != (1.0, 0.0):
        return False
    size, last, start = then["size"], first[-1], then["chars"][0]
    gap = start["bbox"][0] - last["bbox"][2]
    return bool(0 < gap < WIDEST_BLANK * size) and bool(abs(start["origin"][1] - last["origin"][1]) < 0.2 * size)


def _blank(line: dict[str, Any], following: dict[str, Any]) -> dict[str, Any]:
    last, start = line["spans"][-1]["chars"][-1], following["spans"][0]["chars"][0]
    (_, top, left, bottom), right = last["bbox"], start["bbox"][0]
    return {"c": " ", "bbox": (left, top, right, bottom), "origin": (left, last["origin"][1])}


def _plain_words(line: dict[str, Any], space: Space, box: PageBox, number: int, at: int) -> list[Word] | None:
    """The words of a line as nearly all are: upright, from left to right, on the page, of simple letters.

    None where it is not such a line; ``_words`` reads those, and would read this one alike, but slowly.
    """
    if space.rotation or space.unit != 1 or line["dir"] != (1.0, 0.0):
        return None
    spans = line["spans"]
    chars = spans[0]["chars"] if len(spans) == 1 else [char for span in spans for char in span["chars"]]
    text = "".join([char["c"] for char in chars])
    if len(text) != len(chars) or (not text.isascii() and (SOFT_HYPHEN in text or max(text) > LAST_SIMPLE)):
        return None
    if not text or text.isspace():
        return []
    lefts, tops, rights, bottoms = zip(*[char["bbox"] for char in chars], strict=True)
    if lefts[0] < 0 or max(rights) > box.width or min(tops) < 0 or max(bottoms) > box.height:
        return None
    if list(lefts) != sorted(lefts):
        return None
    even = min(tops) == max(tops) and min(bottoms) == max(bottoms)
    words: list[Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        right = rights[end - 1]
        if right < lefts[end - 1]:
            return None
        top, bottom = (tops[0], bottoms[0]) if even else (min(tops[start:end]), max(bottoms[start:end]))
        edges = (*lefts[start:end], right)
        words.append(Word(match[0], Rect(lefts[start], top, right, bottom), at, edges, number))
        at += end - start + 1
    return words


def _cells(line: dict[str, Any], space: Space, box: PageBox) -> list[Cell]:
    """The characters of a line that stand on the page, composed, ligatures spelt out."""
    plain = space.rotation == 0 and space.unit == 1
    width, height = box.width, box.height
    cells: list[Cell] = []
    special = False
    for span in line["spans"]:
        for char in span["chars"]:
            x0, y0, x1, y1 = char["bbox"]
            rect = Rect(x0, y0, x1, y1) if plain else space.from_mupdf((x0, y0, x1, y1))
            if 0 <= rect.x0 + rect.x1 <= 2 * width and 0 <= rect.y0 + rect.y1 <= 2 * height:
                c = char["c"]
                special = special or c > "\u02af" or c == SOFT_HYPHEN
                cells.append((c, rect))
    return _composed(cells) if special else cells


def _composed(cells: list[Cell]) -> list[Cell]:
    out: list[Cell] = []
    for i, (c, rect) in enumerate(cells):
        if c in LIGATURES:
            out.extend(_split(LIGATURES[c], rect))
        elif c == SOFT_HYPHEN:
            if i + 1 == len(cells) or cells[i + 1][0].isspace():
                out.append(("-", rect))
        elif unicodedata.combining(c) and out:
            before, place = out[-1]
            whole = unicodedata.normalize("NFC", before + c)
            if len(whole) == 1:
                out[-1] = (whole, place)
        elif "\ud800" <= c <= "\udfff":
            out.append(("\ufffd", rect))
        else:
            # Characters whose NFC is another or longer one (U+212B, U+0958) keep one place together.
            normal = unicodedata.normalize("NFC", c)
            out.extend([(normal, rect)] if len(normal) == 1 else _split(normal, rect))
    return out


def _split(text: str, rect: Rect) -> list[Cell]:
    step = rect.width / len(text)
    return [(c, Rect(rect.x0 + i * step, rect.y0, rect.x0 + (i + 1) * step, rect.y1)) for i, c in enumerate(text)]


def _words(cells: list[Cell], direction: tuple[float, float], space: Space, line: int, at: int) -> list[Word]:
    if not cells:
        return []
    dx, dy = direction
    vertical = (abs(dy) > abs(dx)) != (space.rotation in (90, 270))
    words: list[Word] = []
    text = "".join(c for c, _ in cells)
    for match in WORD.finditer(text):
        rects = [rect for _, rect in cells[match.start() : match.end()]]
        word = Word(match.group(), union(rects), at, _edges(rects, vertical), line, vertical, Source.TEXT)
        words.append(word)
        at = word.end + 1
    return words


def _edges(rects: list[Rect], vertical: bool) -> tuple[float, ...]:
    low, high = (1, 3) if vertical else (0, 2)
    first, last = rects[0], rects[-1]
    if len(rects) > 1 and first[low] + first[high] > last[low] + last[high]:
        return (*(r[high] for r in rects), last[low])
    return (*(r[low] for r in rects), last[high])
