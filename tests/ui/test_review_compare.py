"""Two sets compared: what somebody kept against now; switched on the page, jumped to, one or all taken over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.marking import mark_sets, review
from redaction.marks import MarkState
from tests.app.services.test_deliveries import handed_out
from tests.builders import KARIN, MAJA
from tests.ui.desks import Desk, press

Key = Qt.Key
FIRST, SECOND = "19810107-9294", "19121212-1212"
WAIT = 60_000
LONG = [
    f"Jag heter Lovisa Granberg, personnr {FIRST}.",
    "Vattnet är avstängt sedan i går kväll hos oss och hos grannen i huset bredvid.",
    "Kan någon komma hit och se vad det är, eller säga när det är lagat?",
]
LINES = [f"Jag heter Lovisa Granberg, personnr {FIRST}.", f"Min make Nils har {SECOND} och ringde."]


def states(desk: Desk, document_id: int) -> list[MarkState]:
    """How the document's marks stand."""
    return [mark.state for mark in desk.marks(document_id)]  # type: ignore[arg-type]


def test_a_set_is_held_against_now_and_taken_over(desk: Desk) -> None:
    """J lists the differences, the page switches between then and now and changes nothing then, Return takes over."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    workspace = desk.office.workspace
    workspace.do(review.accept, [first, second], "OSL 21:7")
    workspace.do(mark_sets.keep, document_id)
    desk.office.as_(KARIN)
    workspace.do(review.reject, [first], "i tjänst")
    workspace.do(review.accept, [second], "OSL 31:16")
    desk.office.as_(MAJA)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_J)
    panel = screen.compare
    assert panel.isVisible()
    assert panel.rows.hasFocus()
    assert MAJA in panel.sets.currentText()
    assert [row.words for row in panel._found] == [FIRST, SECOND]
    press(panel.rows, Key.Key_Down)
    assert screen.page_view._chosen == second
    press(panel.rows, Key.Key_Space)
    assert [mark.number for mark in screen.page_view._by_id.values()] == [3, 3]
    press(screen.page_view, Key.Key_4, Key.Key_Return)
    assert states(desk, document_id) == [MarkState.REJECTED, MarkState.ACCEPTED]
    assert desk.marks(document_id)[1].provision == "OSL 31:16"
    press(panel.rows, Key.Key_Space, Key.Key_Return)
    assert desk.marks(document_id)[1].provision == "OSL 21:7"
    assert [row.words for row in panel._found] == [FIRST]
    panel.keep.click()
    assert panel._found == ()
    assert panel.one.blockers()
    panel.sets.setCurrentIndex(1)
    panel.sets.activated.emit(1)
    press(panel.rows, Key.Key_Return)
    assert states(desk, document_id) == [MarkState.ACCEPTED, MarkState.ACCEPTED]
    press(panel.rows, Key.Key_Escape)
    assert screen.panel.list.hasFocus()
    press(screen.panel.list, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert states(desk, document_id) == [MarkState.REJECTED, MarkState.ACCEPTED]


def test_marks_of_a_document_that_says_the_same_are_held_against_these_and_taken_over(desk: Desk, qtbot: QtBot) -> None:
    """It is told among the sets; chosen, its marks are a set; Return takes them over, Ctrl+Z back. Handed out, it is
    told above the pages of another request, and one press compares.
    """
    first = desk.document(LONG)
    workspace = desk.office.workspace
    workspace.do(review.accept, desk.finds(first, FIRST), "OSL 21:7")
    second = desk.document(["Vidarebefordrat", *LONG], title="Samma")
    desk.finds(second, FIRST)
    screen = desk.review(second)
    press(screen.panel.list, Key.Key_J)
    panel = screen.compare
    assert [panel.sets.itemData(at) for at in range(panel.sets.count())] == [-first]
    panel.sets.setCurrentIndex(0)
    with qtbot.waitSignal(screen.carrying.ended, timeout=WAIT):
        panel.sets.activated.emit(0)
    assert [row.words for row in panel._found] == [FIRST]
    assert states(desk, second) == [MarkState.PROPOSED]
    press(panel.rows, Key.Key_Return)
    assert states(desk, second) == [MarkState.ACCEPTED]
    press(panel.rows, Key.Key_Escape)
    press(screen.panel.list, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert states(desk, second) == [MarkState.PROPOSED]
    handed_out(desk.office, desk.office.delivery(desk.request_id))
    desk.request_id = desk.office.request()
    third = desk.document(LONG, title="Begärt igen")
    desk.finds(third, FIRST)
    screen = desk.review(third)
    assert screen.notice.isVisible()
    with qtbot.waitSignal(screen.carrying.ended, timeout=WAIT):
        screen.notice.acted.emit()
    assert [row.words for row in screen.compare._found] == [FIRST]
