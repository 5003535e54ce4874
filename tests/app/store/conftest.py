"""An open store on each of the two databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store.engine import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store, closed after the test."""
    opened = Store.open(database_url)
    yield opened
    opened.close()
