"""The list of findings, painted by hand; the card of the current one lies over its place among the rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.texts import _
from redaction.marks import MarkState

from ... import icons, theme
from ...parts import grounds, paint, states
from ...parts.long_list import LongList
from .rows import CARD, ROW, FindingsModel, Heading, Index, left_of
from .words import FindingRow, page_words


class FindingsDelegate(QStyledItemDelegate):
    """Paints headings and rows; the card paints itself over its place."""

    def __init__(self, view: FindingsList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), QRectF(option.rect)
        if isinstance(row, Heading):
            self._heading(painter, rect, row)
        elif isinstance(row, FindingRow):
            self._finding(painter, rect, row, bool(option.state & QStyle.StateFlag.State_Selected))
        if row is not CARD and self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            tint = "ink" if theme.tokens().contrast else "accent"
            paint.box(painter, rect, border=tint, width=theme.RING, radius=2)

    def _heading(self, painter: QPainter, rect: QRectF, row: Heading) -> None:
        arrow = "right" if self._view.findings.is_folded(row.key) else "down"
        spot = QRectF(rect.left() + theme.px(11), rect.top(), theme.px(16), rect.height())
        icons.draw(painter, arrow, spot, "ink", 14)
        told = left_of(row)
        wide = paint.width(told, theme.font("small")) + theme.px(14)
        words = rect.adjusted(theme.px(36), 0, -wide, 0)
        paint.text(painter, words, row.words, "ink", theme.font("strong"))
        if row.about:
            past = paint.width(row.words, theme.font("strong")) + theme.px(8)
            paint.text(painter, words.adjusted(past, 0, 0, 0), row.about, "ink2", theme.font("small"))
        right = QRectF(rect.right() - wide, rect.top(), wide - theme.px(12), rect.height())
        paint.text(painter, right, told, "ink2", theme.font("small"), paint.RIGHT)

    def _finding(self, painter: QPainter, rect: QRectF, row: FindingRow, selected: bool) -> None:
        ink = theme.tokens().selected_ink if selected and theme.tokens().contrast else ""
        if selected or row.id == self._view.hovered_id:
            painter.fillRect(rect, theme.colour("selected" if selected else "hover"))
        if selected:
            paint.selection_bar(painter, rect)
        side, middle = theme.px(18), rect.center().y()
        letter = QRectF(rect.left() + theme.px(32), round(middle - side / 2), side, side)
        states.draw_category(painter, letter, row.mark.letter, row.mark.open and not row.mark.sure, ink or "ink2")
        end = self._sign(painter, rect, row, ink)
        small = theme.font("small")
        page = page_words(row.mark.page)
        end -= theme.px(10) + paint.width(page, small)
        paint.text(painter, QRectF(end, rect.top(), rect.right(), rect.height()), page, ink or "ink2", small)
        if row.news:
            strong = theme.font("small-strong")
            end -= theme.px(10) + paint.width(row.news, strong)
            paint.text(painter, QRectF(end, rect.top(), rect.right(), rect.height()), row.news, ink or "accent", strong)
        elif row.mark.open and row.band:
            end -= theme.px(10) + paint.width(row.band, small)
            paint.text(painter, QRectF(end, rect.top(), rect.right(), rect.height()), row.band, ink or "ink2", small)
        if row.commented and row.news != _("comment"):
            end -= theme.px(8) + side
            icons.draw(painter, "comment", QRectF(end, letter.top(), side, side), ink or "ink", 15)
        left = letter.right() + theme.px(10)
        paint.text(painter, QRectF(left, rect.top(), end - left - theme.px(8), rect.height()), row.words, ink or "ink")

    @staticmethod
    def _sign(painter: QPainter, rect: QRectF, row: FindingRow, ink: str) -> float:
        """The sign of the state at the right; returns where room for the rest ends."""
        side = theme.px(grounds.BADGE)
        if row.mark.state is MarkState.ACCEPTED:
            side = round(grounds.badge_width(row.mark.number))
        spot = QRectF(rect.right() - side - theme.px(12), round(rect.center().y() - theme.px(9)), side, theme.px(18))
        if row.mark.state is MarkState.ACCEPTED:
            grounds.draw_badge(painter, spot, row.mark.number)
        else:
            sign = "open" if row.mark.open else "visible"
            icons.draw(painter, sign, spot, ink or "ink2", 15)
        return spot.left()


class FindingsList(LongList):
    """The rows. ``chose`` tells a mark's id, ``hovered`` likewise (0: none); ``keys`` sees every key first."""

    chose = Signal(int)
    hovered = Signal(int)

    def __init__(self, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingsModel(self)
        self.keys: Callable[[QKeyEvent], bool] = lambda event: False
        self.hovered_id = 0
        self._card_height = 0
        self.card = card
        self.setModel(self.findings)
        self.setItemDelegate(FindingsDelegate(self))
        self.setAccessibleName(_("Findings"))
        self.setProperty("ring", False)
        self.setProperty("ground", "panel")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        card.setParent(self.viewport())
        card.hide()
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.verticalScrollBar().valueChanged.connect(self.place_card)
        self.findings.modelReset.connect(self._was_reset)

    # -- where rows lie ----------------------------------------------------------------------------------------

    def top_of(self, place: int) -> int:
        row, card = theme.height("finding"), self.findings.card_place()
        return place * row + (self._card_height - row if 0 <= card < place else 0)

    def place_at(self, y: int) -> int:
        row, card = theme.height("finding"), self.findings.card_place()
        place = y // row
        if 0 <= card <= place:
            place = max(card, (y - self._card_height) // row + 1)
        return min(max(place, 0), self.count - 1)

    # -- the current row ---------------------------------------------------------------------------------------

    def choose(self, mark_id: int) -> None:
        """Makes a mark's row current without telling; 0 for none."""
        if mark_id:
            self.findings.set_current(mark_id)
        place = self.findings.place_of(mark_id) if mark_id else -1
        self._quietly(place)
        if place < 0:
            self.findings.set_current(0)
        self.place_card()

    def current_row(self) -> FindingRow | None:
        """The current finding."""
        return self.findings.row_of(self.findings.current) if self.findings.current else None

    def _quietly(self, place: int) -> None:
        model = self.selectionModel()
        model.blockSignals(True)
        if place >= 0:
            index = self.findings.index(place)
            model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect)
            if isinstance(self.findings.shown_at(place - 1), Heading):
                self.scrollTo(self.findings.index(place - 1))
            self.scrollTo(index)
        else:
            model.clear()
        model.blockSignals(False)
        self.viewport().update()

    def _current_changed(self, now: Index, _was: Index) -> None:
        row = self.findings.shown_at(now.row()) if now.isValid() else None
        if isinstance(row, FindingRow) and row.id != self.findings.current:
            self.choose(row.id)
            self.chose.emit(row.id)

    def _was_reset(self) -> None:
        place = self.findings.place_of(self.findings.current)
        self._quietly(place)
        self.place_card()

    # -- the card ----------------------------------------------------------------------------------------------

    def card_changed(self) -> None:
        """The card shows something else: gives it the room it needs, in sight."""
        self._measure()
        place = self.findings.card_place()
        if place >= 0:
            self.scrollTo(self.findings.index(place))
            self.scrollTo(self.findings.index(place - 1))
            self.place_card()

    def _measure(self) -> None:
        """How much room the card takes, with air around it."""
        wide = max(self.viewport().width() - 2 * theme.px(12), 120)
        tall = self.card.heightForWidth(wide) if self.card.hasHeightForWidth() else self.card.sizeHint().height()
        tall = max(tall, self.card.minimumSizeHint().height()) + theme.px(14)
        if tall != self._card_height:
            self._card_height = tall
            self.findings.card_resized()
        self.updateGeometries()

    def place_card(self) -> None:
        """Puts the card over its place among the rows."""
        place = self.findings.card_place()
        if place < 0:
            self.card.hide()
            return
        rect = self.visualRect(self.findings.index(place))
        air = theme.px(12)
        self.card.setGeometry(rect.left() + air, rect.top() + 1, rect.width() - 2 * air, rect.height() - theme.px(10))
        self.card.show()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.place_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # -- hand and keys -----------------------------------------------------------------------------------------

    def hover(self, mark_id: int) -> None:
        """Shows a row as hovered, as when the pointer is on its mark elsewhere."""
        if mark_id != self.hovered_id:
            self.hovered_id = mark_id
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self.findings.shown_at(self.currentIndex().row())
        if isinstance(heading, Heading) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._fold(heading)
        elif not self.keys(event):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and event.text() and event.text().isprintable():
                event.accept()  # no search by typing: letters are keys here
            else:
                super().keyPressEvent(event)

    def _fold(self, heading: Heading) -> None:
        place = self.currentIndex().row()
        self.findings.fold(heading.key)
        self._quietly(min(place, self.findings.rowCount() - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.findings.shown_at(self.indexAt(event.position().toPoint()).row())
        if isinstance(row, Heading):
            self._fold(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.findings.shown_at(self.indexAt(event.position().toPoint()).row())
        self._hover(row.id if isinstance(row, FindingRow) else 0)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(0)
        return super().viewportEvent(event)

    def _hover(self, mark_id: int) -> None:
        if mark_id != self.hovered_id:
            self.hover(mark_id)
            self.hovered.emit(mark_id)
