"""What has to go from a document: letters under marks, of terms, and off the visible page; nothing is changed yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pymupdf

from .. import replacements
from ..crew import At, Crew, cut, told
from ..errors import Damaged, PageOutside, ReplacementUnfit
from ..geometry import Rect
from ..marks import MarkKind
from ..matching import Term
from ..opening import MUPDF_TROUBLE
from ..pictures import same_image
from ..plan import PlannedMark, RedactionPlan
from ..typeface import width as width_of
from . import cuts, glyphs, reset
from .cuts import Box
from .glyphs import Glyph, Letters
from .orders import Reading
from .phrases import Free, Phrase, fitted, of_mark, of_terms, spelt
from .reset import Run
from .sanitise import Sheet
from .turning import LEVEL, Turn, Way, way_of

LETTER_MIDDLE = 0.3
"""Where the middle of a letter lies above its base line, in font sizes."""

Progress = Callable[[int, int, str], None]

THICK = 2.0
"""What is drawn upright and is thinner than this, in user space units, is a stroke that parts columns."""


@dataclass(frozen=True, slots=True)
class PageWork:
    """What is to go from one page: the phrases that get a box, and the cuts through every letter (MuPDF space).

    ``runs`` are words written anew because lengths are hidden, ``strips`` the places of such lines, ``reset`` the
    numbers of the phrases on them, ``lines_whole`` how many lines were masked whole instead, ``slanted`` whether one of
    them runs aslant: its blanks go with the page becoming a picture.
    """

    page: int
    phrases: tuple[Phrase, ...]
    cuts: tuple[Box, ...]
    whole: bool = False
    off_page: tuple[Glyph, ...] = ()
    runs: tuple[Run, ...] = ()
    strips: tuple[Rect, ...] = ()
    reset: frozenset[int] = frozenset()
    lines_whole: int = 0
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in a document: the work of each page that has any, and which terms occur."""

    pages: dict[int, PageWork]
    seen: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages that is searched by itself: its marks by page, and its sheets in order.

    ``last`` is the number of the last mark of the whole plan, ``total`` how many pages the document has.
    """

    pages: Sequence[int]
    marks: dict[int, list[PlannedMark]]
    sheets: Sequence[Sheet]
    terms: Sequence[Term]
    label: str
    hide_lengths: bool
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a part; phrases of terms are numbered from the last mark on, ``used`` tells how many were."""

    work: dict[int, PageWork]
    seen: set[int]
    used: int


def find(
    working: Path, plan: RedactionPlan, terms: Sequence[Term], sheets: Sequence[Sheet], crew: Crew, progress: Progress
) -> Search:
    """Finds every letter that has to go: under marks, of terms, and off the visible page. Phase code: ``search``.

    Raises:
        PageOutside: a mark lies on a page that does not exist, or outside its page.
        ReplacementUnfit: what a mark would say instead of its words tells them (``number``).
        Damaged: a page cannot be read (``page`` from 0).
    """
    by_page: dict[int, list[PlannedMark]] = {}
    for mark in plan.marks:
        _check(mark, sheets)
        by_page.setdefault(mark.page, []).append(mark)
    last, total = max((m.number for m in plan.marks), default=0), len(sheets)
    parts = [
        Part(
            pages,
            {n: by_page[n] for n in pages if n in by_page},
            [sheets[n] for n in pages],
            terms,
            plan.label,
            plan.hide_lengths,
            last,
            total,
        )
        for pages in cut(range(total), crew)
    ]
    found: list[Found] = crew.share(_find, [(working, part) for part in parts], told(total, progress, "search"))
    work: dict[int, PageWork] = {}
    used = 0
    for one in found:
        work |= {n: _numbered(page, last, used) for n, page in one.work.items()}
        used += one.used
    with pymupdf.open(working, filetype="pdf") as document:
        _add_elsewhere(document, work, sheets)
    progress(total, total, "search")
    return Search(work, frozenset().union(*(one.seen for one in found)))


def _find(working: Path, part: Part, at: At) -> Found:
    """Searches a part, and the page after it for the second halves of terms that begin in the part."""
    work: dict[int, PageWork] = {}
    seen: set[int] = set()
    again: Callable[[Sequence[int]], PageWork | None] = _no_page
    number, first = part.last, part.pages[0]
    with pymupdf.open(working, filetype="pdf") as document:
        carried = Reading(_letters(document, first - 1, True) if part.terms and first else [])
        for page_number, sheet in zip(part.pages, part.sheets, strict=True):
            at(page_number)
            marks = part.marks.get(page_number, [])
            letters = _letters(document, page_number, bool(part.terms or marks))
            read = Reading(letters)
            hits = of_terms(read, part.terms, carried) if part.terms else None
            if hits is not None:
                seen.update(hits.seen)
                if page_number > first:
                    _go_on(work, page_number - 1, hits.before, carried, again, part, number)
                carried = read
            groups = hits.groups if hits else []
            again = partial(_with, document, page_number, marks, letters, groups, part, sheet, number)
            done = again([])
            if done is not None:
                work[page_number] = done
                number += len(done.phrases) - len(marks)
        after = part.pages[-1] + 1
        if part.terms and after < part.total:
            hits = of_terms(Reading(_letters(document, after, True)), part.terms, carried)
            _go_on(work, after - 1, hits.before, carried, again, part, number)
    return Found(work, seen, number - part.last)


