"""All appeals in one list, and counts by year: nothing is counted twice, and nothing tells who asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from app.domain.requests import Outcome
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.services.deciding import appeals, decisions, rulings, statistics
from app.services.deciding.statistics import YearRow
from tests.app.services.deciding.test_decisions import at
from tests.app.services.deciding.test_rulings import (
    appealed,
    at_court,
    decided,
    get,
    held_back,
    ids,
    out,
    released,
    said,
    with_head,
)
from tests.app.services.delivering.test_reservations import reserve
from tests.builders import MAJA, Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with its head."""
    made = an_office(tmp_path)
    yield with_head(made)
    made.workspace.close()


def test_each_appeal_tells_its_time_and_when_it_must_go_on(office: Office) -> None:
    """In time with the last day's rule; the week to send it on; late only once that is over."""
    decision_id = appealed(office, held_back(office))
    (row,) = office.workspace.ask(appeals.appeals)
    assert (row.timeliness, row.arrived, row.forwarded) == (Timeliness.IN_TIME, date(2026, 3, 11), None)
    assert row.last is not None
    assert (row.last.day, row.target.day) == (date(2026, 4, 1), date(2026, 3, 18))
    assert [row.overdue(date(2026, 3, day)) for day in (18, 19)] == [False, True]
    office.workspace.do(decisions.forward, decision_id)
    (row,) = office.workspace.ask(appeals.appeals)
    assert not row.overdue(date(2026, 12, 31)), "what went on in time is never late"
    at(office, "2026-05-04")
    office.workspace.do(rulings.judged, decision_id, said(Judgment.DISMISSED))
    (row,) = office.workspace.ask(appeals.appeals)
    assert [(r.case_number, court) for r, court in row.rulings] == [("1234-26", "Kammarrätten i Sundsvall")]


def test_a_late_appeal_goes_nowhere_and_is_never_overdue(office: Office) -> None:
    """It is rejected by the company."""
    decision_id = office.workspace.do(decisions.ask, held_back(office))
    decided(office, decision_id)
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    at(office, "2026-05-04")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 5, 4))
    (row,) = office.workspace.ask(appeals.appeals)
    assert row.timeliness is Timeliness.LATE
    assert not row.overdue(date(2027, 1, 1))


def test_a_changed_decision_goes_on_within_a_week_of_being_sent(office: Office) -> None:
    """Its appeal came weeks before it was made."""
    decision_id = appealed(office, held_back(office))
    at(office, "2026-04-15")
    first, _second = ids(office.as_(MAJA), decision_id)
    changed = office.workspace.do(rulings.reconsider, decision_id, frozenset({first}), "Harmlöst.")
    out(office, get(office, changed).delivery_id)
    decided(office, changed)
    rows = {row.decision.id: row for row in office.workspace.ask(appeals.appeals)}
    assert rows[changed].target.day == date(2026, 4, 22)
    assert rows[decision_id].target.day == date(2026, 3, 18)


def test_years_count_answers_decisions_appeals_and_judgments(office: Office) -> None:
    """What follows from a judgment or a reservation is no new answer; a covered appeal no new appeal."""
    first = held_back(office)
    released(office, reserve(office, first, "OSL 21:7"))
    decision_id = at_court(office, held_back(office))
    follow = office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, *ids(office, decision_id)))
    assert follow is not None
    released(office, follow)
    (row,) = office.workspace.ask(statistics.years)
    assert (row.year, row.outcomes) == (2026, Counter({Outcome.PART: 2}))
    assert (row.decisions, row.appeals, row.late) == (1, 1, 0)
    assert row.judgments == Counter({Judgment.GRANTED: 1})
    assert row.hours == pytest.approx(1.2, abs=0.1), "it came at 07.12 and the office opens at eight"
    assert {field.type for field in fields(YearRow)} <= {"int", "float | None", "Counter[Outcome]", "Counter[Judgment]"}


def test_an_office_in_which_nothing_happened_has_no_years(office: Office) -> None:
    """No row of dashes."""
    office.request()
    assert office.workspace.ask(statistics.years) == ()
    assert office.workspace.ask(appeals.appeals) == ()
