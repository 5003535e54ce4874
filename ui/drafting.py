"""Drafts: what is begun in a field is kept as it grows, read back when the field comes again, and gone when it is sent.

A program that is killed loses at most what was typed in the last moment. Nobody is told of a draft that cannot be kept:
the field itself still holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app import later
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.services.cases import drafts

PAUSE_MS = 400
"""How long the hand rests before what was written is kept, in ms."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a draft lies: in a workspace, with a request (None: of one that is not registered yet), under the name of
    a field.
    """

    workspace: Any
    request_id: RequestId | None
    place: str

    def read(self) -> str:
        """What was begun here; "" for nothing."""
        waits = later.draft_of(self.workspace, self.place)
        if waits is not None:
            return waits
        try:
            return str(self.workspace.ask(drafts.of, self.workspace.signed_in.id, self.place))
        except Refused:
            return ""

    def write(self, text: str) -> None:
        """Keeps what is begun; an empty text is no draft."""
        try:
            later.keep_draft(self.workspace, self.request_id, self.place, text)
        except Refused:
            return

    def forget(self) -> None:
        """It was sent."""
        self.write("")


class Keeper(QObject):
    """Watches a field for as long as it lives; one place at a time."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, kept: Kept | None = None) -> None:
        super().__init__(field)
        self._field = field
        self._kept: Kept | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._save)
        (field.textEdited if isinstance(field, QLineEdit) else field.textChanged).connect(self._written)
        field.installEventFilter(self)
        self.begin(kept)

    def begin(self, kept: Kept | None) -> None:
        """From here on the field is this place's; what was begun there stands in it again."""
        self.end()
        before = kept.read() if kept is not None else ""
        if before:
            _put(self._field, before)
        self._pause.stop()
        self._kept = kept

    def end(self) -> None:
        """The field is left; what stands in it stays a draft."""
        self.save()
        self._kept = None

    def sent(self) -> None:
        """What was written has gone where it should."""
        kept, self._kept = self._kept, None
        self._pause.stop()
        if kept is not None:
            kept.forget()

    def save(self) -> None:
        """Keeps what was written since the last time."""
        if self._pause.isActive():
            self._pause.stop()
            self._save()

    def _save(self) -> None:
        if self._kept is not None:
            self._kept.write(_text(self._field))

    def _written(self, _text: str = "") -> None:
        """Only what a hand wrote is a draft; what the program proposed comes again by itself."""
        lines = self._field
        by_hand = lines.document().isModified() if isinstance(lines, QPlainTextEdit) else True
        if self._kept is not None and by_hand:
            self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Hide, QEvent.Type.FocusOut):
            self.save()
        return False


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def _put(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
