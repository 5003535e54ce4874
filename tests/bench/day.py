"""A working day played in the window: taken in, marked by keys, assessed, signed by the other person, handed out, read
in the log; on invented data, at the speed of a person in a great hurry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.requests import DeliveryState, Document
from tests.bench.large import PAGES, PAPER
from tests.bench.player import Player, Script
from tests.bench.reading_room import NOTCH, TICK, signed_in
from tests.builders import KARIN, MAJA, PASSWORD
from ui.intake import Intake
from ui.screens.start.sign_in import sign_out

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ELSEWHERE = ("todo", "appeals", "diary", "company", "catalogue", "retention", "settings", "requests")
"""Screens that are looked into on the way."""


def working_day(player: Player) -> Script:
    """From signing in to the log."""
    yield from signed_in(player)
    yield from _list(player)
    yield from _taken_in(player)
    yield from _long_document(player)
    yield from _assessment(player)
    yield from _second_person(player)
    yield from _handed_out(player)
    yield from _log(player)
    for name in ELSEWHERE:
        player.step = f"screen {name}"
        player.window.show_screen(name)
        yield 0.3


def _list(player: Player) -> Script:
    screen: Any = player.window.show_screen("requests")
    player.step = "list"
    screen.table.setFocus()
    for _again in range(10):
        player.press(Key.Key_Down)
        yield 0.05
    for chip in screen.chips.values():
        chip.click()
        yield 0.1
        chip.click()
        yield 0.1
    screen.search.setFocus()
    yield from player.type("avbrott 17")
    yield 0.2
    screen.search.clear()
    yield 0.2


def _taken_in(player: Player) -> Script:
    """A new request is opened, twenty pages come in, what is found is judged by keys."""
    window = player.window
    request_id = RequestId(player.ids["small"])
    player.step = "request"
    window.show_screen("request", request_id=request_id)
    yield 0.3
    player.step = "take in"
    line = Intake.of(window)
    line.take(request_id, [Path(window.workspace.folder) / PAPER])
    yield lambda: not line.busy
    yield 0.3
    document = _documents(player, request_id)[-1]
    player.step = "review"
    screen: Any = window.show_screen("review", document_id=document.id)
    yield lambda: screen.view is not None
    yield 0.5
    yield from _marked(player, screen)
    player.step = "search"
    player.press(Key.Key_F, CTRL)
    yield 0.1
    yield from player.type("uppgift")
    player.press(Key.Key_Return)
    yield lambda: not screen.seeking.busy
    yield 0.3
    player.press(Key.Key_Down)
    yield 0.2
    screen.close_search()
    yield 0.2


def _marked(player: Player, screen: Any) -> Script:
    """Masked with a number, left visible with a reason, undone, done again."""
    player.step = "mark"
    screen.panel.list.setFocus()
    for key in (Key.Key_3,) * 8 + (Key.Key_N, Key.Key_P, Key.Key_Return, Key.Key_Down, Key.Key_Up):
        player.press(key)
        yield 0.15
    player.step = "leave visible"
    player.press(Key.Key_Backspace)
    yield 0.2
    player.press(Key.Key_1)
    yield 0.2
    screen.panel.list.setFocus()
    player.step = "undo"
    for key in (Key.Key_Z, Key.Key_Z, Key.Key_Y):
        player.press(key, CTRL)
        yield 0.2


def _long_document(player: Player) -> Script:
    """Five thousand pages with ten thousand marks: opened, scrolled, marked."""
    player.step = "open 5,000 pages"
    screen: Any = player.window.show_screen("review", document_id=DocumentId(player.ids[PAGES.title]))
    yield lambda: screen.view is not None
    yield 0.5
    player.step = "scroll"
    for turn in range(240):
        player.wheel(screen.page_view.viewport(), NOTCH if turn < 160 else -NOTCH)
        yield TICK
    yield 0.5
    yield from _marked(player, screen)


def _assessment(player: Player) -> Script:
    """The demo case's assessments are read, and its delivery goes on to the second person."""
    delivery_id = _delivery(player)
    player.step = "assessment"
    screen: Any = player.window.show_screen("assessment", delivery_id=delivery_id)
    yield 0.5
    for _again in range(4):
        screen.groups.setFocus()
        player.press(Key.Key_Down)
        yield 0.2
    player.step = "submit"
    screen.submit()
    yield lambda: _state(player) is DeliveryState.LEGAL_REVIEW
    yield 0.5


def _second_person(player: Player) -> Script:
    """Signs out, the other person signs in, reads and signs."""
    yield lambda: not player.window.jobs.running()
    player.step = "sign out"
    sign_out(player.window)
    yield 0.3
    yield from signed_in(player, KARIN)
    player.step = "desk"
    screen: Any = player.window.show_screen("delivery", delivery_id=_delivery(player))
    yield 0.5
    screen.sign.show_part("pages")
    yield 0.5
    for _again in range(10):
        screen.sign.plan.setFocus()
        player.press(Key.Key_N)
        yield 0.1
    player.step = "sign"
    screen.sign.password.setFocus()
    yield from player.type(PASSWORD)
    player.press(Key.Key_Return)
    yield lambda: _state(player) is not DeliveryState.LEGAL_REVIEW
    yield 0.5
    player.step = "sign out"
    sign_out(player.window)
    yield 0.3
    yield from signed_in(player, MAJA)


def _handed_out(player: Player) -> Script:
    """Copies are made and proven, the package is written."""
    player.step = "copies"
    screen: Any = player.window.show_screen("delivery", delivery_id=_delivery(player))
    yield 0.3
    screen.release.act.click()
    yield lambda: _state(player) is DeliveryState.READY and not screen.work.busy
    yield 0.5
    player.step = "release"
    screen.release.seen.setChecked(True)
    screen.release.act.click()
    yield lambda: _state(player) is DeliveryState.RELEASED and not screen.work.busy
    yield 0.5


def _log(player: Player) -> Script:
    player.step = "log"
    screen: Any = player.window.show_screen("log")
    yield 0.3
    screen.table.setFocus()
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_PageDown, Key.Key_End, Key.Key_Home):
        player.press(key)
        yield 0.1
    player.step = "check the chain"
    screen.check.click()
    yield lambda: not screen.work.busy
    yield 0.2


def _documents(player: Player, request_id: RequestId) -> tuple[Document, ...]:
    found: tuple[Document, ...] = player.window.workspace.ask(lambda r: r.documents.where(request_id=request_id))
    return found


def _delivery(player: Player) -> DeliveryId:
    return _documents(player, RequestId(player.ids["demo"]))[0].delivery_id


def _state(player: Player) -> DeliveryState:
    """Asked in a step of the script, so what it takes counts."""
    delivery_id = _delivery(player)
    state: DeliveryState = player.window.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    return state
