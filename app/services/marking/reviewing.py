"""The reviewer's desk: comments on marks, taking a mask off, and what has changed since one last looked.

Whoever reviews may take off a mask that has no ground (law.md 4.6), which prepares nothing: the signature is still the
second person's. Whatever else a reviewer changes makes them one who prepared, as everywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from app.domain.errors import Refused
from app.domain.events import CommentSettled, MarkCommented, MarkUnmasked
from app.domain.ids import DeliveryId, DocumentId, MarkId, PersonId
from app.domain.people import Right
from app.domain.requests import Document, DocumentState
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.records import Look, MarkComment
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState

from ..delivering import delivery
from . import touched


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it was when a person last looked at a delivery; all of it where they never did.

    ``new`` are masks that were not there, ``changed`` those with another ground, place or replacement, each with its
    document; ``gone`` counts masks that are there no more, ``assessments`` are ids of those written or changed.
    """

    looked: bool
    new: tuple[tuple[DocumentId, Mark], ...] = ()
    changed: tuple[tuple[DocumentId, Mark], ...] = ()
    gone: int = 0
    assessments: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing has changed."""
        return not (self.new or self.changed or self.gone or self.assessments)


def unmask(unit: Unit, mark_ids: Sequence[MarkId], reason: str) -> None:
    """Takes masks off in legal review: the words are left visible for the reason; signature and copies fall.

    The mark keeps the ground and the assessment that it had, for ``mask_again``.

    Raises Refused without a reason or where a mark is not masked, Blocked where the delivery is not in review.
    """
    unit.require(Right.REVIEW)
    if not reason.strip():
        raise Refused("reason-missing")
    for mark_id in mark_ids:
        document, mark = _masked(unit, mark_id)
        keep_in_review(unit, DeliveryId(document.delivery_id))
        before = unit.marks.snapshot(mark_id)
        with _opened(unit, document):
            unit.marks.save(replace(mark, state=MarkState.REJECTED, reason=reason.strip()))
        unit.changes.add(document.id, unit.actor.id, unit.now, (before,), (unit.marks.snapshot(mark_id),), None)
        unit.record(MarkUnmasked(document.request_id, document.id, mark_id))


def mask_again(unit: Unit, document_id: DocumentId) -> MarkId:
    """Takes back the actor's own last un-masking in a document that is in review; gives the mark.

    Raises Refused where there is none, or the mark has been changed since.
    """
    unit.require(Right.REVIEW)
    document = unit.documents.get(document_id)
    change = unit.changes.last(document_id, unit.actor.id, undone=False)
    if change is None or any(s.state != MarkState.REJECTED for s in change.after):
        raise Refused("nothing-to-undo")
    differing = [s.mark_id for s in change.after if unit.marks.snapshot(s.mark_id) != s]
    if differing:
        raise touched.past_undo(unit, differing)
    keep_in_review(unit, DeliveryId(document.delivery_id))
    with _opened(unit, document):
        for snapshot in change.before:
            unit.marks.restore(snapshot)
    unit.changes.set_undone(change.id, True)
    (restored,) = (s.mark_id for s in change.before)
    unit.record(MarkUnmasked(document.request_id, document_id, restored, again=True))
    return MarkId(restored)


def _masked(unit: Unit, mark_id: MarkId) -> tuple[Document, Mark]:
    document_id, mark = unit.marks.get(mark_id)
    if mark.state is not MarkState.ACCEPTED:
        raise Refused("mark-not-masked")
    return unit.documents.get(document_id), mark


def keep_in_review(unit: Unit, delivery_id: DeliveryId) -> None:
    """The second person changes what prepares nothing: a signature falls, and the delivery stays in review.

    Raises Blocked where it is not there or the actor does not review.
    """
    row = unit.deliveries.get(delivery_id)
    state = DELIVERY.take(row.state, DeliveryStep.UNMASK, Facts(), unit.actor)
    delivery.void(unit, row)
    if row.state is not state:
        unit.deliveries.save(replace(row, state=state))


@contextmanager
def _opened(unit: Unit, document: Document) -> Iterator[None]:
    """The marks of a finished document are fixed: it is open for one change, in this transaction alone."""
    opened = unit.documents.save(replace(document, state=DocumentState.REVIEW))
    yield
    unit.documents.save(replace(opened, state=document.state))


def comment(unit: Unit, mark_id: MarkId, text: str) -> int:
    """Writes a comment on a mark, for the one who prepares or reviews; it may become an official document."""
    unit.require(Right.READ)
    if not text.strip():
        raise Refused("comment-missing")
    document_id, _mark = unit.marks.get(mark_id)
    row = MarkComment(0, document_id, mark_id, unit.actor.id, unit.now, text.strip())
    comment_id = unit.mark_comments.add(row)
    unit.record(MarkCommented(unit.documents.get(document_id).request_id, document_id, mark_id, comment_id))
    return comment_id


def settle(unit: Unit, comment_id: int) -> None:
    """Says that a comment has been seen to. Settled already, it stays so."""
    unit.require(Right.READ)
    row = unit.mark_comments.get(comment_id)
    if row.settled_by is None:
        unit.mark_comments.put(replace(row, settled_by=unit.actor.id, settled_at=unit.now))
        request_id = unit.documents.get(row.document_id).request_id
        unit.record(CommentSettled(request_id, row.document_id, row.mark_id, comment_id))


def settle_mark(unit: Unit, mark_id: MarkId) -> int:
    """Says that all open comments on a mark have been seen to; gives how many there were."""
    unit.require(Right.READ)
    rows = [row for row in unit.mark_comments.where(mark_id=mark_id) if row.settled_by is None]
    for row in rows:
        settle(unit, row.id)
    return len(rows)


def comments(reader: Reader, delivery_id: DeliveryId) -> tuple[MarkComment, ...]:
    """The comments on the delivery's marks, the open ones first, each kind oldest first."""
    rows = reader.mark_comments.among("document_id", (d.id for d in delivery.documents(reader, delivery_id)))
    return tuple(sorted(rows, key=lambda row: (row.settled_by is not None, row.id)))


