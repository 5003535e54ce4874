"""A clerk's hands at the real window: keys and clicks on what can be seen, and waiting until the work is over.

Nothing here calls a service: what the keyboard and the mouse cannot reach is not done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

WAIT = 60_000
"""Milliseconds that a child process gets."""
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Hands:
    """Somebody at the window."""

    frame: MainWindow
    qtbot: QtBot

    @property
    def now(self) -> Any:
        """The screen that is shown."""
        return self.frame.current()

    def on(self, name: str) -> Any:
        """The screen that is shown, which must be this one."""
        assert self.frame.current() is self.frame._open[name], f"not on {name} but {type(self.frame.current())}"
        return self.frame.current()

    def until(self, done: Callable[[], object]) -> None:
        """Waits until something is so."""
        self.qtbot.waitUntil(lambda: bool(done()), timeout=WAIT)

    def _focused(self) -> QWidget:
        found = self.frame.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """A key on what has the focus; then the window has its turn, as between any two keys."""
        QTest.keyClick(self._focused(), key, modifier)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Types in what has the focus, letter by letter."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focused(), QKeyEvent(kind, 0, NONE, letter))

    def go_to(self, widget: QWidget) -> None:
        """The keyboard goes to a part that is seen, can be used, and is reached by Tab."""
        assert widget.isVisible(), "it is not seen"
        assert widget.isEnabled(), "it is closed"
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, "Tab does not reach it"
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def fill(self, widget: QWidget, text: str) -> None:
        """Writes in a field in place of what stands there."""
        self.go_to(widget)
        self.key(Qt.Key.Key_A, CTRL)
        self.key(Qt.Key.Key_Delete)
        self.write(text)

    def press(self, button: Any) -> None:
        """Presses an open button, a tick or a radio by the space bar."""
        assert not hasattr(button, "blockers") or not button.blockers(), button.blockers()
        self.go_to(button)
        self.key(Qt.Key.Key_Space)

    def follow(self, part: QWidget, words: str) -> None:
        """Presses the one thing in a part that says these words."""
        found = [b for b in part.findChildren(QAbstractButton) if b.isVisible() and b.text().startswith(words)]
        assert found, f"nothing says {words}"
        self.press(found[0])

    def place(self, words: str) -> None:
        """Goes to a place of the rail."""
        self.follow(self.frame.rail, words)

    def back(self) -> None:
        """Goes back by the last crumb of the screen's top bar."""
        self.press(self.now.top._crumbs[-1])

    def pick(self, choice: QComboBox, data: object) -> None:
        """Goes with the arrows to a row of a drop-down list."""
        self.go_to(choice)
        self.key(Qt.Key.Key_Home)
        for _row in range(choice.count()):
            if choice.currentData() == data:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"not in the list: {data}")

    def drop(self, *files: Path) -> None:
        """Drops files on the window."""
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPoint(400, 400), copy, told, button, NONE)
        QApplication.sendEvent(self.frame, enter)
        assert enter.isAccepted(), "the window does not want them"
        QApplication.sendEvent(self.frame, QDropEvent(QPointF(400, 400), copy, told, button, NONE))

    def sign_in(self, name: str, password: str) -> None:
        """Whoever was there leaves, and this person comes, whose name stands there."""
        self.frame.forget_screens()
        self.frame.show_screen("sign-in", who=name)
        self.fill(self.on("sign-in").password, password)
        self.key(Qt.Key.Key_Return)
        self.key(Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)  # from where this person left off
        self.on("requests")
