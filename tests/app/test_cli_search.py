"""``utlamna case search`` and ``utlamna office``: found, masked, learned and taken back."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app import long_work
from app.cli import main
from app.services.office import people
from redaction.marks import MarkState
from tests.builders import MAJA, PASSWORD, Office, an_office

Say = Callable[..., int]
LETTERS = (
    "Jag heter Lovisa Granberg och bor i Fjällvik.\nMin granne Nils Granberg ringde.\n",
    "Möte med Granberg om larmkod 77.\n",
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with two letters taken in."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    request_id = made.request()
    for at, letter in enumerate(LETTERS):
        (tmp_path / f"{at}.txt").write_text(letter, encoding="utf-8")
        long_work.take_in(made.workspace, request_id, tmp_path / f"{at}.txt")
    yield made
    made.workspace.close()


@pytest.fixture
def say(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., object]:
    """Runs a search; gives the exit code and what stood on stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", "search", "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    return run


def states(office: Office) -> list[MarkState]:
    """All marks of the office."""
    rows = office.workspace.ask(lambda reader: reader.documents.where())
    marks = office.workspace.ask(lambda reader: reader.marks.of_all(d.id for d in rows))
    return [mark.state for its in marks.values() for mark in its]


def test_search_lists_and_marks(office: Office, say: Callable[..., tuple[int, str, str]]) -> None:
    """Every hit of every document stands in a row; the chosen rows, then all, are masked, and the count says so."""
    code, out, told = say("--words", "Granberg")
    assert (code, out.count("[Granberg]"), "3 hits, 0 masked" in told) == (0, 3, True)
    assert states(office) == []
    assert say("--words", "Granberg", "--mark", "--only", 2, "--provision", "OSL 21:7")[0] == 0
    code, out, told = say("--words", "Granberg", "--mark", "--provision", "OSL 21:7")
    assert (code, "3 hits, 3 masked" in told) == (0, True)
    assert states(office) == [MarkState.ACCEPTED] * 3
    assert say("--words", "Granberg", "--mark", "--only", 9, "--provision", "OSL 21:7")[0] == 1
    assert say("--words", "Granberg", "--document", 2)[2].startswith("1 hit")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--expression", r"larmkod \d+"), "[larmkod 77]"),
        (("--near", "Nils", "ringde", 2), "[Nils Granberg ringde]"),
        (("--near", "Nils", "ringde", 2, "--alone"), "[Nils]"),
        (("--lines", "Möte", "77"), "[Möte med Granberg om larmkod 77.]"),
        (("--words", "berg", "--parts", "--document", 2), "[berg]"),
        (("--words", "granberg", "--case"), "Nothing was found."),
    ],
)
def test_each_kind_of_search(say: Callable[..., tuple[int, str, str]], words: tuple[object, ...], found: str) -> None:
    """Expression, near, lines, parts and case."""
    code, out, _told = say(*words)
    assert (code, found in out) == (0, True)


def test_lists_come_from_files(office: Office, say: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A list masks on its own grounds, or goes on the request's list; a bad row stops it and is named."""
    file = tmp_path / "lista.csv"
    file.write_bytes("larmkod;18:8\r\nGranberg;OSL 21:7;PERSON\r\n".encode("cp1252"))
    assert say("--list", file, "--mark")[0] == 0
    assert states(office) == [MarkState.ACCEPTED] * 4
    assert say("--list", file, "--watch")[1].strip() == "2"
    terms = office.workspace.ask(lambda reader: reader.terms.where())
    assert [(t.text, t.provision) for t in terms] == [("larmkod", "OSL 18:8"), ("Granberg", "OSL 21:7")]
    file.write_bytes(b"Granberg;GDPR\r\n")
    code, _out, told = say("--list", file)
    assert (code, "Row 1:" in told) == (1, True)
    assert say("--list", tmp_path / "borta.csv")[0] == 1


def test_what_cannot_be_looked_for_is_a_sentence(say: Callable[..., tuple[int, str, str]]) -> None:
    """Exit 1 and a sentence with the place of the fault."""
    code, _out, told = say("--expression", "(a")
    assert (code, "from character 2 on" in told) == (1, True)
    assert say("--words", "a")[0] == 1
    assert say("--near", "aa", "bb", "x")[0] == 1


def test_the_office_learns_and_takes_back(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is learned takes part in finding until it is taken back; a name is refused for the office."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        step, *rest = words
        code = main([*str(step).split(), "--user", MAJA, *map(str, rest)])
        return code, capfd.readouterr().out

    why = ("--category", "PERSON", "--reason", "i tjänst")
    code, out = run("case find", "0001")
    assert (code, [line.split("\t")[1] for line in out.splitlines()]) == (0, ["2", "2"])
    assert run("office never", "Lovisa Granberg", *why)[0] == 1
    assert run("office never", "Lovisa Granberg", *why, "--request", "0001", "--before", "heter")[0] == 0
    assert (
        run("office always", "Fjällvik", "--category", "SECURITY", "--reason", "x", "--provision", "OSL 18:8")[0] == 0
    )
    assert run("office list")[1].count("i tjänst") == 1
    assert [line.split("\t")[1] for line in run("case find", "0001", "--document", 1)[1].splitlines()] == ["2"]
    marks = office.workspace.ask(lambda reader: reader.marks.of(1))
    assert {(mark.text, mark.provision) for mark in marks} == {("Nils Granberg", None), ("Fjällvik", "OSL 18:8")}
    assert run("office back", 1)[0] == 0
    assert run("office back", 1)[0] == 1
    assert [line.split("\t")[1] for line in run("case find", "0001", "--document", 1)[1].splitlines()] == ["3"]
