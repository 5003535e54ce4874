"""The card under the current finding: why it was found, what can be done, why it is left visible, what is equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import N_, _, ngettext, pgettext
from redaction.findings import ALWAYS, NEVER
from redaction.marks import MarkKind, MarkState

from ... import theme
from ...parts import paint
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Entry, Tick
from ...parts.words import Words
from ..assessment.words import mistake_words
from .comments import Thread
from .told import Told, scrolled
from .words import REASONS, FindingRow

LEARNING = {NEVER: N_("Never propose this here"), ALWAYS: N_("Always propose this")}


class Card(QWidget):
    """Signals: ``masked`` with the shown ground, ``left`` with a reason, ``asked_equal``, ``asked_person``,
    ``asked_instead``, ``asked_every`` for an area on every page, ``masked_equal`` and ``left_equal`` with ids,
    ``removed``, ``learned`` what (never or always), why and whether for the request alone, ``answered`` and ``settled``
    the comments, ``resized`` when it needs other room, ``closed`` when a question was left unanswered.
    """

    masked = Signal()
    left = Signal(str)
    asked_equal = Signal()
    asked_person = Signal()
    asked_instead = Signal()
    asked_every = Signal()
    masked_equal = Signal(object)
    left_equal = Signal(object)
    removed = Signal()
    learned = Signal(str, str, bool)
    answered = Signal()
    settled = Signal()
    resized = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(9), theme.px(12), theme.px(11))
        self._column.setSpacing(theme.px(4))
        self._body: QWidget | None = None
        self._row: FindingRow | None = None
        self._ticks: list[tuple[Tick, int]] = []
        self._choices: list[Button] = []
        self.mask_button = PrimaryButton(pgettext("verb", "Mask"), key="Return", tall="card-button")
        self.asking = False
        self._answered: Callable[[], None] | None = None
        """What Return in a written answer does, where it is no reason to leave something visible."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), QRectF(self.rect()), "content", "lines")

    # -- what it shows -----------------------------------------------------------------------------------------

    def show_finding(
        self, row: FindingRow, ground: int, equal: int, editable: bool, why_not: Sequence[str] = (), who: str = ""
    ) -> None:
        """The finding's evidence and verbs. ``ground`` is the number shown on the mask button (0: none chosen), ``who``
        tells whose the last change is.
        """
        self._row, self.asking = row, False
        body, column = self._fresh()
        column.addLayout(self._title(row, body))
        for sentence in row.about:
            column.addWidget(Told("tick", sentence, body))
        if row.mark.state is not MarkState.PROPOSED:
            masked = row.mark.state is MarkState.ACCEPTED
            sign, words = ("mask", self._masked_words(row)) if masked else ("visible", row.reason)
            column.addWidget(Told(sign, words, body))
        if who:
            column.addWidget(Told("person", who, body))
        if row.instead:
            column.addWidget(Told("flip", _("Says ”{words}” instead").format(words=row.instead), body))
        if row.comments:
            thread = Thread(row.comments, body)
            thread.answered.connect(self.answered)
            thread.settled.connect(self.settled)
            column.addWidget(thread)
        if editable:
            column.addSpacing(theme.px(4))
            column.addWidget(self._verbs(row, ground, equal, body))
        elif why_not:
            column.addWidget(Told("lock", why_not[0], body))
        self._done(row.mark.words)

    @property
    def shown_id(self) -> int:
        """The mark whose card this is, 0 for none."""
        return self._row.id if self._row is not None else 0

    @property
    def entry(self) -> Entry | None:
        """The field of the question that is asked, where it has one."""
        return self._body.findChild(Entry) if self._body is not None and self.asking else None

    def ask_reason(self) -> None:
        """Asks in place why the words are left visible."""
        self.asking = True
        body, column = self._fresh()
        column.setSpacing(theme.px(8))
        column.addWidget(Words(_("Why is it left visible?"), "strong", parent=body))
        entry = Entry(placeholder=_("Another reason"), parent=body)
        entry.setAccessibleName(_("Another reason"))
        mistake = Words("", "small", "stop", wrap=True, parent=body)
        mistake.hide()
        entry.textChanged.connect(lambda text: self._tell_mistake(mistake, text))
        choices = []
        for number, reason in enumerate(REASONS, 1):
            words = _(reason)
            choice = Button(words, Kind.SECONDARY, key=str(number), tall="card-button", parent=body)
            choice.clicked.connect(partial(self._chosen, words))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            choices.append(choice)
        column.addWidget(entry)
        column.addWidget(mistake)
        self._done(_("Why is it left visible?"))
        self._guard(body, choices)
        choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_mistake(self, words: Words, text: str) -> None:
        told = mistake_words(text)
        words.setText(told)
        words.setVisible(bool(told))
        self.resized.emit()

    def ask_learning(self, what: str) -> None:
        """Asks in place why the words shall never be proposed here, or always, and for whom."""
        self.asking = True
        body, column = self._fresh()
        column.setSpacing(theme.px(8))
        title = _(LEARNING[what])
        column.addWidget(Words(title, "strong", wrap=True, parent=body))
        entry = Entry(placeholder=_("Why it is so"), parent=body)
        entry.setAccessibleName(_("Why it is so"))
        only = Tick(_("Only in this request"), True, body)
        only.setToolTip(_("The office's own list keeps no personal data."))
        keep = PrimaryButton(_("Learn"), key="Return", tall="card-button", parent=body)
        back = SecondaryButton(_("Back"), key="Esc", tall="card-button", parent=body)
        keep.clicked.connect(lambda: self._learn(what, entry, only))
        back.clicked.connect(self.closed)
        column.addWidget(entry)
        column.addWidget(only)
        column.addWidget(Flow([keep, back], parent=body))
        self._done(title)
        self._guard(body, [])
        self._answered = lambda: self._learn(what, entry, only)
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _learn(self, what: str, entry: Entry, only: Tick) -> None:
        if entry.text().strip():
            self.learned.emit(what, entry.text().strip(), only.isChecked())
        else:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_equal(self, rows: Sequence[tuple[int, str, str]], ground: int, grounded: bool = True) -> None:
        """Lists equal marks (id, words, where) with ticks before they are masked, or left visible, together.

        ``ground`` is the number on the mask button; not ``grounded``: none is chosen, so nothing can be masked.
        """
        self.asking = True
        body, column = self._fresh()
        told = ngettext("{count} equal in the request", "{count} equal in the request", len(rows))
        column.addWidget(Words(told.format(count=len(rows)), "strong", parent=body))
        held = QWidget(body)
        listed = QVBoxLayout(held)
        listed.setContentsMargins(2, 2, 2, 2)
        listed.setSpacing(0)
        self._ticks = []
        for mark_id, words, where in rows:
            tick = Tick(f"{where}: {words}", True, held)
            tick.toggled.connect(self._count_ticks)
            listed.addWidget(tick)
            self._ticks.append((tick, mark_id))
        column.addWidget(scrolled(held, len(rows), body))
        self._all = PrimaryButton("", key="Return", tall="card-button", parent=body)
        self._all.set_ground(ground)
        self._all.clicked.connect(lambda: self.masked_equal.emit(self._ticked()))
        self._grounded = grounded
        self._none = SecondaryButton(_("Leave visible"), key="Backspace", tall="card-button", parent=body)
        self._none.clicked.connect(lambda: self.left_equal.emit(self._ticked()))
        back = SecondaryButton(_("Back"), key="Esc", tall="card-button", parent=body)
        back.clicked.connect(self.closed)
        column.addWidget(Flow([self._all, self._none, back], parent=body))
        self._count_ticks()
        self._done(told.format(count=len(rows)))
        self._guard(body, [])
        self._all.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_with(self, question: QWidget, name: str) -> None:
        """Shows a question that has its own keys, in place of the evidence."""
        self.asking = True
        body, column = self._fresh()
        question.setParent(body)
        column.addWidget(question)
        question.show()
        self._done(name)

    # -- pieces ------------------------------------------------------------------------------------------------

    def _title(self, row: FindingRow, body: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(Words(row.category, "strong", parent=body), 1)
        if row.band:
            line.addWidget(Words(f"{row.band} {row.score}", "small", "ink2", parent=body))
        return line

    @staticmethod
    def _masked_words(row: FindingRow) -> str:
        return _("Masked with {number}, {provision}").format(number=row.mark.number, provision=row.provision)

    def _verbs(self, row: FindingRow, ground: int, equal: int, body: QWidget) -> QWidget:
        self.mask_button = PrimaryButton(pgettext("verb", "Mask"), key="Return", tall="card-button", parent=body)
        self.mask_button.set_ground(ground)
        if not ground:
            why = _("Choose a ground with 1–9, or 0 for the whole catalogue.")
            self.mask_button.set_blockers((why,), _("choose 1–9"))
        self.mask_button.clicked.connect(self.masked)
        verbs: list[QWidget] = [self.mask_button]
        if row.mark.state is not MarkState.REJECTED:
            leave = SecondaryButton(_("Leave visible"), key="Backspace", tall="card-button", parent=body)
            leave.clicked.connect(self.ask_reason)
            verbs.append(leave)
        if equal > 1 and row.mark.open:
            words = ngettext("{count} equal", "{count} equal", equal).format(count=equal)
            same = SecondaryButton(words, key="A", tall="card-button", parent=body)
            same.clicked.connect(self.asked_equal)
            verbs.append(same)
        if row.mark.state is not MarkState.REJECTED:
            instead = SecondaryButton(_("Say instead"), key="E", tall="card-button", parent=body)
            instead.clicked.connect(self.asked_instead)
            verbs.append(instead)
        if row.owner is not None:
            whole = SecondaryButton(_("Whole person"), key="G", tall="card-button", parent=body)
            whole.clicked.connect(self.asked_person)
            verbs.append(whole)
        if not row.mark.own:
            never = SecondaryButton(_("Never here"), key="X", tall="card-button", parent=body)
            never.clicked.connect(lambda: self.ask_learning(NEVER))
            verbs.append(never)
        elif row.mark.text:
            always = SecondaryButton(_("Always"), key="B", tall="card-button", parent=body)
            always.clicked.connect(lambda: self.ask_learning(ALWAYS))
            verbs.append(always)
        if row.mark.own and row.mark.kind is MarkKind.AREA and row.mark.state is MarkState.ACCEPTED:
            every = SecondaryButton(_("On every page"), key="U", tall="card-button", parent=body)
            every.clicked.connect(self.asked_every)
            verbs.append(every)
        if row.mark.own:
            gone = SecondaryButton(_("Remove"), key=_("Del"), tall="card-button", parent=body)
            gone.clicked.connect(self.removed)
            verbs.append(gone)
        return Flow(verbs, parent=body)

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._answered = None
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._column.addWidget(self._body)
        return self._body, column

    def _done(self, name: str) -> None:
        assert self._body is not None
        self.setAccessibleName(name)
        self._body.show()
        self.resized.emit()

    def _chosen(self, reason: str, _on: bool = False) -> None:
        self.left.emit(reason)

    def _count_ticks(self) -> None:
        count, tick = len(self._ticked()), (_("Tick at least one."),)
        ground = (_("Choose a ground with 1–9, or 0 for the whole catalogue."),)
        self._all.setText(ngettext("Mask {count}", "Mask {count}", count).format(count=count))
        self._all.set_blockers(tick if not count else () if self._grounded else ground)
        self._none.set_blockers(() if count else tick)
        self._all.updateGeometry()

    def _ticked(self) -> list[int]:
        return [mark_id for tick, mark_id in self._ticks if tick.isChecked()]

    # -- keys while something is asked ---------------------------------------------------------------------------

    def _guard(self, body: QWidget, choices: list[Button]) -> None:
        self._choices = choices
        for part in body.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.asking:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if isinstance(watched, Entry):
            return self._written(watched, event)
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._choices) and not event.modifiers():
            self._choices[number].click()
            return True
        if event.key() == Qt.Key.Key_Backspace and self._equal_shown():
            self._none.click()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.focusNextPrevChild(step > 0)
            return True
        return False

    def _equal_shown(self) -> bool:
        """Whether the question is what shall be done with what is equal."""
        return bool(self._ticks) and self._body is not None and self._body.isAncestorOf(self._ticks[0][0])

    def _written(self, entry: Entry, event: QKeyEvent) -> bool:
        """Return gives the reason and ends here: once the question is gone it would decide the next finding."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self._answered is not None:
            self._answered()
        elif entry.text().strip():
            self.left.emit(entry.text())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.asking:  # nothing that is typed into a question may reach the keys of the page
            event.accept()
        else:
            event.ignore()
