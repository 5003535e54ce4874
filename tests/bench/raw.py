"""The raw engines that our figures stand beside; run in a child where they open documents."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Stream

from tests.bench.office_pdf import NAMES


def long_pdf(target: Path, pages: int) -> None:
    """Writes a PDF of so many text pages, each with its own content."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        for number in range(1, pages + 1):
            lines = " ".join(f"(Sida {number}, rad {line}: avbrott och mätning.) Tj T*" for line in range(1, 41))
            content = f"BT /F1 11 Tf 17 TL 72 760 Td {lines} ET".encode("cp1252")
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = Stream(pdf, content)
        pdf.save(target)


def first_page(path: Path, *, progress: Callable[[int, int, str], None]) -> float:
    """Opens and draws the first page with PyMuPDF alone; gives milliseconds without its import."""
    import pymupdf

    begun = time.perf_counter()
    with pymupdf.open(path, filetype="pdf") as document:
        pixels = document[0].get_pixmap(matrix=pymupdf.Matrix(1.5, 1.5)).samples
    assert pixels
    return (time.perf_counter() - begun) * 1000


def texts(path: Path) -> tuple[list[str], float]:
    """The words of each page as one text, and the milliseconds of processor that PyMuPDF took for them."""
    import pymupdf

    begun = time.process_time()
    with pymupdf.open(path, filetype="pdf") as document:
        found = [" ".join(word[4] for word in page.get_text("words")) for page in document]
    return found, (time.process_time() - begun) * 1000


def words(path: Path, *, progress: Callable[[int, int, str], None]) -> int:
    """Counts the words of all pages with PyMuPDF alone."""
    import pymupdf

    with pymupdf.open(path, filetype="pdf") as document:
        return sum(len(page.get_text("words")) for page in document)


def plain_mask(path: Path, place: Path, *, progress: Callable[[int, int, str], None]) -> None:
    """What a script of ten lines does: search for each name, mark every hit black, apply, save."""
    import pymupdf

    with pymupdf.open(path, filetype="pdf") as document:
        for page in document:
            for name in NAMES:
                for rect in page.search_for(name):
                    page.add_redact_annot(rect, fill=(0, 0, 0))
            page.apply_redactions()
            progress(page.number + 1, len(document), "plain")
        document.save(place / "plain.pdf", garbage=2, deflate=True)


def tiny_pdf(folder: Path) -> Path:
    """A PDF of one empty page."""
    path = folder / "tiny.pdf"
    if not path.exists():
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)
    return path


class Line:
    """An owner's thread in its simplest form: calls are made where ``run`` waits."""

    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self._going = False

    def post(self, call: Callable[[], None]) -> None:
        """Brings a call here."""
        self._calls.put(call)

    def stop(self) -> None:
        """Ends ``run`` after the call in hand."""
        self._going = False

    def run(self) -> None:
        """Makes calls until ``stop``; gives up after a minute without any."""
        self._going = True
        while self._going:
            self._calls.get(timeout=60)()
