"""Persons, their roles and passwords, and signing in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app.domain import passwords
from app.domain.errors import Refused
from app.domain.events import IdleTimeSet, PasswordChanged, PersonAdded, PersonChanged, PolicyChanged, SignedIn
from app.domain.ids import PersonId
from app.domain.local_time import local_day
from app.domain.people import Person, Right, Role
from app.store.records import Password
from app.store.unit import Reader, Unit
from resources import each

from . import tries
from .access import open_to_all

SECOND_PERSON = "second-person"
"""Policy: whether a second person must sign where anything is masked or refused."""

IDLE = "idle-minutes"
"""Setting: after how many minutes without a key or the mouse a window signs out; 0: never."""
IDLE_AT_FIRST, IDLE_LONGEST = 15, 480

ONE_TIME = "abcdefghjkmnpqrstuvwxyz23456789"
"""Characters of a one-time password: none that is read as another."""


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


@cache
def common_passwords() -> frozenset[str]:
    """What is guessed first; from the catalogue."""
    rows = each(lambda row: tuple(str(word) for word in row["words"]), "common", "catalogues", "passwords.toml")
    return frozenset(word for row in rows for word in row)


def check(new: NewPerson) -> None:
    """Raises Refused where the name is missing or the password is none that may be taken, whatever the workspace."""
    if not new.name.strip():
        raise Refused("name-missing")
    check_choice(new.password, new.name)


def check_choice(password: str, name: str) -> None:
    """Raises Refused where a person of this name may not have this password."""
    code = passwords.fault(password, (name,), common_passwords())
    if code:
        raise Refused(code, least=passwords.SHORTEST, most=passwords.LONGEST)


def _set_password(unit: Unit, person: Person, password: str, must_change: bool = False) -> None:
    check_choice(password, person.name)
    unit.passwords.put(Password(person.id, _hasher().hash(password), must_change))


def _add(unit: Unit, new: NewPerson) -> Person:
    check(new)
    if _named(unit, new.name) is not None:
        raise Refused("name-taken")
    day = new.valid_from or local_day(unit.now)
    person = Person(PersonId(0), new.name.strip(), new.title.strip(), new.roles, day, new.valid_to)
    person = replace(person, id=PersonId(unit.people.add(person)))
    _set_password(unit, person, new.password)
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
    """Changes a person's title, roles or days, or lets nobody sign in as them; one administrator must remain."""
    unit.require(Right.ADMINISTER)
    others = [p for p in unit.people.where() if p.id != person.id and _administers(p)]
    if not others and not _administers(person):
        raise Refused("last-administrator")
    unit.people.save(person)
    unit.record(PersonChanged(person.id, tuple(sorted(person.roles))))


def _administers(person: Person) -> bool:
    return Role.ADMINISTRATOR in person.roles and person.valid_to is None and not person.disabled


def disable(unit: Unit, person_id: PersonId, disabled: bool = True) -> None:
    """Lets nobody sign in or act as this person from now on, or again. Raises Refused as ``change``."""
    change(unit, replace(unit.people.get(person_id), disabled=disabled))


def set_password(unit: Unit, person_id: PersonId, password: str, old: str = "") -> None:
    """Gives a person a new password: their own with the old one, or as administrator one that they change at once."""
    own = person_id == unit.actor.id
    if own:
        check_password(unit, unit.actor, old)
        if password == old:
            raise Refused("password-same")
    else:
        unit.require(Right.ADMINISTER)
    _set_password(unit, unit.people.get(person_id), password, must_change=not own)
    unit.record(PasswordChanged(person_id))


def reset_password(unit: Unit, person_id: PersonId) -> str:
    """Gives a person a password for one time and gives it back, to be said to them; waiting ends. Raises Refused."""
    unit.require(Right.ADMINISTER)
    drawn = "".join(secrets.choice(ONE_TIME) for _at in range(16))
    word = "-".join(drawn[at : at + 4] for at in range(0, 16, 4))
    _set_password(unit, unit.people.get(person_id), word, must_change=True)
    tries.forget(unit, person_id)
    unit.record(PasswordChanged(person_id))
    return word


def check_password(reader: Reader, person: Person, password: str) -> Password:
    """The person's stored password, where this is it. Raises Refused: locked-out, WrongPassword."""
    tries.check(reader, person.id)
    stored = reader.passwords.first(person_id=person.id)
    try:
        if stored is not None and _hasher().verify(stored.hash, password):
            return stored
    except VerificationError as error:
        raise tries.WrongPassword(person.id) from error
    raise tries.WrongPassword(person.id)


@open_to_all
def known(reader: Reader, name: str, password: str) -> Password:
    """The stored password of the person of this name and password; reckons hard, and so belongs in no command.

    Raises Refused: locked-out, WrongPassword (the same whether name or password is wrong), person-not-valid.
    """
    person = _named(reader, name)
    if person is None:
        raise tries.WrongPassword(None)
    found = check_password(reader, person, password)
    if not person.valid_on(local_day(reader.now)):
        raise Refused("person-not-valid")
    return found


def sign_in(unit: Unit, seen: Password) -> Person:
    """Signs in the person whose password was ``seen`` to be right. Raises Refused where it is another one by now."""
    person = unit.people.get(seen.person_id)
    if unit.passwords.first(person_id=person.id) != seen:
        raise tries.WrongPassword(person.id)
    unit.act_as(person)
    tries.succeeded(unit, person.id)
    unit.record(SignedIn(person.id))
    return person


@open_to_all
def idle_minutes(reader: Reader) -> int:
    """After how many minutes a window that nobody touches signs out; 0: never."""
    return int(reader.setting(IDLE, str(IDLE_AT_FIRST)))


def set_idle_minutes(unit: Unit, minutes: int) -> None:
    """Sets it for the office. Raises Refused where it is no number of minutes up to eight hours."""
    unit.require(Right.ADMINISTER)
    if not 0 <= minutes <= IDLE_LONGEST:
        raise Refused("idle-minutes", most=IDLE_LONGEST)
    unit.set_setting(IDLE, str(minutes))
    unit.record(IdleTimeSet(minutes))


def second_person_needed(reader: Reader) -> bool:
    """The office's policy on a second person; on unless it was switched off."""
    return reader.setting(SECOND_PERSON, "on") == "on"


def set_second_person(unit: Unit, on: bool) -> None:
    """Switches the policy; that it was switched is in the log."""
    unit.require(Right.ADMINISTER)
    unit.set_setting(SECOND_PERSON, "on" if on else "off")
    unit.record(PolicyChanged(SECOND_PERSON, on))
