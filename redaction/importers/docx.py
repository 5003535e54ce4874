"""Word files: laid out by LibreOffice, by dxpdf, or by our own plain layout: the first of them that loses no words."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from redaction import typeface, write
from redaction.errors import DocumentError, WordsLost
from redaction.files import WorkingPdf

from . import coverage, libreoffice, office, plain_word, tamed_word, word_text
from .base import Job, page_boxes, working
from .package import Package
from .word_text import WordFile

KEPT = 0.98
"""The least share of words that a route must keep."""

MADE_AT = "1980-01-01T00:00:00Z"
PATIENCE = 6.0
"""Seconds that dxpdf may take before the next route is tried."""


class DocxImporter:
    """Tries the routes in order; each result is read again and held against the words of the original."""

    kind = "docx"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises WordsLost where no route keeps ``KEPT``; ``importer`` names the route taken."""
        with Package(job.source) as package:
            job.progress(0, 3, "open")
            word = word_text.read(package)
            hidden = word.hidden()
            best = 0.0
            for number, (name, route) in enumerate(ROUTES.items(), 1):
                if name in job.avoid or not route(job, word, hidden):
                    continue
                job.progress(number, len(ROUTES) + 1, "words")
                kept = coverage.of_pdf(word.wanted(len(page_boxes(job.target))), job.target)
                if kept >= KEPT:
                    return working(job.target, name, round(kept, 4), hidden)
                best = max(best, kept)
        job.target.unlink(missing_ok=True)
        raise WordsLost(kept=int(best * 100))


def _by_libreoffice(job: Job, word: WordFile, hidden: Counter[str]) -> bool:
    """Writes LibreOffice's layout; False where there is none, or it makes what cannot be opened."""
    if libreoffice.program() is None:
        return False
    with office.at_work(job) as working_office:
        copy = working_office.folder / "in.docx"
        tamed_word.copy(word.package, copy)
        pages = working_office.pages(copy)
    hidden["later-page-header"] = word.later_edges() if pages == 1 else 0
    return pages > 0


def _by_dxpdf(job: Job, word: WordFile, hidden: Counter[str]) -> bool:
    """Writes dxpdf's layout; False where it fails, takes too long, or makes what cannot be opened."""
    attempt = _Attempt(lambda: _dxpdf(job.source))
    made = attempt.wait(PATIENCE, lambda second: job.progress(second, int(PATIENCE), "lay out"))
    if not made:
        return False
    job.target.write_bytes(made)
    try:
        pages = len(page_boxes(job.target))
    except DocumentError:
        return False
    hidden["later-page-header"] = word.later_edges() if pages == 1 else 0
    return True


def _dxpdf(source: Path) -> bytes:
    import dxpdf

    return bytes(dxpdf.convert(source.read_bytes()))


def _by_us(job: Job, word: WordFile, hidden: Counter[str]) -> bool:
    """Writes the plain layout; pictures are not in it and are counted."""
    job.progress(1, len(ROUTES) + 1, "lay out")
    laid_out = plain_word.document(word)
    write.working(laid_out, job.target, MADE_AT, job.progress)
    hidden["later-page-header"] = 0
    hidden["picture"] = len(word.package.matching("word/media/"))
    hidden["undrawable"] = sum(typeface.undrawable(text) for text in word.texts())
    return True


@dataclass
class _Attempt:
    """A call in a thread of its own that is left behind when it takes too long; its process ends soon."""

    call: Callable[[], bytes]
    made: bytes | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float, tell: Callable[[int], None]) -> bytes | None:
        threading.Thread(target=self._run, daemon=True).start()
        for second in range(int(seconds)):
            if self.done.wait(1.0):
                return self.made
            tell(second)
        return None

    def _run(self) -> None:
        try:
            self.made = self.call()
        except BaseException:  # a panic inside dxpdf is not an Exception
            self.made = None
        finally:
            self.done.set()


ROUTES: dict[str, Callable[[Job, WordFile, Counter[str]], bool]] = {
    libreoffice.ROUTE: _by_libreoffice,
    "dxpdf": _by_dxpdf,
    "plain": _by_us,
}
"""Name of each route and what writes the working PDF by it, best first."""
