"""Text in the masked file as pdfium reads it: none under a box, no term anywhere, everything else kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pypdfium2

from redaction import matching
from redaction.report import CheckResult, ProvenMark
from redaction.space import Space

from . import places
from .base import Evidence, outcome

FEW, SHARE = 5, 0.05
"""A page that became a picture may lose so many letters of its text layer, or that share: they are still seen."""


def under_marks(evidence: Evidence) -> CheckResult:
    """No character has its centre in a box, but what is printed in it or heard instead, once."""
    pages: list[int] = []
    for number, marks in evidence.by_page.items():
        text, space = evidence.after(number).text, evidence.spaces[number]
        if not all(_plain(text, space, mark) for mark in marks) and _strange(text, space, marks):
            pages.append(number)
    return outcome("text-under-marks", pages)


def _plain(text: pypdfium2.PdfTextPage, space: Space, mark: ProvenMark) -> bool:
    """Whether nothing can be read in a mark's boxes but its own words; quick, and sure where it says yes."""
    for rect in mark.rects:
        at = space.to_pdf(rect.grown(-0.25))
        found = "".join(text.get_text_bounded(at.x0, at.y0, at.x1, at.y1).split())
        if found and found not in mark.says:
            return False
    return True


def _strange(text: pypdfium2.PdfTextPage, space: Space, marks: Sequence[ProvenMark]) -> bool:
    """Whether characters stand in the boxes, which may overlap, that belong to no mark's own words."""
    inside: list[tuple[str, set[int]]] = []
    for i in range(text.count_chars()):
        char = text.get_text_range(i, 1)
        if char.strip():
            centres = [space.from_pdf(text.get_charbox(i, loose=loose)).centre for loose in (True, False)]
            found = {k for k, m in enumerate(marks) if any(r.contains(*c) for r in m.rects for c in centres)}
            inside += [(char, found)] if found else []
    left, heard = set(range(len(inside))), set[int]()
    for said, k in sorted(((said, k) for k, m in enumerate(marks) for said in m.says), key=lambda pair: -len(pair[0])):
        own = [n for n in sorted(left) if k in inside[n][1]]
        at = "".join(inside[n][0] for n in own).find(said)
        if at >= 0 and k not in heard:
            left -= set(own[at : at + len(said)])
            heard.add(k)
    return bool(left)


def terms_nowhere(evidence: Evidence) -> CheckResult:
    """No term can be read on any page, nor over a page break."""
    pages: list[int] = []
    wanted = [t for t in evidence.terms if t.text]
    for number in evidence.pages if wanted else ():
        whole = evidence.after(number).words
        tail = evidence.after(number - 1).words[-400:] if number else ""
        if matching.may_occur(whole, wanted):
            pages.extend(number for t in wanted if _reads(whole, t))
        if tail and matching.may_occur(tail + whole[:400], wanted):
            pages.extend(number for t in wanted if _crosses(tail, whole[:400], t))
    return outcome("terms-in-text", pages)


def _reads(text: str, wanted: matching.Term) -> bool:
    row, gaps = matching.rows(text)
    return any(True for _ in matching.find(row, gaps, wanted))


def _crosses(tail: str, head: str, wanted: matching.Term) -> bool:
    row, gaps = matching.rows(tail + "\n" + head)
    border = len(matching.rows(tail)[0])
    return any(start < border < end for start, end in matching.find(row, gaps, wanted))


def words_kept(evidence: Evidence) -> CheckResult:
    """Every letter of the reference that does not stand in a cleared place is in the masked file."""
    pages: list[int] = []
    if evidence.reference is None:
        return outcome("words-kept", pages)
    lost = 0
    for number in evidence.pages:
        missing, whole = _missing(evidence, number)
        if missing > (max(FEW, SHARE * whole) if number in evidence.raster else 0):
            lost += missing
            pages.append(number)
    return CheckResult("words-kept", not pages, lost, tuple(pages))


def _missing(evidence: Evidence, number: int) -> tuple[int, int]:
    """How many letters of a page are gone that should not be, and how many it had."""
    before, after = evidence.page_before(number), evidence.after(number)
    had = _letters(before.words)
    gone = had - (_letters(after.words) - _letters(evidence.stamp_words(number)))
    if not gone:
        return 0, 0
    allowed: Counter[str] = Counter()
    for rect in evidence.cleared.get(number, ()):
        allowed += _letters(before.text.get_text_bounded(*rect))
    return (gone - allowed).total(), had.total()


def positions(evidence: Evidence) -> CheckResult:
    """The words that stay stand where they stood, but on lines that were set anew and on pages made pictures."""
    if evidence.reference is None:
        return outcome("positions", [])
    worked = [n for n in evidence.pages if n in evidence.cleared or n in evidence.all_by_page]
    moved = {n: _moved(evidence, n) for n in worked if n not in evidence.raster}
    return CheckResult("positions", not any(moved.values()), sum(moved.values()), tuple(n for n in moved if moved[n]))


def _moved(evidence: Evidence, number: int) -> int:
    """How many of the letters looked at on a page stand elsewhere."""
    boxes = [evidence.spaces[number].to_pdf(r) for mark in evidence.by_page.get(number, ()) for r in mark.rects]
    before, after = evidence.page_before(number), evidence.after(number)
    return places.moved(before, after, [*evidence.cleared.get(number, ()), *boxes, *evidence.stamped(number)])


def _letters(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        for c in matching.folded(char):
            if c.isalnum():
                found[c] += count
    return found
