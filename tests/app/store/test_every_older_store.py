"""Each migration has a stored database of the schema before it, and takes its rows along on both databases."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import Connection

from app.store import audit_log, migrate
from app.store.migrations import HEAD, REVISIONS
from app.store.unit import Reader

from . import older
from .test_older_store import MOVED
from .worlds import NOW


def test_every_schema_but_the_newest_has_a_stored_database() -> None:
    """Who adds a migration stores the one before it: ``python -m tests.app.store.older``. No table of one is empty."""
    assert older.stores().keys() >= set(REVISIONS[:-1])
    for revision, lines in older.stores().items():
        filled = {line.split('"')[1] for line in lines}
        assert filled >= {"person", "request", "document", "mark", "log_row"}, revision


def test_every_step_takes_its_rows_along(database_url: str) -> None:
    """One step from each stored database: every row and value is there after it, and the log's chain is whole."""
    engine = older.engine(database_url)
    with engine.connect() as connection, connection.begin():
        for at, revision in enumerate(REVISIONS[:-1]):
            migrate.upgrade(connection, revision)
            with connection.begin_nested() as undone:
                _walk(connection, revision, REVISIONS[at + 1])
                undone.rollback()
    engine.dispose()


@pytest.mark.parametrize("revision", [REVISIONS[0], REVISIONS[-2]])
def test_the_oldest_and_the_last_come_all_the_way(database_url: str, revision: str) -> None:
    """And the program reads every row as a value of its own."""
    engine = older.engine(database_url)
    with engine.begin() as connection:
        migrate.upgrade(connection, revision)
        _walk(connection, revision, HEAD)
        _read(connection)
    engine.dispose()


def _walk(connection: Connection, revision: str, to: str) -> None:
    """Puts the stored rows there, walks, and holds what is there then against them."""
    older.put(connection, older.stores()[revision])
    before = older.bare_rows(connection)
    empty = {name for name, its in before.items() if not its}
    assert empty <= older.NO_ROWS, revision
    command.upgrade(migrate.config(connection), to)
    after = older.bare_rows(connection)
    for name, its in before.items():
        known = [{c: v for c, v in row.items() if c not in MOVED.get(name, ())} for row in its]
        kept = [{c: row.get(c, "gone") for c in known[0]} for row in after[name]] if known else []
        assert sorted(kept, key=repr) == sorted(known, key=repr), (revision, to, name)
    verdict = audit_log.verify(connection)
    assert (verdict.reason, verdict.rows) == ("", len(before["log_row"])), revision


def _read(connection: Connection) -> None:
    """Every row is a value of the domain's."""
    repositories = [each for each in vars(Reader(connection, NOW)).values() if hasattr(each, "where")]
    assert len(repositories) > 40
    for each in repositories:
        each.where()
