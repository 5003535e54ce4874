"""Entering the company's decision on a row of the document plan: how long, from when, on which paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.retention import CountedFrom, PlanRow
from app.texts import N_, _

from ... import theme
from ...parts.buttons import SecondaryButton
from ...parts.inputs import Entry, Field, Select, Tick
from ...parts.words import Words, line

BEGINS = {
    CountedFrom.YEAR_END: N_("From the end of the year"),
    CountedFrom.CLOSED: N_("From the closing"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What was entered for a row; ``years`` None keeps for good."""

    row: str
    years: int | None
    counted_from: CountedFrom
    basis: str


class PlanForm(QWidget):
    """The fields of the row that is chosen. ``decided`` gives what was entered."""

    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The document plan"))
        self.row: PlanRow | None = None
        self.which = Words("", "strong", wrap=True, parent=self)
        self.keep = Tick(_("Kept for good"), parent=self)
        self.years = Field(_("Years"), Entry(parent=self))
        self.begins = Select(self)
        for begins, words in BEGINS.items():
            self.begins.addItem(_(words), begins.value)
        self.basis = Field(_("The paper the decision rests on"), Entry(parent=self))
        self.enter = SecondaryButton(_("Enter the company's decision"), "tick", parent=self)
        fields = line(self.years, Field(_("Counted"), self.begins), self.basis, spacing=12)
        fields.setStretch(2, 1)
        for at in range(fields.count()):
            held = fields.itemAt(at)
            part = held.widget() if held is not None else None
            if part is not None:
                fields.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.years.setMaximumWidth(theme.px(110))
        below = line(self.keep, self.enter, spacing=16)
        below.addStretch(1)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(self.which)
        stacked.addLayout(fields)
        stacked.addLayout(below)
        self.keep.toggled.connect(lambda on: self.years.setEnabled(not on))
        self.enter.clicked.connect(self._enter)

    def show_row(self, row: PlanRow | None) -> None:
        """Shows a row to decide on, as it is now."""
        self.row = row
        if row is None:
            return
        self.which.setText(row.label)
        self.keep.setChecked(row.years is None)
        self._entry(self.years).setText("" if row.years is None else str(row.years))
        self.begins.setCurrentIndex(self.begins.findData(row.counted_from.value))
        self._entry(self.basis).setText(row.decided_by)
        for field in (self.years, self.basis):
            field.set_fault("")

    @staticmethod
    def _entry(field: Field) -> Entry:
        assert isinstance(field.control, Entry)
        return field.control

    def _enter(self) -> None:
        """Gives the decision; what cannot be understood is said at its field."""
        if self.row is None or self.enter.blockers():
            return
        written, basis = self._entry(self.years).text().strip(), self._entry(self.basis).text().strip()
        number = self.keep.isChecked() or written.isdecimal()
        self.years.set_fault("" if number else _("A whole number of years."))
        self.basis.set_fault("" if basis else _("Which decision? Day and paragraph."))
        if number and basis:
            years = None if self.keep.isChecked() else int(written)
            self.decided.emit(Decided(self.row.id, years, CountedFrom(self.begins.currentData()), basis))
