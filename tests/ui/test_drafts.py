"""Drafts: what was begun on a screen stands there again, is gone once sent, and is only what a hand wrote."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.screens.request.forms import QuestionForm

from .rooms import Room


def typed(widget: QWidget, words: str) -> None:
    """Words of ASCII, as by hand."""
    QTest.keyClicks(widget, words)


def test_a_request_that_was_begun_stands_there_again(room: Room) -> None:
    """On another screen and back, also after signing in anew; cancelled or registered it is gone."""
    screen = room.show("new-request")
    typed(screen.wording, "Jag begar klagomalen")
    typed(screen.subject, "klagomal")
    room.show("requests")
    room.as_(room.workspace.signed_in.name)
    screen = room.show("new-request")
    assert screen.wording.toPlainText() == "Jag begar klagomalen"
    assert screen.subject.text().endswith("klagomal")
    screen.leave.click()
    screen = room.show("new-request")
    assert screen.wording.toPlainText() == ""
    typed(screen.wording, "Jag begar avtalen")
    typed(screen.subject, "avtal")
    screen.try_it()
    assert room.now is not screen
    assert room.show("new-request").wording.toPlainText() == ""


def test_half_a_question_stays_and_proposed_words_are_no_draft(room: Room) -> None:
    """A form of the request's page that was left with Escape has its words again; what it proposes is proposed anew."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    form = QuestionForm(room.workspace, screen.view)
    screen.forms.ask(form)
    proposed = form.words.toPlainText()
    screen.forms.leave()
    assert room.workspace.ask(lambda reader: reader.drafts.where()) == ()
    form = QuestionForm(room.workspace, screen.view)
    screen.forms.ask(form)
    form.words.selectAll()
    typed(form.words, "Vilka ar menar du?")
    screen.forms.leave()
    form = QuestionForm(room.workspace, screen.view)
    screen.forms.ask(form)
    assert (form.words.toPlainText(), form.words.toPlainText() != proposed) == ("Vilka ar menar du?", True)
    screen.forms.yes.click()
    assert room.workspace.ask(lambda reader: reader.drafts.where()) == ()
