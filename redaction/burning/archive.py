"""A masked copy as PDF/A-2b where it validates; it is never called that otherwise."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pikepdf.pdfa
from pikepdf import Dictionary, Name

from .sanitise import description

CLAIM = "2b"

MOST_PAGES = 200
"""Longer copies are not tried: the validator reads every operand of every page."""

DECLARED = (
    b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
)


def attempt(made: Path, made_at: str) -> str:
    """Replaces a masked copy by the same as PDF/A-2b.

    Args:
        made: the copy; it stays as it is where it would not validate.
        made_at: the only date that enters the file, ISO 8601 in UTC.

    Returns:
        "2b", or "" where the copy stayed as it was.
    """
    better = made.with_suffix(".archive")
    with pikepdf.open(made) as pdf:
        if len(pdf.pages) > MOST_PAGES or not _all_embedded(pdf):
            return ""
        try:
            _prepare(pdf, made_at)
            pikepdf.pdfa.save(pdf, better, CLAIM, repair=False, deterministic_id=True)
        except (pikepdf.pdfa.PdfaError, pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError):
            return ""
    better.replace(made)
    return CLAIM


def _prepare(pdf: pikepdf.Pdf, made_at: str) -> None:
    """Colour profile and declaration; dates are ours, so that no clock gets into the file."""
    pikepdf.pdfa.prepare(pdf, CLAIM)
    del pdf.docinfo
    for intent in pdf.Root.get("/OutputIntents", ()):
        if "/Info" in intent:
            del intent["/Info"]
    packet = description(made_at).replace(b"</rdf:RDF>", DECLARED + b"</rdf:RDF>")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _all_embedded(pdf: pikepdf.Pdf) -> bool:
    """Whether every font brings its program along; most copies that fail do for want of this."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font:
            kind = thing.get("/Subtype")
            told = thing.get("/FontDescriptor")
            if kind not in (Name.Type0, Name.Type3) and not any(
                key in (told or {}) for key in ("/FontFile", "/FontFile2", "/FontFile3")
            ):
                return False
    return True
