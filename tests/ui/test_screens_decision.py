"""The decision's page: asked for, tested anew, decided, sent, received, appealed; each step says what holds it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.decisions import DecisionState, DecisionStep
from app.services import queries
from app.services.delivering import reservations
from tests.app.services.deciding.test_decisions import answered, at, delegate
from tests.app.services.deciding.test_rulings import appealed, at_court, held_back, with_head
from tests.builders import KARIN, MAJA, PASSWORD, SVEN
from ui.parts.buttons import Link

from .rooms import Room

WORDS = "Bolagets beslut om utlämnande 1"


def said(form, **texts: str) -> None:
    """Writes in the fields of a step and takes it."""
    for name, text in texts.items():
        control = form.controls[name]
        getattr(control, "entry", control).setText(text)
    form.answer()
    QTest.qWait(5)


def test_a_decision_goes_its_whole_way_on_the_page(room: Room) -> None:
    """The clerk notes the wish, the reviewer with a delegation tests anew and decides, the clerk sends it on."""
    delivery_id = answered(room.office)
    room.as_(MAJA)
    screen = room.show("decision", delivery_id=delivery_id)
    assert screen.papers.blockers()
    screen._ask(False)
    assert screen.view.decision.state is DecisionState.ASKED
    assert "delegation" in screen.forms[DecisionStep.DECIDE].button.blockers()[1].casefold()
    delegate(room.office, KARIN, "2026-01-01")
    room.as_(KARIN)
    screen = room.show("decision", delivery_id=delivery_id)
    (card,) = screen.retests
    card.button.click()
    assert screen.banner.isVisible(), "without an answer nothing is tested"
    card.milder.setPlainText("Sökanden är okänd.")
    card.button.click()
    QTest.qWait(5)
    said(screen.forms[DecisionStep.DECIDE], password=PASSWORD)
    assert screen.view.decision.state is DecisionState.DECIDED
    room.as_(MAJA)
    screen = room.show("decision", delivery_id=delivery_id)
    assert not screen.papers.blockers()
    said(screen.forms[DecisionStep.SEND], way="e-post")
    at(room.office, "2026-04-10")
    said(screen.forms[DecisionStep.RECEIVE], day="i går", receipt="läskvitto")
    assert screen.view.decision.state is DecisionState.SENT, "a day that cannot be understood is said at its field"
    said(screen.forms[DecisionStep.RECEIVE], day="2026-03-18", receipt="läskvitto")
    assert [str(end.day) for end in screen.view.days] == ["2026-04-08"]
    said(screen.forms[DecisionStep.APPEAL], day="2026-04-10", court="")
    assert screen.forms[DecisionStep.FORWARD].button.blockers()
    assert [str(end.day) for end in screen.view.days] == ["2026-04-08", "2026-04-17"]
    assert "step-not-open" not in [b.code for b in screen.view.steps[DecisionStep.REJECT]]


def test_the_request_leads_to_the_decision_where_something_was_held_back(room: Room) -> None:
    """A link in the facts; none before the answer is ready."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("request", request_id=request_id)
    assert not [link for link in screen.facts.findChildren(Link) if link.text() == WORDS]
    delivery_id = answered(room.office)
    part = room.workspace.ask(lambda reader: reader.deliveries.get(delivery_id))
    screen = room.show("request", request_id=part.request_id)
    gone: list[int] = []
    screen.facts.decided.connect(gone.append)
    next(link for link in screen.facts.findChildren(Link) if link.text() == WORDS).click()
    assert gone == [delivery_id]


