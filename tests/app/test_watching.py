"""A watched folder tells of files that are new and whole, of its own loss, and takes nothing in by itself."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main, watch
from app.services.office import people
from app.watching import WatchedFolder
from tests.builders import MAJA, PASSWORD, Office, an_office

LATER = 60.0


class Now:
    """A clock that stands a minute after the files were written, so that these are at rest."""

    def __init__(self) -> None:
        self.ahead = LATER

    def __call__(self) -> float:
        return time.time() + self.ahead


def names(folder: WatchedFolder) -> list[str]:
    """The files that are told at a look."""
    return [file.name for file in folder.look().files]


def test_a_file_is_told_when_it_is_whole(tmp_path: Path) -> None:
    """Not while it grows, not while it is young, not half, not empty, nor what programs leave for themselves."""
    now = Now()
    folder = WatchedFolder(tmp_path, 0.0, clock=now)
    for name in ("skannad.pdf", "halv.pdf.part", ".dold", "~$brev.docx", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"%PDF-")
    (tmp_path / "tom.pdf").touch()
    (tmp_path / "mapp").mkdir()
    assert names(folder) == []
    (tmp_path / "skannad.pdf").write_bytes(b"%PDF-1.7 mer")
    assert names(folder) == []
    now.ahead = 0.0
    assert names(folder) == []
    now.ahead = LATER
    assert names(folder) == ["skannad.pdf"]
    assert folder.look().half == 2


def test_what_was_seen_to_is_no_news_until_it_changes(tmp_path: Path) -> None:
    """Also at the next start; what lay there when the folder was chosen never is."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    folder = WatchedFolder(tmp_path, 0.0, clock=Now())
    folder.look()
    folder.seen_to(folder.look().files)
    assert names(folder) == []
    again = WatchedFolder(tmp_path, 0.0, folder.known, clock=Now())
    assert names(again) == names(again) == []
    assert "a.pdf" not in " ".join(folder.known)
    file.write_bytes(b"12")
    assert (names(again), names(again)) == ([], ["a.pdf"])
    late = WatchedFolder(tmp_path, file.stat().st_mtime + 30, clock=Now())
    assert (names(late), names(late)) == ([], [])


def test_a_folder_that_is_lost_is_told(tmp_path: Path) -> None:
    """And that it is there again; what was known of it holds."""
    place = tmp_path / "skanner"
    folder = WatchedFolder(place, 0.0, clock=Now())
    assert not folder.look().there
    place.mkdir()
    (place / "a.pdf").write_bytes(b"1")
    assert folder.look().there
    assert names(folder) == ["a.pdf"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds by the environment."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


def test_on_the_command_line(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """New files are told; taken in only if that is asked for; a folder that is not there is refused."""
    place, request_id = tmp_path / "skanner", office.request()
    number = office.workspace.ask(lambda reader: reader.requests.get(request_id)).registry_number
    monkeypatch.setattr(watch, "wait", lambda _seconds: None)

    def say(*more: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        return main(["case", "watch", "--user", MAJA, number, str(place), "--once", *more])

    assert say() == 1
    place.mkdir()
    (place / "a.txt").write_text("Hej", encoding="utf-8")
    os.utime(place / "a.txt", (1, 1))
    monkeypatch.setattr(WatchedFolder, "look", at_rest(WatchedFolder.look))
    capsys.readouterr()
    assert say() == 0
    assert "a.txt" in capsys.readouterr().out
    assert office.workspace.ask(lambda reader: reader.documents.count(request_id=request_id)) == 0
    assert say("--take") == 0
    (row,) = office.workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
    assert row.title == "a"


def at_rest(look: object) -> object:
    """A look a minute later."""

    def later(self: WatchedFolder) -> object:
        self._clock = Now()
        assert callable(look)
        return look(self)

    return later
