"""Two files at a time in the window: in the order in which they were dropped, each with its own progress."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import gathering, long_work
from app.domain.errors import Blocked, Refused
from app.jobs import reading
from app.services.cases import intake
from app.texts import _
from redaction.errors import Damaged
from ui import intake_sum
from ui.parts.states import State
from ui.screens.request.documents import Line, lines

from .rooms import Room

SECONDS = 30.0
"""So long a gate is waited for before the test fails."""


class Door:
    """The look at the door, which lets a file past when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._came: dict[str, threading.Event] = {}
        self._open: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self.refused: set[str] = set()
        monkeypatch.setattr(reading, "at_the_door", self._look)

    def _gate(self, gates: dict[str, threading.Event], name: str) -> threading.Event:
        with self._lock:
            return gates.setdefault(name, threading.Event())

    def stands(self, name: str) -> bool:
        """Whether the file has come to the door."""
        return self._gate(self._came, name).is_set()

    def let(self, name: str) -> None:
        """Lets the file past."""
        self._gate(self._open, name).set()

    def _look(self, source: Path, *_given: Any) -> tuple[str, str]:
        self._gate(self._came, source.stem).set()
        assert self._gate(self._open, source.stem).wait(SECONDS)
        if source.stem in self.refused:
            raise Refused("file-unreadable")
        return "", ""


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """A door that stands closed, on a machine with two cores."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return Door(monkeypatch)


def files(folder: Path, names: str) -> list[Path]:
    """A letter for each letter of ``names``."""
    made = [folder / f"{name}.txt" for name in names]
    for file in made:
        file.write_text(f"Ett brev om {file.stem}.\n", encoding="utf-8")
    return made


def unreadable(*_given: Any, **_how: Any) -> Any:
    """In the place of a reader: no child is started."""
    raise Damaged


def shown(screen: Any) -> list[Line]:
    """The lines of the request's table."""
    return lines(screen.view.current.documents, screen.intake, screen.request_id)


def titles(room: Room, screen: Any) -> list[str]:
    """The titles of the request's documents in the order of their numbers."""
    rows = room.workspace.ask(lambda reader: reader.documents.where(request_id=screen.request_id))
    return [row.title for row in sorted(rows, key=lambda row: row.number)]


def test_a_quick_file_does_not_pass_a_slow_one(
    room: Room, tmp_path: Path, qtbot: Any, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """b and c are through the door long before a; they are numbered after it all the same, and persons are gathered
    once, when all are done. A refused one between them lets nobody past.
    """
    gathered: list[list[str]] = []
    screen = room.show("request", request_id=room.office.request())
    monkeypatch.setattr(reading, "document", unreadable)
    monkeypatch.setattr(gathering, "gather", lambda *_given: gathered.append(titles(room, screen)))
    door.refused = {"b"}
    for name in "bc":
        door.let(name)
    screen.intake.take(screen.request_id, files(tmp_path, "abc"))
    qtbot.waitUntil(lambda: door.stands("c"), timeout=10_000)
    assert titles(room, screen) == []
    assert [line.state for line in shown(screen)] == [State.WORKING, State.WORKING]
    with qtbot.waitSignal(screen.intake.idle, timeout=60_000):
        door.let("a")
    assert titles(room, screen) == ["a", "c"]
    assert gathered == [["a", "c"]]


def test_each_line_tells_its_own_progress_and_the_sum_counts_all(
    room: Room, tmp_path: Path, qtbot: Any, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two are read, each with its share and its time left; the third stands in line. The sum has them as dropped."""
    told: list[str] = []
    monkeypatch.setattr(intake_sum, "is_told", lambda _files: True)
    monkeypatch.setattr(intake_sum, "tell", lambda _frame, fates: told.extend(one.name for one in fates))
    door.refused = {"a", "b", "c"}
    screen = room.show("request", request_id=room.office.request())
    screen.intake.take(screen.request_id, files(tmp_path, "abc"))
    first, second = screen.intake.at_work(screen.request_id)
    first.share, first.seconds_left = 0.25, 90.0
    second.share, second.seconds_left = 0.5, 600.0
    one, two, three = shown(screen)
    assert (one.title, one.share, two.title, two.share) == ("a", 0.25, "b", 0.5)
    assert one.words != two.words
    assert (three.title, three.words) == ("c", _("Stands in line"))
    for name in "abc":
        door.let(name)
    with qtbot.waitSignal(screen.intake.idle, timeout=60_000):
        pass
    assert told == ["a", "b", "c"]


def test_stop_ends_one_that_waits_for_its_turn(room: Room, tmp_path: Path, qtbot: Any, door: Door) -> None:
    """Stopped before the first has its number, neither becomes a document and nothing of them is kept."""
    door.let("b")
    screen = room.show("request", request_id=room.office.request())
    screen.intake.take(screen.request_id, files(tmp_path, "ab"))
    qtbot.waitUntil(lambda: door.stands("a") and door.stands("b"), timeout=10_000)
    screen.intake.stop()
    qtbot.waitUntil(lambda: len(screen.intake.at_work(screen.request_id)) == 1, timeout=10_000)
    with qtbot.waitSignal(screen.intake.idle, timeout=10_000):
        door.refused = {"a"}
        door.let("a")
    assert titles(room, screen) == []


def test_one_core_takes_one_at_a_time(
    room: Room, tmp_path: Path, qtbot: Any, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second stands in line until the first is done."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    screen = room.show("request", request_id=room.office.request())
    screen.intake.take(screen.request_id, files(tmp_path, "ab"))
    assert [piece.name for piece in screen.intake.waiting(screen.request_id)] == ["b"]
    door.refused = {"a", "b"}
    for name in "ab":
        door.let(name)
    with qtbot.waitSignal(screen.intake.idle, timeout=10_000):
        pass
    assert titles(room, screen) == []


def test_a_search_that_was_broken_off_is_told_and_taken_up_again(
    room: Room, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that nobody has looked through cannot be done; its line offers the search; nothing is read anew."""
    workspace = room.workspace
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    workspace.do(lambda unit: unit.documents.save(replace(unit.documents.get(document_id), found=False)))
    with pytest.raises(Blocked, match="documents-unsought"):
        workspace.do(intake.mark_done, document_id)
    screen = room.show("request", request_id=request_id)
    (line,) = shown(screen)
    assert (line.words, line.link) == (_("Look through it"), True)
    monkeypatch.setattr(long_work, "read", unreadable)
    with qtbot.waitSignal(screen.intake.idle, timeout=60_000):
        screen.table.asked.emit("seek", line.document)
    workspace.do(intake.mark_done, document_id)
