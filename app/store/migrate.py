"""Brings a database to the schema this program works with; two programs may open a new one at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent / "migrations"

Taken = Callable[[str], object]
"""Called with the revision that was reached."""


def _unheard(_revision: str) -> None:
    """Nobody looks how far it has come."""


def config(connection: Connection | None = None, taken: Taken = _unheard) -> Config:
    """Alembic's settings, made here and not read from a file; ``taken`` is called after each step."""
    made = Config(attributes={"connection": connection, "taken": taken})
    # A percent sign in a folder's name would be read as an interpolation.
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(connection: Connection, to: str = "head", taken: Taken = _unheard) -> None:
    """Walks to a revision, else the newest, in the caller's transaction, which holds the write lock."""
    command.upgrade(config(connection, taken), to)


def revisions() -> tuple[str, ...]:
    """The revisions that lie in the folder, oldest first."""
    walk = ScriptDirectory.from_config(config()).walk_revisions()
    return tuple(reversed([script.revision for script in walk]))
