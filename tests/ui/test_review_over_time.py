"""The review page over time: what is new, a colleague meanwhile, and what was begun; nothing goes under one's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import open_workspace
from app.services.marking import review, reviewing
from app.services.office import people
from app.workspace import Workspace
from redaction.marks import MarkState
from tests.builders import KARIN, PASSWORD, an_office
from tests.ui.desks import Desk, Still, desk_in, press, there
from ui import drafting, theme
from ui.parts.words import Words
from ui.screens.review.screen import ReviewScreen
from ui.screens.review.words import FindingRow
from ui.viewer import pictures

Key = Qt.Key
FIRST, SECOND, THIRD = "19810107-9294", "19121212-1212", "070-1740612"
LINES = [f"Jag heter Lovisa Granberg, personnr {FIRST}.", f"Min make Nils har {SECOND}.", f"Ring {THIRD}."]


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, light: theme.Tokens) -> Iterator[Desk]:
    """An office with a window and no page-drawer."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(pictures, "Renderer", Still)
    monkeypatch.setattr(drafting, "PAUSE_MS", 0)
    office = an_office(tmp_path)
    yield from desk_in(office, tmp_path)
    office.workspace.close()


@pytest.fixture
def colleague(desk: Desk) -> Iterator[Workspace]:
    """The reviewer in a program of her own on the same store."""
    other = open_workspace(desk.office.workspace.folder, clock=desk.office.clock)
    other.sign_in(KARIN, PASSWORD)
    desk.office.workspace.catch_up()
    yield other
    other.close()


def shown(screen: ReviewScreen) -> list[str]:
    """The words of the rows shown in the panel."""
    model = screen.panel.list.findings
    rows = [model.shown_at(at) for at in range(model.rowCount())]
    return [row.words for row in rows if isinstance(row, FindingRow)]


def heard(desk: Desk) -> None:
    """What the thread that follows does now and then, at once."""
    desk.office.workspace.catch_up()
    QTest.qWait(5)


def test_only_what_is_new_is_shown_and_is_not_new_once_seen(desk: Desk, colleague: Workspace) -> None:
    """Left and come back to: a colleague's decision, a comment and a new finding are counted, filtered, and seen."""
    document_id, other_id = desk.document(LINES), desk.document(["Inget här."], title="Annat")
    first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    assert not screen.news.isVisible()
    desk.review(other_id)
    colleague.do(review.reject, [first], "i tjänst")
    colleague.do(reviewing.comment, second, "Säkert?")
    desk.finds(document_id, FIRST, SECOND, THIRD)
    screen = desk.review(document_id)
    assert screen.news.isVisible()
    assert screen.news.chip.accessibleName().startswith("3 ")
    press(screen.panel.list, Key.Key_4, Key.Key_D)
    assert [row.news != "" for row in screen._rows] == [True, True, True]
    screen.news.done.click()
    assert not screen.news.isVisible()
    desk.review(other_id)
    colleague.do(review.accept, [first], "OSL 21:7")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_D)
    assert (there(screen.current()).id, shown(screen)) == (first, [FIRST])
    press(screen.panel.list, Key.Key_D)
    assert shown(screen) == [FIRST, SECOND, THIRD]
    said = [words.text() for words in screen.panel.card.findChildren(Words) if words.isVisible()]
    assert any(text.startswith(KARIN) for text in said)


def test_a_colleagues_change_comes_without_taking_place_or_words(desk: Desk, colleague: Workspace) -> None:
    """Half a reason stands in the card: it stays, with the focus, while the other mark changes on the page."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Backspace)
    entry = there(screen.panel.card.entry)
    entry.setFocus()
    press(entry, "en tjanste")
    colleague.do(review.accept, [second], "OSL 21:7")
    heard(desk)
    assert [row.mark.state for row in screen._rows] == [MarkState.PROPOSED, MarkState.ACCEPTED]
    assert there(screen.current()).id == first
    assert QApplication.focusWidget() is entry
    assert entry.text() == "en tjanste"
    press(entry, "man", Key.Key_Return)
    assert desk.marks(document_id)[0].reason == "en tjansteman"


def test_who_was_quicker_is_told_and_one_chooses(desk: Desk, colleague: Workspace) -> None:
    """The colleague's decision stands until I say otherwise; the button at hand keeps theirs."""
    document_id = desk.document(LINES)
    first, _second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    colleague.do(review.reject, [first], "i tjänst")
    press(screen.panel.list, Key.Key_3)
    assert screen.collision.isVisible()
    assert KARIN in screen.collision.words.text()
    assert desk.marks(document_id)[0].state is MarkState.REJECTED
    assert screen.collision.no.hasFocus()
    screen.collision.no.click()
    assert not screen.collision.isVisible()
    assert desk.marks(document_id)[0].state is MarkState.REJECTED
    colleague.do(review.reject, [first], "offentlig")
    press(screen.panel.list, Key.Key_3)
    screen.collision.yes.click()
    assert desk.marks(document_id)[0].state is MarkState.ACCEPTED


def test_what_was_begun_stands_there_again(desk: Desk) -> None:
    """Half a reason and half a comment survive Escape and another page; what is sent is forgotten."""
    document_id, other_id = desk.document(LINES), desk.document(["Inget här."], title="Annat")
    first, _second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_K)
    press(QApplication.focusWidget(), "Galler det")
    press(QApplication.focusWidget(), Key.Key_Escape)
    desk.review(other_id)
    screen = desk.review(document_id, mark_id=first)
    press(screen.panel.list, Key.Key_K)
    entry = there(screen.panel.card.entry)
    assert entry.text() == "Galler det"
    press(entry, Key.Key_Return)
    press(screen.panel.list, Key.Key_K)
    assert there(screen.panel.card.entry).text() == ""
