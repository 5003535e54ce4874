"""The frame: painted before anything heavy is read, goes where it is told, forgets nothing, never dies silently."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout

from app.texts import _
from ui import faults
from ui.bridge import Post
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.screens import SCREENS, Screen

ROOT = Path(__file__).resolve().parents[2]
HEAVY = [
    "sqlalchemy",
    "pymupdf",
    "fitz",
    "docx",
    "pikepdf",
    "openpyxl",
    "alembic",
    "pypdfium2",
    "lxml",
    "PIL",
    "argon2",
    "babel",
]
PLACES = {"requests": f"{__name__}:First", "log": f"{__name__}:Second", "sign-in": f"{__name__}:First"}


class First(Screen):
    """A screen with two areas."""

    place = "requests"

    def __init__(self, frame: MainWindow) -> None:
        super().__init__(frame)
        self.shown: list[dict[str, object]] = []
        self.field, self.button = QLineEdit(self), QPushButton("x", self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)

    def open(self, **arguments: object) -> None:
        self.shown.append(arguments)

    def title(self) -> str:
        return "FE 2026-0417"

    def areas(self):
        return [self.field, self.button]


class Second(Screen):
    """A screen that does not let go while it is busy."""

    place = "log"
    busy = False

    def may_leave(self) -> bool:
        return not self.busy


@pytest.fixture
def window(qtbot, light, settings) -> MainWindow:
    """The window with two screens, shown."""
    made = MainWindow(PLACES, settings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def first_of(window: MainWindow, **arguments: object) -> First:
    """The first screen, shown."""
    screen = window.show_screen("requests", **arguments)
    assert isinstance(screen, First)
    return screen


def run(code: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs Python code as a program of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60
    )


def test_nothing_heavy_is_read_before_the_window():
    """The window's import brings Qt and the standard library alone."""
    told = run(f"import sys, ui.__main__; print([m for m in {HEAVY!r} if m in sys.modules])")
    assert told.stdout.strip() == "[]", told.stderr


def test_the_start_is_timed_and_goes_on_to_the_workspace(tmp_path: Path):
    """With the hidden variable the first paint is told in ms; then the workspace is looked for in a thread."""
    code = (
        "import sys, ui.__main__ as m, ui.main_window as w; from PySide6.QtWidgets import QApplication\n"
        "w.MainWindow.show_screen = lambda self, name, **a: (print('shows', name), QApplication.quit())\n"
        "sys.exit(m.main(sys.argv[1:]))"
    )
    told = run(code, "--workspace", str(tmp_path / "none"), UTLAMNA_TIME_START="1", UTLAMNA_DATABASE_URL="")
    assert (told.returncode, told.stdout.strip()) == (0, "shows first-run"), told.stderr
    assert "first paint" in told.stderr


def test_a_fault_at_the_start_is_told_and_not_silent():
    """An exception nobody caught becomes one sentence on the screen and its place on stderr, without its words."""
    code = (
        "import sys, ui.__main__ as m, ui.main_window as w; from PySide6.QtWidgets import QApplication\n"
        "def broken(self, *a, **k): raise ValueError('19810107-9294')\n"
        "w.MainWindow.show_screen = broken\n"
        "w.MainWindow.fail = lambda self, sentence, verb='': (print(sentence), QApplication.quit())\n"
        "sys.exit(m.main(['--workspace', 'nowhere-at-all']))"
    )
    told = run(code, UTLAMNA_DATABASE_URL="", PYTHONIOENCODING="utf-8", UTLAMNA_DEBUG="")
    assert "Ett fel i programmet" in told.stdout
    assert "ValueError: <string>:2" in told.stderr
    assert "9294" not in told.stderr + told.stdout


def test_the_registered_screens_can_all_be_read():
    """Each name in the registry leads to a class."""
    from importlib import import_module

    for place in SCREENS.values():
        module, kind = place.split(":")
        assert issubclass(getattr(import_module(module), kind), Screen)