def _go_on(
    work: dict[int, PageWork],
    page: int,
    letters: Sequence[Glyph],
    read: Reading,
    again: Callable[[Sequence[int]], PageWork | None],
    part: Part,
    number: int,
) -> None:
    """Adds to a page the letters of a term that goes on over the page break after it."""
    if letters:
        anew = again([read.letters.index(g) for g in letters]) if part.hide_lengths else None
        work[page] = anew or _joined(work.get(page), page, letters, read.letters, part.label, number)


def _numbered(work: PageWork, last: int, by: int) -> PageWork:
    """The work of a page with its numbers beyond the last mark raised, as in a search from the first page on."""
    if not by:
        return work
    phrases = tuple(replace(p, number=p.number + by) if p.number > last else p for p in work.phrases)
    return replace(work, phrases=phrases, reset=frozenset(n + by if n > last else n for n in work.reset))


def _no_page(extra: Sequence[int]) -> PageWork | None:
    """The work of the page before the first."""
    return None


def _with(
    document: pymupdf.Document,
    number: int,
    marks: Sequence[PlannedMark],
    letters: list[Glyph],
    groups: Sequence[Sequence[int]],
    part: Part,
    sheet: Sheet,
    last: int,
    extra: Sequence[int],
) -> PageWork | None:
    """The work of a page, with the letters of a term that goes on over the page break as one more group."""
    wanted = [*groups, extra] if extra else groups
    return _page_work(document.load_page(number), marks, letters, wanted, part.label, part.hide_lengths, sheet, last)


def _add_elsewhere(document: pymupdf.Document, work: dict[int, PageWork], sheets: Sequence[Sheet]) -> None:
    """Pictures under a mark are masked at their other places too."""
    marked = {n: w.phrases for n, w in work.items() if sheets[n].traits.images and w.phrases}
    for number, phrases in (same_image.elsewhere(document, marked, sheets) if marked else {}).items():
        old = work.get(number, PageWork(number, (), ()))
        work[number] = replace(old, phrases=(*old.phrases, *phrases))


def _check_replacement(mark: PlannedMark, under: Sequence[Glyph]) -> None:
    """Raises ReplacementUnfit where a mark's box would tell what goes from under it."""
    for masked in (mark.text, "".join((" " if g.gap else "") + g.char for g in under)):
        found = replacements.fault(mark.level, mark.replacement, masked, mark.category)
        if found:
            raise ReplacementUnfit(number=mark.number, fault=found)


def _check(mark: PlannedMark, sheets: Sequence[Sheet]) -> None:
    if not 0 <= mark.page < len(sheets):
        raise PageOutside(page=mark.page)
    box = sheets[mark.page].space.box.rect
    if not mark.rects or not all(r.intersection(box) for r in mark.rects):
        raise PageOutside(page=mark.page)


def _letters(document: pymupdf.Document, number: int, wanted: bool) -> list[Glyph]:
    """The page's letters; none where nothing is looked for and nothing stands off the page."""
    try:
        page = document.load_page(number)
        return glyphs.of_page(page) if wanted or _stands_off(page) else []
    except MUPDF_TROUBLE as error:
        raise Damaged(page=number) from error


def _stands_off(page: pymupdf.Page) -> bool:
    width, height = page.rect.width, page.rect.height
    blocks = page.get_text("blocks", flags=glyphs.FLAGS, clip=pymupdf.INFINITE_RECT())
    return any(b[0] < 0 or b[1] < 0 or b[2] > width or b[3] > height for b in blocks)


