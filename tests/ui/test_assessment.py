"""The assessment page: what is written is saved by itself, a mistake is told where it is made, masks are confirmed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.assessments import Answers, Assessment, AssessmentOutcome
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services.assessing import assessment, phrases
from app.services.cases import intake
from app.services.marking import review
from tests.app.services.office.test_editions import reworded
from tests.ui.desks import Desk, press, there
from ui.parts.buttons import Link
from ui.parts.inputs import Lines, Tick
from ui.parts.words import Words
from ui.screens.assessment.record import ChoiceInput, DayInput
from ui.screens.assessment.screen import AssessmentScreen
from ui.screens.review.screen import ReviewScreen

Key = Qt.Key
FIRST, SECOND = "19810107-9294", "19121212-1212"
LINES = [f"Jag heter Lovisa, personnr {FIRST}.", f"Min make Nils har {SECOND} och ringde."]


def masked(desk: Desk, provision: str = "OSL 21:7") -> DeliveryId:
    """A judged document with two masks on one provision and no assessment."""
    document_id = desk.document(LINES)
    desk.office.workspace.do(review.accept, desk.finds(document_id, FIRST, SECOND), provision)
    desk.office.workspace.do(intake.mark_done, document_id)
    return desk.office.delivery(desk.request_id)


def written(desk: Desk, delivery_id: DeliveryId) -> tuple[Assessment, ...]:
    """The delivery's assessments as the store has them."""
    found: tuple[Assessment, ...] = desk.office.workspace.ask(
        lambda reader: reader.assessments.where(delivery_id=delivery_id)
    )
    return found


def fields(screen: AssessmentScreen) -> list[Lines]:
    """The fields whose questions are asked of every mask on the provision, in order."""
    return [field.control for field in screen.form._fields if isinstance(field.control, Lines)]


def pick(screen: AssessmentScreen, **answers: str) -> None:
    """Chooses these answers of the record."""
    for code, answer in answers.items():
        record = screen.form._inputs[code]
        assert isinstance(record, ChoiceInput)
        record.radios[answer].click()


USUAL = {"special": "none", "own_data": "no", "reservation": "not_possible"}
"""What an ordinary mask on 21:7 answers."""


def test_a_ground_with_masks_waits_for_its_assessment(desk: Desk, style: str) -> None:
    """It stands in the list, Return begins the assessment and the first question has the focus."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    assert written(desk, delivery_id) == ()
    press(screen.groups, Key.Key_Return)
    (made,) = written(desk, delivery_id)
    assert made.provision == "OSL 21:7"
    assert fields(screen)[0].hasFocus()


def test_what_is_written_is_saved_when_the_field_is_left(desk: Desk) -> None:
    """No save button: leaving a field is enough, and so is a tick or a choice."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    inputs = fields(screen)
    inputs[0].setPlainText("Kunderna finns i ett register.")
    inputs[-1].setFocus()
    assert written(desk, delivery_id)[0].applies == "Kunderna finns i ett register."
    inputs[-1].setPlainText("Oönskade säljsamtal.")
    there(screen.form.widget()).findChildren(Tick)[0].click()
    (made,) = written(desk, delivery_id)
    assert (made.applies, made.harm) == ("Kunderna finns i ett register.", "Oönskade säljsamtal.")
    assert len(made.factors_for) == 1
    pick(screen, **USUAL)
    assert written(desk, delivery_id)[0].missing() == ()


def test_a_pause_in_writing_saves(desk: Desk) -> None:
    """Whoever is called away loses nothing."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    screen.form._pause.setInterval(5)
    press(fields(screen)[0], "halv mening")
    QTest.qWait(60)
    assert written(desk, delivery_id)[0].applies == "halv mening"
    assert fields(screen)[0].toPlainText() == "halv mening"
    assert fields(screen)[0].hasFocus()


def test_a_common_mistake_is_told_under_the_field(desk: Desk) -> None:
    """GDPR as a reason: said there, with what holds instead; gone when it is rewritten."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    field = screen.form._fields[0]
    fields(screen)[0].setPlainText("GDPR hindrar.")
    assert "Vanligt misstag" in field.note.text()
    assert field.control.property("fault")
    fields(screen)[0].setPlainText("Sökanden har sagt att numren ska säljas vidare.")
    assert not field.control.property("fault")


