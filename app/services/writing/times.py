"""Days and times as papers, lists and the command line write them, on the office's clock."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.local_time import local


def day(at: datetime) -> str:
    """The date, ISO 8601."""
    return local(at).strftime("%Y-%m-%d")


def minute(at: datetime) -> str:
    """Date and time."""
    return local(at).strftime("%Y-%m-%d %H.%M")


def parse(stamp: str) -> datetime:
    """A time from its ISO form in UTC."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(UTC)
