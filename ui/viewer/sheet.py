"""The graphics items: a page's paper with its pixels, a mark on it, its badges, and what is being selected or drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.texts import _
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState

from .. import theme
from ..parts import marks as strokes
from ..parts import paint
from . import margin, spread
from .shown import ShownMark

PATTERNS_FROM = 0.6
"""Below this zoom a mark is only outline and tint."""
HANDLE, HANDLE_HIT = 8, 24
"""Side of a resize handle and of its target, in px."""
REACH = 8
"""How far a mark paints outside its rectangles, in px."""


def qrect(rect: Rect) -> QRectF:
    """The same rectangle for Qt."""
    return QRectF(rect.x0, rect.y0, rect.width, rect.height)


class Paper(QGraphicsItem):
    """One page: paper, pixels, hairline; its badges stand in its margin. Coordinates are px from its corner."""

    def __init__(self, page: int) -> None:
        super().__init__()
        self.page = page
        self.size = (0.0, 0.0)
        self.picture: QPixmap | None = None
        self.broken = False
        self.badges: list[margin.Badge] = []
        self.chosen = 0

    def set_size(self, wide: float, tall: float) -> None:
        """Size in px at the present zoom."""
        if self.size != (wide, tall):
            self.prepareGeometryChange()
            self.size = (wide, tall)

    def boundingRect(self) -> QRectF:
        beside, side = spread.margin(), margin.side()
        return QRectF(-beside, -side, self.size[0] + beside + 2, self.size[1] + 2 * side)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paper = QRectF(0, 0, *self.size)
        painter.fillRect(paper, theme.colour("paper"))
        if self.picture is not None:
            self._pixels(painter, paper, self.picture)
        elif self.broken:
            words = _("This page cannot be drawn. Mask the whole page, or ask for a new file.")
            paint.wrapped(painter, paper.adjusted(24, 24, -24, -24), words, theme.PAPER_INK["proposal"])
        border = "lines" if theme.tokens().contrast else "line"
        paint.box(painter, paper.adjusted(-1, -1, 1, 1), border=border, radius=0)
        for badge in self.badges:
            margin.draw(painter, badge, badge.mark.id == self.chosen and not badge.more)

    @staticmethod
    def _pixels(painter: QPainter, paper: QRectF, picture: QPixmap) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if theme.tokens().paper != "#FFFFFF":  # dimmed, never inverted
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawPixmap(_as_drawn(painter, paper, picture), picture, QRectF(picture.rect()))
        painter.restore()


def _as_drawn(painter: QPainter, paper: QRectF, picture: QPixmap) -> QRectF:
    """Where to draw pixels: one to one when they were made for this size, so that no rounding blurs them."""
    ratio = painter.device().devicePixelRatioF()
    across, down = picture.width() / ratio, picture.height() / ratio
    fits = abs(across - paper.width()) <= 1.5 and abs(down - paper.height()) <= 1.5
    return QRectF(0, 0, across, down) if fits else paper


class MarkItem(QGraphicsItem):
    """One mark; a child of its page's paper, in the same px."""

    def __init__(self, mark: ShownMark, rects: Sequence[Rect], scale: float, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.mark, self.rects, self._scale = mark, tuple(rects), scale
        self.chosen = self.hovered = self.handles = self.solid = False
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        whole = QRectF()
        for rect in self.rects:
            whole = whole.united(qrect(rect))
        return whole.adjusted(-REACH, -REACH, REACH, REACH)

    def show_as(self, chosen: bool, hovered: bool, handles: bool) -> None:
        """Ring, thicker outline, handles."""
        if (chosen, hovered, handles) != (self.chosen, self.hovered, self.handles):
            self.chosen, self.hovered, self.handles = chosen, hovered, handles
            self.setZValue(2 if chosen else 1)
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        for rect in self.rects:
            self._one(painter, qrect(rect))
        if self.chosen:
            for rect in self.rects:
                strokes.draw_chosen(painter, qrect(rect))
        if self.handles:
            for corner in corners(self.rects[0]):
                spot = QRectF(corner.x() - HANDLE / 2, corner.y() - HANDLE / 2, HANDLE, HANDLE)
                paint.box(painter, spot, "#FFFFFF", theme.LIGHT.accent, 1.5, 1)

    def _one(self, painter: QPainter, rect: QRectF) -> None:
        plain = self._scale < PATTERNS_FROM
        if self.mark.state is MarkState.ACCEPTED and self.solid:
            strokes.draw_box(painter, rect, self.mark.number, self.mark.says)
        elif self.mark.state is MarkState.ACCEPTED:
            strokes.draw_masked(painter, rect, self.mark.number, self.hovered, plain)
        elif self.mark.state is MarkState.REJECTED:
            strokes.draw_left_visible(painter, rect)
            if self.hovered:
                paint.box(painter, rect, border=theme.PAPER_INK["skipped"], radius=2)
        else:
            strokes.draw_proposal(painter, rect, self.mark.sure)
            if self.hovered:
                paint.box(painter, rect, border=theme.PAPER_INK["proposal"], width=2, radius=2)


def corners(rect: Rect) -> tuple[QPointF, ...]:
    """The four corners, clockwise from the top left."""
    x0, y0, x1, y1 = rect
    return QPointF(x0, y0), QPointF(x1, y0), QPointF(x1, y1), QPointF(x0, y1)


def room_for(mark: ShownMark, rect: Rect) -> Rect:
    """A mark's rectangle in px with air around words; areas stand just where they were drawn."""
    if mark.kind is not MarkKind.TEXT:
        return rect
    return Rect(rect.x0 - 2, rect.y0 - 1, rect.x1 + 2, rect.y1 + 1.5)


class Sketch(QGraphicsItem):
    """What the hand is selecting or drawing now; a child of the paper."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.rects: tuple[Rect, ...] = ()
        self.area = False
        self.setZValue(3)

    def set_rects(self, rects: Sequence[Rect], area: bool) -> None:
        """Rectangles in px from the page's corner; an area gets a frame."""
        self.prepareGeometryChange()
        self.rects, self.area = tuple(rects), area
        self.update()

    def boundingRect(self) -> QRectF:
        whole = QRectF()
        for rect in self.rects:
            whole = whole.united(qrect(rect))
        return whole.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tint = QColor(theme.LIGHT.accent)
        tint.setAlphaF(0.12 if self.area else 0.35)
        for rect in self.rects:
            painter.fillRect(qrect(rect), tint)
            if self.area:
                painter.setPen(QPen(QColor(theme.LIGHT.accent), 1.5, Qt.PenStyle.DashLine))
                painter.drawRect(qrect(rect))
