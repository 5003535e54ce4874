"""Persons, their roles and passwords, and signing in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app.domain.errors import Refused
from app.domain.events import PasswordChanged, PersonAdded, PersonChanged, PolicyChanged, SignedIn
from app.domain.ids import PersonId
from app.domain.local_time import local_day
from app.domain.people import Person, Right, Role
from app.store.records import Password
from app.store.unit import Reader, Unit

SHORTEST_PASSWORD = 10
"""Characters; the rules of the office's own directory come with the package issue."""

SECOND_PERSON = "second-person"
"""Policy: whether a second person must sign where anything is masked or refused."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who is to be added. ``valid_to`` is the last day; None: no end."""

    name: str
    title: str
    roles: frozenset[Role]
    password: str
    valid_from: date | None = None
    valid_to: date | None = None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def check(new: NewPerson) -> None:
    """Raises Refused where the name is missing or the password too short, whatever the workspace."""
    if not new.name.strip():
        raise Refused("name-missing")
    _check_length(new.password)


def _check_length(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("password-short", least=SHORTEST_PASSWORD)


def _set_password(unit: Unit, person_id: int, password: str) -> None:
    _check_length(password)
    unit.passwords.put(Password(person_id, _hasher().hash(password)))


def _add(unit: Unit, new: NewPerson) -> Person:
    check(new)
    if _named(unit, new.name) is not None:
        raise Refused("name-taken")
    day = new.valid_from or local_day(unit.now)
    person = Person(PersonId(0), new.name.strip(), new.title.strip(), new.roles, day, new.valid_to)
    person = replace(person, id=PersonId(unit.people.add(person)))
    _set_password(unit, person.id, new.password)
    return person


def _named(reader: Reader, name: str) -> Person | None:
    """The person of this name; names lie sealed, and an office has few people."""
    return next((person for person in reader.people.where() if person.name == name.strip()), None)


def first_administrator(unit: Unit, new: NewPerson) -> PersonId:
    """Makes the first person, who is an administrator whatever else. Raises Refused where there is one already."""
    if unit.people.count():
        raise Refused("administrator-exists")
    person = _add(unit, replace(new, roles=new.roles | {Role.ADMINISTRATOR}))
    unit.act_as(person)
    unit.record(PersonAdded(person.id, tuple(sorted(person.roles))))
    return person.id


def add(unit: Unit, new: NewPerson) -> PersonId:
    """Adds a person. Raises Refused where the actor is no administrator or the name is taken."""
    unit.require(Right.ADMINISTER)
    person = _add(unit, new)
    unit.record(PersonAdded(person.id, tuple(sorted(person.roles))))
    return person.id


def change(unit: Unit, person: Person) -> None:
    """Changes a person's title, roles or days; one administrator must remain."""
    unit.require(Right.ADMINISTER)
    others = [
        p for p in unit.people.where() if p.id != person.id and Role.ADMINISTRATOR in p.roles and p.valid_to is None
    ]
    if not others and (Role.ADMINISTRATOR not in person.roles or person.valid_to is not None):
        raise Refused("last-administrator")
    unit.people.save(person)
    unit.record(PersonChanged(person.id, tuple(sorted(person.roles))))


def set_password(unit: Unit, person_id: PersonId, password: str, old: str = "") -> None:
    """Gives a person a new password: their own with the old one, or any as administrator."""
    if person_id == unit.actor.id:
        check_password(unit, unit.actor, old)
    else:
        unit.require(Right.ADMINISTER)
    _set_password(unit, person_id, password)
    unit.record(PasswordChanged(person_id))


def check_password(reader: Reader, person: Person, password: str) -> None:
    """Raises Refused where this is not the person's password."""
    stored = reader.passwords.first(person_id=person.id)
    try:
        if stored is None or not _hasher().verify(stored.hash, password):
            raise Refused("wrong-sign-in")
    except VerificationError as error:
        raise Refused("wrong-sign-in") from error


def sign_in(unit: Unit, name: str, password: str) -> Person:
    """The person of this name and password. The same refusal whether the name or the password is wrong."""
    person = _named(unit, name)
    if person is None:
        raise Refused("wrong-sign-in")
    check_password(unit, person, password)
    if not person.valid_on(local_day(unit.now)):
        raise Refused("person-not-valid")
    unit.act_as(person)
    unit.record(SignedIn(person.id))
    return person


def second_person_needed(reader: Reader) -> bool:
    """The office's policy on a second person; on unless it was switched off."""
    return reader.setting(SECOND_PERSON, "on") == "on"


def set_second_person(unit: Unit, on: bool) -> None:
    """Switches the policy; that it was switched is in the log."""
    unit.require(Right.ADMINISTER)
    unit.set_setting(SECOND_PERSON, "on" if on else "off")
    unit.record(PolicyChanged(SECOND_PERSON, on))
