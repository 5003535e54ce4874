"""From a plan to a PDF in which text, pixels and lines under the marks are gone; boxes are painted later.

Works on the file that ``sanitise.normalise`` wrote: pages upright, MuPDF space equal to page space before rotation.
Text goes in a first pass with rectangles cut to the middle of the letters, so that tight neighbours stay; pixels
and lines go in a second pass with the full rectangles, which leaves text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from . import glyphs, rules
from .errors import PageOutside
from .geometry import Rect, union
from .glyphs import Glyph
from .marks import MarkKind
from .matching import Term
from .opening import MUPDF_TROUBLE
from .phrases import Phrase, of_mark, of_terms
from .plan import PlannedMark, RedactionPlan
from .sanitise import Sheet

Progress = Callable[[int, int, str], None]
Box = tuple[float, float, float, float]

CUT_HEIGHT, CUT_WIDTH, CUT_SLANTED = 0.16, 0.8, 0.4
"""Share of a letter's height and width that its rectangle keeps (``redaction`` removes what a rectangle touches)."""

KEEP, COVERED, BLANK, TOUCHED = 0, 1, 2, 2
"""What a pass does to images (blank their pixels) and to lines (remove those covered, or those touched)."""


@dataclass(frozen=True, slots=True)
class PageWork:
    """What is to go from one page: the phrases that get a box, and every letter's rectangle (MuPDF space)."""

    page: int
    phrases: tuple[Phrase, ...]
    letters: tuple[Glyph, ...]
    whole: bool = False
    off_page: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in a document: the work of each page that has any, and which terms occur."""

    pages: dict[int, PageWork]
    seen: frozenset[int]


def find(
    working: Path, plan: RedactionPlan, terms: Sequence[Term], sheets: Sequence[Sheet], progress: Progress
) -> Search:
    """Finds every letter that has to go: under marks, of terms, and off the visible page. Phase code: ``search``.

    Raises:
        PageOutside: a mark lies on a page that does not exist, or outside its page.
    """
    by_page: dict[int, list[PlannedMark]] = {}
    for mark in plan.marks:
        _check(mark, sheets)
        by_page.setdefault(mark.page, []).append(mark)
    work: dict[int, PageWork] = {}
    seen: set[int] = set()
    carried: list[Glyph] = []
    number = max((m.number for m in plan.marks), default=0)
    with pymupdf.open(working, filetype="pdf") as document:
        for page_number, sheet in enumerate(sheets):
            page = document.load_page(page_number)
            marks = by_page.get(page_number, [])
            letters = _letters(page, marks, sheet, bool(terms))
            hits = of_terms(letters, terms, carried) if terms else None
            if hits is not None:
                seen.update(hits.seen)
                if hits.before and page_number:
                    work[page_number - 1] = _joined(
                        work.get(page_number - 1), page_number - 1, hits.before, plan, number
                    )
                carried = letters[-400:]
            done = _page_work(page, page_number, marks, letters, hits.groups if hits else [], plan, sheet, number)
            if done is not None:
                work[page_number] = done
                number += len(done.phrases) - len(marks)
            progress(page_number + 1, len(sheets), "search")
    return Search(work, frozenset(seen))


def _check(mark: PlannedMark, sheets: Sequence[Sheet]) -> None:
    if not 0 <= mark.page < len(sheets):
        raise PageOutside(page=mark.page)
    box = sheets[mark.page].space.box.rect
    if not mark.rects or not all(r.intersection(box) for r in mark.rects):
        raise PageOutside(page=mark.page)


def _letters(page: pymupdf.Page, marks: Sequence[PlannedMark], sheet: Sheet, all_of_them: bool) -> list[Glyph]:
    """The page's letters; only those near the marks where no term is looked for and nothing stands off the page."""
    if all_of_them or _stands_off(page):
        return glyphs.of_page(page)
    if not marks:
        return []
    space = sheet.space.plain
    return glyphs.of_page(page, pymupdf.Rect(union(space.to_mupdf(r) for m in marks for r in m.rects).grown(1)))


def _stands_off(page: pymupdf.Page) -> bool:
    width, height = page.rect.width, page.rect.height
    blocks = page.get_text("blocks", flags=glyphs.FLAGS, clip=pymupdf.INFINITE_RECT())
    return any(b[0] < 0 or b[1] < 0 or b[2] > width or b[3] > height for b in blocks)


def _page_work(
    page: pymupdf.Page,
    number: int,
    marks: Sequence[PlannedMark],
    letters: list[Glyph],
    groups: Sequence[Sequence[int]],
    plan: RedactionPlan,
    sheet: Sheet,
    last: int,
) -> PageWork | None:
    width, height = sheet.space.width, sheet.space.height
    off = [g for g in letters if not (0 <= g.centre[0] <= width and 0 <= g.centre[1] <= height)]
    if not marks and not groups and not off:
        return None
    space = sheet.space.plain
    phrases: list[Phrase] = []
    gone: set[Glyph] = set(off)
    for mark in marks:
        rects = [space.to_mupdf(r) for r in mark.rects]
        under = [g for g in letters if g.under(rects, loosely=mark.kind is not MarkKind.TEXT)]
        gone.update(under)
        phrases.append(of_mark(mark, rects, under))
    for k, group in enumerate(groups):
        mine = [letters[i] for i in group]
        gone.update(mine)
        shown = [g for g in mine if g not in off]
        if shown and not _covered(shown, phrases):
            phrases.append(Phrase.of_letters(last + 1 + k, shown, plan.label))
    whole = any(m.kind is MarkKind.PAGE for m in marks)
    if any(p.stretches for p in phrases):
        words = [Rect(*w[:4]) for w in page.get_text("words", flags=glyphs.FLAGS)]
        words += [Rect(g.x0, g.y0, g.x1, g.y1) for g in letters if g not in gone]  # what is left of cut words
        phrases = [p.widened(words, width) for p in phrases]
    return PageWork(number, tuple(phrases), tuple(gone), whole, len(off))


