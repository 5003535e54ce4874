"""Windows beside the main one, for a second monitor: what stands beside the pages, or the pages of another document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.texts import _
from redaction.geometry import PageBox
from redaction.sealed import File
from redaction.words import PageText

from ... import theme
from ...parts.buttons import IconButton
from ...parts.focus import FocusRing
from ...parts.inputs import Select
from ...parts.words import Surface, Words, line
from ...viewer.page_view import PageView
from ...viewer.pictures import Pictures
from ...viewer.shown import ShownMark

SIZE = (520, 900)
"""The first size of a window beside, in px at 100 % text."""


class SideWindow(Surface):
    """A window that belongs to a page and goes with it; ``closed`` tells that somebody closed it. It holds nothing that
    is lost with it.
    """

    closed = Signal()

    def __init__(self, frame: Any, name: str, title: str, page: QWidget) -> None:
        """``name`` is what its place is kept under between starts; ``frame`` is the main window."""
        super().__init__("panel", parent=page)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(_("{title} – Utlämna").format(title=title))
        self.setAccessibleName(title)
        self._frame, self._name = frame, name
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for actions in (page.actions(), frame.actions()):
            self.addActions(actions)
        FocusRing(self)
        self.resize(theme.px(SIZE[0]), theme.px(SIZE[1]))
        kept = frame.recall(f"{name}/place")
        if kept:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(kept.encode("ascii"))))

    def keep_place(self) -> None:
        """Remembers where it stands."""
        self._frame.remember(f"{self._name}/place", bytes(self.saveGeometry().toHex().data()).decode("ascii"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_place()
        super().closeEvent(event)
        self.closed.emit()


class BesideWindow(SideWindow):
    """The pages of another document, to be read beside the one that is worked on; nothing is changed in it.

    ``chose`` tells the id of the document wanted, ``swapped`` that it shall change places with the main window's.
    """

    chose = Signal(int)
    swapped = Signal()

    def __init__(self, frame: Any, pictures: Pictures, page: QWidget) -> None:
        super().__init__(frame, "beside", _("Another document"), page)
        self.view = PageView(pictures, self)
        self.view.editable = False
        self.documents = Select(self)
        self.documents.setAccessibleName(_("Document"))
        self.documents.activated.connect(lambda _at: self.chose.emit(int(self.documents.currentData())))
        self.swap = IconButton("flip", _("Swap with the main window"), parent=self)
        self.swap.clicked.connect(self.swapped)
        smaller, larger = IconButton("minus", _("Smaller"), parent=self), IconButton("plus", _("Larger"), parent=self)
        fit = IconButton("fit-width", _("Fit the width"), parent=self)
        smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        larger.clicked.connect(lambda: self.view.step_zoom(1))
        fit.clicked.connect(self.view.fit_width)
        bar = Surface("content", "bottom", self)
        bar.setFixedHeight(theme.height("tools"))
        told = Words(_("To read"), "body", "ink2", parent=bar)
        row = line(self.documents, told, smaller, larger, fit, self.swap, spacing=6)
        row.setStretch(0, 1)
        row.setContentsMargins(theme.px(10), 0, theme.px(10), 1)
        bar.setLayout(row)
        self.column.addWidget(bar)
        self.column.addWidget(self.view, 1)

    def show_documents(self, documents: Sequence[tuple[int, str]], shown: int) -> None:
        """The documents that can be read here (id, title), and which one is."""
        self.documents.clear()
        for document_id, title in documents:
            self.documents.addItem(title, document_id)
        self.documents.setCurrentIndex(self.documents.findData(shown))

    def show_pages(
        self,
        path: File,
        pages: int,
        box: PageBox,
        words_of: Callable[[int], PageText | None],
        marks: Sequence[ShownMark],
    ) -> None:
        """A document's pages with its marks; one that is shown already keeps its place."""
        if path != self.view.path:
            self.view.show_document(path, pages, box, words_of)
        self.view.set_marks(marks)
