"""Presentations of today (PresentationML): laid out by LibreOffice or, without it, the words of each slide in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from redaction.content import Block, Heading, PageBreak, texts
from redaction.errors import Empty
from redaction.files import WorkingPdf

from . import coverage, laid_out, office, slides, tamed
from .base import Job
from .package import Package
from .slides import Slide

SLIDE = "[Bild {number}]"
HIDDEN = "[Bild {number}, visas inte]"


class PptxImporter:
    """``hidden`` counts hidden slides (they are on the pages), speaker's notes, comments, descriptions and the like."""

    kind = "pptx"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises Empty where there is no slide."""
        job.progress(0, 3, "open")
        with Package(job.source) as package:
            found = slides.read(package)
            hidden = slides.counted(package, found)
            if not found:
                raise Empty()
            copied, wanted = partial(tamed.copy, package, rewrite=_part), words(found)
            by_office = office.printed(job, "in.pptx", copied, wanted, hidden, len(found))
        return by_office or laid_out.make(job, "slides", blocks(found), hidden)


def words(found: list[Slide]) -> Counter[str]:
    """The words of all slides."""
    return coverage.words("\n".join(said for slide in found for block in slide.blocks for said in texts(block)))


def blocks(found: list[Slide]) -> Iterator[Block]:
    """Each slide on a page of its own, under a heading of ours."""
    for slide in found:
        if slide.number > 1:
            yield PageBreak()
        yield Heading(3, (HIDDEN if slide.hidden else SLIDE).format(number=slide.number))
        yield from slide.blocks


def _part(package: Package, name: str, content: bytes) -> bytes:
    """Dates that a clock would fill in stay as they were written."""
    if b'type="datetime' not in content:
        return content
    root = package.xml(name)
    for field in list(root.iter("{*}fld")):
        if field.get("type", "").startswith("datetime"):
            field.tag = field.tag.replace("}fld", "}r")
            field.attrib.clear()
    return tamed.as_bytes(root)
