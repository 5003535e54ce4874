"""Text and the surfaces it stands on: labels by step and tone, panels with one hairline, cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from . import paint

FONT_EVENTS = (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


LEAST, LOW = 110, 540
"""A line that may be cut keeps so much; a lower window folds what stands above the work. In px at 100 % text."""


class Words(QLabel):
    """A text in a step of the type scale and a tone (a token's name); never read as markup.

    One line that gets too little room ends with an ellipsis, and the whole stands in the tooltip. ``cut`` says that
    a layout may do so, down to ``LEAST`` px; with ``wrap`` as well, a low window leaves one line of the text.
    """

    def __init__(
        self,
        text: str = "",
        step: str = "body",
        tone: str = "ink",
        wrap: bool = False,
        parent: QWidget | None = None,
        cut: bool = False,
    ) -> None:
        super().__init__(parent)
        self._step, self._may_cut, self._folds, self._told = step, cut, cut and wrap, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self.setFont(theme.font(step))
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Another tone, for instance ``stop`` when the text tells of a fault."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_step(self, step: str) -> None:
        """Another step of the scale."""
        self._step = step
        self.setFont(theme.font(step))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(theme.font(self._step))
        super().changeEvent(event)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        if self._folds and event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self.setWordWrap(self.window().height() >= theme.px(LOW))
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.px(LEAST)), least.height()) if self._may_cut else least

    def is_cut(self) -> bool:
        """Whether the end of its one line cannot be seen."""
        if self.wordWrap() or not self.text():
            return False
        return paint.width(self.text(), self.font()) > self.contentsRect().width() + 1

    def _tell(self) -> None:
        """The tooltip says what is cut, where it says nothing else."""
        if self.toolTip() == self._told:
            self._told = self.text() if self.is_cut() else ""
            self.setToolTip(self._told)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._told or "\n" in self.text():
            super().paintEvent(event)
            return
        ink = self.palette().color(self.foregroundRole())
        paint.text(QPainter(self), QRectF(self.contentsRect()), self.text(), ink, self.font(), self.alignment())


class Elided(QWidget):
    """One line that is cut with an ellipsis where room ends; the whole stands in the tooltip."""

    def __init__(self, text: str = "", step: str = "body", tone: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._step, self._tone = "", step, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.width(self._text, theme.font(self._step))) + 2, theme.px(theme.TYPES[self._step].line))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.text(QPainter(self), QRectF(self.rect()), self._text, self._tone, theme.font(self._step))


class Surface(QWidget):
    """A plane of one ground colour with hairlines on the named edges (left, right, top, bottom)."""

    def __init__(self, ground: str = "panel", edges: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edges = ground, edges.split()

    def set_edges(self, edges: str) -> None:
        """Other edges with a hairline."""
        self._edges = edges.split()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour(self._ground))
        across, tall = self.width(), self.height()
        strokes = {
            "top": (0, 0, across, 1),
            "bottom": (0, tall - 1, across, 1),
            "left": (0, 0, 1, tall),
            "right": (across - 1, 0, 1, tall),
        }
        for edge in self._edges:
            painter.fillRect(QRectF(*strokes[edge]), theme.colour("line"))


class Card(QWidget):
    """A bordered box: what is in it belongs together and can be acted on. ``rows`` are parted by hairlines."""

    def __init__(self, strong_border: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._border = "lines" if strong_border else "line"
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(1)

    def add_row(
        self, row: QWidget | QHBoxLayout | QVBoxLayout, padding: tuple[int, int, int, int] = (10, 7, 10, 7)
    ) -> None:
        """A row at the foot of the card; padding is left, top, right, bottom in px."""
        holder = QWidget(self)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(*(theme.px(side) for side in padding))
        if isinstance(row, QWidget):
            layout.addWidget(row)
        else:
            layout.addLayout(row)
        self._rows.addWidget(holder)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), "content", self._border)
        for index in range(1, self._rows.count()):
            row = self._rows.itemAt(index)
            if row is not None:
                paint.hline(painter, 1, self.width() - 1, row.geometry().top() - 1)


class Rule(QWidget):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("line"))


class Painted(QWidget):
    """A widget that paints itself from the theme and takes new room when the text size changes."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in FONT_EVENTS:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def column(*parts: QWidget, spacing: int = 4, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets one under the other; spacing and margins in px at 100 % text."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def line(*parts: QWidget, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side; spacing and margins in px at 100 % text."""
    layout = QHBoxLayout()
    _fill(layout, parts, spacing, margins)
    return layout


def _fill(
    layout: QVBoxLayout | QHBoxLayout, parts: tuple[QWidget, ...], spacing: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(theme.px(spacing))
    layout.setContentsMargins(*(theme.px(side) for side in margins))
    for part in parts:
        layout.addWidget(part)
