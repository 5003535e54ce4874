"""How many, by year: answers, decisions, appeals and what courts said. Counts alone; nothing tells who asked or why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from app.domain import time_limits as limits
from app.domain.local_time import local_day
from app.domain.requests import Delivery, DeliveryState, Outcome
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.store.unit import Reader

from ..office import time_limits


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year. ``hours`` is the median of the office hours from a request's arrival to the answer that finished it.

    What the program prepared from an earlier answer (after a judgment, under a reservation) is no answer of its own.
    """

    year: int
    outcomes: Counter[Outcome]
    hours: float | None
    decisions: int
    appeals: int
    late: int
    judgments: Counter[Judgment]


def years(reader: Reader) -> tuple[YearRow, ...]:
    """The years in which something happened, newest first."""
    answers = _answers(reader)
    outcomes = _outcomes(reader, answers)
    waited = _hours(reader, answers)
    made = Counter(local_day(d.decided_at).year for d in reader.decisions.where() if d.decided_at is not None)
    appealed = [d for d in reader.decisions.where() if d.appealed_on and d.timeliness != Timeliness.COVERED]
    came = Counter(d.appealed_on.year for d in appealed if d.appealed_on)
    late = Counter(d.appealed_on.year for d in appealed if d.appealed_on and d.timeliness == Timeliness.LATE)
    judged = Counter((r.on.year, r.judgment) for r in reader.rulings.where())
    seen = {year for year, _outcome in outcomes} | set(made) | set(came) | {year for year, _judgment in judged}
    return tuple(
        YearRow(
            year=year,
            outcomes=Counter({o: outcomes[year, o] for o in Outcome if outcomes[year, o]}),
            hours=median(waited[year]) if waited.get(year) else None,
            decisions=made[year],
            appeals=came[year],
            late=late[year],
            judgments=Counter({j: judged[year, j] for j in Judgment if judged[year, j]}),
        )
        for year in sorted(seen, reverse=True)
    )


def _answers(reader: Reader) -> list[tuple[Delivery, datetime]]:
    """What was handed out or refused in answer to a request, with when, in order."""
    following = {tie.delivery_id for tie in reader.follow_ups.where()}
    rows = (d for d in reader.deliveries.where() if d.state is DeliveryState.RELEASED and d.id not in following)
    return [(row, row.released_at) for row in rows if row.released_at is not None]


def _outcomes(reader: Reader, answers: Iterable[tuple[Delivery, datetime]]) -> Counter[tuple[int, Outcome]]:
    copies = {copy.document_id: copy.marks for copy in reader.copies.where()}
    masked = {d.delivery_id for d in reader.documents.where() if copies.get(d.id)}

    def outcome(row: Delivery) -> Outcome:
        return Outcome.REFUSED if row.refused else Outcome.PART if row.id in masked else Outcome.WHOLE

    return Counter((local_day(at).year, outcome(row)) for row, at in answers)


def _hours(reader: Reader, answers: Iterable[tuple[Delivery, datetime]]) -> dict[int, list[float]]:
    arrived = {row.id: row.arrived_at for row in reader.requests.where()}
    finished: dict[int, datetime] = {}
    for row, at in answers:
        if row.final:
            finished.setdefault(row.request_id, at)
    found: dict[int, list[float]] = {}
    hours = time_limits.office_hours()
    for request_id, at in finished.items():
        worked = limits.worked(arrived[request_id], at, hours, time_limits.free)  # type: ignore[index]
        found.setdefault(local_day(at).year, []).append(worked / timedelta(hours=1))
    return found
