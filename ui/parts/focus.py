"""The focus ring: 2 px with a gap of 2 around whatever has the keyboard, drawn by one widget for all styles.

A widget that draws its own focus (lists, the page) sets the property ``ring`` to False.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QGraphicsView, QScrollArea, QWidget

from .. import theme
from . import paint

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)
_REACH = theme.RING + theme.RING_GAP


class FocusRing(QWidget):
    """Lies over its window and follows the focus within it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("floats", True)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # deleted in the meantime
                continue
        self._watched, self._target = [], None
        if now is not None and self._rings(now):
            self._target = now
            walk: QWidget | None = now
            while walk is not None and walk is not self.window():
                walk.installEventFilter(self)
                self._watched.append(walk)
                walk = walk.parentWidget()
        self._place()

    def _rings(self, widget: QWidget) -> bool:
        own = isinstance(widget, QAbstractItemView | QGraphicsView) or widget.property("ring") is False
        return not own and widget.window() is self.window() and widget is not self.window()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        window = self.window()
        inner = QRect(target.mapTo(window, target.rect().topLeft()), target.size())
        outer = inner.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        seen = outer.intersected(self._frame(target, window))
        self.setGeometry(outer)
        hole = QRegion(inner.translated(-outer.topLeft()))
        self.setMask(QRegion(seen.translated(-outer.topLeft())).subtracted(hole))
        self.show()
        self.raise_()
        self.update()

    @staticmethod
    def _frame(target: QWidget, window: QWidget) -> QRect:
        """What the scroll areas around the target leave to be seen, in the window's coordinates."""
        frame = window.rect()
        walk = target.parentWidget()
        while walk is not None and walk is not window:
            if isinstance(walk.parentWidget(), QScrollArea):
                frame = frame.intersected(QRect(walk.mapTo(window, walk.rect().topLeft()), walk.size()))
            walk = walk.parentWidget()
        return frame

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(
            QPainter(self), QRectF(self.rect()), border="accent", width=theme.RING, radius=theme.RADIUS + _REACH / 2
        )
