"""An office with its window in a line: the clerk signed in, events on the window's thread, no page-drawer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.services.office import people
from tests.builders import PASSWORD, Office, an_office
from tests.ui.desks import Still
from ui.bridge import Post
from ui.intake import Intake
from ui.main_window import MainWindow, settings_file
from ui.viewer import pictures

WAIT = 60_000
"""Milliseconds that a child process gets."""


@dataclass
class Room:
    """An office and its window."""

    office: Office
    frame: MainWindow

    @property
    def workspace(self) -> Any:
        """The office's workspace."""
        return self.office.workspace

    @property
    def now(self) -> Any:
        """The screen shown."""
        return self.frame.current()

    def focus_on(self, widget: QWidget) -> bool:
        """Whether the keyboard is with the widget."""
        return self.frame.focusWidget() is widget

    def show(self, name: str, **arguments: Any) -> Any:
        """A screen, shown and settled."""
        screen = self.frame.show_screen(name, **arguments)
        QTest.qWait(1)
        return screen

    def as_(self, name: str) -> Room:
        """Signs this person in at the keyboard."""
        self.frame.forget_screens()
        screen: Any = self.frame.show_screen("sign-in", who=name)
        screen.password.setText(PASSWORD)
        screen.try_it()
        return self

    def drop(self, *files: Path) -> bool:
        """Drops files on the window; whether it wanted them."""
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        keys = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(400, 400), copy, told, button, keys)
        QApplication.sendEvent(self.frame, enter)
        if enter.isAccepted():
            QApplication.sendEvent(self.frame, QDropEvent(QPointF(400, 400), copy, told, button, keys))
        return enter.isAccepted()


def room_in(folder: Path, monkeypatch: Any) -> Iterator[Room]:
    """A room whose window and threads are closed at the end."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(pictures, "Renderer", Still)
    office = an_office(folder / "office")
    for frame in frame_over(office.workspace, folder):
        room = Room(office, frame)
        room.as_(office.workspace.signed_in.name)
        yield room


def frame_over(workspace: Any, folder: Path) -> Iterator[MainWindow]:
    """The window over a workspace; it and its threads are closed at the end."""
    frame = MainWindow(settings=settings_file(folder / "window.ini"))
    workspace._post = Post(frame)
    frame.workspace = workspace
    frame.resize(1440, 900)
    frame.show()
    frame.activateWindow()
    yield frame
    Intake.of(frame).stop()
    Intake.of(frame).wait()
    QTest.qWait(1)
    frame.close()
    pictures.close_pictures(frame)
    frame.forget_screens()
    frame.leave()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def spoken(widget: Any) -> str:
    """Every text that stands in a widget, in order, for a look at the whole."""
    words = [w.text() for w in widget.findChildren(QLabel)] + [w.text() for w in widget.findChildren(QAbstractButton)]
    return "\n".join(words)