def test_a_screen_is_made_once_and_told_what_to_show(window: MainWindow):
    """Going somewhere shows the screen, names the window after it and marks the rail."""
    first = first_of(window, request=7)
    window.show_screen("log")
    assert window.show_screen("requests", request=8) is first
    assert first.shown == [{"request": 7}, {"request": 8}]
    assert window.windowTitle() == "FE 2026-0417 – Utlämna"


def test_the_rail_holds_the_places_that_exist_and_goes_there(window: MainWindow, qtbot):
    """A place without a screen is not on the rail; a press on another goes there."""
    buttons = {button.text(): button for button in window.rail.findChildren(type(window.rail._buttons["log"]))}
    assert list(buttons) == [_("Requests"), _("Log")]
    qtbot.mouseClick(buttons[_("Log")], Qt.MouseButton.LeftButton)
    assert isinstance(window.current(), Second)
    assert buttons[_("Log")].isChecked()


def test_f6_goes_round_the_areas_and_back(window: MainWindow, qtbot):
    """F6 visits the screen's areas in order, then status bar and rail, and begins again; Shift+F6 the other way."""
    screen = first_of(window)
    window.activateWindow()
    qtbot.waitUntil(screen.field.hasFocus)
    seen = []
    for _step in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen[:2] == [screen.button, window.status]
    assert window.rail.isAncestorOf(seen[2])
    assert seen[3] is screen.field
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.rail.isAncestorOf(window.focusWidget())


def test_f11_hides_the_rail(window: MainWindow, qtbot):
    """The rail goes and comes by F11, and F6 leaves it out while it is gone."""
    window.show_screen("requests")
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.rail.isHidden()
    assert window.rail not in window.areas()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.rail.isVisible()


def test_the_window_remembers_its_size(qtbot, light, settings):
    """Size and rail are as they were left; the window is never under 1280 x 720."""
    left = MainWindow(PLACES, settings)
    qtbot.addWidget(left)
    left.resize(1300, 800)
    left.fold_rail()
    left.close()
    found = MainWindow(PLACES, settings)
    qtbot.addWidget(found)
    assert (found.width(), found.height()) == (1300, 800)
    assert found.rail.isHidden()
    found.resize(200, 200)
    assert (found.width(), found.height()) == (1280, 720)


def test_a_busy_screen_keeps_the_window_open(window: MainWindow):
    """A screen that may not be left is not left, neither for another nor by closing."""
    screen = window.show_screen("log")
    assert isinstance(screen, Second)
    screen.busy = True
    assert window.show_screen("requests") is screen
    assert not window.close()
    screen.busy = False
    assert window.close()


def test_a_fault_of_another_thread_reaches_the_window(window: MainWindow, qtbot, monkeypatch, capsys):
    """A thread that breaks down is told on the screen, by the window's own thread."""
    told: list[tuple[str, bool]] = []
    owner = threading.get_ident()
    post = Post()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.install(lambda sentence: post(lambda: told.append((sentence, threading.get_ident() == owner))))
    threading.Thread(target=lambda: 1 / 0).start()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][1]
    assert "test_window_start.py:" in told[0][0]
    window.fail(told[0][0])
    assert window.notice.isVisible()


def test_a_refusal_at_opening_is_a_sentence(qtbot, tmp_path: Path, monkeypatch):
    """Where the workspace cannot be opened the person reads why; a missing one leads to the first run."""
    monkeypatch.delenv("UTLAMNA_DATABASE_URL", raising=False)
    opening = Opening(tmp_path / "none")
    with qtbot.waitSignal(opening.missing, timeout=20_000):
        opening.begin()
    opening.thread_.join()
    monkeypatch.setenv("UTLAMNA_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.delenv("UTLAMNA_VAULT", raising=False)
    refused = Opening(tmp_path)
    with qtbot.waitSignal(refused.refused, timeout=20_000) as caught:
        refused.begin()
    refused.thread_.join()
    assert "UTLAMNA_VAULT" in caught.args[0]


def test_a_call_of_the_owner_runs_at_once(qapp: QApplication):
    """What the owner posts itself is done before the next line."""
    done: list[int] = []
    Post()(lambda: done.append(1))
    assert done == [1]
