"""All fields of one provision, to read or to change; what is wrong with a field is said at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app import messages
from app.domain.provisions import ContractCap, Provision, Variant
from app.services.office import catalogue_words
from app.texts import N_, _

from ... import theme
from ...parts.inputs import Entry, Field, Lines, Select, Tick
from ...parts.swap import show_in
from ...parts.words import Words

LINE, TEXT, LIST, CHOICE, YES, YEARS, DAY, TICKS, CAP, PARTS = (
    "line", "text", "list", "choice", "yes", "years", "day", "ticks", "cap", "parts",
)  # fmt: skip
"""How a field is written: a line, several, one value to a line, one of a few, yes or no ..."""

FIELDS = (
    ("id", LINE), ("heading", LINE), ("kind", CHOICE), ("scope", TEXT), ("protects", TEXT), ("interest", CHOICE),
    ("requisite", CHOICE), ("requisite_text", TEXT), ("text_checked", YES), ("variants", PARTS), ("questions", LIST),
    ("letter_line", TEXT), ("typical", TEXT), ("max_years", YEARS), ("contract_cap", CAP), ("ends_when", TEXT),
    ("status_field", LINE), ("overrides", TICKS), ("reservation_possible", YES), ("emissions", CHOICE),
    ("limits", LIST), ("meddelarfrihet_limited", CHOICE), ("confidence", CHOICE), ("doubt", TEXT), ("note", TEXT),
    ("source", LINE), ("valid_from", DAY),
)  # fmt: skip
"""The fields in the order in which a jurist reads them, and how each is written."""

HELP = {
    "id": N_("Like ”OSL 21:3 1 st”."),
    "questions": N_("One to a line. Whoever masks answers them."),
    "limits": N_("One to a line."),
    "variants": N_("One to a line: whom | requisite | the statute's words."),
    "contract_cap": N_("Years | otherwise years | the contracts meant. Empty for none."),
    "max_years": N_("From the making of the document. Empty for no end."),
    "letter_line": N_("What the letter calls the information, like ”uppgift om …”."),
    "valid_from": N_("Like 2026-12-31; empty where it is not known."),
    "status_field": N_("The program's name of the state, like ”procurement_status”. Empty for none."),
}
BAR = " | "


class WrongField(ValueError):
    """What stands in a field cannot be understood."""


@dataclass(frozen=True, slots=True)
class _Control:
    """A field on the form: its widget, and how its value is shown and read."""

    field: Field
    show: Callable[[Any], object]
    read: Callable[[], Any]


class ProvisionForm(QScrollArea):
    """The fields of a provision. ``written`` tells that something was changed by hand."""

    written = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Provision"))
        self.viewport().setAutoFillBackground(False)
        self._base: Provision | None = None
        self._showing = False
        self.dirty = False
        self.body = QWidget()
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, theme.px(10), 0)
        whole.setSpacing(theme.px(theme.GAP_FIELD))
        self.signed = Words("", "small", "ink2", wrap=True, parent=self.body)
        whole.addWidget(self.signed)
        self.controls = {name: self._made(name, kind) for name, kind in FIELDS}
        for control in self.controls.values():
            whole.addWidget(control.field)
        whole.addStretch(1)
        show_in(self, self.body)

    def show_row(self, row: Provision, editable: bool, *, new: bool = False) -> None:
        """Shows a row; only a new one's name can be written."""
        self._base, self._showing = row, True
        for name, control in self.controls.items():
            control.show(getattr(row, name))
            control.field.set_fault("")
            control.field.setEnabled(editable)
        self.controls["id"].field.setEnabled(editable and new)
        told = _("Not signed by a jurist.")
        if row.retired:
            told = _("Retired: {why}").format(why=row.retired_why)
        elif row.reviewed_by:
            told = _("Signed by {name} {day}.").format(name=row.reviewed_by, day=row.reviewed_on)
        self.signed.setText(told)
        self.verticalScrollBar().setValue(0)
        self.dirty = self._showing = False

    def row(self) -> Provision | None:
        """The row as it is written; None where a field cannot be understood, which is said at it."""
        assert self._base is not None
        values: dict[str, Any] = {}
        for name, control in self.controls.items():
            control.field.set_fault("")
            try:
                values[name] = control.read()
            except WrongField as wrong:
                self.fault(name, str(wrong))
                return None
        number = values["id"].partition(" ")[2].partition(":")[0]
        chapter = int(number) if number.isdigit() else self._base.chapter
        return replace(self._base, **values, chapter=chapter)

    def fault(self, name: str, sentence: str) -> None:
        """Says at a field what is wrong with it, and goes there."""
        control = self.controls.get("id" if name == "chapter" else name)
        if control is not None:
            control.field.set_fault(sentence)
            self.ensureWidgetVisible(control.field)
            control.field.control.setFocus()

    # -- how each kind is written ----------------------------------------------------------------------------------

    def _made(self, name: str, kind: str) -> _Control:
        make = {LINE: self._line, CHOICE: self._choice, YES: self._yes, TICKS: self._ticks}
        if kind in make:
            return make[kind](name)
        if kind in (YEARS, DAY, CAP):
            entry = Entry(parent=self.body)
            show, read = _SHORT[kind]
            entry.textChanged.connect(self._wrote)
            field = self._field(name, entry)
            return _Control(field, lambda held: entry.setText(show(held)), lambda: read(entry.text()))
        lines = Lines("", "", 4 if kind in (LIST, PARTS) else 2, self.body)
        show, read = _LONG[kind]
        lines.textChanged.connect(self._wrote)
        field = self._field(name, lines)
        return _Control(field, lambda held: lines.setPlainText(show(held)), lambda: read(lines.toPlainText()))

    def _line(self, name: str) -> _Control:
        entry = Entry(parent=self.body)
        entry.textChanged.connect(self._wrote)
        return _Control(self._field(name, entry), lambda held: _set_line(entry, held), lambda: entry.text().strip())

    def _choice(self, name: str) -> _Control:
        select = Select(self.body)
        for code, words in catalogue_words.choices(name).items():
            select.addItem(words, code)
        select.currentIndexChanged.connect(self._wrote)
        field = self._field(name, select)
        return _Control(field, lambda held: select.setCurrentIndex(select.findData(held)), select.currentData)

    def _yes(self, name: str) -> _Control:
        tick = Tick(_("Yes"), parent=self.body)
        tick.toggled.connect(self._wrote)
        return _Control(self._field(name, tick), tick.setChecked, tick.isChecked)

    def _ticks(self, name: str) -> _Control:
        held = QWidget(self.body)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        ticks = {code: Tick(words, parent=held) for code, words in catalogue_words.choices(name).items()}
        for tick in ticks.values():
            tick.toggled.connect(self._wrote)
            column.addWidget(tick)

        def show(codes: tuple[str, ...]) -> None:
            for code, tick in ticks.items():
                tick.setChecked(code in codes)

        def read() -> tuple[str, ...]:
            kept = self._base.overrides if self._base is not None else ()
            chosen = [code for code, tick in ticks.items() if tick.isChecked()]
            return (*(c for c in kept if c in chosen), *(c for c in chosen if c not in kept))

        return _Control(self._field(name, held), show, read)

    def _field(self, name: str, control: QWidget) -> Field:
        return Field(messages.row_field(name), control, _(HELP[name]) if name in HELP else "", self.body)

    def _wrote(self, *_what: object) -> None:
        if not self._showing:
            self.dirty = True
            self.written.emit()


