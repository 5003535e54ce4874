"""Small pieces of the cards: a sentence with its sign, and a list that scrolls after some rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ... import icons, theme
from ...parts.words import Words

MOST_ROWS = 6
"""So many rows of a list are seen at once; the rest scrolls."""


class Told(QWidget):
    """One sentence of evidence with its sign."""

    def __init__(self, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(22), 0, 0, 0)
        row.addWidget(Words(words, "small", wrap=True, parent=self))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(16)
        tint = "ok" if self._icon == "tick" else "ink2"
        icons.draw(QPainter(self), self._icon, QRectF(0, 0, side, theme.px(17)), tint, 14)


def scrolled(held: QWidget, rows: int, parent: QWidget) -> QScrollArea:
    """A widget of so many rows in a frame that scrolls."""
    area = QScrollArea(parent)
    area.setWidget(held)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(theme.px(24) * min(rows, MOST_ROWS) + 6)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setProperty("ground", "content")  # without one the groove of its bar is black over a list
    return area
