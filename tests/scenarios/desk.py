"""A registry with its clerk, lawyer and managing director, at work on real files by the real path.

Documents are written as files, taken in, read, searched, marked, signed, burned and packed by the program's own long
work; a package is read back with engines that did not write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx

from app import bootstrap, long_work, residual_check
from app.domain.assessments import Answers
from app.domain.decisions import Scope
from app.domain.ids import AssessmentId, DecisionId, DeliveryId, DocumentId, MarkId, RequestId
from app.domain.local_time import STOCKHOLM
from app.domain.official import Path as Answered
from app.domain.people import Role
from app.domain.requests import Channel, Delivery, Document
from app.domain.residuals import Residual
from app.jobs import process, tasks
from app.services.assessing import assessment, recipient
from app.services.cases import intake, official, registration
from app.services.cases.registration import NewRequest
from app.services.deciding import decisions
from app.services.deciding.decisions import NewDelegation
from app.services.delivering import delivery, delivery_facts, sign_off
from app.services.marking import residuals, review
from app.services.office import organisation, people
from app.services.office.people import NewPerson
from app.store import audit_log
from app.store.engine import sqlite_url
from app.workspace import Workspace
from redaction.findings import Finding
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState
from tests.builders import ANSWERED, OF_PROVISIONS, Clock

PASSWORD = "korrekt häst batteri"
MAJA, KARIN, SVEN = "Maja Sundin", "Karin Wallström", "Sven Administratör"
VERA, OVE = "Vera Direktör", "Ove Ekonomichef"
STAFF = (
    NewPerson(MAJA, "registrator", frozenset({Role.REGISTRAR, Role.HANDLER}), PASSWORD),
    NewPerson(KARIN, "bolagsjurist", frozenset({Role.REVIEWER}), PASSWORD),
    NewPerson(VERA, "verkställande direktör", frozenset({Role.DECISION_MAKER}), PASSWORD),
    NewPerson(OVE, "ekonomichef", frozenset({Role.DECISION_MAKER}), PASSWORD),
)
CAME_IN = (*official.tree().proposed(), *official.RECEIVED)


def folded(text: str) -> str:
    """Text as a comparison sees it: one blank between words, no soft hyphens, no case."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold().split())


@dataclass(frozen=True)
class Package:
    """What left the house: every file by name with all that can be read out of it, and each copy by its title."""

    folder: Path
    files: dict[str, str]
    copies: dict[str, str]

    def has(self, text: str, file: str | None = None) -> bool:
        """Whether words can be read in a file whose name holds ``file``, or anywhere; letter by letter too."""
        said = [words for name, words in self.files.items() if file is None or file in name]
        wanted = folded(text)
        return any(wanted in words or wanted.replace(" ", "") in words.replace(" ", "") for words in said)

    def lacks(self, *texts: str) -> bool:
        """Whether none of these can be read anywhere, names of files included."""
        names = folded(" ".join(self.files))
        return not any(self.has(text) or folded(text) in names for text in texts)

    @property
    def letter(self) -> str:
        """The words of the letter."""
        return next(words for name, words in self.files.items() if name in ("Letter.pdf", "Brev.pdf"))


