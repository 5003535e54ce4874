"""The documents of a request are put in order from their table, and described on a page of their own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.cases import describing
from app.services.delivering import delivery

from .rooms import Room


def titles(room: Room, request_id: int) -> list[str]:
    """The documents in the order of the package."""
    return [d.title for d in room.workspace.ask(delivery.documents, room.office.delivery(request_id))]  # type: ignore[arg-type]


def test_alt_and_arrows_move_and_ctrl_z_puts_back(room: Room, qtbot: QtBot) -> None:
    """The row moves with the keyboard on it; Ctrl+Z takes it back, and the second line tells what is known."""
    request_id = room.office.request()
    for title in ("Bilaga", "Avtal"):
        room.office.document(request_id, title=title)
    screen = room.show("request", request_id=request_id)
    screen.table.setFocus()
    screen.table.selectRow(1)
    qtbot.keyClick(screen.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(room, request_id) == ["Avtal", "Bilaga"]
    assert screen.table.current().title == "Avtal"
    qtbot.keyClick(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(room, request_id) == ["Bilaga", "Avtal"]
    screen.on_document("by-title", screen.table.current().document)
    assert titles(room, request_id) == ["Avtal", "Bilaga"]


def test_a_document_is_described(room: Room) -> None:
    """What is written is saved, shown in the list, and taken back."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    screen = room.show("request", request_id=request_id)
    screen.on_document("describe", screen.table.current().document)
    page: Any = room.frame.current()
    page.day.entry.setText("2026-02-04")
    page.whom.setText("Nova")
    page.save.click()
    shown: Any = room.frame.current()
    assert "2026-02-04, Nova" in shown.table.current().second
    page = room.show("describing", document_id=document_id)
    page.back.click()
    assert room.workspace.ask(describing.of, [document_id]) == {}