def _page_work(
    page: pymupdf.Page,
    marks: Sequence[PlannedMark],
    letters: list[Glyph],
    groups: Sequence[Sequence[int]],
    label: str,
    hide_lengths: bool,
    sheet: Sheet,
    last: int,
) -> PageWork | None:
    width, height = sheet.space.width, sheet.space.height
    off = [g for g in letters if not (0 <= g.x0 + g.x1 <= 2 * width and 0 <= g.y0 + g.y1 <= 2 * height)]
    if not marks and not groups and not off:
        return None
    space, placed = sheet.space.plain, Letters(letters)
    phrases: list[Phrase] = []
    members: list[set[Glyph]] = []
    gone: set[Glyph] = set(off)
    for mark in marks:
        rects = [space.to_mupdf(r) for r in mark.rects]
        near = {g for r in rects for g in placed.near(r)}
        under = [g for g in near if g.under(rects, loosely=mark.kind is not MarkKind.TEXT)]
        if mark.kind is MarkKind.TEXT and not all(g.flat for g in under):
            under = spelt(mark.text, [g for g in letters if g in set(under)]) or under
        gone.update(under)
        _check_replacement(mark, [g for g in letters if g in set(under)] if mark.replacement else ())
        phrases.append(of_mark(mark, rects, under))
        members.append(set(under))
    for k, group in enumerate(groups):
        mine = [letters[i] for i in group]
        gone.update(mine)
        shown = [g for g in mine if g not in off]
        if shown and not _covered(shown, phrases):
            phrases.append(Phrase.of_letters(last + 1 + k, shown, label))
            members.append(set(shown))
    whole = any(m.kind is MarkKind.PAGE for m in marks)
    work = PageWork(page.number, (), (), whole, tuple(off))
    if hide_lengths and not whole:
        hidden = reset.hide(page, letters, phrases, members, gone)
        hidden.gone |= _under(placed, hidden.phrases)
        return _hidden(work, hidden, letters, placed)
    widened = _widened(page, placed, letters, phrases, members, gone, sheet)
    return replace(work, phrases=widened, cuts=cuts.of_letters(gone | _under(placed, widened), letters, placed))


def _widened(
    page: pymupdf.Page, placed: Letters, letters: Sequence[Glyph], phrases: Sequence[Phrase],
    members: Sequence[Set[Glyph]], gone: Set[Glyph], sheet: Sheet,
) -> tuple[Phrase, ...]:  # fmt: skip
    """The phrases with boxes as wide as there is room, each on the page held so that it runs level."""
    strokes = [Rect(*d["rect"]) for d in page.get_cdrawings()] if sheet.traits.paths else []
    rooms: dict[Way, tuple[Turn, Free]] = {}
    done: list[Phrase] = []
    for phrase, mine in zip(phrases, members, strict=True):
        way = way_of(mine)
        if way not in rooms:
            turn = Turn(way, sheet.space.width, sheet.space.height)
            uprights = [r for r in map(turn.rect, strokes) if r.width < THICK <= r.height]
            held = placed if way == LEVEL else Letters([turn.glyph(g) for g in letters])
            rooms[way] = turn, Free(held, gone if way == LEVEL else set(map(turn.glyph, gone)), turn.width, uprights)
        turn, free = rooms[way]
        held_phrase = phrase.turned(turn.rect)
        if way != LEVEL and phrase.stretches:
            held_phrase = fitted(held_phrase, [turn.glyph(g) for g in mine])
        done.append(held_phrase.widened(free).turned(turn.rect_back))
    return tuple(done)


def _under(placed: Letters, phrases: Sequence[Phrase]) -> set[Glyph]:
    """Letters that boxes hide, whatever they belong to: what nobody sees must not be read either."""
    boxes = [box for phrase in phrases for box in phrase.boxes]
    return {g for box in boxes for g in placed.near(box) if g.hidden_by(box)}


def _hidden(work: PageWork, done: reset.Hidden, letters: Sequence[Glyph], placed: Letters) -> PageWork:
    """The work of a page with lengths hidden."""
    return replace(
        work,
        phrases=tuple(done.phrases),
        cuts=(*cuts.of_letters(done.gone, letters, placed), *done.cuts),
        slanted=done.slanted,
        runs=tuple(run for run in done.runs if not _lies_under(run, done.phrases)),
        strips=tuple(done.strips),
        reset=frozenset(done.reset),
        lines_whole=done.whole,
    )


def _lies_under(run: Run, phrases: Sequence[Phrase]) -> bool:
    """Whether words written anew would stand, in part, under the box of a line beside theirs that is masked whole."""
    along, up = run.squeeze * width_of(run.text, run.style, run.size), LETTER_MIDDLE * run.size
    (dx, dy), (x, y) = run.way, (run.x, run.y)
    ends = [(x + share * along * dx + up * dy, y + share * along * dy - up * dx) for share in (0.02, 0.5, 0.98)]
    return any(box.contains(*end) for phrase in phrases for box in phrase.boxes for end in ends)


def _covered(letters: Sequence[Glyph], phrases: Sequence[Phrase]) -> bool:
    """Whether boxes that are painted anyway hide the letters entirely."""
    boxes = [box for phrase in phrases for box in phrase.boxes]
    return all(any(b.x0 <= g.x0 and g.x1 <= b.x1 and b.contains(*g.centre) for b in boxes) for g in letters)


def _joined(
    before: PageWork | None, page: int, letters: Sequence[Glyph], around: Sequence[Glyph], label: str, last: int
) -> PageWork:
    """The page before, with the letters of a term that goes on over the page break."""
    phrase = Phrase.of_letters(last + 1, letters, label)
    cut = cuts.of_letters(set(letters), around, Letters(around))
    if before is None:
        return PageWork(page, (phrase,), cut)
    return PageWork(page, (*before.phrases, phrase), (*before.cuts, *cut), before.whole, before.off_page)
