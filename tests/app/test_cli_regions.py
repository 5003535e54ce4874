"""What no program can read, and areas beyond one drawing, on the command line: ``case regions``, ``case mark``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.office import people
from redaction.geometry import Rect
from redaction.words import Region, RegionKind
from tests.builders import MAJA, PASSWORD, Office, an_office

Say = Callable[..., tuple[int, str, str]]
HAND = Region(RegionKind.DRAWN, Rect(70, 460, 220, 511), "h" * 64)
SCAN = Region(RegionKind.SCAN, Rect(0, 0, 595, 842))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds, with a document that has two unread parts."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    made.document(made.request(), unread=((0, HAND), (1, SCAN)))
    yield made
    made.workspace.close()


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Says a word on the request; gives the exit code and what stood on stdout and stderr."""

    def said(word: str, *words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", word, "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    return said


def test_all_but_a_part_and_an_area_on_every_page(office: Office, run: Say) -> None:
    """Both from the command line, with what is wrong told."""
    assert run("mark", 1, "--keep", 1, 100, 200, 300, 260)[0] == 1
    assert run("mark", 1, "--keep", 9, 100, 200, 300, 260, "--provision", "OSL 31:16")[0] == 1
    code, _out, err = run("mark", 1, "--keep", 1, 100, 200, 300, 260, "--provision", "OSL 31:16")
    assert code == 0, err
    (document,) = office.workspace.ask(lambda reader: reader.documents.where())
    (rest,) = office.workspace.ask(lambda reader: reader.marks.of(document.id))
    assert len(rest.rects) == 4
    assert run("mark", 1, "--every-page", 99)[0] == 1
    assert run("mark", 1, "--every-page", rest.id)[0] == 0
    assert [m.page for m in office.workspace.ask(lambda reader: reader.marks.of(document.id))] == [0, 1]


def test_parts_are_judged_from_the_command_line(run: Say) -> None:
    """Listed with page and kind; left for a reason, masked on a provision, judged again; a wrong number is refused."""

    code, out, err = run("regions", "--json")
    assert code == 0, err
    hand, scan = json.loads(out)
    told = [(row["kind"], row["page"], row["state"]) for row in (hand, scan)]
    assert told == [("drawn", 1, "open"), ("scan", 2, "open")]
    read = ("--leave", scan["id"], "--reason", "Read; a map of the net")
    code, out, err = run("regions", *read, "--mask", hand["id"], "--provision", "OSL 21:7")
    assert code == 0, err
    assert all(word in out for word in ("Scanned page", "left", "Read; a map of the net", "masked"))
    code, out, err = run("regions", "--reopen", scan["id"], "--json")
    assert [row["state"] for row in json.loads(out)] == ["masked", "open"]
    assert run("regions", "--leave", scan["id"])[0] == 1
    assert run("regions", "--leave", 77, "--reason", "x")[0] == 1
