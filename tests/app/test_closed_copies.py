"""After the closing the working copy is made from the original again, the same byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import long_work, reissue
from app.services import people
from resources import path
from tests.builders import Office, an_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


@pytest.mark.parametrize("name", ["tjansteanteckning.txt", "protokoll-kundrad.docx", "klagomal-1.pdf"])
def test_a_working_copy_that_left_can_be_made_again(office: Office, name: str) -> None:
    """So a copy can be made anew and compared years later although working copies go when a request is closed."""
    document = long_work.take_in(office.workspace, office.request(), path("samples", name))
    assert document.working_sha256 is not None
    if document.working_sha256 != document.source_sha256:
        office.workspace.vault.remove(document.working_sha256)
    with reissue._working(office.workspace, document, document.working_sha256, None) as made:
        assert hashlib.sha256(made.read_bytes()).hexdigest() == document.working_sha256
