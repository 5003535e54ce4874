"""A list of any length: what is in sight is painted, and nothing else is asked for anything."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ui.parts.long_list import LongList

ROWS, TALL = 50_000, 20


class Noting(QStyledItemDelegate):
    """Notes which rows are painted, and whether any is asked for its size."""

    def __init__(self, view: LongList) -> None:
        super().__init__(view)
        self.painted: set[int] = set()
        self.sized = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        self.painted.add(index.row())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        self.sized += 1


class Even(LongList):
    """Rows of one height."""

    def top_of(self, place: int) -> int:
        return place * TALL

    def place_at(self, y: int) -> int:
        return min(max(y // TALL, 0), self.count - 1)


def _shown(qtbot: QtBot) -> tuple[Even, Noting]:
    view = Even()
    delegate = Noting(view)
    view.setItemDelegate(delegate)
    view.setModel(QStringListModel([f"rad {at}" for at in range(ROWS)], view))
    view.resize(200, 10 * TALL + 2 * view.frameWidth())
    qtbot.addWidget(view)
    view.show()
    QTest.qWait(1)
    return view, delegate


def test_only_rows_in_sight_are_painted_and_none_is_asked_for_its_size(qtbot: QtBot) -> None:
    """Of fifty thousand rows the ten in sight are painted, at the top and in the middle; no size is asked for."""
    view, delegate = _shown(qtbot)
    assert delegate.painted <= set(range(12))
    delegate.painted.clear()
    view.scrollTo(view.model().index(30_000, 0))
    QTest.qWait(1)
    assert 30_000 in delegate.painted
    assert len(delegate.painted) <= 12
    assert delegate.sized == 0


def test_a_row_is_found_where_it_lies(qtbot: QtBot) -> None:
    """The row under the middle of each row's rectangle is that row; above and below the list there is none."""
    view, _delegate = _shown(qtbot)
    view.scrollTo(view.model().index(777, 0))
    for place in view.in_sight():
        index = view.model().index(place, 0)
        middle = view.visualRect(index).center()
        if view.viewport().rect().contains(middle):
            assert view.indexAt(middle).row() == place
    assert view.verticalScrollBar().maximum() == ROWS * TALL - view.viewport().height()


def test_keys_go_through_a_long_list(qtbot: QtBot) -> None:
    """Down, page down, End and Home move the current row, which comes into sight."""
    view, _delegate = _shown(qtbot)
    view.setCurrentIndex(view.model().index(0, 0))
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        places.append(view.currentIndex().row())
        assert view.currentIndex().row() in view.in_sight()
    assert places == [1, 10, ROWS - 1, ROWS - 2, 0]
