"""What a mask says instead of its words, asked in the card: coarser values by number, or one's own words and level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.services.marking.replacing import Instead
from app.services.writing.papers import level_words
from app.texts import _, pgettext
from redaction.coarser.kinds import Option
from redaction.marks import Level
from redaction.replacements import LONGEST

from ... import theme
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Entry, Select
from ...parts.words import Words

OWN = (Level.GENERALISED, Level.PSEUDONYM, Level.SUMMED)
"""The levels that words of one's own may have, in the order of the list."""


class InsteadQuestion(QWidget):
    """Which words shall stand in the mask. ``chose`` tells them with their level, ``closed`` that nothing is wanted."""

    chose = Signal(object)
    closed = Signal()

    def __init__(self, options: Sequence[Option], present: Instead, ground: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(Words(_("What shall stand in the mask?"), "strong", wrap=True, parent=self))
        self.choices: list[Button] = []
        for number, option in enumerate(options[:9], 1):
            choice = Button(option.text, Kind.SECONDARY, key=str(number), tall="card-button", parent=self)
            choice.setToolTip(option.label)
            choice.clicked.connect(partial(self._choose, Instead(Level.GENERALISED, option.text)))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            self.choices.append(choice)
        self.own = Entry(placeholder=_("Own words"), parent=self)
        self.own.setAccessibleName(_("Own words"))
        self.own.setMaxLength(LONGEST)
        self.own.setText(present.text)
        self.level = Select(self)
        self.level.setAccessibleName(_("How much is left"))
        for level in OWN:
            self.level.addItem(level_words()[level], level)
        self.level.setCurrentIndex(OWN.index(present.level) if present.level in OWN else 0)
        column.addWidget(self.own)
        column.addWidget(self.level)
        self.yes = PrimaryButton(pgettext("verb", "Mask"), key="Return", tall="card-button", parent=self)
        self.yes.set_ground(ground)
        self.yes.clicked.connect(self._own_words)
        verbs: list[QWidget] = [self.yes]
        if present.text:
            only = SecondaryButton(_("Only mask"), key=_("Del"), tall="card-button", parent=self)
            only.clicked.connect(partial(self._choose, Instead()))
            verbs.append(only)
        back = SecondaryButton(_("Back"), key="Esc", tall="card-button", parent=self)
        back.clicked.connect(self.closed)
        column.addWidget(Flow([*verbs, back], parent=self))
        self._present = present
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)
        self.own.textChanged.connect(self._written)
        self._written()

    @property
    def first(self) -> QWidget:
        """Where the keys go first."""
        return self.choices[0] if self.choices else self.own

    def _written(self) -> None:
        self.yes.set_blockers(() if self.own.text().strip() else (_("Choose by number, or write what shall stand."),))

    def _own_words(self) -> None:
        if self.own.text().strip():
            self._choose(Instead(Level(self.level.currentData(Qt.ItemDataRole.UserRole)), self.own.text().strip()))

    def _choose(self, instead: Instead, _on: bool = False) -> None:
        self.chose.emit(instead)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (watched in (self.own, self.level)):
            self._own_words()
            return True
        if watched is self.own or event.modifiers():
            return False
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.choices):
            self.choices[number].click()
            return True
        if event.key() == Qt.Key.Key_Delete and self._present.text:
            self.chose.emit(Instead())
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not isinstance(watched, QComboBox):
            self.focusNextPrevChild(step > 0)
            return True
        return False
