"""The key map: what is bound stands there, by whatever it is bound; it is searched, printed and left again."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import ui
from app.texts import _
from ui import key_map
from ui.parts import keys
from ui.parts.buttons import Button, IconButton
from ui.parts.inputs import SearchField
from ui.screens import SCREENS

from .rooms import WAIT, Room

Key = Qt.Key
OWN = {"setShortcut", "setShortcuts", "QShortcut", "grabShortcut"}
"""How a key would be bound beside the one way that says what it does."""


def drawn(screen: QWidget) -> set[str]:
    """The keys that are drawn on what can be pressed, as the map writes them."""
    parts: list[Any] = [*screen.findChildren(Button), *screen.findChildren(IconButton)]
    parts += screen.findChildren(SearchField)
    return {keys.name(part._key) for part in parts if part._key}


def test_every_key_of_every_screen_stands_in_the_map(room: Room) -> None:
    """Each screen's actions with a key, each key drawn on it, and nothing that is bound without words."""
    room.show("help")
    for name in SCREENS:
        if name not in key_map.UNMAPPED:
            room.frame.screen_of(name)
    told = {part.name: part for part in key_map.parts(room.frame)}
    everywhere = {key for line in told[key_map.EVERYWHERE].lines for key in line.keys}
    for name, screen in room.frame.made.items():
        if name in key_map.UNMAPPED:
            continue
        said = {key for line in told[name].lines for key in line.keys} if name in told else set()
        bound = {key for one in screen.findChildren(QAction) for key in keys.names(one.shortcuts())}
        assert bound <= said | everywhere, name
        assert drawn(screen) <= said | everywhere, name
        assert not screen.findChildren(QShortcut), name
    assert set(told) - {key_map.EVERYWHERE} <= set(key_map.NAMES)
    assert set(key_map.NAMES) | set(key_map.UNMAPPED) == set(SCREENS)
    assert all(line.words for part in told.values() for line in part.lines)


def test_there_is_one_way_to_bind_a_key() -> None:
    """No module but that of the keys makes a shortcut, so none can stand outside the map."""
    for file in Path(ui.__path__[0]).rglob("*.py"):
        if file.name != "keys.py":
            nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
            names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            assert not (names | {node.id for node in nodes if isinstance(node, ast.Name)}) & OWN, file.name


def test_help_comes_with_f1_and_goes_with_it(room: Room) -> None:
    """The screen one came from is first and its keys are found by a word; F1 or Escape goes back there."""
    settings = room.show("settings")
    listed = room.show("requests")
    for leave in (Key.Key_F1, Key.Key_Escape):
        QTest.keyClick(room.frame, Key.Key_F1)
        screen = room.now
        assert screen.title() == _("Help")
        assert screen.parts()[0].name == "requests"
        QTest.keyClicks(screen.search, "Ctrl+N")
        found = [screen.table.rows.row_at(at) for at in range(screen.table.rows.rowCount())]
        assert ("Ctrl+N",) in [row.keys for row in found if isinstance(row, keys.KeyLine)]
        assert all("ctrl+n" in " ".join(row.keys).casefold() for row in found if isinstance(row, keys.KeyLine))
        QTest.keyClick(screen, leave)
        assert room.now is listed
    room.show("settings")
    assert room.now is settings


def test_the_card_is_a_paper(room: Room, tmp_path: Path, qtbot) -> None:
    """Every line of the map can be read on it."""
    screen = room.show("help")
    qtbot.waitUntil(lambda: not key_map.unmade(room.frame), timeout=WAIT)
    screen.save_to(tmp_path / "Tangenter.pdf")
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    with pypdfium2.PdfDocument(tmp_path / "Tangenter.pdf") as pdf:
        read = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    for part in screen.parts():
        for line in part.lines:
            assert "".join(line.words.split()) in read, line.words


@pytest.mark.parametrize(("given", "said"), [
    (("Return", "Enter"), ("Enter",)),
    (("Ctrl+Return",), ("Ctrl+Enter",)),
    (("Ctrl++",), ("Ctrl++",)),
    (("Ctrl+PgDown",), ("Ctrl+PgDn",)),
    (tuple("123456789"), ("1–9",)),
    (("1", "2"), ("1", "2")),
])  # fmt: skip
def test_keys_are_written_as_they_stand_on_the_keyboard(given: tuple[str, ...], said: tuple[str, ...]) -> None:
    """One name for both Enter keys, a row of digits in short."""
    assert keys.names(QKeySequence(key) for key in given) == said
