"""``utlamna case since`` and ``case sets``: what is new to me, and a set held against now and taken over from."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.marking import looks, review
from app.services.office import people
from tests.builders import KARIN, MAJA, PASSWORD, Office, an_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, the clerk signed in."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


def test_since_and_sets_on_the_command_line(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All that the window does; undo and redo there too, in a new process of each."""

    def say(word: str, *words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", word, "--user", MAJA, "0001", "1", *map(str, words)])
        return code, capfd.readouterr().out

    document_id = office.document(office.request())
    first, _second = office.findings(document_id, ["19810107-9294", "19121212-1212"])
    office.workspace.do(review.accept, [first], "OSL 21:7")
    office.workspace.do(looks.looked, document_id)
    assert say("since") == (0, "Nothing is new.\n")
    code, out = say("sets", "--keep")
    assert (code, out.splitlines()[-1].split()[:4]) == (0, ["1", "kept", "by", "hand"])
    office.as_(KARIN).workspace.do(review.reject, [first], "i tjänst")
    code, out = say("since", "--looked")
    assert "19810107-9294" in out
    assert say("since") == (0, "Nothing is new.\n")
    code, out = say("sets", "--against", 1)
    assert "left visible: i tjänst" in out
    assert say("sets", "--against", 1, "--take-all") == (0, "The set and the marks of now are the same.\n")
    assert say("mark", "--undo")[0] == 0
    code, out = say("sets", "--against", 1)
    assert "left visible: i tjänst" in out
    assert say("sets", "--take-all")[0] == 1
