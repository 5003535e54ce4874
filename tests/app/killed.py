"""The main path with a murderer in it: run in a child, it kills itself at the point it is told.

``python -m tests.app.killed FOLDER POINT ACKNOWLEDGED``: points are counted before and after every commit, every
file that goes into the vault, and every file of the package. Point 0 kills nowhere and prints how many there are.
The path looks at what is there and goes on from it, as a clerk would after a power cut.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from app import bootstrap, long_work
from app.domain.ids import AssessmentId, DeliveryId, MarkId
from app.domain.requests import Channel, DeliveryState, DocumentState
from app.long_work import packages
from app.services.assessing import assessment
from app.services.cases import intake, official, registration
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.office import people
from app.store.engine import Store
from app.vault import Vault
from app.workspace import Workspace
from redaction.marks import MarkState
from tests.builders import KARIN, MAJA, PASSWORD, RECEIVED, answers

LETTER = """Klagomål efter avbrottet

Jag heter Lovisa Granberg, personnummer 19810107-9294, och nås på 070-174 06 12.
Fjällviks Energi AB har organisationsnummer 559999-9009.
"""


class Murderer:
    """Counts points and ends the process, without a word, at the one it was hired for."""

    def __init__(self, point: int) -> None:
        self.hired_for = point
        self.passed = 0

    def here(self) -> None:
        """A point of the path."""
        self.passed += 1
        if self.passed == self.hired_for:
            os.kill(os.getpid(), 9)

    def around(self, owner: Any, name: str) -> None:
        """Makes the beginning and the end of a function points."""
        honest: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            self.here()
            result = honest(*args, **kwargs)
            self.here()
            return result

        setattr(owner, name, watched)

    def around_commits(self) -> None:
        """Makes the moment before and after every commit a point."""
        honest = Store.begin

        @contextmanager
        def watched(store: Store, *args: Any) -> Iterator[Any]:
            with honest(store, *args) as unit:
                yield unit
                self.here()
            self.here()

        Store.begin = watched  # type: ignore[method-assign,assignment]


def path(workspace: Workspace, folder: Path, acknowledged: Path) -> None:
    """From request to package, each step only where it has not been taken yet."""

    def do(command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        result = workspace.do(command, *args, **kwargs)
        _acknowledge(workspace, acknowledged)
        return result

    workspace.sign_in(MAJA, PASSWORD)
    requests = workspace.ask(lambda reader: reader.requests.where())
    if not requests:
        arrived = workspace.clock() - timedelta(hours=1)
        do(registration.register, NewRequest("Begäran om klagomål", "Klagomålen, tack.", Channel.EMAIL, arrived))
        requests = workspace.ask(lambda reader: reader.requests.where())
    request_id = requests[0].id
    rows = workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
    if not rows:
        source = folder / "klagomal.txt"
        source.write_text(LETTER, encoding="utf-8")
        rows = (long_work.take_in(workspace, request_id, source),)
        _acknowledge(workspace, acknowledged)
    document = rows[0]
    if document.state is DocumentState.WAITING:
        document = long_work.read(workspace, document.id)
    if not document.found:
        long_work.find(workspace, document.id)
        _acknowledge(workspace, acknowledged)
    waiting = [m for m in workspace.ask(lambda reader: reader.marks.of(document.id)) if m.state is MarkState.PROPOSED]
    for mark in waiting:
        do(review.accept, [MarkId(mark.id)], "OSL 21:7")
    document = workspace.ask(lambda reader: reader.documents.get(document.id))
    if document.state is DocumentState.REVIEW:
        do(intake.mark_done, document.id)
    if not workspace.ask(official.trials, [document.id]):
        do(official.answer, [document.id], RECEIVED)
    _deliver(workspace, do, document.delivery_id)


def _deliver(workspace: Workspace, do: Callable[..., Any], delivery_id: DeliveryId) -> None:
    def state() -> DeliveryState:
        return workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state

    known = workspace.ask(delivery.assessments, delivery_id)
    if not known:
        do(assessment.write, delivery_id, answers())
        known = workspace.ask(delivery.assessments, delivery_id)
    assessment_id = AssessmentId(next(iter(known)))
    loose = [m for _d, m in workspace.ask(assessment.candidates, assessment_id) if m.assessment_id is None]
    if loose:
        do(assessment.confirm, assessment_id, [MarkId(m.id) for m in loose])
    if state() is DeliveryState.PREPARING:
        do(sign_off.submit, delivery_id)
    if state() is DeliveryState.LEGAL_REVIEW:
        workspace.sign_in(KARIN, PASSWORD)
        do(sign_off.sign, delivery_id, workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
        workspace.sign_in(MAJA, PASSWORD)
    if state() is DeliveryState.SIGNED:
        long_work.make_copies(workspace, delivery_id)
    released = long_work.release(workspace, delivery_id, "e-post")
    assert released.archive.is_file()


def _acknowledge(workspace: Workspace, acknowledged: Path) -> None:
    with acknowledged.open("a", encoding="ascii") as file:
        file.write(f"{workspace.ask(lambda reader: reader.log_head()).seq}\n")
        file.flush()
        os.fsync(file.fileno())


def main(folder: Path, point: int, acknowledged: Path) -> None:
    """Opens the workspace in ``folder`` and walks the path to its end or to the point."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    people._hasher = lambda: quick  # type: ignore[assignment]
    murderer = Murderer(point)
    murderer.around_commits()
    for name in ("take_in", "keep", "put_bytes", "_move"):
        murderer.around(Vault, name)
    for name in ("unpack", "write_zip"):
        murderer.around(packages, name)
    workspace = bootstrap.open_workspace(folder)
    path(workspace, folder, acknowledged)
    workspace.close()
    sys.stdout.write(f"{murderer.passed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
