"""Databases of older schemas with their rows in them: one as the program of that time left it, and one of every schema.

``python -m tests.app.store.older`` adds the schemas that are not there yet: each is the one before it walked one step
on, with a row in every table that is new and a value in every column that is. What is there is never made anew.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from app.store import migrate, schema
from app.store.migrations import REVISIONS
from app.store.schema.columns import Enumerated, Json, SecretJson

FILE = Path(__file__).with_name("store_0008.sql")
REVISION = "0008"
STORES = Path(__file__).with_name("older_stores.tar.xz")
SILENT = frozenset({"alembic_version"})
NO_ROWS = frozenset({"log_segment", "office_key", "data_key"})
"""A removed year of the log is told in the log itself, and keys are made when a store is opened."""

Rows = dict[str, list[dict[str, object]]]
"""The rows of each table by its name, every column by its name."""


def engine(url: str) -> Engine:
    """The database without anything that the program does on opening it."""
    driver = "sqlite+pysqlite" if url.startswith("sqlite") else "postgresql+psycopg"
    made = create_engine(make_url(url).set(drivername=driver))
    if made.dialect.name == "sqlite":
        # pysqlite's own transactions let go of what a savepoint holds.
        event.listen(made, "connect", lambda raw, _record: setattr(raw, "isolation_level", None))
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return made


def restore(connection: Connection, revision: str = "") -> None:
    """Makes an older schema in an empty database and puts its stored rows there; else REVISION's own."""
    command.upgrade(migrate.config(connection), revision or REVISION)
    put(connection, stores()[revision] if revision else tuple(FILE.read_text(encoding="utf-8").splitlines()))
    for table in _tables(connection).values() if connection.dialect.name == "postgresql" else ():
        if "id" in table.c and table.c.id.autoincrement is True:
            last = select(func.max(table.c.id)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


def put(connection: Connection, lines: Sequence[str]) -> None:
    """Puts rows into a database of their schema, in place of what a migration put there, without asking triggers."""
    statements = [line for line in lines if not line.startswith("--")]
    named = dict.fromkeys(statement.split('"')[1] for statement in statements)
    known = set(inspect(connection).get_table_names())
    cursor = connection.connection.cursor()
    with _without_triggers(connection, known):
        for name in (*(known - named.keys() - SILENT), *reversed(named)):
            cursor.execute(f'DELETE FROM "{name}"')
        for statement in statements:
            cursor.execute(statement)


def bare_rows(connection: Connection) -> Rows:
    """Everything that stands in the database as it lies there, in no order, for comparing it with itself later."""
    found: Rows = {}
    for name in sorted(set(inspect(connection).get_table_names()) - SILENT):
        its = connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings()
        found[name] = [dict(row) for row in its]
    return found


@cache
def stores() -> Mapping[str, tuple[str, ...]]:
    """The statements of each stored database by its revision."""
    with tarfile.open(STORES) as archive:
        members = {member.name.removesuffix(".json"): archive.extractfile(member) for member in archive}
        return {name: tuple(json.load(file)) for name, file in members.items() if file}


def rows(connection: Connection) -> Rows:
    """Everything that stands in the database."""
    return {name: [dict(row._mapping) for row in connection.execute(_by_key(table))]
            for name, table in _tables(connection).items() if name not in SILENT}  # fmt: skip


def _by_key(table: Table) -> Select[tuple[object, ...]]:
    return select(table).order_by(*table.primary_key.columns)


def _tables(connection: Connection) -> dict[str, Table]:
    """The tables, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables}


@contextmanager
def _without_triggers(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """The triggers refuse what no deed would do at once, as a delivery that is made handed out."""
    if connection.dialect.name == "postgresql":
        off = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in tables]
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


# -- making them -----------------------------------------------------------------------------------------------------

MOMENT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SAMPLES: dict[str, Any] = {
    "compilation.cells": [["Januari", 7, "1250.00", "shown"], ["Februari", None, None, "small"]],
    "compilation.total": ["Alla", 7, "1250.00", "shown"],
    "tariff.paper": [9, 10, 50, 2],
    "tariff.electronic": [9, 10, 50, 2],
    "kept_set.marks": [],
}
"""Values of columns that hold JSON, where an empty list is none."""


def _made(revision: str, before: Sequence[str]) -> list[str]:
    """The rows of the revision: those of the one before it after the step, and what is new there."""
    made = engine("sqlite://")
    at = REVISIONS.index(revision)
    with made.begin() as connection:
        had: Mapping[str, Table] = {}
        if revision == REVISION:
            restore(connection)
        elif revision < REVISION:
            _project(connection, revision)
        else:
            command.upgrade(migrate.config(connection), REVISIONS[at - 1])
            put(connection, before)
            had = _tables(connection)
            migrate.upgrade(connection, revision)
        with _without_triggers(connection, tables := _tables(connection)):
            _fill(connection, tables, had)
        dump = [*_statements(connection)]
    made.dispose()
    return dump


def _project(connection: Connection, revision: str) -> None:
    """What the rows of REVISION have in the tables and columns of an earlier schema."""
    later = engine("sqlite://")
    with later.begin() as other:
        restore(other)
        known = rows(other)
    later.dispose()
    migrate.upgrade(connection, revision)
    tables = _tables(connection)
    with _without_triggers(connection, tables):
        for name, table in tables.items():
            its = [{c.name: row[c.name] for c in table.c} for row in known.get(name, ())]
            if its and name not in SILENT:
                connection.execute(insert(table), its)


def _fill(connection: Connection, tables: Mapping[str, Table], had: Mapping[str, Table]) -> None:
    """A row in every table that has none; a value in every other row of a column that is new."""
    for name, table in tables.items():
        if name in SILENT | NO_ROWS:
            continue
        if connection.execute(select(func.count()).select_from(table)).scalar() == 0:
            connection.execute(insert(table), {c.name: _value(connection, c) for c in table.c})
        elif name in had:
            for column in (c for c in table.c if c.name not in had[name].c):
                key = next(iter(table.primary_key.columns))
                some = update(table).where(key % 2 == 0 if isinstance(key.type, Integer) else key == key)
                try:
                    with connection.begin_nested():
                        connection.execute(some.values({column.name: _value(connection, column)}))
                except IntegrityError:
                    continue  # what the rows say already allows no other value


def _value(connection: Connection, column: Any) -> object:
    """Something that could stand in the column."""
    for key in column.foreign_keys:
        return connection.execute(select(func.min(key.column))).scalar()
    now = schema.metadata.tables.get(column.table.name)
    kind = now.c[column.name].type if now is not None and column.name in now.c else None
    if isinstance(kind, Enumerated):
        return next(iter(kind.kind)).value
    if isinstance(kind, Json | SecretJson):
        return json.dumps(SAMPLES.get(f"{column.table.name}.{column.name}", []), separators=(",", ":"))
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, DateTime):
        return MOMENT
    if isinstance(column.type, Date):
        return MOMENT.date()
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, Float):
        return 0.5
    if "sha256" in column.name or column.name in ("digest", "hash"):
        return "5e" * 32
    return "Uppgift ur ett äldre ärende"[: getattr(column.type, "length", None)]


def _statements(connection: Connection) -> Iterator[str]:
    """Every row as a statement; each value stands in quotes, so that both databases read it into the column's type."""
    for name, table in _tables(connection).items():
        columns = ", ".join(f'"{c.name}"' for c in table.c)
        raw = connection.exec_driver_sql(f'SELECT {columns} FROM "{name}" ORDER BY rowid')
        for row in raw if name not in SILENT else ():
            yield f'INSERT INTO "{name}" ({columns}) VALUES ({", ".join(map(_quoted, row))});'


def _quoted(value: object) -> str:
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def main() -> None:
    """Adds what is not there yet."""
    kept = dict(stores()) if STORES.exists() else {}
    before: Sequence[str] = ()
    for revision in REVISIONS:
        if revision not in kept:
            kept[revision] = tuple(_made(revision, before))
            sys.stdout.write(f"{revision}: {len(kept[revision])} rows\n")
        before = kept[revision]
    with tarfile.open(STORES, "w:xz") as archive:
        for revision, lines in sorted(kept.items()):
            content = json.dumps(lines, ensure_ascii=False, indent=0).encode()
            member = tarfile.TarInfo(f"{revision}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


if __name__ == "__main__":
    main()
