"""Widgets side by side that go on in a new line where room ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
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

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, place=False)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(part.sizeHint().width() for part in shown) + theme.px(self._gap) * (len(shown) - 1)
        return QSize(wide, max((part.sizeHint().height() for part in shown), default=0))

    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part in self._shown()), default=0)
        return QSize(widest, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a part is shown, hidden or has other words
            self.updateGeometry()
            self._lay(self.width(), place=True)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), place=True)

    def _lay(self, width: int, place: bool) -> int:
        """The height of all lines; a part that is lower than its line stands in the middle of it."""
        gap, y = theme.px(self._gap), 0
        for parts in self._lines(width):
            tall = max(size.height() for _part, size in parts)
            x = 0
            for part, size in parts if place else ():
                down = (tall - size.height()) // 2
                part.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + gap
            y += tall + gap
        return max(0, y - gap)

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for part in self._shown():
            size = part.sizeHint()
            if size.width() > width:
                size = QSize(width, part.heightForWidth(width) if part.hasHeightForWidth() else size.height())
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((part, size))
            x += size.width() + theme.px(self._gap)
        return lines
