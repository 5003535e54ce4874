"""The balancing: one assessment for a group of marks, and each mark confirmed to belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import reasons
from app.domain import record_fields as records
from app.domain.assessments import Answers, Assessment
from app.domain.errors import Changed, Refused
from app.domain.events import AssessmentRemoved, AssessmentWritten, EmissionsAnswered, MarkAssessed, MarkConfirmed
from app.domain.ids import AssessmentId, DeliveryId, DocumentId, MarkId
from app.domain.people import Right
from app.domain.provisions import Provision
from app.store.records import Confirmation
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState

from ..delivering import delivery
from ..office import organisation
from . import common_mistakes, record_fields
from .common_mistakes import Mistake


def mistakes(text: str) -> tuple[Mistake, ...]:
    """Common mistakes that the text seems to make ("GDPR", "arbetsmaterial" given as a reason)."""
    return common_mistakes.found(text)


def repeats(text: str, row: Provision) -> bool:
    """Whether a reason says little more than its provision does."""
    theirs = (row.heading, row.scope, row.protects, row.requisite_text, row.letter_line)
    return reasons.repeats(text, " ".join((*theirs, organisation.common_words())))


def write(
    unit: Unit,
    delivery_id: DeliveryId,
    answers: Answers,
    assessment_id: AssessmentId | None = None,
    seen: int | None = None,
    edition: int | None = None,
) -> AssessmentId:
    """Writes an assessment, new or over an earlier one. Signatures and copies of the delivery fall.

    It rests on the ``edition`` of the catalogue that is named, else on the one it was begun on.

    Raises Refused where the provision, the group or an answer is not in the catalogues, or the earlier one is of
    another delivery; Changed where somebody else has written it since the version that was ``seen``.
    """
    unit.require(Right.PREPARE)
    organisation.known_provision(unit, answers.provision)
    if answers.group not in organisation.groups():
        raise Refused("group-unknown", group=answers.group)
    delivery.touch(unit, delivery_id)
    old = unit.assessments.get(assessment_id) if assessment_id is not None else None
    if old is not None and old.delivery_id != delivery_id:
        raise Refused("assessment-elsewhere")
    if old is not None and seen not in (None, old.version):
        raise Changed("assessment")
    kept = old is not None and old.provision == answers.provision
    if old is not None and not kept:
        unit.marks.clear_assessment(old.id)
    edition = edition or (old.edition if old and kept else unit.editions.newest().number)
    provision = organisation.provisions(unit, edition)[answers.provision]
    record_fields.check(answers, provision)
    requisite = _requisite(provision, answers.variant)
    row = Assessment(
        id=old.id if old else AssessmentId(0),
        delivery_id=delivery_id,
        requisite=requisite,
        harm_tested=organisation.harm_tested()[requisite],
        needed=records.needed(record_fields.fields(), provision, answers),
        written_by=unit.actor.id,
        edition=edition,
        version=old.version if old else 1,
        **{name: getattr(answers, name) for name in Answers.__dataclass_fields__},
    )
    assessment_id = unit.assessments.save(row).id if old else AssessmentId(unit.assessments.add(row))
    request_id = unit.deliveries.get(delivery_id).request_id
    unit.record(AssessmentWritten(request_id, delivery_id, assessment_id, row.provision, row.outcome.value))
    if "emissions_reason" in row.needed and row.emissions_reason != (old.emissions_reason if old else ""):
        unit.record(EmissionsAnswered(request_id, delivery_id, assessment_id, row.provision))
    return assessment_id


def _requisite(provision: Provision, variant: int) -> str:
    """The requisite of the provision, or of the part of it that carries the secrecy."""
    return provision.variants[variant - 1].requisite if variant else provision.requisite


def remove(unit: Unit, assessment_id: AssessmentId) -> None:
    """Removes an assessment; its marks stand without one until another is chosen."""
    unit.require(Right.PREPARE)
    row = unit.assessments.get(assessment_id)
    delivery.touch(unit, row.delivery_id)
    unit.marks.clear_assessment(assessment_id)
    unit.assessments.remove(id=assessment_id)
    request_id = unit.deliveries.get(row.delivery_id).request_id
    unit.record(AssessmentRemoved(request_id, row.delivery_id, assessment_id))


def confirm(unit: Unit, assessment_id: AssessmentId, mark_ids: Sequence[MarkId]) -> None:
    """Confirms that these masks belong to the assessment; one that comes alone was read by itself, and that is kept.

    Raises Refused where a mark is not masked, or on another provision, or in another delivery.
    """
    unit.require(Right.PREPARE)
    row = unit.assessments.get(assessment_id)
    delivery.touch(unit, row.delivery_id)
    for mark_id in mark_ids:
        document_id, mark = unit.marks.get(mark_id)
        document = unit.documents.get(document_id)
        if (
            document.delivery_id != row.delivery_id
            or mark.state is not MarkState.ACCEPTED
            or mark.provision != row.provision
        ):
            raise Refused("mark-not-of-assessment")
        if mark.assessment_id != assessment_id:
            unit.marks.set_assessment(mark, assessment_id)
            unit.record(MarkAssessed(document.request_id, document_id, mark_id, assessment_id))
        if len(mark_ids) == 1:
            unit.confirmations.put(Confirmation(mark_id, assessment_id, unit.actor.id, unit.now))
            unit.record(MarkConfirmed(document.request_id, document_id, mark_id, assessment_id))


def candidates(reader: Reader, assessment_id: AssessmentId) -> tuple[tuple[DocumentId, Mark], ...]:
    """The masks on the assessment's provision that are its own or nobody's, document by document."""
    row = reader.assessments.get(assessment_id)
    return tuple(
        (document.id, mark)
        for document in delivery.documents(reader, row.delivery_id)
        for mark in delivery.masks(reader, document.id)
        if mark.provision == row.provision and mark.assessment_id in (None, assessment_id)
    )
