"""What a check gets to see, and how a check that cannot run counts as failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2

from redaction.geometry import Rect
from redaction.matching import Term
from redaction.opening import space_of_object
from redaction.report import CheckResult, ProvenMark, Stamp
from redaction.space import Space

from .leaf import Leaf
from .reading import Reader

Progress = Callable[[int, int, str], None]

LEFT_OUT = "not-run:left-out"
"""The note of a check that was left out because the caller wanted it so; it has not passed."""


def silent(done: int, total: int, phase: str) -> None:
    """The progress that nobody listens to."""


@dataclass
class Evidence:
    """A masked file, what it was made from, and what must not be in it.

    ``reference`` is the source with its hidden carriers gone and its pages upright, before the burn (None when
    a delivered file is tried again by its proof alone); ``raster`` are pages that became pictures, ``touched``
    those whose pictures were rewritten outside the marks, ``doubtful`` those where it could not be told what of
    their pictures shows. ``sight`` is whether the surroundings of the marks are read as pictures. ``beneath`` is
    what the marks of each page hide, as far as it is known as text, ``pdfa`` the level of PDF/A that the proof claims,
    ``stamps`` what is printed on the pages to tell them apart, all of them or none.
    ``part_pages`` are the pages (from 0) of a part that is looked at by itself, ``window`` those that are looked at
    now, all where it is None.
    """

    output: Path
    marks: Sequence[ProvenMark]
    terms: Sequence[Term] = ()
    beneath: dict[int, Sequence[Term]] = field(default_factory=dict)
    reference: Path | None = None
    cleared: dict[int, Sequence[tuple[float, float, float, float]]] = field(default_factory=dict)
    raster: frozenset[int] = frozenset()
    labels: frozenset[str] = frozenset()
    touched: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    sight: bool = True
    pdfa: str = ""
    stamps: tuple[Stamp, ...] = ()
    part_pages: tuple[int, ...] = ()
    window: range | None = field(default=None, init=False)
    _leaves: dict[tuple[str, int], Leaf] = field(default_factory=dict, init=False)

    @property
    def hidden_texts(self) -> tuple[Term, ...]:
        """What all marks hide, each text once."""
        return tuple({term.text: term for terms in self.beneath.values() for term in terms}.values())

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The masked file's objects."""
        return pikepdf.open(self.output)

    @cached_property
    def shown(self) -> pypdfium2.PdfDocument:
        """The masked file as pdfium reads it."""
        return pypdfium2.PdfDocument(self.output)

    @cached_property
    def before(self) -> pypdfium2.PdfDocument:
        """The reference as pdfium reads it."""
        return pypdfium2.PdfDocument(self.reference)

    @cached_property
    def spaces(self) -> list[Space]:
        """The space of each page of the masked file."""
        return [space_of_object(page.obj) for page in self.pdf.pages]

    @cached_property
    def reader(self) -> Reader:
        """Our own reading of the masked file's text operators."""
        return Reader()

    @cached_property
    def all_by_page(self) -> dict[int, list[ProvenMark]]:
        """The marks of each page of the whole file."""
        found: dict[int, list[ProvenMark]] = {}
        for mark in self.marks:
            found.setdefault(mark.page, []).append(mark)
        return found

    @cached_property
    def stamp_of(self) -> dict[int, Stamp]:
        """The stamp of each page of the whole file."""
        return {stamp.page: stamp for stamp in self.stamps}

    def stamped(self, number: int) -> tuple[Rect, ...]:
        """Where the page has its stamp (PDF space), if it has one."""
        stamp = self.stamp_of.get(number)
        return (self.spaces[number].to_pdf(stamp.rect),) if stamp else ()

    def stamp_words(self, number: int) -> str:
        """What the page's stamp says, "" where it has none."""
        stamp = self.stamp_of.get(number)
        return stamp.words if stamp else ""

    def space_before(self, number: int) -> Space:
        """The page's space without what was added to it for its stamp."""
        space, stamp = self.spaces[number], self.stamp_of.get(number)
        if stamp is None or not (stamp.wider or stamp.taller):
            return space
        box = space.box
        was = space.to_pdf(Rect(0, 0, box.width - stamp.wider, box.height - stamp.taller))
        return replace(space, left=was.x0, top=was.y1, width=was.width, height=was.height)

    @property
    def by_page(self) -> dict[int, list[ProvenMark]]:
        """The marks of each page that is looked at."""
        if self.window is None:
            return self.all_by_page
        return {number: self.all_by_page[number] for number in self.window if number in self.all_by_page}

    @property
    def pages(self) -> range:
        """The pages (from 0) that are looked at."""
        return range(len(self.shown)) if self.window is None else self.window

    def after(self, number: int) -> Leaf:
        """A page of the masked file, opened once for all checks."""
        return self._leaf("shown", number)

    def page_before(self, number: int) -> Leaf:
        """The same page of the reference."""
        return self._leaf("before", number)

    def _leaf(self, which: str, number: int) -> Leaf:
        if (which, number) not in self._leaves:
            self._leaves[which, number] = Leaf(getattr(self, which)[number])
        return self._leaves[which, number]

    def part(self, pages: Sequence[int]) -> Evidence:
        """What is needed to look at these pages alone, as a value; what other pages hide is looked for here too."""
        wanted = set(pages)
        marks = [mark for mark in self.marks if mark.page in wanted]
        cleared = {number: places for number, places in self.cleared.items() if number in wanted}
        return replace(self, marks=marks, cleared=cleared, part_pages=tuple(pages))

    def look_at(self, number: int) -> None:
        """Turns to one page and lets those go that lie further back than the page before."""
        self.window = range(number, number + 1)
        self._let_go(lambda open_page: not number - 1 <= open_page <= number)

    def _let_go(self, which: Callable[[int], bool]) -> None:
        for key in [key for key in self._leaves if which(key[1])]:
            self._leaves.pop(key).close()

    def close(self) -> None:
        """Lets the files go."""
        self._let_go(lambda _number: True)
        for name in ("pdf", "shown", "before"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()


Check = Callable[[Evidence], CheckResult]


def tried(name: str, check: Check, evidence: Evidence) -> CheckResult:
    """The outcome of a check; one that raises has failed, whatever the reason."""
    try:
        return check(evidence)
    except Exception as error:  # a check that could not run proves nothing
        return CheckResult(name, False, note=f"not-run:{type(error).__name__}")


def outcome(name: str, pages: Sequence[int], note: str = "") -> CheckResult:
    """Passed where no page was found; ``found`` counts what was."""
    return CheckResult(name, not pages, len(pages), tuple(sorted(set(pages))), note)


def pages_of(evidence: Evidence) -> list[int]:
    """Every page, and those that only a mark names; none where the file does not open."""
    try:
        return sorted({*range(len(evidence.shown)), *evidence.all_by_page})
    except Exception:  # whatever is wrong with the file, the checks that found no page to look at have failed
        return []


def joined(name: str, results: Sequence[CheckResult]) -> CheckResult:
    """The outcomes of one check on different pages as one; failed where there are none."""
    pages = sorted({page for result in results for page in result.pages})
    note = next((result.note for result in results if result.note), "" if results else "not-run:no-pages")
    passed = bool(results) and all(result.passed for result in results)
    return CheckResult(name, passed, sum(result.found for result in results), tuple(pages), note)
