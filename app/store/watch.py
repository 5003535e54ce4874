"""Waiting for what other programs commit: PostgreSQL tells by NOTIFY, SQLite is asked whether its file has changed.

The waiting has a connection of its own, used by one thread. PostgreSQL's channel belongs to the database; what is told
on it is the number of the log's newest row, or that somebody came or went, and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, text

from app.domain.errors import Refused

from .trouble import code_of, translated

CHANNEL = "utlamna"
LOST = "database-lost"
PRESENT = "presence"
"""What is told where somebody came, went, or went elsewhere."""
LOOK_EVERY = 0.25
"""Seconds between two questions to SQLite, which tells nothing by itself."""


class News(StrEnum):
    """What may have come."""

    LOG = "log"
    PRESENCE = "presence"


NONE: frozenset[News] = frozenset()


class Watch(Protocol):
    """Waits for others' commits."""

    def news(self, seconds: float) -> frozenset[News]:
        """What was committed, waiting at most so long; empty: nothing. Raises Refused where the store is lost."""

    def close(self) -> None:
        """Ends it."""


def announce(connection: Connection, seq: int | None = None) -> None:
    """Has PostgreSQL tell at the commit that the log has come to this row; None: that somebody came or went."""
    if connection.dialect.name == "postgresql":
        said = {"channel": CHANNEL, "said": PRESENT if seq is None else str(seq)}
        connection.execute(text("SELECT pg_notify(:channel, :said)"), said)


def watching(engine: Engine, sleep: Callable[[float], object] = time.sleep) -> Watch:
    """A watch on the database of an engine; ``sleep`` may end early. Raises Refused where it cannot be reached."""
    return _ToldWatch(engine) if engine.dialect.name == "postgresql" else _AskedWatch(engine, sleep)


class _ToldWatch:
    """PostgreSQL: LISTEN on a connection outside the pool, which knows nothing of waiting."""

    def __init__(self, engine: Engine) -> None:
        words, options = engine.dialect.create_connect_args(engine.url)
        self._kinds: Any = engine.dialect.loaded_dbapi.Error
        with self._told():
            self._connection: Any = engine.dialect.connect(*words, **options)
            try:
                self._connection.autocommit = True
                self._connection.execute(f"LISTEN {CHANNEL}")
            except BaseException:
                self._connection.close()
                raise

    def news(self, seconds: float) -> frozenset[News]:
        """As the protocol says; several that came at once are one."""
        with self._told():
            told = list(self._connection.notifies(timeout=seconds, stop_after=1))
        return frozenset(News.PRESENCE if one.payload == PRESENT else News.LOG for one in told)

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raises Refused for what the driver raises by itself."""
        try:
            yield
        except self._kinds as error:
            raise Refused(code_of(error) or LOST) from error


class _AskedWatch:
    """SQLite: ``data_version`` of one connection changes when another one commits."""

    def __init__(self, engine: Engine, sleep: Callable[[float], object]) -> None:
        self._sleep = sleep
        with translated():
            self._connection = engine.raw_connection()
            self._seen = self._version()

    def news(self, seconds: float) -> frozenset[News]:
        """As the protocol says; which of them it was, nobody tells."""
        until = time.monotonic() + seconds
        while True:
            with translated():
                now = self._version()
            if now != self._seen:
                self._seen = now
                return frozenset(News)
            left = until - time.monotonic()
            if left <= 0 or self._sleep(min(LOOK_EVERY, left)):
                return NONE

    def _version(self) -> int:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("PRAGMA data_version")
            found = cursor.fetchone()
            return int(found[0]) if found else 0

    def close(self) -> None:
        """Gives the connection back."""
        self._connection.close()
