"""Checks of the saved bytes by engines that did not write them: pdfium and qpdf, never MuPDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from redaction.report import CheckResult, Proof

from . import fonts, hidden, order, pixels, sight, structure, text, under
from .base import LEFT_OUT, Check, Evidence, Progress, joined, silent, tried, windows_of

__all__ = ["AGAIN", "CHECKS", "LEFT_OUT", "Check", "Evidence", "against", "run"]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("syntax", structure.sound),
    ("pages", structure.pages_kept),
    ("carriers", hidden.carriers),
    ("one-revision", hidden.revisions),
    ("strings", hidden.strings),
    ("streams", hidden.streams),
    ("operands", hidden.operands),
    ("fonts", fonts.pruned),
    ("reading-order", order.ours),
    ("terms-in-text", text.terms_nowhere),
    ("text-under-marks", text.under_marks),
    ("words-kept", text.words_kept),
    ("marks-filled", pixels.filled),
    ("nothing-under-marks", under.nothing),
    ("pixels-outside", pixels.unchanged),
    (sight.NAME, sight.readable),
)
"""Every check, in the order of the proof."""

BY_PAGE = (
    "operands", "terms-in-text", "text-under-marks", "words-kept", "marks-filled", "nothing-under-marks",
    "pixels-outside", sight.NAME,
)  # fmt: skip
"""Those that look at one page after another: they run together on each page, so that it is opened and drawn once."""

LAST = (sight.NAME,)
"""Those that take long: they run only where all before them have passed."""

AGAIN = (
    "syntax", "pages", "carriers", "one-revision", "reading-order", "text-under-marks", "marks-filled",
    "nothing-under-marks",
)  # fmt: skip
"""Those that need nothing but the file and its proof."""


def run(evidence: Evidence, progress: Progress) -> tuple[CheckResult, ...]:
    """Runs every check; phase codes ``verify`` and ``sight``. One that raises has failed."""
    try:
        names = sorted((name for name, _ in CHECKS), key=LAST.__contains__)
        found = _found(evidence, [name for name in names if name not in LAST], progress, "verify")
        if all(result.passed for result in found.values()):
            found |= _found(evidence, LAST, progress, sight.PHASE)
        return tuple(found.get(name) or CheckResult(name, False, note="not-run:others-failed") for name in names)
    finally:
        evidence.close()


def _found(evidence: Evidence, names: Sequence[str], progress: Progress, phase: str) -> dict[str, CheckResult]:
    """What the checks of these names find: page by page first, then in the file as a whole."""
    checks = {name: check for name, check in CHECKS if name in names}
    paged = [name for name in checks if name in BY_PAGE]
    results: dict[str, list[CheckResult]] = {name: [] for name in checks}
    windows = windows_of(evidence) if paged else []
    for done, window in enumerate(windows, 1):
        evidence.look_at(window)
        for name in paged:
            results[name].append(tried(name, checks[name], evidence))
        progress(done, len(windows), phase)
    evidence.window = None
    for name in (name for name in checks if name not in BY_PAGE):
        results[name].append(tried(name, checks[name], evidence))
    return {name: joined(name, listed) for name, listed in results.items()}


def against(output: Path, proof: Proof) -> tuple[CheckResult, ...]:
    """Tries a delivered file again by its proof alone: hash, structure, carriers, and every marked area."""
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    missing = {name for name, _ in CHECKS} - {c.name for c in proof.checks if c.passed}
    results = [
        CheckResult("hash", digest == proof.output_sha256, int(digest != proof.output_sha256)),
        CheckResult("proof", proof.passed and not missing, len(missing)),
    ]
    evidence = Evidence(output, proof.marks, labels=frozenset(proof.labels))
    try:
        results += _found(evidence, AGAIN, silent, "verify").values()
    finally:
        evidence.close()
    return tuple(results)
