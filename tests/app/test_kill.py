"""Whatever moment the power goes, what was committed is there and the clerk goes on from it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import bootstrap
from app.domain.requests import DeliveryState
from app.services import queries
from app.services.office import people
from tests.builders import an_office

POINTS = 20
"""How many moments of the main path are tried, spread evenly over it."""


def run(folder: Path, point: int) -> subprocess.CompletedProcess[str]:
    """Walks the main path in a child that ends itself at the point."""
    environment = {k: v for k, v in os.environ.items() if k not in ("UTLAMNA_DATABASE_URL", "UTLAMNA_VAULT")}
    words = [sys.executable, "-m", "tests.app.killed", str(folder), str(point), str(folder / "acknowledged")]
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with its persons and nothing else, to be copied."""
    folder = tmp_path_factory.mktemp("office")
    quick, real = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), people._hasher
    people._hasher = lambda: quick  # type: ignore[assignment]
    try:
        an_office(folder).workspace.close()
    finally:
        people._hasher = real
    return folder


@pytest.fixture(scope="module")
def points(office: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many points the whole path has."""
    folder = tmp_path_factory.mktemp("whole") / "office"
    shutil.copytree(office, folder)
    ended = run(folder, 0)
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout.split()[-1])


def check(folder: Path) -> None:
    """Every acknowledged row stands, the chain holds, and the vault has only whole files."""
    told = folder / "acknowledged"
    acknowledged = int(told.read_text(encoding="ascii").split()[-1]) if told.exists() else 0
    opened = bootstrap.open_workspace(folder)
    try:
        verdict = opened.ask(queries.verify_log)
        assert verdict.whole
        assert verdict.rows >= acknowledged
    finally:
        opened.close()
    vault = folder / "vault"
    files = [f for f in vault.rglob("*") if f.is_file()]
    assert [f for f in files if ".part" in f.parts] == []
    for file in files:
        if len(file.name) == 64:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name


@pytest.mark.parametrize("share", range(POINTS))
def test_a_kill_loses_nothing_that_was_saved(office: Path, points: int, tmp_path: Path, share: int) -> None:
    """Killed without a word at one of twenty points, then opened and worked to the end."""
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    point = 1 + share * (points - 1) // (POINTS - 1)
    ended = run(folder, point)
    assert ended.returncode != 0, "the point was never reached"
    check(folder)
    again = run(folder, 0)
    assert again.returncode == 0, again.stderr
    check(folder)
    opened = bootstrap.open_workspace(folder)
    try:
        with opened.store.read() as reader:
            (part,) = reader.deliveries.where()
        assert part.state is DeliveryState.RELEASED
    finally:
        opened.close()
