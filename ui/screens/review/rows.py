"""The rows of the findings panel: headings by what they are grouped by, findings, and the place of the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.texts import N_, _
from redaction.marks import MarkState

from .words import BANDS, FindingRow

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole


class _Card(Enum):
    HERE = auto()


CARD = _Card.HERE
"""The place of the card among the rows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A group among the rows: its words, how many of how many are open, and what is said of it beside its words."""

    key: str
    words: str
    left: int
    count: int
    about: str = ""


Shown = Heading | FindingRow | _Card

PERSON = "person"
"""The grouping by the persons of the request."""

Order = Callable[[FindingRow], object]
GROUPINGS: dict[str, tuple[str, Order, Callable[[FindingRow], str]]] = {
    "page": (N_("Page"), lambda r: r.mark.page, lambda r: _("Page {page}").format(page=r.mark.page + 1)),
    "category": (N_("Category"), lambda r: r.category, lambda r: r.category),
    "ground": (N_("Ground"), lambda r: _ground_order(r), lambda r: _ground_words(r)),
    "band": (N_("How sure"), lambda r: _band_order(r), lambda r: r.band or _("Marked by hand")),
    PERSON: (
        N_("Person"),
        lambda r: r.owner.id if r.owner is not None else 0,
        lambda r: r.owner.name if r.owner is not None else _("Nobody known"),
    ),
}
"""Name -> words, what a row is grouped by, and the words of its group."""


def _band_order(row: FindingRow) -> int:
    sureness = [_(words) for words in BANDS.values()]
    return sureness.index(row.band) if row.band in sureness else len(sureness)


def _ground_order(row: FindingRow) -> object:
    if row.mark.state is MarkState.ACCEPTED:
        return 1, row.mark.number
    return (2, 0) if row.mark.state is MarkState.REJECTED else (0, 0)


def _ground_words(row: FindingRow) -> str:
    if row.mark.state is MarkState.ACCEPTED:
        return f"{row.mark.number} · {row.provision}"
    return _("Left visible") if row.mark.state is MarkState.REJECTED else _("Not judged")


_SORTED: dict[str, Callable[[object], Any]] = {PERSON: lambda order: order == 0}
"""Groupings in which groups stand as they are met in the document: persons, and after them what is nobody's known."""


