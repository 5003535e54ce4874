"""The program opens where each person left it: screen, request, document, page and zoom; no words are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from app.services.cases import intake
from app.texts import _
from tests.builders import KARIN, MAJA, SVEN
from ui import left_off
from ui.main_window import MainWindow, settings_file

from .desks import Desk
from .rooms import Room


def test_each_person_comes_back_to_their_own_place(room: Room, tmp_path: Path) -> None:
    """Settings are passed over; another person starts at the requests; a new window knows it too."""
    request_id = room.office.request("Begäran om handling – avbrott")
    room.show("request", request_id=request_id)
    room.show("settings")
    room.as_(KARIN)
    assert room.now is room.frame._open["requests"]
    room.as_(MAJA)
    assert room.now is room.frame._open["request"]
    assert room.now.left_at() == {"request_id": request_id}
    assert room.frame.status.echo.text() == _("You are where you left off. Alt+Home shows the requests.")
    room.show("settings")
    room.frame.close()
    again: Any = MainWindow(settings=settings_file(tmp_path / "window.ini"))
    again.workspace = room.workspace
    assert left_off.go_back(again)
    assert again.current().title() == "FE 2026-0001"
    again.workspace = None
    again.deleteLater()
    assert "avbrott" not in (tmp_path / "window.ini").read_text(encoding="utf-8")


def test_what_is_gone_or_unknown_leads_to_the_requests(room: Room) -> None:
    """A document that a colleague took out, a screen of another version, words that no program wrote."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    room.show("review", document_id=document_id)
    room.as_(KARIN)
    room.as_(MAJA)
    assert room.now is room.frame._open["review"]
    room.as_(KARIN)
    room.office.as_(MAJA).workspace.do(intake.remove, document_id)
    room.as_(MAJA)
    assert room.now is room.frame._open["requests"]
    for words in ('{"screen": "no-such", "shown": {}}', "not json", "[]", '{"screen": "review", "shown": [1]}'):
        room.frame.remember(left_off._key(room.workspace), words)
        assert not left_off.go_back(room.frame), words


def test_the_practice_case_begins_at_the_requests(room: Room) -> None:
    """It is made anew each time; what was kept belongs to another one."""
    room.show("diary")
    room.frame.practice = {MAJA: ""}
    room.as_(MAJA)
    assert room.now is room.frame._open["requests"]


def test_a_document_opens_at_its_page_and_zoom(room: Room, tmp_path: Path) -> None:
    """The page in view and its first open finding, at the zoom one had; where the width filled the view it does."""
    desk = Desk(room.office, room.frame, room.office.request())
    document_id = desk.document(*[["Ring 19810107-9294"]] * 5)
    desk.finds(document_id, "19810107-9294")
    page = desk.review(document_id).page_view
    page.go_to(3)
    assert room.now.left_at() == {"document_id": document_id, "page": 3, "zoom": 0}
    page.set_zoom(2.0)
    page.go_to(3)
    left_off.keep(room.frame)
    assert '"page": 3' in room.frame.recall(left_off._key(room.workspace)), "as the window does every few seconds"
    room.as_(SVEN).as_(MAJA)
    QTest.qWait(1)
    back = room.now
    assert back is not None
    assert back.page_view is not page
    assert (back.page_view.page, back.page_view.scale_now, back.current().mark.page) == (3, 2.0, 3)


def test_a_document_taken_out_leaves_no_page_behind(room: Room) -> None:
    """Its review page heard of it: the request stands where it was, and no fault is told."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    room.show("review", document_id=document_id)
    room.workspace.do(intake.remove, document_id)
    QTest.qWait(5)
    assert room.now is room.frame._open["request"]
    assert room.now.left_at() == {"request_id": request_id}
    assert not room.frame.notice.isVisible()
