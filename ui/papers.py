"""Opening what is made: papers from the vault with their own names, and folders, in the system's own programs."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from app.exporters.package import safe_name
from app.store.records import Paper


class Reading(QObject):
    """A folder for papers that are only looked at: it lies in the vault's workspace and goes when the page does.

    After a kill it goes at the next start. Where no workspace is open there is nothing of anybody's to look at, and a
    folder of the system's does.
    """

    def __init__(self, page: QObject) -> None:
        super().__init__(page)
        self._page: Any = page
        self._stack = ExitStack()
        self._place: Path | None = None
        self._outside: QTemporaryDir | None = None
        self.destroyed.connect(self._stack.close)

    def folder(self) -> Path:
        """A new, empty folder for something that is only looked at."""
        return Path(tempfile.mkdtemp(dir=self._folder()))

    def place(self, name: str) -> Path:
        """Where a paper of this name may be written to be looked at; nothing is there."""
        place = self._folder() / safe_name(name)
        place.unlink(missing_ok=True)
        return place

    def _folder(self) -> Path:
        if self._place is None:
            workspace = getattr(self._page, "workspace", None)
            if workspace is None:
                self._outside = QTemporaryDir()
                self._place = Path(self._outside.path())
            else:
                self._place = Path(self._stack.enter_context(workspace.vault.workspace()))
        return self._place

    def show_paper(self, workspace: Any, paper: Paper) -> Path:
        """Writes the paper under its own name and opens it; gives where it lies."""
        place = self.place(paper.name)
        place.write_bytes(workspace.vault.file(paper.sha256).read_bytes())
        open_path(place)
        return place


def open_path(place: Path) -> bool:
    """Opens a file or folder in the system's own program; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
