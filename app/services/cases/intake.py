"""Documents come in: the original is kept, pages and words are read, findings become proposed marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain import family
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.events import (
    DocumentDone,
    DocumentFailed,
    DocumentLocked,
    DocumentRead,
    DocumentRemoved,
    DocumentRenamed,
    DocumentReopened,
    DocumentTakenIn,
    FindingsStored,
)
from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.people import Person, Right
from app.domain.requests import Document, DocumentState
from app.domain.workflow import DOCUMENT, REQUEST, DocumentStep, Facts, RequestStep
from app.store.unit import Reader, Unit
from redaction.detectors.categories import CATEGORIES
from redaction.errors import TooLarge
from redaction.files import About, WorkingPdf
from redaction.findings import TERMS, Band, Finding
from redaction.geometry import Rect
from redaction.marks import Mark, MarkKind, MarkState, Origin, covers
from redaction.prints import Print
from redaction.words import Region

from ..delivering import delivery
from ..marking import regions
from . import describing, likenesses, registration

LOCKS = ("password-needed", "wrong-password")
"""Failures that a password mends."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """An original that lies in the vault. ``title`` is what letters call it; ``size`` in bytes."""

    title: str
    file_name: str
    sha256: str
    size: int
    media_type: str = ""


def may_take_in(reader: Reader, request_id: RequestId, actor: Person) -> None:
    """Raises Blocked where this person cannot add a document now; asked before anything is copied."""
    facts = registration.closing_facts(reader, request_id)
    REQUEST.take(registration.state(reader, request_id), RequestStep.ADD_DOCUMENT, facts, actor)


def may_read(reader: Reader, document_id: DocumentId, actor: Person) -> Document:
    """The document. Raises Blocked where this person cannot have it read now."""
    document = reader.documents.get(document_id)
    if document.shut_out:
        raise Refused("shut-out", number=document.number)
    DOCUMENT.take(document.state, DocumentStep.READ, Facts(), actor)
    return document


def take_in(unit: Unit, request_id: RequestId, new: NewDocument) -> DocumentId:
    """Adds a document to the request's open delivery (a new one is opened where none is)."""
    may_take_in(unit, request_id, unit.actor)
    current = registration.open_one(unit, request_id)
    delivery_id = current.id if current else registration.open_delivery(unit, request_id)
    delivery.touch(unit, delivery_id)
    return _add(unit, request_id, delivery_id, new)


def _add(
    unit: Unit, request_id: RequestId, delivery_id: DeliveryId, new: NewDocument, parent_id: DocumentId | None = None
) -> DocumentId:
    number = max([d.number for d in unit.documents.where(request_id=request_id)], default=0) + 1
    row = Document(
        id=DocumentId(0),
        request_id=request_id,
        delivery_id=delivery_id,
        number=number,
        title=new.title,
        file_name=new.file_name,
        media_type=new.media_type,
        size=new.size,
        source_sha256=new.sha256,
        state=DocumentState.WAITING,
        parent_id=parent_id,
    )
    document_id = DocumentId(unit.documents.add(row))
    unit.record(DocumentTakenIn(request_id, document_id, new.sha256, new.size))
    return document_id


def check_members(reader: Reader, document_id: DocumentId, count: int) -> None:
    """Raises TooLarge where so many more documents cannot hang on what came in with this one, or not so deep."""
    rows = reader.documents.where(request_id=reader.documents.get(document_id).request_id)
    if count and family.depth(rows, document_id) >= family.DEEPEST:
        raise TooLarge(what="depth", limit=family.DEEPEST)
    if count and len(family.below(rows, family.root(rows, document_id))) + count > family.MOST:
        raise TooLarge(what="parts", limit=family.MOST)


