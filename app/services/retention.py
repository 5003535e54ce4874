"""What may be forgotten and when: an old year of the log, after it was exported."""

from __future__ import annotations

from app.domain.errors import Refused
from app.domain.log import Head
from app.domain.people import Person, Right
from app.store.unit import Unit


def may_archive(person: Person) -> None:
    """Raises Refused where the person may not remove a year of the log."""
    if not person.may(Right.ADMINISTER):
        raise Refused("right-missing", right=Right.ADMINISTER.value)


def remove_log_year(unit: Unit, year: int) -> Head:
    """Removes the oldest year of the log, which must be over; its head stays, so the rest verifies.

    Raises Refused (right-missing, log-year-open, log-year-not-oldest, log-broken).
    """
    unit.require(Right.ADMINISTER)
    return unit.remove_log_year(year)