@dataclass
class Desk:
    """The registry: who is signed in, the clock, and where files lie."""

    workspace: Workspace
    clock: Clock
    folder: Path
    papers: int = field(default=0)

    def as_(self, name: str) -> Desk:
        """Signs this person in."""
        self.workspace.sign_in(name, PASSWORD)
        return self

    def at(self, when: str) -> Desk:
        """Sets the clock: a day (noon), or a day and a time, in Stockholm."""
        at = datetime.fromisoformat(when)
        self.clock.now = (at if "T" in when else at.replace(hour=12)).replace(tzinfo=STOCKHOLM)
        return self

    def request(self, wording: str, subject: str, requester: str = "", channel: Channel = Channel.EMAIL) -> RequestId:
        """Registers a request that has just come in."""
        new = NewRequest(subject, wording, channel, self.clock.now, requester)
        request_id = self.workspace.do(registration.register, new)
        self.workspace.do(registration.start_search, request_id)
        return request_id

    def text(self, name: str, *lines: str) -> Path:
        """A file of plain text."""
        file = self.folder / f"{name}.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    def word(self, name: str, heading: str, *lines: str, rows: Sequence[Sequence[str]] = ()) -> Path:
        """A Word file with a heading, paragraphs, and one table where there are rows; nobody has put a name in it."""
        made = docx.Document()
        made.core_properties.author = made.core_properties.comments = ""
        made.add_heading(heading, 1)
        for line in lines:
            made.add_paragraph(line)
        if rows:
            table = made.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        file = self.folder / f"{name}.docx"
        made.save(str(file))
        return file

    def document(self, request_id: RequestId, file: Path, answers: Answered = CAME_IN) -> DocumentId:
        """Takes a file in, reads and searches it, and says that it is an official document."""
        document = long_work.take_in(self.workspace, request_id, file, file.stem)
        assert not long_work.unreadable(document), document.failure
        long_work.find(self.workspace, document.id)
        self.workspace.do(official.answer, [document.id], answers)
        return document.id

    def marks(self, document_id: DocumentId, state: MarkState = MarkState.PROPOSED) -> list[Mark]:
        """The document's marks in this state."""
        return [m for m in self.workspace.ask(lambda r: r.marks.of(document_id)) if m.state is state]

    def findings(self, document_id: DocumentId) -> list[Finding]:
        """What the detectors saw."""
        return [f for _id, f in self.workspace.ask(lambda r: r.findings.of(document_id))]

    def mask(self, document_id: DocumentId, text: str, provision: str, category: str = "") -> list[MarkId]:
        """Masks every place of these words, on proposals where they cover it, else by hand."""
        document = self._document(document_id)
        made: list[MarkId] = []
        for page in range(document.pages):
            layer = long_work.page_text(self.workspace, document, page)
            words = re.escape(text).replace(r"\ ", r"\s+")
            for hit in re.finditer(words, layer.text):
                rects = layer.rects(*hit.span())
                mark = self.workspace.do(
                    review.add, document_id, page, rects, MarkKind.TEXT, provision, text=hit[0], category=category
                )
                made.append(mark)
        assert made, f"not on any page: {text}"
        return made

    def accept(self, document_id: DocumentId, provision: str, *categories: str) -> list[MarkId]:
        """Masks the proposals of these categories on a provision."""
        ids = [MarkId(m.id) for m in self.marks(document_id) if not categories or m.category in categories]
        assert ids, f"nothing proposed of {categories}"
        self.workspace.do(review.accept, ids, provision)
        return ids

    def leave(self, document_id: DocumentId, reason: str, *texts: str) -> None:
        """Leaves proposals in sight: those with these words, or all that are left."""
        wanted = [folded(text) for text in texts]
        ids = [MarkId(m.id) for m in self.marks(document_id) if not wanted or folded(m.text) in wanted]
        if texts:
            assert ids, f"not proposed: {texts}"
        if ids:
            self.workspace.do(review.reject, ids, reason)

    def area(self, document_id: DocumentId, page: int, rect: Rect, provision: str) -> MarkId:
        """Masks an area of a page (from 0), in page space."""
        return self.workspace.do(review.add, document_id, page, (rect,), MarkKind.AREA, provision)

    def assess(
        self, delivery_id: DeliveryId, provision: str, group: str, applies: str, harm: str, *against: str, **record: Any
    ) -> AssessmentId:
        """Writes an assessment with factors against handing out, and confirms every mask on the provision to it.

        ``record`` are answers that differ from those of an ordinary mask.
        """
        factors = against or ("bulk",)
        row = self.workspace.ask(organisation.provision, provision)
        tested = row.requisite != "ABSOLUT"
        answers = Answers(
            provision,
            group,
            applies,
            harm if tested else "",
            factors_for=("openness_rule",) if tested else (),
            factors_against=factors if tested else (),
            answers=tuple("Se skälen." for _question in row.questions),
            **(ANSWERED | OF_PROVISIONS.get(provision, {}) | record),
        )
        assessment_id = self.workspace.do(assessment.write, delivery_id, answers)
        ids = [MarkId(m.id) for _d, m in self.workspace.ask(assessment.candidates, assessment_id)]
        self.workspace.do(assessment.confirm, assessment_id, ids)
        return assessment_id

    def assess_seller(self, delivery_id: DeliveryId) -> AssessmentId:
        """Writes the assessment of names and numbers that a telephone seller has asked for."""
        applies = "Sökanden säljer per telefon och har sagt att listan ska användas till det."
        return self.assess(delivery_id, "OSL 21:7", "customer_identity", applies, "Oönskade samtal till hushållet.")

    def done(self, *document_ids: DocumentId) -> None:
        """The clerk is done with these documents; every proposal has been judged."""
        for document_id in document_ids:
            self.workspace.do(intake.mark_done, document_id)

    def delivery(self, request_id: RequestId) -> DeliveryId:
        """The request's last delivery."""
        return self.workspace.ask(lambda r: r.deliveries.where(request_id=request_id))[-1].id

    def open_delivery(self, delivery_id: DeliveryId) -> Delivery:
        """The delivery as it stands."""
        return self.workspace.ask(lambda r: r.deliveries.get(delivery_id))

    def judge_traces(self, delivery_id: DeliveryId, reason: str) -> tuple[Residual, ...]:
        """Looks for what still points to somebody masked, leaves it in sight for a reason, and gives it."""
        residual_check.check(self.workspace, delivery_id)
        rows = self.workspace.ask(residuals.of, delivery_id)
        self.workspace.do(residuals.leave, [row.id for row in rows], reason)
        return rows

    def tick(self, delivery_id: DeliveryId) -> None:
        """The clerk ticks that nothing is known of the recipient, where that has to be said and nobody has."""
        if self.workspace.ask(delivery_facts.of, delivery_id).recipient:
            self.workspace.do(recipient.none_known, delivery_id)

    def sign(self, delivery_id: DeliveryId) -> None:
        """The clerk sends it to review and the lawyer signs what she has seen; the clerk is signed in again."""
        self.tick(delivery_id)
        residual_check.submit(self.workspace, delivery_id)
        self.as_(KARIN)
        seen = self.workspace.ask(delivery.plan_hash, delivery_id)
        self.workspace.do(sign_off.sign, delivery_id, seen, PASSWORD)
        self.as_(MAJA)

    def release(self, delivery_id: DeliveryId, way: str = "e-post") -> Package:
        """Makes copies and papers, hands out, and reads everything back."""
        self.tick(delivery_id)
        long_work.make_copies(self.workspace, delivery_id)
        released = long_work.release(self.workspace, delivery_id, way)
        return self.read(released.package, delivery_id)

    def read(self, place: Path, delivery_id: DeliveryId) -> Package:
        """Reads every file of a package with engines that did not write it."""
        files = tuple(sorted(path for path in place.rglob("*") if path.is_file()))
        texts = [folded(text) for text in process.run(tasks.readable, files)]
        by_name = {path.relative_to(place).as_posix(): text for path, text in zip(files, texts, strict=True)}
        rows = self.workspace.ask(delivery.documents, delivery_id)
        copies = {d.title: by_name.get(long_work.document_name(d), "") for d in rows}
        return Package(place, by_name, copies)

    def delegate(self, name: str, start: str, *scopes: Scope) -> None:
        """The administrator enters a delegation."""
        person = next(p for p in self.workspace.ask(lambda r: r.people.where()) if p.name == name)
        given = frozenset(scopes or {Scope.REFUSE})
        new = NewDelegation(person.id, given, "VD-instruktion § 4", date.fromisoformat(start))
        self.as_(SVEN).workspace.do(decisions.delegate, new)
        self.as_(MAJA)

    def decide(self, decision_id: DecisionId, name: str, milder: str = "Förbehåll hjälper inte.") -> None:
        """This person tests every assessment anew and decides; the clerk is signed in again."""
        self.as_(name)
        row = self.workspace.ask(lambda r: r.decisions.get(decision_id))
        for assessment_id in self.workspace.ask(decisions.untested, row):
            self.workspace.do(decisions.retest, decision_id, assessment_id, milder)
        self.workspace.do(decisions.decide, decision_id, PASSWORD)
        self.as_(MAJA)

    def decision_papers(self, decision_id: DecisionId) -> dict[str, str]:
        """The papers of a decision, read back, by name without its ending."""
        place = self.folder / f"papers-{self.papers}"
        self.papers += 1
        files = tuple(p for p in long_work.decision_papers(self.workspace, decision_id, place) if p.suffix == ".pdf")
        return {p.stem: folded(t) for p, t in zip(files, process.run(tasks.readable, files), strict=True)}

    def _document(self, document_id: DocumentId) -> Document:
        return self.workspace.ask(lambda r: r.documents.get(document_id))

    def close(self) -> None:
        """Closes the registry for the day."""
        self.workspace.close()

    def events(self, request_id: RequestId) -> list[str]:
        """The codes of the request's log rows in their order."""
        return [row.event for row in self.workspace.ask(lambda r: tuple(audit_log.rows(r.connection, request_id)))]


