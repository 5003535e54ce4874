"""Several programs on one store, and programs that are killed in the middle of it."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.store import audit_log, schema
from app.store.engine import Store
from app.store.unit import Reader

ROOT = Path(__file__).parents[3]


@contextmanager
def writer(url: str, name: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """A child that writes ``count`` commands; it is gone at the end in any case."""
    words = [sys.executable, "-m", "tests.app.store.writer", url, name, str(count)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        try:
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> list[int]:
    """The numbers that the child says were committed, until it ends."""
    assert child.stdout is not None
    return [int(line) for line in child.stdout if line.endswith("\n") and line.strip().isdigit()]


def settings_of(reader: Reader) -> dict[str, int]:
    """What the writers wrote beside the log: each command's name and its log number."""
    rows = reader.connection.execute(select(schema.setting.c.key, schema.setting.c.value))
    return {row.key: int(row.value) for row in rows}


def test_two_programs(database_url: str) -> None:
    """Two programs make one new store and write a hundred commands each: every row is there, the chain whole."""
    with writer(database_url, "a", 100) as first, writer(database_url, "b", 100) as second:
        numbers = said(first), said(second)
        assert (first.wait(), second.wait()) == (0, 0)
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 201))
    store = Store.open(database_url)
    with store.read() as reader:
        assert audit_log.verify(reader.connection, reader.log_head()).rows == 200
        wrote = settings_of(reader)
    assert [wrote[f"a-{i}"] for i in range(100)] == numbers[0]
    assert [wrote[f"b-{i}"] for i in range(100)] == numbers[1]
    store.close()


@pytest.mark.parametrize("seed", range(3))
def test_killed(database_url: str, seed: int) -> None:
    """A program killed at any point loses nothing it had said, and leaves no half command and a whole chain."""
    chance = random.Random(seed)
    committed: list[int] = []
    for turn in range(2):
        with writer(database_url, f"t{turn}", 100_000) as child:
            assert child.stdout is not None
            lines = [child.stdout.readline() for _ in range(chance.randrange(2, 60))]
            # At any point of the next commands, not just after an answer.
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(chance.random() * 0.02)
            child.kill()
            committed += [int(line) for line in lines[2:]] + said(child)
    store = Store.open(database_url)
    with store.read() as reader:
        verdict = audit_log.verify(reader.connection)
        wrote = settings_of(reader)
    assert verdict.whole
    assert sorted(wrote.values()) == list(range(1, verdict.rows + 1))
    assert set(committed) <= set(wrote.values())
    # At most the command under way at each kill was committed without having been said.
    assert verdict.rows - len(committed) <= 2
    store.close()


def test_killed_while_making(database_url: str) -> None:
    """A program killed while it makes a new store leaves none or a whole one."""
    for wait in (0.0, 0.03, 0.06, 0.1, 0.15, 0.2):
        with writer(database_url, "x", 1_000_000) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(wait)
    store = Store.open(database_url)
    with store.read() as reader:
        assert audit_log.verify(reader.connection).whole
    store.close()
