"""Clerk and reviewer, each in a process of their own, do one request on one PostgreSQL and one vault."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.services import queries
from app.store import audit_log
from tests.builders import KARIN, MAJA, an_office

Order = Callable[[str], str]


@pytest.fixture
def environment(postgres_url: str, tmp_path: Path) -> dict[str, str]:
    """The shared database and vault, named as an office names them."""
    return {"UTLAMNA_DATABASE_URL": postgres_url, "UTLAMNA_VAULT": str(tmp_path / "share")}


@pytest.fixture
def at_work(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[str], Order]]:
    """Gives a colleague at a machine of their own; what is ordered is answered."""
    children: list[subprocess.Popen[str]] = []

    def begin(name: str) -> Order:
        folder = tmp_path / f"machine-{len(children)}"
        folder.mkdir()
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.app.colleague", name, str(folder)],
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        children.append(child)
        assert child.stdin is not None
        assert child.stdout is not None
        orders, answers = child.stdin, child.stdout

        def order(word: str) -> str:
            orders.write(word + "\n")
            orders.flush()
            return answers.readline().strip()

        return order

    yield begin
    for child in children:
        child.communicate(timeout=60)


def test_clerk_and_reviewer_do_one_request(
    environment: dict[str, str],
    at_work: Callable[[str], Order],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each sees at once what the other has committed; who prepared cannot sign; the chain is one."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    an_office(tmp_path / "office", environment["UTLAMNA_DATABASE_URL"], tmp_path / "share").workspace.close()
    clerk, reviewer = at_work(MAJA), at_work(KARIN)
    assert int(clerk("register")) >= 2
    assert reviewer("sign").startswith("refused")
    assert int(clerk("judge")) >= 2
    assert clerk("submit") == "submitted"
    assert clerk("sign").startswith("refused")
    assert reviewer("sign") == "signed"
    assert Path(clerk("release")).is_file()
    opened = bootstrap.open_workspace(tmp_path / "office")
    try:
        verdict = opened.ask(queries.verify_log)
        assert verdict.whole
        with opened.store.read() as reader:
            people = {row.actor_id for row in audit_log.rows(reader.connection, 1)}
        assert len(people) == 2
    finally:
        opened.close()
