"""The parts of the decision's page: an assessment that is tested anew, and the fields of each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.assessments import Assessment
from app.domain.decisions import RULED, DecisionStep
from app.services.deciding import ruling_words
from app.services.deciding.rulings import Part
from app.services.office import organisation
from app.texts import N_, _

from ... import theme
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.grounds import GroundBadge
from ...parts.inputs import DayField, Entry, Field, Lines, Select, Tick
from ...parts.states import State, StateText
from ...parts.ticked import Choice, TickList
from ...parts.words import Card, Words, column, line
from ..assessment.words import tell_mistakes


class Kind(StrEnum):
    """What is written in a field of a step."""

    TEXT = "text"
    DAY = "day"
    DAY_OR_NONE = "day-or-none"
    PASSWORD = "password"
    NOTICED = "noticed"
    JUDGMENT = "judgment"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name in the answer, its label, and what is written in it."""

    name: str
    label: str
    kind: Kind


COURT = (
    Asked("day", N_("Day of the judgment"), Kind.DAY),
    Asked("case_number", N_("The court's case number"), Kind.TEXT),
)
STEPS: dict[DecisionStep, tuple[str, tuple[Asked, ...]]] = {
    DecisionStep.DECIDE: (
        N_("Decide for the company"),
        (Asked("password", N_("Your password, again"), Kind.PASSWORD),),
    ),
    DecisionStep.SEND: (
        N_("The decision was sent"),
        (
            Asked("way", N_("How it was sent"), Kind.TEXT),
            Asked("noticed", N_("With the notice of how to appeal"), Kind.NOTICED),
        ),
    ),
    DecisionStep.RECEIVE: (
        N_("The requester got it"),
        (Asked("day", N_("Day"), Kind.DAY), Asked("receipt", N_("How it is known"), Kind.TEXT)),
    ),
    DecisionStep.APPEAL: (
        N_("An appeal came in"),
        (
            Asked("day", N_("Day it reached the company"), Kind.DAY),
            Asked("court", N_("Day it first reached the court by mistake"), Kind.DAY_OR_NONE),
        ),
    ),
    DecisionStep.REJECT: (
        N_("Reject the appeal as too late"),
        (Asked("password", N_("Your password, again"), Kind.PASSWORD),),
    ),
    DecisionStep.FORWARD: (N_("The appeal was sent on to the court"), ()),
    DecisionStep.JUDGE: (
        N_("The court has judged"),
        (
            Asked("judgment", N_("Judgment"), Kind.JUDGMENT),
            *COURT,
            Asked("opened", N_("What the court did not let stand (only where it was granted)"), Kind.PARTS),
        ),
    ),
    DecisionStep.GO_ON: (
        N_("The requester went on to the supreme court"),
        (Asked("day", N_("Day"), Kind.DAY),),
    ),
    DecisionStep.LEAVE: (N_("The case is taken up"), COURT),
    DecisionStep.NO_LEAVE: (N_("The case is not taken up"), COURT),
    DecisionStep.SEND_BACK: (N_("The case goes back to the court of appeal"), COURT),
    DecisionStep.RECONSIDER: (
        N_("Hand out more after all"),
        (Asked("opened", N_("What is handed out"), Kind.PARTS), Asked("why", N_("Why"), Kind.TEXT)),
    ),
    DecisionStep.EXPIRE: (N_("The time to appeal is over"), ()),
}  # fmt: skip
"""What each step is called on its button, and what it asks for."""


