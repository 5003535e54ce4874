"""The office's clock: days and years are those in Stockholm, while every stored time is in UTC."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def local(at: datetime) -> datetime:
    """A UTC time on the office's clock."""
    return at.astimezone(STOCKHOLM)


def local_day(at: datetime) -> date:
    """The day it is in the office at this UTC time."""
    return local(at).date()
