"""The order of the questions in the form: a heading for each step, and a line for those that are answered elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.record_fields import RecordStep
from app.texts import N_, _

from ... import theme
from ...parts.inputs import Field
from ...parts.states import State, StateText
from ...parts.words import Words, line

PLACES = {
    "documents": N_("Answered for each document."),
    "review": N_("Answered while the document is judged."),
    "delivery": N_("Last, once for the whole delivery."),
}


def elsewhere(step: RecordStep, parent: QWidget) -> QWidget:
    """A step that is answered elsewhere, and where."""
    return Words(f"{step.number}  {step.label} {_(PLACES[step.place])}", "small", "ink2", wrap=True, parent=parent)


class StepSection(QWidget):
    """A step with its questions; hidden where none of them is asked."""

    def __init__(self, step: RecordStep, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self.parts: list[QWidget] = []
        self._state = StateText(State.OPEN, "", parent=self)
        self._state.setFixedWidth(theme.px(22))
        head = line(self._state, Words(f"{step.number}  {step.label}", "section", wrap=True, parent=self), spacing=2)
        head.setStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self._column.addLayout(head)

    @property
    def fields(self) -> list[Field]:
        """The questions of the step."""
        return [part for part in self.parts if isinstance(part, Field)]

    def add(self, part: QWidget) -> None:
        """A question at the foot."""
        self.parts.append(part)
        self._column.addWidget(part)

    def settle(self) -> None:
        """Shows the step where one of its questions is shown."""
        self.setVisible(any(not part.isHidden() for part in self.parts))

    def show_state(self, done: bool) -> None:
        """Whether everything that must be answered here is."""
        self._state.set_state(State.DONE if done else State.OPEN, "")
        said = _("done") if done else _("not begun")
        self.setAccessibleName(f"{self.step.number}. {self.step.label}, {said}")
