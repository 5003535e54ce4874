"""``utlamna case review``: a mask off and back, a comment and its end, what has changed since the last look."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.delivering import sign_off
from app.services.office import people
from tests.builders import KARIN, PASSWORD, Office, an_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with a delivery in review."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    _request, delivery_id, _document = made.masked()
    made.workspace.do(sign_off.submit, delivery_id)
    yield made
    made.workspace.close()


def test_the_desk_on_the_command_line(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Everything the window's desk does, by the reviewer; a refusal ends with code 1 and changes nothing."""

    def say(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", "review", "--user", KARIN, "0001", *map(str, words)])
        return code, capfd.readouterr().out

    code, out = say("--looked")
    assert code == 0
    assert "19810107-9294" in out
    assert say() == (0, "Masks gone: 0. Assessments changed: 0.\n")
    assert say("--unmask", 1)[0] == 1
    assert say("--unmask", 1, "--text", "Redan offentligt.") == (0, "Masks gone: 1. Assessments changed: 0.\n")
    assert say("--again", 1) == (0, "Masks gone: 0. Assessments changed: 0.\n")
    code, out = say("--comment", 1, "--text", "Rätt grund?")
    assert out.splitlines()[-1].split("\t")[1:] == ["1", "open", KARIN, "Rätt grund?"]
    code, out = say("--settle", 1)
    assert out.splitlines()[-1].split("\t")[2] == "seen to"
