"""Never here and always: asked in place, learned with a reason, seen at once and taken back on the company's page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.office import EntryKind
from app.services.marking import office_lists
from app.services.marking.office_lists import EntryRow, NewEntry
from app.texts import _
from redaction.marks import MarkState
from tests.ui.desks import Desk, press, there
from tests.ui.rooms import WAIT, Room, spoken
from ui.parts.inputs import Entry, Tick

Key = Qt.Key
LINES = ["Möte på Hotell Rosen i Fjällvik.", "Ring Lovisa Granberg om Hotell Rosen."]


def learned(desk: Desk) -> list[EntryRow]:
    """The office's entries."""
    return list(desk.office.workspace.ask(office_lists.rows))


def test_never_here_is_asked_in_place_and_learned_with_its_neighbours(desk: Desk, qtbot: QtBot) -> None:
    """X asks why; Return learns it for the request, leaves the finding visible and looks again."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Hotell Rosen", category="PERSON")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_X)
    entry = there(screen.panel.card.findChild(Entry))
    assert entry.hasFocus()
    press(entry, Key.Key_Return)
    assert learned(desk) == []
    press(entry, "ett hotell")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT):
        press(entry, Key.Key_Return)
    (row,) = learned(desk)
    assert (row.entry.text, row.entry.before, row.entry.after) == ("Hotell Rosen", "på", "i")
    assert row.entry.request_id == desk.request_id
    assert desk.marks(document_id)[0].state is MarkState.REJECTED
    assert desk.marks(document_id)[0].reason == "ett hotell"
    QTest.qWait(1)


def test_the_offices_list_refuses_a_name_and_says_what_to_do(desk: Desk) -> None:
    """Unticking "only in this request" for somebody's name: a sentence, nothing learned, nothing judged."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Lovisa Granberg", category="PERSON")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_X)
    card = screen.panel.card
    there(card.findChild(Tick)).setChecked(False)
    entry = there(card.findChild(Entry))
    press(entry, "fel", Key.Key_Return)
    assert learned(desk) == []
    assert desk.marks(document_id)[0].state is MarkState.PROPOSED
    assert desk.frame.status.echo.text() == _(
        "It looks like personal data, which the office's list does not keep. Keep it for this request."
    )


def test_always_is_learned_with_the_ground(desk: Desk, qtbot: QtBot) -> None:
    """B on a finding; the entry holds its category and the ground shown."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Hotell Rosen", category="BUSINESS")
    screen = desk.review(document_id)
    screen._set_ground("OSL 31:16")
    press(screen.panel.list, Key.Key_B)
    card = screen.panel.card
    there(card.findChild(Tick)).setChecked(False)
    entry = there(card.findChild(Entry))
    press(entry, "prislista")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT):
        press(entry, Key.Key_Return)
    (row,) = learned(desk)
    assert (row.entry.kind, row.entry.category, row.entry.provision) == (EntryKind.ALWAYS, "BUSINESS", "OSL 31:16")
    marks = [mark for mark in desk.marks(document_id) if mark.text == "Hotell Rosen"]
    assert [mark.provision for mark in marks] == ["OSL 31:16"] * 2
    QTest.qWait(1)


def test_escape_learns_nothing(desk: Desk) -> None:
    """Back to the finding's card."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Hotell Rosen")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_X)
    press(there(screen.panel.card.findChild(Entry)), "nej", Key.Key_Escape)
    assert learned(desk) == []
    assert not screen.panel.card.asking
    assert screen.panel.list.hasFocus()


def test_the_menu_has_the_verbs_that_fit(desk: Desk) -> None:
    """A finding can be never or always; a mark by hand only always; a closed document has no menu."""
    document_id = desk.document(LINES)
    desk.finds(document_id, "Hotell Rosen")
    screen = desk.review(document_id)
    words = [action.text() for action in screen.menu().actions() if action.text()]
    assert [word.partition(" …")[0] for word in words[2:]] == [_("Never here"), _("Always")]


def test_the_company_page_shows_and_takes_back(room: Room) -> None:
    """Who, when, why and for whom; the verb is open where the entry holds."""
    new = NewEntry(EntryKind.NEVER, "Hotell Rosen", "PERSON", "ett hotell", "på", "i")
    room.workspace.do(office_lists.add, new)
    screen = room.show("company")
    table = screen.lists.table
    row = table.current()
    told = " ".join(column.text(row) + (column.second(row) if column.second else "") for column in table.rows.columns)
    for words in ("Hotell Rosen", "på", "ett hotell", room.workspace.signed_in.name, "2026-03-11"):
        assert words in told
    press(table, Key.Key_Return)
    assert not room.workspace.ask(office_lists.rows)[0].entry.holds
    assert screen.lists.back.blockers()
    assert _("Learned") in spoken(screen.lists)
