"""The form of one assessment: questions of the provision, what speaks for and against, outcome, the letter's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.assessments import Assessment, AssessmentOutcome
from app.domain.provisions import Provision
from app.services import letter_blocks, organisation
from app.services.assessment import Answers
from app.texts import _, pgettext
from redaction.marks import Mark

from ... import theme
from ...parts.grounds import GroundBadge
from ...parts.inputs import Field, Lines, Radio, Select, Tick
from ...parts.notices import Banner, Tone
from ...parts.words import Card, Rule, Words, column
from .words import fault_words, mistake_words

MOST_LINES = 9
"""A field grows to so many lines; then it scrolls."""
PAUSE_MS = 900
"""How long the hand rests before what was written is saved, in ms."""


class GrowingLines(Lines):
    """Lines to write whose field grows with what is written."""

    def __init__(self, text: str, placeholder: str, parent: QWidget) -> None:
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


class AssessmentForm(QScrollArea):
    """Shows an assessment. ``changed`` tells the whole answers, at a pause in writing or when a field is left."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Assessment"))
        self.viewport().setAutoFillBackground(False)
        self._answers: Answers | None = None
        self._provision: Provision | None = None
        self._number = 0
        self._masks: Sequence[Mark] = ()
        self._unsaved = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)

    def show_assessment(
        self, row: Assessment, provision: Provision, number: int, editable: bool, masks: Sequence[Mark] = ()
    ) -> None:
        """Shows an assessment; what is being written is saved first.

        ``provision`` is its own as the catalogue read then, ``masks`` are those of the whole delivery.
        """
        self.save()
        self._provision, self._number, self._masks = provision, number, masks
        self._answers = Answers(**{name: getattr(row, name) for name in Answers.__dataclass_fields__})
        body = QWidget()
        whole = QVBoxLayout(body)
        pad = theme.px(24)
        whole.setContentsMargins(pad, theme.px(18), pad, pad)
        whole.setSpacing(theme.px(16))
        whole.addLayout(self._head(row, body))
        whole.addWidget(self._facts(row, provision, body))
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.px(24))
        columns.addLayout(self._questions(row, provision.questions, body), 0, 0)
        columns.addLayout(self._factors(row, body), 0, 1)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        whole.addLayout(columns)
        whole.addWidget(Rule(body))
        whole.addLayout(self._letter(body))
        whole.addStretch(1)
        body.setEnabled(editable)
        self._watch()
        self.setWidget(body)
        self._check()

    @property
    def answers(self) -> Answers | None:
        """What the form says now."""
        return self._answers

    def first_field(self) -> QWidget | None:
        """Where writing begins: the first field that is empty, else the first."""
        if self.widget() is None:
            return None
        empty = (field.control for field in self._fields if not self._text(field))
        return next(empty, self._fields[0].control)

    def next_empty(self) -> QWidget | None:
        """The next question without an answer after the one being written."""
        inputs = [field.control for field in self._fields]
        here = next((at for at, control in enumerate(inputs) if control.hasFocus()), -1)
        order = [*range(here + 1, len(inputs)), *range(0, here + 1)]
        return next((inputs[at] for at in order if not self._text(self._fields[at])), None)

    def save(self) -> None:
        """Tells what was written since the last time."""
        self._pause.stop()
        if self._unsaved:
            self._unsaved = False
            self.changed.emit(self._answers)
            self._check()

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _head(self, row: Assessment, body: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        line.addWidget(GroundBadge(self._number, row.provision, swatch=True, parent=body))
        name = organisation.groups().get(row.group, row.group)
        self._name = Words(name, "heading", parent=body)
        line.addWidget(self._name, 1)
        self._group = Select(body)
        self._group.setAccessibleName(_("Group of information"))
        for code, words in organisation.groups().items():
            self._group.addItem(words, code)
        self._group.setCurrentIndex(self._group.findData(row.group))
        line.addWidget(Words(_("Group of information"), "body", "ink2", parent=body))
        line.addWidget(self._group)
        return line

    def _facts(self, row: Assessment, provision: Provision, body: QWidget) -> QWidget:
        requisite = organisation.requisites().get(row.requisite, row.requisite)
        card = Card(strong_border=False, parent=body)
        line = QHBoxLayout()
        line.setSpacing(theme.px(20))
        for label, words in (
            (_("Provision"), f"{provision.id} {provision.heading}"),
            (_("Requisite"), f"{requisite}: {provision.requisite_text}"),
            (_("Protects"), provision.protects),
        ):
            held = column(Words(label, "small", "ink2", parent=card), Words(words, wrap=True, parent=card), spacing=2)
            held.addStretch(1)
            line.addLayout(held, 1 + (label == _("Requisite")))
        card.add_row(line, (14, 9, 14, 10))
        return card

    def _questions(self, row: Assessment, asked: Sequence[str], body: QWidget) -> QVBoxLayout:
        answers = (*row.answers, *("" for _missing in asked))
        labels = [_("Why does the provision apply here?"), *asked, _("Which harm follows, and for whom?")]
        texts = [row.applies, *answers[: len(asked)], row.harm]
        held = QVBoxLayout()
        held.setSpacing(theme.px(14))
        self._fields = []
        for number, (label, text) in enumerate(zip(labels, texts, strict=True), 1):
            control = GrowingLines(text, _("Write here …"), parent=body)
            field = Field(f"{number}. {label}", control, parent=body)
            field.label.set_step("strong")
            held.addWidget(field)
            self._fields.append(field)
        held.addWidget(Words(_("Outcome"), "strong", parent=body))
        held.addLayout(self._outcomes(row, body))
        held.addStretch(1)
        return held

    def _outcomes(self, row: Assessment, body: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(20))
        self._outcome = QButtonGroup(body)
        for at, (outcome, words) in enumerate(
            (
                (AssessmentOutcome.MASK, pgettext("outcome", "Masked")),
                (AssessmentOutcome.RELEASE, pgettext("outcome", "Handed out")),
            )
        ):
            radio = Radio(words, parent=body)
            radio.setChecked(row.outcome is outcome)
            self._outcome.addButton(radio, at)
            line.addWidget(radio)
        line.addStretch(1)
        return line

    def _factors(self, row: Assessment, body: QWidget) -> QVBoxLayout:
        held = QVBoxLayout()
        held.setSpacing(0)
        self._ticks: dict[str, list[tuple[Tick, str]]] = {}
        sides = (
            ("for", _("Speaks for handing out"), row.factors_for),
            ("against", _("Speaks for secrecy"), row.factors_against),
        )
        for side, title, ticked in sides:
            held.addWidget(Words(title, "strong", parent=body))
            held.addSpacing(theme.px(4))
            self._ticks[side] = []
            for code, words in organisation.factors(side).items():
                tick = Tick(words, code in ticked, body)
                tick.setToolTip(words)
                tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                held.addWidget(tick)
                self._ticks[side].append((tick, code))
            held.addSpacing(theme.px(16))
        never = ", ".join(words[0].lower() + words[1:] for words in organisation.factors("forbidden").values())
        told = _("May not be weighed: {factors}.").format(factors=never)
        held.addWidget(Banner(Tone.WARN, "", told, parent=body))
        held.addStretch(1)
        return held

    def _letter(self, body: QWidget) -> QVBoxLayout:
        held = QVBoxLayout()
        held.setSpacing(theme.px(6))
        held.addWidget(Words(_("How the letter says it"), "strong", parent=body))
        card = Card(strong_border=False, parent=body)
        self._lead = Words("", "strong", parent=card)
        self._preview = Words("", wrap=True, parent=card)
        card.add_row(column(self._lead, self._preview, spacing=2), (16, 12, 16, 12))
        held.addWidget(card)
        told = _("The text is made of the first and the last answer. It never shows what is masked; use neutral words.")
        held.addWidget(Words(told, "small", "ink2", wrap=True, parent=body))
        return held

    # -- listening ---------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        for field in self._fields:
            field.control.textChanged.connect(self._written)  # type: ignore[attr-defined]
            field.control.installEventFilter(self)
        for ticks in self._ticks.values():
            for tick, _code in ticks:
                tick.toggled.connect(self._chosen)
        self._outcome.idClicked.connect(self._chosen)
        self._group.currentIndexChanged.connect(self._chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        return False

    def _written(self) -> None:
        self._unsaved = True
        self._gather()
        self._pause.start()

    def _chosen(self, *_what: object) -> None:
        """A tick or a choice is saved at once."""
        self._gather()
        self._unsaved = True
        self.save()

    def _gather(self) -> None:
        assert self._answers is not None
        texts = [self._text(field) for field in self._fields]
        code = str(self._group.currentData())
        self._name.setText(organisation.groups().get(code, code))
        self._answers = replace(
            self._answers,
            group=code,
            applies=texts[0],
            answers=tuple(texts[1:-1]),
            harm=texts[-1],
            outcome=AssessmentOutcome.MASK if self._outcome.checkedId() == 0 else AssessmentOutcome.RELEASE,
            factors_for=self._ticked("for"),
            factors_against=self._ticked("against"),
        )
        self._check()

    def _ticked(self, side: str) -> tuple[str, ...]:
        return tuple(code for tick, code in self._ticks[side] if tick.isChecked())

    @staticmethod
    def _text(field: Field) -> str:
        control = field.control
        return control.toPlainText().strip() if isinstance(control, Lines) else ""

    def _check(self) -> None:
        """Warns where it is written, and shows what the letter will say."""
        assert self._answers is not None
        spoken = (self._fields[0], self._fields[-1])
        for field in self._fields:
            text, resting = self._text(field), not self._unsaved
            if field in spoken:
                field.set_fault(fault_words(text, self._provision if resting else None, self._masks))
            else:
                field.set_fault(mistake_words(text))
        answers = self._answers
        lead, words = letter_blocks.why(answers, self._number or None)
        masked = answers.outcome is AssessmentOutcome.MASK
        self._lead.setText(lead if masked else _("Nothing: the information is handed out."))
        self._preview.setText(words if masked else "")
        self._preview.setVisible(bool(words) and masked)
