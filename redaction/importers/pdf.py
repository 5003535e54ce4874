"""PDF files: opened, mended where they are broken, and copied without their encryption."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf

from redaction.errors import Damaged, DocumentError, NoPages, PasswordNeeded, TooLarge, WrongPassword
from redaction.files import WorkingPdf
from redaction.opening import MOST_PAGES

from . import pdf_hidden
from .base import Job, page_boxes, working

_TROUBLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, OSError)


class PdfImporter:
    """Copies an intact file as it is; one that is encrypted or broken is written anew with the same content."""

    kind = "pdf"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``; ``hidden`` counts what pdf_hidden finds, and ``repaired`` where the file was broken."""
        hidden: Counter[str] = Counter()
        job.progress(0, 3, "open")
        try:
            with pikepdf.open(job.source, password=job.password or "") as pdf:
                self._copy(job, pdf, hidden)
        except pikepdf.PasswordError as error:
            raise (WrongPassword() if job.password else PasswordNeeded()) from error
        except _TROUBLE:
            _mend(job.source, job.target, job.password)
            hidden["repaired"] += 1
        job.progress(1, 3, "read")
        if not hidden["counted"]:
            with pikepdf.open(job.target) as pdf:
                hidden.update(pdf_hidden.count(pdf))
        del hidden["counted"]
        hidden["revision"] = pdf_hidden.revisions(job.source)
        job.progress(2, 3, "pages")
        return working(job.target, "pdf", hidden=hidden)

    def _copy(self, job: Job, pdf: pikepdf.Pdf, hidden: Counter[str]) -> None:
        pages = len(pdf.pages)
        if pages == 0:
            if pdf.get_warnings():
                raise ValueError("broken and without a page")
            raise NoPages()
        if pages > MOST_PAGES:
            raise TooLarge(what="pages", limit=MOST_PAGES)
        hidden["missing-page"] = max(0, _declared(pdf) - pages)
        hidden.update(pdf_hidden.count(pdf), counted=1)
        broken = bool(pdf.get_warnings())
        if not pdf.is_encrypted and not broken:
            shutil.copyfile(job.source, job.target)
            if _agrees(job.target, pages):
                return
        pdf.save(job.target, encryption=False)
        if not _agrees(job.target, pages):
            raise ValueError("the two libraries see different pages")
        hidden["repaired"] = int(broken or not pdf.is_encrypted)


def _declared(pdf: pikepdf.Pdf) -> int:
    """How many pages the page tree says there are."""
    count = pdf.Root.Pages.get("/Count", 0)
    return min(int(count), MOST_PAGES) if isinstance(count, int) else 0


def _agrees(target: Path, pages: int) -> bool:
    try:
        return len(page_boxes(target)) == pages
    except DocumentError:
        return False


def _mend(source: Path, target: Path, password: str | None) -> None:
    """Writes anew what MuPDF can find in a file that the structure library cannot use.

    Raises:
        Damaged: nothing can be found. NoPages: the file is sound but empty. PasswordNeeded, WrongPassword.
    """
    try:
        with pymupdf.open(source, filetype="pdf") as document:
            if document.needs_pass and not document.authenticate(password or ""):
                raise WrongPassword() if password else PasswordNeeded()
            if document.page_count == 0:
                raise Damaged()
            document.save(target, garbage=0, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE)
        with pikepdf.open(target) as pdf:
            pages = len(pdf.pages)
    except _TROUBLE as error:
        raise Damaged() from error
    if pages == 0 or not _agrees(target, pages):
        raise Damaged()
