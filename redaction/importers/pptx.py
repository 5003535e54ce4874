"""Presentations of today (PresentationML): laid out by LibreOffice or, without it, the words of each slide in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from redaction.content import Block, Heading, PageBreak, texts
from redaction.errors import Empty
from redaction.files import WorkingPdf

from . import coverage, laid_out, libreoffice, office, slides, tamed
from .base import Job, working
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
            by_office = printed(job, "in.pptx", lambda target: tamed.copy(package, target, _part), found, hidden)
        return by_office or laid_out.make(job, "slides", blocks(found), hidden)


def printed(
    job: Job, name: str, write: Callable[[Path], None], found: list[Slide], hidden: Counter[str]
) -> WorkingPdf | None:
    """The slides as LibreOffice prints the copy that ``write`` makes; None without it, or where it loses words."""
    if libreoffice.program() is None or libreoffice.ROUTE in job.avoid:
        return None
    with office.at_work(job) as at:
        write(at.folder / name)
        pages = at.pages(at.folder / name)
    job.progress(2, 3, "words")
    said = "\n".join(words for slide in found for block in slide.blocks for words in texts(block))
    kept = coverage.of_pdf(coverage.words(said), job.target) if pages >= len(found) else 0.0
    if kept >= laid_out.KEPT:
        return working(job.target, libreoffice.ROUTE, round(kept, 4), hidden)
    job.target.unlink(missing_ok=True)
    return None


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
