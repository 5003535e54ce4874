"""Worlds built in a line: an office with persons, a request with a document that has been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app import bootstrap
from app.domain.assessments import Answers, Assessment
from app.domain.ids import AssessmentId, DeliveryId, DocumentId, MarkId, RequestId
from app.domain.people import Role
from app.domain.requests import Channel
from app.services.assessing import assessment
from app.services.cases import classified, intake, official, registration
from app.services.cases.intake import NewDocument
from app.services.cases.registration import NewRequest
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.store.engine import sqlite_url
from app.store.unit import Unit
from app.workspace import Workspace
from redaction import prints, words_file
from redaction.files import WorkingPdf
from redaction.findings import Evidence, Finding
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkKind
from redaction.words import PageText, Region, Word

PASSWORD = "korrekt häst batteri"
MAJA, KARIN, SVEN = "Maja Sundin", "Karin Wallström", "Sven Administratör"
START = datetime(2026, 3, 11, 8, 12, tzinfo=UTC)
A4 = PageBox(595.0, 842.0)
RECEIVED = (*official.tree().proposed(), *official.RECEIVED)
"""The answers of a clerk for a document that has come in."""


ANSWERED: dict[str, Any] = {
    "document_date": date(2026, 1, 15),
    "contract": "no",
    "special": "none",
    "own_data": "no",
    "emissions": "none",
    "reservation": "not_possible",
}
"""What an assessment of an ordinary mask answers beside its reasons, the requester being unknown."""
OF_PROVISIONS: dict[str, dict[str, Any]] = {
    "OSL 19:3 2 st": {"status": "running"},
    "OSL 19:3 3 st": {"status": "running"},
    "OSL 19:9": {"status": "running"},
    "OSL 32:3 b": {"variant": 1},
    "OSL 39:1": {"variant": 1},
}
"""What some provisions ask for beside that."""


def answers(provision: str = "OSL 21:7", **changes: Any) -> Answers:
    """A finished assessment that ends in a mask, but for these changes."""
    factors = (next(iter(organisation.factors("for"))),)
    said: dict[str, Any] = {"applies": "Gäller överallt.", "harm": "Oönskade säljsamtal.", "factors_for": factors}
    said |= {"provision": provision, "group": next(iter(organisation.groups()))}
    return Answers(**(said | ANSWERED | OF_PROVISIONS.get(provision, {}) | changes))


def answers_of(row: Assessment, **changes: Any) -> Answers:
    """What an assessment says, but for these changes."""
    return replace(row.said, **changes)


def page_of(lines: Sequence[str]) -> PageText:
    """A page whose lines stand 20 units apart, 6 units to a letter; an empty line ends a block."""
    words: list[Word] = []
    text, gap = "", ""
    for row, line in enumerate(lines):
        if not line:
            gap = "\n\n"
            continue
        text += gap
        for match in re.finditer(r"\S+", line):
            edges = tuple(72.0 + 6 * at for at in range(match.start(), match.end() + 1))
            rect = Rect(edges[0], 80.0 + 20 * row, edges[-1], 92.0 + 20 * row)
            words.append(Word(match.group(), rect, len(text) + match.start(), edges, row))
        text, gap = text + line, "\n"
    return PageText(0, A4, text, tuple(words))


def findings_on(page: PageText, found: Mapping[str, str]) -> list[Finding]:
    """Every place of these words as a finding of the category given, the longest words first.

    "?" before a word makes it merely possible.
    """
    taken: list[Finding] = []
    for wanted in sorted(found, key=len, reverse=True):
        text = wanted.removeprefix("?")
        for hit in re.finditer(re.escape(text), page.text):
            start, end = hit.span()
            if all(end <= other.start or other.end <= start for other in taken):
                score, why = 0.1 if wanted != text else 0.99, (Evidence("test"),)
                taken.append(Finding(found[wanted], 0, start, end, page.rects(start, end), score, text, why))
    return sorted(taken, key=lambda finding: finding.start)


def sought(unit: Unit, document_id: DocumentId) -> None:
    """The document has been looked through, and nothing was found."""
    unit.documents.save(replace(unit.documents.get(document_id), found=True))


@dataclass
class Clock:
    """A clock that a test moves by hand; it never stands still between two questions."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class Office:
    """A workspace with a clerk, a reviewer and an administrator; the clerk is signed in."""

    workspace: Workspace
    clock: Clock
    request_ids: list[RequestId] = field(default_factory=list)

    def as_(self, name: str) -> Office:
        """Signs this person in."""
        self.workspace.sign_in(name, PASSWORD)
        return self

    def request(self, subject: str = "Begäran om handling – avbrott") -> RequestId:
        """A registered request."""
        new = NewRequest(subject, "Jag vill läsa klagomålen.", Channel.EMAIL, START - timedelta(hours=2))
        request_id = self.workspace.do(registration.register, new)
        self.workspace.do(classified.none_is, request_id)
        return request_id

    def document(
        self,
        request_id: RequestId,
        pages: int = 2,
        title: str = "Klagomål",
        unread: Sequence[tuple[int, Region]] = (),
    ) -> DocumentId:
        """A document that has been read, with no findings yet and these unread parts."""
        sha256, size = self.workspace.vault.put_bytes(f"{title}{request_id}".encode()), 10
        new = NewDocument(title, "fil.pdf", sha256, size)
        document_id = self.workspace.do(intake.take_in, request_id, new)
        working = WorkingPdf(sha256, (A4,) * pages, "pdf")
        with self.workspace.vault.workspace() as folder:
            words_file.save([PageText(page, A4, "", ()) for page in range(pages)], folder / "words")
            words, _size = self.workspace.vault.keep(folder / "words")
        self.workspace.do(intake.was_read, document_id, working, words, "application/pdf", unread=unread)
        self.workspace.do(official.answer, [document_id], RECEIVED)
        self.workspace.do(sought, document_id)
        return document_id

    def findings(self, document_id: DocumentId, texts: Iterable[str] = ("19810107-9294",)) -> list[MarkId]:
        """Proposals for these words, one under the other; gives the marks' ids."""
        found = [
            Finding(
                "PERSONNUMMER", 0, 0, len(t), (Rect(72, 80 + 20 * i, 172, 94 + 20 * i),), 0.99, t, (Evidence("test"),)
            )
            for i, t in enumerate(texts)
        ]
        self.workspace.do(intake.store_findings, document_id, found)
        return [MarkId(m.id) for m in self.workspace.ask(lambda reader: reader.marks.of(document_id))]

    def paper(
        self, request_id: RequestId, lines: Sequence[str], found: Mapping[str, str], title: str = "Klagomål"
    ) -> DocumentId:
        """A document of one page with these lines (see ``page_of``) that has been read, with its findings.

        ``found`` are words and their categories, see ``findings_on``.
        """
        page = page_of(lines)
        with self.workspace.vault.workspace() as folder:
            words_file.save([page], folder / "words")
            words, size = self.workspace.vault.keep(folder / "words")
        document_id = self.workspace.do(intake.take_in, request_id, NewDocument(title, "fil.pdf", words, size))
        working, known_by = WorkingPdf(words, (A4,), "pdf"), prints.of([page])
        self.workspace.do(intake.was_read, document_id, working, words, "application/pdf", known_by=known_by)
        self.workspace.do(official.answer, [document_id], RECEIVED)
        self.workspace.do(intake.store_findings, document_id, findings_on(page, found))
        return document_id

    def area(self, document_id: DocumentId, provision: str | None = "OSL 21:7") -> MarkId:
        """An area drawn by hand."""
        return self.workspace.do(review.add, document_id, 0, (Rect(100, 300, 200, 340),), MarkKind.AREA, provision)

    def assessed(
        self, delivery_id: DeliveryId, provision: str = "OSL 21:7", harm: str = "Oönskade säljsamtal."
    ) -> AssessmentId:
        """A finished assessment that carries every mask on the provision."""
        assessment_id = self.workspace.do(assessment.write, delivery_id, answers(provision, harm=harm))
        ids = [MarkId(m.id) for _d, m in self.workspace.ask(assessment.candidates, assessment_id)]
        self.workspace.do(assessment.confirm, assessment_id, ids)
        return assessment_id

    def delivery(self, request_id: RequestId) -> DeliveryId:
        """The request's last delivery."""
        return self.workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))[-1].id

    def masked(self) -> tuple[RequestId, DeliveryId, DocumentId]:
        """A request with one judged document that holds one mask, assessed and ready for legal review."""
        request_id = self.request()
        document_id = self.document(request_id)
        marks = self.findings(document_id)
        self.workspace.do(review.accept, marks, "OSL 21:7")
        delivery_id = self.delivery(request_id)
        self.assessed(delivery_id)
        self.workspace.do(intake.mark_done, document_id)
        return request_id, delivery_id, document_id

    def signed(self) -> tuple[RequestId, DeliveryId, DocumentId]:
        """As ``masked``, sent to review and signed by the reviewer; the clerk is signed in again."""
        request_id, delivery_id, document_id = self.masked()
        self.workspace.do(sign_off.submit, delivery_id)
        self.as_(KARIN)
        self.workspace.do(sign_off.sign, delivery_id, self.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
        self.as_(MAJA)
        return request_id, delivery_id, document_id


def an_office(folder: Path, url: str | None = None, vault: Path | None = None) -> Office:
    """An office in ``folder``, on SQLite and a vault there, or on those named."""
    clock = Clock()
    first = NewPerson(SVEN, "it", frozenset({Role.ADMINISTRATOR}), PASSWORD)
    place, profile = url or sqlite_url(folder / bootstrap.DATABASE), organisation.profiles()["fjallvik"]
    made = bootstrap.make_workspace(folder, profile, first, clock=clock, url=place, vault=vault)
    made.sign_in(SVEN, PASSWORD)
    made.do(people.add, NewPerson(MAJA, "registrator", frozenset({Role.REGISTRAR, Role.HANDLER}), PASSWORD))
    made.do(people.add, NewPerson(KARIN, "jurist", frozenset({Role.REVIEWER}), PASSWORD))
    return Office(made, clock).as_(MAJA)
