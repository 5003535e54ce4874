"""The masks that an assessment carries, each with a cut-out of its page, confirmed one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.requests import Document
from app.services.queries import AssessmentView
from app.texts import _
from redaction.marks import Mark
from redaction.sealed import File

from ... import icons, theme
from ...parts import marks as strokes
from ...parts import paint
from ...parts.keys import KeyTable
from ...viewer.pictures import Pictures
from ..review.words import category_name, page_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
SCALE = 1.15
"""Px per unit of page space in the cut-outs."""
TALL, CUT = 76, 30


@dataclass(frozen=True, slots=True)
class MaskRow:
    """A mask that an assessment may carry."""

    document: Document
    mark: Mark
    confirmed: bool
    number: int
    singly: bool = False

    @property
    def where(self) -> str:
        """Document and page."""
        return f"{self.document.title}, {page_words(self.mark.page)}"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        what = self.mark.text or category_name(self.mark.category) or _("Area")
        return f"{self.where}: {what}, {self.state}"

    @property
    def state(self) -> str:
        """How it was confirmed: read by itself, together with others, or not yet."""
        if not self.confirmed:
            return _("not confirmed")
        return _("confirmed by itself") if self.singly else _("confirmed together")


def mask_rows(view: AssessmentView) -> tuple[MaskRow, ...]:
    """The masks in the order of documents and pages, confirmed or not."""
    found = [MaskRow(d, m, True, view.number, m.id in view.singly) for d, m in view.confirmed]
    found += [MaskRow(d, m, False, view.number) for d, m in view.open]
    return tuple(sorted(found, key=lambda r: (r.document.number, r.mark.page, r.mark.rects[0].y0, r.mark.id)))


class MasksModel(QAbstractListModel):
    """The rows of one assessment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.masks: tuple[MaskRow, ...] = ()

    def set_masks(self, masks: Sequence[MaskRow]) -> None:
        """Shows these; where they are the same marks as before the place in the list is kept."""
        same = [r.mark.id for r in masks] == [r.mark.id for r in self.masks]
        if same and self.masks:
            self.masks = tuple(masks)
            self.dataChanged.emit(self.index(0), self.index(len(self.masks) - 1))
            return
        self.beginResetModel()
        self.masks = tuple(masks)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.masks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.masks[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None


class MasksDelegate(QStyledItemDelegate):
    """Paints a row: tick, where, state, and the cut-out."""

    def __init__(self, view: MasksList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MaskRow = index.data(ROW)
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.colour("selected"))
            paint.selection_bar(painter, rect)
        ink = theme.tokens().selected_ink if selected else "ink"
        pad, line = theme.px(12), theme.px(28)
        side = theme.px(16)
        box = QRectF(rect.left() + pad, rect.top() + theme.px(8), side, side)
        paint.box(painter, box, "accent" if row.confirmed else "content", "" if row.confirmed else "lines", radius=3)
        if row.confirmed:
            icons.draw(painter, "tick", box, "on_accent", 14)
        state = row.state
        small = theme.font("small")
        wide = paint.width(state, small) + 2
        top = QRectF(box.right() + theme.px(8), rect.top() + theme.px(2), 0, line)
        top.setRight(rect.right() - pad - wide - theme.px(8))
        paint.text(painter, top, row.where, ink)
        right = QRectF(rect.right() - pad - wide, top.top(), wide, line)
        paint.text(painter, right, state, ink if selected else "ink2", small)
        cut = QRectF(rect.left() + pad, rect.top() + theme.px(34), rect.width() - 2 * pad, theme.px(CUT))
        self._cut(painter, cut, row)
        paint.hline(painter, rect.left(), rect.right(), rect.bottom() - 1)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            paint.box(painter, rect, border="ink" if theme.tokens().contrast else "accent", width=theme.RING, radius=2)

    def _cut(self, painter: QPainter, rect: QRectF, row: MaskRow) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("paper"))
        by = theme.px(100) / 100 * SCALE
        mark = row.mark.rects[0]
        wide, tall = rect.width() / by, rect.height() / by
        left = max(0.0, mark.x0 - max(12.0, (wide - mark.width) / 3))
        top = mark.y0 - 5 if mark.height > tall - 8 else (mark.y0 + mark.y1 - tall) / 2
        self._view.draw_part(painter, row, rect, left, top, by)
        shown = QRectF(rect.left() + (mark.x0 - left) * by - 2, rect.top() + (mark.y0 - top) * by - 1, 0, 0)
        shown.setSize((QRectF(0, 0, mark.width * by + 4, mark.height * by + 2.5)).size())
        strokes.draw_masked(painter, shown, row.number)
        painter.restore()
        paint.box(painter, rect, border="line", radius=0)


