"""Pages that the office printed from a document with its own program: held against the words of the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from redaction.content import Block, texts
from redaction.errors import NeedsOffice, NotAPdf, Unsupported
from redaction.importers import coverage, legacy, odf, odp, rtf, slides, sniff, word_text
from redaction.importers.base import Imported, Job, Progress, working
from redaction.importers.kinds import HEAD, MEDIA_TYPES
from redaction.importers.package import Package
from redaction.importers.pdf import PdfImporter
from redaction.words import Region

from . import pdf
from .appendix import append
from .reading import read

ROUTE = "printed"
KEPT = 0.98
"""The least share of the original's words that must stand on the pages."""
MOST_TOLD = 20
"""So many of the words that are missing are told."""

_OF_ITS_OWN = frozenset({"property", "link", "bookmark"})
"""What is found in every printed file, and says of the printing alone."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """The pages have only this share (0-1) of the original's words; ``words`` are some of the missing ones."""

    kept: float
    words: tuple[str, ...]


def put_in(
    source: Path, pages: Path, folder: Path, progress: Progress
) -> Lacks | tuple[Imported, tuple[tuple[int, Region], ...]]:
    """Makes the working PDF of an original out of printed pages in ``folder``, which the caller owns and empties.

    Gives it with the regions of what the original holds and the pages do not show, as ``reading.add``; or what the
    pages lack.

    Raises:
        NotAPdf: the pages are none. Unsupported, NeedsOffice: the original's words cannot be read here.
        DocumentError: one of the two cannot be read.
    """
    with pages.open("rb") as file:
        if sniff(file.read(HEAD), pages) != "pdf":
            raise NotAPdf(kind="unknown")
    with source.open("rb") as file:
        kind = sniff(file.read(HEAD), source)
    progress(0, 4, "open")
    original, as_kind = _readable(source, kind, folder, progress)
    if as_kind not in WORDS:
        raise Unsupported(kind=kind)
    target = folder / "printed.pdf"
    made = PdfImporter().make(Job(pages, target, progress=progress))
    progress(2, 4, "words")
    wanted = WORDS[as_kind](original, len(made.pages))
    kept = coverage.of_pdf(wanted, target)
    if kept < KEPT:
        return Lacks(round(kept, 4), _missing(wanted, target))
    beside = [item for item in pdf.read(pages, target) if item.kind not in _OF_ITS_OWN]
    told = [*read(original, MEDIA_TYPES[as_kind], target), *beside]
    regions = append(target, list(dict.fromkeys(told)))
    whole = working(target, ROUTE, round(kept, 4), {one.kind: one.count for one in made.hidden})
    return Imported(target, whole, MEDIA_TYPES[kind]), regions


def _readable(source: Path, kind: str, folder: Path, progress: Progress) -> tuple[Path, str]:
    """The original, or an old one as LibreOffice writes it anew. Raises NeedsOffice where there is none."""
    by = next((one for one in legacy.IMPORTERS if isinstance(one, legacy.LegacyImporter) and one.kind == kind), None)
    if by is None:
        return source, kind
    if not by.write_anew(Job(source, folder / "working.pdf", progress=progress)):
        raise NeedsOffice(kind=kind, found=0)
    return legacy.place(folder, by.becomes), by.becomes


def _missing(wanted: Counter[str], target: Path) -> tuple[str, ...]:
    lacking = wanted - coverage.words(coverage.pdf_text(target))
    return tuple(word for word, _count in lacking.most_common(MOST_TOLD))


def _said(blocks: Iterable[Block]) -> Counter[str]:
    return coverage.words("\n".join(words for block in blocks for words in texts(block)))


def _of_word(source: Path, pages: int) -> Counter[str]:
    with Package(source) as package:
        return word_text.read(package).wanted(pages)


def _of_text(source: Path, _pages: int) -> Counter[str]:
    with Package(source) as package:
        return _said(odf.Text().blocks(odf.body_of(package, "text")))


def _of_slides(source: Path, _pages: int) -> Counter[str]:
    with Package(source) as package:
        return _said(block for slide in slides.read(package) if not slide.hidden for block in slide.blocks)


def _of_pages(source: Path, _pages: int) -> Counter[str]:
    with Package(source) as package:
        found = odp.read(package, odf.body_of(package, "presentation"))
    return _said(block for slide in found if not slide.hidden for block in slide.blocks)


def _of_rtf(source: Path, _pages: int) -> Counter[str]:
    return _said(rtf.read(source.read_bytes())[0])


WORDS: dict[str, Callable[[Path, int], Counter[str]]] = {
    "docx": _of_word,
    "odt": _of_text,
    "rtf": _of_rtf,
    "pptx": _of_slides,
    "odp": _of_pages,
}
"""By kind: the words that so many pages of it must hold. A slide that is hidden may be left out by the printer."""