class FindingsModel(QAbstractListModel):
    """Headings, rows and the place of the card, in the order shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()
        self._by_id: dict[int, FindingRow] = {}
        self._shown: list[Heading | FindingRow] = []
        self._places: dict[int, int] = {}
        self._heads: dict[str, int] = {}
        self._card = -1
        self._folded: set[str] = set()
        self._states: frozenset[MarkState] = frozenset(MarkState)
        self._news_alone = False
        self.grouping = "page"
        self.current = 0

    def set_rows(self, rows: Sequence[FindingRow]) -> None:
        """Shows these rows, all of one document, in reading order; those that are the same objects stay as they are."""
        before, self._rows = self._rows, tuple(rows)
        self._by_id = {row.mark.id: row for row in self._rows}
        changed = [pair for pair in zip(before, self._rows, strict=False) if pair[0] is not pair[1]]
        if len(before) == len(self._rows) and all(self._stands_as(old, new) for old, new in changed):
            self._patch(changed)
        else:
            self._lay()

    def _stands_as(self, old: FindingRow, new: FindingRow) -> bool:
        """Whether a row stands where it stood, whatever else of it has changed."""
        order_of = GROUPINGS[self.grouping][1]
        return old.id == new.id and order_of(old) == order_of(new) and self._wants(old) == self._wants(new)

    def _wants(self, row: FindingRow) -> bool:
        wanted = row.mark.state in self._states and (row.news or not self._news_alone)
        return bool(wanted) or row.mark.id == self.current

    def _patch(self, changed: Sequence[tuple[FindingRow, FindingRow]]) -> None:
        """Shows rows anew where they stand, and how many are left in their groups."""
        for old, new in changed:
            if not self._wants(new):
                continue
            head = self._heads[self._key_of(new)]
            group = self._shown[head]
            assert isinstance(group, Heading)
            self._shown[head] = replace(group, left=group.left + new.mark.open - old.mark.open)
            place = self._places.get(new.id)
            if place is not None:
                self._shown[place] = new
        if changed:
            self._look_again()

    def _look_again(self) -> None:
        if self._shown:
            last = self.index(self.rowCount() - 1)
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.DisplayRole])

    def _key_of(self, row: FindingRow) -> str:
        """The key of the heading that a row stands under."""
        return f"{self.grouping}/{GROUPINGS[self.grouping][1](row)}"

    def set_states(self, wanted: frozenset[MarkState]) -> None:
        """Shows only marks that stand so."""
        if wanted != self._states:
            self._states = wanted
            self._lay()

    def set_news_alone(self, alone: bool) -> None:
        """Shows only marks that there is something new of, or all."""
        self._news_alone = alone
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
        return self._by_id.get(mark_id)

    def place_of(self, mark_id: int) -> int:
        """Where a mark's row is shown, -1 where it is not."""
        place = self._places.get(mark_id, -1)
        return place + 1 if 0 <= self._card <= place else place

    def card_place(self) -> int:
        """Where the card is, -1 where it is not shown."""
        return self._card

    def shown_at(self, place: int) -> Shown | None:
        """What is shown at a place."""
        if place == self._card:
            return CARD if place >= 0 else None
        at = place - 1 if 0 <= self._card < place else place
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def in_order(self) -> list[FindingRow]:
        """The rows shown, folded groups left out."""
        return [row for row in self._shown if isinstance(row, FindingRow)]

    def card_resized(self) -> None:
        """The card is higher or lower now."""
        if self._card >= 0:
            index = self.index(self._card)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.SizeHintRole])

    def _lay(self) -> None:
        """Lays the rows anew; where the same things stand in the same places only their looks are told to change."""
        shown = self._laid_out()
        same = len(shown) == len(self._shown) and all(map(_is_same, shown, self._shown))
        if same and (self._card >= 0) == (self.current in self._places):
            self._shown = shown
            self._look_again()
            return
        self.beginResetModel()
        self._shown = shown
        self._places = {row.mark.id: at for at, row in enumerate(shown) if isinstance(row, FindingRow)}
        self._heads = {row.key: at for at, row in enumerate(shown) if isinstance(row, Heading)}
        place = self._places.get(self.current, -1)
        self._card = place + 1 if place >= 0 else -1
        self.endResetModel()

    def _laid_out(self) -> list[Heading | FindingRow]:
        _name, order_of, words_of = GROUPINGS[self.grouping]
        states, alone, current = self._states, self._news_alone, self.current
        groups: dict[object, list[FindingRow]] = {}
        for row in self._rows:
            if (row.mark.state in states and (row.news or not alone)) or row.mark.id == current:
                groups.setdefault(order_of(row), []).append(row)
        shown: list[Heading | FindingRow] = []
        for order in sorted(groups, key=_SORTED.get(self.grouping, lambda o: (str(type(o)), o))):
            held = groups[order]
            key = f"{self.grouping}/{order}"
            owner = held[0].owner if self.grouping == PERSON else None
            left = sum(row.mark.state is MarkState.PROPOSED for row in held)
            about = owner.role if owner is not None else ""
            shown.append(Heading(key, words_of(held[0]), left, len(held), about))
            if key not in self._folded:
                shown += held
        return shown

    def _open_group_of(self, mark_id: int) -> None:
        row = self.row_of(mark_id)
        if row is not None:
            self._folded.discard(self._key_of(row))
            self._lay()

    def _take_card(self) -> None:
        if self._card >= 0:
            self.beginRemoveRows(QModelIndex(), self._card, self._card)
            self._card = -1
            self.endRemoveRows()

    def _put_card(self) -> None:
        place = self.place_of(self.current)
        if place >= 0 and self._card < 0:
            self.beginInsertRows(QModelIndex(), place + 1, place + 1)
            self._card = place + 1
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown) + (self._card >= 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
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
                waits = _("a comment waits") if row.commented else ""
                return ", ".join(part for part in (row.mark.words, row.news, waits) if part)
        if isinstance(row, Heading) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.words, row.about, left_of(row)) if part)
        return None


def _is_same(one: Heading | FindingRow, other: Heading | FindingRow) -> bool:
    """Whether two things are the same row or group, whatever they look like."""
    if isinstance(one, FindingRow):
        return isinstance(other, FindingRow) and one.mark.id == other.mark.id
    return isinstance(other, Heading) and one.key == other.key


def left_of(heading: Heading) -> str:
    """How much of a group is not judged: 3 of 6 left; or how many there are."""
    if heading.left:
        return _("{left} of {count} left").format(left=heading.left, count=heading.count)
    return str(heading.count)
