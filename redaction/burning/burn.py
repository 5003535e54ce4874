"""From a plan to a PDF in which text, pixels and lines under the marks are gone; boxes are painted later.

Works on the file that ``sanitise.normalise`` wrote: pages upright, MuPDF space equal to page space before rotation.
Text goes in a first pass with rectangles cut to the middle of the letters, so that tight neighbours stay; pixels
and lines go in a second pass with the full rectangles, which leaves text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf

from ..crew import At, Crew, cut, told
from ..geometry import Rect
from ..opening import MUPDF_TROUBLE
from ..pictures import recoded
from . import glyphs, rules
from .sanitise import Sheet
from .search import PageWork, Search

Progress = Callable[[int, int, str], None]
Box = tuple[float, float, float, float]

KEEP, COVERED, BLANK, TOUCHED = 0, 1, 2, 2
"""What a pass does to images (blank their pixels) and to lines (remove those covered, or those touched)."""

FAMILIES = ("XObject", "Pattern", "Shading", "ExtGState", "ColorSpace", "Properties")
"""Resources beside fonts; a page on which the burn changes one cannot be told by its contents alone."""


@dataclass(frozen=True, slots=True)
class Burnt:
    """How the burn went: pages where something would not go, and places outside the marks where a curve that
    reached into an area is gone (MuPDF space, by page)."""

    stuck: frozenset[int]
    lost: dict[int, tuple[Rect, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was burnt: its contents, None where more than they changed, so that it must be burnt in place."""

    contents: bytes | None
    gone: bool
    lost: tuple[Rect, ...]


def apply(
    working: Path, target: Path, search: Search, sheets: Sequence[Sheet], crew: Crew, progress: Progress
) -> Burnt:
    """Removes what was found and writes the burnt file. Phase code: ``burn``."""
    pages = cut(sorted(search.pages), crew)
    parts = [(working, [search.pages[n] for n in run], [sheets[n] for n in run]) for run in pages]
    done: dict[int, Page] = {}
    for part in crew.share(_burn_part, parts, told(len(sheets), progress, "burn")):
        done |= part
    with pymupdf.open(working, filetype="pdf") as document:
        for number, burnt in done.items():
            if burnt.contents is not None:
                document.update_stream(document.load_page(number).get_contents()[0], burnt.contents)
                done[number] = replace(burnt, contents=None)
            else:
                progress(number, len(sheets), "burn")
                done[number] = _burnt(document, search.pages[number], sheets[number])
        progress(len(sheets), len(sheets), "burn")
        document.save(target, garbage=2, deflate=True, no_new_id=True)
    return Burnt(frozenset(n for n, page in done.items() if not page.gone), {n: page.lost for n, page in done.items()})


def _burn_part(working: Path, works: Sequence[PageWork], sheets: Sequence[Sheet], at: At) -> dict[int, Page]:
    """Burns pages in memory for the sake of their contents; those that use more than letters are left out."""
    with pymupdf.open(working, filetype="pdf") as document:
        done: dict[int, Page] = {}
        for work, sheet in zip(works, sheets, strict=True):
            at(work.page)
            before = _resources(document, work.page)
            burnt = _burnt(document, work, sheet)
            alike = burnt.contents is not None and _resources(document, work.page) == before
            done[work.page] = burnt if alike else replace(burnt, contents=None)
        return done


def _resources(document: pymupdf.Document, number: int) -> tuple[str, ...]:
    """What the page paints beside text, as its dictionaries name it."""
    page = document.page_xref(number)
    found = (document.xref_get_key(page, f"Resources/{family}") for family in FAMILIES)
    return tuple(document.xref_object(int(v.split()[0]), compressed=True) if k == "xref" else v for k, v in found)


def _burnt(document: pymupdf.Document, work: PageWork, sheet: Sheet) -> Page:
    try:
        gone, lost = _burn(document, work, sheet)
    except MUPDF_TROUBLE:
        return Page(None, False, ())
    return Page(None if work.whole else document.load_page(work.page).read_contents(), gone, lost)


def _burn(document: pymupdf.Document, work: PageWork, sheet: Sheet) -> tuple[bool, tuple[Rect, ...]]:
    """Whether every letter is gone from the page, and what went beside the marks."""
    page = document.load_page(work.page)
    if work.whole:
        document.xref_set_key(page.xref, "Contents", "null")
        document.xref_set_key(page.xref, "Resources", "<<>>")
        return True, ()
    _remove(page, work.cuts, KEEP, KEEP, text=True)
    traits, lost = sheet.traits, tuple[Rect, ...]()
    if traits.images or traits.paths or traits.patterns:
        drawn = [r for p in work.phrases if p.lines_too for r in p.areas]
        spoken = [r for p in work.phrases if not p.lines_too for r in (*p.areas, *p.boxes)]
        before = recoded.scans(page) if traits.images else None
        _remove(page, spoken, BLANK, COVERED, text=False)
        lost = _clear(document, page, drawn, sheet) if drawn else ()
        if before is not None:
            recoded.again(page, before)
    return _all_gone(page, work), lost


def _clear(document: pymupdf.Document, page: pymupdf.Page, areas: Sequence[Rect], sheet: Sheet) -> tuple[Rect, ...]:
    """Clears drawn areas of pixels and of every line that touches them; straight ones go on outside."""
    again = rules.around(page, areas, sheet.space)
    _remove(page, areas, BLANK, TOUCHED, text=False)
    if again.content:
        number = page.get_contents()[0]
        document.update_stream(number, again.content + b"\n" + document.xref_stream(number))
    return again.lost


def _remove(page: pymupdf.Page, rects: Sequence[Box], images: int, graphics: int, text: bool) -> None:
    if not rects:
        return
    for rect in rects:
        page.add_redact_annot(pymupdf.Rect(rect), fill=False, cross_out=False)
    page.apply_redactions(images=images, graphics=graphics, text=0 if text else 1)


def _all_gone(page: pymupdf.Page, work: PageWork) -> bool:
    """Whether none of the letters off the page is left; those on it are looked for in the saved file."""
    if not work.off_page:
        return True
    left = {(g.char, round(g.x0), round(g.base)) for g in glyphs.of_page(page)}
    return not any((g.char, round(g.x0), round(g.base)) in left for g in work.off_page)
