"""A purge that is killed anywhere leaves the request whole or gone, never something in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import bootstrap, purging
from app.domain.retention import CountedFrom
from app.services import queries
from app.services.keeping import retention
from app.services.office import people
from tests.app import killed_purge
from tests.app.services.test_deliveries import handed_out
from tests.builders import MAJA, SVEN, an_office


def run(folder: Path, point: int) -> subprocess.CompletedProcess[str]:
    """Purges in a child that ends itself at the point."""
    environment = {k: v for k, v in os.environ.items() if k not in ("UTLAMNA_DATABASE_URL", "UTLAMNA_VAULT")}
    words = [sys.executable, "-m", "tests.app.killed_purge", str(folder), str(point)]
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one closed request of two documents, and the company's decision on its row of the plan."""
    folder = tmp_path_factory.mktemp("office")
    quick, real = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), people._hasher
    people._hasher = lambda: quick  # type: ignore[assignment]
    try:
        made = an_office(folder)
        request_id, delivery_id, _document = made.masked()
        made.document(request_id, title="Bilaga")
        handed_out(made, delivery_id)
        made.as_(SVEN).workspace.do(retention.decide_row, "refused", 2, CountedFrom.YEAR_END, "Styrelsen § 4")
        purging.close(made.as_(MAJA).workspace, request_id)
        made.workspace.close()
    finally:
        people._hasher = real
    return folder


def files(folder: Path) -> int:
    """How many whole files the vault holds."""
    return sum(len(f.name) == 62 for f in (folder / "vault").rglob("*") if f.is_file())


def documents(folder: Path) -> tuple[int, int]:
    """How many documents and purges the database holds once the program has been opened again."""
    opened = bootstrap.open_workspace(folder)
    try:
        assert opened.ask(queries.verify_log).whole
        with opened.store.read() as reader:
            assert reader.leaving_files.count() == 0
            return reader.documents.count(), reader.purges.count()
    finally:
        opened.close()


def test_a_killed_purge_leaves_the_request_whole_or_gone(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every point: all rows and all files, or none of either; and a further try ends it."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    whole = tmp_path / "whole"
    shutil.copytree(office, whole)
    before = files(whole)
    assert before >= 2
    ended = run(whole, 0)
    assert ended.returncode == 0, ended.stderr
    points = int(ended.stdout.split()[-1])
    assert points >= 8
    assert (documents(whole), files(whole)) == ((0, 1), 0)
    seen = set()
    for point in range(1, points + 1):
        folder = tmp_path / str(point)
        shutil.copytree(office, folder)
        assert run(folder, point).returncode != 0, "the point was never reached"
        state = (documents(folder), files(folder))
        assert state in (((2, 0), before), ((0, 1), 0)), point
        seen.add(state)
        killed_purge.purge(folder)
        assert (documents(folder), files(folder)) == ((0, 1), 0)
    assert len(seen) == 2
