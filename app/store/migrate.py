"""Brings a database to the schema this program works with; two programs may open a new one at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, made here and not read from a file."""
    made = Config(attributes={"connection": connection})
    # A percent sign in a folder's name would be read as an interpolation.
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(connection: Connection) -> None:
    """Walks to the newest revision in the caller's transaction, which holds the write lock."""
    command.upgrade(config(connection), "head")


def revisions() -> tuple[str, ...]:
    """The revisions that lie in the folder, oldest first."""
    walk = ScriptDirectory.from_config(config()).walk_revisions()
    return tuple(reversed([script.revision for script in walk]))
