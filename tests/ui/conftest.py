"""The window's tests run without a screen, under both Qt styles that every machine has, in every theme."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from argon2 import PasswordHasher
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.services.office import people
from tests.builders import an_office
from ui import theme
from ui.main_window import settings_file
from ui.viewer import pictures

from .desks import Desk, Still, desk_in
from .rooms import Room, room_in

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns that it has no window manager to give sizes to; that is no fault of ours."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(params=["Fusion", "Windows"])
def style(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each of the two styles in turn."""
    qapp.setStyle(QStyleFactory.create(request.param))
    yield request.param
    qapp.setStyle(QStyleFactory.create("Fusion"))


@pytest.fixture(params=[theme.Mode.LIGHT, theme.Mode.DARK, theme.Mode.CONTRAST])
def mode(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Mode]:
    """Each theme in turn."""
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture
def light(qapp: QApplication) -> theme.Tokens:
    """The light theme, worn."""
    return theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of the test's own."""
    return settings_file(tmp_path / "window.ini")


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, light: theme.Tokens) -> Iterator[Desk]:
    """An office with a window and no page-drawer."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(pictures, "Renderer", Still)
    office = an_office(tmp_path)
    yield from desk_in(office, tmp_path)
    office.workspace.close()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, light: theme.Tokens) -> Iterator[Room]:
    """An office with its window, the clerk signed in."""
    yield from room_in(tmp_path, monkeypatch)
