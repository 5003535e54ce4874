"""The questions of TF 2 kap. asked in their place on the request's page: one at a time, the answers on number keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.official import OFFICIAL, Path
from app.domain.requests import Document
from app.services.cases import official
from app.texts import _, ngettext

from ... import theme, wording
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.inplace import InPlace
from ...parts.inputs import Entry, Tick
from ...parts.keys import bind
from ...parts.states import State, StateText
from ...parts.swap import empty
from ...parts.words import Words

Answered = Callable[[Sequence[Document], Path, str], None]
"""Gets the documents, the answers, and the ground on which one that is not official is handed out ("": it is not)."""
MOST_ANSWERS = 9


class OfficialPanel(InPlace):
    """Hidden until it is asked. Digits answer, Backspace goes back one question, Escape leaves it as it is."""

    def __init__(self, answered: Answered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered = answered
        self._documents: list[Document] = []
        self._others: list[Document] = []
        self._path: Path = ()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self._whole.setSpacing(theme.px(8))
        self.choices: list[Button] = []
        for at in range(MOST_ANSWERS):
            words = _("Give answer {number}").format(number=at + 1)
            bind(self, str(at + 1), words, partial(self._take, at), area=_("on the questions of TF"))
        bind(self, "Backspace", _("Take back the last answer"), self.go_back, area=_("on the questions of TF"))

    def ask(self, document: Document, others: Sequence[Document]) -> None:
        """Asks of one document; ``others`` are those that nobody has tried, to which the same answers may apply."""
        self._documents, self._others = [document], [d for d in others if d.id != document.id]
        self._path = official.tree().proposed()
        self._show()

    def go_back(self) -> None:
        """Takes back the last answer."""
        self._path = self._path[:-1]
        self._show()

    def _take(self, at: int, _checked: bool = False) -> None:
        question = official.tree().walk(self._path).question
        if question is not None and at < len(question.answers):
            self._path = (*self._path, (question.id, question.answers[at].code))
            self._show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        empty(self._whole)
        walked = official.tree().walk(self._path)
        title = _("Is it an official document? {title}").format(title=self._documents[0].title)
        self._whole.addWidget(Words(title, "strong", parent=self))
        if self._path:
            self._whole.addWidget(Words(self._said(), "small", "ink2", wrap=True, parent=self))
        self.choices = []
        focus = self._verdict(walked.verdict, walked.source) if walked.question is None else self._question()
        self.come(focus)

    def _said(self) -> str:
        questions = official.tree().questions
        return "  ".join(f"{questions[q].text} {questions[q].choice(a).label}." for q, a in self._path)

    def _question(self) -> QWidget:
        question = official.tree().walk(self._path).question
        assert question is not None
        self._whole.addWidget(Words(question.text, "heading", wrap=True, parent=self))
        told = f"{question.help} {wording.backed(question.source, question.confidence)}."
        self._whole.addWidget(Words(told, "body", "ink2", wrap=True, parent=self))
        for at, choice in enumerate(question.answers):
            button = SecondaryButton(choice.label, key=str(at + 1), parent=self)
            button.clicked.connect(partial(self._take, at))
            self.choices.append(button)
            self._whole.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot()
        return self.choices[0]

    def _verdict(self, verdict: str, source: str) -> QWidget:
        goes_on = verdict == OFFICIAL
        told = f"{official.labels()[verdict]}, {source}"
        self._whole.addWidget(StateText(State.DONE if goes_on else State.WARNING, told, "strong", parent=self))
        self._voluntary = Entry(placeholder=_("Ground in the data protection regulation"), parent=self)
        self._voluntary.setAccessibleName(self._voluntary.placeholderText())
        self._voluntary.setVisible(not goes_on)
        if not goes_on:
            words = _(
                "It is not handed out under the right of access. The company may hand it out all the same, on a ground "
                "in the data protection regulation; secrecy holds for it as for any other."
            )
            self._whole.addWidget(Words(words, "body", "ink2", wrap=True, parent=self))
            self._whole.addWidget(self._voluntary)
        count = len(self._others)
        many = ngettext("Also of {count} document not yet tried", "Also of {count} documents not yet tried", count)
        self._also = Tick(many.format(count=count), parent=self)
        self._also.setVisible(bool(count) and goes_on)
        self._whole.addWidget(self._also)
        save = PrimaryButton(_("Save the answer"), key="Return", parent=self)
        save.clicked.connect(self._save)
        self._foot(save)
        return save

    def _foot(self, *first: Button) -> None:
        line = QHBoxLayout()
        back = Button(_("Back"), Kind.QUIET, key="⌫", parent=self)
        back.clicked.connect(self.go_back)
        back.setVisible(bool(self._path))
        leave = Button(_("Leave it"), Kind.SECONDARY, key="Esc", parent=self)
        leave.clicked.connect(self.leave)
        for button in (*first, back, leave):
            line.addWidget(button)
        line.addStretch(1)
        self._whole.addLayout(line)

    def _save(self) -> None:
        documents = [*self._documents, *(self._others if self._also.isChecked() else ())]
        ground, path = self._voluntary.text().strip(), self._path
        self.leave()
        self._answered(documents, path, ground)
