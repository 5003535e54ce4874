"""``utlamna case regions``: parts that no program can read are listed, and masked or left by number."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.office import people
from redaction.geometry import Rect
from redaction.words import Region, RegionKind
from tests.builders import MAJA, PASSWORD, Office, an_office

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


def test_parts_are_judged_from_the_command_line(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Listed with page and kind; left for a reason, masked on a provision, judged again; a wrong number is refused."""

    def say(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        code = main(["case", "regions", "--user", MAJA, "0001", *map(str, words)])
        return (code, *capfd.readouterr())

    code, out, err = say("--json")
    assert code == 0, err
    hand, scan = json.loads(out)
    told = [(row["kind"], row["page"], row["state"]) for row in (hand, scan)]
    assert told == [("drawn", 1, "open"), ("scan", 2, "open")]
    read = ("--leave", scan["id"], "--reason", "Read; a map of the net")
    code, out, err = say(*read, "--mask", hand["id"], "--provision", "OSL 21:7")
    assert code == 0, err
    assert all(word in out for word in ("Scanned page", "left", "Read; a map of the net", "masked"))
    code, out, err = say("--reopen", scan["id"], "--json")
    assert [row["state"] for row in json.loads(out)] == ["masked", "open"]
    assert say("--leave", scan["id"])[0] == 1
    assert say("--leave", 77, "--reason", "x")[0] == 1