def _covered(letters: Sequence[Glyph], phrases: Sequence[Phrase]) -> bool:
    """Whether boxes that are painted anyway hide the letters entirely."""
    boxes = [box for phrase in phrases for box in phrase.boxes]
    return all(any(b.x0 <= g.x0 and g.x1 <= b.x1 and b.contains(*g.centre) for b in boxes) for g in letters)


def _joined(before: PageWork | None, page: int, letters: Sequence[Glyph], plan: RedactionPlan, last: int) -> PageWork:
    """The page before, with the letters of a term that goes on over the page break."""
    phrase = Phrase.of_letters(last + 1, letters, plan.label)
    if before is None:
        return PageWork(page, (phrase,), tuple(letters))
    return PageWork(page, (*before.phrases, phrase), (*before.letters, *letters), before.whole, before.off_page)


@dataclass(frozen=True, slots=True)
class Burnt:
    """How the burn went: pages where something would not go, and places outside the marks where a curve that
    reached into an area is gone (MuPDF space, by page)."""

    stuck: frozenset[int]
    lost: dict[int, tuple[Rect, ...]]


def apply(working: Path, target: Path, search: Search, sheets: Sequence[Sheet], progress: Progress) -> Burnt:
    """Removes what was found and writes the burnt file. Phase code: ``burn``."""
    stuck: set[int] = set()
    lost: dict[int, tuple[Rect, ...]] = {}
    with pymupdf.open(working, filetype="pdf") as document:
        for done, (number, work) in enumerate(sorted(search.pages.items()), 1):
            try:
                gone, lost[number] = _burn(document, work, sheets[number])
                if not gone:
                    stuck.add(number)
            except MUPDF_TROUBLE:
                stuck.add(number)
            progress(done, len(search.pages), "burn")
        document.save(target, garbage=2, deflate=True, no_new_id=True)
    return Burnt(frozenset(stuck), lost)


def _burn(document: pymupdf.Document, work: PageWork, sheet: Sheet) -> tuple[bool, tuple[Rect, ...]]:
    """Whether every letter is gone from the page, and what went beside the marks."""
    page = document.load_page(work.page)
    if work.whole:
        document.xref_set_key(page.xref, "Contents", "null")
        document.xref_set_key(page.xref, "Resources", "<<>>")
        return True, ()
    _remove(page, [cut for letters in _runs(work.letters) for cut in _cuts(letters)], KEEP, KEEP, text=True)
    traits, lost = sheet.traits, tuple[Rect, ...]()
    if traits.images or traits.paths or traits.patterns:
        drawn = [r for p in work.phrases if p.lines_too for r in p.areas]
        spoken = [r for p in work.phrases if not p.lines_too for r in p.areas]
        _remove(page, spoken, BLANK, COVERED, text=False)
        lost = _clear(document, page, drawn, sheet) if drawn else ()
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


def _runs(letters: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters that follow one another on a horizontal line, so that one rectangle takes them all."""
    runs: list[list[Glyph]] = []
    for g in sorted(letters, key=lambda g: (g.line, g.base, g.x0)):
        last = runs[-1][-1] if runs else None
        if (
            last
            and g.flat
            and last.flat
            and g.line == last.line
            and g.base == last.base
            and abs(g.x0 - last.x1) < 0.02 * g.size
        ):
            runs[-1].append(g)
        else:
            runs.append([g])
    return runs


def _cuts(letters: Sequence[Glyph]) -> list[Box]:
    first, last = letters[0], letters[-1]
    if not first.flat:
        x, y = first.centre
        dx, dy = (first.x1 - first.x0) * CUT_SLANTED / 2, (first.y1 - first.y0) * CUT_SLANTED / 2
        return [(x - dx, y - dy, x + dx, y + dy)]
    side = (1 - CUT_WIDTH) / 2
    middle, half = (first.y0 + first.y1) / 2, (first.y1 - first.y0) * CUT_HEIGHT / 2
    x0, x1 = first.x0 + side * (first.x1 - first.x0), last.x1 - side * (last.x1 - last.x0)
    return [(x0, middle - half, max(x1, x0 + 0.05), middle + half)]


def _all_gone(page: pymupdf.Page, work: PageWork) -> bool:
    """Whether none of the letters can still be read at its place."""
    if not work.letters:
        return True
    clip = pymupdf.Rect(union(Rect(g.x0, g.y0, g.x1, g.y1) for g in work.letters).grown(2))
    left = {(g.char, round(g.x0), round(g.base)) for g in glyphs.of_page(page, clip)}
    return not any((g.char, round(g.x0), round(g.base)) in left for g in work.letters)