def test_a_reason_that_tells_or_only_repeats_is_told_under_the_field(desk: Desk) -> None:
    """A masked number in the reason is said at once, a repeated statute once the hand rests."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    harm = screen.form._fields[-1]
    fields(screen)[-1].setPlainText("Numret 19810107-9294 säljs vidare.")
    assert "neutrala ord" in harm.note.text()
    fields(screen)[-1].setPlainText("Det kan antas att uppgiften röjs.")
    assert not harm.control.property("fault")
    screen.form.save()
    assert "upprepar" in harm.note.text()


def test_the_letters_words_follow_what_is_written(desk: Desk) -> None:
    """The preview is what the letter will say: ground, why, harm; nothing where the outcome is to hand out."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    inputs = fields(screen)
    inputs[0].setPlainText("Uppgifterna ska säljas.")
    inputs[-1].setPlainText("Oönskade samtal.")
    assert screen.form._preview.text() == "Uppgifterna ska säljas. Oönskade samtal."
    assert "3, OSL 21:7" in screen.form._lead.text()
    screen.form._outcome.button(1).click()
    assert not screen.form._preview.isVisible()
    assert written(desk, delivery_id)[0].outcome is AssessmentOutcome.RELEASE


def test_masks_are_confirmed_one_by_one_with_enter(desk: Desk) -> None:
    """Return confirms the next and goes on; when all are confirmed the button says so."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    press(screen.masks, Key.Key_Return)
    assert [row.confirmed for row in screen.masks.masks_model.masks] == [True, False]
    assert screen.masks.currentIndex().row() == 1
    press(screen.masks, Key.Key_Return)
    assert [row.confirmed for row in screen.masks.masks_model.masks] == [True, True]
    assert screen.confirm.blockers()


def test_writing_goes_on_while_masks_are_confirmed(desk: Desk) -> None:
    """What stands in a field is not lost when the page looks again."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    press(fields(screen)[0], "halv")
    screen.confirm_all.click()
    QTest.qWait(5)
    assert fields(screen)[0].toPlainText() == "halv"
    assert written(desk, delivery_id)[0].applies == "halv"


