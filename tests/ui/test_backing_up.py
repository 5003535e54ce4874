"""A backup in the window: asked for when it is time, made beside it, stopped, told; its folder is remembered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.services.keeping import backups
from app.store import audit_log
from tests.builders import SVEN
from ui.main_window import MainWindow, settings_file
from ui.opening import Opening

from .rooms import WAIT, Room


@pytest.fixture
def late(room: Room) -> Room:
    """The administrator's window, eight days after the office was made."""
    room.office.clock.now += timedelta(days=8)
    return room.as_(SVEN)


def test_the_line_asks_and_does_it(qtbot, late: Room, tmp_path: Path, monkeypatch) -> None:
    """The folder is asked for once; the backup is whole, told and logged, and the line goes away."""
    asked: list[Path] = []
    folder = tmp_path / "kopior"
    folder.mkdir()

    def choose(*_words: object) -> str:
        asked.append(folder)
        return str(folder)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    page = late.show("requests")
    assert page.backup.isVisible()
    for count in (1, 2):
        with qtbot.waitSignal(page.backup.backing_up.work.ended, timeout=WAIT):
            page.backup.deed.click()
        qtbot.waitUntil(lambda: not page.backup.isVisible())
        assert len(list(folder.iterdir())) == count
        late.office.clock.now += timedelta(days=1)
    assert asked == [folder]
    assert page.banner.isVisible()
    assert late.workspace.ask(lambda r: audit_log.page(r.connection, limit=1))[0].event == "backup-made"


def test_it_is_stopped_in_the_status_bar(qtbot, late: Room, tmp_path: Path) -> None:
    """Nothing of it is left, and it is still asked for."""
    (tmp_path / "kopior").mkdir()
    late.frame.remember("backup/folder", str(tmp_path / "kopior"))
    page = late.show("company")
    work = page.backups.backing_up.work
    with qtbot.waitSignal(work.stopped, timeout=WAIT):
        page.backups.now.click()
        assert [job.what for job in late.frame.jobs.running()]
        work.stop()
    assert list((tmp_path / "kopior").iterdir()) == []
    assert late.workspace.ask(backups.standing).due


def test_the_days_are_set_on_the_page_of_the_company(late: Room) -> None:
    """With fourteen nothing is asked for on the eighth day; what is no number of days is refused."""
    page = late.show("company")
    page.backups.days.setText("14")
    page.backups.days.returnPressed.emit()
    assert not late.workspace.ask(backups.standing).due
    page.backups.days.setText("0")
    page.backups.days.returnPressed.emit()
    assert late.workspace.ask(backups.standing).days == 14
    assert not late.show("requests").backup.isVisible()


def test_an_upgrade_is_seen_while_the_workspace_opens(qtbot, light, tmp_path: Path) -> None:
    """The page without words yet says what is done, with a bar."""
    window = MainWindow(settings=settings_file(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    opening = Opening(tmp_path)
    opening.progressed.connect(window.opening.show_progress)
    opening._progress(3, 12, "upgrade")
    assert window.opening.bar.isVisible()
    assert "25" in window.opening.bar.accessibleName()


def test_nobody_else_is_asked(room: Room) -> None:
    """Who can make none is told of none."""
    room.office.clock.now += timedelta(days=8)
    assert not room.show("requests").backup.isVisible()
    assert not room.show("company").backups.now.isEnabled()
