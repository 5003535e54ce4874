"""Printing: the list of pages, the log and the card of keys come out of the printer as papers, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app import long_work
from app.services.writing import page_list
from ui.printing import Printing, Printout

from .rooms import WAIT, Room


def to_file(target: Path) -> Any:
    """A choice of the printer that prints into a file."""

    def choose(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(72)
        return True

    return choose


def test_the_list_of_pages_the_log_and_the_card_are_printed(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """As many sheets as the paper has pages, and something stands on each; leaving the dialog prints nothing."""
    request_id, _delivery, _document = room.office.masked()
    request, log = room.show("request", request_id=request_id), room.show("log", request_id=request_id)
    pages = long_work.write_page_list(room.workspace, request_id, tmp_path / "lista.pdf")
    with pypdfium2.PdfDocument(pages) as paper:
        wanted = len(paper)
    printouts: list[tuple[Printout, Any, int]] = [
        (request.printout, request.print_pages, wanted),
        (log.printout, log.print_log, 1),
    ]
    for at, (printout, start, count) in enumerate(printouts):
        target = tmp_path / f"ut{at}.pdf"
        printout.choose = to_file(target)
        with qtbot.waitSignal(printout.printing.done, timeout=WAIT):
            start()
        with pypdfium2.PdfDocument(target) as pdf:
            assert len(pdf) >= count
            for page in pdf:
                assert min(page.render(grayscale=True).to_pil().convert("L").getextrema()) < 128
    printout = request.printout
    printout.choose = lambda _printer, _parent: False
    request.print_pages()
    qtbot.waitUntil(lambda: not printout.work.busy, timeout=WAIT)
    assert not printout.printing.busy


def test_a_file_that_cannot_be_drawn_is_told(tmp_path: Path, qtbot: Any, qapp: QApplication) -> None:
    """Nothing hangs: a sentence says what to do, and the next paper can be printed."""
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"ingen pdf")
    printing = Printing(qapp)
    told: list[str] = []
    printing.failed.connect(told.append)
    with qtbot.waitSignal(printing.failed, timeout=WAIT):
        assert printing.ask(broken, None, to_file(tmp_path / "ut.pdf"))
    assert len(told) == 1
    assert not printing.busy


def test_the_list_tells_pages_and_no_words(room: Room) -> None:
    """Masks, what was left visible and what waits, page by page; pages with nothing on them in one line."""
    request_id, _delivery, document_id = room.office.masked()
    (row,) = room.workspace.ask(page_list.rows, request_id)
    assert (row.document.id, row.page, row.masks, row.visible, row.waits) == (document_id, 0, 1, 0, 0)
    paper = str(room.workspace.ask(page_list.paper, request_id, room.office.clock.now))
    assert "19810107" not in paper
    assert "2" in paper
