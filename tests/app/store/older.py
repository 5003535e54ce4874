"""A database of an older schema with its rows in it, as the program of that time left them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, Engine, MetaData, Select, Table, create_engine, func, select, text
from sqlalchemy.engine import make_url

from app.store import migrate

FILE = Path(__file__).with_name("store_0008.sql")
REVISION = "0008"
SILENT = frozenset({"alembic_version"})

Rows = dict[str, list[dict[str, object]]]
"""The rows of each table by its name, every column by its name."""


def engine(url: str) -> Engine:
    """The database without anything that the program does on opening it."""
    driver = "sqlite+pysqlite" if url.startswith("sqlite") else "postgresql+psycopg"
    return create_engine(make_url(url).set(drivername=driver))


def restore(connection: Connection) -> None:
    """Makes the older schema in an empty database and puts its rows there, without asking the triggers."""
    command.upgrade(migrate.config(connection), REVISION)
    cursor = connection.connection.cursor()
    with _without_triggers(connection):
        for line in FILE.read_text(encoding="utf-8").splitlines():
            if not line.startswith("--"):
                cursor.execute(line)
    for table in _tables(connection).values():
        if connection.dialect.name == "postgresql" and "id" in table.c and table.c.id.autoincrement is True:
            last = select(func.max(table.c.id)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


def rows(connection: Connection) -> Rows:
    """Everything that stands in the database."""
    return {name: [dict(row._mapping) for row in connection.execute(_by_key(table))]
            for name, table in _tables(connection).items() if name not in SILENT}  # fmt: skip


def _by_key(table: Table) -> Select[tuple[object, ...]]:
    return select(table).order_by(*table.primary_key.columns)


def _tables(connection: Connection) -> dict[str, Table]:
    found = MetaData()
    found.reflect(connection)
    return dict(found.tables)


@contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """The triggers refuse what no deed would do at once, as a delivery that is made handed out."""
    if connection.dialect.name == "postgresql":
        off = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in _tables(connection)]
        on = [statement.replace("DISABLE", "ENABLE") for statement in off]
    else:
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = connection.execute(query).all()
        off, on = [f"DROP TRIGGER {row.name}" for row in found], [row.sql for row in found]
    for statement in off:
        connection.exec_driver_sql(statement)
    yield
    for statement in on:
        connection.exec_driver_sql(statement)
