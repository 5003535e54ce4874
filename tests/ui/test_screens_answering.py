"""On a request's page: questions by a provision, replies, notes, endings; a refusal loses nothing that was written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ids import RequestId
from app.domain.questions import QuestionKind, Reply
from app.domain.requests import RequestState, Track
from app.services.cases import answering, notes, questions
from app.services.cases.answering import NewEnding
from app.services.cases.questions import NewQuestion
from app.texts import _
from ui.parts.buttons import Link

from .rooms import Room, spoken


def shown(room: Room, request_id: RequestId | None = None) -> Any:
    """The page of a request."""
    return room.show("request", request_id=request_id or room.office.request())


def form(screen: Any, name: str) -> Any:
    """The form of this name, opened as a link in the panel opens it."""
    screen.facts.asked.emit(name)
    QTest.qWait(1)
    return screen.forms.form


def save(screen: Any) -> None:
    """Presses the form's verb."""
    screen.forms.yes.click()
    QTest.qWait(5)


def links(screen: Any) -> dict[str, Link]:
    """The links of the panel by their words."""
    return {link.text(): link for link in screen.facts.findChildren(Link) if link.isVisible()}


def state(screen: Any) -> RequestState:
    """Where the request on the page stands."""
    found: RequestState = screen.view.state
    return found


def test_what_for_is_asked_by_a_provision_and_a_circumstance(room: Room) -> None:
    """The fields appear as the law asks for them; refused, the words stay and the banner says what is missing."""
    screen = shown(room)
    asking = form(screen, "ask")
    assert not asking.by.isVisible()
    asking.radios[QuestionKind.PURPOSE].click()
    assert asking.by.isVisible()
    assert not asking.known.isVisible()
    save(screen)
    assert "TF 2:18" in spoken(screen.banner)
    assert screen.forms.form is asking
    asking.provision.setCurrentIndex(asking.provision.findData("OSL 21:7"))
    assert asking.known.isVisible()
    asking.circumstance.setPlainText("Har ringt kunder förut.")
    save(screen)
    assert not screen.forms.isVisible()
    (row,) = room.workspace.ask(questions.of, screen.request_id)
    assert (row.provision, row.circumstance) == ("OSL 21:7", "Har ringt kunder förut.")


def test_a_reversed_requisite_asks_for_no_circumstance(room: Room) -> None:
    """And an absolute one says that the answer changes nothing."""
    asking = form(shown(room), "ask")
    asking.radios[QuestionKind.PURPOSE].click()
    asking.provision.setCurrentIndex(asking.provision.findData("OSL 39:1"))
    assert not asking.known.isVisible()
    asking.provision.setCurrentIndex(asking.provision.findData("OSL 19:3 2 st"))
    assert asking.why.text() == _(
        "Under this provision the answer would change nothing, so the question may not be asked."
    )


def test_words_of_ones_own_stay_when_the_kind_changes(room: Room) -> None:
    """The catalogue's words change with the kind, written ones do not."""
    asking = form(shown(room), "ask")
    asking.radios[QuestionKind.IDENTITY].click()
    assert asking.words.toPlainText() == questions.kinds()[QuestionKind.IDENTITY].words
    asking.words.setPlainText("Är du den som avtalet gäller?")
    asking.radios[QuestionKind.PURPOSE].click()
    assert asking.words.toPlainText() == "Är du den som avtalet gäller?"


def test_the_request_waits_and_the_reply_is_the_next_thing(room: Room) -> None:
    """T2 and T3: the main button asks for the reply; with it the search goes on."""
    screen = shown(room)
    form(screen, "ask")
    save(screen)
    assert state(screen) is RequestState.PRECISION
    assert screen.main.text() == _("Enter the reply")
    screen.main.click()
    screen.forms.form.answer.setPlainText("De från februari.")
    save(screen)
    assert state(screen) is RequestState.SEARCH
    (row,) = room.workspace.ask(questions.of, screen.request_id)
    assert (row.reply, row.answer) == (Reply.GIVEN, "De från februari.")


def test_a_search_is_noted_on_the_way_to_its_answer(room: Room) -> None:
    """Not kept: the form asks where was searched unless that is noted, and the request ends."""
    screen = shown(room)
    ending = form(screen, "end")
    assert ending.fields["search"].isVisible()
    save(screen)
    assert screen.forms.form is ending
    ending.place.setText("i diariet")
    ending.result.setText("ingen träff")
    save(screen)
    assert screen.view.state is RequestState.ENDED
    assert screen.main.text() == _("Close the request")
    assert any(words.startswith(_("The company's decision on delivery {number}")[:20]) for words in links(screen))


