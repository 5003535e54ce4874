"""Last days and office hours, held against a rule of the tests' own over every day of five years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import time_limits
from app.domain.local_time import STOCKHOLM
from app.domain.time_limits import Colour, Timeliness
from app.services.office.time_limits import free, limits, office_hours

APPEAL = limits()["appeal"]
YEARS = range(2025, 2030)
DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(5 * 365 + 1)]
DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return date(year, month, day + 1)


def saturday_between(year: int, month: int, day: int) -> date:
    """The Saturday in the week that begins on a day."""
    start = date(year, month, day)
    return start + timedelta(days=(5 - start.weekday()) % 7)


def closed(year: int) -> set[date]:
    """The days that lag (1989:253) om allmänna helgdagar and lag (1930:173) name, apart from Saturdays and Sundays."""
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    found = {date(year, month, day) for month, day in fixed}
    found |= {easter(year) + timedelta(days=n) for n in (-2, 1, 39)}
    midsummer = saturday_between(year, 6, 20)
    return found | {midsummer, midsummer - DAY, saturday_between(year, 10, 31)}


CLOSED = set().union(*(closed(year) for year in range(2024, 2032)))


def is_free(day: date) -> bool:
    """Whether a day is no working day, by the tests' own rule."""
    return day.weekday() >= 5 or day in CLOSED


def test_the_calendar_agrees_with_the_statutes_on_every_day_of_five_years():
    """The library's holidays are those that the two statutes name, and no others."""
    assert [day for day in DAYS if bool(free(day)) != is_free(day)] == []


def test_an_appeal_ends_three_weeks_after_receipt_or_on_the_next_working_day():
    """For every day of receipt in five years, by the tests' own rule."""
    for received in DAYS:
        expected = received + timedelta(days=21)
        while is_free(expected):
            expected += DAY
        assert time_limits.last_day(APPEAL, received, free).day == expected


def test_an_appeal_is_in_time_through_its_last_day_and_late_the_next_for_every_receipt():
    """Every day of receipt in five years; a missing notice saves it on the day after, the court to the last day."""
    for received in DAYS:
        last = time_limits.last_day(APPEAL, received, free).day
        late = last + DAY
        assert time_limits.timeliness(last, last) is Timeliness.IN_TIME
        assert time_limits.timeliness(last, late) is Timeliness.LATE
        assert time_limits.timeliness(last, late, noticed=False) is Timeliness.NO_NOTICE
        assert time_limits.timeliness(last, late, last) is Timeliness.COURT_IN_TIME
        assert time_limits.timeliness(last, late, late) is Timeliness.LATE


def test_what_moved_the_last_day_is_told():
    """Received so that day 21 is Saturday before Whitsun: the Monday after, and why."""
    found = time_limits.last_day(APPEAL, date(2026, 5, 2), free)
    assert (found.counted, found.day) == (date(2026, 5, 23), date(2026, 5, 25))
    assert found.because == ("lördag", "pingstdagen")
    assert time_limits.last_day(APPEAL, date(2026, 3, 4), free).day == date(2026, 3, 25)


@pytest.mark.parametrize(("arrived", "court", "noticed", "expected"), [
    (date(2026, 3, 25), None, True, Timeliness.IN_TIME),
    (date(2026, 3, 27), None, True, Timeliness.LATE),
    (date(2026, 3, 27), None, False, Timeliness.NO_NOTICE),
    (date(2026, 3, 27), date(2026, 3, 24), True, Timeliness.COURT_IN_TIME),
    (date(2026, 3, 27), date(2026, 3, 26), True, Timeliness.LATE),
])  # fmt: skip
def test_a_late_appeal_is_rejected_only_where_no_exception_holds(arrived, court, noticed, expected):
    """FL 45 §: a missing notice, or arrival at the court in time, opens the way."""
    found = time_limits.timeliness(date(2026, 3, 25), arrived, court, noticed=noticed)
    assert found is expected
    assert found.rejected == (expected is Timeliness.LATE)


def at(text: str) -> datetime:
    """A time on the office's clock as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(("since", "until", "hours"), [
    ("2026-11-27T15:30", "2026-11-30T09:00", 2.0),     # over a weekend
    ("2026-12-23T12:00", "2026-12-28T10:00", 6.5),     # over Christmas
    ("2026-11-27T06:00", "2026-11-27T07:59", 0.0),     # before the office opens
    ("2026-03-27T16:00", "2026-03-30T08:30", 1.0),     # over the change to summer time
    ("2026-11-27T12:00", "2026-11-27T10:00", 0.0),     # the clock was set back
])  # fmt: skip
def test_only_office_hours_count(since, until, hours):
    """A request that comes on Friday afternoon is not three days old on Monday morning."""
    found = time_limits.worked(at(since), at(until), office_hours(), free)
    assert found == timedelta(hours=hours)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=60)), st.timedeltas(timedelta(), timedelta(days=60)))
def test_waiting_time_adds_up_and_never_exceeds_the_clock(start, first, second):
    """Office hours of two spans in a row are those of the whole, and never more than the time that passed."""

    def hours(a, b):
        return time_limits.worked(a, b, office_hours(), free)

    whole = hours(start, start + first + second)
    assert whole == hours(start, start + first) + hours(start + first, start + first + second)
    assert timedelta() <= whole <= first + second


def test_colours_follow_the_offices_thresholds():
    """Green within the first working day, amber to the third, then red."""
    hours = office_hours()
    seen = [hours.colour(hours.day * days) for days in (0, 0.99, 1, 3, 3.01)]
    assert seen == [Colour.GREEN, Colour.GREEN, Colour.AMBER, Colour.AMBER, Colour.RED]


def test_every_limit_names_its_source_and_how_sure_it_is():
    """A date on the screen shows its rule; what is uncertain is shown as uncertain."""
    known = {"V", "V2", "H", "M", "L"}
    assert all(limit.rule and limit.source and limit.confidence in known for limit in limits().values())
