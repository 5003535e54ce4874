"""The masked file has the pages of its source, and opens without complaint."""

from __future__ import annotations

import warnings

from redaction.report import CheckResult

from .base import Evidence, outcome


def pages_kept(evidence: Evidence) -> CheckResult:
    """As many pages as before, each of the same size but for room for a stamp, read alike by both libraries."""
    total = len(evidence.spaces)
    if total != len(evidence.shown) or (evidence.reference is not None and total != len(evidence.before)):
        return CheckResult("pages", False, abs(total - len(evidence.shown)) or 1)
    wrong: list[int] = []
    for number, space in enumerate(evidence.spaces):
        box, before = space.box, evidence.space_before(number)
        if not _same(evidence.shown.get_page_size(number), (box.width, box.height)) or (
            evidence.reference is not None
            and not _same(evidence.before.get_page_size(number), (before.width, before.height))
        ):
            wrong.append(number)
    return outcome("pages", wrong)


def _same(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return all(abs(x - y) < 0.05 for x, y in zip(a, b, strict=True))


def sound(evidence: Evidence) -> CheckResult:
    """The structure has no faults that a strict reader would have to mend, and is not encrypted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # JBIG2 pictures are decoded by the other engine alone
        faults = [] if evidence.pdf.is_encrypted else evidence.pdf.check_pdf_syntax()
    return CheckResult("syntax", not faults and not evidence.pdf.is_encrypted, len(faults))
