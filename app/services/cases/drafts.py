"""What a person has begun to write and not sent: kept as it grows, for that person alone, gone when it is sent.

A draft is no document and in no log; it goes with its request.
"""

from __future__ import annotations

from app.domain.ids import PersonId, RequestId
from app.domain.people import Right
from app.store.records import Draft
from app.store.unit import Reader, Unit

LONGEST_PLACE = 64
"""What the name of a field may have of characters."""


def keep(unit: Unit, request_id: RequestId | None, place: str, text: str) -> None:
    """Keeps what stands in a field of the actor's, with its request where it has one; nothing of an empty one."""
    actor = unit.require(Right.READ)
    if text.strip():
        unit.drafts.put(Draft(request_id, actor.id, place[:LONGEST_PLACE], unit.now, text))
    else:
        unit.drafts.remove(person_id=actor.id, place=place[:LONGEST_PLACE])


def of(reader: Reader, person_id: PersonId, place: str) -> str:
    """What the person had begun to write in a field; "" for nothing."""
    found = reader.drafts.first(person_id=person_id, place=place[:LONGEST_PLACE])
    return found.text if found is not None else ""
