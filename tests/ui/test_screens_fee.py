"""The page of a fee, and the tariff on the company's page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.services.delivering import fees
from app.texts import _
from tests.builders import SVEN

from .rooms import Room


def test_the_form_is_chosen_and_the_fee_waived(room: Room) -> None:
    """The fee follows the form; what it is and why stands beside."""
    request_id = room.office.request()
    room.office.document(request_id, pages=12)
    delivery_id = room.office.delivery(request_id)
    screen = room.show("fee", delivery_id=delivery_id)
    assert not screen.buttons
    screen.form.setCurrentIndex(screen.form.findData("paper"))
    screen.form.activated.emit(screen.form.currentIndex())
    QApplication.processEvents()
    assert room.workspace.ask(fees.owed, delivery_id).fee == 54
    assert room.focus_on(screen.form), "the keyboard stays where one chose"
    screen.why.setText("Fel handlingar förra gången.")
    screen.buttons["waive"].click()
    QApplication.processEvents()
    assert room.workspace.ask(fees.owed, delivery_id).fee == 0
    assert list(screen.buttons) == ["waive"]
    screen.why.setText("")
    screen.buttons["waive"].click()
    screen.buttons["advance"].click()
    assert screen.banner.isVisible(), "only by somebody with a delegation"
    screen.day.entry.setText("2026-03-11")
    screen.note.setText("Swish")
    screen.buttons["paid"].click()
    QApplication.processEvents()
    assert str(room.workspace.ask(fees.owed, delivery_id).charge.paid_on) == "2026-03-11"


def test_an_administrator_enters_a_tariff(room: Room) -> None:
    """Numbers that cannot be understood are said at their field; others read the table."""
    screen = room.show("company")
    assert not screen.tariffs.form.isVisible()
    room.as_(SVEN)
    part = room.show("company").tariffs
    for entry, text in ((part.name, "Egen"), (part.by, "Styrelsen"), (part.reg, "FE 2026-0012")):
        entry.setText(text)
    part.on.entry.setText("2026-02-20")
    part.start.entry.setText("2026-03-01")
    free = part.paper.fields[0]
    free.control.setText("nio")
    part.add.click()
    assert free.note.text() == _("Write a whole number.")
    free.control.setText("9")
    part.add.click()
    QApplication.processEvents()
    assert [t.name for t in room.workspace.ask(fees.tariffs)] == ["Statlig modell", "Egen"]
