"""Small strokes shared by all painted parts: boxes, text on one line, key caps, dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from .. import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

_KEY_WORDS = {"Return": "\u21b5", "Backspace": "\u232b"}
"""Keys drawn as a sign; the accessible text keeps the word."""


def colour(name: str | QColor) -> QColor:
    """A token's name, an #RRGGBB or a colour, as a colour."""
    return theme.colour(name) if isinstance(name, str) else name


def box(
    painter: QPainter,
    rect: QRectF,
    fill: str | QColor = "",
    border: str | QColor = "",
    width: float = 1.0,
    radius: float = theme.RADIUS,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded box whose border lies inside ``rect``; an empty name leaves that part out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if border:
        painter.setPen(QPen(colour(border), width, style))
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def hline(painter: QPainter, left: float, right: float, y: float, token: str = "line") -> None:
    """A hairline of one px with its upper edge at ``y``."""
    painter.fillRect(QRectF(left, y, right - left, 1), theme.colour(token))


def width(text: str, font: QFont) -> float:
    """Advance width of a text in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    token: str | QColor = "ink",
    font: QFont | None = None,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of text, cut with an ellipsis where it does not fit; returns the width it took."""
    used = font or theme.font()
    metrics = QFontMetricsF(used)
    shown = words
    if metrics.horizontalAdvance(words) > rect.width() + 0.5:
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(used)
    painter.setPen(colour(token))
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def wrapped(
    painter: QPainter, rect: QRectF, words: str, token: str | QColor = "ink", font: QFont | None = None
) -> None:
    """A text broken into lines from the top of ``rect``."""
    painter.setFont(font or theme.font())
    painter.setPen(colour(token))
    painter.drawText(rect, int(TOP | Qt.TextFlag.TextWordWrap), words)


def wrapped_height(words: str, room: float, font: QFont) -> float:
    """Height in px of a text broken into lines of at most ``room`` px."""
    flags = int(TOP | Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, max(room, 1), 10_000), flags, words).height()


def key_cap_width(key: str) -> float:
    """Width in px of a key cap with this text on it."""
    return max(theme.px(17), width(_KEY_WORDS.get(key, key), theme.font("key")) + theme.px(9))


def key_cap(painter: QPainter, left: float, middle: float, key: str, token: str | QColor = "ink2") -> float:
    """A key cap with its left edge at ``left`` and its middle at height ``middle``; returns its width."""
    across, tall = key_cap_width(key), theme.px(16)
    rect = QRectF(round(left), round(middle - tall / 2), across, tall)
    box(painter, rect, border=token, radius=theme.RADIUS_BADGE)
    text(painter, rect, _KEY_WORDS.get(key, key), token, theme.font("key"), CENTRE)
    return across


def count_dot(painter: QPainter, centre: QPointF, count: int) -> None:
    """A filled dot with a number, 99 at most."""
    words = str(min(count, 99))
    across = max(theme.px(14), width(words, theme.font("badge")) + theme.px(6))
    tall = theme.px(14)
    rect = QRectF(centre.x() - across / 2, centre.y() - tall / 2, across, tall)
    box(painter, rect, "accent", radius=tall / 2)
    small = theme.font("badge")
    small.setPointSizeF(small.pointSizeF() * 0.87)
    text(painter, rect, words, "on_accent", small, CENTRE)


def selection_bar(painter: QPainter, rect: QRectF) -> None:
    """The bar of 3 px at the left edge of what is selected."""
    painter.fillRect(QRectF(rect.left(), rect.top(), theme.BAR, rect.height()), theme.colour("accent"))
