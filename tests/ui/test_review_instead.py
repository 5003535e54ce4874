"""Less than masking on the review page: asked in the card by key E, chosen by number or written, seen in the card."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app import gathering, messages
from app.domain.ids import DocumentId
from app.services.marking import pseudonyms
from redaction.marks import Level, MarkState
from tests.ui.desks import Desk, press, there
from ui.parts.words import Words
from ui.screens.review.instead import InsteadQuestion
from ui.screens.review.person import PersonQuestion
from ui.screens.review.screen import ReviewScreen

Key = Qt.Key
LINES = ["Lovisa Granberg, 19810107-9294, ringde.", "Lovisa Granberg vill ha svar."]


def asked(desk: Desk) -> tuple[ReviewScreen, InsteadQuestion, DocumentId]:
    """The review page with the question open over a personal number."""
    document_id = desk.document(LINES)
    (mark_id,) = desk.finds(document_id, "19810107-9294")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_1)
    screen.choose(mark_id)
    press(screen.panel.list, Key.Key_E)
    return screen, screen.panel.card.findChildren(InsteadQuestion)[-1], document_id


def test_a_number_chooses_a_coarser_value(desk: Desk) -> None:
    """Key E, then 1: the box says the decade, and the card tells it."""
    screen, question, document_id = asked(desk)
    assert question.first.hasFocus()
    press(question.first, Key.Key_1)
    (mark,) = desk.marks(document_id)
    assert (mark.level, mark.replacement) == (Level.GENERALISED, "född på 1980-talet")
    screen.choose(mark.id)
    assert any("född på 1980-talet" in words.text() for words in screen.panel.card.findChildren(Words))
    screen.undo()
    assert desk.marks(document_id)[0].replacement == ""


def test_own_words_with_a_level(desk: Desk) -> None:
    """Written and sent by Return; what tells is refused with a sentence, and the question stays."""
    _screen, question, document_id = asked(desk)
    press(question.own, "19810107 9294")
    press(question.own, Key.Key_Return)
    assert desk.marks(document_id)[0].replacement == ""
    assert desk.frame.status.echo.text() == messages.sentence("replacement-tells")
    question.own.clear()
    press(question.own, "en kund")
    question.level.setCurrentIndex(1)
    press(question.own, Key.Key_Return)
    (mark,) = desk.marks(document_id)
    assert (mark.level, mark.replacement) == (Level.PSEUDONYM, "en kund")


def test_only_masked_again_and_nothing_by_escape(desk: Desk) -> None:
    """Delete takes the words out of the box; Escape changes nothing."""
    screen, question, document_id = asked(desk)
    press(question.first, Key.Key_1)
    screen.choose(desk.marks(document_id)[0].id)
    press(screen.panel.list, Key.Key_E)
    press(screen.panel.card.findChildren(InsteadQuestion)[-1].first, Key.Key_Escape)
    assert desk.marks(document_id)[0].replacement
    press(screen.panel.list, Key.Key_E)
    press(screen.panel.card.findChildren(InsteadQuestion)[-1].first, Key.Key_Delete)
    (mark,) = desk.marks(document_id)
    assert (mark.state, mark.level, mark.replacement) == (MarkState.ACCEPTED, Level.MASKED, "")


def test_a_person_by_a_pseudonym(desk: Desk) -> None:
    """G, U, Return: every place of the person says the same name, drawn by lot."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Lovisa Granberg", category="PERSON")
    gathering.gather(desk.office.workspace, desk.request_id)
    screen = desk.review(document_id)
    screen.choose(desk.marks(document_id)[0].id)
    screen._set_ground("OSL 21:7")
    press(screen.panel.list, Key.Key_G)
    question = there(screen.panel.card.findChild(PersonQuestion))
    press(question.yes, Key.Key_U)
    press(question.choice, Key.Key_Return)
    (name,) = desk.office.workspace.ask(pseudonyms.of, desk.request_id).values()
    assert {mark.replacement for mark in desk.marks(document_id)} == {name}
    assert name.startswith("Kund ")
