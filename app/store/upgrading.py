"""Brings a database to the schema this program works with: one transaction, in which nobody else writes.

An older database is handed to its keeper first, so that it lies safe before anything is changed. What fails or is
killed on the way leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused
from app.progress import Progress

from .migrations import HEAD, REVISIONS
from .trouble import code_of
from .unit import Unit

_LOCK = 0x75746C616D6E61  # "utlamna": the advisory lock's number on PostgreSQL


@dataclass(frozen=True, slots=True)
class Older:
    """A database of an older schema, in which nobody writes now; ``copy`` puts it in a new SQLite file."""

    revision: str
    copy: Callable[[Path], None]


class Keeper(Protocol):
    """Who keeps an older database before it is changed, and tells of the change in the same transaction."""

    progress: Progress
    clock: Callable[[], datetime]

    def before(self, older: Older) -> None:
        """Nothing has been changed. Raises Refused where it cannot be kept; then nothing will be."""

    def after(self, older: Older, unit: Unit) -> None:
        """The database is at the newest schema; what is written here is committed with it."""


def serialise(connection: Connection) -> None:
    """Waits until nobody else writes. SQLite holds its write lock since BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def revision_of(connection: Connection) -> str | None:
    """The revision that a database stands at, None for an empty one. Raises Refused("store-newer") for an unknown."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise Refused("store-newer")
    return None if found is None else str(found)


def still_newest(connection: Connection) -> None:
    """Raises Refused("store-newer") where a newer program has changed the schema under one that was open."""
    if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() != HEAD:
        raise Refused("store-newer")


def bring_up_to_date(writer: Engine, reader: Engine, copy: Callable[[Path], None], keeper: Keeper | None) -> None:
    """Makes the tables of a new database, or changes those of an older one, wholly or not at all.

    Raises Refused: store-newer; upgrade-elsewhere where another program is at work in an older one; upgrade-failed
    where a step cannot be taken; what the keeper raises.
    """
    with reader.connect() as connection:
        found = revision_of(connection)
    if found == HEAD:
        return
    with _alone(writer, older=found is not None) as connection:
        found = revision_of(connection)  # another program may have done it meanwhile
        if found is None:
            _walk(connection, lambda _revision: None)
        elif found != HEAD:
            _upgrade(connection, Older(found, copy), keeper)


def _upgrade(connection: Connection, older: Older, keeper: Keeper | None) -> None:
    steps = REVISIONS[REVISIONS.index(older.revision) + 1 :]
    if keeper is not None:
        keeper.before(older)

    def taken(revision: str) -> None:
        if keeper is not None:
            keeper.progress(steps.index(revision) + 1, len(steps), "upgrade")

    try:
        _walk(connection, taken)
    except Refused:
        raise
    except Exception as error:  # whatever it is, the person must know that nothing was changed
        cause = error.orig if isinstance(error, DBAPIError) else error
        if cause is not None and code_of(cause) is not None:
            raise
        raise Refused("upgrade-failed", fault=type(error).__name__) from error
    if keeper is not None:
        keeper.after(older, Unit(connection, None, keeper.clock()))


def _walk(connection: Connection, taken: Callable[[str], object]) -> None:
    # Alembic is needed for this alone, and importing it would be felt at every start.
    from .migrate import upgrade

    upgrade(connection, taken=taken)
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise Refused("upgrade-failed", fault="foreign_key_check")


@contextmanager
def _alone(writer: Engine, *, older: bool) -> Iterator[Connection]:
    """The transaction. SQLite checks references at its end instead: a table that is made anew there would take the
    rows along that point to it (https://sqlite.org/lang_altertable.html, section 7)."""
    with writer.connect() as connection:
        _check_references(connection, on=False)
        try:
            try:
                begun = connection.begin()
                serialise(connection)
            except DBAPIError as error:
                if older and error.orig is not None and code_of(error.orig) == "database-busy":
                    raise Refused("upgrade-elsewhere") from error
                raise
            with begun:
                yield connection
        finally:
            _check_references(connection, on=True)


def _check_references(connection: Connection, *, on: bool) -> None:
    # Only between transactions is the switch heard.
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and raw is not None:
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}").close()
