"""Comments on marks on the review page: a sign in the list, the words in the card, an answer and the end by key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.cases import intake
from app.services.marking import review, reviewing
from app.texts import _
from tests.ui.desks import Desk, press, there
from ui.parts.words import Words
from ui.screens.review.comments import Thread
from ui.screens.review.rows import FindingsModel
from ui.screens.review.screen import ReviewScreen

Key = Qt.Key
FIRST, SECOND = "19810107-9294", "19121212-1212"
LINES = [f"Jag heter Lovisa Granberg, personnr {FIRST}.", f"Min make Nils har {SECOND} och ringde."]


def told(screen: ReviewScreen) -> str:
    """All the words of the comments in the card; "" where none are shown."""
    thread = next((one for one in screen.panel.card.findChildren(Thread) if one.isVisible()), None)
    return "" if thread is None else " ".join(words.text() for words in thread.findChildren(Words))


def spoken(model: FindingsModel) -> list[str]:
    """What a screen reader says of the rows."""
    role = Qt.ItemDataRole.AccessibleTextRole
    said = (model.index(at, 0, QModelIndex()).data(role) for at in range(model.rowCount()))
    return [str(words) for words in said if words]


def test_a_comment_is_read_answered_and_seen_to_where_the_mark_is(desk: Desk, qtbot: QtBot) -> None:
    """The page opens at it when all is judged, also in one that is done; K answers, F says that it is seen to."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    desk.office.workspace.do(review.accept, [first, second], "OSL 21:7")
    desk.office.workspace.do(intake.mark_done, document_id)
    desk.office.workspace.do(reviewing.comment, second, "Gäller det verkligen maken?")
    screen = desk.review(document_id)
    assert there(screen.current()).id == second
    assert "Gäller det verkligen maken?" in told(screen)
    waiting = [words for words in spoken(screen.panel.list.findings) if _("a comment waits") in words]
    assert len(waiting) == 1
    assert SECOND in waiting[0]
    press(screen.panel.list, Key.Key_K)
    press(QApplication.focusWidget(), "Ja, han ringde.", Key.Key_Return)
    assert "Ja, han ringde." in told(screen)
    assert screen.panel.list.hasFocus()
    press(screen.panel.list, Key.Key_F)
    assert there(screen.current()).commented is False
    assert not [words for words in spoken(screen.panel.list.findings) if _("a comment waits") in words]


def test_escape_and_an_empty_answer_say_nothing(desk: Desk) -> None:
    """Return on no words keeps asking; Escape goes back to the finding, and nothing is written."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_K)
    press(QApplication.focusWidget(), Key.Key_Return)
    assert screen.panel.card.asking
    press(QApplication.focusWidget(), "x", Key.Key_Escape)
    assert not screen.panel.card.asking
    assert told(screen) == ""
    assert desk.office.workspace.ask(lambda reader: reader.mark_comments.where()) == ()
