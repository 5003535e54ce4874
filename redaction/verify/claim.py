"""What the file says of itself: PDF/A only where it validates, and then so says its proof."""

from __future__ import annotations

import pikepdf
import pikepdf.pdfa
from pikepdf import Stream

from redaction.report import CheckResult

from .base import Evidence

CLAIM = b"pdfaid"
"""Stands in the description of every file that calls itself PDF/A (ISO 19005-2, 6.6.4)."""


def holds(evidence: Evidence) -> CheckResult:
    """File and proof claim the same, and what they claim validates."""
    described = evidence.pdf.Root.get("/Metadata")
    says = isinstance(described, Stream) and CLAIM in described.read_bytes()
    true = says == bool(evidence.pdfa)
    if true and says:
        with pikepdf.open(evidence.output) as pdf:
            true = bool(pikepdf.pdfa.check(pdf, evidence.pdfa).passed)
    return CheckResult("archive-claim", true, int(not true))
