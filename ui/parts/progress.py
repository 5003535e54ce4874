"""Long work as it is shown: a bar, how much time is left, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.texts import _

from .. import theme
from ..texts import time_left
from . import paint
from .buttons import IconButton
from .words import Elided, Painted

BAR = 4
"""Height of the bar in px."""


def draw_bar(painter: QPainter, rect: QRectF, share: float | None, ink: str = "accent") -> None:
    """A bar 4 px high in the middle of ``rect``; ``share`` is 0-1, None when it is not known yet."""
    strip = QRectF(rect.left(), round(rect.center().y() - BAR / 2), rect.width(), BAR)
    paint.box(painter, strip, "line" if not theme.tokens().contrast else "ink3", radius=2)
    known = 0.0 if share is None else min(max(share, 0.0), 1.0)
    if known:
        paint.box(painter, QRectF(strip.left(), strip.top(), max(BAR, strip.width() * known), BAR), ink, radius=2)


class ProgressBar(Painted):
    """The bar as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """How much is done, 0-1; None when it is not known."""
        self._share = share
        self.setAccessibleName(
            _("Progress") if share is None else _("{percent} % done").format(percent=round(share * 100))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_bar(QPainter(self), QRectF(self.rect()), self._share)


class ProgressRow(QWidget):
    """Bar, what is done and the time left, and a stop button; ``stopped`` tells that it was pressed."""

    stopped = Signal()

    def __init__(self, what: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.bar = ProgressBar(self)
        self.bar.setFixedWidth(theme.px(80))
        self.label = Elided(what, "small", "ink2", self)
        self.stop = IconButton("stop", _("Stop"), parent=self)
        self.stop.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.bar)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.stop)

    def show_progress(self, done: int, total: int, seconds_left: float | None = None, what: str = "") -> None:
        """How far the work is; ``total`` 0 when it is not known, ``seconds_left`` an estimate or None."""
        self._what = what or self._what
        self.bar.set_share(done / total if total else None)
        left = time_left(seconds_left) if seconds_left is not None else ""
        self.label.set_text(f"{self._what}, {left}" if left else self._what)