def test_sending_to_review_is_closed_with_its_reasons(desk: Desk) -> None:
    """The button says what is missing; when nothing is, one press sends the delivery."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    assert any("prövning" in why for why in screen.send.blockers())
    press(screen.groups, Key.Key_Return)
    inputs = fields(screen)
    inputs[0].setPlainText("Uppgifterna ska säljas.")
    inputs[-1].setPlainText("Oönskade samtal.")
    there(screen.form.widget()).findChildren(Tick)[0].click()
    pick(screen, **USUAL)
    screen.confirm_all.click()
    assert screen.send.blockers() == ()
    screen.submit()
    screen.sending.work.wait()
    QTest.qWait(5)
    state = desk.office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    assert state is DeliveryState.LEGAL_REVIEW


def test_control_down_goes_to_the_next_question_without_an_answer(desk: Desk) -> None:
    """From the field being written to the next empty one."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    inputs = fields(screen)
    inputs[1].setPlainText("svar")
    press(inputs[0], Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    assert inputs[2].hasFocus()


def test_a_mask_leads_to_its_page(desk: Desk) -> None:
    """Double-clicking a mask opens the review page at it."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    row = screen.masks.masks_model.masks[1]
    screen.masks.opened.emit(row)
    shown = desk.frame.current()
    assert isinstance(shown, ReviewScreen)
    assert there(shown.current()).id == row.mark.id


def test_nothing_masked_needs_no_assessment(desk: Desk) -> None:
    """The page says so instead of showing an empty form."""
    document_id = desk.document(LINES)
    delivery_id = desk.office.workspace.ask(lambda reader: reader.documents.get(document_id)).delivery_id
    screen = desk.assessment(delivery_id)
    assert screen.empty.isVisible()
    assert screen.new.blockers()


def test_the_form_shows_what_the_provision_asks_and_folds_the_rest(desk: Desk) -> None:
    """21:7 asks neither for a contract nor for the day of the document; More shows them, and an answer keeps one."""
    screen = desk.assessment(masked(desk))
    press(screen.groups, Key.Key_Return)
    form = screen.form
    shown = {code for code, record in form._inputs.items() if record.isVisible()}
    assert shown == {"special", "own_data", "consent", "reservation", "weighing"}
    pick(screen, reservation="considered")
    assert form._inputs["reservation_reason"].isVisible()
    form._more.click()
    assert form._inputs["document_date"].isVisible()
    pick(screen, party="no")
    form._more.click()
    assert form._inputs["party"].isVisible()
    assert not form._inputs["document_date"].isVisible()


def test_contract_terms_past_their_cap_are_told_at_the_day(desk: Desk) -> None:
    """The day and its rule stand under the field; when it is over, so does the way out."""
    delivery_id = masked(desk, "OSL 31:16")
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    pick(screen, contract="yes")
    agreed = screen.form._inputs["contract_date"]
    assert isinstance(agreed, DayInput)
    agreed.entry.setText("2023-11-02")
    assert "2028-11-02" in agreed.note.text()
    assert not agreed.control.property("fault")
    agreed.entry.setText("2020-11-02")
    assert "OSL 7:3" in agreed.note.text()
    assert agreed.control.property("fault")
    screen.form.save()
    assert written(desk, delivery_id)[0].contract_date == date(2020, 11, 2)


def test_a_provision_that_reads_otherwise_is_told_until_the_assessment_was_read(desk: Desk) -> None:
    """Over the form, with its words before and after; one press keeps the assessment and lets the answer go on."""
    delivery_id = masked(desk)
    desk.office.workspace.do(assessment.write, delivery_id, Answers("OSL 21:7", "customer_identity"))
    reworded(desk.office, requisite="OMVANT")
    screen = desk.assessment(delivery_id)
    assert screen.restated.isVisibleTo(screen)
    assert "omvänt" in screen.restated.accessibleName().lower()
    press(screen.restated.link, Key.Key_Space)
    assert screen.restated.isHidden()
    assert written(desk, delivery_id)[0].edition == 2


def test_the_help_says_why_it_is_no_balancing_of_interests(desk: Desk) -> None:
    """Folded under one line, with the law it stands on."""
    screen = desk.assessment(masked(desk))
    press(screen.groups, Key.Key_Return)
    body = there(screen.form.widget())
    link = next(link for link in body.findChildren(Link) if "intresseavvägning" in link.text())
    assert not any("6.1 f" in words.text() and words.isVisible() for words in body.findChildren(Words))
    link.click()
    assert any("6.1 f" in words.text() and words.isVisible() for words in body.findChildren(Words))


def test_masks_confirmed_together_are_walked_one_by_one(desk: Desk) -> None:
    """After confirming all, Return goes through them one at a time, and the head counts how many were read so."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    screen.confirm_all.click()
    assert [(row.confirmed, row.singly) for row in screen.masks.masks_model.masks] == [(True, False), (True, False)]
    assert not screen.confirm.blockers()
    press(screen.masks, Key.Key_Return)
    assert [row.singly for row in screen.masks.masks_model.masks] == [True, False]
    assert "1" in screen._count.text()
    press(screen.masks, Key.Key_Return)
    assert screen.confirm.blockers()


def test_a_text_of_the_office_is_put_in_and_saved(desk: Desk) -> None:
    """It stands in the field as if it had been written, and belongs to this assessment from then on."""
    delivery_id = masked(desk)
    screen = desk.assessment(delivery_id)
    press(screen.groups, Key.Key_Return)
    text = "Kunderna får säljsamtal som de inte har bett om."
    desk.office.workspace.do(phrases.keep, "OSL 21:7", "customer_identity", "harm", text)
    screen.form.put_in("harm", text)
    assert written(desk, delivery_id)[0].harm == text


def test_absolute_secrecy_weighs_nothing(desk: Desk) -> None:
    """No factors to tick, and how far the procurement has come is what is asked."""
    screen = desk.assessment(masked(desk, "OSL 19:3 2 st"))
    press(screen.groups, Key.Key_Return)
    assert there(screen.form.widget()).findChildren(Tick) == []
    assert {code for code, record in screen.form._inputs.items() if record.isVisible()} == {"status", "weighing"}
    pick(screen, status="awarded")
    assert screen.form._inputs["status"].control.property("fault")


def test_a_colleagues_words_are_not_written_over_unseen(desk: Desk) -> None:
    """They come into a form in which nothing is being written; where something is, whose hold is asked, and no key
    goes astray meanwhile.
    """
    delivery_id, workspace = masked(desk), desk.office.workspace
    workspace.do(assessment.write, delivery_id, Answers("OSL 21:7", "customer_identity", applies="Ett."))
    screen = desk.assessment(delivery_id)

    def theirs(harm: str) -> None:
        (row,) = written(desk, delivery_id)
        answers = Answers(row.provision, row.group, applies=row.applies, harm=harm)
        workspace.do(assessment.write, delivery_id, answers, row.id)
        QTest.qWait(5)

    theirs("Hennes.")
    shown = [lines for lines in screen.form.findChildren(Lines) if lines.isVisible()]
    assert "Hennes." in [lines.toPlainText() for lines in shown]
    field = there(screen.form.first_field())
    field.setFocus()
    press(field, "mitt")
    theirs("Annat.")
    screen.form.save()
    assert (screen.collision.isVisible(), field.hasFocus()) == (True, True)
    assert written(desk, delivery_id)[0].harm == "Annat."
    screen.collision.yes.click()
    (row,) = written(desk, delivery_id)
    assert "mitt" in " ".join((row.applies, *row.answers, row.harm))
    press(there(screen.form.first_field()), " och mer")
    theirs("Till sist.")
    screen.form.save()
    screen.collision.no.click()
    assert written(desk, delivery_id)[0].harm == "Till sist."
    assert "Till sist." in [lines.toPlainText() for lines in screen.form.findChildren(Lines) if lines.isVisible()]
