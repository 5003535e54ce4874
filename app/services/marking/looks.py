"""What others, and the program, have changed in a document since a person last left its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import DocumentId, PersonId
from app.domain.people import Right
from app.store.records import DocumentLook
from app.store.touches import Touch
from app.store.unit import Reader, Unit


@dataclass(frozen=True, slots=True)
class Since:
    """What is new to a person in a document since ``at`` (UTC); None where they have not left its page before.

    ``proposed`` are marks that the program proposes anew, ``changed`` those that somebody else changed, each with its
    last change, ``said`` those with a comment of somebody else's; all by the mark's id. ``gone`` counts marks that
    others have taken away.
    """

    at: datetime | None = None
    proposed: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    said: frozenset[int] = frozenset()
    gone: int = 0

    @property
    def marks(self) -> frozenset[int]:
        """The ids of all marks that there is something new of."""
        return self.proposed | self.changed | self.said

    @property
    def empty(self) -> bool:
        """Whether nothing is new."""
        return not self.marks and not self.gone


NOTHING_NEW = Since()


def looked(unit: Unit, document_id: DocumentId) -> None:
    """Notes that the actor has now seen the document as it stands. What a person looked at is in no log.

    Raises Gone where the document was taken out meanwhile.
    """
    actor = unit.require(Right.READ)
    unit.documents.get(document_id)
    said = unit.mark_comments.where(document_id=document_id)
    newest = max((row.id for row in said), default=0)
    unit.document_looks.put(DocumentLook(document_id, actor.id, unit.now, unit.log_head().seq, newest))


def since(reader: Reader, document_id: DocumentId, person_id: PersonId) -> Since:
    """What is new to the person in the document; the person's own changes are not."""
    look = reader.document_looks.first(document_id=document_id, person_id=person_id)
    if look is None:
        return Since()
    touches = reader.touches.since(document_id, look.seq)
    mine = {touch.mark_id for touch in touches if touch.person_id == person_id}
    there = [touch for touch in touches if not touch.removed]
    said = reader.mark_comments.where(document_id=document_id)
    return Since(
        at=look.at,
        proposed=frozenset(touch.mark_id for touch in there if touch.fresh),
        changed=frozenset(touch.mark_id for touch in there if not touch.fresh) - mine,
        said=frozenset(row.mark_id for row in said if row.id > look.comment_id and row.written_by != person_id),
        gone=sum(_was_decided(touch) and touch.mark_id not in mine for touch in touches),
    )


def _was_decided(touch: Touch) -> bool:
    """Whether a mark that is gone was more than a proposal nobody had judged."""
    return touch.removed and not touch.fresh
