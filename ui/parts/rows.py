"""Tables of frozen rows: columns are a table of small functions, cells are painted from the theme.

table = RowsView([Column("Diary number", lambda r: r.dnr), Column("Age", lambda r: r.age, age=lambda r: r.sign)])
table.set_rows(rows)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import (
    QEvent,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.texts import _

from .. import icons, theme
from . import grounds, paint, states
from .columns import ROW, Column, Group, Index, Row, RowsModel
from .keys import KeyTable
from .progress import draw_bar

LEAST = 160
"""Least width of a column that takes the room left, in px at 100 % text."""

INDENT = 22
"""Px of a step by which what lies in another thing stands further right."""


class RowsDelegate(QStyledItemDelegate):
    """Paints a cell: hairline, hover, selection with its bar, sign, words."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(80), self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        rect = QRectF(option.rect)
        if isinstance(row, Group):
            self._group(painter, rect, row, index)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._view.hovered
        worn = theme.tokens()
        if selected or hovered:
            painter.fillRect(rect, theme.colour("selected" if selected else "hover"))
        paint.hline(painter, rect.left(), rect.right(), rect.bottom() - 1)
        if selected and index.column() == 0:
            paint.selection_bar(painter, rect)
        column = self._view.rows.columns[index.column()]
        inner = rect.adjusted(theme.px(10), 0, -theme.px(10), -1)
        ink = worn.selected_ink if selected else ""
        painter.save()
        if column.paint is not None:
            column.paint(painter, inner, row, ink)
        else:
            self._cell(painter, inner, column, row, ink if worn.contrast else "")
        painter.restore()
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._ring(painter, rect, index.column())

    def _cell(self, painter: QPainter, rect: QRectF, column: Column, row: Row, ink: str) -> None:
        if column.indent:
            rect = rect.adjusted(min(column.indent(row) * theme.px(INDENT), rect.width() / 2), 0, 0, 0)
        rect = self._sign(painter, rect, column, row, ink)
        words = column.text(row)
        tone = ink or (column.tone(row) if column.tone else "ink")
        font = self._font(column, row)
        if column.link and column.link(row):
            font.setUnderline(True)
            tone = ink or "accent"
        second = column.second(row) if column.second else ""
        if second:
            line = theme.px(17)
            top = rect.top() + (rect.height() - 2 * line) / 2
            paint.text(painter, QRectF(rect.left(), top, rect.width(), line), words, tone, font, column.align)
            below = QRectF(rect.left(), top + line, rect.width(), line)
            paint.text(painter, below, second, ink or "ink2", theme.font("small"), column.align)
        else:
            paint.text(painter, rect, words, tone, font, column.align)

    @staticmethod
    def _font(column: Column, row: Row) -> QFont:
        if column.hash:
            return theme.font("hash")
        return theme.font("strong" if column.strong and column.strong(row) else "body")

    @staticmethod
    def _sign(painter: QPainter, rect: QRectF, column: Column, row: Row, ink: str) -> QRectF:
        """Draws what stands before the words and returns the room left for them."""
        side, gap = theme.px(16), theme.px(6)
        spot = QRectF(rect.left(), rect.top(), side, rect.height())
        share = column.share(row) if column.share else None
        if share is not None:
            wide = min(theme.px(80), rect.width() / 2)
            draw_bar(painter, QRectF(rect.left(), rect.top(), wide, rect.height()), share, ink or "accent")
            return rect.adjusted(wide + gap, 0, 0, 0)
        if column.squares:
            done, total = column.squares(row)
            states.draw_squares(painter, rect, done, total, ink)
            return rect.adjusted(states.squares_width(total) + gap, 0, 0, 0)
        if column.ground and (number := column.ground(row)):
            wide, tall = grounds.badge_width(number), theme.px(grounds.BADGE)
            grounds.draw_badge(painter, QRectF(rect.left(), round(rect.center().y() - tall / 2), wide, tall), number)
            return rect.adjusted(wide + gap, 0, 0, 0)
        if column.age and (age := column.age(row)):
            states.draw_age(painter, spot, age, ink)
        elif column.state and (state := column.state(row)):
            icon, tone = states.SIGNS[state]
            icons.draw(painter, icon, spot, ink or tone, 16)
        elif column.icon and (name := column.icon(row)):
            icons.draw(painter, name, spot.adjusted(0, 0, 3, 0), ink or "ink", 19)
            gap += theme.px(6)
        else:
            return rect
        return rect.adjusted(side + gap, 0, 0, 0)

    def _group(self, painter: QPainter, rect: QRectF, group: Group, index: Index) -> None:
        painter.fillRect(rect, theme.colour("panel"))
        paint.hline(painter, rect.left(), rect.right(), rect.bottom() - 1)
        if index.column() == 0:
            arrow = "right" if self._view.rows.is_folded(group) else "down"
            icons.draw(
                painter, arrow, QRectF(rect.left() + theme.px(9), rect.top(), theme.px(16), rect.height()), "ink", 14
            )
            across = rect.adjusted(theme.px(34), 0, 0, 0)
            taken = paint.text(painter, across, group.title, "ink", theme.font("small-strong"))
            paint.text(
                painter, across.adjusted(taken + theme.px(8), 0, 0, 0), str(group.count), "ink2", theme.font("small")
            )
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._ring(painter, rect, index.column(), spans=True)

    def _ring(self, painter: QPainter, rect: QRectF, at: int, spans: bool = False) -> None:
        """The focus ring of a row, each cell drawing its part of it."""
        last = len(self._view.rows.columns) - 1
        tint: QColor = theme.colour("ink" if theme.tokens().contrast else "accent")
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), theme.RING), tint)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - theme.RING, rect.width(), theme.RING), tint)
        if at == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), theme.RING, rect.height()), tint)
        if at == last or spans:
            painter.fillRect(QRectF(rect.right() - theme.RING, rect.top(), theme.RING, rect.height()), tint)


