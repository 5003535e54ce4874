"""The hand on the pages: choosing marks, selecting words, drawing and pulling areas, by mouse; keys go to the owner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from redaction.geometry import Rect
from redaction.words import PageText

from . import margin, words_under
from .pictures import Pictures
from .sheet import HANDLE_HIT, Sketch, corners
from .shown import ShownMark
from .tools import DRAWN, PARTS, AreaDrag, Drag, PartDrag, PullDrag, TextDrag, Tool
from .unread import UnreadView
from .words_under import Stretch


class MarkingView(UnreadView):
    """The page view with the tools. What was done is told; nothing is changed until the owner shows new marks.

    Signals: ``selected`` a Stretch of words or None, ``masked_text`` a Stretch from the sticky tool, ``drew_area``
    page and Rect, ``drew_kept`` likewise what shall stay in sight, ``reshaped`` a mark's id and Rect.
    """

    selected = Signal(object)
    masked_text = Signal(object)
    drew_area = Signal(int, object)
    drew_kept = Signal(int, object)
    reshaped = Signal(int, object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self.tool = Tool.SELECT
        self._drag: Drag | None = None
        self._pressed: QPointF | None = None
        self._sketch: Sketch | None = None
        self._selection: Stretch | None = None
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    @property
    def selection(self) -> Stretch | None:
        """The words selected."""
        return self._selection

    def set_tool(self, tool: Tool) -> None:
        """What the mouse does from now on."""
        self.tool = tool if self.editable else Tool.SELECT
        self.let_go()
        shape = Qt.CursorShape.CrossCursor if tool in DRAWN else Qt.CursorShape.IBeamCursor
        shape = Qt.CursorShape.PointingHandCursor if tool in PARTS else shape
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.SELECT else shape)

    def let_go(self) -> bool:
        """Forgets what is selected or being drawn; says whether there was anything."""
        had = self._drag is not None or self._selection is not None
        self._drag, self._selection = None, None
        if self._sketch is not None:
            self._sketch.set_rects((), False)
        if had:
            self.selected.emit(None)
        return had

    def text_of(self, page: int) -> PageText | None:
        """The words of a page, None where it has none to give."""
        if page not in self._texts:
            if len(self._texts) > 40:
                self._texts.clear()
            self._texts[page] = self._text_of(page)
        return self._texts[page]

    def mark_at(self, point: QPointF | QPoint) -> ShownMark | None:
        """The smallest mark under a point of the viewport, its badge included."""
        page, x, y = self.under(point)
        paper = self._papers.get(page)
        if paper is None:
            return None
        spot = QPointF(point.x() + self._left(), point.y() + self._top()) - paper.pos()
        badge = margin.at(paper.badges, spot.x(), spot.y())
        if badge is not None or spot.x() < 0:
            return badge
        hit = [m for m in self._marks.get(page, ()) if any(r.grown(2).contains(x, y) for r in m.rects)]
        return min(hit, key=lambda m: sum(r.area for r in m.rects), default=None)

    def corner_at(self, point: QPointF) -> int | None:
        """Which handle of the chosen area is under a point of the viewport; None for none."""
        mark = self._by_id.get(self._chosen)
        if mark is None or not self._can_pull(mark):
            return None
        view = self.on_view(mark.page, mark.rects[0])
        rect = Rect(view.x(), view.y(), view.x() + view.width(), view.y() + view.height())
        reach = HANDLE_HIT / 2
        for number, corner in enumerate(corners(rect)):
            if abs(corner.x() - point.x()) <= reach and abs(corner.y() - point.y()) <= reach:
                return number
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton or not len(self._spread):
            return
        point = event.position()
        self.let_go()
        if region_id := self.region_at(point):
            self.asked.emit(region_id)
            return
        self._drag = self._begin(point)
        if self._drag is None or (isinstance(self._drag, TextDrag) and self.tool is Tool.SELECT):
            mark = self.mark_at(point)
            self._tell_choice(mark.id if mark is not None else 0)

    def _begin(self, point: QPointF) -> Drag | None:
        page, x, y = self.under(point)
        corner, mark = self.corner_at(point), self._by_id.get(self._chosen)
        if mark is not None and corner is not None:
            return PullDrag(mark, corner, x, y, self.box(mark.page).rect, self.reshaped.emit)
        if self.tool in DRAWN:
            return AreaDrag(page, x, y, (self.drew_area if self.tool is Tool.AREA else self.drew_kept).emit)
        if self.tool in PARTS:
            part = self._part_at(point)
            return PartDrag(part, self.masked_text.emit) if part is not None else None
        under = self.mark_at(point)
        if under is not None and under is mark and self._can_pull(mark):
            return PullDrag(mark, None, x, y, self.box(page).rect, self.reshaped.emit)
        place = self._spread.place(page)
        if point.x() + self._left() < place.x0:  # in the margin: badges, no words
            return None
        text = self.text_of(page)
        first = words_under.nearest(text, x, y) if text is not None else None
        if text is None or first is None:
            return None
        return TextDrag(text, first, self.masked_text.emit if self.tool is Tool.MASK_TEXT else self._select)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if isinstance(self._drag, TextDrag) and not self._drag.moved and not self._left_word(point):
                return
            x, y = self._in_page(self._drag.page, point)
            self._drag.move(x, y)
            self._draw_sketch(self._drag.page, self._drag.rects, self._drag.is_area)
            return
        if self.tool in PARTS and (part := self._part_at(point)) is not None:
            self._draw_sketch(part.page, part.rects, False)
        self._hover_at(point)

    def _part_at(self, point: QPointF) -> Stretch | None:
        """What the tool in the hand would take at a point of the viewport."""
        page, x, y = self.under(point)
        text = self.text_of(page)
        return PARTS[self.tool](text, x, y) if text is not None and self.tool in PARTS else None

    def _in_page(self, page: int, point: QPointF) -> tuple[float, float]:
        return self._spread.to_page(page, point.x() + self._left(), point.y() + self._top())

    def _left_word(self, point: QPointF) -> bool:
        """A text drag begins when the hand has gone some way, so that a click stays a click."""
        assert self._drag is not None
        if self._pressed is None:
            self._pressed = point
        return (point - self._pressed).manhattanLength() >= 4

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self._pressed = None
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        keeps = isinstance(drag, TextDrag) and self.tool is Tool.SELECT and drag.moved
        if not keeps and self._sketch is not None:
            self._sketch.set_rects((), False)
        drag.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        page, x, y = self.under(event.position())
        text = self.text_of(page)
        if event.button() != Qt.MouseButton.LeftButton or text is None or not words_under.is_on_word(text, x, y):
            return
        word = words_under.nearest(text, x, y)
        if word is None:
            return
        found = words_under.stretch(text, word, word)
        if self.tool is Tool.MASK_TEXT:
            self.masked_text.emit(found)
        elif self.tool is Tool.SELECT:
            self._draw_sketch(page, found.rects, False)
            self._select(found)

    def select_words(self, found: Stretch) -> None:
        """Selects words from outside, as a search does, and brings them into view."""
        self.let_go()
        self.go_near(found)
        self._draw_sketch(found.page, found.rects, False)
        self._select(found)

    def go_near(self, found: Stretch) -> None:
        """Brings words into view."""
        self.bring(found.page, found.rects)

    def _select(self, found: Stretch) -> None:
        self._selection = found
        self.selected.emit(found)

    def _tell_choice(self, mark_id: int) -> None:
        if mark_id != self._chosen:
            self.choose(mark_id, reveal=False)
        if mark_id:
            self.chose.emit(mark_id)

    def _hover_at(self, point: QPointF) -> None:
        mark = self.mark_at(point) if len(self._spread) else None
        found = mark.id if mark is not None else 0
        if found != self._hovered:
            self.hover(found)
            self.hovered.emit(found)
        if self.tool is Tool.SELECT:
            self._shape_cursor(point, mark)

    def _shape_cursor(self, point: QPointF, mark: ShownMark | None) -> None:
        shape = Qt.CursorShape.ArrowCursor
        corner = self.corner_at(point)
        if corner is not None:
            shape = Qt.CursorShape.SizeFDiagCursor if corner in (0, 2) else Qt.CursorShape.SizeBDiagCursor
        elif mark is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif len(self._spread):
            page, x, y = self.under(point)
            text = self.text_of(page)
            if text is not None and words_under.is_on_word(text, x, y):
                shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _draw_sketch(self, page: int, rects: Sequence[Rect], area: bool) -> None:
        paper = self._papers.get(page)
        if paper is None:
            return
        if self._sketch is None or self._sketch.parentItem() is not paper:
            if self._sketch is not None and self._sketch.scene() is not None:
                self.scene().removeItem(self._sketch)
            self._sketch = Sketch(paper)
        self._sketch.set_rects([self._spread.on_page(rect) for rect in rects], area)

    def _redraw_selection(self) -> None:
        if self._selection is not None:
            self._draw_sketch(self._selection.page, self._selection.rects, False)

    def _papers_changed(self) -> None:
        """Pages came or went: the sketch lies on a paper that may be gone."""
        self._sketch = None
        self._redraw_selection()

    def _forgets(self) -> None:
        self.let_go()
        self._sketch = None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and self._hovered:
            self.hover(0)
            self.hovered.emit(0)
        return super().viewportEvent(event)
