"""``utlamna case people``: listed with a guess at the role, decided once, merged and split, also as JSON."""

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
from app.services.office import people
from tests.builders import MAJA, PASSWORD, Office, an_office

LINES = ("Jag heter Lovisa Granberg, personnr 19810107-9294.", "", "Er montör Erik Norling ringde L. Granberg.")
FOUND = {
    "Lovisa Granberg": "PERSON",
    "L. Granberg": "PERSON",
    "19810107-9294": "PERSONNUMMER",
    "Erik Norling": "PERSON",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with one letter about two persons."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    made.paper(made.request(), LINES, FOUND)
    yield made
    made.workspace.close()


Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Says the word; gives the exit code and what stood on stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", "people", "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    return run


def listed(say: Say, *words: object) -> dict[str, dict[str, Any]]:
    """The persons of the JSON list by name, after a command."""
    code, out, err = say("--json", *words)
    assert code == 0, err
    return {one["name"]: one for one in json.loads(out)["people"]}


def test_the_list(say: Say) -> None:
    """Number, name, what the person seems to be, and how much is left."""
    code, out, _err = say()
    assert code == 0
    lovisa, erik = (line.split() for line in sorted(out.splitlines()[-2:], key=lambda line: "Erik" in line))
    assert lovisa[1:] == ["Lovisa", "Granberg", "private", "person", "3", "1", "0", "3"]
    assert erik[1:] == ["Erik", "Norling", "employee", "in", "duty", "1", "1", "0", "1"]


def test_decided_once(say: Say) -> None:
    """One command masks a person, another leaves one visible; a reason and a provision are asked for."""
    found = listed(say)
    lovisa, erik = found["Lovisa Granberg"]["id"], found["Erik Norling"]["id"]
    assert say("--mask", lovisa)[0] == 1
    assert say("--leave", erik)[0] == 1
    found = listed(say, "--mask", lovisa, "--provision", "OSL 21:7", "--leave", erik, "--reason", "i tjänst")
    assert {place["state"] for place in found["Lovisa Granberg"]["places"]} == {"accepted"}
    assert [place["state"] for place in found["Erik Norling"]["places"]] == ["rejected"]
    assert found["Lovisa Granberg"]["grounds"] == ["OSL 21:7"]


def test_merged_and_split(say: Say) -> None:
    """Places are named by their numbers in the list."""
    found = listed(say)
    lovisa, erik = found["Lovisa Granberg"], found["Erik Norling"]
    assert set(listed(say, "--merge", lovisa["id"], erik["id"])) == {"Lovisa Granberg"}
    place = next(p["place"] for p in lovisa["places"] if p["text"] == "L. Granberg")
    assert set(listed(say, "--split", lovisa["id"], "--places", place)) == {"Lovisa Granberg", "L. Granberg"}
    code, _out, err = say("--split", lovisa["id"], "--places", 999)
    assert (code, "belongs to somebody else" in err) == (1, True)
