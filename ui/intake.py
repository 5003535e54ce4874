"""Files on their way into requests, two at a time in threads: taken in, read, searched; one line a window."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import folders, gathering, long_work, messages
from app.domain.errors import Refused
from app.domain.ids import DocumentId, RequestId
from app.domain.intake_sum import Fate, FileFate, fate_of, left
from app.jobs import process
from app.services.cases import intake as cases_intake
from app.services.marking import regions
from app.texts import ngettext

from . import intake_sum
from .jobs import Job
from .work import Work

Progress = Callable[[int, int, str], None]

AT_ONCE = 2
"""So many files are taken in and read at a time; one where the machine has one core."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to do: take a file in, read a document again, with its password where it has one, or put in its pages.

    ``pages`` is a PDF that the person printed from the document; ``gathers``: the persons of the request are gathered,
    as the document was the last one in line for it.
    """

    request_id: RequestId
    name: str
    source: Path | None = None
    document_id: DocumentId | None = None
    password: str | None = None
    not_classified: str = ""
    instead: DocumentId | None = None
    pages: Path | None = None
    gathers: bool = False


class AtWork:
    """A place where one piece after the other is done: which one, the document that it is, how far it has come.

    ``number`` is the piece's place in the line since the window opened; ``numbered``: its document has its number, or
    gets none. ``share`` is 0 to 1, None where it is not known, as ``seconds_left``.
    """

    def __init__(self, line: QObject) -> None:
        self.work = Work(line)
        self.piece: Piece | None = None
        self.number = 0
        self.numbered = True
        self.document_id: DocumentId | None = None
        self.share: float | None = None
        self.phase = ""
        self.seconds_left: float | None = None
        self.stopped = False
        self.error: Refused | None = None

    def begin(self, piece: Piece, number: int) -> None:
        """The next piece, which is the line's ``number``-th."""
        self.piece, self.number, self.numbered = piece, number, piece.source is None
        self.document_id = None if piece.source else piece.document_id
        self.share, self.phase, self.seconds_left = None, "", None
        self.stopped, self.error = False, None


