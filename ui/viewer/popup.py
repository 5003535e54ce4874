"""The verbs of a selection, on a small plate under it and never over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.texts import _, pgettext

from .. import theme
from ..parts import paint
from ..parts.buttons import Button, Kind

SHADOW = 6
"""Room for the shadow around the plate, in px."""


class SelectionPopup(QWidget):
    """Stands in the viewport of the page. ``masked``, ``sought``, ``equal`` and ``listed`` tell the verb taken."""

    masked = Signal()
    sought = Signal()
    equal = Signal()
    listed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setAccessibleName(_("What to do with the selection"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.mask_button = Button(pgettext("verb", "Mask"), Kind.QUIET, "mask", key="Return", parent=self)
        self.search_button = Button(_("Search"), Kind.QUIET, "search", key="S", parent=self)
        self.equal_button = Button(_("Mask all equal"), Kind.QUIET, "copy", key="A", parent=self)
        self.list_button = Button(_("Add to the list"), Kind.QUIET, "list", key="L", parent=self)
        row = QHBoxLayout(self)
        inset = SHADOW + 4
        row.setContentsMargins(inset, inset, inset, inset)
        row.setSpacing(2)
        verbs = (
            (self.mask_button, self.masked),
            (self.search_button, self.sought),
            (self.equal_button, self.equal),
            (self.list_button, self.listed),
        )
        for button, told in verbs:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(told)
            row.addWidget(button)
        self.hide()

    def stand_under(self, selection: QRect, ground: int) -> None:
        """Shows the plate under a rectangle of the viewport, or over it where there is no room below."""
        self.mask_button.set_ground(ground)
        self.adjustSize()
        room = self._room.rect()
        left = min(max(selection.left() - SHADOW, 0), max(room.width() - self.width(), 0))
        top = selection.bottom() + 4
        if top + self.height() > room.height():
            top = selection.top() - self.height() - 4
        self.move(QPoint(left, max(top, 0)))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        if not theme.tokens().contrast:
            for reach in range(SHADOW, 0, -1):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(0, 0, 0, 7))
                painter.drawRoundedRect(plate.adjusted(-reach, -reach + 2, reach, reach + 1), 8, 8)
        paint.box(painter, plate, "content", "lines", radius=theme.RADIUS_POPUP)
