"""What the office has learned, on the company's page: each entry with who, when and why, and taking it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.local_time import local_day
from app.domain.office import EntryKind
from app.services.marking.office_lists import EntryRow
from app.texts import N_, _

from ... import theme
from ...parts.buttons import Button, Kind
from ...parts.columns import Column
from ...parts.rows import RowsView
from ...parts.words import Card, Words, line
from ..review.words import category_name

KINDS = {EntryKind.NEVER: N_("Never here"), EntryKind.ALWAYS: N_("Always")}
MOST_SEEN = 8
"""So many rows are seen at once; the rest scrolls."""


def columns() -> list[Column]:
    """The columns of the table of entries."""
    return [
        Column(_("Words"), lambda row: row.entry.text, second=_between, tone=_tone),
        Column(_("What holds"), _what, second=_ground, width=240, tone=_tone),
        Column(_("Why"), lambda row: row.entry.reason, second=_who),
        Column(_("For"), lambda row: row.registry_number or _("the office"), second=_back, width=260),
    ]


def _tone(row: EntryRow) -> str:
    return "ink" if row.entry.holds else "ink3"


def _between(row: EntryRow) -> str:
    entry = row.entry
    if not entry.before and not entry.after:
        return _("anywhere") if entry.kind is EntryKind.NEVER else ""
    return _("between ”{before}” and ”{after}”").format(before=entry.before or "–", after=entry.after or "–")


def _what(row: EntryRow) -> str:
    return f"{_(KINDS[row.entry.kind])}: {category_name(row.entry.category)}"


def _ground(row: EntryRow) -> str:
    return f"{row.entry.provision} {row.heading}" if row.entry.provision else ""


def _who(row: EntryRow) -> str:
    return f"{row.added_by}, {local_day(row.entry.added_at)}"


def _back(row: EntryRow) -> str:
    at = row.entry.reversed_at
    return _("taken back {day}, {name}").format(day=local_day(at), name=row.reversed_by) if at else ""


class OfficeLists(QWidget):
    """The table with its verb. ``taken_back`` tells an entry's number."""

    taken_back = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowsView(columns(), _("Learned"), key=lambda row: row.entry.id, tall="document", parent=self)
        self.nothing = Words("", "body", "ink2", True, self)
        self.back = Button(_("Take back"), Kind.SECONDARY, "undo", parent=self)
        self.card = Card(parent=self)
        self.card.add_row(self.table, (0, 0, 0, 0))
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Learned"), "section"))
        stacked.addWidget(self.nothing)
        stacked.addWidget(self.card)
        below = line(self.back, spacing=8)
        below.addStretch(1)
        stacked.addLayout(below)
        self.back.clicked.connect(self._take_back)
        self.table.opened.connect(lambda _row: self._take_back())
        self.table.chose.connect(lambda _row: self._shape())
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: tuple[EntryRow, ...], why_not: tuple[str, ...]) -> None:
        """Shows the entries; ``why_not`` is why this person takes none back."""
        self._why_not = why_not
        self.table.set_rows(rows)
        self.table.fit(MOST_SEEN)
        told = _("On the review page X learns what is never proposed in its context, B what always is.")
        self.nothing.setText(_("Nothing has been learned yet.") + " " + told if not rows else told)
        self.card.setVisible(bool(rows))
        self.back.setVisible(bool(rows))
        if rows and self.table.current() is None:
            self.table.selectRow(0)
        self._shape()

    def _shape(self) -> None:
        row = self.table.current()
        gone = (_("It has been taken back already."),)
        self.back.set_blockers(self._why_not or (() if row is not None and row.entry.holds else gone))

    def _take_back(self) -> None:
        row = self.table.current()
        if row is not None and not self.back.blockers():
            self.taken_back.emit(row.entry.id)