def opened(folder: Path, profile: str = "jamtkraft") -> Desk:
    """A registry in ``folder`` with its staff; the clerk is signed in on the first working day of 2026."""
    clock = Clock(datetime(2026, 1, 2, 8, 0, tzinfo=STOCKHOLM))
    first = NewPerson(SVEN, "it", frozenset({Role.ADMINISTRATOR}), PASSWORD)
    place = folder / "office"
    place.mkdir()
    made = bootstrap.make_workspace(
        place, organisation.profiles()[profile], first, clock=clock, url=sqlite_url(place / bootstrap.DATABASE)
    )
    made.sign_in(SVEN, PASSWORD)
    for person in STAFF:
        made.do(people.add, person)
    files = folder / "files"
    files.mkdir()
    return Desk(made, clock, files).as_(MAJA)


def reopened(folder: Path) -> Desk:
    """A registry that was closed, or a copy of one; the clerk is signed in."""
    clock = Clock(datetime(2026, 1, 2, 8, 0, tzinfo=STOCKHOLM))
    made = bootstrap.open_workspace(folder / "office", clock=clock)
    return Desk(made, clock, folder / "files").as_(MAJA)


def texts(marks: Iterable[Mark]) -> set[str]:
    """The words under marks."""
    return {mark.text for mark in marks}
