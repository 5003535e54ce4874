"""All appeals of all requests in one list: when they came, in time or not and why, sent on by when, the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import time_limits as limits
from app.domain.decisions import Decision
from app.domain.ids import DeliveryId, RequestId
from app.domain.local_time import local_day
from app.domain.rulings import Ruling
from app.domain.time_limits import LastDay, Timeliness
from app.store.unit import Reader

from ..office import time_limits
from . import decisions, rulings


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal.

    ``last`` is the last day to appeal with its rule (None: nobody knows when the decision was received), ``target`` the
    day by which it is sent on, ``rulings`` what courts said, each with the court's name.
    """

    request_id: RequestId
    registry_number: str
    delivery_id: DeliveryId
    decision: Decision
    arrived: date
    timeliness: Timeliness
    last: LastDay | None
    target: LastDay
    forwarded: date | None
    rulings: tuple[tuple[Ruling, str], ...]

    def overdue(self, today: date) -> bool:
        """Whether it went on after the day it should have, or waits past it; one that is rejected goes nowhere."""
        return not self.timeliness.rejected and (self.forwarded or today) > self.target.day


def appeals(reader: Reader) -> tuple[AppealRow, ...]:
    """Every appeal, the newest first."""
    numbers = {row.id: row.registry_number for row in reader.requests.where()}
    rows = (
        _row(reader, numbers[decision.request_id], decision, decision.appealed_on)
        for decision in reader.decisions.where()
        if decision.appealed_on is not None
    )
    return tuple(sorted(rows, key=lambda row: (row.arrived, row.decision.id), reverse=True))


def _row(reader: Reader, number: str, decision: Decision, arrived: date) -> AppealRow:
    return AppealRow(
        request_id=decision.request_id,
        registry_number=number,
        delivery_id=decision.delivery_id,
        decision=decision,
        arrived=arrived,
        timeliness=Timeliness(decision.timeliness),
        last=decisions.last_day(decision),
        target=limits.last_day(time_limits.limits()["forward"], _runs_from(decision, arrived), time_limits.free),
        forwarded=local_day(decision.forwarded_at) if decision.forwarded_at is not None else None,
        rulings=tuple((r, rulings.court_name(reader, r.court)) for r in rulings.of(reader, decision.id)),
    )


def _runs_from(decision: Decision, arrived: date) -> date:
    """From when it should go on: its arrival, or the day on which a changed decision that it covers was sent."""
    covered = decision.timeliness == Timeliness.COVERED and decision.sent_at is not None
    return local_day(decision.sent_at) if covered and decision.sent_at is not None else arrived
