"""OpenDocument presentations (ISO/IEC 26300): laid out by LibreOffice or, without it, the words of each slide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from redaction.content import Block, Paragraph, Run
from redaction.errors import Empty
from redaction.files import WorkingPdf

from . import laid_out, odf, office, tamed_odf
from .base import Job
from .odf import attribute
from .package import Element, Package
from .pptx import blocks, words
from .slides import Slide
from .wordml import local

_NOT_SHOWN = frozenset({"notes", "forms", "animation-group", "par"})


class OdpImporter:
    """``hidden`` counts hidden slides (they are on the pages), speaker's notes, comments, pictures and the like."""

    kind = "odp"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises Empty where there is no slide."""
        job.progress(0, 3, "open")
        with Package(job.source) as package:
            body = odf.body_of(package, "presentation")
            found = read(package, body)
            hidden = odf.counted(package, body)
            hidden["hidden-slide"] = sum(slide.hidden for slide in found)
            hidden["speaker-note"] = sum(bool(slide.notes) for slide in found)
            if not found:
                raise Empty()
            copied = partial(tamed_odf.copy, package)
            by_office = office.printed(job, "in.odp", copied, words(found), hidden, len(found))
        return by_office or laid_out.make(job, "slides", blocks(found), hidden)


def read(package: Package, body: Element) -> list[Slide]:
    """The slides in their order."""
    unseen = {
        attribute(style, "name")
        for style in package.xml("content.xml").iter("{*}style")
        for told in style
        if attribute(told, "visibility") == "hidden"
    }
    pages = (page for page in body if local(page) == "page")
    return [_slide(page, number, attribute(page, "style-name") in unseen) for number, page in enumerate(pages, 1)]


def _slide(page: Element, number: int, hidden: bool) -> Slide:
    slide = Slide(number, hidden)
    for shape in page:
        if local(shape) == "notes":
            boxes = (box for box in shape.iter("{*}text-box"))
            slide.notes = "\n".join("".join(odf.words_of(box)) for box in boxes).strip()
        elif local(shape) not in _NOT_SHOWN:
            slide.blocks += _blocks(shape)
    return slide


def _blocks(shape: Element) -> Iterator[Block]:
    text, tables = odf.Text(), [table for table in shape.iter("{*}table") if local(table) == "table"]
    for table in tables:
        text.table(table)
    yield from text.made
    for line in () if tables else "".join(odf.words_of(shape)).split("\n"):
        if line.strip():
            yield Paragraph((Run(line.strip()),))
