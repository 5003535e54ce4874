"""The search panel: what is asked, what was found and how it stands, ticks, and masking with one key to undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.ids import DocumentId
from app.services.cases import intake
from redaction.detectors import Term
from redaction.marks import MarkState
from redaction.sought import Expression, Lines, Listed, Near
from tests.ui.desks import Desk, press
from tests.ui.rooms import WAIT
from ui.parts.columns import ROW, Group
from ui.screens.review.screen import ReviewScreen
from ui.screens.review.search import EXPRESSION, LINES, LISTED, NEAR
from ui.viewer import words_under

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LINES_ONE = ["Jag heter Lovisa Granberg.", "Nils Granberg ringde, Granberg igen."]
LINES_TWO = ["Möte med Granberg."]


Sought = Callable[[ReviewScreen, str], None]


@pytest.fixture
def seek(qtbot: QtBot) -> Sought:
    """Looks for words and waits for the answer."""

    def run(screen: ReviewScreen, words: str) -> None:
        screen.open_search()
        screen.search.first.setText(words)
        with qtbot.waitSignal(screen.seeking.ended, timeout=WAIT):
            press(screen.search.first, Key.Key_Return)

    return run


def states(desk: Desk, document_id: DocumentId) -> list[MarkState]:
    """How the document's marks stand."""
    return [mark.state for mark in desk.marks(document_id)]


def test_found_ticked_masked_and_undone_by_keys(desk: Desk, seek: Sought) -> None:
    """Ctrl+F, words, Return; Space unticks; a number chooses the ground; one Ctrl+Z takes all back everywhere."""
    one, two = desk.document(LINES_ONE, title="Ett"), desk.document(LINES_TWO, title="Två")
    screen = desk.review(one)
    press(screen.panel.list, Key.Key_F, modifier=CTRL)
    assert screen.search.first.hasFocus()
    seek(screen, "granberg")
    hits = screen.search.hits
    assert hits.hasFocus()
    shown = [hits.model().index(at, 0).data(ROW) for at in range(hits.model().rowCount())]
    assert [row.title for row in shown if isinstance(row, Group)] == ["Ett", "Två"]
    assert screen.search.mask_button.blockers()
    press(hits, Key.Key_Space, Key.Key_3)
    assert (states(desk, one), not screen.search.mask_button.blockers()) == ([], True)
    press(screen.search.mask_button, Key.Key_Space)
    assert states(desk, one) == [MarkState.ACCEPTED] * 2
    assert states(desk, two) == [MarkState.ACCEPTED]
    assert screen.search.counted.text().startswith("4 träffar, 3 mask")
    press(hits, Key.Key_Z, modifier=CTRL)
    assert (states(desk, one), states(desk, two)) == ([], [])
    assert screen.search.counted.text().startswith("4 träffar, 0 mask")