def was_read(
    unit: Unit,
    document_id: DocumentId,
    working: WorkingPdf,
    words_sha256: str,
    media_type: str,
    members: Sequence[NewDocument] = (),
    unread: Sequence[tuple[int, Region]] = (),
    known_by: Print | None = None,
    about: About | None = None,
) -> tuple[DocumentId, ...]:
    """Stores what reading gave: the working PDF and the words file, both in the vault, and the documents in it.

    ``members`` become documents of their own in the same delivery, which wait to be read; gives their ids. ``unread``
    are the parts of its pages (from 0) that no reader could read: persons judge them. ``known_by``: what its text is
    known again by; ``about``: what the file says of itself.
    """
    document = unit.documents.get(document_id)
    state = DOCUMENT.take(document.state, DocumentStep.READ, Facts(), unit.actor)
    unit.documents.save(
        replace(
            document,
            state=state,
            media_type=media_type,
            working_sha256=working.sha256,
            words_sha256=words_sha256,
            pages=len(working.pages),
            importer=working.importer,
            coverage=working.coverage,
            hidden=working.hidden,
            failure="",
        )
    )
    regions.store(unit, document_id, unread)
    if known_by is not None:
        likenesses.store(unit, document, known_by)
    if about is not None:
        describing.from_file(unit, document_id, about)
    unit.record(DocumentRead(document.request_id, document_id, working.sha256, len(working.pages), working.importer))
    if not members:
        return ()
    delivery.touch(unit, document.delivery_id)
    request_id, delivery_id = RequestId(document.request_id), document.delivery_id
    return tuple(_add(unit, request_id, delivery_id, new, document_id) for new in members)


def was_made_again(unit: Unit, document_id: DocumentId, working_sha256: str, words_sha256: str) -> None:
    """The working copy that left with the closing is back, after the request was opened again.

    Raises Refused where the request is closed (``request-closed``), or it is not the one the marks stand on.
    """
    unit.require(Right.PREPARE)
    document = unit.documents.get(document_id)
    if unit.requests.get(document.request_id).closed_at is not None:
        raise Refused("request-closed")
    if working_sha256 != document.working_sha256:
        raise Refused("working-differs", number=document.number)
    unit.documents.save(replace(document, words_sha256=words_sha256))
    unit.record(
        DocumentRead(document.request_id, document_id, working_sha256, document.pages, document.importer)
    )


def could_not_be_read(unit: Unit, document_id: DocumentId, failure: str) -> None:
    """Stores why a document could not be read; a missing password locks it instead of failing it.

    ``failure`` is the error's code, then its parameters as ``name=value``; the log gets the code alone.
    """
    document = unit.documents.get(document_id)
    code = failure.partition(" ")[0]
    locked = code in LOCKS
    step = DocumentStep.LOCK if locked else DocumentStep.FAIL
    state = DOCUMENT.take(document.state, step, Facts(), unit.actor)
    unit.documents.save(replace(document, state=state, failure=failure))
    event = DocumentLocked if locked else DocumentFailed
    unit.record(event(document.request_id, document_id, code))


class _Taken:
    """Where judged marks leave nothing to propose: under a mask, or just where something was left visible."""

    def __init__(self, judged: Sequence[Mark]) -> None:
        self._same = {(m.page, tuple(r.rounded() for r in m.rects)) for m in judged}
        self._masked: dict[int, list[Rect]] = {}
        for mark in judged:
            if mark.state is MarkState.ACCEPTED:
                self._masked.setdefault(mark.page, []).extend(mark.rects)

    def holds(self, finding: Finding) -> bool:
        """Whether the finding's place is taken."""
        if (finding.page, tuple(r.rounded() for r in finding.rects)) in self._same:
            return True
        return covers(self._masked.get(finding.page, ()), finding.rects)


def _what(mark: Mark) -> tuple[object, ...]:
    """What makes two proposals the same one."""
    rects = tuple(rect.rounded() for rect in mark.rects)
    return mark.page, rects, mark.category, mark.text, mark.provision, mark.origin, mark.kind


def store_findings(unit: Unit, document_id: DocumentId, findings: Sequence[Finding]) -> int:
    """Replaces the document's findings and open proposals; what a person has judged stays as it is.

    A proposal that is found again stays the same mark, so that only what is new is told as new. A watched term brings
    its provision with it. A finding of the band "possible", or whose place a judged mark already covers, proposes
    nothing. Gives how many marks were proposed.
    """
    document = unit.documents.get(document_id)
    DOCUMENT.take(document.state, DocumentStep.EDIT_MARKS, Facts(), unit.actor)
    delivery.touch(unit, document.delivery_id)
    unit.findings.remove(document_id)
    judged: list[Mark] = []
    open_: dict[tuple[object, ...], list[Mark]] = {}
    for mark in unit.marks.of(document_id):
        if mark.state is MarkState.PROPOSED and mark.origin is not Origin.PERSON:
            open_.setdefault(_what(mark), []).append(mark)
        else:
            judged.append(mark)
    taken = _Taken(judged)
    ids = unit.findings.add_all(document_id, findings)
    marks = [_proposal(f, i) for i, f in zip(ids, findings, strict=True) if _proposes(f) and not taken.holds(f)]
    again: dict[int, int] = {}
    new = []
    for mark in marks:
        same = open_.get(_what(mark))
        if same:
            again[same.pop().id] = mark.finding_id or 0
        else:
            new.append(mark)
    unit.marks.found_again(again)
    unit.marks.add_all(document_id, new)
    unit.marks.remove_all([mark.id for same in open_.values() for mark in same])
    unit.documents.save(replace(document, found=True))
    unit.record(FindingsStored(document.request_id, document_id, len(findings), len(marks)))
    return len(marks)


