"""LibreOffice at work for one job: in a folder that is gone afterwards, its pages without its traces."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name

from redaction.errors import DocumentError
from redaction.files import WorkingPdf

from . import coverage, libreoffice
from .base import Job, page_boxes, working

KEPT = 0.98
"""The least share of words that must stand on the pages."""

_TRACES = (Name.Metadata, Name.OpenAction, Name.ViewerPreferences, Name.PieceInfo)
_CHANCE = (Name.ID, Name.DocChecksum)
"""What differs each time in a file that is the same."""


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice in its folder."""

    job: Job
    folder: Path

    def pages(self, source: Path) -> int:
        """Prints a file to ``job.target``; gives how many pages there are, 0 where nothing came of it."""
        made = self._converted(source, "pdf")
        if made is None:
            return 0
        try:
            with pikepdf.open(made) as pdf:
                del pdf.docinfo
                for name in _TRACES:
                    if name in pdf.Root:
                        del pdf.Root[name]
                for name in _CHANCE:
                    if name in pdf.trailer:
                        del pdf.trailer[name]
                pdf.save(self.job.target, deterministic_id=True)
            return len(page_boxes(self.job.target))
        except (pikepdf.PdfError, DocumentError):
            return 0

    def translated(self, source: Path, form: str) -> Path | None:
        """The file in another format of its kind; None where nothing came of it."""
        return self._converted(source, form)

    def _converted(self, source: Path, form: str) -> Path | None:
        most = libreoffice.PATIENCE
        tell = self.job.progress
        return libreoffice.convert(source, form, self.folder, lambda gone: tell(gone, int(most), "lay out"), most)


def printed(
    job: Job, name: str, write: Callable[[Path], None], wanted: Counter[str], hidden: Counter[str], least: int = 1
) -> WorkingPdf | None:
    """The pages that LibreOffice prints of the copy that ``write`` makes under this name.

    None without LibreOffice, or where fewer than ``least`` pages come of it or words are lost.
    """
    if libreoffice.program() is None or libreoffice.ROUTE in job.avoid:
        return None
    with at_work(job) as at:
        write(at.folder / name)
        pages = at.pages(at.folder / name)
    job.progress(2, 3, "words")
    kept = coverage.of_pdf(wanted, job.target) if pages >= least else 0.0
    if kept >= KEPT:
        return working(job.target, libreoffice.ROUTE, round(kept, 4), hidden)
    job.target.unlink(missing_ok=True)
    return None


@contextmanager
def at_work(job: Job) -> Iterator[Office]:
    """LibreOffice with a folder of its own beside the job's target."""
    folder = job.target.parent / "office"
    folder.mkdir()
    try:
        yield Office(job, folder)
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
