"""A recorder of event-loop stalls: a heart that beats on the loop, and a thread that looks where a stalled loop is."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
"""How often the heart beats while the loop is free."""
STALL_MS = 50.0
"""A longer pause between two beats is a stall."""
LOOK_SECONDS = 0.01
ROOT = Path(__file__).resolve().parents[2]
DEEP, DEPTH = 4, 60
"""How many of our own places name a cause; how far down a stack is looked."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A pause of the event loop in ms, what of it was the processor's work for the loop's thread, in which step of the
    day it came, and where the loop's thread was seen most of that time (innermost first)."""

    ms: float
    processor_ms: float
    step: str
    where: str


class Recorder(QObject):
    """Records from ``begin`` to ``end``; lives on the thread of the loop. ``step`` tells what is being done."""

    def __init__(self, step: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self.longest: dict[str, float] = {}
        """The longest pause of each step in ms, whether it is a stall or not."""
        self._step, self._going = step, False
        self._thread_id = threading.get_ident()
        self._beat = self._spent = 0.0
        self._seen: Counter[str] = Counter()
        self._heart = QTimer(self)
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.setInterval(BEAT_MS)
        self._heart.timeout.connect(self._beats)

    def begin(self) -> None:
        """Starts the heart and the thread."""
        self._going = True
        self._beat, self._spent = time.perf_counter(), time.thread_time()
        threading.Thread(target=self._watch, name="stalls", daemon=True).start()
        self._heart.start()

    def end(self) -> None:
        """Stops both."""
        self._going = False
        self._heart.stop()

    def _beats(self) -> None:
        now, spent, step = time.perf_counter(), time.thread_time(), self._step()
        pause = (now - self._beat) * 1000 - BEAT_MS
        self.longest[step] = max(self.longest.get(step, 0.0), pause)
        if pause > STALL_MS:
            seen, self._seen = self._seen, Counter()
            where = seen.most_common(1)[0][0] if seen else "not seen"
            self.stalls.append(Stall(round(pause, 1), round((spent - self._spent) * 1000, 1), step, where))
        else:
            self._seen.clear()
        self._beat, self._spent = now, spent

    def _watch(self) -> None:
        while self._going:
            time.sleep(LOOK_SECONDS)
            late = (time.perf_counter() - self._beat) * 1000 - BEAT_MS
            if late > STALL_MS / 2:
                # No name here holds a frame while the other thread goes on: painters in it would outlive their paint.
                self._seen[_told(_stack(self._thread_id))] += 1


Place = tuple[str, int, str]
"""File, line, function."""


def _stack(thread_id: int) -> list[Place]:
    """Where a thread is, innermost first."""
    found: list[Place] = []
    frame = sys._current_frames().get(thread_id)
    while frame is not None and len(found) < DEPTH:
        found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return found


def _told(stack: list[Place]) -> str:
    """Our own places of a stack, innermost first, and before them the library's where it is in one."""
    told: list[str] = []
    for file, line, name in stack:
        path = Path(file)
        if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
            told.append(f"{path.relative_to(ROOT).as_posix()}:{line} {name}")
        elif not told:
            told.append(f"{path.name} {name}")
    return " < ".join(told[: DEEP + 1])
