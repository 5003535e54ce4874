"""What stands over everything while nobody is there and work still goes on: words, and the way to sign in again."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.texts import _

from .. import theme
from ..parts.buttons import SecondaryButton
from ..parts.words import Surface, Words


class Cover(Surface):
    """Hides what was shown."""

    def __init__(self, words: str, frame: Any) -> None:
        super().__init__("content", parent=frame)
        self.again = SecondaryButton(_("Sign in again"), parent=self)
        self.again.clicked.connect(lambda: import_module("ui.screens.start.sign_in").sign_out(frame))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(14))
        column.addStretch(2)
        column.addWidget(Words(words, "body", "ink2", parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
