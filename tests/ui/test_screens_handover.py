"""The page on which a released package is handed over: the password is said once, what is refused is told, receipts."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.handover import Form, Way
from app.services.delivering import handovers
from tests.packages import released_package
from ui.screens.delivery.handover import HandoverScreen

from .rooms import Room

WAIT = 20_000


def choose(screen: HandoverScreen, way: Way, form: Form = Form.LOCKED_ZIP) -> None:
    """Chooses way and form as a person does."""
    screen.form.setCurrentIndex(screen.form.findData(form.value))
    screen.way.setCurrentIndex(screen.way.findData(way.value))
    screen.way.activated.emit(screen.way.currentIndex())


def test_the_password_is_shown_once_and_the_receipt_noted(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    """It stands on the page until that is left; the row below tells what was done, and when it was received."""
    delivery_id = released_package(room.office, tmp_path / "made")
    screen = room.show("handover", delivery_id=delivery_id)
    choose(screen, Way.FOLDER)
    assert screen.fields["stick"].isHidden()
    screen.hand_over(tmp_path / "ut")
    qtbot.waitUntil(lambda: not screen.work.busy and not screen.nothing.isVisible(), timeout=WAIT)
    assert len(screen.password.text()) == 19
    assert not screen.secret.isHidden()
    (row,) = room.workspace.ask(handovers.of, delivery_id)
    assert row.form is Form.LOCKED_ZIP
    screen.day.entry.setText("2026-03-11")
    screen.note.click()
    assert str(room.workspace.ask(handovers.of, delivery_id)[0].received_on) == "2026-03-11"
    screen.may_leave()
    assert screen.password.text() == ""


def test_what_lies_in_the_folder_is_told_and_seen(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    """A folder with other things is refused until the clerk has ticked that they were seen."""
    delivery_id = released_package(room.office, tmp_path / "made")
    screen = room.show("handover", delivery_id=delivery_id)
    choose(screen, Way.FOLDER, Form.ZIP)
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "annat.txt").write_text("x", encoding="utf-8")
    screen.hand_over(tmp_path / "ut")
    qtbot.waitUntil(lambda: not screen.work.busy and screen.act.isEnabled(), timeout=WAIT)
    assert not screen.beside.isHidden()
    assert room.workspace.ask(handovers.of, delivery_id) == ()
    screen.beside.setChecked(True)
    screen.hand_over(tmp_path / "ut")
    qtbot.waitUntil(lambda: len(room.workspace.ask(handovers.of, delivery_id)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
