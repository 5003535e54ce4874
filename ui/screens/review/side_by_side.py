"""Side by side on the review page: the working view, and at its right the same page as it is handed out.

The right side is the saved copy; where no copy has been made it is a preview of the masks, and says so.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.texts import _
from redaction.geometry import PageBox
from redaction.marks import MarkState

from ... import theme
from ...parts.words import Surface, Words
from ...viewer.page_view import PageView
from .seen import SeenPage

SAME = 0.001
"""Zooms nearer than this are one."""


class SideBySidePage(SeenPage):
    """The review page with a second view that moves with the first."""

    def _build(self) -> None:
        super()._build()
        self.copy_view = PageView(self.pictures, self)
        self.copy_view.editable = False
        self.copy_view.setAccessibleName(_("As handed out"))
        self._copy_words, self._working_words = self._head(""), self._head(_("Working view"))
        self._copy_held = self._under(self._copy_words, self.copy_view)
        self._copy_held.hide()
        self._working_words.hide()
        self._pair()
        for view, other in ((self.page_view, self.copy_view), (self.copy_view, self.page_view)):
            view.verticalScrollBar().valueChanged.connect(lambda _v, a=view, b=other: self._follow(a, b))
            view.horizontalScrollBar().valueChanged.connect(lambda _v, a=view, b=other: self._follow(a, b))
            view.zoomed.connect(lambda _scale, a=view, b=other: self._follow(a, b))

    def _head(self, words: str) -> Words:
        head = Words(words, "small-strong", "ink2", parent=self)
        head.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        head.setMinimumWidth(1)
        return head

    def _under(self, head: Words, view: PageView) -> QWidget:
        held = Surface("canvas", parent=self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(view, 1)
        return held

    def _pair(self) -> None:
        """Puts both views, each under its words, where the first stood."""
        middle = self.page_view.parentWidget()
        column = middle.layout() if middle is not None else None
        assert isinstance(column, QVBoxLayout)
        at = column.indexOf(self.page_view)
        self._both = QSplitter(Qt.Orientation.Horizontal, self)
        self._both.setHandleWidth(1)
        column.insertWidget(at, self._both, 1)
        for part in (self._under(self._working_words, self.page_view), self._copy_held):
            self._both.addWidget(part)
            self._both.setCollapsible(self._both.indexOf(part), False)
            self._both.setStretchFactor(self._both.indexOf(part), 1)

    @property
    def shows_copy(self) -> bool:
        """Whether the second view is open."""
        return not self._copy_held.isHidden()

    def show_copy(self, on: bool) -> None:
        """Opens the second view at the place of the first, or closes it."""
        if on != self.shows_copy:
            self._copy_held.setVisible(on)
            self._working_words.setVisible(on)
            self._both.setSizes([self._both.width() // 2] * 2)
        if on:
            self._fill_copy()

    def areas(self) -> list[QWidget]:
        found = super().areas()
        if self.shows_copy and self.page_view in found:
            found.insert(found.index(self.page_view) + 1, self.copy_view)
        return found

    def _show_marks(self) -> None:
        super()._show_marks()
        if self.shows_copy:
            self._fill_copy()

    def _fill_copy(self) -> None:
        assert self.view is not None
        document, copy = self.view.row.document, self.view.row.copy
        sha256 = copy.sha256 if copy is not None else document.working_sha256
        if sha256 is None:
            return
        path = self.workspace.vault.file(sha256)
        if self.copy_view.path != path:
            box = self.page_view.box(0) if self.page_view.pages else PageBox(595.0, 842.0)
            self.copy_view.show_document(path, document.pages, box, lambda page: None)
        self.copy_view.solid = copy is None
        masks = [row.mark for row in self._rows if row.mark.state is MarkState.ACCEPTED]
        self.copy_view.set_marks(masks if copy is None else [])
        preview = _("Preview: no copy has been made yet")
        self._copy_words.setText(preview if copy is None else _("Read-only view of the saved file"))
        self._follow(self.page_view, self.copy_view)

    def _follow(self, view: PageView, other: PageView) -> None:
        """Brings the other view to the zoom and place of the one that moved."""
        if not self.shows_copy or not other.pages or not view.pages:
            return
        if abs(view.scale_now - other.scale_now) > SAME:
            other.set_zoom(view.scale_now)
        other.verticalScrollBar().setValue(view.verticalScrollBar().value())
        other.horizontalScrollBar().setValue(view.horizontalScrollBar().value())
