"""What works beside the window: shown in the status bar wherever one is, told when it is done, asked of at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QMetaObject, QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.texts import _

from .parts.notices import Tone


class Work(Protocol):
    """What ``ui.work.Work`` tells of itself: Qt's signals, and a way to stop it."""

    progressed: Any
    finished: Any
    refused: Any
    ended: Any
    destroyed: Any

    def stop(self) -> None:
        """Asks it to end."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work as people are told of it.

    Args:
        what: what is worked on (a registry number, a document's title), never what stands in it.
        done: what is said elsewhere in the window when it went well, perhaps by the answer; "" for nothing.
        screen: where it is seen, and ``shown`` what that screen is opened on.
        stop: how it is stopped, where that is more than stopping the work itself.
    """

    what: str
    done: str | Callable[[Any], str] = ""
    screen: str = ""
    shown: Mapping[str, int] = field(default_factory=dict)
    stop: Callable[[], object] | None = None


class Jobs(QObject):
    """The long work of one window. ``changed`` tells that some began or ended."""

    changed = Signal()

    def __init__(self, frame: Any) -> None:
        """``frame`` is the main window."""
        super().__init__(frame)
        self._frame = frame
        self._running: dict[Work, Job] = {}
        self._shown: Work | None = None
        frame.status.job_stopped.connect(self._stop_shown)

    def running(self) -> list[Job]:
        """What is being done now, the oldest first."""
        return list(self._running.values())

    def began(self, work: Work, job: Job) -> None:
        """Follows a piece of work to its end."""
        self._running[work] = job
        joined: list[QMetaObject.Connection] = []
        joined += [
            work.progressed.connect(partial(self._show, work, job)),
            work.finished.connect(partial(self._finished, job)),
            work.refused.connect(partial(self._refused, job)),
            work.ended.connect(partial(self._ended, work, job, joined)),
            work.destroyed.connect(partial(self._ended, work, job, joined)),
        ]
        self._show(work, job)
        self.changed.emit()

    def stop(self) -> None:
        """Asks everything to end; what was finished is kept."""
        for work, job in list(self._running.items()):
            (job.stop or work.stop)()

    def tell(self, job: Job, sentence: str, tone: Tone = Tone.OK) -> None:
        """Says something of a job where one is, with the way to it; nothing where one sees it, or has signed out."""
        QApplication.alert(self._frame)
        workspace = self._frame.workspace
        if workspace is None or workspace.person is None or self._frame.sees(job.screen, job.shown):
            return
        go = partial(self._frame.show_screen, job.screen, **job.shown) if job.screen else None
        self._frame.tell(tone, sentence, _("Show") if go else _("Close"), go)

    def _show(
        self, work: Work, job: Job, done: int = 0, total: int = 0, phase: str = "", left: float = -1.0
    ) -> None:
        if self._running.get(work) is not job:
            return
        self._shown = work
        words = f"{phase}: {job.what}" if phase else job.what
        others = len(self._running) - 1
        words = _("{what} and {count} more").format(what=words, count=others) if others else words
        self._frame.status.show_job(words, done, total, left if left >= 0 else None)

    def _stop_shown(self) -> None:
        job = self._running.get(self._shown) if self._shown is not None else None
        if job is not None and self._shown is not None:
            (job.stop or self._shown.stop)()

    def _finished(self, job: Job, answer: object) -> None:
        sentence = job.done if isinstance(job.done, str) else job.done(answer)
        if sentence:
            self.tell(job, sentence)

    def _refused(self, job: Job, sentence: str) -> None:
        self.tell(job, f"{job.what}: {sentence}", Tone.STOP)

    def _ended(self, work: Work, job: Job, joined: list[QMetaObject.Connection], _gone: object = None) -> None:
        """One job of a work is over; the work may have begun its next one by now."""
        for one in joined:
            QObject.disconnect(one)
        joined.clear()
        if self._running.get(work) is job:
            del self._running[work]
        if not isValid(self._frame.status.job):  # the window goes, with what still worked for it
            return
        if self._running:
            self._show(*next(iter(self._running.items())))
        else:
            self._shown = None
            self._frame.status.end_job()
        self.changed.emit()
