"""The whole program by keyboard and by ear: names, roles, the focus that is always seen and never lost."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.parts import aloud
from ui.parts.notices import Tone

from .access import (
    Role,
    Windows,
    every_screen,
    is_marked,
    name_of,
    of_a_choice,
    reached_by_tab,
    seen_whole,
    spoken,
    walk,
)
from .room_walk import small
from .rooms import Room

Key = Qt.Key
ROLES = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.Table, Role.List, Role.Tree,
}  # fmt: skip
"""What a thing that takes the keyboard may be to a screen reader."""


def test_every_screen_can_be_heard_and_walked_through(room: Room) -> None:
    """On each screen: every control has a name and a role, Tab reaches each and comes round, F6 enters every area.

    Wherever the keyboard goes it can be seen, nothing that the mouse hits is under 24 px, and no screen opens a window
    beside the one there is.
    """
    windows = Windows(room.frame)
    known: set[type[QWidget]] = set()
    for name, screen in every_screen(room):
        begun = room.frame.focusWidget()
        assert begun is not None, name
        assert seen_whole(begun), f"{name}: {begun}"
        assert not small(screen), name
        controls = reached_by_tab(room.frame)
        for control in controls:
            assert name_of(control), f"{name}: {control} in {control.parentWidget()} has no name"
            whole = isinstance(control, QAbstractScrollArea) and spoken(control).role() == Role.Client
            assert whole or spoken(control).role() in ROLES, f"{name}: {name_of(control)} is {spoken(control).role()}"
        walked = walk(room, Key.Key_Tab)
        for part in [part for part in walked if type(part) not in known and part.isVisible()]:
            known.add(type(part))
            assert is_marked(room.frame, part), f"{name}: nobody sees that {name_of(part)} has the keyboard"
        missed = [name_of(one) for one in controls if one not in walked and one.isVisible() and not of_a_choice(one)]
        assert not missed, f"{name}: Tab does not reach {missed}"
        for area in room.frame.areas():
            assert name_of(area), f"{name}: {area} has no name"
        screen.start_focus()
        _each_area(room, name)
    assert windows.seen == []


def _each_area(room: Room, name: str) -> None:
    """F6 goes once round all areas in which something takes the keyboard."""
    areas = room.frame.areas()
    entered: set[int] = set()
    for _step in areas:
        QTest.keyClick(room.frame.focusWidget(), Key.Key_F6)
        QTest.qWait(1)
        here = room.frame.focusWidget()
        assert here is not None, name
        assert seen_whole(here), f"{name}: F6 leads to {here}, which is not seen"
        entered |= {at for at, area in enumerate(areas) if area is here or area.isAncestorOf(here)}
    takes = {at for at, area in enumerate(areas) if area.focusPolicy() or reached_by_tab(area)}
    assert takes <= entered, f"{name}: F6 does not enter {[name_of(areas[at]) for at in takes - entered]}"


def test_the_keyboard_stays_where_it_is_when_a_screen_looks_again(room: Room) -> None:
    """What had the keyboard is built anew by a refresh; its twin has it then, and never a place at the other end."""
    for name, screen in every_screen(room):
        if not hasattr(screen, "refresh"):
            continue
        for called, kind in {(name_of(part), type(part)) for part in reached_by_tab(screen)}:
            part = _find(screen, called, kind)
            if part is None:
                continue
            part.setFocus()
            screen.refresh()
            QTest.qWait(0)
            now = room.frame.focusWidget()
            assert now is not None
            assert seen_whole(now)
            assert (name_of(now), type(now)) == (called, kind), f"{name}: from {called} to {name_of(now)}"


def _find(screen: QWidget, called: str, kind: type[QWidget]) -> QWidget | None:
    return next((p for p in reached_by_tab(screen) if type(p) is kind and name_of(p) == called), None)


def test_what_has_the_keyboard_goes_away_and_its_neighbour_has_it(room: Room, qtbot: QtBot) -> None:
    """A part that is hidden, closed or deleted hands the keyboard on within its area; never to nobody."""
    request_id, _delivery_id, _document = room.office.masked()
    screen = room.show("request", request_id=request_id)
    for part in reached_by_tab(screen.facts)[:2]:
        part.setFocus()
        part.deleteLater()
        qtbot.waitUntil(partial(_held_by, room, screen.facts, part))
    for gone in (screen.steps, screen.facts, screen.table, screen.card):
        gone.hide()
        QTest.qWait(1)
        now = room.frame.focusWidget()
        assert now is not None
        assert seen_whole(now)
    room.frame.focusWidget().setEnabled(False)
    QTest.qWait(1)
    now = room.frame.focusWidget()
    assert now is not None
    assert seen_whole(now)
    assert now.isEnabled()


def _held_by(room: Room, area: QWidget, gone: QWidget) -> bool:
    """Whether the keyboard is in an area, and not with what goes away there."""
    now: QWidget | None = room.frame.focusWidget()
    return now is not None and now is not gone and area.isAncestorOf(now)


def test_every_mark_on_the_page_is_a_thing_that_can_be_heard(room: Room) -> None:
    """Its kind, how it stands and its page are its name; the words under it are told only where they can be seen."""
    request_id = room.office.request()
    document = room.office.document(request_id)
    room.office.findings(document, ("19810107-9294", "19790327-9808"))
    screen: Any = room.show("review", document_id=document)
    QAccessible.setActive(True)
    try:
        view = screen.page_view
        page = spoken(view)
        parts = page.childCount() - 2
        marks = [page.child(parts), page.child(parts + 1)]
        assert page.role() == Role.List
        assert [page.indexOfChild(mark) for mark in marks] == [parts, parts + 1]
        first = view.marks[0]
        assert marks[0].text(QAccessible.Text.Name) == first.told
        assert "9294" not in first.told
        assert marks[0].text(QAccessible.Text.Description) == "19810107-9294"
        assert marks[0].parent().text(QAccessible.Text.Name) == name_of(view)
        assert not marks[0].rect().isEmpty()
        view.setFocus()
        QTest.keyClick(view, Key.Key_Down)
        assert page.focusChild().text(QAccessible.Text.Name) == view.marks[1].told
        assert [bool(mark.state().focused) for mark in marks] == [False, True]
        QTest.keyClick(view, Key.Key_3)
        QTest.qWait(1)
        page = spoken(view)
        told = page.child(parts + 1).text(QAccessible.Text.Name)
        assert "OSL 21:7" in told
        view.solid = True
        assert page.child(parts + 1).text(QAccessible.Text.Description) == ""
        view.set_marks([])
        assert page.childCount() == parts
    finally:
        QAccessible.setActive(False)


def test_what_is_refused_and_what_a_key_did_is_said_aloud(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the keyboard is: a screen reader is given the words that stand on the screen, and nobody else is."""
    heard: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        """Notes what is said."""

        def __init__(self, part: QWidget, words: str) -> None:
            super().__init__(part, words)
            heard.append(words)

    monkeypatch.setattr(aloud, "QAccessibleAnnouncementEvent", Heard)
    request_id = room.office.request()
    document = room.office.document(request_id)
    room.office.findings(document)
    screen: Any = room.show("review", document_id=document)
    QTest.keyClick(screen.panel.list, Key.Key_3)
    assert heard == [], "nobody listens"
    QAccessible.setActive(True)
    try:
        QTest.keyClick(screen.panel.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert heard[-1] == room.frame.status.echo.text()
        room.now.frame.show_screen("request", request_id=request_id).tell(Tone.STOP, "Det går inte än.")
        assert heard[-1] == "Det går inte än."
    finally:
        QAccessible.setActive(False)


def test_tab_goes_down_a_form_as_it_is_read(room: Room) -> None:
    """In an assessment each link and choice comes where it stands; down the questions, then down the reasons."""
    request_id, delivery_id, _document = room.office.masked()
    screen: Any = room.show("assessment", request_id=request_id, delivery_id=delivery_id)
    form = screen.form
    form._group.setFocus()
    walked = [part for part in walk(room, Key.Key_Tab) if form.widget().isAncestorOf(part)]
    places = [part.mapTo(form.widget(), QPoint(0, 0)) for part in walked]
    middle = form.widget().width() / 2
    left = [place.y() for place in places if place.x() < middle]
    assert len(left) > 10
    assert left == sorted(left)
