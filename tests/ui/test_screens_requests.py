"""The list, registering, the to-do list: by keyboard alone, anonymous by default, nothing asked that may not be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.requests import RequestState
from app.services.cases import registration
from app.services.delivering import sign_off
from app.texts import _
from tests.builders import KARIN, MAJA, PASSWORD
from ui.parts.columns import Group
from ui.screens import page
from ui.screens.requests.week import week_of

from .rooms import Room, spoken

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(screen) -> list[str]:
    """Registry numbers in the order of the list, headings in brackets."""
    rows = [screen.table.rows.row_at(at) for at in range(screen.table.rows.rowCount())]
    return [f"[{row.title}]" if isinstance(row, Group) else row.registry_number for row in rows]


def test_an_empty_office_says_what_to_do(room: Room) -> None:
    """No table of nothing: a sentence, and the way to the first request."""
    screen = room.show("requests")
    assert screen.empty.isVisible()
    assert not screen.filled.isVisible()
    screen.empty.chosen.emit("new")
    assert room.now is room.frame._open["new-request"]


def test_a_request_is_registered_by_keyboard_alone(room: Room) -> None:
    """Ctrl+N, the words, Tab, the subject, Ctrl+Enter: the request stands there, anonymous."""
    screen = room.show("requests")
    QTest.keyClick(screen, Key.Key_N, CTRL)
    form = room.now
    assert room.focus_on(form.wording)
    QTest.keyClicks(form.wording, "Jag vill se avtalen.")
    QTest.keyClick(form.wording, Key.Key_Tab)
    assert room.focus_on(form.subject)
    QTest.keyClicks(form.subject, "avtal")
    QTest.keyClick(form.subject, Key.Key_Return, CTRL)
    page = room.now
    assert page.view.request.subject.endswith("– avtal")
    assert page.view.requester == ""
    assert _("Anonymous") in spoken(page.facts)
    assert room.workspace.ask(lambda reader: reader.requests.count()) == 1


def test_who_asks_is_folded_away_and_why_is_never_asked(room: Room) -> None:
    """TF 2:18: no field for a purpose, and the name's fields are hidden until the requester has told it."""
    form = room.show("new-request")
    assert not form.requester.isVisible()
    assert not {"purpose", "reason", "why"} & set(form.fields)
    form.requester.setText("Elbytarna Direkt AB")
    form.wording.setPlainText("Avtalen.")
    form.try_it()
    assert room.now.view.requester == "", "a name that was folded away is not kept"
    form = room.show("new-request")
    form.told_who.click()
    assert form.requester.isVisible()
    form.requester.setText("Elbytarna Direkt AB")
    form.wording.setPlainText("Avtalen.")
    form.try_it()
    assert room.now.view.requester == "Elbytarna Direkt AB"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("wording", "", "The request's own words are missing. Enter what was asked for."),
        ("day", "i går", "The time cannot be understood. Write 2026-03-11 and 08.54."),
        ("day", "2099-01-01", "The time of arrival lies in the future. Correct it."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(room: Room, field: str, value: str, sentence: str) -> None:
    """The sentence stands under the field, the focus in it, and nothing is registered."""
    form = room.show("new-request")
    form.wording.setPlainText("Avtalen.")
    control = form.fields[field].control
    control.setPlainText(value) if field == "wording" else control.setText(value)
    form.try_it()
    assert form.fields[field].note.text() == _(sentence)
    assert room.focus_on(control)
    assert room.workspace.ask(lambda reader: reader.requests.count()) == 0


def test_the_list_groups_by_whom_it_waits_for(room: Room) -> None:
    """What waits for me stands first; what was sent to review waits for the reviewer, and for Karin it is hers."""
    mine = room.office.request()
    _request, delivery_id, _document = room.office.masked()
    room.workspace.do(sign_off.submit, delivery_id)
    first, second = [r.registry_number for r in room.workspace.ask(lambda reader: reader.requests.where())]
    assert mine
    screen = room.show("requests")
    you, reviewer = f"[{_('Waiting for you')}]", f"[{_('Waiting for a reviewer')}]"
    assert shown(screen) == [you, first, reviewer, second]
    room.as_(KARIN)
    screen = room.show("requests")
    assert shown(screen) == [you, second, f"[{_('Waiting for a handler')}]", first]


def test_search_finds_subject_and_number_and_chips_filter(room: Room) -> None:
    """Words in any order, in subject or number; a chip shows its own rows and counts them."""
    room.office.request("Begäran om handling – avbrott")
    room.office.request("Begäran om handling – avtal")
    screen = room.show("requests")
    QTest.keyClick(screen, Key.Key_K, CTRL)
    assert room.focus_on(screen.search)
    QTest.keyClicks(screen.search, "avtal 0002")
    assert [row for row in shown(screen) if not row.startswith("[")] == ["FE 2026-0002"]
    screen.search.clear()
    assert screen.chips["over"].accessibleName().startswith("0")
    screen.chips["over"].click()
    assert shown(screen) == []
    room.office.clock.now += timedelta(days=7)
    screen.open()
    assert screen.chips["over"].accessibleName().startswith("2")
    assert len(shown(screen)) == 3


def test_return_looks_in_the_texts_and_nobody_is_found_there(room: Room) -> None:
    """What is asked for and documents, with where the words stand; a name is refused, and the way back is there."""
    request_id = room.office.request("Begäran om handling – avbrott")
    room.office.paper(request_id, ["Snöröjningen vid Tallstigen."], {}, "Brev")
    screen = room.show("requests")
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "tallstig")
    assert shown(screen) == []
    assert screen.none.isVisible()
    assert screen.said.text() == _("Subject and number. Return looks in the texts too.")
    QTest.keyClick(screen.search, Key.Key_Return)
    assert screen.further.text() == _("Stop")
    screen.texts.work.wait()
    QTest.qWait(5)
    assert shown(screen) == [f"[{_('In the texts')}]", "FE 2026-0001"]
    assert screen.table.rows.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole).endswith(
        _("{title}, p. {page}").format(title="Brev", page=1)
    )
    QTest.keyClick(screen.search, Key.Key_Down)
    assert room.focus_on(screen.table)
    screen.search.setText("Lovisa Granberg")
    assert shown(screen) == []
    screen.none.chosen.emit("texts")
    screen.texts.work.wait()
    QTest.qWait(5)
    assert screen.banner.isVisible()
    assert not screen.texts.asked
    screen.none.chosen.emit("all")
    assert shown(screen)[-1] == "FE 2026-0001"


