"""The stamps: each page carries its own, word for word, over nothing that is or was shown there."""

from __future__ import annotations

from redaction.geometry import Rect
from redaction.report import CheckResult, Stamp

from . import pixels
from .base import Evidence, outcome

NAME = "page-stamp"

EVEN = 40
"""Grey levels between which a place counts as blank: the paper of a scan."""


def told(evidence: Evidence) -> CheckResult:
    """Every page has the stamp of its own number, and nothing else can be read in its place."""
    pages = [n for n in evidence.pages if evidence.stamps and not _good(evidence, n, evidence.stamp_of.get(n))]
    return outcome(NAME, pages)


def _good(evidence: Evidence, number: int, stamp: Stamp | None) -> bool:
    if stamp is None or not stamp.words.endswith(f" {number + 1} ({len(evidence.spaces)})"):
        return False
    space = evidence.spaces[number]
    at = space.to_pdf(stamp.rect.grown(0.5 / space.unit))
    read = evidence.after(number).text.get_text_bounded(*at)
    return "".join(read.split()) == "".join(stamp.words.split()) and _covers_nothing(evidence, number, stamp)


def _covers_nothing(evidence: Evidence, number: int, stamp: Stamp) -> bool:
    """Whether its place was blank before, where nothing went from it."""
    if evidence.reference is None or stamp.taller:
        return True
    space, at = evidence.spaces[number], evidence.stamped(number)[0]
    if any(Rect(*place).intersection(at) for place in evidence.cleared.get(number, ())):
        return True
    before = evidence.page_before(number)
    if before.text.get_text_bounded(*at).strip():
        return False
    scale = pixels.scale_of(space)
    box = (at[0] - space.left, space.top - at[3], at[2] - space.left, space.top - at[1])
    seen = before.drawn(scale)
    inner = pixels.inside([v * scale for v in box], seen.size)
    if inner is None:
        return True
    levels = [level for level, count in enumerate(seen.crop(inner).histogram()) if count]
    return levels[-1] - levels[0] <= EVEN