class StepForm(QWidget):
    """The fields of one step and its button, filled where it is the ``first`` of the page.

    ``parts`` is what is held back, for the steps that open some of it. ``answered`` gives the step and what was
    written.
    """

    answered = Signal(object, object)

    def __init__(
        self,
        step: DecisionStep,
        blockers: tuple[str, ...],
        first: bool = True,
        parts: Sequence[Part] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step, self._parts = step, sorted(parts, key=lambda part: part.provision)
        words, asked = STEPS[step]
        self.button = (PrimaryButton if first else SecondaryButton)(_(words), parent=self)
        self.button.set_blockers(blockers)
        self.button.clicked.connect(self.answer)
        self.controls: dict[str, QWidget] = {}
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, theme.px(12))
        stacked.setSpacing(theme.px(8))
        for one in asked if not blockers else ():
            control = self.controls[one.name] = self._control(one)
            labelled = isinstance(control, Tick | DayField)
            stacked.addWidget(control if labelled else Field(_(one.label), control, parent=self))
        stacked.addWidget(self.button)
        for told in blockers:
            stacked.addWidget(Words(told, "small", "ink2", True, self))

    def _control(self, one: Asked) -> QWidget:
        if one.kind is Kind.NOTICED:
            return Tick(_(one.label), True, self)
        if one.kind is Kind.JUDGMENT:
            chosen = Select(self)
            for judgment in RULED[self.step]:
                chosen.addItem(_(ruling_words.JUDGMENTS[judgment]), judgment.value)
            return chosen
        if one.kind is Kind.PARTS:
            choices = [Choice(part.id, ruling_words.part(part), part.provision) for part in self._parts]
            return TickList(_(one.label), choices, self)
        if one.kind in (Kind.DAY, Kind.DAY_OR_NONE):
            open_end = _("Like 2026-12-31; empty for none.") if one.kind is Kind.DAY_OR_NONE else ""
            day = DayField(_(one.label), open_end, self)
            day.entry.returnPressed.connect(self.answer)
            return day
        entry = Entry(secret=one.kind is Kind.PASSWORD, parent=self)
        entry.returnPressed.connect(self.answer)
        return entry

    def answer(self) -> None:
        """Gives what was written; a day that cannot be understood is said at its field."""
        if self.button.blockers():
            return
        said: dict[str, Any] = {}
        for name, control in self.controls.items():
            fits, said[name] = _read(control)
            if not fits:
                return
        self.answered.emit(self.step, said)


def _read(control: QWidget) -> tuple[bool, Any]:
    """Whether a field can be understood, and what it says."""
    if isinstance(control, DayField):
        return control.read()
    if isinstance(control, Tick):
        return True, control.isChecked()
    if isinstance(control, Select):
        return True, control.currentData()
    if isinstance(control, TickList):
        return True, control.marked()
    assert isinstance(control, Entry)
    return True, control.text()


class RetestCard(Card):
    """One assessment as it stands, and by whom it was tested anew ("": nobody), with why nothing milder does.

    ``stands`` gives its id and the answer.
    """

    stands = Signal(int, str)

    def __init__(self, row: Assessment, number: int, by: str, milder: str, open_: bool) -> None:
        super().__init__()
        group = organisation.groups().get(row.group, row.group)
        head = line(GroundBadge(number, row.provision), Words(group, "strong", wrap=True), spacing=8)
        head.setStretch(1, 1)
        head.addWidget(Words(row.provision, "small", "ink2"))
        self.add_row(head)
        for name, said in ((_("Why it applies here"), row.applies), (_("Harm"), row.harm)):
            if said:
                self.add_row(column(Words(name, "small", "ink2"), Words(said, wrap=True), spacing=1))
        if by:
            told = _("Tested anew by {name}").format(name=by)
            self.add_row(column(StateText(State.DONE, told), Words(milder, wrap=True), spacing=4))
            return
        self.milder = Lines(placeholder=_("Write here …"), rows=2, parent=self)
        question = _("Why does neither a reservation (OSL 10:14) nor consent (OSL 12:2) remove the harm?")
        field = tell_mistakes(Field(question, self.milder, parent=self))
        field.setVisible(row.tests_harm and open_)
        button = SecondaryButton(_("Tested anew, stands"), "tick", parent=self)
        button.set_blockers(() if open_ else (_("A reviewer or decision-maker tests it anew."),))
        button.clicked.connect(lambda: self.stands.emit(row.id, self.milder.toPlainText()))
        self.button = button
        self.add_row(column(field, button, spacing=8))
