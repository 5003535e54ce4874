"""The migrated database is the one that the tables describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine, inspect, text
from sqlalchemy.engine import make_url

from app.store import migrate, migrations, schema
from app.store.engine import Store
from app.store.migrations.triggers import TRIGGERS

from .worlds import NOW


def test_tables_and_migrations_agree(store: Store) -> None:
    """Alembic sees no difference between what the migrations made and what the program works with."""
    with store.begin(None, NOW) as unit:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(unit.connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_checks_agree(store: Store) -> None:
    """Every check constraint of the tables is in the database (Alembic does not compare them)."""
    with store.read() as reader:
        found = inspect(reader.connection)
        for table in schema.metadata.tables.values():
            named = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
            assert {check["name"] for check in found.get_check_constraints(table.name)} == named


def test_triggers_are_there(store: Store) -> None:
    """Every trigger was made."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with store.read() as reader:
        found = set(reader.connection.execute(text(query[store.dialect])).scalars())
    assert {trigger.name for trigger in TRIGGERS} <= found


def test_known_revisions() -> None:
    """The list that is read at every start names the revisions in the folder, in their order."""
    assert migrate.revisions() == migrations.REVISIONS


def test_all_in_the_package() -> None:
    """What the migrations need lies beside the program, so that it is in every installation."""
    assert migrate.FOLDER.is_dir()
    assert (migrate.FOLDER / "env.py").is_file()
    assert Path(schema.__file__).parent.parent == migrate.FOLDER.parent


def test_installed_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program installed in a folder with a percent sign finds its migrations."""
    folder = Path("100 % säkert") / "%(here)s"
    monkeypatch.setattr(migrate, "FOLDER", folder)
    assert migrate.config().get_main_option("script_location") == str(folder)


def test_what_an_older_program_answered_rests_on_the_first_edition(database_url: str) -> None:
    """A delivery under review keeps the catalogue it was sent with; one that is prepared follows the newest."""
    url = make_url(database_url).set(drivername="sqlite+pysqlite" if "sqlite" in database_url else "postgresql+psycopg")
    engine = create_engine(url)
    rows = ((1, "preparing"), (2, "legal-review"))
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0010")
        connection.execute(text("INSERT INTO person VALUES (1, 'Maja', '', '[]', '2026-01-01', NULL, 1)"))
        known = "(id, registry_number, subject, channel, arrived_at, registered_at, registered_by, version)"
        values = "(1, 'DEMO 1', '', 'email', '2026-01-01', '2026-01-01', 1, 1)"
        connection.execute(text(f"INSERT INTO request {known} VALUES {values}"))
        for number, state in rows:
            columns = "(id, request_id, number, state, refused, final, hide_lengths, way, version)"
            off, on = ("0", "1") if "sqlite" in database_url else ("false", "true")
            values = f"({number}, 1, {number}, '{state}', {off}, {on}, {off}, '', 1)"
            connection.execute(text(f"INSERT INTO delivery {columns} VALUES {values}"))
        command.upgrade(migrate.config(connection), "head")
        found = connection.execute(text("SELECT number, edition FROM delivery"))
        kept = {row.number: row.edition for row in found}
    engine.dispose()
    assert kept == {1: None, 2: 1}
