"""Where the text is large or the window small: panels become tabs, bars leave out words, what is cut can be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from ui import theme
from ui.main_window import PLACES, SMALLEST
from ui.parts.bars import TopBar
from ui.parts.buttons import PrimaryButton, SecondaryButton
from ui.parts.choices import SegmentedControl
from ui.parts.rail import NavigationRail
from ui.parts.split import Panel, Split
from ui.parts.words import Words

from .access import every_screen
from .room_walk import cut
from .rooms import Room, room_in


@pytest.fixture
def twice(qapp: QApplication) -> Iterator[None]:
    """Text at 200 %."""
    theme.apply(qapp, theme.Mode.LIGHT, 2.0)
    yield
    theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, twice: None) -> Iterator[Room]:
    """An office whose window is the smallest there is, at 200 %."""
    for room in room_in(tmp_path, monkeypatch):
        room.frame.resize(*SMALLEST)
        yield room


def test_at_200_per_cent_nothing_is_cut_without_a_word(large: Room) -> None:
    """On every screen in the smallest window: nothing stands outside its place or over another, no line is cut in its
    height, and what ends with dots says the whole in its tooltip. The same behind every tab.
    """
    for name, screen in every_screen(large):
        assert (large.frame.width(), large.frame.height()) == SMALLEST
        assert not cut(screen), name
        for split in screen.findChildren(Split):
            for panel in split.panels:
                if split.reveal(panel.widget):
                    QTest.qWait(1)
                    assert not cut(screen), f"{name}: {panel.words}"


class Window(QWidget):
    """Keeps what it is told, as the main window does."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def remember(self, key: str, value: str) -> None:
        self.kept[key] = value

    def recall(self, key: str) -> str:
        return self.kept.get(key, "")


def three(window: Window, qtbot) -> tuple[Split, QLineEdit, QLabel, QLineEdit]:
    """Two side panels of 200 and 300 px around a main one of 300."""
    left, main, right = QLineEdit(), QLabel(), QLineEdit()
    panels = (Panel(left, "Steg", 240, 200), Panel(main, "Handling", 0, 300), Panel(right, "Fakta", 360, 300))
    split = Split("here", panels, window)
    split.resize(1400, 300)
    window.resize(1400, 300)
    qtbot.addWidget(window)
    window.show()
    return split, left, main, right


def seen(*widgets: QWidget) -> list[bool]:
    """Which of them are seen."""
    return [widget.isVisible() for widget in widgets]


def test_panels_become_tabs_where_they_do_not_fit(qtbot, light):
    """All; then the main one with one side at a time; then one at a time; and all again, without a tab row."""
    window = Window()
    split, *panels = three(window, qtbot)
    assert seen(*panels) == [True, True, True]
    assert split.tabs is None
    assert split.splitter.sizes()[0] == 240
    split.resize(700, 300)
    assert seen(*panels) == [True, True, False]
    assert split.tabs is not None
    split.tabs.chosen.emit("2")
    assert seen(*panels) == [False, True, True]
    split.resize(500, 300)
    assert seen(*panels) == [False, False, True]
    split.tabs.chosen.emit("1")
    assert seen(*panels) == [False, True, False]
    split.resize(1400, 300)
    assert seen(*panels) == [True, True, True]
    assert split.tabs is None


def test_a_panel_behind_a_tab_is_brought_out(qtbot, light):
    """A panel that its screen closed stays closed; one that only waits comes to the front when asked for."""
    window = Window()
    split, left, main, right = three(window, qtbot)
    left.hide()
    split.resize(500, 300)
    assert seen(left, main, right) == [False, True, False]
    assert split.waits(right)
    assert not split.waits(left)
    assert split.reveal(right)
    assert seen(left, main, right) == [False, False, True]
    left.show()
    assert not left.isVisible()
    assert split.waits(left)
    split.resize(1400, 300)
    assert seen(left, main, right) == [True, True, True]


def test_widths_drawn_by_hand_are_kept(qtbot, light):
    """The next split of that name begins with the widths that the hand gave the last one."""
    window = Window()
    split, *_panels = three(window, qtbot)
    split.splitter.moveSplitter(400, 1)
    assert window.kept["split/here"].split()[0] == "400"
    again, *_panels = three(window, qtbot)
    again.show()
    assert again.splitter.sizes()[0] == 400
    again.resize(1300, 300)
    assert again.splitter.sizes()[0] == 400


def test_a_bar_leaves_out_words_before_anything_is_cut(qtbot, light):
    """Buttons fall back on their icons, segments on their words, the title ends with dots; tooltips say the rest."""
    bar = TopBar("Klagomål efter strömavbrottet den 2 februari i Fjällvik")
    file, plain = SecondaryButton("Akten", "list"), SecondaryButton("Förbehåll")
    views = SegmentedControl((("work", "Arbetsvy", ""), ("out", "Som utlämnad", "Blanksteg")), "Fil")
    main = PrimaryButton("Skicka till granskning", "review")
    bar.add(file, plain, views, main)
    qtbot.addWidget(bar)
    bar.resize(1300, 48)
    bar.show()
    assert not file.is_short()
    assert not views.is_short()
    assert not file.toolTip()
    bar.resize(720, 48)
    QTest.qWait(1)
    assert file.is_short()
    assert views.is_short()
    assert file.toolTip() == "Akten"
    assert main.toolTip() == main.text()
    assert bar.title.is_cut()
    assert bar.title.toolTip() == bar.title.text()
    parts = [bar.title, file, plain, views, main]
    assert all(one.geometry().right() < other.geometry().left() for one, other in pairwise(parts))
    bar.resize(1300, 48)
    QTest.qWait(1)
    assert not file.is_short()
    assert not bar.title.toolTip()


def test_a_low_rail_has_icons_alone(qtbot, light):
    """Where the words under the icons do not fit they stand in the tooltips, and nothing is drawn over."""
    rail = NavigationRail(PLACES)
    qtbot.addWidget(rail)
    rail.resize(72, 800)
    rail.show()
    buttons = list(rail._buttons.values())
    assert rail.width() == theme.RAIL_WIDTH
    assert not buttons[0].toolTip()
    rail.resize(72, 420)
    assert rail.width() < theme.RAIL_WIDTH
    assert all(button.toolTip() == button.text() for button in buttons)
    assert all(button.height() >= button.sizeHint().height() for button in buttons)


def test_a_line_that_is_cut_is_told_in_its_tooltip(qtbot, twice):
    """Also when the words change; a tooltip of its own stays."""
    words = Words("Begäran om utlämnande av handling")
    qtbot.addWidget(words)
    words.resize(120, 40)
    words.show()
    assert words.toolTip() == words.text()
    words.setText("Akt")
    assert not words.toolTip()
    words.setToolTip("Ärendets akt")
    words.setText("Begäran om utlämnande av handling")
    assert words.toolTip() == "Ärendets akt"
