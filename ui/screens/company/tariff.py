"""What copies cost: the tariff in force with who decided it, and the fields of a new edition for administrators."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.fees import Rates, TariffEdition
from app.services.delivering import fees
from app.services.delivering.charging import NewTariff
from app.texts import _

from ... import theme
from ...parts.buttons import SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import DayField, Entry, Field
from ...parts.rows import RowsView
from ...parts.words import Card, Words, line


class RatesFields(QWidget):
    """The four numbers of one form of copies, each in a field of its own."""

    def __init__(self, numbers: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labels = (_("Free pages"), _("Pages in the first fee"), _("First fee, kr"), _("Each further page, kr"))
        pairs = zip(labels, numbers, strict=True)
        self.fields = tuple(Field(label, Entry(str(number))) for label, number in pairs)
        fields = line(*self.fields, spacing=12)
        for one in self.fields:
            fields.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        self.setLayout(fields)

    def read(self) -> Rates | None:
        """The numbers; None, said at the field, where one cannot be understood."""
        texts = [field.control.text().strip() for field in self.fields if isinstance(field.control, Entry)]
        for field, text in zip(self.fields, texts, strict=True):
            field.set_fault("" if text.isdecimal() else _("Write a whole number."))
        return Rates(*map(int, texts)) if all(text.isdecimal() for text in texts) else None


class Tariffs(QWidget):
    """The section. ``entered`` tells a new edition."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = 0
        columns = (
            Column(_("Tariff"), self._name, second=_decided, strong=lambda t: t.id == self._now),
            Column(_("Paper"), lambda t: fees.rates_words(t.paper)),
            Column(_("Electronic"), lambda t: fees.rates_words(t.electronic)),
            Column(_("From"), lambda t: str(t.valid_from) if t.id else "–", width=110, tone=lambda t: "ink2"),
        )
        self.table = RowsView(columns, _("Tariff"), key=lambda t: t.id, tall="document", parent=self)
        self.card = Card(parent=self)
        self.card.add_row(self.table, (0, 0, 0, 0))
        self.name, self.by, self.reg = (Entry(parent=self) for _part in range(3))
        self.on, self.start = DayField(_("Decided on")), DayField(_("Holds from"))
        self.paper, self.electronic = RatesFields((9, 10, 50, 2), self), RatesFields((0, 0, 0, 0), self)
        self.add = SecondaryButton(_("Enter the tariff"), parent=self)
        self.add.clicked.connect(self._enter)
        self.form = QWidget(self)
        self._lay_out()

    def _lay_out(self) -> None:
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Tariff"), "section"))
        told = _("Copies alone cost something, never reading here, searching, testing or masking (TF 2:15-16).")
        stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addWidget(self.card)
        first = (Field(_("Name"), self.name), Field(_("Decided by"), self.by), Field(_("Registry number"), self.reg))
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        for shown in (first, (self.on, self.start)):
            fields = line(*shown, spacing=12)
            for one in shown:
                fields.setAlignment(one, Qt.AlignmentFlag.AlignTop)
            form.addLayout(fields)
        for words, rates in ((_("Paper"), self.paper), (_("Electronic"), self.electronic)):
            form.addWidget(Words(words, "strong"))
            form.addWidget(rates)
        buttons = line(self.add)
        buttons.addStretch(1)
        form.addLayout(buttons)
        stacked.addWidget(self.form)

    def _name(self, row: TariffEdition) -> str:
        return _("{name}, in force").format(name=row.name) if row.id == self._now else row.name

    def show_rows(self, rows: Sequence[TariffEdition], now: int, may: bool) -> None:
        """Shows the editions; ``now`` is the id of the one in force, ``may`` whether this person may enter one."""
        self._now = now
        self.table.set_rows(tuple(reversed(rows)))
        self.table.fit()
        self.form.setVisible(may)

    def _enter(self) -> None:
        (on_fits, on), (start_fits, start) = self.on.read(), self.start.read()
        paper, electronic = self.paper.read(), self.electronic.read()
        if on_fits and start_fits and on and start and paper and electronic:
            decided = (self.by.text(), on, self.reg.text())
            self.entered.emit(NewTariff(self.name.text(), paper, electronic, *decided, start))


def _decided(row: TariffEdition) -> str:
    return ", ".join(part for part in (row.decided_by, row.decided_on, row.registry_number) if part)
