"""Nothing that somebody has done falls unasked: what a change takes with it is named first, and Escape keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.delivering import delivery
from app.texts import _
from tests.builders import KARIN

from .rooms import Room, spoken

Key = Qt.Key


def test_what_falls_with_a_change_is_named_first(room: Room) -> None:
    """Each change of a signed delivery on the request's page names the signature; Escape keeps it, the verb goes on."""
    request_id, delivery_id, _document = room.office.signed()
    screen = room.show("request", request_id=request_id)
    document = screen.view.current.documents[0].document

    def signed() -> bool:
        return room.workspace.ask(delivery.signature, delivery_id) is not None

    changes: dict[str, Callable[[], Any]] = {
        "a choice": lambda: screen.choose("hide_lengths", True),
        "another name": lambda: screen.on_document("rename", document),
        "opened again": lambda: screen.on_document("reopen", document),
        "taken out": lambda: screen.on_document("remove", document),
    }
    for name, change in changes.items():
        change()
        assert screen.asking.isVisible(), name
        assert KARIN in screen.asking.words.text(), name
        QTest.keyClick(screen.asking.no, Key.Key_Escape)
        assert not screen.asking.isVisible(), name
        assert signed(), name
    changes["a choice"]()
    screen.asking.yes.click()
    assert not signed()
    changes["a choice"]()
    assert not screen.asking.isVisible(), "nothing falls any more, so nothing is asked"


def test_the_page_of_assessments_names_what_falls(room: Room) -> None:
    """It saves while one writes, so it says beforehand what the first letter takes with it."""
    _request, delivery_id, _document = room.office.signed()
    screen = room.show("assessment", delivery_id=delivery_id)
    assert KARIN in spoken(screen.falls)
    assert screen.falls.isVisible()
    _other, unsigned, _document = room.office.masked()
    screen = room.show("assessment", delivery_id=unsigned)
    assert not screen.falls.isVisible()


def test_the_status_bar_says_what_was_done_and_how_it_is_undone(room: Room) -> None:
    """Each change on the request's page is echoed with the way back."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("request", request_id=request_id)
    document = screen.view.current.documents[0].document
    screen.on_document("reopen", document)
    said = [room.frame.status.echo.text()]
    screen.on_document("done", document)
    said.append(room.frame.status.echo.text())
    screen.choose("hide_lengths", True)
    said.append(room.frame.status.echo.text())
    assert said == [
        _("The document is open again."),
        _("The document is done. Its menu opens it again."),
        _("The choice is changed. The same tick takes it back."),
    ]
