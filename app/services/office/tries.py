"""Wrong passwords are counted for each person: after some in a row one waits, longer each time; none is ever kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused
from app.domain.events import LockLifted, PasswordMissed
from app.domain.ids import PersonId
from app.domain.local_time import local
from app.domain.passwords import wait_after
from app.domain.people import Right
from app.store.records import SignIn
from app.store.unit import Reader, Unit


class WrongPassword(Refused):
    """Name or password is wrong; ``person_id`` is None where there is no such person. To be counted by the door."""

    def __init__(self, person_id: PersonId | None) -> None:
        super().__init__("wrong-sign-in")
        self.person_id = person_id


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's sign-ins: the last one, wrong passwords since, and until when none is taken (UTC)."""

    last_at: datetime | None
    misses: int
    locked_until: datetime | None


def standing(reader: Reader, person_id: PersonId) -> Standing:
    """How it stands now."""
    row = reader.sign_ins.first(person_id=person_id)
    if row is None:
        return Standing(None, 0, None)
    until = row.missed_at + wait_after(row.misses) if row.missed_at is not None else None
    return Standing(row.last_at, row.misses, until if until is not None and until > reader.now else None)


def check(reader: Reader, person_id: PersonId) -> None:
    """Raises Refused where the person has to wait, whatever the password."""
    until = standing(reader, person_id).locked_until
    if until is not None:
        raise Refused("locked-out", until=f"{local(until):%H.%M}")


def missed(unit: Unit, person_id: PersonId) -> None:
    """Counts a wrong password. That it was tried is in the log; what was tried is nowhere."""
    before = standing(unit, person_id)
    if before.locked_until is not None:
        return
    misses = before.misses + 1
    unit.sign_ins.put(SignIn(person_id, before.last_at, misses, unit.now))
    unit.record(PasswordMissed(person_id, misses, int(wait_after(misses).total_seconds())))


def succeeded(unit: Unit, person_id: PersonId) -> None:
    """Notes a sign-in; wrong ones before it count no more."""
    unit.sign_ins.put(SignIn(person_id, unit.now, 0, None))


def unlock(unit: Unit, person_id: PersonId) -> None:
    """Ends a person's waiting. Raises Refused where the actor is no administrator."""
    unit.require(Right.ADMINISTER)
    forget(unit, person_id)
    unit.record(LockLifted(person_id))


def forget(unit: Unit, person_id: PersonId) -> None:
    """Wrong passwords of the person count no more; for an administrator. The caller records the event."""
    unit.require(Right.ADMINISTER)
    unit.sign_ins.put(SignIn(person_id, standing(unit, person_id).last_at, 0, None))
