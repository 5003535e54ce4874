"""Earlier states that a PDF still holds because it was saved by appending (ISO 32000-1, 7.5.6), and what they said."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf

from redaction.importers import coverage
from redaction.opening import MUPDF_TROUBLE

from .items import Item, plain, tidy

_END = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n]*")
MOST, LARGEST = 20, 64 << 20
"""So many states are looked at, in files of at most so many bytes."""


def read(source: Path, working: Path) -> list[Item]:
    """Of each earlier state the lines that no later one and no page has; the oldest state comes first."""
    if source.stat().st_size > LARGEST:
        return []
    content = source.read_bytes()
    ends = [found.end() for found in _END.finditer(content)]
    if b"/Linearized" in content[:2048]:
        ends = ends[1:]
    if len(ends) < 2:
        return []
    known = plain(coverage.pdf_text(working))
    found = []
    for number, end in reversed(list(enumerate(ends[:-1], 1))[-MOST:]):
        lines = _lines(content[:end])
        fresh = [line for line in lines if plain(line) not in known]
        known += plain("".join(lines))
        if fresh:
            found.append(Item("revision", tidy("\n".join(fresh)), name=f"{number}"))
    return found[::-1]


def _lines(content: bytes) -> list[str]:
    try:
        with pymupdf.open(stream=content, filetype="pdf") as document:
            if document.needs_pass:
                return []
            return [line for page in document for line in page.get_text("text").splitlines() if line.strip()]
    except MUPDF_TROUBLE:
        return []
