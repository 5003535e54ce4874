"""How dates, times, counts and durations are written on the screen, the Swedish way."""

from __future__ import annotations

from datetime import date, datetime

from app.texts import N_, _, ngettext

NARROW = "\u00a0"
"""The space inside numbers and before units: it never breaks."""

_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def number(value: int) -> str:
    """3918 as 3 918; thousands are parted from four digits on."""
    return f"{value:,}".replace(",", NARROW)


def clock(when: datetime) -> str:
    """09.12"""
    return when.strftime("%H.%M")


def month(year: int, number: int) -> str:
    """mars 2026."""
    return f"{_(_MONTHS[number - 1])} {year}"


def day(when: date, today: date) -> str:
    """11 mar, with the year when it is another one."""
    written = f"{when.day}{NARROW}{_(_MONTHS[when.month - 1])}"
    return written if when.year == today.year else f"{written} {when.year}"


def moment(when: datetime, today: date) -> str:
    """Today 09.12, yesterday 16.20, 11 mar 09.12."""
    days = (today - when.date()).days
    named = {0: _("today {clock}"), 1: _("yesterday {clock}")}.get(days, "")
    return named.format(clock=clock(when)) if named else f"{day(when.date(), today)} {clock(when)}"


def duration(minutes: int) -> str:
    """How long something has waited: 40 min, 5 h, 1 day 3 h, 4 days."""
    days, rest = divmod(minutes, 24 * 60)
    hours = rest // 60
    if days >= 2:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    parts = [ngettext("{count} day", "{count} days", days).format(count=days)] if days else []
    if hours:
        parts.append(_("{count} h").format(count=hours))
    return " ".join(parts) or _("{count} min").format(count=max(minutes, 0))


def time_left(seconds: float) -> str:
    """40 s left, 3 min left."""
    if seconds < 90:
        return _("{count} s left").format(count=max(1, round(seconds)))
    return _("{count} min left").format(count=round(seconds / 60))
