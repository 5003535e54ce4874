"""About the program: what it is, the diagnostics before they are saved, every part's licence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from app import about
from app.texts import _

from .rooms import Room


def shown(room: Room) -> Any:
    """The page, its parts read."""
    room.show("help")
    screen = room.show("about")
    screen.work.wait()
    QTest.qWait(1)
    return screen


def test_help_leads_there_and_esc_back(room: Room) -> None:
    """Version, engines and the offer of the source are read at once; Esc goes back to help."""
    help_screen = room.show("help")
    help_screen.about.click()
    screen = shown(room)
    assert screen.came_from == "help"
    assert about.version() in screen.text.toPlainText()
    assert "AGPL" in screen.text.toPlainText() or "Affero" in screen.text.toPlainText()
    assert "PyMuPDF 1." in screen.text.toPlainText()
    screen.turn_back()
    assert room.now is help_screen


def test_each_part_shows_its_licence(room: Room) -> None:
    """Choosing a part shows its name, version, licence, source and the whole text."""
    screen = shown(room)
    screen.table.choose("Inter")
    assert "SIL OPEN FONT LICENSE" in screen.text.toPlainText()
    assert "OFL-1.1" in screen.text.toPlainText()


def test_the_diagnostics_are_shown_before_they_are_saved(room: Room, tmp_path: Path) -> None:
    """Nothing can be saved until the text stands there, and the file holds that text and no other."""
    screen = shown(room)
    screen.table.choose("diagnostics")
    assert screen.save.blockers()
    screen.asking.wait()
    QTest.qWait(1)
    assert not screen.save.blockers()
    told = screen.text.toPlainText()
    assert _("Rows in the tables") in told
    screen.save_to(tmp_path / "diagnos.txt")
    assert (tmp_path / "diagnos.txt").read_text(encoding="utf-8") == told
    screen.save_to(tmp_path / "diagnos.txt")
    assert screen.banner.isVisibleTo(screen)


def test_another_row_chosen_meanwhile_is_not_written_over(room: Room) -> None:
    """Diagnostics that come late do not replace the licence that is being read."""
    screen = shown(room)
    screen.table.choose("diagnostics")
    screen.table.choose("Inter")
    screen.asking.wait()
    QTest.qWait(1)
    assert "SIL OPEN FONT LICENSE" in screen.text.toPlainText()
