"""How many of an original's words its working PDF holds, read with an engine that did not make the PDF."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2

from redaction.opening import open_pdf

_WORD = re.compile(r"\w+")
_INKLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_LINE_END = re.compile("[\ufffe\u0002]\\s*")
_SHORT = 4
"""Shorter words are not looked for inside the run of all letters, where they would be found by chance."""


def normal(text: str) -> str:
    """Ligatures and no-break spaces resolved, hyphens of line ends and characters without ink gone."""
    return unicodedata.normalize("NFKC", _INKLESS.sub("", _LINE_END.sub("", text)))


def words(text: str) -> Counter[str]:
    """The words of a text and how often each stands in it, a hyphen at the end of a line read both ways."""
    return Counter(_WORD.findall(normal(text))) | Counter(_WORD.findall(normal(_LINE_END.sub("- ", text))))


def pdf_text(pdf: Path) -> str:
    """The text that stands on the pages of a PDF (not beside them), a line feed between pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(texts)


def of_pdf(wanted: Counter[str], pdf: Path) -> float:
    """Which share (0-1) of the wanted words stands on the pages of the PDF.

    pdfium joins single letters far apart in a row of cells; where words are missing MuPDF is asked as well.
    """
    text = pdf_text(pdf)
    kept = share(wanted, text)
    return kept if kept == 1 else share(wanted, text, _second_text(pdf))


def _second_text(pdf: Path) -> str:
    with open_pdf(pdf) as document:
        return "\n".join(page.get_text("text", clip=page.rect) for page in document)


def share(wanted: Counter[str], *texts: str) -> float:
    """Which share (0-1) of the wanted words the texts hold, each a reading of the same; 1 where none is wanted.

    A word that the text holds with gaps in it (letter-spaced type, a break in a narrow column) is found in the
    text without white space, as often as it stands there.
    """
    total = wanted.total()
    if not total:
        return 1.0
    read: Counter[str] = Counter()
    for text in texts:
        read |= words(text)
    missing = wanted - read
    if missing:
        run = re.sub(r"[\W_]+", "", normal(texts[0]))
        for word, count in list(missing.items()):
            if len(word) >= _SHORT:
                found = run.count(word.replace("_", "")) - (wanted[word] - count)
                missing[word] = max(0, count - max(0, found))
    return (total - missing.total()) / total
