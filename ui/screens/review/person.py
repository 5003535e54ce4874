"""One person of the request in the card: who it seems to be, every place with a tick, one decision for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app import messages
from app.services.marking.individual_marks import Member, Person
from app.texts import _, ngettext, pgettext
from redaction.marks import MarkState
from redaction.replacements import pseudonym_words

from ... import theme
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Select, Tick
from ...parts.words import Words
from .told import Told, scrolled
from .words import page_words

MOST_SPELLINGS = 4
"""So many other spellings are told."""


class PersonQuestion(QWidget):
    """What shall be done with a person.

    ``masked`` and ``split`` tell places (ids), ``named`` the word of a pseudonym, ``left`` that the person shall be
    left visible, ``merged`` another person's id, ``numbered`` a key 1-9, ``moded`` that the room needed changed,
    ``closed`` that nothing is wanted.
    """

    masked = Signal(object)
    named = Signal(str)
    left = Signal()
    merged = Signal(int)
    split = Signal(object)
    numbered = Signal(int)
    moded = Signal()
    closed = Signal()

    def __init__(self, person: Person, others: Sequence[Person], ground: int) -> None:
        super().__init__()
        self.person, self._others, self._ground = person, others, ground
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._keys: dict[int, Callable[[], object]] = {}
        self._ticks: list[tuple[Tick, int]] = []
        self.yes = PrimaryButton("")
        self.choice = Select()
        self.show_decision()

    # -- what is asked ---------------------------------------------------------------------------------------------

    def show_decision(self) -> None:
        """Mask all, leave all visible, merge, split."""
        body, column = self._fresh()
        column.addLayout(self._title(body))
        for icon, words in self._told():
            column.addWidget(Told(icon, words, body))
        members = self.person.to_mask()
        self._tick(members, body, column)
        self.yes = self._primary(self._mask, body)
        self.yes.set_ground(self._ground)
        leave = self._button(_("Leave visible"), "Backspace", self.left.emit, body, Qt.Key.Key_Backspace)
        leaves = () if self.person.to_leave() else (_("Nothing is proposed that could be left visible."),)
        leave.set_blockers(leaves)
        verbs: list[QWidget] = [self.yes, leave]
        if self.person.to_name():
            verbs.append(self._button(_("Pseudonym …"), "U", self.show_naming, body, Qt.Key.Key_U))
        if self._others:
            verbs.append(self._button(_("Merge …"), "J", self.show_merge, body, Qt.Key.Key_J))
        if len(self.person.members) > 1:
            verbs.append(self._button(_("Split …"), "D", self.show_split, body, Qt.Key.Key_D))
        verbs.append(self._button(_("Back"), "Esc", self.closed.emit, body, Qt.Key.Key_Escape))
        column.addWidget(Flow(verbs, parent=body))
        self._count(_mask_words)
        self._ready(self.yes)

    def show_naming(self) -> None:
        """By which word the person is called in all documents."""
        body, column = self._fresh()
        column.addWidget(Words(_("What is the person called instead?"), "strong", parent=body))
        self.choice = Select(body)
        self.choice.setAccessibleName(_("What is the person called instead?"))
        for word in pseudonym_words():
            self.choice.addItem(word, word)
        column.addWidget(self.choice)
        note = _("A letter is drawn by lot. The same name stands in every document of the request.")
        column.addWidget(Words(note, "small", "ink2", wrap=True, parent=body))
        self.yes = self._primary(self._name, body)
        self.yes.set_ground(self._ground)
        count = len(self.person.to_name())
        self.yes.setText(_mask_words(count))
        back = self._button(_("Back"), "Esc", self.show_decision, body, Qt.Key.Key_Escape)
        column.addWidget(Flow([self.yes, back], parent=body))
        self._ready(self.choice)

    def show_merge(self) -> None:
        """Which other person is the same."""
        body, column = self._fresh()
        column.addWidget(Words(_("Who is the same person?"), "strong", parent=body))
        self.choice = Select(body)
        self.choice.setAccessibleName(_("Who is the same person?"))
        for other in self._others:
            told = f"{other.individual.name}, {messages.role(other.individual.role)}"
            self.choice.addItem(told, other.individual.id)
        column.addWidget(self.choice)
        self.yes = self._primary(self._merge, body)
        self.yes.setText(_("Merge"))
        back = self._button(_("Back"), "Esc", self.show_decision, body, Qt.Key.Key_Escape)
        column.addWidget(Flow([self.yes, back], parent=body))
        self._ready(self.choice)

    def show_split(self) -> None:
        """Which places are somebody else's."""
        body, column = self._fresh()
        column.addWidget(Words(_("What is about somebody else?"), "strong", parent=body))
        self._tick(self.person.members, body, column, ticked=False)
        self.yes = self._primary(self._split, body)
        back = self._button(_("Back"), "Esc", self.show_decision, body, Qt.Key.Key_Escape)
        column.addWidget(Flow([self.yes, back], parent=body))
        self._count(_split_words)
        self._ready(self._ticks[0][0])

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _title(self, body: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(Words(self.person.individual.name or _("Unnamed person"), "strong", wrap=True, parent=body), 1)
        role = _("seems to be: {role}").format(role=messages.role(self.person.individual.role))
        line.addWidget(Words(role, "small", "ink2", parent=body))
        return line

    def _told(self) -> list[tuple[str, str]]:
        one = self.person
        told = [("tick", messages.role_reason(one.individual.reason, one.individual.word))]
        others = [spelling for spelling in one.individual.spellings if spelling != one.individual.name]
        if others:
            words = ", ".join(others[:MOST_SPELLINGS])
            more = len(others) - MOST_SPELLINGS
            words += " " + _("and {count} more").format(count=more) if more > 0 else ""
            told.append(("link", _("Also written {spellings}").format(spellings=words)))
        told.append(("copy", _places(one)))
        masked, visible = one.count(MarkState.ACCEPTED), one.count(MarkState.REJECTED)
        if masked or visible:
            standing = _("{masked} masked {grounds}, {visible} visible, {left} left").format(
                masked=masked, grounds=", ".join(one.grounds), visible=visible, left=one.left
            )
            told.append(("mask", standing))
        if one.called:
            told.append(("flip", _("Called {name}").format(name=one.called)))
        return told

    def _tick(self, members: Sequence[Member], body: QWidget, column: QVBoxLayout, ticked: bool = True) -> None:
        held = QWidget(body)
        listed = QVBoxLayout(held)
        listed.setContentsMargins(2, 2, 2, 2)
        listed.setSpacing(0)
        self._ticks = []
        for member in members:
            tick = Tick(_where(member), ticked, held)
            tick.setToolTip(f"{_text(member)}, {member.document.title}, {page_words(member.finding.page)}")
            tick.toggled.connect(lambda _on: self._count(_mask_words if ticked else _split_words))
            listed.addWidget(tick)
            self._ticks.append((tick, member.place.id))
        if members:
            column.addWidget(scrolled(held, len(members), body))

    def _count(self, words: Callable[[int], str]) -> None:
        count = sum(tick.isChecked() for tick, _id in self._ticks)
        self.yes.setText(words(count))
        why = _("Tick at least one.") if self._ticks else _("Everything of the person is judged.")
        self.yes.set_blockers(() if count else (why,))
        self.yes.updateGeometry()

    def ticked(self) -> list[int]:
        """The places that are ticked."""
        return [place_id for tick, place_id in self._ticks if tick.isChecked()]

    def _mask(self) -> None:
        if self.ticked():
            self.masked.emit(self.ticked())

    def _name(self) -> None:
        self.named.emit(str(self.choice.currentData(Qt.ItemDataRole.UserRole)))

    def _merge(self) -> None:
        self.merged.emit(int(self.choice.currentData(Qt.ItemDataRole.UserRole)))

    def _split(self) -> None:
        if self.ticked():
            self.split.emit(self.ticked())

    def _primary(self, deed: Callable[[], object], body: QWidget) -> PrimaryButton:
        made = PrimaryButton("", key="Return", tall="card-button", parent=body)
        made.clicked.connect(lambda: deed())
        self._keys[Qt.Key.Key_Return] = self._keys[Qt.Key.Key_Enter] = deed
        return made

    def _button(self, words: str, cap: str, deed: Callable[[], object], body: QWidget, key: Qt.Key) -> Button:
        made = SecondaryButton(words, key=cap, tall="card-button", parent=body)
        made.clicked.connect(lambda: deed())
        self._keys[key] = made.click
        return made

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._keys, self._ticks = {}, []
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._column.addWidget(self._body)
        return self._body, column

    def _ready(self, first: QWidget) -> None:
        assert self._body is not None
        for part in self._body.findChildren(QWidget):
            part.installEventFilter(self)
        self._body.show()
        self.moded.emit()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= 9 and not isinstance(watched, QComboBox):
            self.numbered.emit(number)
            return True
        deed = self._keys.get(event.key())
        if deed is not None:
            deed()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not isinstance(watched, QComboBox):
            self.focusNextPrevChild(step > 0)
            return True
        return False


class UnclearQuestion(QWidget):
    """Whose an unclear name is: one button for each it fits. ``given`` tells the person's id, ``closed`` nobody."""

    given = Signal(int)
    closed = Signal()

    def __init__(self, words: str, fits: Sequence[Person]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Words(_("Whose is ”{words}”?").format(words=words), "strong", wrap=True, parent=self))
        self.choices: list[Button] = []
        for number, person in enumerate(fits[:9], 1):
            name = person.individual.name
            choice = Button(name, Kind.SECONDARY, key=str(number), tall="card-button", parent=self)
            choice.clicked.connect(partial(self._give, person.individual.id))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            self.choices.append(choice)
        back = SecondaryButton(_("Back"), key="Esc", tall="card-button", parent=self)
        back.clicked.connect(self.closed)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)

    def _give(self, individual_id: int, _on: bool = False) -> None:
        self.given.emit(individual_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.choices) and not event.modifiers():
            self.choices[number].click()
            return True
        return False


def _mask_words(count: int) -> str:
    return ngettext("Mask {count}", "Mask {count}", count).format(count=count) if count else pgettext("verb", "Mask")


def _split_words(count: int) -> str:
    return ngettext("Split off {count}", "Split off {count}", count).format(count=count)


def _places(one: Person) -> str:
    places = ngettext("{count} place", "{count} places", len(one.members)).format(count=len(one.members))
    documents = ngettext("{count} document", "{count} documents", one.documents).format(count=one.documents)
    return _("{places} in {documents}, {left} left to judge").format(places=places, documents=documents, left=one.left)


def _text(member: Member) -> str:
    return " ".join(member.finding.text.split())


def _where(member: Member) -> str:
    place = _("{text} · document {number}, p. {page}")
    return place.format(text=_text(member), number=member.document.number, page=member.finding.page + 1)
