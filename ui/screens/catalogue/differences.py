"""Two editions beside each other: every field that reads otherwise, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalogue import Difference
from app.store.records import Edition
from app.texts import _

from ... import theme
from ...parts.inputs import Select
from ...parts.rows import RowsView
from ...parts.words import Words, line
from .words import difference_columns, edition_words


class Differences(QWidget):
    """The view. ``asked`` tells that other editions are to be compared; ``old`` and ``new`` say which."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old, self._new = Select(self), Select(self)
        self._old.setAccessibleName(_("Before"))
        self._new.setAccessibleName(_("After"))
        self.nothing = Words(_("Nothing reads otherwise."), "body", "ink2", parent=self)
        self.table = RowsView(
            difference_columns(), _("Differences"), key=lambda d: (d.after.id, d.field), tall="row", parent=self
        )
        self.whole = Words("", wrap=True, parent=self)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12))
        stacked.setSpacing(theme.px(10))
        chosen = line(Words(_("From"), parent=self), self._old, Words(_("to"), parent=self), self._new, spacing=8)
        chosen.addStretch(1)
        stacked.addLayout(chosen)
        stacked.addWidget(self.nothing)
        stacked.addWidget(self.table, 1)
        stacked.addWidget(self.whole)
        self._old.activated.connect(self.asked)
        self._new.activated.connect(self.asked)
        self.table.chose.connect(self._read)

    @property
    def old(self) -> int:
        """The earlier edition."""
        return int(self._old.currentData())

    @property
    def new(self) -> int | None:
        """The later edition; None for the changes that wait."""
        return self._new.currentData() or None

    def show_editions(self, history: Sequence[tuple[Edition, str]]) -> None:
        """Offers the editions, newest first; at first what waits is compared with what holds."""
        was = (self._old.currentData(), self._new.currentData())
        for select in (self._old, self._new):
            select.clear()
        self._new.addItem(_("the next edition, not saved"), 0)
        for edition, who in reversed(history):
            for select in (self._old, self._new):
                select.addItem(edition_words(edition, who), edition.number)
        for select, kept in zip((self._old, self._new), was, strict=True):
            select.setCurrentIndex(max(0, select.findData(kept)))

    def show_differences(self, rows: Sequence[Difference]) -> None:
        """Shows what reads otherwise."""
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._read(self.table.current())

    def _read(self, row: Difference | None) -> None:
        """The chosen field whole, under the table: its cells show the beginning alone."""
        if row is None:
            self.whole.setText("")
            return
        before, after = (str(column.text(row)) for column in self.table.rows.columns[2:])
        self.whole.setText(_("Before: {before}\nAfter: {after}").format(before=before or "–", after=after or "–"))
