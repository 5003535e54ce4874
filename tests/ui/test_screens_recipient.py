"""OSL 21:7 in the window: a named circumstance that justifies it opens the question to the requester, filled in."""

from __future__ import annotations

from app.domain.questions import QuestionKind
from app.services.assessing import recipient
from app.services.cases import intake
from app.services.marking import review
from app.texts import _
from tests.ui.rooms import Room, spoken
from ui.screens.assessment.screen import AssessmentScreen
from ui.screens.request.forms import QuestionForm
from ui.screens.request.screen import RequestScreen


def test_a_circumstance_leads_to_the_question(room: Room) -> None:
    """The way is open only once it was said that the circumstance justifies it; the form holds all that is known."""
    office = room.office
    request_id = office.request()
    document_id = office.document(request_id)
    first, second = office.findings(document_id, ("19810107-9294", "19121212-1212"))
    office.workspace.do(review.accept, [first], "OSL 21:1")
    office.workspace.do(review.reject, [second], "Tjänsteman.")
    office.workspace.do(intake.mark_done, document_id)
    delivery_id = office.delivery(request_id)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")
    screen = room.show("assessment", delivery_id=delivery_id)
    assert isinstance(screen, AssessmentScreen)
    assert screen.recipient.ask.isHidden()
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f", asks=True)
    screen.refresh()
    assert not screen.recipient.ask.isHidden()
    screen.recipient.ask.click()
    assert isinstance(room.now, RequestScreen)
    (form,) = room.now.findChildren(QuestionForm)
    assert form.chosen() is QuestionKind.PURPOSE
    assert form.provision.currentData() == "OSL 21:7"
    assert form.circumstance.toPlainText() == "Säljer telefonlistor."
    assert not form.known.isHidden()
    assert _("A question to the requester") in spoken(room.now)


def test_a_named_circumstance_is_told_and_taken_back_never_ticked_over(room: Room) -> None:
    """Where one is named there is no box to tick; the ways on are to change it and to take it back."""
    office = room.office
    request_id = office.request()
    document_id = office.document(request_id)
    first, second = office.findings(document_id, ("19810107-9294", "19121212-1212"))
    office.workspace.do(review.accept, [first], "OSL 21:1")
    office.workspace.do(review.reject, [second], "Tjänsteman.")
    office.workspace.do(intake.mark_done, document_id)
    delivery_id = office.delivery(request_id)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")
    bar = room.show("assessment", delivery_id=delivery_id).recipient
    assert (bar.none.isHidden(), bar.named.isHidden(), bar.back.isHidden()) == (True, False, False)
    bar.known.click()
    assert bar.circumstance.control.toPlainText() == "Säljer telefonlistor."
    bar.leave.click()
    bar.back.click()
    assert (bar.none.isHidden(), bar.named.isHidden()) == (False, True)
    assert not bar.none.isChecked()
