"""The keys of a store: made with it, opened by the office key of this machine, and given to all that reads its words.

The office key lies outside the store and opens the data keys, which lie in it; the recovery key on paper opens the
office key. A new data key seals what is written from then on, and ``sealing`` brings over what was there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select, update

from app.domain.errors import Refused
from app.keys import places, recovery
from app.keys.places import Place
from app.keys.ring import Ring, new_key, unwrapped, wrapped

from .migrations import HEAD
from .schema.columns import give_ring
from .schema.keys import data_key, office_key

Begin = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction in which nobody else writes."""

OFFICE = "office key"
"""What the recovery key locks in."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a store says of its keys in the open: its id, the office key as the recovery key opens it, the data keys."""

    store_id: str
    by_recovery: str | None
    recovery_at: datetime | None
    data: dict[int, str]

    def opened_by(self, office: bytes) -> dict[int, bytes] | None:
        """The data keys; None where this is not the office key."""
        keys = {number: unwrapped(kept, office, f"data key {number}") for number, kept in self.data.items()}
        return None if None in keys.values() else {number: key for number, key in keys.items() if key is not None}


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with the keys: where the office key lies on this machine, when the recovery key was written down
    (None: never), number and day of the newest data key, and whether all that was there is under it."""

    place: Place
    recovery_at: datetime | None
    number: int
    made_at: datetime
    whole: bool


class Keys:
    """The keys of an opened store.

    Raises Refused: ``key-missing`` where this machine has no key for it, ``key-other`` where it has another one's.
    """

    def __init__(self, begin: Begin, reader: Engine, writer: Engine, named: str = "") -> None:
        self._begin, self._reader = begin, reader
        held = self._held() or self._make(named)
        self.store_id = held.store_id
        self.place, self._office, data = _found(held)
        self.ring = Ring(data, self._more)
        for engine in (writer, reader):
            give_ring(engine.dialect, self.ring)

    def status(self) -> Status:
        """How it stands with them."""
        with self._reader.connect() as connection:
            newest = connection.execute(select(data_key).order_by(data_key.c.number.desc()).limit(1)).one()
            written_down = connection.execute(select(office_key.c.recovery_at)).scalar_one()
        whole = bool(newest.words_for) and newest.files_at is not None
        return Status(self.place, written_down, newest.number, newest.made_at, whole)

    def keep_recovery(self, connection: Connection, typed: str, now: datetime) -> None:
        """Lets this recovery key open the office key from now on, and no earlier one.

        Raises Refused ``recovery-key-mistyped``.
        """
        kept = wrapped(self._office, recovery.key(typed), OFFICE)
        connection.execute(update(office_key).values(by_recovery=kept, recovery_at=now))

    def renew(self, connection: Connection, now: datetime) -> int:
        """Makes a new data key, under which is written from now on; gives its number. The caller commits."""
        key, number = new_key(), max(_of(connection).data) + 1
        _add(connection, self._office, number, key, now)
        return number

    def change_office(self, connection: Connection, office: bytes) -> None:
        """Locks the data keys in by another office key; no recovery key opens it before one is written down anew."""
        data = _of(connection).opened_by(self._office)
        if data is None:
            raise Refused("key-other")
        for number, key in data.items():
            row = update(data_key).where(data_key.c.number == number)
            connection.execute(row.values(wrapped=wrapped(key, office, f"data key {number}")))
        connection.execute(update(office_key).values(by_recovery=None, recovery_at=None))

    def took_office(self, office: bytes) -> None:
        """Goes on with an office key that the store has been committed with."""
        self._office, self.place = office, places.keep(self.store_id, office)
        places.forget_next(self.store_id)

    def words_left(self) -> bool:
        """Whether words may lie open or under an older key: the schema or the key is newer than their sealing."""
        newest = select(data_key.c.words_for).where(data_key.c.number == self.ring.current)
        with self._reader.connect() as connection:
            return bool(connection.execute(newest).scalar_one() != HEAD)

    def files_left(self) -> bool:
        """As ``words_left``, of the vault's files."""
        newest = select(data_key.c.files_at).where(data_key.c.number == self.ring.current)
        with self._reader.connect() as connection:
            return connection.execute(newest).scalar_one() is None

    def words_done(self) -> None:
        """All words are under the newest key."""
        self._note(words_for=HEAD)

    def files_done(self, now: datetime) -> None:
        """All files are under the newest key."""
        self._note(files_at=now)

    def _note(self, **values: object) -> None:
        with self._begin() as connection:
            connection.execute(update(data_key).where(data_key.c.number == self.ring.current).values(**values))

    def take(self, number: int) -> None:
        """Begins to write under a key that has been committed."""
        self.ring.key(number)

    def export(self) -> bytes:
        """The office key itself, for the administrator's file."""
        return self._office

    def _held(self) -> Held | None:
        with self._reader.connect() as connection:
            return _of(connection) if connection.execute(select(office_key.c.id)).first() else None

    def _make(self, named: str) -> Held:
        """Makes the keys of a store that has none; the office key lies safe before anything rests on it."""
        with self._begin() as connection:
            if connection.execute(select(office_key.c.id)).first() is None:
                store_id, given = named or secrets.token_hex(8), places.given()
                office = given or new_key()
                if given is None:
                    places.keep(store_id, office)
                connection.execute(insert(office_key).values(id=1, store_id=store_id))
                _add(connection, office, 1, new_key(), datetime.now(UTC))
            return _of(connection)

    def _more(self) -> dict[int, bytes]:
        held = self._held()
        return (held.opened_by(self._office) if held is not None else None) or {}


def recover(reader: Engine, typed: str) -> Place:
    """Puts the office key of a store back on this machine by its recovery key; gives where it lies now.

    Raises Refused: ``recovery-key-mistyped``, ``recovery-key-never``, ``recovery-key-other``.
    """
    under = recovery.key(typed)
    with reader.connect() as connection:
        held = _of(connection)
    if held.by_recovery is None:
        raise Refused("recovery-key-never")
    office = unwrapped(held.by_recovery, under, OFFICE)
    if office is None:
        raise Refused("recovery-key-other")
    return places.keep(held.store_id, office)


def bring(reader: Engine, office: bytes) -> Place:
    """Puts the office key that an administrator exported on this machine; gives where it lies now.

    Raises Refused ``key-other`` where it does not open this store.
    """
    with reader.connect() as connection:
        held = _of(connection)
    if held.opened_by(office) is None:
        raise Refused("key-other")
    return places.keep(held.store_id, office)


def _found(held: Held) -> tuple[Place, bytes, dict[int, bytes]]:
    """The office key among those of this machine. Raises Refused ``key-missing``, ``key-other``."""
    tried = False
    for place, office in places.find(held.store_id):
        tried, data = True, held.opened_by(office)
        if data is not None:
            return place, office, data
    raise Refused("key-other" if tried else "key-missing")


def _of(connection: Connection) -> Held:
    office = connection.execute(select(office_key)).one()
    data = {row.number: row.wrapped for row in connection.execute(select(data_key.c.number, data_key.c.wrapped))}
    return Held(office.store_id, office.by_recovery, office.recovery_at, data)


def _add(connection: Connection, office: bytes, number: int, key: bytes, now: datetime) -> None:
    kept = wrapped(key, office, f"data key {number}")
    connection.execute(insert(data_key).values(number=number, wrapped=kept, made_at=now))
