"""Played in the window: scrolling five thousand pages, keys among ten thousand marks, a panel of fifty thousand."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from app.domain.ids import DocumentId
from tests.bench.large import FINDINGS, PAGES
from tests.bench.player import Player, Script
from tests.builders import MAJA, PASSWORD
from ui.screens.review.screen import ReviewScreen

Key = Qt.Key
TICK = 1 / 60
"""Seconds between two turns of the wheel."""
NOTCH = 180
"""Px of one turn: ten thousand px a second."""
STOPS, TURNS, KEYS, OPENINGS = 9, 40, 9, 5
"""How often scrolling stops, after so many turns of the wheel; keys pressed; times that the panel is opened."""

PRESSED = (
    ("mask", Key.Key_1, Qt.KeyboardModifier.NoModifier),
    ("next", Key.Key_N, Qt.KeyboardModifier.NoModifier),
    ("row", Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ("undo", Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
)


def signed_in(player: Player, name: str = MAJA, password: str = PASSWORD) -> Script:
    """Name and password written, Return."""
    player.step = "sign in"
    screen: Any = player.window.current()
    screen.name.clear()
    screen.name.setFocus()
    yield from player.type(name)
    player.press(Key.Key_Return)
    yield from player.type(password)
    player.press(Key.Key_Return)
    yield lambda: player.window.current() is not screen
    yield 0.3


def pages(player: Player) -> Script:
    """Scrolling and keys, each measured until it is seen."""
    yield from signed_in(player)
    player.step = "open 5,000 pages"
    screen = _review(player, PAGES.title)
    yield lambda: screen.view is not None and not screen.page_view.pictures.waiting()
    yield 1.0
    yield from scrolled(player, screen)
    player.step = "keys"
    screen.panel.list.setFocus()
    yield 0.2
    view, panel = screen.page_view.viewport(), screen.panel.list.viewport()
    for _again in range(KEYS):
        for name, key, modifiers in PRESSED:
            shown = (panel,) if name == "row" else (view, panel)  # a heading has nothing on the page
            player.timed(f"key {name}", partial(player.press, key, modifiers), *shown)
            yield 0.1


def _review(player: Player, title: str) -> ReviewScreen:
    screen = player.window.show_screen("review", document_id=DocumentId(player.ids[title]))
    assert isinstance(screen, ReviewScreen)
    return screen


def scrolled(player: Player, screen: ReviewScreen, stops: int = STOPS) -> Script:
    """Sixty turns of the wheel a second; how long after each turn something stands there, and after a stop the page."""
    view = screen.page_view
    port = view.viewport()
    for at in range(stops):
        player.step = "scroll"
        for _turn in range(TURNS):
            player.timed("scroll placeholder", lambda: player.wheel(port, NOTCH), port)
            yield TICK
        stopped = time.perf_counter()
        player.step = "scroll stopped"
        yield lambda: _is_sharp(screen)
        player.note("scroll sharp", (time.perf_counter() - stopped) * 1000)
        yield 0.2
        if at % 3 == 2:
            view.go_to((at + 1) * 500)
            yield lambda: _is_sharp(screen)


def _is_sharp(screen: ReviewScreen) -> bool:
    view = screen.page_view
    path = view.path
    return path is not None and view.pictures.exact(path, view.page, view._pixels()) is not None


def panel(player: Player) -> Script:
    """The panel of fifty thousand findings: opened, filtered by its chips, grouped."""
    yield from signed_in(player)
    player.step = "open 50,000 findings"
    screen = _review(player, FINDINGS.title)
    yield lambda: screen.view is not None
    yield 1.0
    side, rows = screen.panel, screen.panel.list.viewport()
    for _again in range(OPENINGS):
        shown = screen._rows
        side.show_rows(())
        yield 0.1
        player.timed("panel opens", partial(side.show_rows, shown), rows)
        yield 0.1
        for chip in (*side.chips.values(), *side.chips.values()):
            player.step = "filter 50,000 findings"
            player.timed("panel filters", chip.click, rows)
            yield 0.1
    for at in (1, 2, 3, 0):
        player.step = "group 50,000 findings"
        player.timed("panel groups", partial(side.grouping.setCurrentIndex, at), rows)
        yield 0.1
