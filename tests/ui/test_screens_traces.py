"""The traces' page: what points to masked persons, judged by a key each, before anything is sent to review."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import messages, residual_check
from app.domain.errors import Blocker
from app.domain.ids import DeliveryId, MarkId
from app.domain.requests import DeliveryState
from app.domain.residuals import ResidualState
from app.services.cases import intake
from app.services.delivering import delivery_facts
from app.services.marking import residuals, review
from app.texts import _
from tests.builders import KARIN

from .rooms import Room, spoken

LETTER = ("Jag heter Lovisa Granberg, personnr 19810107-9294.", "", "Fru Granberg, 8101079294, ringde L.G. i dag.")
FOUND = {"Lovisa Granberg": "PERSON", "19810107-9294": "PERSONNUMMER"}


def masked(room: Room) -> DeliveryId:
    """A delivery ready for review but for its traces."""
    office = room.office
    request_id = office.request()
    letter = office.paper(request_id, LETTER, FOUND, "Brev")
    marks = room.workspace.ask(lambda reader: reader.marks.of(letter))
    room.workspace.do(review.accept, [MarkId(mark.id) for mark in marks], "OSL 21:7")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    room.workspace.do(intake.mark_done, letter)
    return delivery_id


def states(room: Room, delivery_id: DeliveryId) -> dict[str, ResidualState]:
    """How each trace stands, by its words."""
    return {row.text: row.state for row in room.workspace.ask(residuals.of, delivery_id)}


def shown(room: Room, delivery_id: DeliveryId) -> Any:
    """The page, its search over."""
    screen = room.show("traces", delivery_id=delivery_id)
    screen.work.wait()
    QTest.qWait(1)
    screen.refresh()
    return screen


def test_sending_to_review_shows_the_traces_first(room: Room) -> None:
    """The request's page looks for them, goes to their page, and names them as what is in the way."""
    delivery_id = masked(room)
    request_id = room.workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id
    screen = room.show("request", request_id=request_id)
    screen.follow("submit")
    screen.sending.work.wait()
    QTest.qWait(5)
    assert room.now is not screen
    assert room.workspace.ask(lambda r: r.deliveries.get(delivery_id)).state is DeliveryState.PREPARING
    screen = room.show("request", request_id=request_id)
    assert messages.blocker(Blocker("residuals-open", 3)) in spoken(screen)


def test_judged_by_keys(room: Room) -> None:
    """M masks the current one and goes on, Backspace asks for the reason; then it can be sent."""
    delivery_id = masked(room)
    screen = shown(room, delivery_id)
    assert [row.text for row in screen.part.residuals] == ["8101079294", "Granberg", "L.G."]
    assert "8101079294" in spoken(screen.side)
    screen.ground.setCurrentIndex(screen.ground.findData("OSL 21:7"))
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_M)
    assert screen.table.current().text == "Granberg"
    QTest.keyClick(screen.table, Qt.Key.Key_M)
    QTest.keyClick(screen.table, Qt.Key.Key_Backspace)
    screen.asking.entry.setText("Montörens egna initialer")
    screen.asking.yes.click()
    assert states(room, delivery_id) == {
        "8101079294": ResidualState.MASKED,
        "Granberg": ResidualState.MASKED,
        "L.G.": ResidualState.LEFT,
    }
    room.office.assessed(delivery_id)
    residual_check.submit(room.workspace, delivery_id)
    screen = room.as_(KARIN).show("delivery", delivery_id=delivery_id)
    assert "Montörens egna initialer" in spoken(screen.sign)


def test_a_reason_is_needed_and_can_be_taken_back(room: Room) -> None:
    """Nothing is left without words; what was left is judged again by the same button."""
    delivery_id = masked(room)
    screen = shown(room, delivery_id)
    screen.leave_it()
    screen.asking.yes.click()
    assert set(states(room, delivery_id).values()) == {ResidualState.OPEN}
    assert _("The reason is missing. Say why the trace may stay in sight.") in spoken(screen.banner)
    first = screen.table.current().id
    room.workspace.do(residuals.leave, [first], "Någon annan")
    screen.refresh()
    screen.table.choose(first)
    screen._show_row()
    assert screen.leave_button.text() == _("Judge it again")
    screen.leave_it()
    assert set(states(room, delivery_id).values()) == {ResidualState.OPEN}


def test_a_name_cannot_be_masked(room: Room) -> None:
    """A title that names her closes the mask button and says what can be done."""
    delivery_id = masked(room)
    (document,) = room.workspace.ask(lambda r: r.documents.where(delivery_id=delivery_id))
    room.workspace.do(intake.rename, document.id, "Brev från Granberg")
    screen = shown(room, delivery_id)
    title = next(row for row in screen.part.residuals if row.field == "title")
    screen.table.choose(title.id)
    screen._show_row()
    assert screen.mask_button.blockers()
    assert screen.leave_button.blockers() == ()


def test_a_trace_is_shown_where_it_stands(room: Room) -> None:
    """Return opens the document with the words selected."""
    delivery_id = masked(room)
    screen = shown(room, delivery_id)
    wanted = screen.table.current().text
    screen.go_to_it()
    found = room.now.page_view.selection
    assert found is not None
    assert found.text == wanted
    assert room.workspace.ask(delivery_facts.of, delivery_id).residuals == 3


def test_equal_ones_are_left_for_one_reason(room: Room) -> None:
    """A town that is also a surname is left once; another trace stays open."""
    office = room.office
    request_id = office.request()
    lines = (LETTER[0], "", "Granberg den 4 februari.", "", "Granberg den 5 februari, 8101079294.")
    letter = office.paper(request_id, lines, FOUND, "Brev")
    marks = room.workspace.ask(lambda reader: reader.marks.of(letter))
    room.workspace.do(review.accept, [MarkId(mark.id) for mark in marks], "OSL 21:7")
    delivery_id = office.delivery(request_id)
    screen = shown(room, delivery_id)
    assert not screen.equal_button.isVisible()
    screen.table.selectRow(1)
    assert screen.equal_button.isVisible()
    screen.leave_equal()
    screen.asking.entry.setText("Orten Granberg")
    screen.asking.yes.click()
    assert states(room, delivery_id) == {"8101079294": ResidualState.OPEN, "Granberg": ResidualState.LEFT}
