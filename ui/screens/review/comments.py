"""What was said on a mark, in its card: the comments with who and when, a way to answer, and that they are seen to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.texts import _

from ... import theme
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Entry
from ...parts.words import Words
from .told import Told
from .words import Said


class Thread(QWidget):
    """The comments on a mark. ``answered`` asks for another one, ``settled`` tells that the open ones are seen to."""

    answered = Signal()
    settled = Signal()

    def __init__(self, comments: Sequence[Said], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        for one in comments:
            words = _("{text} (seen to)").format(text=one.text) if one.settled else one.text
            column.addWidget(Told("comment", f"{one.who}: {words}", self))
        self.answer = SecondaryButton(_("Answer …"), key="K", tall="card-button", parent=self)
        self.answer.clicked.connect(self.answered)
        self.done = SecondaryButton(_("Seen to"), key="F", tall="card-button", parent=self)
        self.done.clicked.connect(self.settled)
        self.done.setVisible(not all(one.settled for one in comments))
        column.addWidget(Flow([self.answer] if self.done.isHidden() else [self.done, self.answer], parent=self))


class CommentQuestion(QWidget):
    """Asks in the card what shall be said on the mark. ``said`` tells the words, ``closed`` that nothing is said."""

    said = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        words = _("Comment on the mask. It may become an official document.")
        column.addWidget(Words(words, "strong", wrap=True, parent=self))
        self.entry = Entry(parent=self)
        self.entry.setAccessibleName(words)
        column.addWidget(self.entry)
        self.yes = PrimaryButton(_("Comment"), key="Return", tall="card-button", parent=self)
        self.yes.clicked.connect(self._say)
        back = SecondaryButton(_("Back"), key="Esc", tall="card-button", parent=self)
        back.clicked.connect(self.closed)
        column.addWidget(Flow([self.yes, back], parent=self))
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)

    def _say(self) -> None:
        if self.entry.text().strip():
            self.said.emit(self.entry.text().strip())
        else:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if watched is self.entry and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
            return True
        return False
