"""A new request: the letter beside the tracks; its words propose, a person chooses, a mixed letter is split."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.requests import Request, Track
from app.services.cases import tracks
from ui.parts.words import Words

from .rooms import Room

MIXED = "Jag vill ha allt ni har om mig och om mina grannars klagomål."


def a_letter(room: Room, words: str) -> Any:
    """The form with these words and a subject."""
    screen = room.show("new-request")
    screen.wording.setPlainText(words)
    screen.subject.setText("Begäran om utlämnande av handling – klagomål")
    return screen


def registered(room: Room) -> tuple[Request, ...]:
    """All requests."""
    return room.workspace.ask(lambda reader: reader.requests.where())


def test_the_letter_proposes_and_a_person_chooses(room: Room) -> None:
    """The words that speak for a track are told; the track stays what it was until somebody chooses."""
    screen = a_letter(room, "Jag begär ett registerutdrag.")
    assert screen.tracks.proposal.isVisible()
    assert "registerutdrag" in screen.tracks.proposal.accessibleName()
    assert screen.tracks.chosen() is Track.OFFICIAL
    screen.tracks.radios[Track.OWN_DATA].click()
    screen.try_it()
    assert [row.track for row in registered(room)] == [Track.OWN_DATA]


def test_a_mixed_letter_is_split_as_it_is_registered(room: Room) -> None:
    """Acceptance scenario 12: one letter, two requests that know each other."""
    screen = a_letter(room, MIXED)
    assert not screen.tracks.parts[Track.OFFICIAL].isVisible(), "the chosen track is no further part"
    screen.tracks.parts[Track.OWN_DATA].click()
    screen.try_it()
    first, second = registered(room)
    assert (first.track, second.track, second.split_from) == (Track.OFFICIAL, Track.OWN_DATA, first.id)


def test_a_letter_that_cannot_be_registered_leaves_no_part_of_it(room: Room) -> None:
    """All or nothing."""
    screen = a_letter(room, "")
    screen.tracks.parts[Track.OWN_DATA].click()
    screen.try_it()
    assert registered(room) == ()


def test_the_tracks_stand_beside_each_other(room: Room) -> None:
    """Every line of the comparison is on the screen (law.md 8)."""
    screen = a_letter(room, MIXED)
    told = {label.text() for label in screen.findChildren(Words)}
    assert {aspect.texts[track] for aspect in tracks.aspects() for track in Track} <= told


def test_the_track_is_chosen_from_the_keyboard(room: Room) -> None:
    """Arrow keys change it, Ctrl+Enter registers; nobody is asked who they are."""
    screen = a_letter(room, "Hur många kunder?")
    screen.tracks.radios[Track.OFFICIAL].setFocus()
    QTest.keyClick(screen.tracks.radios[Track.OFFICIAL], Qt.Key.Key_Down)
    assert screen.tracks.chosen() is Track.INFORMATION
    assert not screen.requester.isVisible()
    QTest.keyClick(screen.tracks.radios[Track.INFORMATION], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.track for row in registered(room)] == [Track.INFORMATION]


def test_the_form_begins_anew(room: Room) -> None:
    """What was ticked for one letter is not ticked for the next."""
    screen = a_letter(room, MIXED)
    screen.tracks.parts[Track.OWN_DATA].click()
    screen.leave.click()
    screen = room.show("new-request")
    assert (screen.tracks.chosen(), screen.tracks.further()) == (Track.OFFICIAL, ())
    assert not screen.tracks.proposal.isVisible()