def waiting(reader: Reader, document_ids: Iterable[DocumentId]) -> Counter[DocumentId]:
    """How many comments on marks nobody has seen to, by document."""
    rows = reader.mark_comments.among("document_id", document_ids)
    return Counter(DocumentId(row.document_id) for row in rows if row.settled_by is None)


def looked(unit: Unit, delivery_id: DeliveryId) -> None:
    """Notes that the actor has now seen the delivery as it stands. What a person looked at is in no log."""
    actor = unit.require(Right.READ)
    unit.looks.put(Look(delivery_id, actor.id, unit.now, _seen(unit, delivery_id)))


def difference(reader: Reader, delivery_id: DeliveryId, person_id: PersonId) -> Difference:
    """What has changed in the delivery since the person last looked at it."""
    look = reader.looks.first(delivery_id=delivery_id, person_id=person_id)
    before: Mapping[str, Mapping[str, str]] = look.seen if look is not None else {"marks": {}, "assessments": {}}
    now = _seen(reader, delivery_id)
    masks = [
        (DocumentId(document.id), mark)
        for document in delivery.documents(reader, delivery_id)
        for mark in delivery.masks(reader, document.id)
    ]
    known = before["marks"]
    return Difference(
        looked=look is not None,
        new=tuple((d, m) for d, m in masks if str(m.id) not in known),
        changed=tuple((d, m) for d, m in masks if known.get(str(m.id), "") not in ("", now["marks"][str(m.id)])),
        gone=len(known.keys() - now["marks"].keys()),
        assessments=tuple(int(i) for i, h in now["assessments"].items() if before["assessments"].get(i) != h),
    )


def _seen(reader: Reader, delivery_id: DeliveryId) -> dict[str, dict[str, str]]:
    """Digests of the delivery's masks and assessments by id: no word of a document is kept in a look."""
    masks = delivery.all_masks(reader, delivery_id=delivery_id)
    said = delivery.assessments(reader, delivery_id).values()
    return {
        "marks": {str(m.id): _digest([m.page, m.rects, m.provision, m.level, m.replacement]) for m in masks},
        "assessments": {str(a.id): _digest(asdict(replace(a, version=0))) for a in said},
    }


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode("utf-8")).hexdigest()[:16]
