"""Checks of the saved bytes by engines that did not write them: pdfium and qpdf, never MuPDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redaction.crew import ALONE, At, Crew, cut, told
from redaction.report import CheckResult, Proof

from . import claim, fonts, hidden, order, pixels, replaced, sight, stamped, structure, text, under
from .base import LEFT_OUT, Check, Evidence, Progress, joined, pages_of, silent, tried
from .reading import Told

__all__ = ["AGAIN", "CHECKS", "LEFT_OUT", "STAMP", "Check", "Evidence", "against", "run"]

STAMP = stamped.NAME
"""The check of the stamps: a page on which it fails gets its stamp beside what it shows."""

CHECKS: tuple[tuple[str, Check], ...] = (
    ("syntax", structure.sound),
    ("pages", structure.pages_kept),
    ("archive-claim", claim.holds),
    ("carriers", hidden.carriers),
    ("one-revision", hidden.revisions),
    ("strings", hidden.strings),
    ("streams", hidden.streams),
    ("operands", hidden.operands),
    ("fonts", fonts.pruned),
    ("reading-order", order.ours),
    ("terms-in-text", text.terms_nowhere),
    ("text-under-marks", text.under_marks),
    (replaced.NAME, replaced.shown),
    (stamped.NAME, stamped.told),
    ("words-kept", text.words_kept),
    ("positions", text.positions),
    ("marks-filled", pixels.filled),
    ("nothing-under-marks", under.nothing),
    ("pixels-outside", pixels.unchanged),
    ("unseen-pixels", pixels.all_seen),
    (sight.NAME, sight.readable),
)
"""Every check, in the order of the proof."""

BY_PAGE = (
    "operands", "terms-in-text", "text-under-marks", replaced.NAME, stamped.NAME, "words-kept", "positions",
    "marks-filled", "nothing-under-marks", "pixels-outside", sight.NAME,
)  # fmt: skip
"""Those that look at one page after another: they run together on each page, so that it is opened and drawn once."""

LAST = (sight.NAME,)
"""Those that take long: they run only where all before them have passed."""

READING = ("fonts", "reading-order")
"""Those of the whole file that lean on our own reading of every page."""

AGAIN = (
    "syntax", "pages", "archive-claim", "carriers", "one-revision", "reading-order", "text-under-marks", replaced.NAME,
    stamped.NAME, "marks-filled", "nothing-under-marks",
)  # fmt: skip
"""Those that need nothing but the file and its proof."""


def run(evidence: Evidence, crew: Crew, progress: Progress) -> tuple[CheckResult, ...]:
    """Runs every check; phase codes ``verify`` and ``sight``. One that raises has failed."""
    try:
        names = sorted((name for name, _ in CHECKS), key=LAST.__contains__)
        found = _found(evidence, [name for name in names if name not in LAST], crew, progress, "verify")
        if all(result.passed for result in found.values()):
            found |= _found(evidence, LAST, crew, progress, sight.PHASE)
        return tuple(found.get(name) or CheckResult(name, False, note="not-run:others-failed") for name in names)
    finally:
        evidence.close()


def _found(
    evidence: Evidence, names: Sequence[str], crew: Crew, progress: Progress, phase: str
) -> dict[str, CheckResult]:
    """What the checks of these names find: page by page first, then in the file as a whole."""
    checks = {name: check for name, check in CHECKS if name in names}
    paged = [name for name in checks if name in BY_PAGE]
    pages = pages_of(evidence) if paged else []
    total = len(pages) or 1
    read_only = "operands" not in paged and any(name in checks for name in READING)
    parts = [(evidence.part(run), paged, read_only) for run in cut(pages, crew)] if pages else []
    seen: list[Seen] = crew.share(_look, parts, told(total, progress, phase))
    results: dict[str, list[CheckResult]] = {name: [] for name in checks}
    for part in seen:
        evidence.reader.learn(part.told)
        for name in paged:
            results[name] += part.results[name]
    for name in (name for name in checks if name not in BY_PAGE):
        results[name].append(tried(name, checks[name], evidence))
    progress(total, total, phase)
    return {name: joined(name, listed) for name, listed in results.items()}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on some pages, and what our own reading of them tells."""

    results: dict[str, list[CheckResult]]
    told: Told


def _look(evidence: Evidence, names: Sequence[str], read_only: bool, at: At) -> Seen:
    """Runs the checks of these names on one page of a part after another; with ``read_only`` its operators are read
    for the checks of the whole file alone."""
    checks = [(name, check) for name, check in CHECKS if name in names]
    results: dict[str, list[CheckResult]] = {name: [] for name in names}
    try:
        for number in evidence.part_pages:
            at(number)
            evidence.look_at(number)
            for name, check in checks:
                results[name].append(tried(name, check, evidence))
            if read_only:
                tried("read", hidden.read, evidence)  # what fails here fails again in the check that wants it
        return Seen(results, evidence.reader.told())
    finally:
        evidence.close()


def against(output: Path, proof: Proof, crew: Crew = ALONE, progress: Progress = silent) -> tuple[CheckResult, ...]:
    """Tries a delivered file again by its proof alone: hash, structure, carriers, and every marked area.

    Phase code: ``verify``.
    """
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    missing = {name for name, _ in CHECKS} - {c.name for c in proof.checks if c.passed}
    if not proof.stamps:
        missing.discard(stamped.NAME)  # a proof from before there were stamps
    results = [
        CheckResult("hash", digest == proof.output_sha256, int(digest != proof.output_sha256)),
        CheckResult("proof", proof.passed and not missing, len(missing)),
    ]
    evidence = Evidence(output, proof.marks, labels=frozenset(proof.labels), pdfa=proof.pdfa, stamps=proof.stamps)
    try:
        results += _found(evidence, AGAIN, crew, progress, "verify").values()
    finally:
        evidence.close()
    return tuple(results)
