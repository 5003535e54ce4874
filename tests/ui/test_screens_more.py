"""Can more be handed out? The list before signing, each row a step from its page."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.domain.overmasking import DoubtKind
from app.services.marking import review
from tests.builders import A4

from .rooms import Room


def test_the_list_leads_to_the_page(room: Room) -> None:
    """From the assessments to the list, and on to the mask; where there is nothing it says so."""
    office = room.office
    _request, delivery_id, _document = office.masked()
    screen = room.show("assessment", delivery_id=delivery_id)
    screen.more.click()
    screen = room.now
    screen.work.wait()
    QTest.qWait(5)
    assert screen.panes.currentWidget() is screen.empty
    request_id = office.request()
    document_id = office.document(request_id)
    mark_id = room.workspace.do(review.add_page, document_id, 1, A4, "OSL 18:8")
    screen = room.show("more", delivery_id=office.delivery(request_id))
    screen.work.wait()
    QTest.qWait(5)
    rows = [screen.table.rows.row_at(at) for at in range(screen.table.rows.rowCount())]
    assert {doubt.kind for doubt in rows} == {DoubtKind.UNASSESSED, DoubtKind.WHOLE_PAGE}
    screen.table.opened.emit(rows[0])
    assert room.now.current().id == mark_id
