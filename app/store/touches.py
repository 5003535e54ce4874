"""Who changed which mark last, and when: a mark keeps the number of the log's row, and the log tells the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from redaction.marks import MarkState, Origin

from .schema import document_look, log_row, mark


@dataclass(frozen=True, slots=True)
class Touch:
    """The last change of a mark: number of the log's row, who and when (UTC), and what it is now.

    ``person_id`` and ``at`` are None where the log's year has been removed, or the change is older than the store
    tells. ``fresh``: the program proposed it, and nobody has judged it.
    """

    mark_id: int
    seq: int
    person_id: int | None
    at: datetime | None
    removed: bool
    fresh: bool


class Touches:
    """The last changes of marks, removed ones included."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def since(self, document_id: int, seq: int) -> tuple[Touch, ...]:
        """The marks of a document whose last change is told after this row of the log."""
        return self._read(mark.c.document_id == document_id, mark.c.changed > seq)

    def of(self, mark_ids: Iterable[int]) -> dict[int, Touch]:
        """The last change of each of these marks that was ever changed."""
        return {touch.mark_id: touch for touch in self._read(mark.c.id.in_(list(mark_ids)), mark.c.changed > 0)}

    def news(self, document_ids: Iterable[int], person_id: int) -> Counter[int]:
        """How many marks of each document others, or the program, have changed since the person last left it."""
        told = mark.join(document_look, document_look.c.document_id == mark.c.document_id)
        fresh = and_(mark.c.version == 1, mark.c.state == MarkState.PROPOSED, mark.c.origin != Origin.PERSON)
        theirs = or_(log_row.c.actor_id.is_(None), log_row.c.actor_id != person_id, fresh)
        query = (
            select(mark.c.document_id, func.count())
            .select_from(told.outerjoin(log_row, log_row.c.seq == mark.c.changed))
            .where(document_look.c.person_id == person_id, mark.c.document_id.in_(list(document_ids)))
            .where(mark.c.changed > document_look.c.seq, mark.c.removed.is_(False), theirs)
            .group_by(mark.c.document_id)
        )
        return Counter({row[0]: row[1] for row in self._connection.execute(query)})

    def _read(self, *where: object) -> tuple[Touch, ...]:
        told = select(
            mark.c.id,
            mark.c.changed,
            log_row.c.actor_id,
            log_row.c.at,
            mark.c.removed,
            mark.c.version,
            mark.c.state,
            mark.c.origin,
        ).select_from(mark.outerjoin(log_row, log_row.c.seq == mark.c.changed))
        query = told.where(*where).order_by(mark.c.id)  # type: ignore[arg-type]
        return tuple(
            Touch(
                row.id,
                row.changed,
                row.actor_id,
                None if row.at is None else datetime.fromisoformat(row.at),
                row.removed,
                row.version == 1 and row.state is MarkState.PROPOSED and row.origin is not Origin.PERSON,
            )
            for row in self._connection.execute(query)
        )