def test_an_administrator_enters_and_ends_a_delegation(room: Room) -> None:
    """On the company's page; others read it."""
    screen = room.show("company")
    assert not screen.delegations.form.isVisible()
    room.as_(SVEN)
    screen = room.show("company")
    form = screen.delegations
    form.basis.setText("VD-instruktion § 4")
    form.start.entry.setText("2026-13-01")
    form.add.click()
    assert form.start.note.text()
    form.start.entry.setText("2026-01-01")
    form.add.click()
    QTest.qWait(5)
    (row,) = room.workspace.ask(queries.delegations)
    assert row.valid_to is None
    form.table.selectRow(0)
    form.end.click()
    QTest.qWait(5)
    (row,) = room.workspace.ask(queries.delegations)
    assert str(row.valid_to) == "2026-03-11"


def test_a_judgment_is_entered_mask_by_mask(room: Room) -> None:
    """The masks stand by ground, one by one or all at once; what is opened waits in a delivery of its own."""
    with_head(room.office)
    delivery_id = held_back(room.office, more=True)
    decision_id = at_court(room.office, delivery_id)
    room.as_(MAJA)
    screen = room.show("decision", delivery_id=delivery_id)
    form = screen.forms[DecisionStep.JUDGE]
    ticked = form.controls["opened"].rows
    assert [choice.heading for choice in ticked.choices] == ["OSL 21:1", "OSL 21:7", "OSL 21:7"]
    ticked.setFocus()
    ticked.selectRow(1)
    QTest.keyClick(ticked, Qt.Key.Key_Space)
    ticked.tick_heading("OSL 21:7")
    assert len(form.controls["opened"].marked()) == 3
    QTest.keyClick(ticked, Qt.Key.Key_Space)
    said(form, day="2026-05-01", case_number="1234-26")
    assert screen.banner.isVisible(), "a judgment that dismisses opens nothing"
    form.controls["judgment"].setCurrentIndex(1)
    said(form, day="2026-05-01", case_number="1234-26")
    assert screen.view.decision.state is DecisionState.JUDGED
    assert [part.provision for part in screen.view.parts] == ["OSL 21:1"]
    (tie,) = room.workspace.ask(lambda reader: reader.follow_ups.where(decision_id=decision_id))
    screen.banner.acted.emit()
    assert room.now.delivery_id == tie.delivery_id


def test_the_company_releases_more_from_the_page(room: Room) -> None:
    """What is ticked goes out for a reason; the changed decision waits on its own page."""
    with_head(room.office)
    delivery_id = held_back(room.office)
    appealed(room.office, delivery_id)
    room.as_(MAJA)
    screen = room.show("decision", delivery_id=delivery_id)
    form = screen.forms[DecisionStep.RECONSIDER]
    form.controls["opened"].rows.tick_heading("OSL 21:7")
    said(form, why="Uppgifterna är harmlösa.")
    assert screen.banner.isVisible()
    assert len(room.workspace.ask(lambda reader: reader.decisions.where())) == 2


def test_a_reservation_is_made_group_by_group(room: Room) -> None:
    """What has no test of harm is closed; the delivery for the recipient is shown, and can be taken back."""
    with_head(room.office)
    delivery_id = held_back(room.office)
    room.as_(MAJA)
    decision = room.show("decision", delivery_id=delivery_id)
    decision.reserve.click()
    screen = room.now
    (card,) = screen.cards
    screen.make.click()
    assert screen.banner.isVisible(), "nobody is named"
    screen.recipient.setText("Bo Ek")
    screen.text.setPlainText("Uppgifterna får inte lämnas vidare.")
    card.own.click()
    assert not card.tick.isEnabled(), "what protects the recipient herself is no secret to her"
    assert "OSL 12:1" in card.refused.text()
    card.own.click()
    card.tick.click()
    card.why.setPlainText("Uppgifterna används bara i studien.")
    screen.make.click()
    QTest.qWait(5)
    made = room.now.delivery_id
    assert made != delivery_id
    screen = room.show("reservation", delivery_id=made)
    screen.take_back.click()
    assert room.workspace.ask(reservations.of, made) is not None, "it is asked first"
    screen.asking.yes.click()
    assert room.workspace.ask(reservations.of, made) is None
