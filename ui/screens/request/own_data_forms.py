"""Forms over a request for own data: the answer to a right with its grounds, and more time with its reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QWidget

from app import messages
from app.domain.own_data import DataOutcome
from app.services.delivering import own_data
from app.services.queries import RequestView
from app.store.unit import Unit
from app.texts import _

from ...parts.inputs import Lines, Radio, Tick
from ...parts.words import line
from .forms import Form


class ExtendForm(Form):
    """Two months more, and why."""

    def __init__(self, workspace: Any, view: RequestView) -> None:
        super().__init__(workspace, view)
        self.title, self.verb = _("More time for the answer"), _("Extend the time")
        self._told(_("Two months more where it is complex or there are many requests. It can be done once."))
        self.words = Lines(rows=2, parent=self)
        self._field(_("The reason, as the letter tells it"), self.words)

    def deed(self, unit: Unit) -> None:
        own_data.extend(unit, self.view.request.id, self.words.toPlainText())

    def first(self) -> QWidget:
        return self.words


class AnswerForm(Form):
    """The answer to one right: yes, in part or no, on which grounds, and what was done."""

    def __init__(self, workspace: Any, view: RequestView, code: str) -> None:
        super().__init__(workspace, view)
        self.code, right = code, own_data.rights()[code]
        self.title, self.verb = right.label, _("Save the answer")
        self._told(f"{right.explanation} {right.source}.")
        there = workspace.ask(lambda reader: reader.data_answers.first(request_id=view.request.id, right=code))
        self.there = there
        self._group = QButtonGroup(self)
        self.radios = {outcome: Radio(messages.data_outcome(outcome), parent=self) for outcome in DataOutcome}
        row = line(*self.radios.values(), spacing=18)
        row.addStretch(1)
        self.column.addLayout(row)
        self.grounds: dict[str, Tick] = {}
        for ground in own_data.grounds().values():
            if code in ground.rights:
                self._add_ground(ground.code, ground.code in there.grounds)
        self.done = Lines(there.done, rows=2, parent=self)
        self.said = self._field(_("What was done, as the letter tells it"), self.done)
        for radio in self.radios.values():
            self._group.addButton(radio)
            radio.toggled.connect(self._offer)
        self.radios[there.outcome or DataOutcome.GRANTED].setChecked(True)
        self._offer()

    def _add_ground(self, code: str, on: bool) -> None:
        ground = own_data.grounds()[code]
        tick = self.grounds[code] = Tick(ground.label, on, parent=self)
        tick.setAccessibleDescription(ground.words)
        self.column.addWidget(tick)
        words = self._told(f"{ground.words} {ground.source} ({ground.confidence}).")
        words.setContentsMargins(tick.iconSize().width() + 8, 0, 0, 0)

    def chosen(self) -> DataOutcome:
        """The answer that is chosen."""
        return next(outcome for outcome, radio in self.radios.items() if radio.isChecked())

    def _offer(self) -> None:
        """A plain no does nothing that could be told."""
        self.said.setVisible(not self.radios[DataOutcome.REFUSED].isChecked())

    def deed(self, unit: Unit) -> None:
        outcome = self.chosen()
        grounds = [code for code, tick in self.grounds.items() if tick.isChecked()]
        done = "" if outcome is DataOutcome.REFUSED else self.done.toPlainText()
        own_data.answer(unit, self.view.request.id, self.code, outcome, grounds, done, self.there)

    def first(self) -> QWidget:
        return self.radios[self.chosen()]
