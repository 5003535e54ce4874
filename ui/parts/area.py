"""A part of a page that scrolls up and down and never sideways."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Area(QScrollArea):
    """At least as wide as what stands in it must be, so that nothing is cut off where columns share the room."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """``name`` is what screen readers call it; one that has a name can be reached by itself."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if name:
            self.setAccessibleName(name)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        body, least = self.widget(), super().minimumSizeHint()
        if body is None:
            return least
        wide = body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(least.width(), wide), least.height())
