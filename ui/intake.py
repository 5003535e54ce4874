"""Files on their way into requests, one after the other in a thread: taken in, read, searched; one line a window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import folders, gathering, long_work, messages
from app.domain.errors import Refused
from app.domain.ids import DocumentId, RequestId
from app.domain.intake_sum import Fate, FileFate, fate_of, left
from app.domain.requests import DocumentState
from app.services.cases import intake as cases_intake
from app.services.marking import regions
from app.texts import ngettext

from . import intake_sum
from .jobs import Job
from .work import Work

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to do: take a file in, read a document again, with its password where it has one, or put in its pages.

    ``pages`` is a PDF that the person printed from the document.
    """

    request_id: RequestId
    name: str
    source: Path | None = None
    document_id: DocumentId | None = None
    password: str | None = None
    not_classified: str = ""
    instead: DocumentId | None = None
    pages: Path | None = None


class Intake(QObject):
    """The line of files. ``changed``: something went on; ``refused``: request and sentence; ``idle``: all is done;
    ``taken``: these files were put in line.

    ``stamped``: the piece on which a class stamp was read, the error, and the sentence.
    """

    changed = Signal()
    refused = Signal(int, str)
    taken = Signal(list)
    stamped = Signal(object, object, str)
    idle = Signal()

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._frame = frame
        self._line: deque[Piece] = deque()
        self.piece: Piece | None = None
        self.share: float | None = None
        self.phase = ""
        self.seconds_left: float | None = None
        self._work = Work(self)
        self._work.progressed.connect(self._progressed)
        self._work.finished.connect(self._went_well)
        self._work.refused.connect(self._refused)
        self._work.ended.connect(self._next)
        self._fates: list[FileFate] = []
        self._error: Refused | None = None

    @classmethod
    def of(cls, frame: Any) -> Intake:
        """The window's line of files, made at its first use."""
        found = frame.findChild(cls)
        return found if found is not None else cls(frame)

    @property
    def busy(self) -> bool:
        """Whether something is being taken in."""
        return self._work.busy

    def waiting(self, request_id: RequestId) -> list[Piece]:
        """What stands in line for a request."""
        return [piece for piece in self._line if piece.request_id == request_id]

    def take(self, request_id: RequestId, named: list[Path]) -> None:
        """Puts files in line, those of folders one by one. Raises Refused where a folder is empty or holds too many."""
        self._line += [Piece(request_id, file.title, file.path) for file in folders.files(named)]
        self.taken.emit(named)
        self._begin()

    def take_again(self, piece: Piece) -> None:
        """Puts a file in line again, as somebody has said that it is not classified."""
        self._line.append(piece)
        self._begin()

    def read(self, request_id: RequestId, document_id: DocumentId, name: str, password: str | None = None) -> None:
        """Puts a document in line to be read again."""
        self._line.append(Piece(request_id, name, None, document_id, password))
        self._begin()

    def put_in_pages(self, request_id: RequestId, document_id: DocumentId, name: str, pages: Path) -> None:
        """Puts in line that a document shall have pages which the person printed."""
        self._line.append(Piece(request_id, name, document_id=document_id, pages=pages))
        self._begin()

    def stop(self) -> None:
        """Empties the line and ends what is being done; what was finished is kept."""
        self._line.clear()
        self._work.stop()

    def wait(self, seconds: float = 60.0) -> None:
        """Waits for what is being done, at the end of the program."""
        self._work.wait(seconds)

    def _begin(self) -> None:
        if not self._work.busy and self._line:
            self.piece = piece = self._line.popleft()
            self.share, self.phase, self.seconds_left = None, "", None
            workspace = self._frame.workspace
            last = not self.waiting(piece.request_id)
            job = Job(piece.name, screen="request", shown={"request_id": int(piece.request_id)}, stop=self.stop)
            self._error = None
            self._work.start(lambda progress: self._do(workspace, piece, last, progress), job)
        self.changed.emit()

    def _progressed(self, done: int, total: int, phase: str, left: float) -> None:
        self.share = done / total if total else None
        self.phase, self.seconds_left = phase, left if left >= 0 else None
        self.changed.emit()

    def _do(self, workspace: Any, piece: Piece, last: bool, progress: Progress) -> tuple[int, int, int]:
        """Does the piece in the thread, and keeps why it was refused."""
        try:
            return _take(workspace, piece, last, progress)
        except Refused as error:
            self._error = error
            raise

    def _refused(self, sentence: str) -> None:
        error, self._error = self._error, None
        if self.piece is not None and error is not None and "degree" in error.parameters:
            self._fates.append(FileFate(self.piece.name, Fate.TURNED_AWAY, sentence))
            self.stamped.emit(self.piece, error, f"{self.piece.name}: {sentence}")
        elif self.piece is not None:
            self._fates.append(FileFate(self.piece.name, fate_of(error.code if error else ""), sentence))
            self.refused.emit(int(self.piece.request_id), f"{self.piece.name}: {sentence}")

    def _next(self) -> None:
        ended, self.piece = self.piece, None
        self._begin()
        if not self._work.busy:
            self._tell(ended)
            self.idle.emit()

    def _tell(self, last: Piece | None) -> None:
        """The line is empty: the sum of it, or how many went well where one is not on the page of the last."""
        files, self._fates = self._fates, []
        taken = len(files) - len(left(files))
        workspace = self._frame.workspace
        if intake_sum.is_told(files) and workspace is not None and workspace.person is not None:
            intake_sum.tell(self._frame, files)
        elif last is not None and taken:
            words = ngettext("{count} file is taken in and read.", "{count} files are taken in and read.", taken)
            job = Job(last.name, screen="request", shown={"request_id": int(last.request_id)})
            self._frame.jobs.tell(job, words.format(count=taken))

    def _went_well(self, made: tuple[int, int, int]) -> None:
        if self.piece is not None:
            self._fates.append(FileFate(self.piece.name, Fate.TAKEN, "", *made))


def _take(workspace: Any, piece: Piece, last: bool, progress: Progress) -> tuple[int, int, int]:
    """Takes in, reads and searches one document and all that came in it, in the thread; gives how many documents and
    pages there are, and pictures that were not read in time.

    After the ``last`` one of a request its persons are gathered. Raises Refused with the reason where it failed.
    """
    if piece.source is not None:
        given = (piece.source, piece.name, piece.password, progress, piece.not_classified)
        document = long_work.take_in(workspace, piece.request_id, *given)
        if piece.instead is not None:
            workspace.do(cases_intake.remove, piece.instead)
    elif piece.pages is not None and piece.document_id is not None:
        document = long_work.put_in_pages(workspace, piece.document_id, piece.pages, progress)
    else:
        assert piece.document_id is not None
        document = long_work.read(workspace, piece.document_id, piece.password, progress)
    if document.failure:
        raise messages.unpacked(document.failure)
    rows = long_work.family(workspace, document.id)
    for row in rows:
        if row.state is DocumentState.REVIEW and not row.found:
            long_work.find(workspace, row.id, progress)
    if last:
        gathering.gather(workspace, piece.request_id, progress)
    late = workspace.ask(regions.late_in, [row.id for row in rows])
    return sum(not row.failure for row in rows), sum(row.pages or 0 for row in rows), late
