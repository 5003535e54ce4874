"""Every screen, in every theme and style: it builds, has a title and areas, and goes when its person signs out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.texts import _
from tests.builders import KARIN, MAJA, PASSWORD
from ui import theme
from ui.__main__ import _look
from ui.screens import SCREENS
from ui.screens.settings import SettingsScreen

from .rooms import Room, spoken

Key = Qt.Key


def everywhere(room: Room) -> dict[str, dict[str, object]]:
    """Each screen with what it is opened on: all are told of the same request and delivery, and take what they need."""
    request_id, delivery_id, _document = room.office.masked()
    on: dict[str, object] = {"request_id": request_id, "delivery_id": delivery_id}
    return {name: on for name in SCREENS if name not in ("sign-in", "first-run", "review")}


def test_every_screen_is_drawn_in_every_theme_and_style(room: Room, style: str, mode: theme.Mode) -> None:
    """Nothing leans on one style or theme: no warning, a title, areas for F6, something on the picture."""
    for name, arguments in everywhere(room).items():
        screen = room.show(name, **arguments)
        assert room.now is screen
        assert screen.title(), name
        assert screen.areas(), name
        assert not room.frame.grab().isNull()
        if name == "traces":
            screen.work.wait()  # it looks for them in a thread of its own


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(room: Room) -> None:
    """Who is known here is not told; the field is emptied and has the focus."""
    said = []
    for who, password in ((MAJA, "fel lösenord"), ("Ingen Alls", PASSWORD)):
        room.frame.forget_screens()
        screen = room.show("sign-in", who=who)
        QTest.keyClicks(screen.password, "x")
        screen.password.setText(password)
        QTest.keyClick(screen.password, Key.Key_Return)
        said.append(spoken(screen.fault))
        assert screen.password.text() == ""
        assert room.workspace.person is None
    assert said[0] == said[1]
    assert _("Name or password is wrong. Try again.") in said[0]


def test_nobody_gets_past_the_door_by_the_rail(room: Room) -> None:
    """While nobody is signed in neither the rail nor its keys lead anywhere."""
    room.frame.forget_screens()
    screen = room.show("sign-in")
    assert not room.frame.rail.isEnabled()
    QTest.keyClick(room.frame, Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert room.now is screen


def test_signing_out_closes_every_screen(room: Room) -> None:
    """The next person begins with nothing of the last one's open, and the list is their own."""
    room.show("company")
    settings = room.show("settings")
    assert isinstance(settings, SettingsScreen)
    settings.leave.click()
    assert room.workspace.person is None
    room.as_(KARIN)
    assert room.frame.status.who.text().endswith("Karin Wallström, jurist")
    assert set(room.frame._open) == {"sign-in", "requests"}


def test_a_person_changes_their_own_password(room: Room) -> None:
    """The old one is asked for; the new one opens the door."""
    screen = room.show("settings")
    for entry, said in ((screen.old, "fel"), (screen.new, "ett nytt lösenord"), (screen.again, "ett nytt lösenord")):
        entry.setText(said)
    screen.change.click()
    assert _("Name or password is wrong. Try again.") in spoken(screen.banner)
    screen.old.setText(PASSWORD)
    screen.change.click()
    assert room.workspace.sign_in(MAJA, "ett nytt lösenord").name == MAJA


@pytest.mark.parametrize("chosen", [theme.Mode.DARK, theme.Mode.LIGHT])
def test_the_colours_chosen_are_kept(room: Room, chosen: theme.Mode) -> None:
    """What is chosen is worn at once and at the next start, the text size then; nonsense is as the system has it."""
    screen = room.show("settings")
    at = screen.mode.findData(chosen)
    screen.mode.setCurrentIndex(at)
    screen.mode.activated.emit(at)
    assert theme.current.mode is chosen
    assert room.frame.recall("look/mode") == chosen
    screen.text_size.activated.emit(2)
    assert _look(room.frame._settings) == (chosen, theme.SCALES[2])
    room.frame.remember("look/scale", "huge")
    assert _look(room.frame._settings) == (chosen, 1.0)
