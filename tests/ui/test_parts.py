"""Shared parts: closed doors tell why, tables keep their place, steps lead to what blocks them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests import gallery
from ui import theme
from ui.parts.bars import StatusBar, TopBar
from ui.parts.buttons import Button, Kind, Link, PrimaryButton
from ui.parts.choices import Chip, SegmentedControl
from ui.parts.columns import Column, Group
from ui.parts.focus import FocusRing
from ui.parts.inputs import Entry, Field, Lines, Radio, Tick
from ui.parts.notices import Banner, EmptyState, Offer, Tone
from ui.parts.progress import ProgressRow
from ui.parts.rows import RowsView
from ui.parts.steps import StepsRail
from ui.parts.swap import give_back, show_in
from ui.parts.words import Words
from ui.screens.assessment.words import tell_mistakes

pytestmark = pytest.mark.usefixtures("light")


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str


def table(qtbot) -> RowsView:
    """Two rows under a heading and one folded away."""
    view = RowsView(
        [Column("No.", lambda r: str(r.number), width=60), Column("Name", lambda r: r.name)], "Rows", lambda r: r.number
    )
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_rows(
        [Group("Mine", 2, "mine"), Row(1, "one"), Row(2, "two"), Group("Done", 1, "done", folded=True), Row(3, "three")]
    )
    view.show()
    return view


def test_a_closed_button_tells_why_and_does_nothing(qtbot):
    """Neither mouse, Space nor Return presses it; it keeps focus and tells all its reasons."""
    button = PrimaryButton("Send to review")
    qtbot.addWidget(button)
    button.show()
    pressed: list[int] = []
    reasons: list[str] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.refused.connect(reasons.append)
    button.set_blockers(["14 proposals are not judged", "The letter is missing"], "14 left")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert (pressed, reasons) == ([], ["14 proposals are not judged"] * 3)
    assert button.isEnabled()
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert button.toolTip() == "14 proposals are not judged\nThe letter is missing"
    assert "14 proposals" in button.accessibleDescription()
    button.set_blockers([])
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == [1]


def test_a_tool_stays_down(qtbot):
    """A tool is checkable and shows that it is down."""
    tool = Button("Mask text", Kind.TOOL, key="R")
    qtbot.addWidget(tool)
    tool.show()
    qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert tool.isChecked()


def test_every_target_is_large_enough(qtbot):
    """Nothing to press is under 24 x 24 px (WCAG 2.5.8), links in running text aside."""
    for part in (Button("A"), Chip("a", 1), Tick("a"), Radio("a"), PrimaryButton("A", tall="card-button")):
        qtbot.addWidget(part)
        assert part.sizeHint().height() >= 24
        assert part.sizeHint().width() >= 24


def test_segments_tell_the_one_chosen(qtbot):
    """A press on a segment tells its name; choosing by hand tells nothing."""
    control = SegmentedControl([("work", "Work", ""), ("out", "As delivered", "Space")], "View")
    qtbot.addWidget(control)
    control.show()
    with qtbot.waitSignal(control.chosen) as told:
        qtbot.mouseClick(control._group.button(1), Qt.MouseButton.LeftButton)
    assert told.args == ["out"]
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("work")
    assert control.current() == "work"


def test_rows_are_spoken_with_their_column(qtbot):
    """A screen reader hears the column before the words; the table has a name."""
    view = table(qtbot)
    assert view.accessibleName() == "Rows"
    assert view.rows.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: one"


def test_rows_read_anew_keep_the_current_one(qtbot):
    """The row stays current when the table is read again, wherever it stands now."""
    view = table(qtbot)
    view.choose(2)
    view.set_rows([Row(2, "two, changed"), Row(1, "one")])
    assert view.current() == Row(2, "two, changed")


def test_a_heading_folds_its_rows(qtbot):
    """Return on a heading folds what is under it and keeps the place; rows folded at first are not shown."""
    view = table(qtbot)
    assert view.rows.rowCount() == 4
    view.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.rows.rowCount() == 2
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.rows.rowCount() == 4


def test_return_opens_a_row_and_not_a_heading(qtbot):
    """Return on a row tells the row."""
    view = table(qtbot)
    view.choose(1)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [Row(1, "one")]


def test_the_open_column_takes_the_room_left_and_never_vanishes(qtbot):
    """A column without a width fills the table and keeps a least width when there is no room."""
    view = table(qtbot)
    assert view.columnWidth(1) == view.viewport().width() - view.columnWidth(0)
    view.resize(120, 400)
    assert view.columnWidth(1) >= 160


def test_steps_lead_to_what_blocks_them(qtbot):
    """Each blocker is a link that tells its name; a closed action tells its reason."""
    rail = StepsRail()
    qtbot.addWidget(rail)
    rail.set_steps(gallery.STEPS)
    rail.show()
    link = next(link for link in rail.findChildren(Link) if "prövning" in link.text().lower())
    with qtbot.waitSignal(rail.followed) as told:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert told.args == ["assessment"]
    action = rail.findChildren(Button)[0]
    with qtbot.waitSignal(rail.refused) as told:
        qtbot.keyClick(action, Qt.Key.Key_Return)
    assert told.args == ["18 uppgifter är inte bedömda"]


def test_words_are_never_markup(qtbot):
    """A name that looks like markup is shown as it is written."""
    words = Words("<b>x</b>")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText


def test_a_field_says_what_is_wrong(qtbot):
    """The fault stands under the input in the words of the screen, for the eye and for the reader."""
    field = Field("Name", Entry(), "as on the letterhead")
    qtbot.addWidget(field)
    field.set_fault("Name is missing.")
    assert (field.note.text(), field.control.accessibleDescription()) == ("Name is missing.",) * 2
    assert field.control.property("fault") is True
    field.set_fault("")
    assert field.note.text() == "as on the letterhead"


def test_the_echo_is_forgotten(qtbot, monkeypatch):
    """What the last key did stands a while and gives way to the hint."""
    monkeypatch.setattr("ui.parts.bars.ECHO_MS", 1)
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.set_mode("Mark text", "F6 goes round")
    bar.say("Masked 1 with 3")
    assert bar.echo.text() == "Masked 1 with 3"
    qtbot.waitUntil(lambda: bar.echo.text() == "F6 goes round")


def test_progress_tells_share_and_time(qtbot):
    """Bar, words and time left; the stop tells that it was pressed."""
    row = ProgressRow("Reads")
    qtbot.addWidget(row)
    row.show()
    row.show_progress(31, 50, 40)
    assert row.label.text() == "Reads, 40 s kvar"
    assert row.bar.accessibleName().startswith("62")
    with qtbot.waitSignal(row.stopped):
        qtbot.mouseClick(row.stop, Qt.MouseButton.LeftButton)


def test_banners_and_empty_pages_offer_a_deed(qtbot):
    """A banner has one verb, an empty page tells what to do next."""
    banner = Banner(Tone.STOP, "The name can be read on page 3.", "", "Show")
    empty = EmptyState("Nothing open", "", [Offer("new", "plus", "Register", key="Ctrl+N")])
    for part in (banner, empty):
        qtbot.addWidget(part)
        part.show()
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.link, Qt.MouseButton.LeftButton)
    offer = next(part for part in empty.findChildren(QWidget) if part.accessibleName() == "Register")
    with qtbot.waitSignal(empty.chosen) as told:
        qtbot.keyClick(offer, Qt.Key.Key_Return)
    assert told.args == ["new"]


def test_crumbs_lead_back(qtbot):
    """A crumb tells the name it was given."""
    bar = TopBar("FE 2026-0417")
    qtbot.addWidget(bar)
    bar.set_crumbs([("requests", "Requests")])
    bar.show()
    with qtbot.waitSignal(bar.went_back) as told:
        qtbot.mouseClick(bar._crumbs[0], Qt.MouseButton.LeftButton)
    assert told.args == ["requests"]


def test_the_ring_stands_around_what_has_the_focus(qtbot):
    """The focus ring lies 4 px outside the focused part, follows it, and does not catch the mouse."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    one, other = PrimaryButton("One"), PrimaryButton("Other")
    column.addWidget(one)
    column.addWidget(other)
    ring = FocusRing(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: ring.isVisible() and ring.geometry() == other.geometry().adjusted(-4, -4, 4, 4))
    assert window.childAt(other.geometry().center()) is other
    window.resize(window.width() + 80, window.height() + 90)
    qtbot.waitUntil(lambda: ring.geometry() == other.geometry().adjusted(-4, -4, 4, 4))
    outline = window.grab().toImage().pixelColor(ring.geometry().topLeft() + QPoint(20, 1))
    assert outline.name() == theme.tokens().accent.lower()


def test_a_field_tells_of_a_common_mistake(light: theme.Tokens, qtbot: QtBot) -> None:
    """While it is written, in one line or several; what is no mistake takes the words away."""
    for control, write in ((Entry(), "setText"), (Lines(), "setPlainText")):
        field = tell_mistakes(Field("Varför?", control))
        qtbot.addWidget(field)
        getattr(control, write)("Enligt avtalet")
        assert "TF 2:2" in field.note.text()
        getattr(control, write)("Leverantören")
        assert field.note.text() == ""


def test_what_is_shown_changes_under_the_key_that_is_answered(qtbot: QtBot) -> None:
    """Return in a field puts another page in its place: the field lives until the key is answered, then it is gone."""
    area, field, after = QScrollArea(), Entry(), Entry()
    qtbot.addWidget(area)
    area.setWidget(field)
    area.show()
    lived: list[str] = []

    def answer() -> None:
        show_in(area, after)
        lived.append(field.text())

    field.returnPressed.connect(answer)
    field.setText("ja")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (lived, area.widget()) == (["ja"], after)
    qtbot.waitUntil(lambda: not isValid(field))
    give_back(field)
    give_back(after)
    give_back(None)
    assert after.isVisible()
