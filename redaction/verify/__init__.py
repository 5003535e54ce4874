"""Checks of the saved bytes by engines that did not write them: pdfium and qpdf, never MuPDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

from redaction.report import CheckResult, Proof

from . import fonts, hidden, pixels, sight, structure, text, under
from .base import LEFT_OUT, Check, Evidence, Progress, tried

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
    ("terms-in-text", text.terms_nowhere),
    ("text-under-marks", text.under_marks),
    ("words-kept", text.words_kept),
    ("marks-filled", pixels.filled),
    ("nothing-under-marks", under.nothing),
    ("pixels-outside", pixels.unchanged),
    (sight.NAME, sight.readable),
)
"""Every check, in the order they run."""

LAST = (sight.NAME,)
"""Those that take long: they run only where all before them have passed."""

AGAIN = ("syntax", "pages", "carriers", "one-revision", "text-under-marks", "marks-filled", "nothing-under-marks")
"""Those that need nothing but the file and its proof."""


def run(evidence: Evidence, progress: Progress) -> tuple[CheckResult, ...]:
    """Runs every check; phase codes ``verify`` and ``sight``. One that raises has failed."""
    results: list[CheckResult] = []
    evidence.progress = progress
    try:
        for done, (name, check) in enumerate(CHECKS, 1):
            if name in LAST and not all(result.passed for result in results):
                results.append(CheckResult(name, False, note="not-run:others-failed"))
            else:
                results.append(tried(name, check, evidence))
            progress(done, len(CHECKS), "verify")
    finally:
        evidence.close()
    return tuple(results)


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
        results += [tried(name, check, evidence) for name, check in CHECKS if name in AGAIN]
    finally:
        evidence.close()
    return tuple(results)
