"""A delivery made from an earlier one: the same documents with their marks and assessments, some marks opened.

What a person has judged is kept: findings, marks, unread parts, verdicts, stands, the reasons for traces, and sums in
place of rows. A new test begins with every mark as a proposal again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.assessments import Assessment
from app.domain.errors import Refused
from app.domain.events import FollowUpPrepared
from app.domain.follow_ups import Because, FollowUp
from app.domain.ids import AssessmentId, DecisionId, DeliveryId, DocumentId
from app.domain.people import Right
from app.domain.requests import Delivery, Document, DocumentState
from app.domain.residuals import ResidualState
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState

from ..cases import intake, registration
from . import delivery as deliveries


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What shall be prepared.

    ``opened`` are ids of masks or, where nothing was handed out, of assessments; ``reason`` stands with each mark that
    is opened; ``all_documents``: also those in which nothing is opened.
    """

    earlier_id: DeliveryId
    because: Because
    opened: frozenset[int]
    reason: str = ""
    decision_id: DecisionId | None = None
    all_documents: bool = False


def prepare(unit: Unit, new: NewFollowUp) -> DeliveryId:
    """Prepares the delivery. Raises Refused where another one of the request is under way."""
    unit.require(Right.PREPARE)
    earlier = unit.deliveries.get(new.earlier_id)
    delivery_id = _place(unit, earlier)
    for person_id in unit.preparers(earlier.id):
        unit.note_preparer(delivery_id, person_id)
    unit.note_preparer(delivery_id)
    chosen = [d for d in deliveries.documents(unit, earlier.id) if _goes_along(unit, new, earlier, d)]
    known = {a.id: _copied(unit, delivery_id, a) for a in _kept(unit, new, earlier, chosen)}
    documents = dict[DocumentId, DocumentId]()
    for document in chosen:
        documents[document.id] = _document(unit, delivery_id, document, documents)
    for old, made in documents.items():
        _marks(unit, new, earlier, old, made, known)
    _residuals(unit, earlier.id, delivery_id, documents)
    _compilations(unit, earlier.id, delivery_id)
    refused = earlier.refused and new.because is Because.REMANDED
    made_as = replace(unit.deliveries.get(delivery_id), refused=refused, hide_lengths=earlier.hide_lengths)
    unit.deliveries.save(made_as)
    unit.follow_ups.add(FollowUp(delivery_id, earlier.id, new.decision_id, new.because))
    event = FollowUpPrepared(earlier.request_id, delivery_id, earlier.id, new.because.value, len(new.opened))
    unit.record(event)
    if _judged(unit, new, earlier, delivery_id, set(known.values())):
        for document_id in documents.values():
            document = unit.documents.get(document_id)  # done before, perhaps by a program that knew no unread parts
            unit.documents.save(replace(document, regions_known=True))
            intake.mark_done(unit, document_id)
    return delivery_id


def of(reader: Reader, delivery_id: int) -> FollowUp | None:
    """From which delivery, and why, this one was prepared; None for one of its own."""
    return reader.follow_ups.first(delivery_id=delivery_id)


def _place(unit: Unit, earlier: Delivery) -> DeliveryId:
    """An empty open delivery of the request, or a new one."""
    if unit.requests.get(earlier.request_id).closed_at is not None:
        raise Refused("request-closed-now")
    if registration.under_way(unit, earlier.request_id):
        raise Refused("delivery-under-way")
    current = registration.open_one(unit, earlier.request_id)
    return current.id if current is not None else registration.open_delivery(unit, earlier.request_id)


def opens(new: NewFollowUp, earlier: Delivery, mark: Mark) -> bool:
    """Whether a mask of the earlier delivery is opened."""
    return (mark.assessment_id if earlier.refused else mark.id) in new.opened


def _goes_along(reader: Reader, new: NewFollowUp, earlier: Delivery, document: Document) -> bool:
    if new.all_documents or earlier.refused:
        return True
    return any(opens(new, earlier, mark) for mark in deliveries.masks(reader, document.id))


