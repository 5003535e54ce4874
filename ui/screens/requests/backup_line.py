"""The quiet line that asks an administrator for a backup when the last one is too old."""

from __future__ import annotations

from typing import Any

from app.domain.people import Right
from app.services.keeping import backups
from app.texts import _

from ...backing_up import BackingUp, words
from ...parts.buttons import Link
from ...parts.words import Surface, Words, line


class BackupLine(Surface):
    """One line under the top bar; nobody else sees it, as nobody else can do it."""

    def __init__(self, page: Any) -> None:
        super().__init__("panel", "bottom", page)
        self._page = page
        self.setAccessibleName(_("Backup"))
        self.backing_up = BackingUp(page)
        self.said = Words("", "small", "ink2", parent=self)
        self.deed = Link(_("Back up now"), parent=self)
        self.deed.clicked.connect(lambda: self.backing_up.begin())
        row = line(self.said, self.deed, margins=(20, 5, 20, 6))
        row.addStretch(1)
        self.setLayout(row)
        self.hide()

    def look(self) -> None:
        """Shows itself where a backup is due."""
        due = self._page.person.may(Right.ADMINISTER)
        standing = self._page.workspace.ask(backups.standing) if due else None
        self.setVisible(standing is not None and standing.due)
        if standing is not None:
            self.said.setText(words(standing))