def _proposes(finding: Finding) -> bool:
    return finding.proposed and finding.band is not Band.POSSIBLE and bool(finding.rects)


def _proposal(finding: Finding, finding_id: int) -> Mark:
    """The open mark that a finding proposes."""
    term = next((e for e in finding.evidence if e.detector == TERMS), None)
    return Mark(
        id=0,
        page=finding.page,
        rects=finding.rects,
        state=MarkState.PROPOSED,
        kind=MarkKind.AREA if CATEGORIES[finding.category].area else MarkKind.TEXT,
        origin=Origin.TERM if term else Origin.DETECTOR,
        category=finding.category,
        provision=(term.context or None) if term else None,
        finding_id=finding_id,
        text=finding.text,
    )


def mark_done(unit: Unit, document_id: DocumentId) -> None:
    """The clerk is done with a document: searched, all that is proposed or unread judged, a provision on every mask."""
    document = unit.documents.get(document_id)
    tally = unit.marks.tallies([document_id])[document_id]
    unread = regions.open_in(unit, [document_id])[document_id]
    unsought, bare = int(not document.found), tally.without_provision
    facts = Facts(1, unsought=unsought, unjudged=tally.proposed, regions=unread, without_provision=bare)
    state = DOCUMENT.take(document.state, DocumentStep.MARK_DONE, facts, unit.actor)
    unit.note_preparer(document.delivery_id)
    unit.documents.save(replace(document, state=state))
    unit.record(DocumentDone(document.request_id, document_id, tally.accepted))


def reopen(unit: Unit, document_id: DocumentId) -> None:
    """Opens a finished document for marks again; signatures and copies of its delivery fall."""
    document = unit.documents.get(document_id)
    state = DOCUMENT.take(document.state, DocumentStep.REOPEN, Facts(), unit.actor)
    delivery.touch(unit, document.delivery_id)
    unit.documents.save(replace(document, state=state))
    unit.record(DocumentReopened(document.request_id, document_id))


def rename(unit: Unit, document_id: DocumentId, title: str) -> None:
    """Changes what letters call the document."""
    unit.require(Right.PREPARE)
    if not title.strip():
        raise Blocked("rename", (Blocker("title-missing"),))
    document = unit.documents.get(document_id)
    delivery.touch(unit, document.delivery_id)
    unit.documents.save(replace(document, title=title.strip()))
    unit.record(DocumentRenamed(document.request_id, document_id))


def members(reader: Reader, document_id: DocumentId) -> tuple[Document, ...]:
    """The documents of the same delivery that came in this one, however deep."""
    delivery_id = reader.documents.get(document_id).delivery_id
    return family.below(reader.documents.where(delivery_id=delivery_id), document_id)


def remove(unit: Unit, document_id: DocumentId, with_members: bool = False) -> None:
    """Takes a document out of the request, with its findings and marks. The original stays in the vault.

    What came in it goes too (``with_members``), or stays as documents that came alone.
    """
    goes = (unit.documents.get(document_id), *(members(unit, document_id) if with_members else ()))
    for member in () if with_members else unit.documents.where(parent_id=document_id):
        unit.documents.save(replace(member, parent_id=None))
    for row in reversed(goes):  # what came in another goes before it
        DOCUMENT.take(row.state, DocumentStep.REMOVE, Facts(), unit.actor)
        delivery.touch(unit, row.delivery_id)
        unit.record(DocumentRemoved(row.request_id, row.id))
        unit.documents.remove(id=row.id)
