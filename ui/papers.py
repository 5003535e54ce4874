"""Opening what is made: papers from the vault with their own names, and folders, in the system's own programs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from app.exporters.package import safe_name
from app.store.records import Paper


class Reading(QObject):
    """A folder for papers that are only looked at; it goes when its owner does."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: QTemporaryDir | None = None

    def folder(self) -> Path:
        """A new, empty folder for something that is only looked at."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        return Path(tempfile.mkdtemp(dir=self._folder.path()))

    def place(self, name: str) -> Path:
        """Where a paper of this name may be written to be looked at; nothing is there."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        place = Path(self._folder.path()) / safe_name(name)
        place.unlink(missing_ok=True)
        return place

    def show_paper(self, workspace: Any, paper: Paper) -> Path:
        """Writes the paper under its own name and opens it; gives where it lies."""
        place = self.place(paper.name)
        place.write_bytes(workspace.vault.file(paper.sha256).read_bytes())
        open_path(place)
        return place


def open_path(place: Path) -> bool:
    """Opens a file or folder in the system's own program; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