def test_the_list_is_ordered_and_answered_ones_have_a_filter(room: Room) -> None:
    """By whom it waits for, age or subject; the order is kept; what is answered stands under its own filter."""
    room.office.request("Begäran om handling – ström")
    room.office.request("Begäran om handling – avtal")
    screen = room.show("requests")
    screen.order.setCurrentIndex(screen.order.findData("subject"))
    screen.order.activated.emit(0)
    assert shown(screen) == ["FE 2026-0002", "FE 2026-0001"]
    room.as_(KARIN).as_(MAJA)
    screen = room.show("requests")
    assert screen.order.currentData() == "subject"
    screen.chips["answered"].click()
    assert shown(screen) == []
    assert screen.none.isVisible()


def test_the_week_counts_days_and_ages(room: Room) -> None:
    """Arrivals on their weekday, ages by the company's limits, and all of it in words for a screen reader."""
    room.office.request()
    room.office.request()
    screen = room.show("requests")
    week = week_of(screen._rows, room.workspace.clock())
    assert (week.number, [day.arrived for day in week.days]) == (11, [0, 0, 2, 0, 0])
    assert [count for _age, _words, count in week.ages] == [2, 0, 0, 0]
    assert "2" in screen.week.bars.accessibleName()
    assert _("Handler") in screen.week.waits.accessibleName()


def test_the_to_do_list_goes_to_the_place(room: Room) -> None:
    """Opening a line shows the screen where the thing is done."""
    request_id, delivery_id, _document = room.office.masked()
    todo = room.show("todo")
    lines = [todo.panel.view.rows.row_at(at) for at in range(todo.panel.view.rows.rowCount())]
    assert [line.code for line in lines] == ["submit"]
    todo.panel.view.opened.emit(lines[0])
    assert room.now.request_id == request_id
    room.workspace.do(sign_off.submit, delivery_id)
    room.as_(KARIN)
    todo = room.show("todo")
    todo.panel.view.opened.emit(todo.panel.view.rows.row_at(0))
    assert room.now.delivery_id == delivery_id


def test_the_list_hears_of_a_new_request(room: Room) -> None:
    """What happens elsewhere is shown without anyone asking."""
    screen = room.show("requests")
    request_id = room.office.request()
    QTest.qWait(5)
    assert len(shown(screen)) == 2
    room.workspace.do(registration.start_search, request_id)
    QTest.qWait(5)
    assert screen._rows[0].state is RequestState.SEARCH
    assert PASSWORD


def test_many_requests_are_asked_for_beside_the_window(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the office has many requests, list and to-do list come in a while, the newest answer last."""
    monkeypatch.setattr(page, "MANY", 1)
    for _number in range(2):
        room.office.request()
    screen = room.show("requests")
    room.office.request()
    qtbot.waitUntil(lambda: len(screen._rows) == 3, timeout=60_000)
    assert len(shown(screen)) == 4
    assert room.focus_on(screen.table)
    todo = room.show("todo")
    qtbot.waitUntil(lambda: todo.panel.view.rows.rowCount() == 3, timeout=60_000)
