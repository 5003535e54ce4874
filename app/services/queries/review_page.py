"""A document with its marks and findings, as the review page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId, PersonId
from app.domain.people import Person
from app.domain.provisions import Provision
from app.domain.regions import PageRegion
from app.domain.requests import Delivery, Document, DocumentState, Request
from app.domain.workflow import DELIVERY, DOCUMENT, DeliveryStep, DocumentStep, Facts
from app.store.records import Individual, MarkComment
from app.store.unit import Reader
from redaction.findings import Finding
from redaction.marks import Mark

from ..delivering import delivery as deliveries
from ..marking import individuals, looks, regions
from ..marking import review as marks_service
from ..marking.looks import NOTHING_NEW, Since
from ..office import organisation
from .delivery_page import DocumentRow, document_row
from .marked import Marked, marked


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything the review page shows of one document.

    ``numbers`` is the number of each ground here, ``provisions`` the catalogue, ``comments`` what was said on the
    marks, oldest first, with the writer's name, ``regions`` the parts of its pages that no reader could read,
    ``since`` what is new to the person who asks.
    """

    row: DocumentRow
    request: Request
    delivery: Delivery
    marked: Marked
    numbers: dict[str, int]
    provisions: Mapping[str, Provision]
    can_undo: bool
    can_redo: bool
    neighbours: tuple[DocumentId, ...]
    editable: bool
    comments: tuple[tuple[MarkComment, str], ...] = ()
    regions: tuple[PageRegion, ...] = ()
    since: Since = NOTHING_NEW

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The document's marks in reading order."""
        return self.marked.marks

    @property
    def findings(self) -> dict[int, Finding]:
        """What was found, by id."""
        return self.marked.findings

    @property
    def owners(self) -> dict[int, Individual]:
        """The person of the request that each finding belongs to."""
        return self.marked.owners


def review(reader: Reader, document_id: DocumentId, actor: Person, known: ReviewView | None = None) -> ReviewView:
    """One document with its marks and findings, for the review page; with what is ``known`` from before it is quick."""
    document = reader.documents.get(document_id)
    if document.pages and document.words_sha256 is None:
        raise Refused("working-gone")
    copy = reader.copies.first(document_id=document_id)
    trial = reader.trials.first(document_id=document_id)
    found = marked(reader, document, known.marked if known is not None else None)
    parts = regions.of(reader, document_id, found.marks)
    unread = sum(part.open for part in parts) + len(regions.unknown(reader, [document_id]))
    row = document_row(document, found.tally, copy, trial, actor, unread=unread)
    part = reader.deliveries.get(document.delivery_id)
    edit = DOCUMENT.blockers(document.state, DocumentStep.EDIT_MARKS, Facts(), actor)
    locked = DELIVERY.blockers(part.state, DeliveryStep.EDIT, Facts(), actor)
    names = {p.id: p.name for p in reader.people.where()}
    said = reader.mark_comments.where(document_id=document_id)
    actions = (individuals.last(reader, document.request_id, actor.id, undone=undone) for undone in (False, True))
    regrouped, ungrouped = (action is not None for action in actions)
    return ReviewView(
        row=row,
        request=reader.requests.get(document.request_id),
        delivery=part,
        marked=found,
        numbers=organisation.ground_numbers(reader, document.request_id),
        provisions=organisation.provisions(reader),
        can_undo=regrouped or reader.changes.last(document_id, actor.id, undone=False) is not None,
        can_redo=ungrouped or reader.changes.last(document_id, actor.id, undone=True) is not None,
        neighbours=tuple(d.id for d in deliveries.documents(reader, part.id)),
        editable=not edit and not locked,
        comments=tuple((row, names[PersonId(row.written_by)]) for row in said),
        regions=parts,
        since=looks.since(reader, document_id, actor.id),
    )


def equal_marks(reader: Reader, mark_id: MarkId) -> tuple[tuple[Document, Mark], ...]:
    """Unjudged marks with the same words in the delivery's documents that are open for marks, itself included."""
    found = []
    for other_id in marks_service.equal(reader, mark_id, in_request=True):
        document_id, mark = reader.marks.get(other_id)
        document = reader.documents.get(document_id)
        if document.state is DocumentState.REVIEW:
            found.append((document, mark))
    return tuple(found)
