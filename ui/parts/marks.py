"""How marks look on a page: proposal, masked with its ground, left visible, not judged, chosen.

Rectangles are in the painter's coordinates, one per line of text; pens and patterns keep their size on the screen,
so a graphics item resets its transform and maps its rectangles first. Paper is paper: these colours are no tokens.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from .. import theme
from . import grounds, paint

AREA_FROM = 32
"""Marks higher than this (px) wear the pattern over their whole area instead of a band at the foot."""
SMALLEST_NUMBER = 6
"""Px below which the number of a box cannot be read and is left away."""


def _tinted(colour: str, strength: float) -> QColor:
    tint = QColor(colour)
    tint.setAlphaF(strength)
    return tint


def draw_proposal(painter: QPainter, rect: QRectF, sure: bool = True) -> None:
    """A proposal: dashes 4-3 with a tint of 10 %; unsure: dots 1.5-2.5 with 5 %."""
    grey = theme.PAPER_INK["proposal"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 1.5 if sure else 1.2
    pen = QPen(QColor(grey), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    dashes = (4, 3) if sure else (1.5, 2.5)
    pen.setDashPattern([length / width for length in dashes])
    painter.setPen(pen)
    painter.setBrush(_tinted(grey, 0.10 if sure else 0.05))
    painter.drawRoundedRect(rect, 2, 2)
    painter.restore()


def draw_masked(painter: QPainter, rect: QRectF, ground: int, hovered: bool = False, plain: bool = False) -> None:
    """Accepted: line and tint of the ground, its pattern along the foot or over an area.

    ``plain`` leaves the pattern out (below 60 % zoom).
    """
    look = theme.ground(ground)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, _tinted(look.colour, 0.08))
    if not plain and rect.height() > AREA_FROM:
        grounds.draw_area(painter, rect, ground, 0.4)
    elif not plain:
        band = QRectF(rect.left(), rect.bottom() - grounds.BAND - 0.5, rect.width(), grounds.BAND)
        grounds.draw_band(painter, band, ground)
    painter.setPen(QPen(QColor(look.colour), 2.0 if hovered else 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 2, 2)
    painter.restore()


def draw_box(painter: QPainter, rect: QRectF, number: int, says: str = "") -> None:
    """As it will be delivered: an even black box, in white its ground's number and what it says instead of its words,
    smaller where they need it, or the number alone where there is no room."""
    painter.fillRect(rect, QColor("#000000"))
    font = theme.font("small")
    for told in (f"{number or ''} {says}".strip(), str(number or "")):
        room = rect.height() * 0.72
        font.setPixelSize(max(1, round(room)))
        room *= min(1.0, (rect.width() - 2) / max(1.0, paint.width(told, font))) if says else 1.0
        font.setPixelSize(max(1, int(room)))
        if room >= SMALLEST_NUMBER and paint.width(told, font) < rect.width() - 2:
            painter.setFont(font)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, told)
            return


def draw_left_visible(painter: QPainter, rect: QRectF) -> None:
    """Left visible: a dotted line of 2 px under the words."""
    pen = QPen(QColor(theme.PAPER_INK["skipped"]), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1, 1])
    painter.save()
    painter.setPen(pen)
    painter.drawLine(QLineF(rect.left(), rect.bottom() + 1, rect.right(), rect.bottom() + 1))
    painter.restore()


def draw_unjudged(painter: QPainter, rect: QRectF, words: str = "") -> None:
    """A region that nobody has judged: four angles and a plate with the words, above the region's left corner, or in it
    at the top of the page."""
    amber, arm = QColor(theme.PAPER_INK["unjudged"]), min(13.0, rect.width() / 3, rect.height() / 3)
    painter.save()
    painter.setPen(QPen(amber, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for x, across in ((rect.left(), arm), (rect.right(), -arm)):
        for y, down in ((rect.top(), arm), (rect.bottom(), -arm)):
            painter.drawLine(QLineF(x, y, x + across, y))
            painter.drawLine(QLineF(x, y, x, y + down))
    painter.restore()
    if words:
        font = theme.font("small-strong")
        tall = theme.px(18)
        up = rect.top() - tall - 3 if rect.top() >= tall + 3 else rect.top() + 6
        plate = QRectF(rect.left() + (6 if up > rect.top() else 0), up, paint.width(words, font) + theme.px(14), tall)
        paint.box(painter, plate, theme.LIGHT.warn_fill, theme.PAPER_INK["unjudged"], radius=2)
        paint.text(painter, plate, words, "#6B3D00", font, paint.CENTRE)


def draw_chosen(painter: QPainter, rect: QRectF) -> None:
    """The ring around the chosen mark, 3 px outside it; in contrast themes black with a white gap."""
    worn = theme.tokens()
    reach = 3.0
    if worn.contrast:
        paint.box(painter, rect.adjusted(-reach, -reach, reach, reach), border="#FFFFFF", width=2, radius=5)
        paint.box(painter, rect.adjusted(-5, -5, 5, 5), border="#000000", width=3, radius=5)
    else:
        paint.box(painter, rect.adjusted(-4.5, -4.5, 4.5, 4.5), border=theme.LIGHT.accent, width=2.5, radius=5)
