"""Two monitors: the panel apart, another document beside; both follow, and closing one loses nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.services.marking import review
from redaction.marks import MarkState
from tests.ui.desks import Desk, press, there

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "19810107-9294", "19121212-1212"
LINES = [f"Jag heter Lovisa Granberg, personnr {FIRST}.", f"Min make Nils har {SECOND} och ringde."]


def test_the_panel_works_in_a_window_of_its_own(desk: Desk) -> None:
    """Keys decide there and are undone there, the page follows and the other way round; half an answer comes back."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    wide = screen.page_view.width()
    press(screen.panel.list, Key.Key_F9)
    QTest.qWait(5)
    window = there(screen.apart)
    assert window.isVisible()
    assert screen.panel.window() is window
    assert screen.page_view.width() > wide
    press(screen.panel.list, Key.Key_3)
    assert desk.marks(document_id)[0].state is MarkState.ACCEPTED
    assert screen.page_view._chosen == second
    spot = screen.page_view.on_view(0, desk.marks(document_id)[0].rects[0]).center()
    QTest.mouseClick(screen.page_view.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(1, 0))
    assert there(screen.current()).id == first
    window.activateWindow()
    screen.panel.list.setFocus()
    press(screen.panel.list, Key.Key_Z, modifier=CTRL)
    assert desk.marks(document_id)[0].state is MarkState.PROPOSED
    press(screen.panel.list, Key.Key_Backspace)
    entry = there(screen.panel.card.entry)
    press(entry, "en tjanste")
    window.close()
    QTest.qWait(5)
    assert screen.panel.window() is desk.frame
    assert there(screen.panel.card.entry).text() == "en tjanste"
    assert screen.panel.isVisible()


def test_where_the_panel_stood_is_kept(desk: Desk) -> None:
    """It goes with the page when another screen comes, and stands apart again with the next one that is opened."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    screen.toggle_apart()
    there(screen.apart).resize(433, 555)
    desk.frame.show_screen("delivery", delivery_id=desk.office.delivery(desk.request_id))
    assert not there(screen.apart).isVisible()
    desk.frame.forget_screens()
    QTest.qWait(1)
    again = desk.review(document_id)
    assert (there(again.apart).isVisible(), there(again.apart).width()) == (True, 433)
    again.toggle_apart()
    assert again.apart is None


def test_another_document_is_read_beside_and_follows(desk: Desk) -> None:
    """Its marks change as they are judged elsewhere; swapped it comes into the main window; nothing changes in it."""
    document_id, other_id = desk.document(LINES), desk.document(LINES, title="Bilaga")
    desk.finds(document_id, FIRST)
    marks = desk.finds(other_id, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_F9, modifier=Qt.KeyboardModifier.ShiftModifier)
    window = there(screen.beside)
    assert window.isVisible()
    assert window.documents.currentText() == "Bilaga"
    desk.office.workspace.do(review.accept, marks, "OSL 31:16")
    QTest.qWait(5)
    assert [mark.number for mark in window.view._by_id.values()] == [4]
    press(window.view, Key.Key_3, Key.Key_Return)
    assert desk.marks(other_id)[0].provision == "OSL 31:16"
    window.swap.click()
    assert (screen.deeds.document_id, window.documents.currentText()) == (other_id, "Klagomål")
    window.close()
    assert screen.beside is None
