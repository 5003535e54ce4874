"""The watched folder: its new files wait on the page of a request until somebody takes them in or leaves them."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.services.cases import classified
from app.texts import _
from app.watching import Seen
from ui.watched import Watched

from .rooms import WAIT, Room, spoken


def watching(room: Room, folder: Path) -> Watched:
    """The window's folder, which is looked at only when a test asks."""
    watched = Watched.of(room.frame)
    folder.mkdir()
    watched.choose(folder)
    watched._timer.stop()
    assert watched._watched is not None
    watched._watched._clock = lambda: time.time() + 60
    return watched


def look(watched: Watched, qtbot) -> None:
    """Two looks, as a file is whole when it stood still between them."""
    for _again in range(2):
        watched.look()
        qtbot.waitUntil(lambda: not watched._latest._work.busy, timeout=WAIT)
        QTest.qWait(1)


def test_new_files_wait_for_a_person(room: Room, tmp_path: Path, qtbot) -> None:
    """They are told where one is, offered on a request's page, taken in there after the question, or left alone."""
    watched = watching(room, tmp_path / "skanner")
    for name in ("a.txt", "b.txt"):
        (tmp_path / "skanner" / name).write_text("Hej", encoding="utf-8")
    request_id = room.office.request()
    room.office.workspace.do(classified.one_is, request_id)
    room.show("requests")
    look(watched, qtbot)
    assert "2" in spoken(room.frame.notice)
    screen = room.show("request", request_id=request_id)
    assert "a.txt, b.txt" in spoken(screen.watched)
    assert screen.watched.isVisible()
    assert not screen.view.current.documents
    screen.watched.take.click()
    assert classified.question().text in screen.asking.words.text(), "the question stands first"
    assert screen.watched.isVisible()
    screen.asking.yes.click()
    qtbot.waitUntil(lambda: not screen.intake.busy, timeout=WAIT)
    QTest.qWait(5)
    assert len(screen.view.current.documents) == 2
    assert not screen.watched.isVisible()
    (tmp_path / "skanner" / "c.txt").write_text("Hej", encoding="utf-8")
    look(watched, qtbot)
    assert screen.watched.isVisible()
    screen.watched.leave.click()
    look(watched, qtbot)
    assert not screen.watched.isVisible()
    assert "a.txt" not in room.frame.recall("watch/known")


def test_a_folder_that_is_lost_is_told(room: Room, tmp_path: Path, qtbot) -> None:
    """Wherever one is, and that it is back."""
    watched = watching(room, tmp_path / "skanner")
    room.show("requests")
    (tmp_path / "skanner").rename(tmp_path / "borta")
    look(watched, qtbot)
    assert "skanner" in spoken(room.frame.notice)
    assert watched.seen == Seen(there=False)
    (tmp_path / "borta").rename(tmp_path / "skanner")
    look(watched, qtbot)
    assert watched.seen.there


def test_which_folder_is_a_setting(room: Room, tmp_path: Path, monkeypatch) -> None:
    """Chosen, shown, and given up again; it is this user's of the computer."""
    screen = room.show("settings")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: str(tmp_path))
    screen.folder.choose.click()
    assert str(tmp_path) in spoken(screen)
    assert room.frame.recall("watch/folder") == str(tmp_path)
    screen.folder.end.click()
    assert Watched.of(room.frame).folder is None
    assert _("None") in spoken(screen.folder)
