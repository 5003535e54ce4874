"""The key screens look as they did: their pictures in short are compared with those that are kept, with tolerance."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui import theme

from .looks import FOLDER, KEY_SCREENS, differences, kept, key_screens, look_at, looks_of
from .rooms import Room

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own text face; the looks are of Inter")


def test_the_key_screens_look_as_they_did(room: Room, qapp: QApplication) -> None:
    """Two of them in dark and high contrast too. What was changed on purpose ``python -m tests.ui.looks`` keeps."""
    qapp.setStyle(QStyleFactory.create("Fusion"))
    for name, _screen in key_screens(room):
        was, now = kept(name), looks_of(name, qapp, room.frame)
        told = {mode: differences(was[mode], now[mode]) for mode in now}
        assert not any(told.values()), f"{name}: {told}"


def test_a_panel_that_vanishes_and_colours_that_flip_are_seen(room: Room, qapp: QApplication) -> None:
    """The measure is not so wide that a fault slips through: a panel, a bar, the accent, the ink and the ground."""
    screen = next(screen for name, screen in key_screens(room) if name == "request")
    was = look_at(room.frame)
    for part in (screen.facts, screen.steps, screen.top, room.frame.rail):
        part.hide()
        assert differences(was, look_at(room.frame)), part
        part.show()
    assert not differences(was, look_at(room.frame))
    worn = theme.current.tokens
    turned = (
        replace(worn, accent=worn.stop),
        replace(worn, ink=worn.content),
        replace(worn, panel=worn.canvas),
        replace(worn, content="#101010"),
    )
    for tokens in turned:
        theme.current.tokens = tokens
        qapp.setStyleSheet(theme.style_sheet(theme.current.tokens))
        room.frame.update()
        assert differences(was, look_at(room.frame)), tokens
    theme.apply(qapp, theme.Mode.LIGHT)
    assert not differences(was, look_at(room.frame))


def test_every_look_that_is_kept_is_compared() -> None:
    """No look lies about without a screen."""
    assert {file.stem for file in FOLDER.iterdir()} == set(KEY_SCREENS)
