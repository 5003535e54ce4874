"""The pages under each other, drawn as they come into sight, with marks over them and the tools of the hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from app.texts import _
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkKind
from redaction.sealed import File
from redaction.words import PageText

from .. import theme
from ..parts import paint
from . import margin, spoken_page
from .pictures import LOW, Pictures
from .sheet import MarkItem, Paper, room_for
from .shown import ShownMark, changed, exchanged
from .spoken_page import SpokenView
from .spread import GAP, Spread, bounded

A4 = PageBox(595.0, 842.0)
SETTLE_MS = 50
"""How long the view stands still before sharp pages are wished for, in ms."""
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0)
WHEEL = 1.15
"""Zoom for one notch of the wheel."""

Keys = Callable[[QKeyEvent], bool]


class PageView(SpokenView):
    """Shows a PDF's pages. It knows no requests: what was drawn or chosen is told, and the owner shows new marks.

    Where it is ``solid``, masks are drawn as the boxes that they become.

    Signals: ``chose`` a mark's id (0: none), ``hovered`` likewise, ``turned`` the page in view (from 0), ``zoomed``
    px per unit, ``scrolled`` something moved.
    """

    chose = Signal(int)
    hovered = Signal(int)
    turned = Signal(int)
    zoomed = Signal(float)
    scrolled = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken_page.install()
        self.pictures = pictures
        self.keys: Keys = lambda event: False
        self.editable = True
        self.solid = False
        self._path: File | None = None
        self._text_of: Callable[[int], PageText | None] = lambda page: None
        self._spread = Spread((), 1.0, 0.0)
        self._fits = True
        self._papers: dict[int, Paper] = {}
        self._items: dict[int, list[MarkItem]] = {}
        self._marks: dict[int, list[ShownMark]] = {}
        self._by_id: dict[int, ShownMark] = {}
        self._texts: dict[int, PageText | None] = {}
        self._chosen = self._hovered = 0
        self._page = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)
        self._behave()
        pictures.ready.connect(self._came)
        pictures.failed.connect(self._came)
        pictures.sized.connect(self._were_sized)
        theme.current.changed.connect(self._repaint)

    def _behave(self) -> None:
        self.setScene(QGraphicsScene(self))
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page"))
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())

    # -- what is shown -----------------------------------------------------------------------------------------

    def show_document(self, path: File, pages: int, box: PageBox, text_of: Callable[[int], PageText | None]) -> None:
        """Shows a file. ``box`` is taken for all pages until their sizes are known; ``text_of`` gives their words."""
        self._clear()
        self._path, self._text_of = path, text_of
        self._texts = {}
        self._lay((box,) * pages, self._fitting_scale((box,)) if self._fits else self._spread.scale)
        self.verticalScrollBar().setValue(0)
        self._page = -1
        self._moved()
        self.pictures.sizes(path)

    def show_other_file(self, path: File) -> None:
        """Another file with the same pages in the same place: the delivered copy, and back."""
        self._forgets()
        self._path = path
        self._refresh()
        self.pictures.sizes(path)

    def set_marks(self, marks: Sequence[ShownMark]) -> None:
        """Shows these marks instead of those before."""
        new = changed(self.marks, marks)
        self.marks = tuple(marks)
        if new is not None:
            for mark in new:
                self._by_id[mark.id] = mark
                self._marks[mark.page] = exchanged(self._marks[mark.page], mark)
        else:
            self._by_id = {mark.id: mark for mark in marks}
            self._marks = {}
            for mark in marks:
                self._marks.setdefault(mark.page, []).append(mark)
        if self._chosen not in self._by_id:
            self._chosen = 0
        for page in self._papers:
            self._lay_marks(page)
        spoken_page.changed(self)

    def choose(self, mark_id: int, reveal: bool = True) -> None:
        """Rings a mark (0: none) and brings it into view, without telling."""
        self._chosen = mark_id if mark_id in self._by_id else 0
        self._tell_chosen()
        self._mark_up()
        if reveal:
            self._bring_chosen()

    def hover(self, mark_id: int) -> None:
        """Shows a mark as hovered (0: none), as when the pointer is on its row elsewhere."""
        if mark_id != self._hovered:
            self._hovered = mark_id
            self._mark_up()

    def _tell_chosen(self) -> None:
        mark = self._by_id.get(self._chosen)
        self.setAccessibleDescription(mark.told if mark is not None else "")
        spoken_page.chose(self)

    def chosen(self) -> int:
        return self._chosen

    def mark_of(self, mark_id: int) -> ShownMark | None:
        return self._by_id.get(mark_id)

    # -- where one is ------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return max(self._page, 0)

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._spread)

    @property
    def scale_now(self) -> float:
        """Px per unit of page space."""
        return self._spread.scale

    @property
    def fits(self) -> bool:
        """Whether the width of the page fills the view."""
        return self._fits

    @property
    def path(self) -> File | None:
        """The file shown."""
        return self._path

    def box(self, page: int) -> PageBox:
        """The size of a page in page space."""
        return self._spread.boxes[page]

    def go_to(self, page: int) -> None:
        """Shows a page (from 0) from its top."""
        if 0 <= page < len(self._spread):
            self.verticalScrollBar().setValue(round(self._spread.place(page).y0) - 12)

    def bring(self, page: int, rects: Sequence[Rect]) -> None:
        """Scrolls as little as needed for rectangles of a page to be seen with some room around them."""
        rect = self.on_view(page, rects[0])
        room = self.viewport().rect().adjusted(0, 40, 0, -60)
        if not room.contains(rect.topLeft()) or not room.contains(rect.bottomLeft()):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.center().y() - self.viewport().height() // 3)
        if rect.right() > room.right() or rect.left() < 0:
            side = self.horizontalScrollBar()
            side.setValue(side.value() + rect.center().x() - self.viewport().width() // 2)

    def _bring_chosen(self) -> None:
        if self._chosen:
            self.bring(self._by_id[self._chosen].page, self._by_id[self._chosen].rects)

    def on_view(self, page: int, rect: Rect) -> QRect:
        """A rectangle of page space in px of the viewport."""
        place, inner = self._spread.place(page), self._spread.on_page(rect)
        left, top = place.x0 + inner.x0 - self._left(), place.y0 + inner.y0 - self._top()
        return QRectF(left, top, inner.width, inner.height).toRect()

    def under(self, point: QPointF | QPoint) -> tuple[int, float, float]:
        """The page (from 0) and the point in its page space under a point of the viewport."""
        x, y = point.x() + self._left(), point.y() + self._top()
        page = self._spread.page_at(y)
        return page, *self._spread.to_page(page, x, y)

    def _left(self) -> float:
        return float(self.horizontalScrollBar().value())

    def _top(self) -> float:
        return float(self.verticalScrollBar().value())

    # -- zoom --------------------------------------------------------------------------------------------------

    def set_zoom(self, scale: float, at: QPointF | None = None) -> None:
        """Zooms to px per unit and keeps what is at a point of the viewport (else its middle) where it is."""
        self._fits = False
        self._zoom(scale, at)

    def fit_width(self) -> None:
        """The widest page and its margin fill the view, and go on doing so when it is resized."""
        self._fits = True
        self._zoom(self._fitting_scale(self._spread.boxes))

    def fit_page(self) -> None:
        """The whole page in view is seen, from its top."""
        if not len(self._spread):
            return
        page, room = self.page, self.viewport().height() - 2 * GAP
        box = self._spread.boxes[page]
        self.set_zoom(min(Spread((box,), 1.0, 0.0).fitting(self.viewport().width()), room / box.height))
        self.go_to(page)

    def step_zoom(self, steps: int) -> None:
        """The next larger (1) or smaller (-1) usual zoom."""
        now = self._spread.scale
        rest = [z for z in ZOOMS if z > now * 1.01] if steps > 0 else [z for z in reversed(ZOOMS) if z < now * 0.99]
        if rest:
            self.set_zoom(rest[0])

    def _fitting_scale(self, boxes: Sequence[PageBox]) -> float:
        return Spread(boxes, 1.0, 0.0).fitting(max(self.viewport().width(), 300))

    def _zoom(self, scale: float, at: QPointF | None = None) -> None:
        if not len(self._spread):
            return
        spot = at or QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        page, x, y = self.under(spot)
        self._lay(self._spread.boxes, scale)
        place = self._spread.place(page)
        self.horizontalScrollBar().setValue(round(place.x0 + x * self._spread.scale - spot.x()))
        self.verticalScrollBar().setValue(round(place.y0 + y * self._spread.scale - spot.y()))
        self._refresh()
        self.zoomed.emit(self._spread.scale)

    # -- laying out --------------------------------------------------------------------------------------------

    def _lay(self, boxes: Sequence[PageBox], scale: float) -> None:
        self._spread = Spread(boxes, bounded(scale), self.viewport().width())
        self.scene().setSceneRect(0, 0, self._spread.width, self._spread.height)
        for page, paper in self._papers.items():
            self._place(page, paper)
            self._lay_marks(page)
        self._papers_changed()

    def _place(self, page: int, paper: Paper) -> None:
        place = self._spread.place(page)
        paper.setPos(place.x0, place.y0)
        paper.set_size(place.width, place.height)

    def _clear(self) -> None:
        self._forgets()
        self.pictures.keep(self, None)
        self.scene().clear()
        self._papers, self._items, self._marks, self._by_id, self.marks = {}, {}, {}, {}, ()
        self._chosen = self._hovered = 0

    def _moved(self, _value: int = 0) -> None:
        self._refresh()
        middle = self._spread.page_at(self._top() + self.viewport().height() * 0.4) if len(self._spread) else 0
        if middle != self._page:
            self._page = middle
            self.turned.emit(middle)
        self.scrolled.emit()

    def _seen(self) -> range:
        return self._spread.between(self._top(), self._top() + self.viewport().height())

    def _refresh(self) -> None:
        """Makes what has come into sight, forgets what has left it, and wishes for coarse pictures at once."""
        if self._path is None:
            return
        seen = self._seen()
        changed = set(self._papers) != set(seen)
        for page in [page for page in self._papers if page not in seen]:
            self.scene().removeItem(self._papers.pop(page))
            self._items.pop(page, None)
        for page in seen:
            if page not in self._papers:
                paper = Paper(page)
                self.scene().addItem(paper)
                self._papers[page] = paper
                self._place(page, paper)
                self._lay_marks(page)
            self._fill(page)
        if changed:
            self._papers_changed()
        pixels = self._pixels()
        self.pictures.keep(self, self._path, [(page, scale) for page in seen for scale in (LOW, pixels)])
        self._settle.start()

    def _papers_changed(self) -> None:
        """Papers were made, moved or taken away; for what lies on them."""

    def _forgets(self) -> None:
        """Another document or file comes; for what is being selected or drawn."""

    def _fill(self, page: int) -> None:
        assert self._path is not None
        paper = self._papers[page]
        paper.picture = self.pictures.nearest(self._path, page, self._pixels())
        paper.broken = self.pictures.is_broken(self._path, page)
        if paper.picture is None:
            self.pictures.wish(self, self._path, page, LOW)
        paper.update()

    def _pixels(self) -> float:
        return self._spread.scale * self.devicePixelRatioF()

    def _sharpen(self) -> None:
        """Wishes for sharp pages: those in sight, the middle one last and therefore first; then its neighbours."""
        if self._path is None or not len(self._spread):
            return
        seen, pixels = list(self._seen()), self._pixels()
        around = [p for p in (seen[0] - 1, seen[-1] + 1) if 0 <= p < len(self._spread)]
        wanted = around + sorted(seen, key=lambda page: -abs(page - self.page))
        for page in wanted:
            self.pictures.wish(self, self._path, page, pixels)

    def _came(self, path: File, page: int) -> None:
        if path == self._path:
            for shown in [page] if page >= 0 else list(self._papers):
                if shown in self._papers:
                    self._fill(shown)

    def _were_sized(self, path: File, boxes: tuple[PageBox, ...]) -> None:
        if path != self._path or boxes == self._spread.boxes or not boxes:
            return
        page = self.page
        within = self._top() - self._spread.place(min(page, len(self._spread) - 1)).y0
        self._lay(boxes, self._fitting_scale(boxes) if self._fits else self._spread.scale)
        self.verticalScrollBar().setValue(round(self._spread.place(min(page, len(boxes) - 1)).y0 + within))
        self._bring_chosen()
        self._refresh()
        self.zoomed.emit(self._spread.scale)

    def _lay_marks(self, page: int) -> None:
        paper = self._papers[page]
        for item in self._items.pop(page, ()):
            self.scene().removeItem(item)
        made: list[MarkItem] = []
        marks = self._marks.get(page, [])
        taken: list[Rect] = []
        for mark in marks:
            rects = [room_for(mark, self._spread.on_page(rect)) for rect in mark.rects]
            inset = 2 * sum(rect == rects[0] for rect in taken)  # two marks on one area
            taken.append(rects[0])
            made.append(MarkItem(mark, [rect.grown(-inset) for rect in rects], self._spread.scale, paper))
            made[-1].solid = self.solid
        self._items[page] = made
        paper.badges = margin.badges(marks, self._spread.on_page)
        self._mark_up()

    def _mark_up(self) -> None:
        """Ring, hover and handles where they belong now."""
        for page, items in self._items.items():
            self._papers[page].chosen = self._chosen
            self._papers[page].update()
            for item in items:
                chosen = item.mark.id == self._chosen
                item.show_as(chosen, item.mark.id == self._hovered, chosen and self._can_pull(item.mark))

    def _can_pull(self, mark: ShownMark) -> bool:
        return self.editable and mark.own and mark.kind is MarkKind.AREA and len(mark.rects) == 1

    def _repaint(self) -> None:
        self.viewport().update()

    # -- wheel, keys, size -------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / 120
            if notches:
                self.set_zoom(self._spread.scale * WHEEL**notches, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not len(self._spread) or event.size().width() == event.oldSize().width():
            self._refresh()
            return
        at_top = self.verticalScrollBar().value() == 0
        self._zoom(self._fitting_scale(self._spread.boxes) if self._fits else self._spread.scale)
        if at_top:
            self.verticalScrollBar().setValue(0)
        self._bring_chosen()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, theme.colour("canvas"))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.hasFocus():
            painter.resetTransform()
            paint.box(painter, QRectF(self.viewport().rect()), border="accent", width=theme.RING, radius=0)
