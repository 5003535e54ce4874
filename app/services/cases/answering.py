"""Answering a request without documents: how it ends, and opening it again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.decisions import OVER, DecisionState
from app.domain.endings import Ending, EndingRule
from app.domain.errors import Refused
from app.domain.events import EndingTakenBack, RequestEnded
from app.domain.ids import RequestId
from app.domain.questions import QuestionKind
from app.domain.requests import DeliveryState
from app.domain.workflow import REQUEST, Facts, RequestStep
from app.store.unit import Unit

from ..delivering import delivery as deliveries
from ..delivering import own_data
from . import endings, registration

SETTLED = OVER | {DecisionState.JUDGED}
"""States of a decision in which its request can be opened again."""


@dataclass(frozen=True, slots=True)
class NewEnding:
    """How a request ends. ``note``, ``authority`` and ``way`` where the ending needs them."""

    code: str
    note: str = ""
    authority: str = ""
    way: str = ""


def end(unit: Unit, request_id: RequestId, new: NewEnding) -> None:
    """Ends a request without documents. Where a decision can follow, its open delivery becomes the refusal.

    Raises Blocked where it cannot be ended now; Refused where the track knows no such ending, what it needs is missing,
    or it would be an answer while documents are being prepared.
    """
    _take(unit, request_id, RequestStep.END)
    request = unit.requests.get(request_id)
    rule = endings.rules().get(new.code)
    if rule is None or request.track not in rule.tracks:
        raise Refused("ending-unknown")
    _check(unit, request_id, rule, new)
    if rule.decision:
        current = registration.open_one(unit, request_id)
        delivery_id = current.id if current is not None else registration.open_delivery(unit, request_id)
        deliveries.choose(unit, delivery_id, refused=True)
        unit.deliveries.save(replace(unit.deliveries.get(delivery_id), state=DeliveryState.ENDED))
    row = Ending(request_id, rule.code, unit.actor.id, new.note.strip(), new.authority.strip(), new.way.strip())
    unit.endings.add(row)
    unit.requests.save(replace(request, ended_at=unit.now, precision_since=None))
    unit.record(RequestEnded(request_id, rule.code))


def _check(unit: Unit, request_id: RequestId, rule: EndingRule, new: NewEnding) -> None:
    there = {
        "note": bool(new.note.strip()),
        "authority": bool(new.authority.strip()),
        "way": bool(new.way.strip()),
        "search": unit.search_notes.count(request_id=request_id) > 0,
        "silence": unit.requests.get(request_id).precision_since is not None,
        "rights": own_data.is_answered(unit, request_id),
    }
    missing = next((need for need in rule.needs if not there[need]), None)
    if missing is not None:
        raise Refused(f"ending-needs-{missing}")
    current = registration.open_one(unit, request_id)
    if rule.answers and current is not None and unit.documents.count(delivery_id=current.id):
        raise Refused("ending-with-documents")


def take_back(unit: Unit, request_id: RequestId) -> None:
    """Opens an ended request again, as when the requester answers after all, or a court sends it back.

    Raises Blocked where it has not ended or is closed, Refused while the company's decision on it is under way.
    """
    _take(unit, request_id, RequestStep.RESUME)
    ending = unit.endings.where(request_id=request_id)[0]
    _open_delivery(unit, request_id)
    unit.endings.remove(request_id=request_id)
    asked = [q for q in unit.questions.where(request_id=request_id) if q.waits and q.kind is QuestionKind.PRECISION]
    since = asked[-1].asked_at if asked else None
    unit.requests.save(replace(unit.requests.get(request_id), ended_at=None, precision_since=since))
    unit.record(EndingTakenBack(request_id, ending.code))


def _open_delivery(unit: Unit, request_id: RequestId) -> None:
    """The delivery that the ending refused is prepared again; where it was decided on, it stays and a new one opens."""
    for refused in unit.deliveries.where(request_id=request_id, state=DeliveryState.ENDED):
        decided = unit.decisions.where(delivery_id=refused.id)
        if any(d.state not in SETTLED for d in decided):
            raise Refused("decision-asked")
        if not decided:
            unit.deliveries.save(replace(refused, state=DeliveryState.PREPARING, refused=False))
    if registration.open_one(unit, request_id) is None:
        registration.open_delivery(unit, request_id)


def _take(unit: Unit, request_id: RequestId, step: RequestStep) -> None:
    REQUEST.take(registration.state(unit, request_id), step, Facts(), unit.actor)
