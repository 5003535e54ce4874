"""Backups on the page of the company: when the last one was made, how often there shall be one, one now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.keeping import backups
from app.texts import _

from ... import theme
from ...backing_up import BackingUp, words
from ...parts.buttons import Button, Kind, SecondaryButton
from ...parts.inputs import Entry, Field
from ...parts.notices import Tone
from ...parts.words import Words, line


class Backups(QWidget):
    """The section; only administrators change anything in it."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName(_("Backup"))
        self.backing_up = BackingUp(page)
        self.said = Words("", wrap=True, parent=self)
        self.days = Entry(parent=self)
        self.days.setMaximumWidth(theme.px(80))
        self.now = SecondaryButton(_("Back up now"), parent=self)
        self.elsewhere = Button(_("To another folder"), Kind.QUIET, parent=self)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Backup"), "section"))
        stacked.addWidget(self.said)
        told = _(
            "The whole workspace in one file, read back before it counts. It holds all personal data: keep it as safe "
            "as the workspace, and not on the same disk."
        )
        stacked.addWidget(Words(told, "small", "ink2", True))
        few = _("A line on the page of requests asks for a new one then. Return saves it.")
        stacked.addWidget(Field(_("Days between two backups"), self.days, few))
        buttons = line(self.now, self.elsewhere, spacing=8)
        buttons.setAlignment(Qt.AlignmentFlag.AlignLeft)
        stacked.addLayout(buttons)
        self.now.clicked.connect(lambda: self.backing_up.begin())
        self.elsewhere.clicked.connect(lambda: self.backing_up.begin(elsewhere=True))
        self.days.returnPressed.connect(self._set_days)

    def look(self, *, may: bool) -> None:
        """Shows how it stands, and what the person may change."""
        standing = self._page.workspace.ask(backups.standing)
        self.said.setText(words(standing))
        self.days.setText(str(standing.days))
        for part in (self.days, self.now, self.elsewhere):
            part.setEnabled(may)

    def _set_days(self) -> None:
        written = self.days.text().strip()
        days = int(written) if written.isascii() and written.isdecimal() else 0
        if self._page.done(lambda: self._page.workspace.do(backups.set_days, days)):
            self._page.tell(Tone.OK, _("Saved."))
