"""The panel of findings: rows under headings, filters by state, and the card of the current row beneath it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.texts import N_, _
from redaction.marks import MarkState

from .. import icons, theme
from ..parts import grounds, paint, states
from .review_words import FindingRow, page_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole


class _Card(Enum):
    HERE = auto()


CARD = _Card.HERE
"""The place of the card among the rows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A group among the rows: its words, how many of how many are open."""

    key: str
    words: str
    left: int
    count: int


Shown = Heading | FindingRow | _Card

GROUPINGS: dict[str, tuple[str, Callable[[FindingRow], tuple[object, str]]]] = {
    "page": (N_("Page"), lambda r: (r.mark.page, _("Page {page}").format(page=r.mark.page + 1))),
    "category": (N_("Category"), lambda r: (r.category, r.category)),
    "ground": (N_("Ground"), lambda r: _by_ground(r)),
}
"""Name -> words, and what a row is grouped by: (order, words)."""


def _by_ground(row: FindingRow) -> tuple[object, str]:
    if row.mark.state is MarkState.ACCEPTED:
        return (1, row.mark.number), f"{row.mark.number} · {row.provision}"
    if row.mark.state is MarkState.REJECTED:
        return (2, 0), _("Left visible")
    return (0, 0), _("Not judged")


class FindingsModel(QAbstractListModel):
    """Headings, rows and the place of the card, in the order shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()
        self._shown: list[Shown] = []
        self._folded: set[str] = set()
        self._states: frozenset[MarkState] = frozenset(MarkState)
        self.grouping = "page"
        self.current = 0

    def set_rows(self, rows: Sequence[FindingRow]) -> None:
        """Shows these rows, all of one document, in reading order."""
        self._rows = tuple(rows)
        self._lay()

    def set_states(self, wanted: frozenset[MarkState]) -> None:
        """Shows only marks that stand so."""
        self._states = wanted
        self._lay()

    def set_grouping(self, name: str) -> None:
        """Groups by another thing (``GROUPINGS``)."""
        self.grouping = name
        self._lay()

    def fold(self, key: str) -> None:
        """Folds or opens a group."""
        self._folded ^= {key}
        self._lay()

    def is_folded(self, key: str) -> bool:
        """Whether a group's rows are hidden."""
        return key in self._folded

    def set_current(self, mark_id: int) -> None:
        """Moves the card under a row (0: no card); the row's group is opened."""
        if mark_id == self.current:
            return
        self._take_card()
        self.current = mark_id
        if mark_id and self.place_of(mark_id) < 0:
            self._open_group_of(mark_id)
        self._put_card()

    def rows(self) -> tuple[FindingRow, ...]:
        """All rows, shown or not."""
        return self._rows

    def row_of(self, mark_id: int) -> FindingRow | None:
        """The row of a mark."""
        return next((row for row in self._rows if row.id == mark_id), None)

    def place_of(self, mark_id: int) -> int:
        """Where a mark's row is shown, -1 where it is not."""
        places = (at for at, row in enumerate(self._shown) if isinstance(row, FindingRow) and row.id == mark_id)
        return next(places, -1)

    def card_place(self) -> int:
        """Where the card is, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._shown) if row is CARD), -1)

    def shown_at(self, place: int) -> Shown | None:
        """What is shown at a place."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def in_order(self) -> list[FindingRow]:
        """The rows shown, folded groups left out."""
        return [row for row in self._shown if isinstance(row, FindingRow)]

    def card_resized(self) -> None:
        """The card is higher or lower now."""
        place = self.card_place()
        if place >= 0:
            self.dataChanged.emit(self.index(place), self.index(place), [Qt.ItemDataRole.SizeHintRole])

    def _lay(self) -> None:
        self.beginResetModel()
        self._shown = []
        _words, key_of = GROUPINGS[self.grouping]
        groups: dict[object, tuple[str, list[FindingRow]]] = {}
        for row in self._rows:
            if row.mark.state in self._states or row.id == self.current:
                order, words = key_of(row)
                groups.setdefault(order, (words, []))[1].append(row)
        for order in sorted(groups, key=lambda o: (str(type(o)), o)):
            words, held = groups[order]
            key = f"{self.grouping}/{order}"
            self._shown.append(Heading(key, words, sum(row.mark.open for row in held), len(held)))
            if key not in self._folded:
                self._shown += held
        place = self.place_of(self.current)
        if place >= 0:
            self._shown.insert(place + 1, CARD)
        self.endResetModel()

    def _open_group_of(self, mark_id: int) -> None:
        row = self.row_of(mark_id)
        if row is not None:
            order, _words = GROUPINGS[self.grouping][1](row)
            self._folded.discard(f"{self.grouping}/{order}")
            self._lay()

    def _take_card(self) -> None:
        place = self.card_place()
        if place >= 0:
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._shown[place]
            self.endRemoveRows()

    def _put_card(self) -> None:
        place = self.place_of(self.current)
        if place >= 0 and self.card_place() < 0:
            self.beginInsertRows(QModelIndex(), place + 1, place + 1)
            self._shown.insert(place + 1, CARD)
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.shown_at(index.row()) is CARD:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.shown_at(index.row())
        if role == ROW:
            return row
        if isinstance(row, FindingRow):
            if role == Qt.ItemDataRole.DisplayRole:
                return row.words
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return row.mark.words
        if isinstance(row, Heading) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.words}, {left_of(row)}"
        return None


