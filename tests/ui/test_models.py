"""Every model of the window keeps Qt's rules; they are found in the packages, so that a new one is not forgotten."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.modeltest import ModelTester

import ui

from .access import every_screen
from .rooms import Room


def models() -> set[type[QAbstractItemModel]]:
    """Every kind of model that a module of the window defines."""
    found: set[type[QAbstractItemModel]] = set()
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        held = import_module(module.name)
        found |= {kind for _name, kind in inspect.getmembers(held, inspect.isclass) if kind.__module__ == module.name
                  and issubclass(kind, QAbstractItemModel)}  # fmt: skip
    return found


def test_every_model_keeps_the_rules(room: Room, qtmodeltester: ModelTester) -> None:
    """On every screen, with something in it, and while it is walked through and built anew."""
    filled: set[type[QAbstractItemModel]] = set()
    kinds = models()
    assert len(kinds) > 3
    for _name, screen in every_screen(room):
        for view in screen.findChildren(QAbstractItemView):
            model = view.model()
            if type(model) in kinds:
                qtmodeltester.check(model)
                filled |= {type(model)} if model.rowCount() else set()
                QTest.keyClick(view, Qt.Key.Key_Down)
                if hasattr(screen, "refresh") and room.workspace.person is not None:
                    screen.refresh()
    assert filled == kinds, f"not seen with rows: {kinds - filled}"
