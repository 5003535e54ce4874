"""In place of the pages where there are none: what is wrong with the document, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import _

from ... import theme
from ...parts.buttons import PrimaryButton
from ...parts.inputs import Entry, Field
from ...parts.progress import ProgressRow
from ...parts.words import Surface, Words


class Trouble(Surface):
    """A locked, failed or waiting document. ``unlocked`` tells the password written, ``tried`` a wish to read it."""

    unlocked = Signal(str)
    tried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("content", parent=parent)
        middle = QWidget(self)
        middle.setMaximumWidth(theme.px(480))
        self._locked = False
        self._title = Words("", "heading", wrap=True, parent=middle)
        self._text = Words("", "body", "ink2", wrap=True, parent=middle)
        self.password = Entry(secret=True, parent=middle)
        self._field = Field(_("Password of the file"), self.password, parent=middle)
        self.button = PrimaryButton("", key="Return", parent=middle)
        self.progress = ProgressRow(parent=middle)
        self.progress.stop.hide()
        self.progress.hide()
        column = QVBoxLayout(middle)
        column.setSpacing(theme.px(12))
        for part in (self._title, self._text, self._field):
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.progress)
        whole, across = QVBoxLayout(self), QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 4)
        across.addStretch(1)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)
        self.button.clicked.connect(self._go)
        self.password.returnPressed.connect(self._go)

    def show_trouble(self, title: str, text: str, locked: bool) -> None:
        """What is so; ``locked`` asks for a password."""
        self._locked = locked
        self._title.setText(title)
        self._text.setText(text)
        self._field.setVisible(locked)
        self.button.setText(_("Unlock") if locked else _("Try again"))
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()
        self.show_work(False)

    def show_work(self, working: bool, done: int = 0, total: int = 0, words: str = "", seconds: float = -1) -> None:
        """While it is read: the bar instead of the button."""
        self.button.setVisible(not working)
        self.password.setEnabled(not working)
        self.progress.setVisible(working)
        self.progress.show_progress(done, total, seconds if seconds >= 0 else None, words or _("Reading"))

    def _go(self) -> None:
        if not self._locked:
            self.tried.emit()
        elif self.password.text():
            self.unlocked.emit(self.password.text())
            self.password.clear()
        else:
            self._field.set_fault(_("Enter the password."))
