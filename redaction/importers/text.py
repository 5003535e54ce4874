"""Plain text files: every character set in our fixed-width face, page by page."""

from __future__ import annotations

import re
from collections import Counter

from redaction import typeface, write
from redaction.content import Block, Document, PageBreak, Paragraph, Run
from redaction.errors import Damaged, Empty
from redaction.files import WorkingPdf

from . import coverage, delimited, encoding, laid_out, sheets
from .base import Job, working

MADE_AT = "1980-01-01T00:00:00Z"
_PARAGRAPHS = re.compile(r"\n(?=\n)")


class TextImporter:
    """Names the encoding in ``importer`` ("text/utf-8"); ``hidden`` counts characters that are not drawn as such.

    A table in lines (CSV) stands as one, "csv/utf-8"; XML (``kind``) is read as the text it is written in.
    """

    def __init__(self, kind: str = "text") -> None:
        self.kind = kind

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises Empty where there is nothing but white space."""
        job.progress(0, 3, "open")
        read = encoding.decode(job.source.read_bytes())
        if read is None:
            raise Damaged()
        text = read.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")
        if not text.strip():
            raise Empty()
        table = delimited.book(text) if self.kind == "text" else None
        if table is not None:
            return laid_out.make(job, f"csv/{read.encoding}", sheets.blocks(table), {"unread": read.unread})
        write.working(document(text), job.target, MADE_AT, job.progress)
        job.progress(2, 3, "words")
        kept = coverage.of_pdf(coverage.words(text), job.target)
        hidden = Counter(
            {
                "unread": read.unread,
                "undrawable": typeface.undrawable(text.replace("\f", "")),
                "format-character": len(text) - len(typeface.printable(text)),
            }
        )
        return working(job.target, f"text/{read.encoding}", round(kept, 4), hidden)


def document(text: str) -> Document:
    """The text as fixed-width paragraphs; a form feed begins a new page, blank lines are kept."""
    blocks: list[Block] = []
    for number, page in enumerate(text.split("\f")):
        if number:
            blocks.append(PageBreak())
        first, *rest = _PARAGRAPHS.split(page)
        parts = [first, *(part.removeprefix("\n") for part in rest)]
        blocks += [Paragraph((Run(part),), mono=True) for part in parts]
    return Document(title="", blocks=tuple(blocks), page_word="", show_title=False)