class MasksList(QListView):
    """The rows. ``confirmed`` tells the ids of marks to confirm, ``opened`` a row whose page is wanted."""

    confirmed = Signal(object)
    opened = Signal(object)

    def __init__(
        self, pictures: Pictures, path_of: Callable[[Document], File | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.pictures, self._path_of = pictures, path_of
        self.masks_model = MasksModel(self)
        self.setModel(self.masks_model)
        self.setItemDelegate(MasksDelegate(self))
        self.setAccessibleName(_("Masks that the assessment carries"))
        self.setProperty("ring", False)
        self.setProperty("ground", "panel")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures.ready.connect(self._came)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        self._keys = KeyTable(_("on the masks"), self)
        self._keys.on((Qt.Key.Key_Return, Qt.Key.Key_Enter), _("Confirm the next mask by itself"), self.confirm_next)
        self._keys.on(Qt.Key.Key_Space, _("Confirm this mask by itself"), self._confirm_this)

    def show_masks(self, masks: Sequence[MaskRow]) -> None:
        """Shows these and stands at the first that nobody has read by itself."""
        self.pictures.keep(self, None)
        self.masks_model.set_masks(masks)
        self.go_to_next()

    def _came(self, _path: File, _page: int) -> None:
        self.viewport().update()

    def next_open(self) -> MaskRow | None:
        """The first mask that nobody has read by itself, from the current one on."""
        masks = self.masks_model.masks
        here = max(self.currentIndex().row(), 0)
        order = [*range(here, len(masks)), *range(0, min(here, len(masks)))]
        return next((masks[at] for at in order if not masks[at].singly), None)

    def go_to_next(self) -> None:
        """Makes the next mask that nobody has read by itself the current one."""
        row = self.next_open()
        if row is not None:
            self.setCurrentIndex(self.masks_model.index(self.masks_model.masks.index(row)))

    def _confirm_this(self) -> None:
        row = self.currentIndex().data(ROW)
        if row is not None and not row.singly:
            self.confirmed.emit([row.mark.id])

    def confirm_next(self) -> None:
        """Confirms the current mask by itself, or the next one that nobody has."""
        row = self.next_open()
        if row is not None:
            self.confirmed.emit([row.mark.id])

    def draw_part(self, painter: QPainter, row: MaskRow, rect: QRectF, left: float, top: float, by: float) -> None:
        """Paints a part of a mask's page into ``rect``: from a point of page space, at so many px per unit."""
        path = self._path_of(row.document)
        if path is None:
            return
        pixels = by * self.devicePixelRatioF()
        picture = self.pictures.exact(path, row.mark.page, pixels)
        if picture is None:
            self.pictures.wish(self, path, row.mark.page, pixels)
            return
        source = QRectF(left * pixels, top * pixels, rect.width() / by * pixels, rect.height() / by * pixels)
        if theme.tokens().paper != "#FFFFFF":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawPixmap(rect, picture, source)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._keys.deed(event.key())
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            place = self.visualRect(index)
            box = QRectF(place.left(), place.top(), theme.px(36), theme.px(32))
            row: MaskRow = index.data(ROW)
            if box.contains(event.position()) and not row.singly:
                self.confirmed.emit([row.mark.id])
