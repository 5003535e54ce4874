"""The parts of pages that no program can read, on the page: four angles, a plate, and a question mark in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from .. import theme
from ..parts import marks as strokes
from ..parts import paint
from . import margin
from .page_view import PageView
from .pictures import Pictures
from .sheet import PATTERNS_FROM, REACH, qrect
from .shown import ShownRegion
from .spread import MARGIN

PLATE = 48
"""Room for the plate with the words above a region, in px."""


class RegionItem(QGraphicsItem):
    """One region; a child of its page's paper, in px from the page's corner."""

    def __init__(self, region: ShownRegion, rect: QRectF, scale: float, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.region, self.rect = region, rect
        self._words = region.words if scale >= PATTERNS_FROM else ""
        self.chosen = False
        self.setZValue(0.5)

    @property
    def badge(self) -> QRectF:
        """Where its question mark stands in the margin."""
        side = margin.SIDE
        return QRectF(-margin.FROM_PAGE - side, max(self.rect.top(), 0.0), side, side)

    def boundingRect(self) -> QRectF:
        whole = self.rect.united(self.badge).adjusted(-REACH, -REACH - PLATE, REACH, REACH)
        return whole.adjusted(-MARGIN / 2, 0, MARGIN, 0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.region.open or self.chosen:
            strokes.draw_unjudged(painter, self.rect, self._words)
        if self.region.open:
            paint.box(painter, self.badge, theme.LIGHT.warn_fill, theme.PAPER_INK["unjudged"], 1.5, theme.RADIUS_BADGE)
            paint.text(painter, self.badge, "?", theme.PAPER_INK["unjudged"], theme.font("badge"), paint.CENTRE)
        if self.chosen:
            strokes.draw_chosen(painter, self.rect)


class UnreadView(PageView):
    """The page view with regions. ``asked`` tells the id of the one whose question mark was pressed."""

    asked = Signal(int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        self._regions: dict[int, list[ShownRegion]] = {}
        self._region_items: dict[int, list[RegionItem]] = {}
        self._shown_region = 0
        super().__init__(pictures, parent)

    def set_regions(self, regions: Sequence[ShownRegion]) -> None:
        """Shows these regions instead of those before."""
        self._regions = {}
        for region in regions:
            self._regions.setdefault(region.page, []).append(region)
        for page in self._papers:
            self._lay_regions(page)

    def show_region(self, region_id: int) -> None:
        """Rings a region (0: none) and brings it into view."""
        self._shown_region = region_id
        for items in self._region_items.values():
            for item in items:
                item.chosen = item.region.id == region_id
                item.update()
        found = next((r for rows in self._regions.values() for r in rows if r.id == region_id), None)
        if found is not None:
            self.bring(found.page, (found.rect,))
            self.viewport().update()

    def region_at(self, point: QPointF) -> int:
        """The region whose question mark is under a point of the viewport; 0 for none."""
        page, _x, _y = self.under(point)
        paper = self._papers.get(page)
        if paper is None:
            return 0
        spot = QPointF(point.x() + self._left(), point.y() + self._top()) - paper.pos()
        reach = (theme.HEIGHTS["target"] - margin.SIDE) / 2
        around = (i for i in self._region_items.get(page, ()) if i.region.open)
        held = (i.region.id for i in around if i.badge.adjusted(-reach, -reach, reach, reach).contains(spot))
        return next(held, 0)

    def _lay_marks(self, page: int) -> None:
        super()._lay_marks(page)
        self._lay_regions(page)

    def _lay_regions(self, page: int) -> None:
        paper = self._papers[page]
        for item in self._region_items.pop(page, ()):
            if item.parentItem() is paper:
                self.scene().removeItem(item)
        made = []
        for region in self._regions.get(page, ()):
            made.append(RegionItem(region, qrect(self._spread.on_page(region.rect)), self._spread.scale, paper))
            made[-1].chosen = region.id == self._shown_region
        self._region_items[page] = made

    def _clear(self) -> None:
        self._region_items = {}
        super()._clear()

    def _refresh(self) -> None:
        super()._refresh()
        for page in [page for page in self._region_items if page not in self._papers]:
            del self._region_items[page]  # they went with their paper
