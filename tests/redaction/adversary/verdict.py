"""One case through the engine and the attacker: what came of it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from redaction import mask
from redaction.errors import DocumentError
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan

from . import attacker
from .sheet import Case

SHIFT = 0.5
"""How far (points) a word that stays may move."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``word`` is clean, leak, refused or lost, ``detail`` where or what; ``raster`` counts pages made pictures."""

    word: str
    detail: str = ""
    raster: int = 0


def plan(case: Case) -> RedactionPlan:
    """The case's terms and areas as a plan."""
    marks = tuple(
        PlannedMark(i, page, (Rect(*box),), MarkKind.AREA, "1") for i, (page, box) in enumerate(case.regions, 1)
    )
    return RedactionPlan("", marks, case.terms, label="1")


def of(case: Case, target: Path) -> Verdict:
    """Masks the case into ``target`` and attacks the copy."""
    try:
        proof = mask.mask(case.path, plan(case), target, case.password)
    except DocumentError as error:
        return Verdict("refused", f"{error.code} {error.parameters}")
    raster = len(proof.raster_pages)
    found = attacker.leaks(case, target)
    if found:
        return Verdict("leak", ", ".join(found), raster)
    gone = losses(case, target)
    if not gone and raster and not case.may_raster:
        gone = [f"page {n} became a picture" for n in proof.raster_pages]
    return Verdict("lost" if gone else "clean", ", ".join(gone), raster)


def losses(case: Case, path: Path) -> list[str]:
    """What the copy lacks that must stay: words and their places, pictures, pages, sizes, turnings."""
    before = pypdfium2.PdfDocument(case.path, case.password)
    after = pypdfium2.PdfDocument(path)
    try:
        found = _pages(before, after)
        found += [w for words in case.stay for w in _words(words, before, after)]
    finally:
        before.close()
        after.close()
    for number, box in case.pictures:
        old, new = (attacker.cut(attacker.drawn(p, number), box) for p in (case.path, path))
        even = old.getextrema()[0] == old.getextrema()[1]
        if attacker.alike(old, new) < 0.9 and not (even and old.tobytes() == new.tobytes()):
            found.append(f"picture on page {number}")
    with pikepdf.open(path) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # JBIG2 cannot be decoded here
        found += [f"fault: {f}" for f in pdf.check_pdf_syntax()]
    return found


def _pages(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument) -> list[str]:
    if len(before) != len(after):
        return [f"{len(after)} pages of {len(before)}"]
    found = []
    for n in range(len(before)):
        if any(abs(a - b) > 0.1 for a, b in zip(before.get_page_size(n), after.get_page_size(n), strict=True)):
            found.append(f"size of page {n}")
        if before[n].get_rotation() != after[n].get_rotation():
            found.append(f"turning of page {n}")
    return found


def _words(words: str, before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument) -> list[str]:
    """Whether the words can be read on as many pages as before, each near its old place."""
    found = []
    for n in range(len(before)):
        old, new = _place(before, n, words), _place(after, n, words)
        if old is not None and new is None:
            found.append(f"'{words}' on page {n}")
        elif old is not None and new is not None and max(abs(old[0] - new[0]), abs(old[1] - new[1])) > SHIFT:
            found.append(f"'{words}' moved on page {n}")
    return found or ([] if any(_place(after, n, words) for n in range(len(after))) else [f"'{words}' nowhere"])


def _place(document: pypdfium2.PdfDocument, number: int, words: str) -> tuple[float, float] | None:
    """Left end and foot of the words' first letter (PDF space) where pdfium reads them."""
    page = document[number]
    text = page.get_textpage()
    whole = text.get_text_range().replace("\u00a0", " ").replace("\r\n", " ")
    place = None
    if words in whole:
        hit = text.search(words.split()[0]).get_next()
        place = text.get_charbox(hit[0])[:2] if hit else None
        place = place or (0.0, 0.0)
    text.close()
    page.close()
    return place
