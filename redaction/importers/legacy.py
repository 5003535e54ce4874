"""Old office files: LibreOffice writes them anew in the format of today, which is taken in as any other of its kind."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from redaction.content import paragraph
from redaction.errors import Damaged, NeedsOffice
from redaction.files import Hidden, WorkingPdf

from . import coverage, doc_text, laid_out, libreoffice, office, tamed, word_fields
from .base import Importer, Job
from .doc_text import DocText
from .docx import DocxImporter
from .kinds import MEDIA_TYPES
from .office import KEPT
from .package import Package
from .pptx import PptxImporter
from .xls import XlsImporter
from .xlsx import XlsxImporter

_CLOCK = re.compile(r"\s*(?:DATE|TIME)\b", re.IGNORECASE)
_FILLED_IN = "[datum som fylls i när filen öppnas]"
"""Stands for a date of the day on which a file is opened: no other one was ever written there."""

_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
}
_IMPORTERS: dict[str, Importer] = {"docx": DocxImporter(), "pptx": PptxImporter(), "xlsx": XlsxImporter()}


@dataclass
class LegacyImporter:
    """Takes in one old kind by way of a format of today (``becomes``)."""

    kind: str
    becomes: str

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``.

        Where LibreOffice loses words of an old Word file, what we read of it ourselves is laid out plainly. Raises
        NeedsOffice where LibreOffice is missing or cannot read the file.
        """
        job.progress(0, 3, "open")
        begun, written = time.monotonic(), place(job.target.parent, self.becomes)
        if not self.write_anew(job):
            raise NeedsOffice(kind=self.kind, found=int(libreoffice.program() is not None))
        said = _said(job.source) if self.kind == "doc" else None
        if said is not None and _kept(said.text, written) < KEPT:
            lines = (line for line in said.shown.split("\n") if line.strip())
            return laid_out.make(job, self.kind, (paragraph(line) for line in lines), {})
        hurried = time.monotonic() - begun > libreoffice.PATIENCE / 2  # the whole job has its bounds
        avoid = job.avoid | {libreoffice.ROUTE} if hurried else job.avoid
        made = _IMPORTERS[self.becomes].make(replace(job, source=written, avoid=avoid))
        counted = Counter({one.kind: one.count for one in made.hidden})
        counted["clock-field"] += _clocks(written) if self.becomes == "docx" else 0
        hidden = tuple(Hidden(kind, count) for kind, count in sorted(counted.items()) if count)
        return replace(made, importer=libreoffice.ROUTE, hidden=hidden)

    def write_anew(self, job: Job) -> bool:
        """Puts the file in the format of today into the job's folder; False where LibreOffice is missing or cannot."""
        if libreoffice.program() is None or libreoffice.ROUTE in job.avoid:
            return False
        said = _said(job.source) if self.kind == "doc" else None
        with office.at_work(job) as at:
            source = at.folder / f"in.{self.kind}"
            shutil.copyfile(job.source, source)
            made = at.translated(source, _FILTERS[self.becomes])
            if made is None:
                return False
            with Package(made) as package:
                dates = said.dates if said is not None else ()
                tamed.copy(package, place(job.target.parent, self.becomes), partial(_part, dates))
        return True


class OldSheetImporter:
    """Excel files of before 2007: read by us, and where that fails by way of LibreOffice."""

    kind = "xls"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises Damaged where neither can read it, and what ``XlsImporter`` raises."""
        try:
            return XlsImporter().make(job)
        except Damaged:
            if libreoffice.program() is None:
                raise
        try:
            return LegacyImporter(self.kind, "xlsx").make(job)
        except NeedsOffice as error:
            raise Damaged() from error


IMPORTERS: tuple[Importer, ...] = (
    OldSheetImporter(),
    *(LegacyImporter(kind, "docx") for kind in ("doc", "wpd", "wps", "sxw")),
    *(LegacyImporter(kind, "pptx") for kind in ("ppt", "sxi")),
    *(LegacyImporter(kind, "xlsx") for kind in ("xlsb", "sxc")),
)


def place(folder: Path, becomes: str) -> Path:
    """Where the file as it was written anew lies in the folder of its job."""
    return folder / f"written-anew.{becomes}"


def stands_for(folder: Path) -> tuple[Path, str] | None:
    """The file that was written anew in the folder of a job, with its media type; None where none was."""
    rows = ((place(folder, becomes), MEDIA_TYPES[becomes]) for becomes in _FILTERS)
    return next((row for row in rows if row[0].is_file()), None)


def _clocks(written: Path) -> int:
    """How many fields show the day or the hour of reading."""
    with Package(written) as package:
        return sum(package.read(name).decode("utf-8").count(_FILLED_IN) for name in package.matching("word/", ".xml"))


def _said(source: Path) -> DocText | None:
    """What we read of an old Word file ourselves; None where we cannot. Raises Unsupported where it is locked."""
    try:
        return doc_text.read(source)
    except Damaged:
        return None


def _kept(text: str, written: Path) -> float:
    """Which share (0-1) of the words of the old file the one that was written anew has."""
    with Package(written) as package:
        parts = (package.xml(name) for name in package.matching("word/", ".xml"))
        paragraphs = (p for root in parts for p in root.iter("{*}p"))
        has = "\n".join("".join(t.text or "" for t in p.iter("{*}t", "{*}delText")) for p in paragraphs)
    return coverage.share(coverage.words(text), has)


def _part(dates: tuple[str, ...], package: Package, name: str, content: bytes) -> bytes:
    """A part as the program wrote it, but that a date says what it said when the old file was saved.

    Where these are not known it says that it is filled in: the program wrote the day of reading there.
    """
    if not name.startswith("word/") or b"instrText" not in content:
        return content
    root = package.xml(name)
    clocks = [field for field in word_fields.each(root) if _CLOCK.match(field.code) and field.texts]
    known = dates if name == "word/document.xml" and len(dates) == len(clocks) else (_FILLED_IN,) * len(clocks)
    for field, date in zip(clocks, known, strict=True):
        for number, text in enumerate(field.texts):
            text.text = "" if number else date
    return tamed.as_bytes(root)
