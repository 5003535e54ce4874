"""Runs the migrations on the connection that ``app.store.migrate`` gives; there is no alembic.ini."""

from typing import Any

from alembic import context

from app.store.schema import metadata

given = context.config.attributes


def reached(*, step: Any, **_more: Any) -> None:
    """Tells the caller which revision was reached."""
    given["taken"](step.up_revision_id)


heard: Any = reached  # Alembic calls it by names alone
context.configure(connection=given["connection"], target_metadata=metadata, on_version_apply=heard)
with context.begin_transaction():
    context.run_migrations()
