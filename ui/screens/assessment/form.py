"""The form of one assessment: the questions in their order, what speaks for and against, and the letter's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.assessments import Answers, Assessment, AssessmentOutcome
from app.domain.provisions import Provision
from app.domain.rulings import Unaccepted
from app.services.assessing import record_fields
from app.services.office import organisation
from app.services.writing import letter_blocks
from app.texts import _, pgettext
from redaction.marks import Mark

from ... import theme
from ...parts import reading_order
from ...parts.buttons import Link
from ...parts.grounds import GroundBadge
from ...parts.inputs import Field, Lines, Radio, Select, Tick
from ...parts.notices import Banner, Tone
from ...parts.swap import show_in
from ...parts.words import Card, Rule, Words, column
from .record import GrowingLines, RecordInput, record_input
from .steps import StepSection, elsewhere
from .words import breach_words, court_words, fault_words, mistake_words

PAUSE_MS = 900
"""How long the hand rests before what was written is saved, in ms."""


class AssessmentForm(QScrollArea):
    """Shows an assessment. ``changed`` tells the whole answers, at a pause in writing or when a field is left;
    ``texts`` that the office's texts for a field are wanted, and under what."""

    changed = Signal(object)
    texts = Signal(str, QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Assessment"))
        self.unaccepted: tuple[Unaccepted, ...] = ()
        """Reasons that a court did not accept; told at the text."""
        self.viewport().setAutoFillBackground(False)
        self._answers: Answers | None = None
        self._number = 0
        self._masks: Sequence[Mark] = ()
        self._unsaved = False
        self._all = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)

    def show_assessment(
        self,
        row: Assessment,
        provision: Provision,
        number: int,
        editable: bool,
        day: date,
        masks: Sequence[Mark] = (),
    ) -> None:
        """Shows an assessment as it stands on a day; what is being written is saved first.

        ``provision`` is its own as the catalogue read then, ``masks`` are those of the whole delivery.
        """
        self.save()
        self._provision, self._number, self._masks, self._day = provision, number, masks, day
        self._answers = row.said
        body = QWidget()
        whole = QVBoxLayout(body)
        pad = theme.px(24)
        whole.setContentsMargins(pad, theme.px(18), pad, pad)
        whole.setSpacing(theme.px(16))
        whole.addLayout(self._head(row, body))
        whole.addWidget(self._facts(row, provision, body))
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.px(24))
        self._make_inputs(row, body)
        columns.addLayout(self._steps(row, body), 0, 0)
        columns.addLayout(self._factors(row, body), 0, 1)
        columns.setColumnStretch(0, 5)
        columns.setColumnStretch(1, 4)
        whole.addLayout(columns)
        whole.addWidget(Rule(body))
        whole.addLayout(self._letter(body))
        whole.addStretch(1)
        body.setEnabled(editable)
        self._watch()
        show_in(self, body)
        reading_order.follow(body)
        self._arrange()
        self._check()

    @property
    def answers(self) -> Answers | None:
        """What the form says now."""
        return self._answers

    @property
    def unsaved(self) -> bool:
        """Whether something was written that has not been told yet."""
        return self._unsaved

    def forget(self) -> None:
        """What was written and not told goes."""
        self._pause.stop()
        self._unsaved = False

    def first_field(self) -> QWidget | None:
        """Where writing begins: the first field that is empty, else the first."""
        if self.widget() is None:
            return None
        empty = (field.control for field in self._fields if not self._text(field))
        return next(empty, self._fields[0].control)

    def next_empty(self) -> QWidget | None:
        """The next question without an answer after the one being written, in the order of the steps."""
        asked = [self._fields[0], *self._of_step("applies", "time"), *self._fields[1:]]
        asked += self._of_step("requisite", "breakers", "reservation", "partial", "recipient", "conclusion")
        here = next((at for at, field in enumerate(asked) if _has_focus(field)), -1)
        order = [*range(here + 1, len(asked)), *range(0, here + 1)]
        return next((_target(asked[at]) for at in order if self._is_open(asked[at])), None)

    def _of_step(self, *steps: str) -> list[Field]:
        return [i for step in steps for i in self._inputs.values() if i.field.step == step]

    def _is_open(self, field: Field) -> bool:
        """Whether nothing is answered where something must be."""
        if isinstance(field, RecordInput):
            return field.field.needed and field.isVisibleTo(self) and not field.answer()
        return not self._text(field)

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
        known = " ".join(part for part in (provision.note, provision.doubt) if part)
        if known:
            card.add_row(column(Words(known, "small", "ink2", wrap=True, parent=card)), (14, 6, 14, 8))
        return card

    def _make_inputs(self, row: Assessment, body: QWidget) -> None:
        """The fields that are written in words of the provision, and the inputs of the record."""
        asked = self._provision.questions
        answers = (*row.answers, *("" for _missing in asked))
        labels = [_("Why does the provision apply here?"), *asked, _("Which harm follows, and for whom?")]
        texts = [row.applies, *answers[: len(asked)], row.harm]
        self._fields = []
        for label, text in zip(labels, texts, strict=True):
            field = Field(label, GrowingLines(text, _("Write here …"), body), parent=body)
            field.label.set_step("strong")
            self._fields.append(field)
        self._inputs: dict[str, RecordInput] = {}
        for field_ in record_fields.fields():
            choices = record_fields.choices(field_, self._provision)
            if field_.kind != "choice" or choices:
                self._inputs[field_.code] = record_input(field_, getattr(row, field_.code), choices, body)

    def _steps(self, row: Assessment, body: QWidget) -> QVBoxLayout:
        """The questions in their order; one that is answered elsewhere is a line that says where."""
        held = QVBoxLayout()
        held.setSpacing(theme.px(14))
        self._sections: list[StepSection] = []
        for step in record_fields.steps():
            if step.place:
                held.addWidget(elsewhere(step, body))
                continue
            section = StepSection(step, body)
            if step.code == "applies":
                section.add(self._fields[0])
                section.add(self._texts_link("applies", section))
            if step.code == "requisite":
                for field in self._fields[1:]:
                    section.add(field)
                section.add(self._texts_link("harm", section))
            if step.code == "conclusion":
                section.add(self._outcomes(row, section))
            for record in self._of_step(step.code):
                if record is not self._inputs["weighing"]:
                    section.add(record)
            self._sections.append(section)
            held.addWidget(section)
        self._more = Link("", parent=body)
        self._more.clicked.connect(self._show_all)
        held.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        held.addStretch(1)
        return held

    def _texts_link(self, field: str, section: QWidget) -> QWidget:
        """A verb under a reason: the office's texts for it."""
        link = Link(_("The office's texts …"), "small", section)
        link.setAccessibleName(_("The office's texts …"))
        link.clicked.connect(lambda: self.texts.emit(field, link))
        held = QWidget(section)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(link)
        row.addStretch(1)
        return held

    def put_in(self, field: str, text: str) -> None:
        """Puts a text in after what stands in the field."""
        control = self._fields[0 if field == "applies" else -1].control
        if isinstance(control, Lines):
            control.setPlainText(" ".join((control.toPlainText().strip(), text)).strip())
            control.setFocus()
            self.save()

    def _show_all(self) -> None:
        self._all = not self._all
        self._arrange()

    def _arrange(self) -> None:
        """Shows what the provision and the answers ask for; the rest where all is wanted, or where it is answered."""
        assert self._answers is not None
        folded = 0
        for record in self._inputs.values():
            follows = record.field.follows(self._answers)
            asked = record.field.asked_by(self._provision) or bool(record.answer()) or record.field.code == "weighing"
            folded += follows and not asked
            record.setVisible(follows and (asked or self._all))
        for section in self._sections:
            section.settle()
        words = _("Fewer questions") if self._all else _("More: what this provision does not ask")
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self._more.setVisible(folded > 0)

    def _outcomes(self, row: Assessment, body: QWidget) -> QWidget:
        held = QWidget(body)
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
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
        return held

    def _factors(self, row: Assessment, body: QWidget) -> QVBoxLayout:
        held = QVBoxLayout()
        held.setSpacing(0)
        self._ticks: dict[str, list[tuple[Tick, str]]] = {"for": [], "against": []}
        sides = (
            ("for", _("Speaks for handing out"), row.factors_for),
            ("against", _("Speaks for secrecy"), row.factors_against),
        )
        if not row.harm_tested:
            told = _("Under this requisite no harm is tested, so nothing is weighed.")
            held.addWidget(Words(told, tone="ink2", wrap=True, parent=body))
            held.addSpacing(theme.px(14))
        for side, title, ticked in sides if row.harm_tested else ():
            held.addWidget(Words(title, "strong", parent=body))
            held.addSpacing(theme.px(4))
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
        held.addSpacing(theme.px(14))
        held.addWidget(self._inputs["weighing"])
        held.addSpacing(theme.px(14))
        held.addLayout(self._help(body))
        held.addStretch(1)
        return held

    def _help(self, body: QWidget) -> QVBoxLayout:
        """Why it is called what it is, folded under one line."""
        told = record_fields.help_on("balancing")
        link = Link(told.title, parent=body)
        card = Card(strong_border=False, parent=body)
        words = [Words(told.claim, tone="ink2", wrap=True), *(Words(text, wrap=True) for text in told.text)]
        card.add_row(column(*words, Words(told.source, "small", "ink2", wrap=True), spacing=8), (14, 10, 14, 12))
        card.hide()
        link.clicked.connect(lambda: card.setVisible(card.isHidden()))
        held = column(spacing=8)
        held.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        held.addWidget(card)
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
        for record in self._inputs.values():
            record.written.connect(self._written)
            record.picked.connect(self._chosen)
            record.control.installEventFilter(self)
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
        record = {name: answered.answer() for name, answered in self._inputs.items()}
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
            **record,  # type: ignore[arg-type]
        )
        self._arrange()
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
                fault = fault_words(text, self._provision if resting else None, self._masks)
                field.set_fault(fault or court_words(self.unaccepted, self._answers, text))
            else:
                field.set_fault(mistake_words(text))
        answers = self._answers
        broken = breach_words(answers, self._provision, self._day)
        times = record_fields.time_words_by_field(answers, self._provision)
        for code, record in self._inputs.items():
            record.tell(broken.get(code, ""), times.get(code, ""))
        for section in self._sections:
            section.show_state(not any(self._is_open(field) for field in section.fields))
        lead, words = letter_blocks.why(answers, self._number or None)
        masked = answers.outcome is AssessmentOutcome.MASK
        self._lead.setText(lead if masked else _("Nothing: the information is handed out."))
        self._preview.setText(words if masked else "")
        self._preview.setVisible(bool(words) and masked)


def _target(field: Field) -> QWidget:
    return field.focus_target() if isinstance(field, RecordInput) else field.control


def _has_focus(field: Field) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and field.isAncestorOf(focused)
