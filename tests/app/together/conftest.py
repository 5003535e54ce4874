"""Two programs on one database: an office on either of the two, and a server that may be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.services.office import people
from tests import postgres
from tests.builders import Office, an_office


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office on either database."""
    made = an_office(tmp_path, database_url, tmp_path / "vault")
    yield made
    made.workspace.close()


@pytest.fixture(scope="session")
def lasting_server() -> Iterator[postgres.PostgresServer]:
    """A server that a test may stop and must start again."""
    try:
        with postgres.running_server(**postgres.LASTING) as running:
            yield running
    except postgres.PostgresMissing as missing:
        if postgres.must_be_there():
            pytest.fail(str(missing))
        pytest.skip(str(missing))
