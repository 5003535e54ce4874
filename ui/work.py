"""Long work beside the window: a thread for one call, its progress and its end brought back to the window's thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from app import messages
from app.domain.errors import Refused
from app.jobs import process
from app.jobs.reports import JobCancelled
from redaction.errors import DocumentError

from .bridge import Post
from .jobs import Job, Jobs

R = TypeVar("R")


def beside(call: Callable[[], R]) -> R:
    """What a short call gives or raises that reckons hard, as a password's check does; it runs in a thread.

    The window goes on painting meanwhile; keys and clicks wait.
    """
    given: list[R] = []
    raised: list[BaseException] = []
    loop, post = QEventLoop(), Post()

    def work() -> None:
        try:
            given.append(call())
        except BaseException as error:
            raised.append(error)
        post(loop.quit)

    thread = threading.Thread(target=work, name="beside", daemon=True)
    thread.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    thread.join()
    if raised:
        raise raised[0]
    return given[0]


class Work(QObject):
    """Runs one piece of long work at a time for its owner.

    Signals: ``progressed`` done, total, words of the phase and seconds left (-1: not known), ``finished`` the
    answer, ``refused`` the sentence why not, ``stopped`` that ``stop`` was heeded, ``ended`` in any case. What is no
    refusal is a fault and is raised in the thread, for the program's top.
    """

    progressed = Signal(int, int, str, float)
    finished = Signal(object)
    refused = Signal(str)
    stopped = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = Post(self)
        self._thread: threading.Thread | None = None
        self._began = 0.0
        self._stopping = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._quit)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None

    def start(self, call: Callable[[Callable[[int, int, str], None]], Any], job: Job | None = None) -> bool:
        """Begins ``call(progress)`` in a thread; False where something is being done already.

        A ``job`` is shown by the window wherever one is, and is asked about before the window closes.
        """
        if self._thread is not None:
            return False
        self._began = time.monotonic()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, args=(call,), name="long-work", daemon=True)
        self._thread.start()
        jobs = self._jobs() if job is not None else None
        if jobs is not None and job is not None:
            jobs.began(self, job)
        return True

    def _jobs(self) -> Jobs | None:
        """The jobs of the window that the owner stands in, None where it stands in none."""
        above: QObject | None = self.parent()
        while above is not None and not isinstance(getattr(above, "jobs", None), Jobs):
            above = above.parent()
        return getattr(above, "jobs", None)

    def stop(self) -> None:
        """Asks the work to end: a child at work is dead within 0.1 s; what was finished is kept."""
        self._stopping = True

    def _quit(self) -> None:
        """The program ends: what runs is stopped, and gets a moment to leave things whole."""
        self.stop()
        self.wait(10.0)

    def wait(self, seconds: float = 60.0) -> None:
        """Waits for the thread, at the end of the program."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, call: Callable[[Callable[[int, int, str], None]], Any]) -> None:
        try:
            with process.called_off_by(lambda: self._stopping):
                answer = call(self._progress)
        except (Refused, DocumentError) as error:
            sentence = messages.of(error)
            self._tell(lambda: self._end(self.refused, sentence))
        except JobCancelled:
            self._tell(lambda: self._end(self.stopped))
        except BaseException:
            self._tell(lambda: self._end(None))
            raise
        else:
            self._tell(lambda: self._end(self.finished, answer))

    def _progress(self, done: int, total: int, phase: str) -> None:
        if self._stopping:
            raise JobCancelled
        passed = time.monotonic() - self._began
        left = passed * (total - done) / done if done and passed > 1 else -1.0
        words = messages.phase(phase)
        self._tell(lambda: self.progressed.emit(done, total, words, left))

    def _tell(self, call: Callable[[], None]) -> None:
        try:
            self._post(call)
        except RuntimeError:  # the owner is gone, so nobody listens
            return

    def _end(self, signal: Any, *told: object) -> None:
        self._thread = None
        if signal is not None:
            signal.emit(*told)
        self.ended.emit()


class Latest(QObject):
    """Has a question answered in a thread and shows the answer; asked meanwhile, it asks once more when it is done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = Work(self)
        self._work.finished.connect(self._came)
        self._show: Callable[[Any], object] = lambda _answer: None
        self._next: tuple[Callable[[], Any], Callable[[Any], object]] | None = None

    def ask(self, question: Callable[[], R], show: Callable[[R], object]) -> None:
        """Shows the answer when it has come. A refusal shows nothing."""
        if self._work.busy:
            self._next = question, show
        else:
            self._show = show
            self._work.start(lambda _progress: question())

    def _came(self, answer: object) -> None:
        show, following = self._show, self._next
        self._next = None
        if following is not None:
            self.ask(*following)
        show(answer)
