"""The administrator's list: each person, whether they may sign in, when they last did, and who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.local_time import local, local_day
from app.domain.people import Person, Right
from app.store.unit import Reader
from app.texts import _

from . import tries
from .access import needs
from .tries import Standing


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A person, how their sign-ins stand, and whether a one-time password waits to be changed."""

    person: Person
    standing: Standing
    one_time: bool


@needs(Right.ADMINISTER)
def rows(reader: Reader) -> tuple[SignInRow, ...]:
    """Everybody, by name."""
    waiting = {row.person_id for row in reader.passwords.where(must_change=True)}
    everybody = sorted(reader.people.where(), key=lambda p: p.name.casefold())
    return tuple(SignInRow(p, tries.standing(reader, p.id), p.id in waiting) for p in everybody)


def state_words(row: SignInRow, now: datetime) -> str:
    """Whether the person may sign in at this time (UTC), or what stands in the way."""
    until = row.standing.locked_until
    if row.person.disabled:
        return _("shut out")
    if not row.person.valid_on(local_day(now)):
        return _("the days are over, or have not come")
    if until is not None:
        told = _("waits until {time} after {count} wrong passwords")
        return told.format(time=f"{local(until):%H.%M}", count=row.standing.misses)
    return _("one-time password, to be changed") if row.one_time else _("may sign in")
