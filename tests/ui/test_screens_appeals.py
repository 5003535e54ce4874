"""The page of appeals: every appeal with its days, the years below, and the way to the decision."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.texts import _
from tests.app.services.deciding.test_rulings import appealed, held_back, with_head
from tests.builders import MAJA

from .rooms import Room


def test_the_page_lists_appeals_and_years_and_leads_to_the_decision(room: Room) -> None:
    """Empty at first; then an appeal with its last day and the day to send it on, under the name that the rail has."""
    screen = room.show("appeals")
    assert screen.none.isVisible()
    with_head(room.office)
    delivery_id = held_back(room.office)
    appealed(room.office, delivery_id)
    room.as_(MAJA)
    screen = room.show("appeals")
    (row,) = screen.table.rows._all
    assert not screen.none.isVisible()
    assert (screen.title(), screen.count.text()) == (_("Court"), "1")
    assert str(row.target.day) == "2026-03-18"
    assert [year.year for year in screen.years.rows._all] == [2026]
    screen.table.opened.emit(row)
    QTest.qWait(1)
    assert room.now.delivery_id == delivery_id