def _set_line(entry: QLineEdit, held: str) -> None:
    entry.setText(held)
    entry.setCursorPosition(0)


def _years(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise WrongField(_("Write a whole number of years."))
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise WrongField(_("The day cannot be understood. Write it like 2026-12-31.")) from None


def _show_cap(cap: ContractCap | None) -> str:
    return BAR.join((str(cap.years), str(cap.otherwise_years), cap.applies)) if cap is not None else ""


def _cap(text: str) -> ContractCap | None:
    parts = [part.strip() for part in text.split("|")]
    if not text.strip():
        return None
    if len(parts) != 3 or not parts[0].isdigit() or not parts[1].isdigit():
        raise WrongField(_("Write years, otherwise years and the contracts meant, with | between."))
    return ContractCap(int(parts[0]), parts[2], otherwise_years=int(parts[1]))


def _list(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _show_parts(parts: tuple[Variant, ...]) -> str:
    return "\n".join(BAR.join((part.applies_to, part.requisite, part.requisite_text)).rstrip() for part in parts)


def _parts(text: str) -> tuple[Variant, ...]:
    found = []
    for line in _list(text):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) not in (2, 3):
            raise WrongField(_("Write whom, the requisite's code and the statute's words, with | between."))
        found.append(Variant(cells[0], cells[1], cells[2] if len(cells) == 3 else ""))
    return tuple(found)


_SHORT: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    YEARS: (lambda held: "" if held is None else str(held), _years),
    DAY: (lambda held: "" if held is None else str(held), _day),
    CAP: (_show_cap, _cap),
}
_LONG: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    TEXT: (str, lambda text: " ".join(text.split())),
    LIST: ("\n".join, _list),
    PARTS: (_show_parts, _parts),
}
