"""Who may decide for the company: the delegations as a table, and the fields of a new one for administrators."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.decisions import Delegation, Scope
from app.domain.people import Person
from app.services.deciding.decisions import NewDelegation
from app.texts import N_, _

from ... import theme
from ...parts.buttons import SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import DayField, Entry, Field, Select, Tick
from ...parts.rows import RowsView
from ...parts.words import Card, Words, column, line

SCOPES = {
    Scope.REFUSE: N_("Refusals and masks"),
    Scope.RESERVE: N_("Reservations"),
    Scope.REJECT: N_("Rejecting late appeals"),
    Scope.FEE: N_("Fees in advance"),
}


class Delegations(QWidget):
    """The section. ``given`` tells a new delegation, ``ended`` the id of one that shall end today."""

    given = Signal(object)
    ended = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[int, str] = {}
        columns = (
            Column(_("Person"), self._name, second=lambda d: d.basis, icon=lambda d: "person"),
            Column(_("Covers"), lambda d: ", ".join(_(SCOPES[s]) for s in SCOPES if s in d.scopes)),
            Column(_("First day"), lambda d: d.valid_from.isoformat(), width=110, tone=lambda d: "ink2"),
            Column(_("Last day"), lambda d: str(d.valid_to or "–"), width=110, tone=lambda d: "ink2"),
        )
        self.table = RowsView(columns, _("Delegations"), key=lambda d: d.id, tall="document", parent=self)
        self.card = Card(parent=self)
        self.card.add_row(self.table, (0, 0, 0, 0))
        self.person, self.basis = Select(self), Entry(parent=self)
        self.scopes = {scope: Tick(_(words), scope is Scope.REFUSE, self) for scope, words in SCOPES.items()}
        self.add = SecondaryButton(_("Enter the delegation"), parent=self)
        self.end = SecondaryButton(_("End it today"), parent=self)
        self.start = DayField(_("First day"))
        self.last = DayField(_("Last day"), _("Like 2026-12-31; empty for no end."))
        self.form = QWidget(self)
        self.setAccessibleName(_("Delegations"))
        self.add.clicked.connect(self._give)
        self.end.clicked.connect(self._end)
        self._lay_out()

    def _lay_out(self) -> None:
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Delegations"), "section"))
        told = _("Only a person whose delegation holds on the day can make the company's decision.")
        stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addWidget(self.card)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        basis = Field(_("The paper it rests on"), self.basis)
        shown = (Field(_("Person"), self.person), basis, self.start, self.last)
        fields = line(*shown, spacing=12)
        for one in shown:
            fields.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        form.addLayout(fields)
        form.addLayout(line(*self.scopes.values(), spacing=16))
        buttons = line(self.add, self.end, spacing=8)
        buttons.addStretch(1)
        form.addLayout(buttons)
        stacked.addLayout(column(self.form))

    def _name(self, row: Delegation) -> str:
        return self._names.get(row.person_id, "–")

    def show_rows(self, rows: Sequence[Delegation], people: Sequence[Person], may: bool) -> None:
        """Shows the delegations; ``may``: whether this person may change them."""
        self._names = {p.id: p.name for p in people}
        self.table.set_rows(rows)
        self.table.fit()
        self.card.setVisible(bool(rows))
        self.form.setVisible(may)
        self.end.setVisible(bool(rows))
        chosen = self.person.currentData()
        self.person.clear()
        for person in people:
            self.person.addItem(f"{person.name}, {person.title}", person.id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def _give(self) -> None:
        (_fits, start), (fits, last) = self.start.read(), self.last.read()
        if start is not None and fits:
            scopes = frozenset(scope for scope, tick in self.scopes.items() if tick.isChecked())
            self.given.emit(NewDelegation(self.person.currentData(), scopes, self.basis.text(), start, last))

    def _end(self) -> None:
        row = self.table.current()
        if row is not None:
            self.ended.emit(row.id)
