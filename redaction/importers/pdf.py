"""PDF files: opened, mended where they are broken, and copied without their encryption."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2

from redaction.errors import Damaged, DocumentError, NoPages, PasswordNeeded, TooLarge, WrongPassword
from redaction.files import WorkingPdf
from redaction.opening import MOST_PAGES, MUPDF_TROUBLE

from . import pdf_hidden, pdf_losses, pdf_members
from .base import Job, page_boxes, working

_TROUBLE = (*MUPDF_TROUBLE, pikepdf.PdfError, TypeError, AttributeError, KeyError)


class PdfImporter:
    """Copies an intact file as it is; one that is encrypted or broken is written anew with the same content.

    The files in it, as in a portfolio, are members.
    """

    kind = "pdf"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``; where the file was broken ``hidden`` has ``repaired`` and what pdf_losses counts."""
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
        if hidden["repaired"]:
            hidden.update(pdf_losses.count(job.source, job.target, job.password))
        hidden["revision"] = pdf_hidden.revisions(job.source)
        if hidden["attachment"]:
            with pikepdf.open(job.target) as pdf:
                hidden["unread"] += pdf_members.take_out(pdf, job.members)
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
        pdf.save(job.target, encryption=False, deterministic_id=True)
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
    """Writes anew what can be found in a file that the structure library cannot use.

    First as MuPDF reads it, then page by page into a new file, by MuPDF and by pdfium.

    Raises:
        Damaged: nothing can be found. PasswordNeeded, WrongPassword.
    """
    for mend in (_save, _rebuild, _by_pdfium):
        try:
            mend(source, target, password)
            with pikepdf.open(target) as pdf:
                pages = len(pdf.pages)
        except _TROUBLE:
            continue
        if pages and _agrees(target, pages):
            return
    raise Damaged()


def _save(source: Path, target: Path, password: str | None) -> None:
    with _opened(source, password) as document:
        document.save(target, garbage=0, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE)


def _rebuild(source: Path, target: Path, password: str | None) -> None:
    with _opened(source, password) as document, pymupdf.open() as made:
        made.insert_pdf(document)
        made.save(target, deflate=True)


def _by_pdfium(source: Path, target: Path, password: str | None) -> None:
    with pypdfium2.PdfDocument(source, password=password) as document, pypdfium2.PdfDocument.new() as made:
        made.import_pages(document)
        made.save(target)


def _opened(source: Path, password: str | None) -> pymupdf.Document:
    document = pymupdf.open(source, filetype="pdf")
    if document.needs_pass and not document.authenticate(password or ""):
        document.close()
        raise WrongPassword() if password else PasswordNeeded()
    return document
