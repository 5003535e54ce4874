"""A registry for each scenario."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.services.office import people

from .desk import Desk, opened


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A registry with clerk, lawyer, managing director; passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    made = opened(tmp_path)
    yield made
    made.workspace.close()
