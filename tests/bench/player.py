"""The program itself, played by a script on its own event loop, with the recorder of stalls beside it.

``python -m tests.bench.player FOLDER SCRIPT IDS`` opens the workspace as ``python -m ui`` does and prints what was
measured as one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

import ui.__main__
from tests.bench.stalls import Recorder
from ui.main_window import MainWindow

SETTLED_SECONDS = 3.0
"""Stalls count from so long after the first paint."""
POLL_MS = 5
PATIENCE_SECONDS = 120.0

Wait = float | Callable[[], object]
Script = Iterator[Wait]
"""A script gives what it waits for: seconds, or something that becomes true."""


class Painted(QObject):
    """Tells when a widget has been painted since it was asked."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks on, changes nothing."""
        if event.type() == QEvent.Type.Paint:
            self.seen = True
        return False


class Player(QObject):
    """Goes through a script step by step on the window's event loop; ``figures`` are what the script measured."""

    def __init__(self, window: MainWindow, ids: dict[str, int]) -> None:
        super().__init__(window)
        self.window, self.ids = window, ids
        self.step = "start"
        self.figures: dict[str, list[float]] = {}
        self.recorder = Recorder(lambda: self.step, self)
        self._wait: Wait = 0.0
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._go)

    def play(self, script: Script) -> None:
        """Begins; the program is left when the script ends."""
        self._script = script
        self._since = time.perf_counter()
        self.recorder.begin()
        self._timer.start()

    def _go(self) -> None:
        passed = time.perf_counter() - self._since
        over = passed >= self._wait if isinstance(self._wait, int | float) else self._wait()
        if not over:
            if passed > PATIENCE_SECONDS:
                print(f"nothing comes of it: {self.step}", file=sys.stderr)
                QCoreApplication.exit(1)
            return
        try:
            self._wait = next(self._script)
            self._since = time.perf_counter()
        except StopIteration:
            self._leave()
        except BaseException:
            self._timer.stop()
            traceback.print_exc()
            QCoreApplication.exit(1)

    def _leave(self) -> None:
        self._timer.stop()
        self.recorder.end()
        told = {
            "figures": self.figures,
            "longest": self.recorder.longest,
            "stalls": [asdict(stall) for stall in self.recorder.stalls],
            "memory": most_memory(),
        }
        print(json.dumps(told), flush=True)
        self.window.close()
        QCoreApplication.quit()

    # -- the hand ------------------------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on what has the focus, as the system brings it."""
        target = QApplication.focusWidget() or self.window
        text = chr(key).lower() if key < 0x100 and not modifiers & Qt.KeyboardModifier.ControlModifier else ""
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def type(self, words: str) -> Script:
        """Writes words, a letter at a time."""
        for letter in words:
            target = QApplication.focusWidget() or self.window
            key = Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                )
            yield 0.02

    @staticmethod
    def wheel(view: QWidget, pixels: int) -> None:
        """One turn of the wheel over the middle of a viewport."""
        spot = QPointF(view.rect().center())
        nothing, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        turn = QPoint(0, -pixels)
        QApplication.sendEvent(
            view,
            QWheelEvent(spot, view.mapToGlobal(spot), turn, turn, nothing, none, Qt.ScrollPhase.NoScrollPhase, False),
        )

    def note(self, name: str, ms: float) -> None:
        """Keeps one measurement."""
        self.figures.setdefault(name, []).append(ms)

    def timed(self, name: str, deed: Callable[[], object], *shown: QWidget) -> None:
        """Does something and notes the ms until all these widgets have been painted anew."""
        QCoreApplication.processEvents()
        seen = [Painted(widget) for widget in shown]
        begun, spent = time.perf_counter(), time.thread_time()
        deed()
        while not all(one.seen for one in seen) and time.perf_counter() - begun < 10:
            QCoreApplication.processEvents()
        self.note(name, (time.perf_counter() - begun) * 1000)
        self.note(f"{name}: processor", (time.thread_time() - spent) * 1000)
        for one in seen:
            one.setParent(None)


def most_memory() -> float:
    """The most memory in MB that this process has held so far; 0 where the system does not tell."""
    status = Path("/proc/self/status")  # getrusage would tell the most of the process that started this one
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def run(folder: Path, script: Callable[[Player], Script], ids: dict[str, int]) -> int:
    """The program over a workspace, played; its exit code."""

    class Played(MainWindow):
        def enter(self, workspace: Any) -> None:
            """Plays once the window has settled."""
            super().enter(workspace)
            player = Player(self, ids)
            QTimer.singleShot(int(SETTLED_SECONDS * 1000), lambda: player.play(script(player)))

    ui.__main__.MainWindow = Played  # type: ignore[attr-defined]
    return ui.__main__.main(["--workspace", str(folder)])


if __name__ == "__main__":
    from tests.bench import day, reading_room

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    scripts = {"pages": reading_room.pages, "panel": reading_room.panel, "day": day.working_day}
    folder_, script_, ids_ = sys.argv[1:]
    sys.exit(run(Path(folder_), scripts[script_], json.loads(ids_)))
