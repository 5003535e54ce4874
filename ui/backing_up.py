"""A backup from the window: the folder is asked for once and remembered; the work runs beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app import backup
from app.backup_file import Backup
from app.domain.local_time import local
from app.services.keeping.backups import Standing
from app.texts import _, ngettext

from .jobs import Job
from .parts.notices import Tone
from .work import Work

PLACE = "backup/folder"
"""What the folder is remembered by, for this user of the computer."""


def words(standing: Standing) -> str:
    """How it stands with the backups, in one sentence."""
    if standing.made is None:
        return _("No backup of the workspace has been made.")
    told = ngettext(
        "The last backup of the workspace is of {day}, {count} day ago.",
        "The last backup of the workspace is of {day}, {count} days ago.",
        standing.age,
    )
    return told.format(day=f"{local(standing.made):%Y-%m-%d}", count=standing.age)


class BackingUp(QObject):
    """Makes a backup for a page of the window, shown and stopped in the status bar."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page = page
        self.work = Work(self)
        self.work.refused.connect(lambda sentence: page.tell(Tone.STOP, sentence))
        self.work.finished.connect(lambda made: page.tell(Tone.OK, _told(made)))
        self.work.stopped.connect(lambda: page.tell(Tone.INFO, _("The backup was stopped; nothing of it is left.")))

    @property
    def place(self) -> str:
        """The folder that was chosen last; "" where none was, or where it is not there now (a stick taken out)."""
        kept: str = self._page.frame.recall(PLACE)
        return kept if kept and Path(kept).is_dir() else ""

    def begin(self, *, elsewhere: bool = False) -> None:
        """Begins, after the folder was asked for where none is remembered or another one is wanted."""
        folder = self.place
        if elsewhere or not folder:
            folder = QFileDialog.getExistingDirectory(self._page, _("Where the backups shall lie"), folder)
        if folder:
            self._page.frame.remember(PLACE, folder)
            workspace = self._page.workspace
            job = Job(_("Backup"), _told, "company")
            self.work.start(lambda progress: backup.write_to(workspace, Path(folder), None, progress), job)


def _told(made: tuple[Path, Backup]) -> str:
    return _("The backup has been read back and is whole: {file}").format(file=made[0])
