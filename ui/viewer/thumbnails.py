"""Small pages in a column: what is masked and what is left on each, drawn as they come into sight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.texts import _, ngettext, pgettext
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkState
from redaction.sealed import File

from .. import icons, theme
from ..parts import paint
from ..parts.long_list import LongList
from .pictures import LOW, Pictures
from .shown import ShownMark, ShownRegion, changed, exchanged

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
WIDE = 96
"""Width of a small page in px at 100 % text."""
CAPTION = 22


class PagesModel(QAbstractListModel):
    """One row for each page; its words say how many marks are left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: tuple[PageBox, ...] = ()
        self.marks: dict[int, list[ShownMark]] = {}
        self._all: tuple[ShownMark, ...] = ()
        self.regions: dict[int, list[ShownRegion]] = {}
        self.delivered = False

    def set_pages(self, boxes: Sequence[PageBox]) -> None:
        """Shows so many pages of these sizes."""
        self.beginResetModel()
        self.boxes = tuple(boxes)
        self.endResetModel()

    def set_marks(self, marks: Sequence[ShownMark]) -> None:
        """Shows these marks."""
        new = changed(self._all, marks)
        self._all = tuple(marks)
        if new is not None:
            for mark in new:
                self.marks[mark.page] = exchanged(self.marks[mark.page], mark)
        else:
            self.marks = {}
            for mark in marks:
                self.marks.setdefault(mark.page, []).append(mark)
        if self.boxes:
            self.dataChanged.emit(self.index(0), self.index(len(self.boxes) - 1))

    def set_regions(self, regions: Sequence[ShownRegion]) -> None:
        """Shows these parts that no program can read; those that are judged are not drawn."""
        self.regions = {}
        for region in regions:
            if region.open:
                self.regions.setdefault(region.page, []).append(region)
        if self.boxes:
            self.dataChanged.emit(self.index(0), self.index(len(self.boxes) - 1))

    def left(self, page: int) -> int:
        """Proposals and unread parts on a page that nobody has judged."""
        return sum(mark.open for mark in self.marks.get(page, ())) + len(self.regions.get(page, ()))

    def masked(self, page: int) -> int:
        """Masks on a page."""
        return sum(mark.state is MarkState.ACCEPTED for mark in self.marks.get(page, ()))

    def words(self, page: int) -> str:
        """How a page stands: 14 left, done; in a delivered copy how many masks it has."""
        if self.delivered:
            masked = self.masked(page)
            return ngettext("{count} mask", "{count} masks", masked).format(count=masked) if masked else _("no masks")
        left = self.left(page)
        return ngettext("{count} left", "{count} left", left).format(count=left) if left else pgettext("page", "done")

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.boxes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            page = index.row()
            return ", ".join((_("Page {page}").format(page=page + 1), self.words(page)))
        return None


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a small page with bars for its marks, its number and what is left."""

    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page, model = index.row(), self._view.pages_model
        box = model.boxes[page]
        wide = theme.px(WIDE)
        rect = QRectF(option.rect)
        left, tall = round(rect.center().x() - wide / 2), wide * box.height / max(box.width, 1.0)
        paper = QRectF(left, rect.top() + theme.px(8), wide, tall)
        painter.fillRect(paper, theme.colour("paper"))
        self._view.draw_page(painter, page, paper)
        if not model.delivered:
            self._bars(painter, paper, box, model.marks.get(page, ()))
            self._frames(painter, paper, box, model.regions.get(page, ()))
        current = page == self._view.currentIndex().row()
        if current:
            paint.box(painter, paper.adjusted(-2, -2, 2, 2), border="accent", width=2, radius=0)
        else:
            paint.box(painter, paper, border="lines", radius=0)
        if current and self._view.hasFocus():
            paint.box(painter, paper.adjusted(-6, -6, 6, 6), border="accent", width=theme.RING, radius=3)
        below = QRectF(paper.left(), paper.bottom() + theme.px(3), wide, theme.px(CAPTION - 2))
        self._caption(painter, below, page, current)

    @staticmethod
    def _bars(painter: QPainter, paper: QRectF, box: PageBox, marks: Sequence[ShownMark]) -> None:
        by = paper.width() / box.width
        for mark in marks:
            for r in mark.rects:
                bar = _bar(paper, r, by)
                if mark.state is MarkState.ACCEPTED:
                    painter.fillRect(bar, QColor(theme.ground(mark.number).colour))
                elif mark.open:
                    pen = QPen(QColor(theme.PAPER_INK["proposal"]), 1)
                    pen.setDashPattern([2, 2])
                    painter.setPen(pen)
                    painter.drawRect(bar)

    @staticmethod
    def _frames(painter: QPainter, paper: QRectF, box: PageBox, regions: Sequence[ShownRegion]) -> None:
        painter.setPen(QPen(QColor(theme.PAPER_INK["unjudged"]), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for region in regions:
            frame = _bar(paper, region.rect, paper.width() / box.width)
            painter.drawRect(frame.intersected(paper.adjusted(2, 2, -2, -2)))

    def _caption(self, painter: QPainter, rect: QRectF, page: int, current: bool) -> None:
        model = self._view.pages_model
        font = theme.font("small-strong" if current or model.left(page) else "small")
        paint.text(painter, rect, str(page + 1), "ink", font)
        words, done = model.words(page), not model.delivered and not model.left(page)
        tone = "ok" if done else "ink2" if model.delivered else "ink"
        taken = paint.width(words, font)
        paint.text(painter, rect, words, tone, theme.font("small") if done else font, paint.RIGHT)
        if done:
            side = theme.px(14)
            spot = QRectF(rect.right() - taken - side - 2, rect.top(), side, rect.height())
            icons.draw(painter, "tick", spot, "ok", 13)


def _bar(paper: QRectF, rect: Rect, by: float) -> QRectF:
    tall = max(rect.height * by, 3.0)
    return QRectF(paper.left() + rect.x0 * by, paper.top() + rect.y0 * by, max(rect.width * by, 3.0), tall)


class Thumbnails(LongList):
    """The column of small pages; ``chose`` tells the page (from 0) that was taken."""

    chose = Signal(int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.pages_model = PagesModel(self)
        self._path: File | None = None
        self._tops: list[int] = [0]
        self._tops_of: tuple[int, tuple[PageBox, ...]] = (0, ())
        self.setModel(self.pages_model)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setAccessibleName(_("Pages"))
        self.setProperty("ring", False)
        self.setProperty("ground", "panel")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda now, _was: self.chose.emit(now.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        pictures.ready.connect(self._came)

    def top_of(self, place: int) -> int:
        return self._lie()[place]

    def place_at(self, y: int) -> int:
        return min(max(bisect_right(self._lie(), y) - 1, 0), self.count - 1)

    def _lie(self) -> list[int]:
        """Where each page begins, in px; reckoned once for the pages and the size of text."""
        wide, boxes = theme.px(WIDE), self.pages_model.boxes
        if wide != self._tops_of[0] or boxes is not self._tops_of[1]:
            self._tops_of = wide, boxes
            more = theme.px(CAPTION + 12)
            steps = (round(wide * box.height / max(box.width, 1.0)) + more for box in boxes)
            self._tops = list(accumulate(steps, initial=0))
        return self._tops

    def show_document(self, path: File, boxes: Sequence[PageBox]) -> None:
        """Shows a file's pages."""
        self._path = path
        if tuple(boxes) != self.pages_model.boxes:
            here = self.currentIndex().row()
            self.pages_model.set_pages(boxes)
            self.set_page(max(here, 0))
        self.viewport().update()

    def set_page(self, page: int) -> None:
        """Marks the page in view without telling."""
        model = self.selectionModel()
        model.blockSignals(True)
        index = self.pages_model.index(page)
        model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect)
        model.blockSignals(False)
        self.scrollTo(index)
        self.viewport().update()

    def draw_page(self, painter: QPainter, page: int, paper: QRectF) -> None:
        """Paints a page's pixels where they are at hand, else wishes for them."""
        if self._path is None:
            return
        picture = self.pictures.exact(self._path, page, LOW) or self.pictures.nearest(self._path, page, LOW)
        if picture is None:
            self.pictures.wish(self, self._path, page, LOW)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if theme.tokens().paper != "#FFFFFF":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawPixmap(paper, picture, QRectF(picture.rect()))
        painter.restore()

    def _scrolled(self, _value: int) -> None:
        """Wishes for pages that are out of sight are taken back."""
        self.pictures.keep(self, self._path, [(page, LOW) for page in self.in_sight()])

    def _came(self, path: File, page: int) -> None:
        if path == self._path:
            self.update(self.pages_model.index(page))
