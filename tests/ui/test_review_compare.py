"""Two sets compared: what somebody kept against now; switched on the page, jumped to, one or all taken over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.services.marking import mark_sets, review
from redaction.marks import MarkState
from tests.builders import KARIN, MAJA
from tests.ui.desks import Desk, press

Key = Qt.Key
FIRST, SECOND = "19810107-9294", "19121212-1212"
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
