"""Notes of a request that the law wants in writing: where was searched, and why an answer takes long."""

from __future__ import annotations

from app.domain.endings import DelayNote, SearchNote
from app.domain.errors import Refused
from app.domain.events import DelayNoted, SearchNoted
from app.domain.ids import RequestId
from app.domain.people import Person, Right
from app.store.unit import Unit


def searched(unit: Unit, request_id: RequestId, place: str, result: str, by: str = "") -> None:
    """Notes where documents were looked for, with what result, and by whom ("": the person signed in) (law.md T5).

    Raises Refused where the place or the result is missing, or the request is closed.
    """
    actor = _writer(unit, request_id)
    if not place.strip() or not result.strip():
        raise Refused("search-empty")
    row = SearchNote(0, request_id, place.strip(), by.strip() or actor.name, result.strip(), actor.id, unit.now)
    unit.record(SearchNoted(request_id, unit.search_notes.add(row)))


def delayed(unit: Unit, request_id: RequestId, text: str) -> None:
    """Notes why the answer takes long. Raises Refused where nothing is said, or the request is closed."""
    actor = _writer(unit, request_id)
    if not text.strip():
        raise Refused("delay-empty")
    row = DelayNote(0, request_id, text.strip(), actor.id, unit.now)
    unit.record(DelayNoted(request_id, unit.delay_notes.add(row)))


def _writer(unit: Unit, request_id: RequestId) -> Person:
    actor = unit.require(Right.PREPARE)
    if unit.requests.get(request_id).closed_at is not None:
        raise Refused("note-closed")
    return actor
