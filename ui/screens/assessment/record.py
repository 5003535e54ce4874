"""The inputs for the record of an assessment: choices, days and lines, as the catalogue's fields ask for them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.record_fields import RecordField
from app.texts import _

from ... import theme
from ...parts.flow import Flow
from ...parts.inputs import Entry, Field, Lines, Radio

MOST_LINES = 9
"""A field grows to so many lines; then it scrolls."""


class GrowingLines(Lines):
    """Lines to write whose field grows with what is written."""

    def __init__(self, text: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(text, placeholder, 2, parent)
        self._least = self.height()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        written = round(self.document().size().height())
        lines = min(max(2, written), MOST_LINES)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if written > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(self._least + (lines - 2) * round(self.fontMetrics().lineSpacing()))


class RecordInput(Field):
    """One field of the record. ``written`` tells that words changed, ``picked`` that a choice did."""

    written = Signal()
    picked = Signal()

    def __init__(self, field: RecordField, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(field.label, control, field.help, parent)
        self.field = field
        self.label.set_step("strong")

    @abstractmethod
    def answer(self) -> object:
        """What is answered: a code, a day or words; "" or None for nothing."""

    def tell(self, fault: str, told: str = "") -> None:
        """What is wrong with the answer, or else what follows from it ("": the help)."""
        self._help = told or self.field.help
        self.set_fault(fault)

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        return self.control


class ChoiceInput(RecordInput):
    """Radio buttons in lines; the arrows choose."""

    def __init__(
        self, field: RecordField, value: str, choices: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        self.radios = {code: Radio(words) for code, words in choices.items()}
        super().__init__(field, Flow(tuple(self.radios.values()), 8), parent)
        self._group = QButtonGroup(self)
        for code, radio in self.radios.items():
            radio.setChecked(code == value)
            radio.setAccessibleName(f"{field.label} {radio.text()}")
            self._group.addButton(radio)
        self._group.buttonClicked.connect(lambda _button: self.picked.emit())

    def answer(self) -> object:
        found = next((code for code, radio in self.radios.items() if radio.isChecked()), "")
        return int(found or 0) if self.field.code == "variant" else found

    def focus_target(self) -> QWidget:
        return next((r for r in self.radios.values() if r.isChecked()), next(iter(self.radios.values())))


class DayInput(RecordInput):
    """A day to write, like 2026-12-31; one that is none is told, and answers nothing."""

    def __init__(self, field: RecordField, value: date | None, parent: QWidget | None = None) -> None:
        self.entry = Entry(value.isoformat() if value is not None else "", _("Like 2026-12-31."))
        self.entry.setMaximumWidth(theme.px(160))
        super().__init__(field, self.entry, parent)
        self.entry.textChanged.connect(lambda _text: self.written.emit())

    def answer(self) -> object:
        try:
            return date.fromisoformat(self.entry.text().strip())
        except ValueError:
            return None

    def tell(self, fault: str, told: str = "") -> None:
        wrong = self.entry.text().strip() and self.answer() is None and not self.entry.hasFocus()
        super().tell(_("The day cannot be understood. Write it like 2026-12-31.") if wrong else fault, told)


class LineInput(RecordInput):
    """One line to write."""

    def __init__(self, field: RecordField, value: str, parent: QWidget | None = None) -> None:
        self.entry = Entry(value)
        super().__init__(field, self.entry, parent)
        self.entry.textChanged.connect(lambda _text: self.written.emit())

    def answer(self) -> object:
        return self.entry.text().strip()


class LinesInput(RecordInput):
    """Several lines to write."""

    def __init__(self, field: RecordField, value: str, parent: QWidget | None = None) -> None:
        self.lines = GrowingLines(value, _("Write here …"))
        super().__init__(field, self.lines, parent)
        self.lines.textChanged.connect(self.written)

    def answer(self) -> object:
        return self.lines.toPlainText().strip()


def record_input(field: RecordField, value: object, choices: Mapping[str, str], parent: QWidget) -> RecordInput:
    """The input for a field, with what is answered so far."""
    if field.kind == "choice":
        return ChoiceInput(field, str(value or ""), choices, parent)
    if field.kind == "day":
        return DayInput(field, value if isinstance(value, date) else None, parent)
    return (LineInput if field.kind == "line" else LinesInput)(field, str(value or ""), parent)
