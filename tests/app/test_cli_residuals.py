"""``utlamna case residuals``: what points to masked persons is listed, and masked or left by number."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.domain.ids import MarkId
from app.services.cases import intake
from app.services.marking import review
from app.services.office import people
from tests.builders import MAJA, PASSWORD, Office, an_office

LINES = ("Jag heter Lovisa Granberg.", "", "Fru Granberg ringde L.G. i dag.")
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with a letter that is ready but for its traces."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    request_id = made.request()
    letter = made.paper(request_id, LINES, {"Lovisa Granberg": "PERSON"})
    marks = made.workspace.ask(lambda reader: reader.marks.of(letter))
    made.workspace.do(review.accept, [MarkId(mark.id) for mark in marks], "OSL 21:7")
    made.assessed(made.delivery(request_id))
    made.workspace.do(intake.mark_done, letter)
    yield made
    made.workspace.close()


@pytest.fixture
def say(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Says a word of ``case``; gives the exit code and what stood on stdout and stderr."""

    def run(word: str, *words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", word, "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    return run


def listed(say: Say, *words: object) -> list[dict[str, Any]]:
    """The traces of the JSON list, after a command."""
    code, out, err = say("residuals", "--json", *words)
    assert code == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_judged_from_the_command_line(say: Say) -> None:
    """Listed by sureness, masked or left by number; only then is the delivery sent to review."""
    code, _out, err = say("sign", "--submit")
    assert (code, "2 traces of masked persons are not judged" in err) == (1, True)
    surname, initials = listed(say)
    assert (surname["text"], surname["kind"], initials["text"]) == ("Granberg", "surname", "L.G.")
    assert say("residuals", "--leave", initials["id"])[0] == 1
    rows = listed(say, "--mask", surname["id"], "--provision", "OSL 21:7", "--leave", initials["id"], "--reason", "x")
    assert [row["state"] for row in rows] == ["masked", "left"]
    assert listed(say, "--reopen", initials["id"])[0]["state"] == "open"


def test_the_table(say: Say) -> None:
    """Where, how and what, in a line each."""
    code, out, _err = say("residuals")
    assert code == 0
    assert "the surname alone" in out
    assert "L.G." in out
