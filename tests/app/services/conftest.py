"""An office for each test of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.services.office import people
from tests.builders import Office, an_office


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with the least cost; the real parameters have a test of their own."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A workspace with a clerk (signed in), a reviewer and an administrator."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()