def test_going_to_a_hit_shows_it_in_its_document(desk: Desk, seek: Sought) -> None:
    """The words are selected on the page, in another document if they stand there; the list keeps focus and ticks."""
    one, two = desk.document(LINES_ONE, title="Ett"), desk.document(LINES_TWO, title="Två")
    screen = desk.review(one)
    seek(screen, "granberg")
    hits = screen.search.hits
    found = screen.page_view.selection
    assert found is not None
    assert found.text == "Granberg"
    press(hits, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert screen.deeds.document_id == two
    assert hits.hasFocus()
    assert hits.marked == {1, 2, 3}


def test_letters_in_the_list_of_hits_decide_nothing(desk: Desk, seek: Sought) -> None:
    """The keys of the page behind are asleep while the hits have the focus."""
    document_id = desk.document(LINES_ONE)
    desk.finds(document_id, "Lovisa")
    screen = desk.review(document_id)
    seek(screen, "granberg")
    press(screen.search.hits, "ray", Key.Key_Backspace, Key.Key_H)
    assert states(desk, document_id) == [MarkState.PROPOSED]


def test_escape_goes_back_to_the_findings(desk: Desk, seek: Sought) -> None:
    """Nothing is selected any more, and the findings have the focus."""
    screen = desk.review(desk.document(LINES_ONE))
    seek(screen, "granberg")
    press(screen.search.hits, Key.Key_Escape)
    assert screen.panel.list.hasFocus()
    assert screen.page_view.selection is None
    assert not screen.search.isVisible()


def test_selected_words_are_looked_for(desk: Desk, qtbot: QtBot) -> None:
    """The verb of the selection, also as a key."""
    document_id = desk.document(LINES_ONE)
    screen = desk.review(document_id)
    text = desk.pages[document_id][0]
    word = text.words[3]
    view = screen.page_view
    view.select_words(words_under.stretch(text, word, word))
    assert screen.popup.search_button.isVisible()
    with qtbot.waitSignal(screen.seeking.ended, timeout=WAIT):
        press(view, Key.Key_S)
    assert screen.search.found is not None
    assert len(screen.search.found.rows) == 3


def test_a_closed_document_shows_its_hits_and_takes_no_tick(desk: Desk, seek: Sought) -> None:
    """What cannot be masked is told, and not counted among what will be."""
    one, two = desk.document(LINES_ONE, title="Ett"), desk.document(LINES_TWO, title="Två")
    desk.office.workspace.do(intake.mark_done, two)
    screen = desk.review(one)
    seek(screen, "granberg")
    hits = screen.search.hits
    assert hits.marked == {0, 1, 2}
    hits.tick(3)
    hits.tick_all(True)
    assert hits.marked == {0, 1, 2}


def test_what_was_found_stays_in_its_request(desk: Desk, seek: Sought) -> None:
    """A document of another request never stands beside the hits of the one before."""
    screen = desk.review(desk.document(LINES_ONE))
    seek(screen, "granberg")
    desk.request_id = desk.office.request()
    screen = desk.review(desk.document(LINES_TWO))
    assert screen.search.found is None
    assert screen.search.hits.model().rowCount() == 0


def test_a_fault_is_told_in_the_panel(desk: Desk, seek: Sought, qtbot: QtBot, tmp_path: Path) -> None:
    """An expression that cannot be read, a list with a bad row, an empty field."""
    screen = desk.review(desk.document(LINES_ONE))
    screen.search.kind.setCurrentIndex(screen.search.kind.findData(EXPRESSION))
    seek(screen, "(a")
    assert "2" in screen.search.note.text()
    screen.search.kind.setCurrentIndex(screen.search.kind.findData(LISTED))
    (tmp_path / "lista.csv").write_text("Granberg;GDPR\n", encoding="utf-8")
    seek(screen, str(tmp_path / "lista.csv"))
    assert "rad 1" in screen.search.note.text()
    (tmp_path / "lista.csv").write_text("Granberg;OSL 21:7\n", encoding="utf-8")
    seek(screen, str(tmp_path / "lista.csv"))
    assert not screen.search.mask_button.blockers()
    screen.search.first.clear()
    screen.search.ask()
    assert screen.search.note.isVisible()
    QTest.qWait(1)


def test_the_fields_ask_what_they_say(desk: Desk) -> None:
    """Each kind of search makes its query."""
    panel = desk.review(desk.document(LINES_ONE)).search
    panel.first.setText(" aa ")
    panel.second.setText("bb")
    panel.ticks["case"].setChecked(True)
    panel.ticks["whole"].setChecked(False)
    assert panel.query() == Listed((Term("aa", "", None, True),), True)
    made = {}
    for kind in (EXPRESSION, NEAR, LINES, LISTED):
        panel.kind.setCurrentIndex(panel.kind.findData(kind))
        made[kind] = panel.query()
    assert made[EXPRESSION] == Expression(" aa ", True, False)
    assert made[NEAR] == Near("aa", "bb", 10, False)
    assert made[LINES] == Lines("aa", "bb")
    assert made[LISTED] == Path("aa")
    panel.second.clear()
    panel.kind.setCurrentIndex(panel.kind.findData(NEAR))
    assert panel.query() is None
