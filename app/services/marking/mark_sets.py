"""Sets of marks: a document's marks kept at the points of its way, held against those of now, and taken over from.

There is one living set of marks in a document, and whoever prepares works in it. What can be held against it is how it
stood when somebody sent it to review, returned it or signed it, when it was handed out before, or when somebody kept
it: each with a name and a time (``docs/decisions/030``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.events import SetKept, SetTakenOver
from app.domain.ids import DeliveryId, DocumentId
from app.domain.mark_sets import KeptMark, Point, SetDifference, differences, kept, place_of, within
from app.domain.people import Right
from app.domain.requests import DeliveryState, Document
from app.store.records import KeptSet, MarkSnapshot, SetHead
from app.store.unit import Reader, Unit
from redaction.marks import Level, Mark, MarkKind, MarkState, Origin

from ..delivering import delivery
from ..office import organisation
from . import review

BEFORE = 0
"""The number of the set that was handed out before, in the delivery from which this one was prepared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept set beside the marks of now: where they differ, and the words under each place by the mark's id."""

    kept: KeptSet
    differences: tuple[SetDifference, ...]
    words: dict[int, str]

    def text(self, one: SetDifference) -> str:
        """The words at a difference; "" for an area."""
        return self.words.get(one.one.mark_id, "")


def keep(unit: Unit, document_id: DocumentId) -> int:
    """Keeps the document's marks as they stand now, as the actor's set; gives its number."""
    unit.require(Right.READ)
    document = unit.documents.get(document_id)
    set_id = _add(unit, document_id, Point.BY_HAND)
    unit.record(SetKept(document.request_id, document_id, set_id))
    return set_id


def keep_all(unit: Unit, delivery_id: DeliveryId, point: Point) -> None:
    """Keeps the marks of a delivery's documents at a point of its way; whoever takes the step records it."""
    unit.require(Right.READ)
    for document in delivery.documents(unit, delivery_id):
        _add(unit, document.id, point)


def of(reader: Reader, document_id: DocumentId) -> tuple[SetHead, ...]:
    """The sets that the document's marks can be held against, the newest first."""
    rows = tuple(reversed(reader.set_heads.where(document_id=document_id)))
    before = _handed_out(reader, reader.documents.get(document_id))
    return rows if before is None else (*rows, before[0])


def compare(reader: Reader, document_id: DocumentId, set_id: int) -> Comparison:
    """A set beside the marks of now. Raises Refused where the document has no such set."""
    found = _set(reader, document_id, set_id)
    marks = reader.marks.of(document_id)
    now = kept(marks)
    different = differences(found.marks, now if found.source_id is None else within(now, found.places))
    return Comparison(found, different, _words(reader, marks, different))


def take_over(unit: Unit, document_id: DocumentId, set_id: int, mark_ids: Sequence[int]) -> int:
    """Puts marks back as they stand in a set, named by the ids of their differences; one undo step.

    What the set knows nothing of is a proposal again, or goes where a person drew it. Gives how many were changed.
    Raises Refused where nothing of it differs or a provision takes no new masks, Blocked where the document is locked.
    """
    wanted = set(mark_ids)
    chosen = [d for d in compare(unit, document_id, set_id).differences if d.one.mark_id in wanted]
    if not chosen:
        raise Refused("set-nothing")
    document = review.editable(unit, document_id)
    before = [_taken(unit, document, one) for one in chosen]
    review.remember(unit, document_id, before)
    unit.record(SetTakenOver(document.request_id, document_id, set_id, len(chosen)))
    return len(chosen)


def _add(unit: Unit, document_id: DocumentId, point: Point) -> int:
    marks = kept(unit.marks.of(document_id))
    return unit.kept_sets.add(KeptSet(0, document_id, unit.actor.id, unit.now, point, marks))


def _set(reader: Reader, document_id: DocumentId, set_id: int) -> KeptSet:
    """A set with its marks. Raises Refused where the document has no such one."""
    found = reader.kept_sets.first(id=set_id, document_id=document_id)
    before = _handed_out(reader, reader.documents.get(document_id)) if set_id == BEFORE else None
    if before is not None:
        head, old_id = before
        marks = kept(reader.marks.of(old_id))
        found = KeptSet(head.id, head.document_id, head.person_id, head.at, head.point, marks)
    if found is None:
        raise Refused("set-missing")
    return found


def _handed_out(reader: Reader, document: Document) -> tuple[SetHead, DocumentId] | None:
    """The same document in the delivery that this one goes back to, where that was handed out: its marks are a set."""
    follow_up = reader.follow_ups.first(delivery_id=document.delivery_id)
    earlier = reader.deliveries.get(follow_up.earlier_id) if follow_up is not None else None
    if earlier is None or earlier.state is not DeliveryState.RELEASED or earlier.released_at is None:
        return None
    old = next((d for d in delivery.documents(reader, earlier.id) if d.source_sha256 == document.source_sha256), None)
    if old is None:
        return None
    who = earlier.released_by or earlier.prepared_by or 0
    return SetHead(BEFORE, document.id, who, earlier.released_at, Point.DELIVERED), old.id


def _words(reader: Reader, marks: Sequence[Mark], different: Sequence[SetDifference]) -> dict[int, str]:
    """The words under the places that differ, of marks that are gone too."""
    known = {mark.id: mark.text for mark in marks}
    known |= {d.then.mark_id: d.then.text for d in different if d.then is not None and d.then.text}
    gone = {one.one.mark_id for one in different} - known.keys()
    return known | reader.marks.texts(gone)


def _taken(unit: Unit, document: Document, one: SetDifference) -> MarkSnapshot:
    """Makes the place as it was then; gives how it stood before."""
    then, now = one.then, one.now
    if then is not None and then.provision:
        organisation.provision(unit, then.provision)
        organisation.number_ground(unit, document.request_id, then.provision)
    if now is not None:
        before = unit.marks.snapshot(now.mark_id)
        unit.marks.restore(_judged(then, now.mark_id) if then is not None else _unjudged(unit, now.mark_id))
        return before
    assert then is not None
    return _there_again(unit, document.id, then)


def _judged(then: KeptMark, mark_id: int) -> MarkSnapshot:
    said = then.state, then.provision, then.reason, then.level, then.replacement
    return MarkSnapshot(mark_id, True, *said)


def _unjudged(unit: Unit, mark_id: int) -> MarkSnapshot:
    _document, mark = unit.marks.get(mark_id)
    return MarkSnapshot(mark_id, mark.origin is not Origin.PERSON, MarkState.PROPOSED.value)


def _there_again(unit: Unit, document_id: DocumentId, then: KeptMark) -> MarkSnapshot:
    """A mark of the set whose place is a proposal now, or nothing."""
    proposed = (m for m in unit.marks.of(document_id) if m.state is MarkState.PROPOSED)
    here = [m.id for m in proposed if place_of(m.page, m.rects) == then.place]
    if not here and unit.marks.belongs(then.mark_id, document_id):
        here = [then.mark_id]
    if here:
        before = unit.marks.snapshot(here[0])
        unit.marks.restore(_judged(then, here[0]))
        return before
    mark = Mark(
        id=0,
        page=then.page,
        rects=then.rects,
        state=MarkState(then.state),
        kind=MarkKind(then.kind),
        origin=Origin.PERSON,
        category=then.category,
        provision=then.provision,
        text=then.text or unit.marks.texts([then.mark_id]).get(then.mark_id, ""),
        reason=then.reason,
        level=Level(then.level),
        replacement=then.replacement,
    )
    return MarkSnapshot(unit.marks.add(document_id, mark).id, present=False)
