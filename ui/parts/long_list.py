"""A list of any length in which only the rows in sight cost anything: it reckons where a row lies and asks none."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction


class LongList(QListView):
    """A list that is laid out by ``top_of`` and ``place_at``, which subclasses write; heights are in px.

    What it shows, chooses and tells screen readers is Qt's; the delegate paints and is never asked for sizes.
    """

    def keyboardSearch(self, search: str) -> None:
        """Letters jump nowhere: they are keys of the screen (WCAG 2.1.4)."""

    def top_of(self, place: int) -> int:
        """Px from the top of the list to the top of a place; of the place after the last: the list's height."""
        raise NotImplementedError

    def place_at(self, y: int) -> int:
        """The place at so many px from the top of the list; before the first and after the last are those two."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """How many places there are."""
        model: QAbstractItemModel | None = self.model()
        return model.rowCount() if model is not None else 0

    def in_sight(self) -> range:
        """The places of which something is to be seen."""
        if not self.count:
            return range(0)
        top = self.verticalOffset()
        return range(self.place_at(top), self.place_at(top + self.viewport().height()) + 1)

    # -- where rows lie ------------------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, tall = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(tall)
        bar.setSingleStep(max(tall // 12, 8))
        bar.setRange(0, max(self.top_of(self.count) - tall, 0))
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = self.top_of(index.row())
        tall = self.top_of(index.row() + 1) - top
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), tall)

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not self.count or not 0 <= y < self.top_of(self.count):
            return QModelIndex()
        return self.model().index(self.place_at(y), 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scrolls as little as needed; ``hint`` other than that is heeded as the row's middle in the list's."""
        if not index.isValid():
            return
        self.updateGeometries()
        rect, bar, tall = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - tall // 2)
        elif rect.top() < 0 or rect.height() > tall:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= tall:
            bar.setValue(bar.value() + rect.bottom() + 1 - tall)

    def scrollContentsBy(self, across: int, down: int) -> None:
        self.viewport().update()

    # -- choosing ------------------------------------------------------------------------------------------------

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        here, last = self.currentIndex().row(), self.count - 1
        if last < 0:
            return QModelIndex()
        page = max(self.viewport().height() // max(self.top_of(1), 1) - 1, 1)
        steps = {
            Action.MoveUp: -1, Action.MovePrevious: -1, Action.MoveLeft: -1,
            Action.MoveDown: 1, Action.MoveNext: 1, Action.MoveRight: 1,
            Action.MovePageUp: -page, Action.MovePageDown: page,
            Action.MoveHome: -self.count, Action.MoveEnd: self.count,
        }  # fmt: skip
        step = steps[action]
        place = min(max(here + step, 0), last) if here >= 0 else 0
        return self._enabled_from(place, 1 if step > 0 else -1)

    def _enabled_from(self, place: int, way: int) -> QModelIndex:
        """The first place that can be chosen from one on, the other way where there is none."""
        below, above = range(place, self.count), range(place, -1, -1)
        for at in chain(*((below, above) if way > 0 else (above, below))):
            index = self.model().index(at, 0)
            if self.model().flags(index) & Qt.ItemFlag.ItemIsEnabled:
                return index
        return self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.normalized().topLeft()), self.indexAt(rect.normalized().bottomLeft())
        chosen = QItemSelection(first, last) if first.isValid() and last.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, model = QPainter(self.viewport()), self.model()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state
        for place in self.in_sight():
            index = model.index(place, 0)
            option.rect = self.visualRect(index)
            if option.rect.intersects(event.rect()):
                chosen = self.selectionModel().isSelected(index)
                option.state = plain | QStyle.StateFlag.State_Selected if chosen else plain
                self.itemDelegateForIndex(index).paint(painter, option, index)
