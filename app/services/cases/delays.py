"""Whether an answer takes longer than the office's own thresholds, and nobody has said why."""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import RequestId
from app.domain.requests import RequestState
from app.domain.time_limits import Colour
from app.domain.tracks import PROMPTLY
from app.domain.workflow import state_of
from app.store.unit import Reader

from ..office.time_limits import waited
from . import endings, tracks

ANSWERED = (RequestState.ANSWERED, RequestState.ENDED)
NOBODY_WAITS = (*ANSWERED, RequestState.PRECISION, RequestState.CLOSED)
"""States in which the requester does not wait for the company; in PRECISION it is the other way round."""


def untold(reader: Reader, request_id: RequestId, now: datetime | None = None) -> bool:
    """Whether the answer took, or takes at ``now``, longer than the office's thresholds without a note of the reason.

    Only where the answer is due promptly, and not while the requester is asked which documents they mean. Policy, not
    law: TF 2:16 says "skyndsamt" and no number of days (law.md 1.4).
    """
    request = reader.requests.get(request_id)
    prompt = tracks.rules()[request.track].clock == PROMPTLY
    if not prompt or reader.delay_notes.count(request_id=request_id):
        return False
    until = _until(reader, request_id, now)
    return until is not None and waited(request.arrived_at, until).colour is Colour.RED


def _until(reader: Reader, request_id: RequestId, now: datetime | None) -> datetime | None:
    """When the waiting ended: ``now`` where it goes on; None where nobody waits, or the request lapsed.

    The first delivery that finished the answer ended it; what a court or the company opens later is another matter.
    """
    request = reader.requests.get(request_id)
    parts = reader.deliveries.where(request_id=request_id)
    state = state_of(request, parts, reader.documents.where(request_id=request_id))
    if state is RequestState.ENDED:
        found = endings.of(reader, request_id)
        return request.ended_at if found is not None and found[1].answers else None
    if state is RequestState.ANSWERED:
        return min(d.released_at for d in parts if d.final and d.released_at)
    return None if state in NOBODY_WAITS else now


def letter(reader: Reader, request_id: RequestId) -> tuple[str, dict[str, str]]:
    """The letter that tells the requester why it takes long, and what fills its fields from the last note."""
    notes = reader.delay_notes.where(request_id=request_id)
    reason = notes[-1].text.rstrip(".") if notes else ""
    return "delay", {"orsak": reason[:1].lower() + reason[1:]} if reason else {}
