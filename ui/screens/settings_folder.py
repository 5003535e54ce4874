"""The setting of the watched folder: which one, and that it is watched no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.texts import _

from .. import theme
from ..parts.buttons import Button, Kind, SecondaryButton
from ..parts.words import Words, line
from ..watched import Watched


class FolderSetting(QWidget):
    """Kept for this user of the computer: scanners and other programs put files where only this person takes them."""

    def __init__(self, frame: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched = Watched.of(frame)
        self.told = Words("", wrap=True, parent=self)
        self.choose = SecondaryButton(_("Choose a folder …"), "take-in", parent=self)
        self.end = Button(_("Watch none"), Kind.QUIET, parent=self)
        row = line(self.choose, self.end, spacing=8)
        row.addStretch(1)
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Watched folder"), "section"))
        help_ = _("New files there are offered on the page of a request. None is taken in by itself.")
        stacked.addWidget(Words(help_, tone="ink2", wrap=True))
        stacked.addWidget(self.told)
        stacked.addLayout(row)
        self.choose.clicked.connect(self.ask)
        self.end.clicked.connect(lambda: self._choose(None))
        self.show_it()

    def ask(self) -> None:
        """Asks which folder to watch."""
        kept = self._watched.folder
        chosen = QFileDialog.getExistingDirectory(self, _("Watched folder"), str(kept) if kept is not None else "")
        if chosen:
            self._choose(Path(chosen))

    def _choose(self, folder: Path | None) -> None:
        self._watched.choose(folder)
        self.show_it()

    def show_it(self) -> None:
        """Shows which folder is watched."""
        folder = self._watched.folder
        self.told.setText(str(folder) if folder is not None else _("None"))
        self.end.setVisible(folder is not None)
