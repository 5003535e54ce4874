"""Two monitors: what stands beside the pages in a window of its own (F9), another document's pages in a second one.

The panel in its window is the very panel of the page, so both follow each other; closed, it stands beside the pages
again with all that was open in it. Where the windows stand is kept between starts.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app import long_work
from app.domain.errors import Refused
from app.domain.ids import DocumentId
from app.services import queries
from app.texts import _

from ...parts.keys import bind
from .over_time import OverTimePage
from .side_window import BesideWindow, SideWindow
from .words import rows

APART, BESIDE = "apart/on", "beside/document"
"""What is kept between starts: whether the panel stands apart, and which document was read beside."""


class WindowsPage(OverTimePage):
    """The review page over several windows."""

    def _build(self) -> None:
        super()._build()
        self.apart: SideWindow | None = None
        self.beside: BesideWindow | None = None
        self._beside_id = DocumentId(0)
        self.top.windowed.connect(self.toggle_apart)
        bind(self, "F9", _("Put the panel in a window of its own, or back"), self.toggle_apart)
        bind(self, "Shift+F9", _("Read another document in a window of its own"), self.toggle_beside)

    # -- the panel ---------------------------------------------------------------------------------------------

    def toggle_apart(self) -> None:
        """The panel goes into a window of its own, or comes back beside the pages."""
        if self.apart is None:
            self._put_apart()
            self._focus_side()
        else:
            self.apart.close()

    def _put_apart(self) -> None:
        self.apart = SideWindow(self.frame, "apart", _("Findings"), self)
        self.apart.column.addWidget(self._side)
        self._place.hide()
        self._side.show()
        self.apart.closed.connect(self._bring_back)
        self.apart.show()
        self.frame.remember(APART, "yes")

    def _bring_back(self) -> None:
        window, self.apart = self.apart, None
        if window is None:
            return
        self._held.addWidget(self._side)
        self._place.show()
        self._side.show()
        window.deleteLater()
        self.frame.remember(APART, "")
        self._focus_side()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return  # minimised and back: the system takes the others along
        if self.apart is None and self.frame.recall(APART):
            self._put_apart()
        for window in (self.apart, self.beside):
            if window is not None:
                window.show()

    def hideEvent(self, event: QHideEvent) -> None:
        for window in (self.apart, self.beside) if not event.spontaneous() else ():
            if window is not None and window.isVisible():
                window.keep_place()
                window.hide()
        super().hideEvent(event)

    def _focus_side(self) -> None:
        side: QWidget = self.panel.list if self._beside() is self.panel else self._beside()
        side.setFocus(Qt.FocusReason.OtherFocusReason)
        side.activateWindow()

    # -- another document --------------------------------------------------------------------------------------

    def open(self, document_id: int = 0, mark_id: int = 0, page: int = -1, zoom: int = 0, **arguments: Any) -> None:
        super().open(document_id, mark_id, page, zoom, **arguments)
        self.when_there(self._follow_beside)

    def _follow_beside(self) -> None:
        """The document that was read beside stands there again; one of another delivery goes."""
        kept = self.frame.recall(BESIDE)
        if self.view is None:
            return
        if self.beside is None and kept.isdigit() and int(kept) in self.view.neighbours:
            self._read_beside(DocumentId(int(kept)))
        elif self.beside is not None and self._beside_id not in self.view.neighbours:
            self.beside.close()

    def toggle_beside(self) -> None:
        """Opens another document of the delivery to be read beside, or closes it."""
        if self.beside is not None:
            self.beside.close()
        elif self.view is not None:
            others = [one for one in self.view.neighbours if one != self.deeds.document_id]
            if others:
                self._read_beside(others[0])
            else:
                self._refuse(_("There is no other document in the delivery."))

    def _read_beside(self, document_id: DocumentId) -> None:
        self._beside_id = document_id
        if self.beside is None:
            self.beside = window = BesideWindow(self.frame, self.pictures, self)
            window.chose.connect(lambda chosen: self._read_beside(DocumentId(chosen)))
            window.swapped.connect(self._swap)
            window.closed.connect(self._close_beside)
            if self.isVisible():
                window.show()
        self.frame.remember(BESIDE, str(document_id))
        self._show_beside()

    def _show_beside(self) -> None:
        """Asks again what stands in the other document, and shows it."""
        if self.beside is None or self.view is None:
            return
        ask, documents = self.workspace.ask, []
        for one in self.view.neighbours:
            document = ask(lambda reader, which=one: reader.documents.get(which))
            if document.working_sha256 is not None and document.words_sha256 is not None:
                documents.append(document)
        shown = next((one for one in documents if one.id == self._beside_id), None)
        self.beside.show_documents([(one.id, one.title) for one in documents], self._beside_id)
        if shown is None or shown.working_sha256 is None:
            return
        view = ask(queries.review, shown.id, self.workspace.signed_in)
        self.beside.show_pages(
            self.workspace.vault.file(shown.working_sha256),
            shown.pages,
            long_work.page_text(self.workspace, shown, 0).box,
            lambda page: long_work.page_text(self.workspace, shown, page),
            [row.mark for row in rows(view)],
        )

    def _swap(self) -> None:
        """The document beside comes into the main window, and the main window's is read beside."""
        here, there = self.deeds.document_id, self._beside_id
        self.open(document_id=there)
        self.when_there(lambda: self._read_beside(here))

    def _close_beside(self) -> None:
        window, self.beside = self.beside, None
        if window is not None:
            window.deleteLater()
            self.frame.remember(BESIDE, "")

    def _heard(self, event: Any) -> None:
        super()._heard(event)
        if self.beside is not None and getattr(event, "document_id", 0) == self._beside_id:
            self._post(self._look_beside)

    def _look_beside(self) -> None:
        try:
            self._show_beside()
        except Refused:
            if self.beside is not None:
                self.beside.close()  # the document was taken out