class Intake(QObject):
    """The line of files. ``changed``: something went on; ``refused``: request and sentence; ``idle``: all is done;
    ``taken``: these files were put in line.

    ``stamped``: the piece on which a class stamp was read, with what is left of its document where it was taken in, the
    error, and the sentence.
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
        self._places = [self._place() for _at in range(AT_ONCE if (os.cpu_count() or 1) > 1 else 1)]
        self._begun = 0
        self._fates: dict[int, FileFate] = {}

    def _place(self) -> AtWork:
        at = AtWork(self)
        at.work.progressed.connect(partial(self._progressed, at))
        at.work.finished.connect(partial(self._went_well, at))
        at.work.refused.connect(partial(self._refused, at))
        at.work.ended.connect(partial(self._next, at))
        return at

    @classmethod
    def of(cls, frame: Any) -> Intake:
        """The window's line of files, made at its first use."""
        found = frame.findChild(cls)
        return found if found is not None else cls(frame)

    @property
    def busy(self) -> bool:
        """Whether something is being taken in."""
        return any(at.piece is not None for at in self._places)

    def at_work(self, request_id: RequestId) -> list[AtWork]:
        """What is being done for a request, as it stood in line."""
        here = [at for at in self._places if at.piece is not None and at.piece.request_id == request_id]
        return sorted(here, key=lambda at: at.number)

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
        for at in self._places:
            at.stopped = True
            at.work.stop()

    def wait(self, seconds: float = 60.0) -> None:
        """Waits for what is being done, at the end of the program."""
        for at in self._places:
            at.work.wait(seconds)

    def _begin(self) -> None:
        for at in self._places:
            if self._line and at.piece is None and not self._gathering():
                self._start(at, self._line.popleft())
        self.changed.emit()

    def _gathering(self) -> bool:
        """Whether persons are being gathered: nothing is found meanwhile."""
        return any(at.piece is not None and at.piece.gathers for at in self._places)

    def _start(self, at: AtWork, piece: Piece) -> None:
        self._begun += 1
        at.begin(piece, self._begun)
        workspace = self._frame.workspace
        job = Job(piece.name, screen="request", shown={"request_id": int(piece.request_id)}, stop=self.stop)
        at.work.start(lambda progress: self._do(workspace, at, piece, progress), job)

    def _do(self, workspace: Any, at: AtWork, piece: Piece, progress: Progress) -> tuple[int, int, int]:
        """Does the piece in its place's thread, and keeps why it was refused."""

        def in_turn(number: Callable[[], DocumentId]) -> DocumentId:
            while any(not other.numbered and other.number < at.number for other in self._places):
                process.goes_on()
                time.sleep(0.02)
            at.document_id = number()
            at.numbered = True
            return at.document_id

        try:
            if piece.gathers:
                gathering.gather(workspace, piece.request_id, progress)
                return 0, 0, 0
            return _take(workspace, at, piece, in_turn, progress)
        except Refused as error:
            at.error = error
            raise
        finally:
            at.numbered = True

    def _progressed(self, at: AtWork, done: int, total: int, phase: str, left: float) -> None:
        at.share = done / total if total else None
        at.phase, at.seconds_left = phase, left if left >= 0 else None
        self.changed.emit()

    def _refused(self, at: AtWork, sentence: str) -> None:
        piece, error = at.piece, at.error
        if piece is None:
            return
        told = f"{piece.name}: {sentence}"
        if error is not None and "degree" in error.parameters:
            self._fates[at.number] = FileFate(piece.name, Fate.TURNED_AWAY, sentence)
            self.stamped.emit(replace(piece, document_id=at.document_id), error, told)
            return
        if not piece.gathers:
            self._fates[at.number] = FileFate(piece.name, fate_of(error.code if error else ""), sentence)
        self.refused.emit(int(piece.request_id), told)

    def _went_well(self, at: AtWork, made: tuple[int, int, int]) -> None:
        if at.piece is not None and not at.piece.gathers:
            self._fates[at.number] = FileFate(at.piece.name, Fate.TAKEN, "", *made)

    def _next(self, at: AtWork) -> None:
        ended, at.piece = at.piece, None
        if ended is not None and not at.stopped and not ended.gathers:
            request_id = ended.request_id
            if not self.waiting(request_id) and not self.at_work(request_id):
                self._line.appendleft(Piece(request_id, ended.name, document_id=at.document_id, gathers=True))
        self._begin()
        if not self.busy:
            self._tell(ended)
            self.idle.emit()

    def _tell(self, last: Piece | None) -> None:
        """The line is empty: the sum of it, or how many went well where one is not on the page of the last."""
        files, self._fates = [self._fates[number] for number in sorted(self._fates)], {}
        taken = len(files) - len(left(files))
        workspace = self._frame.workspace
        if intake_sum.is_told(files) and workspace is not None and workspace.person is not None:
            intake_sum.tell(self._frame, files)
        elif last is not None and taken:
            words = ngettext("{count} file is taken in and read.", "{count} files are taken in and read.", taken)
            job = Job(last.name, screen="request", shown={"request_id": int(last.request_id)})
            self._frame.jobs.tell(job, words.format(count=taken))


def _take(
    workspace: Any, at: AtWork, piece: Piece, in_turn: long_work.InTurn, progress: Progress
) -> tuple[int, int, int]:
    """Takes in, reads and searches one document and all that came in it, in the thread; gives how many documents and
    pages there are, and pictures that were not read in time.

    Raises Refused with the reason where it failed.
    """
    if piece.source is not None:
        given = (piece.source, piece.name, piece.password, progress, piece.not_classified, in_turn)
        document = long_work.take_in(workspace, piece.request_id, *given)
        if piece.instead is not None:
            workspace.do(cases_intake.remove, piece.instead)
    elif piece.pages is not None and piece.document_id is not None:
        document = long_work.put_in_pages(workspace, piece.document_id, piece.pages, progress)
    else:
        assert piece.document_id is not None
        document = workspace.ask(lambda reader: reader.documents.get(piece.document_id))
        if not document.unsought:
            document = long_work.read(workspace, piece.document_id, piece.password, progress)
    at.document_id = document.id
    if document.failure:
        raise messages.unpacked(document.failure)
    rows = long_work.family(workspace, document.id)
    for row in rows:
        if row.unsought:
            long_work.find(workspace, row.id, progress)
    late = workspace.ask(regions.late_in, [row.id for row in rows])
    return sum(not row.failure for row in rows), sum(row.pages or 0 for row in rows), late
