"""Long work goes on wherever one is: shown, told when done, stopped, and asked about once before it is cut off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings, QSize
from PySide6.QtTest import QTest

from app.domain.errors import Refused
from app.texts import _
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.work import Work

from .rooms import Room, spoken

Progress = Callable[[int, int, str], None]


class Slow:
    """Work that goes on until it is let, and then succeeds, is refused, or sees that it was stopped."""

    def __init__(self, room: Room) -> None:
        self.screen = room.show("diary")
        self.work = Work(self.screen)
        self.go = threading.Event()
        self.refusal: Refused | None = None

    def start(self, done: str = "Klart.") -> Slow:
        """Begins, told as work on the diary."""
        self.work.start(self._run, Job("FE 2026-0001", done, "diary"))
        QTest.qWait(20)
        return self

    def end(self, refusal: Refused | None = None) -> None:
        """Lets it come to its end."""
        self.refusal = refusal
        self.go.set()
        self.work.wait(10)
        QTest.qWait(20)

    def _run(self, progress: Progress) -> int:
        progress(1, 4, "find")
        self.go.wait(10)
        progress(2, 4, "find")
        if self.refusal is not None:
            raise self.refusal
        return 7


@pytest.fixture
def slow(room: Room) -> Iterator[Slow]:
    """Work on the diary, not begun; it has ended when the window goes."""
    made = Slow(room)
    yield made
    made.end()


def notice(room: Room) -> str:
    """What the window says over its screens, "" where it says nothing."""
    return "" if room.frame.notice.isHidden() else spoken(room.frame.notice)


def test_work_is_seen_everywhere_and_told_when_it_is_done(room: Room, slow: Slow) -> None:
    """The status bar shows it on another screen; its end is told there with the way to it, and not where it is seen."""
    slow.start()
    room.show("settings")
    assert not room.frame.status.job.isHidden()
    assert "FE 2026-0001" in room.frame.status.job.label.text()
    slow.end()
    assert room.frame.status.job.isHidden()
    assert "Klart." in notice(room)
    room.frame.notice.link.click()
    assert room.now is slow.screen
    assert not notice(room)
    slow.go.clear()
    slow.start()
    slow.end()
    assert not notice(room), "the diary says itself what became of it"


def test_a_refusal_elsewhere_is_told(room: Room, slow: Slow) -> None:
    """What went wrong is not found out by chance: sentence, what it was about, way there."""
    slow.start()
    room.show("settings")
    slow.end(Refused("diary-format"))
    assert "FE 2026-0001: " in notice(room)
    assert _("Show") in notice(room)


def test_the_status_bar_stops_what_it_shows(room: Room, slow: Slow) -> None:
    """Stop ends the work shown at its next report; nothing is said to be done."""
    slow.start()
    room.show("settings")
    room.frame.status.job.stop.click()
    slow.end()
    assert not slow.work.busy
    assert not notice(room)
    assert room.frame.jobs.running() == []


def test_work_that_goes_straight_on_with_the_next_stays_shown(room: Room, slow: Slow) -> None:
    """As the line of files does: the end of one piece does not hide the one that has begun."""
    again: list[bool] = []

    def once_more() -> None:
        if not again:
            again.append(True)
            slow.go.clear()
            slow.start()

    slow.work.ended.connect(once_more)
    slow.start()
    slow.end()
    assert slow.work.busy
    assert len(room.frame.jobs.running()) == 1
    assert not room.frame.status.job.isHidden()
    slow.end()
    assert room.frame.jobs.running() == []


def test_closing_over_running_work_asks_once(room: Room, slow: Slow) -> None:
    """The first try names what would be cut off; the second, or the verb, closes. With nothing running it closes."""
    slow.start()
    assert not room.frame.close()
    assert room.frame.isVisible()
    assert "FE 2026-0001" in notice(room)
    assert _("End it anyway") in notice(room)
    assert room.frame.close()
    assert not room.frame.isVisible()
    room.frame.show()
    slow.end()
    assert not notice(room), "what was asked about is over"
    slow.go.clear()
    slow.start()
    assert not room.frame.close(), "it asks anew for other work"
    room.frame.notice.link.click()
    assert not room.frame.isVisible()


def test_an_end_that_comes_over_the_question_is_told(room: Room, slow: Slow) -> None:
    """What was asked about is done in the meantime: that is said in place of the question."""
    slow.start()
    room.show("settings")
    assert not room.frame.close()
    slow.end()
    assert "Klart." in notice(room)


def test_signing_out_over_running_work_asks_once(room: Room, slow: Slow) -> None:
    """The next person does not get the last one's work cut off, or told."""
    slow.start()
    settings: Any = room.show("settings")
    settings.leave.click()
    assert room.now is settings
    assert "FE 2026-0001" in notice(room)
    settings.leave.click()
    assert room.now is not settings
    slow.end()
    assert not notice(room)


def test_the_window_stands_where_it_stood(settings: QSettings, qtbot: Any) -> None:
    """Place and size are kept; a place on a monitor that is gone is not taken."""
    for place, kept in ((QPoint(40, 30), True), (QPoint(90_000, 30), False)):
        frame = MainWindow({}, settings)
        qtbot.addWidget(frame)
        frame.show()
        frame.move(place)
        frame.resize(QSize(1300, 740))
        frame.close()
        again = MainWindow({}, settings)
        qtbot.addWidget(again)
        assert (again.pos() == place) is kept
        assert again.size() == QSize(1300, 740)


def test_files_taken_in_are_told_elsewhere(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """One who goes on with another request hears when the line of files is empty."""
    file = tmp_path / "Brev.txt"
    file.write_text("Ett brev.\n", encoding="utf-8")
    request_id = room.office.request()
    page = room.show("request", request_id=request_id)
    page.intake.take(request_id, [file])
    room.show("settings")
    with qtbot.waitSignal(page.intake.idle, timeout=60_000):
        pass
    assert "1 fil" in notice(room)
    room.frame.notice.link.click()
    assert room.now is page
