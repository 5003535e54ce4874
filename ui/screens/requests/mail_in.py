"""A mail that asks for something: dropped on the window or chosen, read, and told to whoever registers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app import long_work
from app.texts import _

from ...work import Work

ENDINGS = (".eml", ".msg")


class MailDrop(QObject):
    """Tells ``dropped`` with the mail that was let go over the window while the screen is shown."""

    dropped = Signal(Path)

    def __init__(self, frame: Any, screen: QWidget) -> None:
        super().__init__(screen)
        self._frame, self._screen = frame, screen
        frame.setAcceptDrops(True)
        frame.installEventFilter(self)

    def _shown(self) -> object:
        return self._frame.current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A mail may be dropped anywhere on the window."""
        if watched is not self._frame or self._shown() is not self._screen:
            return False
        if isinstance(event, QDragEnterEvent | QDropEvent) and (mail := _mail(event)) is not None:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(mail)
            return True
        return False


def _mail(event: QDropEvent) -> Path | None:
    """The one mail that is dropped; None where it is something else, or several."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in ENDINGS else None


class MailReading(QObject):
    """Reads one mail at a time: ``read`` with what it says, ``refused`` with the sentence why not."""

    read = Signal(object)
    refused = Signal(str)

    def __init__(self, workspace: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.work = Work(self)
        self.work.finished.connect(self.read)
        self.work.refused.connect(self.refused)

    def begin(self, mail: Path) -> None:
        """Reads a mail, in the thread."""
        workspace = self._workspace
        self.work.start(lambda progress: long_work.read_mail(workspace, mail, progress))


def choose(parent: QWidget) -> Path | None:
    """Asks for a mail; None where none was chosen."""
    kinds = _("Mails (*.eml *.msg)") + ";;" + _("All files (*)")
    name, _kind = QFileDialog.getOpenFileName(parent, _("Read in a mail"), "", kinds)
    return Path(name) if name else None
