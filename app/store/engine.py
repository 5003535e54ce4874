"""The database: opening it, and the two kinds of transaction, one that may write and one that only reads.

Commands run one after the other (SQLite: BEGIN IMMEDIATE; PostgreSQL: an advisory lock), so that the log's
chain has one next row at any time. Readers are never held up by them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from app.domain.errors import Refused
from app.domain.people import Person
from app.keys.places import Place

from . import drives, sealing
from .keys import Keys, bring, recover
from .presence import Presences
from .trouble import code_of, translated
from .unit import Reader, Unit
from .upgrading import Keeper, bring_up_to_date, serialise, still_newest
from .watch import Watch, announce, watching

BUSY_SECONDS = 10
"""How long a command waits for another one before it gives up as ``database-busy``."""


class Store:
    """An open database at the newest schema. Usable from any thread; one transaction belongs to one thread."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer, self._reader = writer, reader
        self._keys: Keys | None = None

    @property
    def keys(self) -> Keys:
        """The keys by which its words are read. Raises Refused where it was opened locked."""
        if self._keys is None:
            raise Refused("key-missing")
        return self._keys

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writer.dialect.name

    @classmethod
    def open(cls, url: str, keeper: Keeper | None = None, *, locked: bool = False, named: str = "") -> Store:
        """Opens the database at ``sqlite:///FILE`` or ``postgresql://...``, makes or migrates its tables.

        An older one is handed to the keeper first. ``locked``: without its keys, for reading what is no words.
        ``named`` is what a new one's key is called on this machine, else a name drawn by lot.

        Raises Refused: network-drive (SQLite), database-url, database-driver-missing, key-missing, key-other, what
        ``bring_up_to_date`` names, and what ``trouble`` names.
        """
        target = _target(url)
        with translated():
            opened = cls(*_OPENERS[target.get_backend_name()](target))
            try:
                bring_up_to_date(opened._writer, opened._reader, opened.copy, keeper)
                if not locked:
                    opened._unlock(named)
            except BaseException:
                opened.close()
                raise
        return opened

    def _unlock(self, named: str) -> None:
        self._keys = Keys(self._alone, self._reader, self._writer, named)
        if self._keys.words_left():
            self.seal_words()

    def seal_words(self) -> None:
        """Brings all words under the newest data key; what lay open before is nowhere in the database after it."""
        with translated():
            lay_open = sealing.seal_words(self._alone, self.keys.ring)
            with self.read() as reader:
                anybodys = reader.people.count() > 0
            if lay_open and anybodys:
                sealing.tidy(self._writer)
            self.keys.words_done()

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        with self._writer.begin() as connection:
            serialise(connection)
            still_newest(connection)
            yield connection

    @contextmanager
    def begin(self, actor: Person | None, now: datetime) -> Iterator[Unit]:
        """One command: everything in it is committed together, or nothing where it raises."""
        with translated(), self._alone() as connection:
            unit = Unit(connection, actor, now)
            yield unit
            if unit.events:
                announce(connection, unit.log_head().seq)

    @contextmanager
    def read(self, now: datetime | None = None) -> Iterator[Reader]:
        """One look at the database: all reads in it see the same moment, ``now`` (else the computer's time)."""
        with translated(), self._reader.connect() as connection:
            yield Reader(connection, now or datetime.now(UTC))

    def forget(self) -> None:
        """Sees to it that what was removed stands in no file of the database any more: the journal is emptied.

        What was removed in the database itself is overwritten when it goes (SQLite). A server keeps its own journals.
        """
        if self.dialect == "sqlite":
            with translated(), closing(self._writer.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def aside(self, now: datetime) -> Iterator[Presences]:
        """Who is where: written without a place in the log's order, so that no command waits for it."""
        with translated(), self._writer.begin() as connection:
            yield Presences(connection, now)

    def watch(self, sleep: Callable[[float], object] = time.sleep) -> Watch:
        """Waits for what others commit, for one thread; the caller closes it. A ``sleep`` that gives True ends a wait.

        Raises Refused where the database cannot be reached.
        """
        return watching(self._reader, sleep)

    def copy(self, target: Path) -> None:
        """Writes the database as it stands at one moment to a new SQLite file; commands go on meanwhile."""
        if self.dialect == "sqlite":
            with translated(), closing(self._writer.raw_connection()) as connection:
                connection.cursor().execute("VACUUM INTO ?", (str(target),))
            return
        with translated(), self._reader.connect() as source, _filled(_open_file(target)) as connection:
            _fill(source, connection)

    def pour(self, url: str) -> None:
        """Puts everything into an empty database, in one transaction.

        Raises Refused: database-not-empty, and what opening a database raises.
        """
        target = _target(url)
        with translated():
            writer, reader = _OPENERS[target.get_backend_name()](target)
            reader.dispose()
            with self._reader.connect() as source, _filled(writer) as connection:
                serialise(connection)
                _fill(source, connection)

    def recover(self, typed: str) -> Place:
        """Puts the office key back on this machine by the recovery key. Raises Refused as ``keys.recover`` does."""
        with translated():
            return recover(self._reader, typed)

    def bring(self, office: bytes) -> Place:
        """Puts an exported office key on this machine. Raises Refused("key-other")."""
        with translated():
            return bring(self._reader, office)

    def close(self) -> None:
        """Lets go of all connections; the store cannot be used after it."""
        self._reader.dispose()
        self._writer.dispose()


@contextmanager
def _filled(engine: Engine) -> Iterator[Connection]:
    """A transaction on a database that is let go of after it."""
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _fill(source: Connection, target: Connection) -> None:
    # It needs Alembic, as the making of a new database does.
    from .copying import fill

    fill(source, target)


def sqlite_url(file: Path) -> str:
    """The URL of a database file."""
    return URL.create("sqlite", database=str(file.resolve())).render_as_string()


def _target(url: str) -> URL:
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise Refused("database-url") from error
    if target.get_backend_name() not in _OPENERS:
        raise Refused("database-url")
    return target


def _open_sqlite(url: URL) -> tuple[Engine, Engine]:
    if not url.database or url.database == ":memory:":
        raise Refused("database-url")
    file = Path(url.database).resolve()
    if drives.on_network(file.parent):
        raise Refused("network-drive", folder=str(file.parent))
    target = URL.create("sqlite+pysqlite", database=str(file))
    made = (_sqlite_engine(target, "BEGIN IMMEDIATE", ()), _sqlite_engine(target, "BEGIN", ("query_only = ON",)))
    _turn_on_wal(made[0])
    return made


def _open_file(file: Path) -> Engine:
    """A new file that nobody reads before it is whole, so nothing in it need last through a power cut."""
    url = URL.create("sqlite+pysqlite", database=str(file))
    return _sqlite_engine(url, "BEGIN IMMEDIATE", ("foreign_keys = OFF", "synchronous = OFF"))


def _sqlite_engine(url: URL, begin: str, pragmas: tuple[str, ...]) -> Engine:
    # An exception quotes no parameters: they are names and texts.
    # pysqlite's own transactions begin too late and not IMMEDIATE; isolation_level None leaves them to us.
    options = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, connect_args=options, hide_parameters=True)

    def on_connect(connection: sqlite3.Connection, record: Any) -> None:
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}").close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _turn_on_wal(engine: Engine) -> None:
    # The switch is kept in the file. It needs the file for itself and does not wait for it: so we do.
    deadline = time.monotonic() + BUSY_SECONDS
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        while True:
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if code_of(error) != "database-busy" or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


_HEARTBEAT = {"keepalives_idle": "5", "keepalives_interval": "3", "keepalives_count": "3"}
"""How soon a connection is given up whose other end is silent: after some fifteen seconds, not two hours."""


def _open_postgresql(url: URL) -> tuple[Engine, Engine]:
    options = f"-c lock_timeout={BUSY_SECONDS}s -c timezone=UTC -c client_encoding=UTF8"
    query = {"connect_timeout": str(BUSY_SECONDS)} | _HEARTBEAT | dict(url.query) | {"options": options}
    target = url.set(drivername="postgresql+psycopg", query=query)
    try:
        engine = create_engine(target, pool_pre_ping=True, hide_parameters=True)
    except (ImportError, NoSuchModuleError) as error:
        raise Refused("database-driver-missing") from error
    return engine, engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


_OPENERS: dict[str, Callable[[URL], tuple[Engine, Engine]]] = {"sqlite": _open_sqlite, "postgresql": _open_postgresql}
