"""The office's calendar, its hours and the catalogue of time limits, as the domain wants them."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache

import holidays

from app.domain import time_limits
from app.domain.time_limits import Limit, OfficeHours, Waited
from resources import each, table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SWEDISH = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


@cache
def _holidays(year: int) -> dict[date, str]:
    kinds = tuple(table("catalogues", "time_limits.toml")["free"]["holidays"])
    found = holidays.country_holidays("SE", years=year, categories=kinds, include_sundays=False, language="sv")
    return {day: found[day].lower() for day in found}


def free(day: date) -> str:
    """Why a day is no working day in Sweden: a holiday or eve by name, else its weekday; "" for a working day."""
    closed = table("catalogues", "time_limits.toml")["free"]["weekdays"]
    weekday = SWEDISH[day.weekday()] if WEEKDAYS[day.weekday()] in closed else ""
    return _holidays(day.year).get(day, weekday)


@cache
def office_hours() -> OfficeHours:
    """When the office is open, and its thresholds."""
    row = table("catalogues", "time_limits.toml")["office"]
    green, amber = float(row["green_working_days"]), float(row["amber_working_days"])
    return OfficeHours(time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]), green, amber)


def waited(since: datetime, until: datetime) -> Waited:
    """How long a request that came at ``since`` (UTC) has waited at ``until``, by the office's calendar and hours."""
    return time_limits.waited(since, until, office_hours(), free)


@cache
def limits() -> dict[str, Limit]:
    """The catalogue of time limits by id."""
    fields = Limit.__dataclass_fields__
    rows = each(
        lambda row: Limit(**{k: v for k, v in row.items() if k in fields}), "limit", "catalogues", "time_limits.toml"
    )
    return {row.id: row for row in rows}
