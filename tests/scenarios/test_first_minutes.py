"""A newcomer's first ten minutes, walked by keyboard: at every stop it is said what this is and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import demo
from app.services.office import people
from app.texts import _
from resources import table
from tests.ui.rooms import spoken
from ui import theme
from ui.intake import Intake
from ui.main_window import MainWindow, settings_file
from ui.parts.buttons import PrimaryButton
from ui.parts.notices import EmptyState
from ui.viewer import pictures

from .two_hands import Keyboard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Key = Qt.Key


@pytest.fixture
def newcomer(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Keyboard]:
    """Somebody who has just started the program for the first time."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "demo"))
    theme.apply(qapp, theme.Mode.LIGHT)
    frame = MainWindow(settings=settings_file(tmp_path / "window.ini"))
    frame.resize(1440, 900)
    frame.show()
    frame.activateWindow()
    frame.show_screen("first-run", folder=tmp_path / "office")
    yield Keyboard(frame, qtbot)
    Intake.of(frame).wait()
    frame.close()
    pictures.close_pictures(frame)
    frame.forget_screens()
    frame.leave()
    frame.deleteLater()
    QApplication.processEvents()


def told(newcomer: Keyboard) -> None:
    """Where one is and what can be done stands on the screen, the keyboard is somewhere in sight, and a way goes on."""
    frame, screen = newcomer.frame, newcomer.now
    assert frame.status.mode.text(), "the status bar does not say where one is"
    held = frame.focusWidget()
    assert held is not None
    assert not held.visibleRegion().isEmpty(), "the keyboard is out of sight"
    ways = [part for part in screen.findChildren(PrimaryButton) if part.isVisible()]
    offers = [part for part in screen.findChildren(EmptyState) if part.isVisible()]
    assert ways or offers, f"nothing says what comes next: {spoken(screen)}"
    assert all(part.text() for part in ways)


def test_from_the_first_start_to_the_first_request(newcomer: Keyboard) -> None:
    """A mistake is told where it was made; an empty list offers the first step; a new request says what comes next."""
    start = newcomer.on("first-run")
    told(newcomer)
    newcomer.use(start.begin)
    assert newcomer.frame.focusWidget() is start.person.name, "what is missing has the keyboard"
    newcomer.type("Maja Sundin")
    newcomer.enter(start.person.password, "korrekt häst")
    newcomer.enter(start.person.again, "korrekt häst")
    newcomer.key(Key.Key_Return)
    newcomer.until(lambda: newcomer.now is newcomer.frame._open.get("requests"))
    told(newcomer)
    newcomer.key(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = newcomer.on("new-request")
    told(newcomer)
    newcomer.use(form.register)
    assert newcomer.frame.focusWidget() is form.wording, "what is missing has the keyboard"
    newcomer.type("Jag vill läsa protokollet.")
    newcomer.enter(form.subject, "protokoll")
    newcomer.use(form.register)
    newcomer.on("request")
    told(newcomer)
    newcomer.key(Key.Key_F1)
    newcomer.key(Key.Key_Escape)
    newcomer.on("request")
    for place in (_("To do"), _("Diary"), _("Company"), _("Settings"), _("Requests")):
        newcomer.place(place)
        assert newcomer.frame.status.mode.text()
        assert newcomer.frame.focusWidget() is not None


def test_the_practice_case_leaves_something_to_try(newcomer: Keyboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo says where to begin and how to be the other person; a paper is left to judge, and undo takes it back."""
    case: dict[str, Any] = table("samples", "case.toml")
    assert set(demo.TO_TRY) < {row["file"] for row in case["document"]}
    small = case | {"document": [r for r in case["document"] if r["file"] in demo.TO_TRY], "assessment": []}
    monkeypatch.setattr(demo, "toml", lambda *_names: small)
    newcomer.use(newcomer.on("first-run").demo)
    newcomer.until(lambda: newcomer.now is newcomer.frame._open.get("requests"))
    told(newcomer)
    assert "Karin Wallström" in spoken(newcomer.now.banner)
    newcomer.key(Key.Key_Return)
    page = newcomer.on("request")
    told(newcomer)
    newcomer.open_row(page.table, 0)
    screen = newcomer.on("review")
    before = sum(row.mark.open for row in screen._rows)
    assert before > 5
    newcomer.key(Key.Key_3)
    assert sum(row.mark.open for row in screen._rows) == before - 1
    newcomer.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sum(row.mark.open for row in screen._rows) == before
    newcomer.place(_("Settings"))
    newcomer.use(newcomer.on("settings").leave)
    door = newcomer.on("sign-in")
    newcomer.replace(door.name, "Karin Wallström")
    newcomer.enter(door.password, newcomer.frame.practice["Karin Wallström"])
    newcomer.use(door.enter)
    newcomer.until(lambda: newcomer.now is newcomer.frame._open.get("requests"))
