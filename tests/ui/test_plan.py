"""The reviewer's desk: the plan side by side, a mask off with one key, comments, what has changed since last time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.cases import intake
from app.services.delivering import compilations, delivery, sign_off
from app.services.delivering.compilations import NewCompilation
from app.services.marking import review
from app.services.marking.replacing import Instead
from app.texts import _
from redaction.marks import Level
from tests.builders import KARIN, MAJA
from ui import theme
from ui.parts import marks
from ui.screens.delivery.screen import DeliveryScreen
from ui.screens.review.screen import ReviewScreen

from .desks import Desk
from .rooms import spoken


def test_the_reviewer_walks_the_masks_and_takes_one_off_with_a_key(desk: Desk) -> None:
    """The plan is seen as it is and as it will leave; Backspace asks why, and the mask can be put back."""
    document_id = desk.document(["Från Lovisa Granberg", "Numret är 19810107-9294."])
    (mark_id,) = desk.finds(document_id, "19810107-9294")
    office = desk.office
    office.workspace.do(review.accept, [mark_id], "OSL 21:7")
    delivery_id = office.delivery(desk.request_id)
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    screen = desk.frame.show_screen("delivery", delivery_id=delivery_id)
    assert isinstance(screen, DeliveryScreen)
    screen.sign.show_part("pages")
    plan = screen.sign.plan
    assert plan.current() == mark_id
    assert plan.leaving.solid
    QTest.qWait(1)
    assert abs(plan.original.width() - plan.leaving.width()) <= 2
    assert abs(plan.original.scale_now - plan.leaving.scale_now) < 0.02
    QTest.keyClick(plan.original, Qt.Key.Key_Backspace)
    screen.asking.entry.setText("Numret är redan offentligt.")
    screen.asking.yes.click()
    assert office.workspace.ask(delivery.masks, document_id) == ()
    plan.back.click()
    assert [m.id for m in office.workspace.ask(delivery.masks, document_id)] == [mark_id]
    QTest.keyClick(plan.leaving, Qt.Key.Key_K)
    screen.asking.entry.setText("Räcker det inte med de fyra sista?")
    screen.asking.yes.click()
    screen.sign.show_part("since")
    assert "Räcker det inte" in spoken(screen.sign.middle)
    screen.may_leave()
    screen.refresh()
    assert _("Nothing has changed since you last looked.") in spoken(screen.sign.middle)
    screen.sign.show_part("pages")
    QTest.keyClick(plan.original, Qt.Key.Key_J)
    page = desk.frame.current()
    assert isinstance(page, ReviewScreen)
    assert page.compare.isVisible()
    assert page.compare.rows.hasFocus()
    assert MAJA in page.compare.sets.currentText()
    assert page.compare.one.blockers()


def test_the_reviewer_sees_what_boxes_say_and_the_sums(desk: Desk) -> None:
    """What stands instead of masked words is told and painted in the box; a compilation is read before it is signed."""
    document_id = desk.document(["Numret är 19810107-9294."])
    (mark_id,) = desk.finds(document_id, "19810107-9294")
    office, instead = desk.office, Instead(Level.GENERALISED, "född på 1980-talet")
    office.workspace.do(review.accept, [mark_id], "OSL 21:7", None, instead)
    delivery_id = office.delivery(desk.request_id)
    rows = (("Gata", "kWh"), *(("Exempelvägen", "2") for _row in range(6)))
    office.workspace.do(compilations.make, delivery_id, NewCompilation("Hela gatan", "Gata", "kWh"), rows)
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    screen = desk.frame.show_screen("delivery", delivery_id=delivery_id)
    assert isinstance(screen, DeliveryScreen)
    assert {"Exempelvägen", "12"} <= set(spoken(screen.sign.middle).splitlines())
    screen.sign.show_part("pages")
    assert instead.text in screen.sign.plan.words.text()


def test_a_box_is_painted_with_what_it_says(qapp: QApplication, light: theme.Tokens) -> None:
    """More is white than with the number alone, within the box; where there is no room the number stands."""
    white = [_white(150, ""), _white(150, "Kund K"), _white(14, "Kund K"), _white(14, "")]
    assert white[1] > white[0] > 0
    assert white[2] == white[3] > 0


def _white(width: int, says: str) -> int:
    """How many white pixels a box of this width has."""
    picture = QImage(width, 16, QImage.Format.Format_Grayscale8)
    picture.fill(128)
    painter = QPainter(picture)
    marks.draw_box(painter, QRectF(0, 0, width, 16), 3, says)
    painter.end()
    return sum(picture.pixelColor(x, y).lightness() > 200 for x in range(width) for y in range(16))
