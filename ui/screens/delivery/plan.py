"""The plan as one reads it: a document's pages as they are and as they will leave, side by side, mask by mask."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.services.queries import ReviewView
from app.texts import _, ngettext
from redaction.geometry import PageBox
from redaction.marks import MarkState
from redaction.sealed import File

from ... import texts, theme
from ...parts.buttons import Button, IconButton, Kind
from ...parts.keys import KeyTable
from ...parts.words import Surface, Words, line
from ...viewer.page_view import PageView
from ...viewer.pictures import Pictures
from ..review.words import FindingRow, rows

Key = Qt.Key
SAME = 0.01
"""Zooms nearer than this are one."""


class PlanPages(QWidget):
    """Two views of one document that move together. Signals: ``unmasked`` a mark shall come off, ``commented`` a mark
    shall get a comment, ``taken_back`` the last un-masking shall be undone, ``compared`` sets of the
    document's marks shall be compared.
    """

    unmasked = Signal(int)
    commented = Signal(int)
    taken_back = Signal()
    compared = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.original = PageView(pictures, self)
        self.leaving = PageView(pictures, self)
        self.leaving.solid = True
        self.words = Words("", "small", "ink2", wrap=True, parent=self)
        self.off = Button(_("Take the mask off"), Kind.SECONDARY, "visible", parent=self)
        self.say = Button(_("Comment …"), Kind.SECONDARY, "comment", parent=self)
        self.back = Button(_("Put it back"), Kind.SECONDARY, "return", parent=self)
        self.sets = IconButton("compare", _("Compare with an earlier set of marks"), "J", parent=self)
        self._rows: tuple[FindingRow, ...] = ()
        self._editable = False
        self._path: File | None = None
        self._at = 0
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        for view, name in ((self.original, _("As it is")), (self.leaving, _("As it will leave"))):
            view.editable = False
            view.setAccessibleName(name)
            held = Surface("canvas")
            stacked = QVBoxLayout(held)
            stacked.setContentsMargins(0, 0, 0, 0)
            stacked.setSpacing(0)
            head = Words(name, "small-strong", "ink2")
            head.setMinimumWidth(1)
            above = line(head)
            above.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(6))
            stacked.addLayout(above)
            stacked.addWidget(view, 1)
            split.addWidget(held)
            split.setStretchFactor(split.count() - 1, 1)
        split.setSizes([400, 400])
        bar = Surface("panel", "top", self)
        row = line(self.words, spacing=10)
        row.setStretch(0, 1)
        for button in (self.sets, self.back, self.say, self.off):
            row.addWidget(button)
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        inside.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(split, 1)
        whole.addWidget(bar)

    def _bind(self) -> None:
        for view, other in ((self.original, self.leaving), (self.leaving, self.original)):
            view.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            view.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
            view.chose.connect(self.choose)
            view.hovered.connect(other.hover)
            view.keys = self._key
            view.zoomed.connect(partial(self._zoom, other))
        self.off.clicked.connect(lambda: self._of_current(self.unmasked))
        self.say.clicked.connect(lambda: self._of_current(self.commented))
        self.back.clicked.connect(self.taken_back)
        self.sets.clicked.connect(self.compared)
        self._keys = self._bind_keys()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_plan(self, view: ReviewView, path: File, box: PageBox, editable: bool) -> None:
        """Shows a document's masks; ``path`` is its working PDF, ``editable`` whether masks can come off now."""
        known = rows(view)
        self._rows = tuple(row for row in known if row.mark.state is MarkState.ACCEPTED)
        self._editable = editable
        kept = self.current()
        document = view.row.document
        marks = [row.mark for row in self._rows]
        for one in (self.original, self.leaving):
            if path != self._path:
                one.show_document(path, document.pages, box, lambda _page: None)
            one.set_marks(marks)
        self._path = path
        self.choose(kept if kept in {mark.id for mark in marks} else marks[0].id if marks else 0)

    def current(self) -> int:
        """The id of the mask chosen, 0 for none."""
        return self._chosen.id if self._chosen is not None else 0

    @property
    def _chosen(self) -> FindingRow | None:
        return next((row for row in self._rows if row.id == self._at), None)

    def choose(self, mark_id: int) -> None:
        """Rings a mask in both views, brings it into sight, and says what it is."""
        self._at = mark_id
        self.original.choose(mark_id)
        self.leaving.choose(mark_id)
        chosen = self._chosen
        count = len(self._rows)
        if chosen is None:
            self.words.setText(ngettext("{count} mask", "{count} masks", count).format(count=texts.number(count)))
        else:
            place = 1 + [row.id for row in self._rows].index(mark_id)
            told = _("Mask {place} of {count}: {what}")
            self.words.setText(told.format(place=place, count=count, what=chosen.mark.words))
        self.off.setEnabled(chosen is not None and self._editable)
        self.say.setEnabled(chosen is not None)

    def step(self, by: int) -> None:
        """The next mask (1) or the one before (-1), round about."""
        ids = [row.id for row in self._rows]
        if ids:
            at = ids.index(self._at) + by if self._at in ids else 0
            self.choose(ids[at % len(ids)])

    @staticmethod
    def _zoom(view: PageView, scale: float) -> None:
        if abs(view.scale_now - scale) > SAME:
            view.set_zoom(scale)

    # -- keys --------------------------------------------------------------------------------------------------------

    def _of_current(self, signal: SignalInstance) -> None:
        if self.current():
            signal.emit(self.current())

    def _bind_keys(self) -> KeyTable:
        keys = KeyTable(_("on the two pages"), self)
        keys.on((Key.Key_N, Key.Key_Down), _("Go to the next mask"), lambda: self.step(1))
        keys.on((Key.Key_P, Key.Key_Up), _("Go to the mask before"), lambda: self.step(-1))
        keys.on(Key.Key_Backspace, _("Take the mask off"), self.off.click)
        keys.on(Key.Key_K, _("Comment on the mask"), self.say.click)
        keys.on(Key.Key_J, _("Compare with an earlier set of marks"), self.sets.click)
        return keys

    def _key(self, event: QKeyEvent) -> bool:
        deed = self._keys.deed(event.key()) if not event.modifiers() else None
        if deed is not None:
            deed()
        return deed is not None
