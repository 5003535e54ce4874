"""The keys in the window: a recovery key printed and typed back, a new key, and the way back from a lost one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app import key_work
from app.keys import places, recovery
from tests.builders import MAJA, PASSWORD, SVEN, an_office
from ui.main_window import MainWindow, settings_file
from ui.opening import Opening
from ui.screens.start.sign_in import signed_in

from .rooms import Room


def test_a_recovery_key_is_in_use_once_it_was_typed_back(room: Room, tmp_path: Path) -> None:
    """It is printed, a slip is told, and once it is in use nothing on the page shows it any more."""
    room.office.as_(SVEN)
    screen: Any = room.show("keys")
    screen.paper.click()
    shown = screen.shown
    assert screen.code.text() == shown

    def to_file(printer: QPrinter, _frame: object) -> bool:
        printer.setOutputFileName(str(tmp_path / "nyckel.pdf"))
        return True

    screen.choose = to_file
    screen.print.click()
    assert (tmp_path / "nyckel.pdf").read_bytes().startswith(b"%PDF")
    screen.typed.setText(recovery.new())
    screen.confirm.click()
    assert screen.banner.isVisible()
    assert room.workspace.store.keys.status().recovery_at is None
    screen.typed.setText(shown.lower())
    screen.confirm.click()
    assert room.workspace.store.keys.status().recovery_at is not None
    assert (screen.shown, screen.code.text(), screen.typed.text()) == ("", "", "")
    assert not screen.writing.isVisible()


def test_a_recovery_key_is_forgotten_when_the_page_is_left(room: Room) -> None:
    """Nobody finds it there later, and it opens nothing."""
    room.office.as_(SVEN)
    screen: Any = room.show("keys")
    screen.paper.click()
    room.show("company")
    assert (screen.shown, screen.code.text()) == ("", "")
    assert room.workspace.store.keys.status().recovery_at is None


def test_only_an_administrator_makes_keys(room: Room) -> None:
    """Others see how it stands and are told why not."""
    screen: Any = room.show("keys")
    screen.begin()
    assert screen.shown == ""
    assert screen.banner.isVisible()


def test_a_new_key_is_made_beside_the_window(room: Room, qtbot: QtBot) -> None:
    """When it is done the page says under which key everything lies."""
    room.office.as_(SVEN)
    screen: Any = room.show("keys")
    with qtbot.waitSignal(screen.work.ended, timeout=30_000):
        screen.rotate.click()
    status = room.workspace.store.keys.status()
    assert (status.number, status.whole) == (2, True)


def test_a_workspace_whose_key_is_missing_opens_by_its_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The start asks for the recovery key; a wrong one is told, the right one opens and asks who is there."""
    monkeypatch.delenv(places.KEY_FILE)
    monkeypatch.setattr(places, "user_config_path", lambda *_args, **_named: tmp_path / "settings")
    made = an_office(tmp_path / "office").as_(SVEN)
    shown = recovery.new()
    key_work.confirm(made.workspace, shown, shown)
    made.workspace.close()
    for file in (tmp_path / "settings").rglob("*.key"):
        file.unlink()
    opening = Opening(tmp_path / "office")
    with qtbot.waitSignal(opening.keyless, timeout=20_000) as told:
        opening.begin()
    opening.thread_.join()
    window = MainWindow(settings=settings_file(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    screen: Any = window.show_screen("lost-key", folder=tmp_path / "office", why=told.args[0])
    screen.typed.setText(recovery.new())
    screen.go.click()
    assert window.workspace is None
    screen.typed.setText(shown)
    screen.go.click()
    assert window.workspace is not None
    assert window.name_of(window.current()) == "sign-in"
    window.leave()


def test_an_administrator_without_a_paper_is_asked_for_one(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """At sign-in, with the way to it; others are not asked, and nobody whose key an administrator keeps elsewhere."""
    monkeypatch.setattr(key_work, "needs_paper", lambda _status: True)
    room.workspace.sign_in(MAJA, PASSWORD)
    signed_in(room.frame)
    assert not room.frame.notice.isVisible()
    room.workspace.sign_in(SVEN, PASSWORD)
    signed_in(room.frame)
    assert room.frame.notice.isVisible()
