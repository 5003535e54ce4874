"""Widgets side by side that go on in a new line where room ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme


class Flow(QWidget):
    """Lays its parts in lines at their own size; its height follows its width."""

    def __init__(self, parts: Sequence[QWidget], gap: int = 6, parent: QWidget | None = None) -> None:
        """``gap`` between parts and lines, in px at 100 % text."""
        super().__init__(parent)
        self._parts, self._gap = list(parts), gap
        for part in self._parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, place=False)

    def sizeHint(self) -> QSize:
        wide = sum(part.sizeHint().width() for part in self._parts) + theme.px(self._gap) * (len(self._parts) - 1)
        return QSize(wide, max((part.sizeHint().height() for part in self._parts), default=0))

    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), place=True)

    def _lay(self, width: int, place: bool) -> int:
        gap = theme.px(self._gap)
        x = y = tall = 0
        for part in self._parts:
            size = part.sizeHint()
            wide = min(size.width(), width)
            if x and x + wide > width:
                x, y = 0, y + tall + gap
                tall = 0
            if place:
                part.setGeometry(QRect(x, y, wide, size.height()))
            x, tall = x + wide + gap, max(tall, size.height())
        return y + tall
