"""Entering a document in a request's file: a call, a letter, a note; the subject is read while it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import messages
from app.domain.register import Direction, Party
from app.services.cases.subjects import Look
from app.services.keeping import register
from app.services.keeping.register import NewEntry
from app.texts import N_, _

from ... import theme
from ...parts.buttons import SecondaryButton
from ...parts.inputs import DayField, Entry, Field, Select, Tick
from ...parts.words import line

_TOP = Qt.AlignmentFlag.AlignTop
PARTIES = {
    Party.NOBODY: N_("Nobody"),
    Party.REQUESTER: N_("The requester"),
    Party.PRIVATE: N_("Another private person"),
    Party.NAMED: N_("A company or authority"),
}


class SubjectField(Field):
    """A subject line that says at once what detectors see in it; ``confirmed`` is the tick that then shows."""

    def __init__(self, entry: Entry, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Subject"), entry, help_text, parent)
        self.entry = entry
        self.confirmed = Tick(_("Nobody is named in it"), parent=self)
        self.confirmed.hide()
        self.look: Callable[[str], Look] = lambda _text: Look()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.confirmed)
        entry.textChanged.connect(self._look)

    def _look(self, text: str) -> None:
        seen = self.look(text)
        self.confirmed.setVisible(bool(seen.doubted) and not seen.refused)
        if not self.confirmed.isVisibleTo(self):
            self.confirmed.setChecked(False)
        code = "subject-personal" if seen.refused else "subject-doubted" if seen.doubted else ""
        self.set_fault(messages.sentence(code, {"what": seen.words}) if code else "")


class EntryForm(QWidget):
    """The fields. ``entered`` gives what shall be entered."""

    entered = Signal(object)

    def __init__(self, look: Callable[[str], Look], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Enter a document"))
        self.kind, self.direction, self.party, self.form = (Select(self) for _part in range(4))
        for kind in register.kinds().values():
            if kind.by_hand:
                self.kind.addItem(kind.label, kind.code)
        for direction in Direction:
            self.direction.addItem(register.direction_words(direction), direction.value)
        self.direction.setCurrentIndex(self.direction.findData(Direction.DRAWN_UP.value))
        for party, words in PARTIES.items():
            self.party.addItem(_(words), party.value)
        self.form.addItem("–", "")
        for code, label in register.forms().items():
            self.form.addItem(label, code)
        self.day = DayField(_("Day"))
        self.name = Field(_("Name"), Entry(parent=self))
        self.subject = SubjectField(Entry(parent=self), _("Empty: the request's own subject."), self)
        self.subject.look = look
        self.enter = SecondaryButton(_("Enter in the register"), "plus", parent=self)
        self._lay_out()
        self.party.currentIndexChanged.connect(lambda _at: self._shape())
        self.enter.clicked.connect(self._enter)
        self._shape()

    def _lay_out(self) -> None:
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(10))
        first = line(
            Field(_("Kind of document"), self.kind),
            Field(_("Direction"), self.direction),
            self.day,
            Field(_("Form"), self.form),
            spacing=12,
        )
        second = line(Field(_("Sender or receiver"), self.party), self.name, self.subject, spacing=12)
        second.setStretch(2, 1)
        for row in (first, second):
            for at in range(row.count()):
                held = row.itemAt(at)
                part = held.widget() if held is not None else None
                if part is not None:
                    row.setAlignment(part, _TOP)
        first.addStretch(1)
        stacked.addLayout(first)
        stacked.addLayout(second)
        below = line(self.enter)
        below.addStretch(1)
        stacked.addLayout(below)

    def _shape(self) -> None:
        self.name.setVisible(self.party.currentData() in (Party.PRIVATE.value, Party.NAMED.value))

    def start(self, today: date) -> None:
        """Empties the fields; the day is today."""
        self.day.entry.setText(today.isoformat())
        self.subject.entry.clear()
        name = self.name.control
        assert isinstance(name, Entry)
        name.clear()

    def _enter(self) -> None:
        fits, day = self.day.read()
        name = self.name.control
        assert isinstance(name, Entry)
        if not fits or day is None or self.enter.blockers():
            return
        self.entered.emit(
            NewEntry(
                kind=self.kind.currentData(),
                direction=Direction(self.direction.currentData()),
                on=day,
                party=Party(self.party.currentData()),
                name=name.text(),
                subject=self.subject.entry.text(),
                form=self.form.currentData(),
                confirmed=self.subject.confirmed.isChecked(),
            )
        )