def _kept(
    reader: Reader, new: NewFollowUp, earlier: Delivery, documents: Iterable[Document]
) -> list[Assessment]:
    """The assessments that still carry something."""
    rows = reader.assessments.where(delivery_id=earlier.id)
    if earlier.refused:
        return [a for a in rows if a.id not in new.opened]
    masks = [mark for document in documents for mark in deliveries.masks(reader, document.id)]
    carrying = {mark.assessment_id for mark in masks if not opens(new, earlier, mark)}
    return [a for a in rows if a.id in carrying]


def _copied(unit: Unit, delivery_id: DeliveryId, row: Assessment) -> AssessmentId:
    return AssessmentId(unit.assessments.add(replace(row, id=AssessmentId(0), delivery_id=delivery_id, version=1)))


def _document(
    unit: Unit, delivery_id: DeliveryId, old: Document, made: dict[DocumentId, DocumentId]
) -> DocumentId:
    """The same document in the new delivery, open for marks, with what was said of it.

    It hangs on the new one of its parent, which has a lower number and is among those ``made`` if it goes along.
    """
    number = max(d.number for d in unit.documents.where(request_id=old.request_id)) + 1
    fresh = replace(old, id=DocumentId(0), delivery_id=delivery_id, number=number, state=DocumentState.REVIEW)
    parent_id = made.get(old.parent_id) if old.parent_id is not None else None
    document_id = DocumentId(unit.documents.add(replace(fresh, parent_id=parent_id, version=1)))
    for trial in unit.trials.where(document_id=old.id):
        unit.trials.add(replace(trial, document_id=document_id))
    for stand in unit.stands.where(document_id=old.id):
        unit.stands.add(replace(stand, id=0, document_id=document_id))
    for said in unit.descriptions.where(document_id=old.id):
        unit.descriptions.add(replace(said, id=0, document_id=document_id))
    for region in unit.regions.where(document_id=old.id):
        unit.regions.add(replace(region, id=0, document_id=document_id))
    return document_id


def _marks(
    unit: Unit,
    new: NewFollowUp,
    earlier: Delivery,
    old: DocumentId,
    made: DocumentId,
    known: dict[AssessmentId, AssessmentId],
) -> None:
    findings = {finding_id: unit.findings.add(made, finding) for finding_id, finding in unit.findings.of(old)}
    for mark in unit.marks.of(old):
        fresh = replace(
            mark,
            id=0,
            version=1,
            finding_id=findings.get(mark.finding_id or 0),
            assessment_id=known.get(AssessmentId(mark.assessment_id or 0)),
        )
        if new.because is Because.REMANDED and mark.state is MarkState.ACCEPTED:
            fresh = replace(fresh, state=MarkState.PROPOSED)
        elif mark.state is MarkState.ACCEPTED and opens(new, earlier, mark):
            fresh = fresh.rejected(new.reason)
        unit.marks.add(made, fresh)


def _residuals(unit: Unit, old: DeliveryId, new: DeliveryId, documents: dict[DocumentId, DocumentId]) -> None:
    """What was left for a reason stays so, when traces are looked for again."""
    for row in unit.residuals.where(delivery_id=old, state=ResidualState.LEFT):
        if row.document_id is None or row.document_id in documents:
            there = documents[row.document_id] if row.document_id is not None else None
            unit.residuals.add(replace(row, id=0, delivery_id=new, document_id=there))


def _compilations(unit: Unit, old: DeliveryId, new: DeliveryId) -> None:
    """Sums that went along go along again; whoever prepares it may take one out."""
    for row in unit.compilations.where(delivery_id=old) if not unit.compilations.count(delivery_id=new) else ():
        unit.compilations.add(replace(row, id=0, delivery_id=new))


def _judged(
    reader: Reader, new: NewFollowUp, earlier: Delivery, delivery_id: DeliveryId, known: set[AssessmentId]
) -> bool:
    """Whether nothing is left to judge: not in a new test, nor where a refused ground has no mark that carries it."""
    if new.because is Because.REMANDED:
        return False
    carried = {mark.assessment_id for mark in deliveries.all_masks(reader, delivery_id=delivery_id)}
    return not earlier.refused or known <= carried