def test_an_ending_that_is_refused_notes_nothing(room: Room) -> None:
    """One transaction: the search note goes with the ending."""
    screen = shown(room)
    ending = form(screen, "end")
    ending.kind.setCurrentIndex(ending.kind.findData("elsewhere"))
    ending.place.setText("i diariet")
    ending.result.setText("ingen träff")
    save(screen)
    assert screen.banner.isVisible()
    assert room.workspace.ask(lambda reader: reader.search_notes.where()) == ()
    ending.authority.setText("Länsstyrelsen")
    save(screen)
    assert len(room.workspace.ask(lambda reader: reader.search_notes.where())) == 1


def test_an_ended_request_is_opened_again(room: Room) -> None:
    """By one link; the search goes on."""
    screen = shown(room)
    ending = form(screen, "end")
    ending.kind.setCurrentIndex(ending.kind.findData("withdrawn"))
    ending.note.setPlainText("Ringde.")
    save(screen)
    links(screen)[_("Open the request again")].click()
    QTest.qWait(5)
    assert screen.view.state is RequestState.REGISTERED


def test_a_question_for_information_is_answered_without_documents(room: Room) -> None:
    """Negative 9: its page offers no documents, no delivery, no decision; the answer is the main button."""
    screen = shown(room)
    track = form(screen, "track")
    track.tracks.radios[Track.INFORMATION].click()
    save(screen)
    assert screen.view.request.track is Track.INFORMATION
    assert screen.take.blockers()
    assert not screen.facts.ticks
    screen.main.click()  # begins the search
    QTest.qWait(5)
    assert screen.main.text() == _("Answer without documents")
    screen.main.click()
    assert screen.forms.form.kind.findData("not-kept") < 0
    screen.forms.form.kind.setCurrentIndex(screen.forms.form.kind.findData("not-told"))
    screen.forms.form.note.setPlainText("Det är hemligt.")
    screen.forms.form.way.setText("per telefon")
    save(screen)
    assert screen.view.state is RequestState.ENDED
    assert not any(words.startswith(_("The company's decision on delivery {number}")[:20]) for words in links(screen))


def test_the_parts_of_a_letter_lead_to_each_other(room: Room) -> None:
    """Acceptance scenario 12: split on the page, and from each part to the other."""
    screen = shown(room)
    first = screen.request_id
    track = form(screen, "track")
    track.tracks.parts[Track.OWN_DATA].click()
    save(screen)
    (other,) = screen.view.others
    (link,) = [link for words, link in links(screen).items() if other.registry_number in words]
    link.click()
    QTest.qWait(5)
    assert screen.request_id == other.id
    assert [row.id for row in screen.view.others] == [first]


def test_a_long_wait_asks_for_its_reason(room: Room) -> None:
    """The page says so, and the note takes it away."""
    request_id = room.office.request()
    room.office.clock.now += timedelta(days=8)
    screen = shown(room, request_id)
    words = _("Note why, and hand out what is ready")
    assert words in links(screen)
    form(screen, "delay").words.setPlainText("Arkivet var stängt för ombyggnad.")
    save(screen)
    assert words not in links(screen)


def test_each_thing_told_leads_to_its_letter(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that waits, an ending and a delay open the letter that carries them."""
    request_id = room.office.request()
    room.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PRECISION, "Vilka?"))
    room.workspace.do(notes.delayed, request_id, "Arkivet var stängt.")
    screen = shown(room, request_id)
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(room.frame, "show_screen", lambda name, **given: gone.append((name, given["letter"])))
    links(screen)[_("Write the letter")].click()
    links(screen)[_("Tell the requester that it takes long")].click()
    room.workspace.do(notes.searched, request_id, "i diariet", "inget")
    room.workspace.do(answering.end, request_id, NewEnding("not-kept"))
    screen.refresh()
    links(screen)[_("Write the letter")].click()
    assert gone == [("letters", "precision"), ("letters", "delay"), ("letters", "not-kept")]


def test_escape_leaves_it(room: Room) -> None:
    """Nothing is changed, and another request shows no form of this one."""
    screen = shown(room)
    ending = form(screen, "end")
    QTest.keyClick(ending.kind, Qt.Key.Key_Escape)
    assert not screen.forms.isVisible()
    form(screen, "delay")
    shown(room, room.office.request())
    assert not screen.forms.isVisible()


@pytest.mark.parametrize("name", ["track", "ask", "reply", "searched", "delay", "end"])
def test_every_form_begins_at_the_keyboard(room: Room, name: str) -> None:
    """Its first field has the focus."""
    request_id = room.office.request()
    room.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PRECISION, "Vilka?"))
    screen = shown(room, request_id)
    made = form(screen, name)
    assert room.focus_on(made.first())