class RowsView(QTableView):
    """The table. ``opened`` tells the row that Return or a double click opened, ``chose`` the one now current."""

    opened = Signal(object)
    chose = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        key: Callable[[Row], Hashable] = lambda row: row,
        tall: str = "row",
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``name`` is what screen readers call the table, ``key`` what a row is known by when rows are read anew."""
        super().__init__(parent)
        self.hovered = -1
        self._framed = framed
        self.row_height = theme.height(tall)
        self._most: int | None = None
        self.rows = RowsModel(columns, key, self)
        self.setModel(self.rows)
        self.setItemDelegate(RowsDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("ring", False)
        self._behave()
        self._lay_columns(columns)
        self.rows.modelReset.connect(self._lay_groups)
        self.doubleClicked.connect(self._open)
        self._opening = KeyTable(_("in tables"), self, common=True)
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._opening.on(enter, _("Open the row, or fold its group"), lambda: self._open(self.currentIndex()))
        self.selectionModel().currentRowChanged.connect(lambda now, _was: self.chose.emit(self.row_of(now)))

    def _behave(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(theme.height("target"))
        side.setDefaultSectionSize(self.row_height)

    def _lay_columns(self, columns: Sequence[Column]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFont(theme.font("small-strong"))
        header.setFixedHeight(theme.height("header"))
        header.setMinimumSectionSize(theme.px(32))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, theme.px(column.width or LEAST))

    def _share_room(self) -> None:
        """Gives the room that is left to the columns without a width; they keep a least width and the table scrolls."""
        open_ended = [at for at, column in enumerate(self.rows.columns) if not column.width]
        fixed = sum(self.columnWidth(at) for at in range(len(self.rows.columns)) if at not in open_ended)
        for at in open_ended:
            self.setColumnWidth(at, max(theme.px(LEAST), (self.viewport().width() - fixed) // len(open_ended)))

    def _lay_groups(self) -> None:
        """Lets headings reach across and stand a little lower than rows."""
        self.clearSpans()
        for place in range(self.rows.rowCount()):
            if isinstance(self.rows.row_at(place), Group):
                if len(self.rows.columns) > 1:
                    self.setSpan(place, 0, 1, len(self.rows.columns))
                self.setRowHeight(place, theme.height("header"))
            elif self.rowHeight(place) != self.row_height:
                self.setRowHeight(place, self.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        self._take_height()

    def fit(self, most: int = 0) -> None:
        """Stands from here on as tall as its rows, at most so many (0: all), and its sideways bar where it needs one.

        For a table within a page that scrolls; headings among the rows are not counted apart.
        """
        self._most = most
        self._take_height()

    def _take_height(self) -> None:
        if self._most is None:
            return
        rows = self.rows.rowCount()
        room = self.width() if self._most == 0 else self.viewport().width()
        sideways = sum(self.columnWidth(at) for at in range(len(self.rows.columns))) > room
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        tall = self.horizontalHeader().height() + min(rows, self._most or rows) * self.row_height + bar
        if tall != self.minimumHeight():
            self.setFixedHeight(tall)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows (and ``Group`` headings) and keeps what was current."""
        kept = self.current()
        self.rows.set_rows(rows)
        if kept is not None:
            self.choose(self.rows.key(kept))

    def current(self) -> Row | None:
        """The current row, None when there is none or it is a heading."""
        return self.row_of(self.currentIndex())

    def choose(self, key: Hashable) -> bool:
        """Makes the row with this key current; False when it is not shown."""
        place = self.rows.place_of(key)
        if place >= 0:
            self.selectRow(place)
        return place >= 0

    def row_of(self, index: Index) -> Row | None:
        """The row at an index, None for a heading or nothing."""
        row = self.rows.row_at(index.row()) if index.isValid() else None
        return None if isinstance(row, Group) else row

    def _open(self, index: Index) -> None:
        row = self.rows.row_at(index.row())
        if isinstance(row, Group):
            place = index.row()
            self.rows.toggle(row)
            self.setCurrentIndex(self.rows.index(place, 0))
        elif row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._opening.deed(event.key())
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if isinstance(self.rows.row_at(index.row()), Group):
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
