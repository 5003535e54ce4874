"""The assessments of a delivery with their marks, as the assessment page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.assessments import Assessment
from app.domain.catalogue import Difference
from app.domain.ids import DeliveryId, RequestId
from app.domain.people import Person
from app.domain.provisions import Provision
from app.domain.requests import Document, Request
from app.store.unit import Reader
from redaction.marks import Mark

from ..assessing import restated
from ..delivering import delivery as deliveries
from ..office import organisation
from .delivery_page import DeliveryView, delivery_view
from .request_page import GroundUse, ground_use


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment with its provision as it was then, the marks that point to it, and those on its provision that
    point nowhere yet; ``singly`` are the ids of those that were read and confirmed by themselves; ``restated`` is
    what the provision says otherwise by now."""

    assessment: Assessment
    provision: Provision
    number: int
    confirmed: tuple[tuple[Document, Mark], ...]
    open: tuple[tuple[Document, Mark], ...]
    singly: frozenset[int] = frozenset()
    restated: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentsView:
    """What the assessment page shows; ``orphans`` are provisions with masks and no assessment at all, ``masks`` those
    of the whole delivery."""

    delivery: DeliveryView
    request: Request
    assessments: tuple[AssessmentView, ...]
    orphans: tuple[GroundUse, ...]
    masks: tuple[Mark, ...]


def assessments(reader: Reader, delivery_id: DeliveryId, actor: Person) -> AssessmentsView:
    """The assessments of a delivery with their marks."""
    now = deliveries.standing(reader, delivery_id)
    view = delivery_view(reader, now, actor)
    request_id = RequestId(view.delivery.request_id)
    numbers = organisation.ground_numbers(reader, request_id)
    burned = [(document, mark) for document in now.documents for mark in now.masks[document.id]]
    rows = tuple(
        AssessmentView(
            assessment=a,
            provision=organisation.provisions(reader, a.edition)[a.provision],
            number=numbers.get(a.provision, 0),
            confirmed=tuple((d, m) for d, m in burned if m.assessment_id == a.id),
            open=tuple((d, m) for d, m in burned if m.assessment_id is None and m.provision == a.provision),
            restated=restated.of(reader, a, now.edition),
            singly=frozenset(c.mark_id for c in reader.confirmations.where(assessment_id=a.id)),
        )
        for a in reader.assessments.where(delivery_id=delivery_id)
    )
    assessed = {row.assessment.provision for row in rows}
    orphans = tuple(g for g in ground_use(reader, request_id, delivery_id) if g.provision not in assessed)
    masks = tuple(mark for _document, mark in burned)
    return AssessmentsView(view, reader.requests.get(request_id), rows, orphans, masks)
