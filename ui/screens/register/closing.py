"""The closing list beside a request's file: each point done or not, with what to do and its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.keeping.closing import Checked
from app.texts import _

from ... import theme, wording
from ...parts.buttons import Link
from ...parts.states import State, StateText
from ...parts.swap import empty
from ...parts.words import Words, column, line


class ClosingList(QWidget):
    """The points. ``wanted`` tells where one that is open is mended: "delivery", "decision", "register", "delay"."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The closing list"))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(12))

    def show_points(self, points: Sequence[Checked]) -> None:
        """Shows the list anew."""
        empty(self._rows)
        for checked in points:
            self._rows.addWidget(self._row(checked))
        self._rows.addStretch(1)

    def _row(self, checked: Checked) -> QWidget:
        point = checked.point
        holder = QWidget(self)
        state = State.DONE if checked.done else State.BLOCKED if point.blocks else State.WARNING
        said = {State.DONE: _("Done"), State.BLOCKED: _("Holds the closing back"), State.WARNING: _("To think of")}
        parts: list[QWidget] = [StateText(state, said[state], "small"), Words(point.label, wrap=True)]
        if not checked.done:
            parts.append(Words(point.todo, "small", "ink2", True))
            link = Link(_("Go there"), parent=holder)
            link.setAccessibleName(f"{point.label}: {link.text()}")
            link.clicked.connect(lambda _on=False, place=point.place: self.wanted.emit(place))
            source = line(link, Words(wording.backed(point.source, point.confidence), "small", "ink2", True), spacing=8)
            source.setStretch(1, 1)
            where = QWidget(holder)
            where.setLayout(source)
            parts.append(where)
        holder.setLayout(column(*parts, spacing=2))
        return holder
