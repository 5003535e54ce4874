"""An open store on each of the two databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.engine import Store, sqlite_url
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, closed after the test."""
    if request.param == "sqlite":
        opened = Store.open(sqlite_url(tmp_path / "registry.db"))
        yield opened
        opened.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database(request.getfixturevalue("migrated"))
    opened = Store.open(server.url(name))
    yield opened
    opened.close()
    server.drop(name)
