"""All rows of one database put into an empty one, whatever kind either is, a few in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, MetaData, Table, delete, insert, inspect, select, text

from app.domain.errors import Refused
from app.progress import Progress, quiet

from . import migrate
from .upgrading import revision_of

AT_ONCE = 500
"""Rows held in memory at a time."""

_ALEMBICS = "alembic_version"


def fill(source: Connection, target: Connection, progress: Progress = quiet) -> None:
    """Makes the source's schema in the empty target and puts every row of the source into it.

    Both are in a transaction of the caller's; on SQLite the target checks no foreign keys. A number that was given and
    whose row is gone is not given again. Raises Refused ``database-not-empty``.
    """
    if inspect(target).get_table_names():
        raise Refused("database-not-empty")
    migrate.upgrade(target, str(revision_of(source)))
    ours, theirs = _tables(source), _tables(target)
    with _without_triggers(target, theirs):
        for table in reversed(theirs.values()):  # what a migration puts there is the source's to say
            target.execute(delete(table))
        for number, (name, table) in enumerate(theirs.items()):  # others in the same database are nobody's of ours
            progress(number, len(theirs), "rows")
            _pour(source, target, ours[name], table)
        _set_numbers(target, _numbers(source, theirs))


def _pour(source: Connection, target: Connection, ours: Table, theirs: Table) -> None:
    query = select(ours).order_by(*ours.primary_key.columns)
    with source.execute(query, execution_options={"yield_per": AT_ONCE, "stream_results": True}) as rows:
        for some in rows.mappings().partitions():
            target.execute(insert(theirs), [dict(row) for row in some])


def _tables(connection: Connection) -> dict[str, Table]:
    """The tables as they stand there, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables if table.name != _ALEMBICS}


@contextmanager
def _without_triggers(connection: Connection, tables: Mapping[str, Table]) -> Iterator[None]:
    """The triggers refuse what no deed would do at once, as a delivery that is made handed out."""
    if connection.dialect.name == "postgresql":
        off = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in tables]
        on = [f'ALTER TABLE "{name}" ENABLE TRIGGER USER' for name in tables]
    else:
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        off, on = [f"DROP TRIGGER {row.name}" for row in found], [row.sql for row in found]
    for statement in off:
        connection.exec_driver_sql(statement)
    yield
    for statement in on:
        connection.exec_driver_sql(statement)


def _numbers(connection: Connection, tables: Mapping[str, Table]) -> dict[str, int]:
    """The last number that each table has given, also where its row is gone."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return {row.name: row.seq for row in connection.execute(query)}
    given: dict[str, int] = {}
    for name, sequence in _sequences(connection, tables):
        query = text("SELECT pg_sequence_last_value(CAST(:name AS regclass))")
        last = connection.execute(query, {"name": sequence}).scalar()
        given |= {name: int(last)} if last is not None else {}
    return given


def _set_numbers(connection: Connection, given: Mapping[str, int]) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence"))
        rows: list[dict[str, Any]] = [{"name": name, "seq": seq} for name, seq in given.items()]
        if rows:
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), rows)
        return
    for name, sequence in _sequences(connection, given):
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": given[name]})


def _sequences(connection: Connection, tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Tables of PostgreSQL whose rows are numbered by themselves, with the name of what numbers them."""
    known = set(inspect(connection).get_table_names())
    for name in sorted(known & tables.keys()):
        if "id" not in {column["name"] for column in inspect(connection).get_columns(name)}:
            continue
        query = text("SELECT pg_get_serial_sequence(:table, 'id')")
        sequence = connection.execute(query, {"table": f'"{name}"'}).scalar()
        if sequence is not None:
            yield name, str(sequence)
