"""Where there is nothing yet the screen says so and what to do next, with a button that goes there."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest

from app.texts import _
from tests.builders import SVEN
from ui.parts.states import State
from ui.screens.delivery.checks import checks

from .rooms import Room, spoken


def test_an_empty_office_has_no_blank_screen(room: Room) -> None:
    """To do, diary and the catalogue with words that fit nothing: an offer each, reached by the keyboard."""
    todo: Any = room.show("todo")
    assert room.focus_on(todo.none.first())
    todo.none.first().click()
    assert room.now is room.frame._open["requests"]
    diary: Any = room.show("diary")
    diary.empty.first().click()
    assert room.now is room.frame._open["new-request"]
    catalogue: Any = room.show("catalogue")
    catalogue.search.setText("xyzzy")
    assert not catalogue.table.isVisible()
    catalogue.none.first().click()
    assert catalogue.table.isVisible()
    assert catalogue.table.rows.rowCount() > 10
    room.as_(SVEN)
    todo = room.show("todo")
    assert _("Register a request") not in spoken(todo.none), "an administrator registers nothing"


def test_a_request_without_documents_leads_back_to_where_they_are_taken_in(room: Room) -> None:
    """Nothing to assess, no traces: the way is the request; the checks before handing out say that there is nothing."""
    request_id = room.office.request()
    delivery_id = room.office.delivery(request_id)
    assessed: Any = room.show("assessment", delivery_id=delivery_id)
    assessed.empty.first().click()
    assert room.now is room.frame._open["request"]
    traces: Any = room.show("traces", delivery_id=delivery_id)
    traces.work.wait()
    QTest.qWait(5)
    assert traces.none.isVisible()
    traces.none.first().click()
    page: Any = room.now
    assert page is room.frame._open["request"]
    first = checks(page.view, page.view.current, (), room.workspace.clock())[0]
    assert (first.state, first.words, first.place) == (State.BLOCKED, _("No documents"), "request")
