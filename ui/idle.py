"""Signed out unasked: who touches nothing for the office's time, and who is shut out; what was written is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refused
from app.domain.events import PersonChanged
from app.domain.local_time import local_day
from app.services.office import people
from app.texts import _

from .bridge import listen
from .screens.start.sign_in import sign_out

TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel})
LOOK_MS = 5_000
"""How often the time that has passed is looked at, in ms."""
MINUTE_MS = 60_000


class Idle(QObject):
    """Counts the time since the last key or movement of the mouse, of a person who is signed in.

    Where long work runs, the page is hidden all the same, and signing out waits for its end.
    """

    def __init__(self, frame: Any) -> None:
        """``frame`` is the main window, whose workspace is open."""
        super().__init__(frame)
        self._frame = frame
        self._still_ms = 0
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        listen(self, frame.workspace.bus, PersonChanged, lambda _event: self._still_in())
        timer = QTimer(self)
        timer.timeout.connect(lambda: self.passed(LOOK_MS))
        timer.start(LOOK_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._still_ms = 0
        return False

    def passed(self, ms: int) -> None:
        """So many more ms have passed; signs out where that is enough."""
        workspace = self._frame.workspace
        if workspace is None or workspace.person is None:
            self._still_ms = 0
            return
        self._still_ms += ms
        if self._still_ms < MINUTE_MS:
            return
        try:
            minutes = workspace.ask(people.idle_minutes)
        except Refused:  # the server is lost; what was known before is not worth guessing
            minutes = people.IDLE_AT_FIRST
        if minutes and self._still_ms >= minutes * MINUTE_MS:
            self._still_ms = 0
            self._end()

    def _still_in(self) -> None:
        """Signs out a person whom an administrator has shut out, or whose days were ended."""
        workspace = self._frame.workspace
        person = workspace.person if workspace is not None else None
        if person is not None and not person.valid_on(local_day(workspace.clock())):
            self._frame.jobs.stop()
            sign_out(self._frame, _("An administrator has ended your access. What you wrote is kept."))

    def _end(self) -> None:
        frame = self._frame
        if not frame.jobs.running():
            sign_out(frame, _("Nobody touched the window for a while, so you were signed out. What you wrote is kept."))
            return
        frame.cover(_("Nobody touched the window for a while. Work that was begun goes on; then you are signed out."))
        frame.jobs.changed.connect(self._job_ended, Qt.ConnectionType.UniqueConnection)

    def _job_ended(self) -> None:
        if self._frame.covered and not self._frame.jobs.running():
            self._end()
