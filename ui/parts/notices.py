"""What a screen says of itself: banners with one verb, and the empty page that tells what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from .. import icons, theme
from . import paint
from .buttons import Link, Pressable
from .words import Painted, Words


class Tone(StrEnum):
    """What a banner means."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    STOP = "stop"


# tone: fill, edge and icon colour, icon
_TONES = {
    Tone.INFO: ("info_fill", "accent", "info"),
    Tone.OK: ("ok_fill", "ok", "done"),
    Tone.WARN: ("warn_fill", "warn", "warning"),
    Tone.STOP: ("stop_fill", "stop", "failed"),
}


class Banner(QWidget):
    """What is so, in bold and plain, and what can be done about it as one link; ``acted`` tells its press."""

    acted = Signal()

    def __init__(
        self,
        tone: Tone,
        strong: str,
        text: str = "",
        verb: str = "",
        icon: str = "",
        full_width: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon, self._full = tone, icon, full_width
        self._strong = Words(strong, "strong", wrap=not text, parent=self)
        self._text = Words(text, wrap=True, parent=self)
        self.link = Link(verb, parent=self)
        self.link.clicked.connect(self.acted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        layout.setSpacing(theme.px(8))
        layout.addSpacing(theme.px(24))
        for part in (self._strong, self._text):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._strong, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.tell(tone, strong, text, verb)

    def say(self, text: str, verb: str = "") -> None:
        """Shows a message in plain words, with a verb, or hides the banner where there is none."""
        self.tell(self._tone, "", text, verb)
        self.setVisible(bool(text))

    def tell(self, tone: Tone, strong: str, text: str = "", verb: str = "") -> None:
        """Another message in the same place."""
        self._tone = tone
        self._strong.setText(strong)
        self._text.setText(text)
        self.link.setText(verb)
        self.link.setAccessibleName(verb)
        self.link.updateGeometry()
        self._strong.setVisible(bool(strong))
        self._strong.setWordWrap(not text)
        self._text.setVisible(bool(text))
        self.link.setVisible(bool(verb))
        self.setAccessibleName(f"{strong} {text}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, edge, icon = _TONES[self._tone]
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(fill))
        if theme.tokens().contrast:
            paint.box(painter, QRectF(self.rect()), border="lines", radius=0)
        if self._full:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour(edge))
        else:
            painter.fillRect(QRectF(0, 0, theme.BAR, self.height()), theme.colour(edge))
        side = theme.px(20)
        icons.draw(painter, self._icon or icon, QRectF(theme.px(16), 0, side, self.height()), edge, 18)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do from an empty page; ``name`` comes back through ``chosen``."""

    name: str
    icon: str
    title: str
    detail: str = ""
    key: str = ""


class _OfferRow(Pressable):
    """An offer as a row: icon, title over detail, key cap."""

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(offer.title, parent)
        self._offer = offer
        self.setAccessibleDescription(offer.detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.lit():
            painter.fillRect(self.rect(), theme.colour("hover"))
        paint.hline(painter, 0, self.width(), self.height() - 1)
        icons.draw(painter, self._offer.icon, QRectF(theme.px(4), 0, theme.px(20), self.height()), "accent")
        left, line = theme.px(36), theme.px(18)
        top = (self.height() - 2 * line) / 2
        room = float(self.width() - left - theme.px(8))
        if self._offer.key:
            cap = paint.key_cap_width(self._offer.key)
            paint.key_cap(painter, self.width() - cap - theme.px(4), self.height() / 2, self._offer.key)
            room -= cap + theme.px(8)
        paint.text(painter, QRectF(left, top, room, line), self._offer.title, "ink", theme.font("strong"))
        paint.text(painter, QRectF(left, top + line, room, line), self._offer.detail, "ink2", theme.font("small"))


class _Tray(Painted):
    """The drawing of an empty tray."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(96), theme.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.current.scale, theme.current.scale)
        pen = QPen(
            theme.colour("lines"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(pen)
        painter.drawPolyline(_points((6, 32), (18, 4), (78, 4), (90, 32)))
        painter.drawPolyline(
            _points((6, 32), (28, 32), (33, 42), (63, 42), (68, 32), (90, 32), (90, 58), (6, 58), (6, 32))
        )
        pen.setDashPattern([2.4, 3.2])
        painter.setPen(pen)
        painter.drawPolyline(_points((34, 14), (62, 14)))
        painter.drawPolyline(_points((30, 23), (66, 23)))


def _points(*places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


class EmptyState(QWidget):
    """Nothing here yet: says so, and offers what to do next. ``chosen`` tells the name of the offer taken."""

    chosen = Signal(str)

    def __init__(self, title: str, text: str = "", offers: Sequence[Offer] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = QWidget(self)
        middle.setMaximumWidth(theme.px(520))
        middle.setMinimumWidth(theme.px(240))
        column = QVBoxLayout(middle)
        column.setSpacing(theme.px(6))
        column.addWidget(_Tray(middle), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(12))
        column.addWidget(Words(title, "heading", parent=middle))
        column.addWidget(Words(text, "body", "ink2", wrap=True, parent=middle))
        column.addSpacing(theme.px(10))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for offer in offers:
            row = _OfferRow(offer, middle)
            row.clicked.connect(lambda _on=False, name=offer.name: self.chosen.emit(name))
            rows.addWidget(row)
        column.addLayout(rows)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 6)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(1)
        self._offers = list(middle.findChildren(_OfferRow))
        self.setAccessibleName(f"{title}. {text}".strip())

    def first(self) -> QWidget:
        """The first offer, where the keyboard goes; itself where there is none."""
        return self._offers[0] if self._offers else self
