"""A PostgreSQL database with the tables made once, from which others are copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.engine import Store
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def migrated(postgres_server: PostgresServer) -> str:
    """The name of a migrated PostgreSQL database without rows, from which others are copied."""
    name = postgres_server.new_database()
    Store.open(postgres_server.url(name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def made_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without rows; on PostgreSQL its tables are there already."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'store.sqlite').as_posix()}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database(request.getfixturevalue("migrated"))
    yield server.url(name)
    server.drop(name)
