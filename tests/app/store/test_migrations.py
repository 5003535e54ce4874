"""The migrated database is the one that the tables describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text

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
    assert Path(schema.__file__).parent == migrate.FOLDER.parent


def test_installed_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program installed in a folder with a percent sign finds its migrations."""
    folder = Path("100 % säkert") / "%(here)s"
    monkeypatch.setattr(migrate, "FOLDER", folder)
    assert migrate.config().get_main_option("script_location") == str(folder)
