"""Time: working days, how long a request has waited in office hours, and the last day of a time limit with its rule.

Days are days on the office's clock (``local_time``); which are free is told by a calendar from outside. Sources: lag
(1930:173) om beräkning av lagstadgad tid for last days on a free day; FL 44-45 §§ through OSL 6:11 for appeals.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from .local_time import local

Free = Callable[[date], str]
"""Why a day is no working day, in Swedish ("lördag", "midsommarafton"); "" for a working day."""

DAY = timedelta(days=1)


class Colour(StrEnum):
    """How a waiting request stands against the office's own thresholds."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office is open on a working day (local time), and its thresholds in working days. Policy, not law."""

    opens: time
    closes: time
    green: float
    amber: float

    @property
    def day(self) -> timedelta:
        """The length of a working day."""
        return timedelta(hours=self.closes.hour - self.opens.hour, minutes=self.closes.minute - self.opens.minute)

    def colour(self, worked: timedelta) -> Colour:
        """The colour of so much working time."""
        days = worked / self.day
        return Colour.GREEN if days < self.green else Colour.AMBER if days <= self.amber else Colour.RED


@dataclass(frozen=True, slots=True)
class Waited:
    """How long a request has waited, by the clock and in office hours, and the colour that the hours give."""

    clock: timedelta
    office: timedelta
    colour: Colour


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of the catalogue: so many days, or calendar months, from an event."""

    id: str
    label: str
    rule: str
    source: str
    confidence: str
    days: int = 0
    moves: bool = False
    months: int = 0


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a limit; ``counted`` is the day before it was moved, ``because`` the free days it moved over."""

    limit: Limit
    start: date
    counted: date
    day: date
    because: tuple[str, ...] = ()


def worked(since: datetime, until: datetime, hours: OfficeHours, free: Free) -> timedelta:
    """The office hours between two UTC times; nothing where ``until`` comes first."""
    start, end = local(since), local(until)
    total, day = timedelta(), start.date()
    while day <= end.date():
        if not free(day):
            opens = datetime.combine(day, hours.opens, start.tzinfo)
            closes = datetime.combine(day, hours.closes, start.tzinfo)
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += DAY
    return total


def waited(since: datetime, until: datetime, hours: OfficeHours, free: Free) -> Waited:
    """How long a request that came at ``since`` has waited at ``until`` (UTC)."""
    office = worked(since, until, hours, free)
    return Waited(until - since, office, hours.colour(office))


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def last_day(limit: Limit, start: date, free: Free) -> LastDay:
    """The last day of a limit that began with something on ``start``: the day itself is not counted.

    A month ends on the day of the same number, or on the month's last where it has none such (Reg. 1182/71 art. 3.2 c).
    """
    counted = _months_after(start, limit.months) + limit.days * DAY
    day, because = counted, []
    while limit.moves and (why := free(day)):
        because.append(why)
        day += DAY
    return LastDay(limit, start, counted, day, tuple(because))


class Timeliness(StrEnum):
    """What the company finds when it tries whether an appeal came in time (FL 45 §).

    ``COVERED``: the decision was changed under an appeal of the first one, which covers it too (FL 46 §).
    """

    IN_TIME = "in-time"
    LATE = "late"
    NO_NOTICE = "no-notice"
    COURT_IN_TIME = "court-in-time"
    COVERED = "covered"

    @property
    def rejected(self) -> bool:
        """Whether the company rejects the appeal; every other one goes to the court."""
        return self is Timeliness.LATE


def timeliness(last: date, arrived: date, at_court: date | None = None, *, noticed: bool = True) -> Timeliness:
    """Whether an appeal that reached the company on ``arrived`` is in time.

    ``at_court`` is the day on which it first reached the court by mistake; ``noticed`` whether the decision carried a
    right notice of how to appeal. Source: FL 45 § first paragraph, points 1 and 2.
    """
    if arrived <= last:
        return Timeliness.IN_TIME
    if not noticed:
        return Timeliness.NO_NOTICE
    return Timeliness.COURT_IN_TIME if at_court is not None and at_court <= last else Timeliness.LATE
