"""Things to choose among: filter chips that can be on, and segments of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from .. import icons, theme
from . import paint
from .buttons import Pressable


class Chip(Pressable):
    """A filter that can be on: a count in bold and a word."""

    def __init__(self, words: str, count: int | None = None, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._count, self._icon = count, icon
        self.setCheckable(True)
        self._name()

    def set_count(self, count: int | None) -> None:
        """The number before the word."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.text() if self._count is None else f"{self._count} {self.text()}")

    def sizeHint(self) -> QSize:
        wide = theme.px(20)
        parts = []
        if self._icon:
            parts.append(float(theme.px(16)))
        if self._count is not None:
            parts.append(paint.width(str(self._count), theme.font("small-strong")))
        if self.text():
            parts.append(paint.width(self.text(), theme.font("small")))
        return QSize(round(wide + sum(parts) + theme.px(6) * (len(parts) - 1)) + 2, theme.height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        worn = theme.tokens()
        fill, border, thick = ("hover" if self.lit() else "content"), "line", 1
        if self.isChecked():
            fill, border, thick = "chosen", "accent", worn.chosen_width
        paint.box(painter, QRectF(self.rect()), fill, border, thick)
        x, tall, gap = float(theme.px(10)), self.height(), theme.px(6)
        if self._icon:
            icons.draw(
                painter, self._icon, QRectF(x, 0, theme.px(16), tall), "warn" if self._icon == "unread" else "ink", 16
            )
            x += theme.px(16) + gap
        if self._count is not None:
            rect = QRectF(x, 0, self.width() - x, tall)
            x += paint.text(painter, rect, str(self._count), "ink", theme.font("small-strong")) + gap
        paint.text(painter, QRectF(x, 0, self.width() - x - 4, tall), self.text(), "ink", theme.font("small"))


class _Segment(Pressable):
    """One choice of a segmented control."""

    def __init__(self, words: str, key: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._key, self._short = key, False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, which a screen reader says
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def key_width(self) -> int:
        """What the key cap takes, in px."""
        return round(paint.key_cap_width(self._key) + theme.px(8)) if self._key else 0

    def set_short(self, short: bool) -> None:
        """Leaves out the key cap."""
        self._short = short
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = round(paint.width(self.text(), theme.font("strong")) + theme.px(24)) + 2
        return QSize(wide + (0 if self._short else self.key_width()), theme.height("button"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        inner = QRectF(self.rect())
        if on or self.lit():
            painter.fillRect(inner, theme.colour("accent" if on else "hover"))
        rect = inner.adjusted(theme.px(12), 0, -theme.px(12), 0)
        ink = "on_accent" if on else "ink2"
        taken = paint.text(painter, rect, self.text(), ink, theme.font("strong" if on else "body"))
        if self._key and not self._short:
            paint.key_cap(painter, rect.left() + taken + theme.px(8), inner.center().y(), self._key, ink)


class SegmentedControl(QWidget):
    """Two to four views of the same thing, one of them shown; Left and Right change it.

    ``chosen`` tells the name of the segment.
    """

    chosen = Signal(str)

    def __init__(self, segments: Sequence[tuple[str, str, str]], label: str, parent: QWidget | None = None) -> None:
        """``segments`` are (name, words, key or ""); ``label`` says what is chosen, for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._names = [name for name, _words, _key in segments]
        self._segments = [_Segment(words, key, self) for _name, words, key in segments]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(1)
        for index, segment in enumerate(self._segments):
            layout.addWidget(segment)
            self._group.addButton(segment, index)
        self._short = False
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._names[index]))

    def is_short(self) -> bool:
        """Whether the key caps are left out (see ``narrow``)."""
        return self._short

    def set_short(self, short: bool) -> None:
        """Leaves out the key caps, or shows them again."""
        if short != self._short:
            self._short = short
            for segment in self._segments:
                segment.set_short(short)

    def saves(self) -> int:
        """What the key caps take, in px."""
        return sum(segment.key_width() for segment in self._segments)

    def choose(self, name: str) -> None:
        """Shows a segment as chosen without telling."""
        self._group.button(self._names.index(name)).setChecked(True)

    def current(self) -> str:
        """The name of the segment shown."""
        return self._names[self._group.checkedId()]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("content"))
        for button in self._group.buttons()[1:]:
            painter.setPen(QPen(theme.colour("lines"), 1))
            x = button.geometry().left() - 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        paint.box(painter, QRectF(self.rect()), border="lines")
