"""The company's decision on a delivery, as its page shows it, and who may decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.assessments import Assessment
from app.domain.decisions import DECISION, Decision, DecisionStep, Delegation, Scope
from app.domain.errors import Blocker
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.people import Person
from app.domain.requests import Delivery, Outcome, Request
from app.domain.rulings import Ruling
from app.domain.time_limits import LastDay
from app.store.records import Retest
from app.store.unit import Reader

from ..deciding import decisions, rulings
from ..deciding.rulings import Part
from ..delivering import delivery_facts
from ..office import organisation


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What the decision's page shows: the decision (None: not asked for), its steps, and what is tested anew.

    ``retests`` are by assessment, those in an older version left out; ``days`` are the last days that run, with their
    rules: to appeal, to send the appeal on, to go on to the supreme court. ``parts`` is what is still held back,
    ``rulings`` what courts said, each with the court's name; ``owed`` whether a judgment waits for its delivery,
    ``under_reservation`` whether it is for one recipient alone.
    """

    request: Request
    delivery: Delivery
    outcome: Outcome
    decision: Decision | None
    steps: dict[DecisionStep, tuple[Blocker, ...]]
    assessments: tuple[Assessment, ...]
    numbers: dict[str, int]
    retests: dict[int, Retest]
    days: tuple[LastDay, ...]
    basis: str
    people: dict[int, Person]
    parts: tuple[Part, ...] = ()
    rulings: tuple[tuple[Ruling, str], ...] = ()
    owed: bool = False
    under_reservation: bool = False


def decision(reader: Reader, delivery_id: DeliveryId, actor: Person, now: datetime) -> DecisionView:
    """The company's decision on a delivery, as its page shows it."""
    part = reader.deliveries.get(delivery_id)
    row = reader.decisions.first(delivery_id=delivery_id)
    rows = reader.assessments.where(delivery_id=delivery_id)
    steps: dict[DecisionStep, tuple[Blocker, ...]] = {}
    retests: dict[int, Retest] = {}
    if row is not None:
        versions = {int(a.id): a.version for a in rows}
        tested = reader.retests.where(decision_id=row.id)
        retests = {r.assessment_id: r for r in tested if versions.get(r.assessment_id) == r.assessment_version}
        for step in DECISION.steps(row.state):
            scope = Scope.REJECT if step is DecisionStep.REJECT else Scope.REFUSE
            held = decisions.facts(reader, row, actor, local_day(now), scope)
            steps[step] = DECISION.blockers(row.state, step, held, actor)
    held_by = reader.delegations.first(id=row.delegation_id) if row is not None and row.delegation_id else None
    return DecisionView(
        request=reader.requests.get(part.request_id),
        delivery=part,
        outcome=delivery_facts.of(reader, delivery_id).outcome,
        decision=row,
        steps=steps,
        assessments=rows,
        numbers=organisation.ground_numbers(reader, part.request_id),
        retests=retests,
        days=_days(reader, row) if row is not None else (),
        basis=held_by.basis if held_by is not None else "",
        people={p.id: p for p in reader.people.where()},
        parts=rulings.standing(reader, row) if row is not None else (),
        rulings=tuple((r, rulings.court_name(reader, r.court)) for r in rulings.of(reader, row.id)) if row else (),
        owed=row is not None and rulings.owed(reader, row) is not None,
        under_reservation=bool(reader.reservations.count(delivery_id=delivery_id)),
    )


def _days(reader: Reader, row: Decision) -> tuple[LastDay, ...]:
    days = (decisions.last_day(row), decisions.forward_by(row), decisions.supreme_day(reader, row))
    return tuple(day for day in days if day is not None)


def delegations(reader: Reader) -> tuple[Delegation, ...]:
    """Who may decide for the company, newest first."""
    return tuple(reversed(reader.delegations.where()))
