"""Files that have no pages of their own: their words as a content document, written by us and read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from redaction import typeface, write
from redaction.content import Block, Document, paragraph, texts
from redaction.errors import WordsLost
from redaction.files import WorkingPdf

from . import coverage
from .base import Job, working

KEPT = 0.98
"""The least share of words that must stand on the pages."""

WORDLESS = "[Filen har inga ord.]"

MADE_AT = "1980-01-01T00:00:00Z"


def make(job: Job, importer: str, blocks: Iterable[Block], hidden: Mapping[str, int], title: str = "") -> WorkingPdf:
    """Writes the pages and holds them against the words of the blocks. Raises WordsLost.

    A file without a word (pictures alone, an empty sheet) is a document all the same: its page says that it has none.
    """
    told = tuple(blocks) or (paragraph(WORDLESS),)
    document = Document(title=title, blocks=told, page_word="", show_title=False)
    write.working(document, job.target, MADE_AT, job.progress)
    said = "\n".join(_said(document))
    job.progress(2, 3, "words")
    kept = coverage.of_pdf(coverage.words(said), job.target)
    if kept < KEPT:
        job.target.unlink(missing_ok=True)
        raise WordsLost(kept=int(kept * 100))
    undrawable = typeface.undrawable(said.replace("\f", ""))
    return working(job.target, importer, round(kept, 4), {**hidden, "undrawable": undrawable})


def _said(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from texts(block)
