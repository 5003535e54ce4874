"""Papers on paper: a PDF's pages are drawn by the page-drawer and put on the printer that the system's dialog chose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.jobs.renderer import Picture, Renderer
from app.texts import N_, _

from .bridge import Post
from .papers import Reading
from .parts.notices import Tone
from .work import Work

FINEST = 300
"""So many dots an inch are drawn at most; a printer that has more enlarges them."""
INCH = 72
"""Units of page space to an inch."""
UNPRINTED = N_("The page cannot be drawn. Open the file and print it there.")


class Printing(QObject):
    """Prints one paper at a time. ``done`` tells that all pages are with the printer, ``failed`` a sentence why not."""

    done = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drawer: Renderer | None = None
        self._painter: QPainter | None = None
        self._printer = QPrinter()
        self._path = Path()
        self._pages = 0

    @property
    def busy(self) -> bool:
        """Whether a paper is being printed."""
        return self._drawer is not None

    def ask(self, path: Path, parent: Any, choose: Callable[[QPrinter, Any], bool]) -> bool:
        """Asks for the printer and begins; False where nothing was chosen or a paper is being printed."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(path.stem)
        if self.busy or not choose(printer, parent):
            return False
        self._printer, self._path = printer, path
        self._drawer = Renderer(Post(self))
        self._drawer.boxes(path, self._sized)
        return True

    def _sized(self, answer: object) -> None:
        if not isinstance(answer, tuple) or not answer:
            self._end(_(UNPRINTED))
            return
        self._pages = len(answer)
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._end(_("The printer does not answer. See that it is on, or choose another."))
            return
        self._draw(0)

    def _draw(self, page: int) -> None:
        scale = min(self._printer.resolution(), FINEST) / INCH
        if self._drawer is not None:
            self._drawer.draw(self._path, page, scale, partial(self._drawn, page))

    def _drawn(self, page: int, answer: object) -> None:
        if not isinstance(answer, Picture) or self._painter is None:
            self._end(_(UNPRINTED))
            return
        image = QImage(answer.rgb, answer.width, answer.height, answer.stride, QImage.Format.Format_RGB888)
        if page:
            self._printer.newPage()
        self._painter.drawImage(_fitted(image, self._printer.pageRect(QPrinter.Unit.DevicePixel)), image)
        if page + 1 < self._pages:
            self._draw(page + 1)
        else:
            self._end("")

    def _end(self, trouble: str) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        drawer, self._drawer, self._painter = self._drawer, None, None
        if drawer is not None:
            drawer.close()
        if trouble:
            self.failed.emit(trouble)
        else:
            self.done.emit()


def _fitted(image: QImage, room: QRectF) -> QRectF:
    """Where a page stands on what can be printed: at the upper left, as large as it fits in its own shape."""
    by = min(room.width() / image.width(), room.height() / image.height())
    return QRectF(0, 0, image.width() * by, image.height() * by)


def chosen(printer: QPrinter, parent: Any) -> bool:
    """The system's own dialog."""
    return bool(QPrintDialog(printer, parent).exec() == QPrintDialog.DialogCode.Accepted)


class Printout(QObject):
    """A paper that a page writes beside the window and then prints; what goes wrong stands in the page's banner."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page = page
        self.choose: Callable[[QPrinter, Any], bool] = chosen
        self.work = Work(self)
        self.printing = Printing(self)
        self._reading = Reading(page)
        self._name = ""
        self.work.finished.connect(self._written)
        for trouble in (self.work.refused, self.printing.failed):
            trouble.connect(lambda sentence: page.tell(Tone.STOP, sentence))
        self.printing.done.connect(self._printed)

    def _printed(self) -> None:
        self._page.frame.status.say(_("{name} is with the printer.").format(name=self._name))

    def start(self, name: str, write: Callable[[Path], Path]) -> None:
        """Writes the paper called ``name`` by ``write``, in a thread, and asks for the printer when it is there."""
        self._name = name
        place = self._reading.place(f"{name}.pdf")
        self.work.start(lambda _progress: write(place))

    def _written(self, place: Path) -> None:
        self.printing.ask(place, self._page.frame, self.choose)
