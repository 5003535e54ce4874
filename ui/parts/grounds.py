"""The sign of a ground: number, colour and pattern; drawn alike in margins, tables, palettes and on pages.

All painting is in the painter's own coordinates, so a graphics item that wants patterns which do not grow with
zoom resets its transform before it calls.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.texts import _

from .. import theme
from . import paint

BADGE = 18
"""Side of a badge in px at 100 % text."""
BAND = 5
"""Height of the pattern band under a masked word, in px."""


def badge_width(number: int) -> float:
    """Width in px of the badge of a ground's number."""
    return max(theme.px(BADGE), paint.width(str(number), theme.font("badge")) + theme.px(8))


def draw_badge(painter: QPainter, rect: QRectF, number: int) -> None:
    """The number on its colour, filling ``rect``."""
    look = theme.ground(number)
    edge = theme.tokens().ground_line
    outlined = edge if QColor(edge).alpha() else ""
    paint.box(painter, rect, look.colour, outlined, radius=theme.RADIUS_BADGE)
    paint.text(painter, rect, str(number), look.text, theme.font("badge"), paint.CENTRE)


def draw_band(painter: QPainter, rect: QRectF, number: int) -> None:
    """The pattern in full colour along a low strip, for instance the foot of a masked word."""
    look = theme.ground(number)
    _within(painter, rect, look.colour, _BANDS[look.pattern])


def draw_area(painter: QPainter, rect: QRectF, number: int, strength: float = 1.0) -> None:
    """The pattern over a whole area; ``strength`` 0-1 is its opacity."""
    look = theme.ground(number)
    tint = QColor(look.colour)
    tint.setAlphaF(strength)
    _within(painter, rect, tint, _AREAS[look.pattern])


def draw_swatch(painter: QPainter, rect: QRectF, number: int) -> None:
    """A framed sample of the pattern, as in legends and lists of grounds."""
    look = theme.ground(number)
    painter.fillRect(rect, theme.colour("paper"))
    draw_area(painter, rect.adjusted(1, 1, -1, -1), number)
    paint.box(painter, rect, border=look.colour, radius=2)


class GroundBadge(QWidget):
    """A ground's number as a small widget, with the provision as its name for screen readers."""

    def __init__(self, number: int, provision: str = "", swatch: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._swatch = number, swatch
        name = _("Ground {number}").format(number=number)
        self.setAccessibleName(f"{name}, {provision}" if provision else name)
        self.setToolTip(provision)

    def sizeHint(self) -> QSize:
        extra = theme.px(8 + 24) if self._swatch else 0
        return QSize(round(badge_width(self._number)) + extra, theme.px(BADGE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tall = theme.px(BADGE)
        top = (self.height() - tall) / 2
        across = badge_width(self._number)
        draw_badge(painter, QRectF(0, top, across, tall), self._number)
        if self._swatch:
            inset = theme.px(2)
            draw_swatch(
                painter, QRectF(across + theme.px(8), top + inset, theme.px(22), tall - 2 * inset), self._number
            )


# -- the patterns --------------------------------------------------------------------------------------------------

Pattern = Callable[[QPainter, QRectF, QColor], None]


def _within(painter: QPainter, rect: QRectF, tint: QColor | str, pattern: Pattern) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    pattern(painter, rect, QColor(tint))
    painter.restore()


def _diagonals(step: float, thick: float, lean: int, offsets: tuple[float, ...] = (0.0,)) -> Pattern:
    r"""Lines at 45 degrees; ``lean`` 1 is \ and -1 is /; ``offsets`` repeats the line within a step."""

    def draw(painter: QPainter, rect: QRectF, tint: QColor) -> None:
        painter.setPen(QPen(tint, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        tall = rect.height() + 2
        lines, x = [], rect.left() - tall - step
        while x < rect.right() + tall + step:
            for offset in offsets:
                foot, head = (x + offset, x + offset + tall) if lean < 0 else (x + offset + tall, x + offset)
                lines.append(QLineF(foot, rect.bottom() + 1, head, rect.top() - 1))
            x += step
        painter.drawLines(lines)

    return draw


def _crosses(step: float, thick: float) -> Pattern:
    one, other = _diagonals(step, thick, 1), _diagonals(step, thick, -1)

    def draw(painter: QPainter, rect: QRectF, tint: QColor) -> None:
        one(painter, rect, tint)
        other(painter, rect, tint)

    return draw


def _dots(step: float, radius: float) -> Pattern:
    def draw(painter: QPainter, rect: QRectF, tint: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(tint))
        rows = max(1, round(rect.height() / step))
        y = rect.top() + rect.height() / rows / 2
        for row in range(rows):
            x = rect.left() + step / 2
            while x < rect.right():
                painter.drawEllipse(QPointF(x, y + row * rect.height() / rows), radius, radius)
                x += step

    return draw


def _blocks(step: float, fill: float) -> Pattern:
    def draw(painter: QPainter, rect: QRectF, tint: QColor) -> None:
        x = rect.left() + (step - fill) / 2
        while x < rect.right():
            painter.fillRect(QRectF(x, rect.top(), fill, rect.height()), tint)
            x += step

    return draw


def _dashes(step: float, fill: float, apart: float, thick: float) -> Pattern:
    def draw(painter: QPainter, rect: QRectF, tint: QColor) -> None:
        row, y = 0, rect.top() + apart / 2
        while y < rect.bottom():
            x = rect.left() - (step / 2 if row % 2 else 0)
            while x < rect.right():
                painter.fillRect(QRectF(x + 1, y - thick / 2, fill, thick), tint)
                x += step
            row, y = row + 1, y + apart

    return draw


_BANDS: dict[str, Pattern] = {
    "slash-wide": _diagonals(8, 2.6, -1),
    "backslash-wide": _diagonals(8, 2.6, 1),
    "dots": _dots(4.5, 1.5),
    "pairs": _diagonals(13, 1.5, 1, (0.0, 4.0)),
    "crosses": _crosses(7, 1.3),
    "backslash-dense": _diagonals(3.6, 1.2, 1),
    "dashes": _blocks(9, 6),
    "slash-dense": _diagonals(3.6, 1.4, -1),
    "blocks": _blocks(7, 3.2),
}
_AREAS: dict[str, Pattern] = {
    "slash-wide": _diagonals(7, 1.5, -1),
    "backslash-wide": _diagonals(7, 1.5, 1),
    "dots": _dots(4.4, 1.15),
    "pairs": _diagonals(10, 1.0, 1, (0.0, 3.0)),
    "crosses": _crosses(9, 1.0),
    "backslash-dense": _diagonals(4, 0.9, 1),
    "dashes": _dashes(8, 5, 4.5, 1.4),
    "slash-dense": _diagonals(4, 1.0, -1),
    "blocks": _dots(7.4, 1.8),
}
