"""The workspace's key is not on this computer: the recovery key is typed, or the key file shown, and it opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import bootstrap, key_work, messages
from app.domain.errors import Refused
from app.texts import _

from ... import theme
from ...bridge import Post
from ...parts import aloud
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.inputs import Entry, Field
from ...parts.notices import Banner, Tone
from ...parts.words import Words, line
from ..base import Screen


class LostKey(Screen):
    """One field in the middle of the page; nothing is lost while it stands there."""

    place = ""
    keeps = None

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.folder: Path | None = None
        self.typed = Entry(parent=self)
        self.go = PrimaryButton(_("Open the workspace"), tall="release", parent=self)
        self.file = SecondaryButton(_("Take the key from a file …"), parent=self)
        self.fault = Banner(Tone.STOP, "", parent=self)
        self.fault.link.hide()
        self.typed.returnPressed.connect(self.try_it)
        self.go.clicked.connect(self.try_it)
        self.file.clicked.connect(self._choose)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QWidget(self)
        form.setFixedWidth(theme.px(520))
        column = QVBoxLayout(form)
        column.setSpacing(theme.px(14))
        column.addWidget(Words(_("The key is missing"), "display", parent=form))
        told = _("Everything is still there and lies encrypted. The recovery key was written on paper by the office.")
        column.addWidget(Words(told, "body", "ink2", True, form))
        column.addWidget(self.fault)
        column.addWidget(Field(_("The recovery key"), self.typed, _("Capitals and hyphens make no difference.")))
        buttons = line(self.go, self.file, spacing=8)
        buttons.addStretch(1)
        column.addLayout(buttons)
        body = QWidget(self)
        stood = QVBoxLayout(body)
        stood.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(form)
        across.addStretch(1)
        stood.addLayout(across)
        stood.addStretch(3)
        area = Area(parent=self)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def open(self, **arguments: Any) -> None:
        """Says why (``why``) the workspace in ``folder`` (None: the usual one) is not open."""
        self.folder = arguments.get("folder")
        self.frame.rail.setEnabled(False)
        self.frame.status.set_mode(_("The key is missing"), _("Return opens the workspace."))
        self._tell(arguments.get("why", ""))

    def title(self) -> str:
        return _("The key is missing")

    def start_focus(self) -> None:
        self.typed.setFocus()

    def try_it(self) -> None:
        """Puts the key back by what was typed and opens the workspace."""
        self._open_by(lambda: key_work.recover(self.folder, self.typed.text()))

    def take(self, file: str) -> None:
        """Puts the key back out of a file and opens the workspace."""
        if file:
            self._open_by(lambda: key_work.bring(self.folder, Path(file)))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Take the key from a file …"))
        self.take(chosen)

    def _open_by(self, deed: Callable[[], object]) -> None:
        try:
            deed()
            workspace = bootstrap.open_workspace(self.folder, Post(self.frame))
        except Refused as refusal:
            self._tell(messages.of(refusal))
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.typed.clear()
        self.frame.enter(workspace)

    def _tell(self, words: str) -> None:
        self.fault.tell(Tone.STOP, words)
        self.fault.setVisible(bool(words))
        if words:
            aloud.say(self.fault, words, urgent=True)
