"""Text in layers that a PDF does not show as it is opened (optional content, ISO 32000-1, 8.11)."""

from __future__ import annotations

from pathlib import Path

from redaction.importers import coverage
from redaction.opening import MUPDF_TROUBLE, open_pdf

from .items import Item, tidy


def read(working: Path) -> list[Item]:
    """By page, the lines that are there only where every layer is shown."""
    try:
        with open_pdf(working) as document:
            hidden = [number for number, layer in document.get_ocgs().items() if not layer["on"]]
            if not hidden:
                return []
            before = [page.get_text("text") for page in document]
        with open_pdf(working) as document:
            document.xref_set_key(document.pdf_catalog(), "OCProperties", "null")  # of the file in memory alone
            after = [page.get_text("text") for page in document]
    except MUPDF_TROUBLE:
        return []
    found = []
    for number, (shown, whole) in enumerate(zip(before, after, strict=True), 1):
        more = coverage.words(whole) - coverage.words(shown)
        lines = [line for line in whole.splitlines() if coverage.words(line) & more]
        if lines:
            found.append(Item("hidden-layer", tidy("\n".join(lines)), page=number))
    return found
