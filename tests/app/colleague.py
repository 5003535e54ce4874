"""One person at a machine of their own: takes orders on stdin, works on the shared database and vault.

``python -m tests.app.colleague NAME FOLDER``; orders are one word a line, each is answered with one line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app import bootstrap, long_work
from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.requests import Channel, Document
from app.services.assessing import assessment
from app.services.cases import intake, official, registration
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.workspace import Workspace
from tests.app.killed import LETTER
from tests.builders import PASSWORD, RECEIVED, answers


class Colleague:
    """What a person can be asked to do with the one request of the test."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder

    def document(self) -> Document:
        """The request's document, as it stands in the shared database."""
        return self.workspace.ask(lambda reader: reader.documents.where())[0]

    def register(self) -> str:
        """Registers the request and takes the letter in."""
        arrived = self.workspace.clock() - timedelta(hours=1)
        new = NewRequest("Begäran om klagomål", "Klagomålen, tack.", Channel.LETTER, arrived)
        request_id = self.workspace.do(registration.register, new)
        source = self.folder / "klagomal.txt"
        source.write_text(LETTER, encoding="utf-8")
        document = long_work.take_in(self.workspace, request_id, source)
        return str(long_work.find(self.workspace, document.id))

    def judge(self) -> str:
        """Masks every proposal, assesses them, and is done."""
        document = self.document()
        marks = [MarkId(m.id) for m in self.workspace.ask(lambda reader: reader.marks.of(document.id))]
        self.workspace.do(review.accept, marks, "OSL 21:7")
        assessment_id = self.workspace.do(assessment.write, document.delivery_id, answers())
        self.workspace.do(assessment.confirm, assessment_id, marks)
        self.workspace.do(intake.mark_done, document.id)
        self.workspace.do(official.answer, [document.id], RECEIVED)
        return str(len(marks))

    def submit(self) -> str:
        """Sends it to review."""
        self.workspace.do(sign_off.submit, self.document().delivery_id)
        return "submitted"

    def sign(self) -> str:
        """Signs what is seen."""
        delivery_id = self.document().delivery_id
        seen = self.workspace.ask(delivery.plan_hash, delivery_id)
        self.workspace.do(sign_off.sign, delivery_id, seen, PASSWORD)
        return "signed"

    def release(self) -> str:
        """Makes the copies and hands out."""
        delivery_id = self.document().delivery_id
        long_work.make_copies(self.workspace, delivery_id)
        return str(long_work.release(self.workspace, delivery_id, "e-post").archive)


def main(name: str, folder: Path) -> None:
    """Signs in and takes orders until stdin ends."""
    workspace = bootstrap.open_workspace(folder)
    workspace.sign_in(name, PASSWORD)
    colleague = Colleague(workspace, folder)
    for order in sys.stdin:
        deed: Callable[[], str] = getattr(colleague, order.strip())
        try:
            answer = deed()
        except Refused as refusal:
            answer = f"refused {refusal.code}"
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    workspace.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
