"""Rows with a tick box each, under headings; and a button for each heading that ticks all under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.texts import _

from .. import icons, theme
from . import paint
from .buttons import SecondaryButton
from .columns import Column, Group
from .keys import KeyTable
from .rows import RowsView
from .words import line

TICK = 16
"""Side of a tick box, px at 100 % text."""
MOST_ROWS = 8
"""So many rows are seen at once; the others scroll."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick: what it is named by, its words, and the heading that it stands under."""

    id: int
    words: str
    heading: str


class TickedRows(RowsView):
    """The rows. Space, Return or a click turns a tick over; ``ticked`` tells that one was changed."""

    ticked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__((Column(name, self._spoken, paint=self._draw),), name, key=lambda row: row.id, parent=parent)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.marked: set[int] = set()
        """What is ticked."""
        self.choices: tuple[Choice, ...] = ()
        self.opened.connect(lambda row: self.tick([row.id]))
        self._ticking = KeyTable(_("in lists with ticks"), self, common=True)
        self._ticking.on(Qt.Key.Key_Space, _("Tick the row, or untick it"), self._tick_current)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these, none of them ticked; they come sorted by heading."""
        self.choices, self.marked = tuple(choices), set()
        rows: list[object] = []
        for heading, its in groupby(choices, lambda choice: choice.heading):
            listed = list(its)
            rows += [Group(heading, len(listed), heading), *listed]
        self.set_rows(rows)
        self.setFixedHeight(min(len(rows), MOST_ROWS) * self.row_height + 2)

    def tick(self, ids: Iterable[int]) -> None:
        """Turns these over together: all ticked become unticked, else all ticked."""
        wanted = set(ids)
        self.marked = self.marked - wanted if wanted <= self.marked else self.marked | wanted
        self.viewport().update()
        self.ticked.emit()

    def _tick_current(self) -> None:
        row = self.current()
        if isinstance(row, Choice):
            self.tick([row.id])

    def tick_heading(self, heading: str) -> None:
        """Turns over all under a heading."""
        self.tick(choice.id for choice in self.choices if choice.heading == heading)

    def _spoken(self, row: Choice) -> str:
        return f"{row.words}, " + (_("ticked") if row.id in self.marked else _("not ticked"))

    def _draw(self, painter: QPainter, rect: QRectF, row: Choice, ink: str) -> None:
        side, on = theme.px(TICK), row.id in self.marked
        box = QRectF(rect.left(), round(rect.center().y() - side / 2), side, side)
        paint.box(painter, box, "accent" if on else "content", "" if on else "lines", radius=3)
        if on:
            icons.draw(painter, "tick", box, "on_accent", 14)
        across = rect.adjusted(side + theme.px(8), 0, 0, 0)
        paint.text(painter, across, row.words, (ink if theme.tokens().contrast else "") or "ink", theme.font("body"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._ticking.deed(event.key())
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.row_of(self.indexAt(event.position().toPoint()))
        if isinstance(row, Choice) and event.position().x() < theme.px(10 + TICK + 6):
            self.tick([row.id])


class TickList(QWidget):
    """The rows with a button for each heading over them."""

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TickedRows(name, self)
        self.rows.show_choices(choices)
        self.setFocusProxy(self.rows)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(6))
        for heading in dict.fromkeys(choice.heading for choice in choices):
            button = SecondaryButton(_("All on {ground}").format(ground=heading), parent=self)
            button.clicked.connect(lambda _on=False, chosen=heading: self.rows.tick_heading(chosen))
            across = line(button)
            across.addStretch(1)
            stacked.addLayout(across)
        stacked.addWidget(self.rows)

    def marked(self) -> frozenset[int]:
        """What is ticked."""
        return frozenset(self.rows.marked)