def left_of(heading: Heading) -> str:
    """How much of a group is not judged: 3 of 6 left; or how many there are."""
    if heading.left:
        return _("{left} of {count} left").format(left=heading.left, count=heading.count)
    return str(heading.count)


class FindingsDelegate(QStyledItemDelegate):
    """Paints headings and rows; the card paints itself over its place."""

    def __init__(self, view: FindingsList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        tall = self._view.card_height() if row is CARD else theme.height("finding")
        return QSize(theme.px(100), tall)

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
        states.draw_category(painter, letter, row.mark.letter, row.mark.open and not row.mark.sure)
        end = self._sign(painter, rect, row, ink)
        small = theme.font("small")
        page = page_words(row.mark.page)
        end -= theme.px(10) + paint.width(page, small)
        paint.text(painter, QRectF(end, rect.top(), rect.right(), rect.height()), page, ink or "ink2", small)
        if row.mark.open and row.band:
            end -= theme.px(10) + paint.width(row.band, small)
            paint.text(painter, QRectF(end, rect.top(), rect.right(), rect.height()), row.band, ink or "ink2", small)
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


class FindingsList(QListView):
    """The rows. ``chose`` tells a mark's id, ``hovered`` likewise (0: none); ``keys`` sees every key first."""

    chose = Signal(int)
    hovered = Signal(int)

    def __init__(self, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingsModel(self)
        self.keys: Callable[[QKeyEvent], bool] = lambda event: False
        self.hovered_id = 0
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

    def card_height(self) -> int:
        """The room the card takes, with air around it."""
        wide = max(self.viewport().width() - 2 * theme.px(12), 120)
        tall = self.card.heightForWidth(wide) if self.card.hasHeightForWidth() else self.card.sizeHint().height()
        return max(tall, self.card.minimumSizeHint().height()) + theme.px(14)

    def card_changed(self) -> None:
        """The card shows something else: gives it the room it needs, in sight."""
        self.findings.card_resized()
        self.doItemsLayout()
        self.place_card()
        place = self.findings.card_place()
        if place >= 0:
            self.scrollTo(self.findings.index(place))
            self.scrollTo(self.findings.index(place - 1))
            self.place_card()

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
        self.doItemsLayout()
        self.place_card()

    # -- hand and keys -----------------------------------------------------------------------------------------

    def hover(self, mark_id: int) -> None:
        """Shows a row as hovered, as when the pointer is on its mark elsewhere."""
        if mark_id != self.hovered_id:
            self.hovered_id = mark_id
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self.findings.shown_at(self.currentIndex().row())
        if isinstance(heading, Heading) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
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
