"""Who may sign in, on the command line: listed, shut out, one-time passwords, waiting, idle time."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.office import people
from tests.builders import KARIN, PASSWORD, SVEN, an_office

OTHER = "en helt annan fras"
Say = Callable[..., int]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command of a person's with these further lines on stdin; gives the exit code."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path))
    an_office(tmp_path).workspace.close()

    def run(name: str, *words: str, lines: tuple[str, ...] = (PASSWORD,)) -> int:
        text = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", text)
        return main(["person", *words, "--user", name])

    return run


def test_an_administrator_does_all_of_it(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """What the page does, the words do."""
    assert say(SVEN, "list") == 0
    assert KARIN in capsys.readouterr().out
    assert say(SVEN, "disable", "--name", KARIN) == 0
    assert say(KARIN, "list") == 1
    assert say(SVEN, "enable", "--name", KARIN) == 0
    for _try in range(5):
        assert say(KARIN, "here", lines=(OTHER,)) == 1
    assert say(KARIN, "here") == 1
    assert say(SVEN, "unlock", "--name", KARIN) == 0
    assert say(KARIN, "here") == 0
    assert say(SVEN, "idle", "20") == 0
    capsys.readouterr()
    assert say(SVEN, "reset", "--name", KARIN) == 0
    word = capsys.readouterr().out.strip()
    assert say(KARIN, "here", lines=(word,)) == 1
    assert say(KARIN, "password", lines=(word, word, OTHER)) == 0
    assert say(KARIN, "here", lines=(OTHER,)) == 0
    assert say(SVEN, "disable", "--name", "Ingen Alls") == 1


def test_nobody_else_may(say: Say) -> None:
    """The rights are asked for in app."""
    for words in (("list",), ("disable", "--name", SVEN), ("reset", "--name", SVEN), ("idle", "5")):
        assert say(KARIN, *words) == 1
