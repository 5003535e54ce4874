"""What a table shows: columns as small functions over frozen rows, headings among them, and Qt's model of both."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from . import paint, states

Index = QModelIndex | QPersistentModelIndex
Row = Any
"""A frozen value of the screen's own kind; the columns know what is in it."""

ROW = Qt.ItemDataRole.UserRole
"""Role under which the model hands out the whole row."""
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is read from a row and drawn.

    ``text`` gives the words; ``second`` a smaller line under them; ``icon`` an icon's name before them; ``age``,
    ``state`` and ``ground`` the sign before them; ``share`` a progress bar (0-1) instead of a sign; ``squares``
    (done, total) the step squares; ``tone`` a token's name; ``strong`` whether the words are bold; ``link`` draws
    them as a link; ``indent`` moves it all so many steps to the right. ``width`` is px at 100 % text, 0 takes the room
    that is left. ``paint`` draws the cell itself.
    """

    title: str
    text: Callable[[Row], str]
    align: Qt.AlignmentFlag = paint.LEFT
    width: int = 0
    second: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    age: Callable[[Row], states.Age | None] | None = None
    state: Callable[[Row], states.State | None] | None = None
    ground: Callable[[Row], int] | None = None
    share: Callable[[Row], float | None] | None = None
    squares: Callable[[Row], tuple[int, int]] | None = None
    tone: Callable[[Row], str] | None = None
    strong: Callable[[Row], bool] | None = None
    link: Callable[[Row], bool] | None = None
    indent: Callable[[Row], int] | None = None
    hash: bool = False
    paint: Callable[[QPainter, QRectF, Row, str], None] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading among the rows; it folds what stands under it."""

    title: str
    count: int
    name: str
    folded: bool = False


class RowsModel(QAbstractTableModel):
    """Rows and headings in order; nothing is computed here but what a column says."""

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._all: tuple[Row, ...] = ()
        self._folded: set[str] = set()
        self._shown: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows; a ``Group`` among them heads those that follow."""
        self._all = tuple(rows)
        self._folded |= {row.name for row in rows if isinstance(row, Group) and row.folded}
        self._lay()

    def toggle(self, group: Group) -> None:
        """Folds or opens what stands under a heading."""
        self._folded ^= {group.name}
        self._lay()

    def is_folded(self, group: Group) -> bool:
        """Whether what stands under the heading is hidden."""
        return group.name in self._folded

    def row_at(self, number: int) -> Row | None:
        """The row or heading shown at a place, None outside."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def place_of(self, key: Hashable) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        shown = enumerate(self._shown)
        return next((at for at, row in shown if not isinstance(row, Group) and self.key(row) == key), -1)

    def _lay(self) -> None:
        self.beginResetModel()
        self._shown, hiding = [], False
        for row in self._all:
            if isinstance(row, Group):
                hiding = row.name in self._folded
                self._shown.append(row)
            elif not hiding:
                self._shown.append(row)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return row if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, index.column(), role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].align
        return None

    def _words(self, row: Row, at: int, role: int) -> str:
        if isinstance(row, Group):
            return f"{row.title} {row.count}" if at == 0 else ""
        column = self.columns[at]
        words = column.text(row)
        second = column.second(row) if column.second else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {words}" + (f", {second}" if second else "")
        if role == Qt.ItemDataRole.ToolTipRole and second:
            return f"{words}\n{second}"
        return words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].align
        return None
