"""Signs of state, always an icon shape with words: state texts, age of a request, steps done, category letters."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import icons, theme
from . import paint
from .words import Painted


class State(StrEnum):
    """How something stands, told by shape, word and colour together."""

    OPEN = "open"
    WORKING = "working"
    DONE = "done"
    WARNING = "warning"
    FAILED = "failed"
    BLOCKED = "blocked"
    LOCKED = "locked"
    PROOF = "proof"
    UNREAD = "unread"
    VISIBLE = "visible"
    RESTING = "resting"


# state: icon, tone of the icon
SIGNS = {
    State.OPEN: ("open", "accent"),
    State.WORKING: ("age", "accent"),
    State.DONE: ("done", "ok"),
    State.WARNING: ("warning", "warn"),
    State.FAILED: ("failed", "stop"),
    State.BLOCKED: ("blocked", "stop"),
    State.LOCKED: ("lock", "stop"),
    State.PROOF: ("proof", "ok"),
    State.UNREAD: ("unread", "warn"),
    State.VISIBLE: ("visible", "ink"),
    State.RESTING: ("open", "ink3"),
}


def draw_state(
    painter: QPainter, rect: QRectF, state: State, words: str, ink: str = "ink", font: str = "body", bare: bool = False
) -> None:
    """A state's icon and words on one line in ``rect``; ``bare`` takes the icon in ``ink`` (selected in contrast)."""
    icon, tone = SIGNS[state]
    side = theme.px(16)
    icons.draw(painter, icon, QRectF(rect.left(), rect.top(), side, rect.height()), ink if bare else tone, 16)
    paint.text(painter, rect.adjusted(side + theme.px(6), 0, 0, 0), words, ink, theme.font(font))


class StateText(Painted):
    """A state as icon and words."""

    def __init__(
        self, state: State, words: str, step: str = "body", tinted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._words, self._step, self._tinted = state, words, step, tinted
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_state(state, words)

    def set_state(self, state: State, words: str) -> None:
        """Another state and its words."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = theme.px(16 + 6) + paint.width(self._words, theme.font(self._step)) + 2
        return QSize(round(wide), theme.px(theme.TYPES[self._step].line + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = SIGNS[self._state][1] if self._tinted else "ink"
        draw_state(QPainter(self), QRectF(self.rect()), self._state, self._words, ink, self._step)


class Age(StrEnum):
    """How long a request has waited for us: under a working day, one to three, more; or it waits for another."""

    NEW = "new"
    DAYS = "days"
    OVER = "over"
    RESTS = "rests"


_AGE_TONES = {Age.NEW: "ok", Age.DAYS: "warn", Age.OVER: "stop", Age.RESTS: "ink3"}
_AGE_SHARE = {Age.NEW: 0.25, Age.DAYS: 0.5}


def draw_age(painter: QPainter, rect: QRectF, age: Age, ink: str = "") -> None:
    """The age as a pie of 14 px in the middle of ``rect``: quarter, half, full with !, or a dashed ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = theme.colour(ink or _AGE_TONES[age])
    radius = theme.px(13) / 2
    pie = QRectF(rect.center().x() - radius, rect.center().y() - radius, 2 * radius, 2 * radius)
    if age is Age.OVER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(pie.adjusted(-0.75, -0.75, 0.75, 0.75))
        sign = theme.colour("selected" if ink else "content")
        painter.setPen(QPen(sign, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = pie.center().x(), pie.center().y()
        painter.drawLine(QPointF(x, y - radius * 0.52), QPointF(x, y + radius * 0.1))
        painter.drawPoint(QPointF(x, y + radius * 0.55))
    else:
        pen = QPen(tint, 1.5)
        if age is Age.RESTS:
            pen.setDashPattern([1.4, 1.6])
        painter.setPen(pen)
        painter.drawEllipse(pie)
        if age in _AGE_SHARE:
            slice_ = QPainterPath(pie.center())
            slice_.arcTo(pie, 90, -360 * _AGE_SHARE[age])
            slice_.closeSubpath()
            painter.fillPath(slice_, tint)
    painter.restore()


class AgePie(Painted):
    """A request's age: the pie and its words."""

    def __init__(self, age: Age, words: str, step: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._age, self._words, self._step = age, words, step
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = theme.px(16 + 6) + paint.width(self._words, theme.font(self._step)) + 2
        return QSize(round(wide), theme.px(theme.TYPES[self._step].line + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(16)
        draw_age(painter, QRectF(0, 0, side, self.height()), self._age)
        rect = QRectF(side + theme.px(6), 0, self.width() - side - theme.px(6), self.height())
        paint.text(painter, rect, self._words, "ink", theme.font(self._step))


def squares_width(total: int) -> float:
    """Width in px of a row of step squares."""
    return total * theme.px(10)


def draw_squares(painter: QPainter, rect: QRectF, done: int, total: int, ink: str = "") -> None:
    """Countable squares for steps: ``done`` filled, the next framed in the accent, the rest faint."""
    side, step = theme.px(8), theme.px(10)
    top = round(rect.center().y() - side / 2)
    for index in range(total):
        place = QRectF(rect.left() + index * step, top, side, side)
        accent = ink or "accent"
        if index < done:
            paint.box(painter, place, accent, radius=1.5)
        elif index == done:
            paint.box(painter, place, border=accent, width=1.5, radius=1.5)
        else:
            paint.box(painter, place, border=ink or "lines", radius=1.5)


def draw_category(painter: QPainter, rect: QRectF, letter: str, proposal: bool = False, ink: str = "ink2") -> None:
    """A category's letter in a neutral frame, dashed while it is a proposal."""
    style = Qt.PenStyle.DashLine if proposal else Qt.PenStyle.SolidLine
    plain = theme.tokens().contrast
    fill, border = "" if plain else "content", ink if proposal or plain else "lines"
    paint.box(painter, rect, fill, border, 1, theme.RADIUS_BADGE, style)
    paint.text(painter, rect, letter, ink, theme.font("badge"), paint.CENTRE)
