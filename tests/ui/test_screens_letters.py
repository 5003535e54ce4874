"""Writing a letter on a request: half filled, looked at, written, kept; what is wrong stands in the banner."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.requests import Track
from app.services.writing import letter_fields, letters
from app.texts import _
from redaction import readback
from tests.builders import KARIN, SVEN
from ui.screens.request import letters as letters_screen

from .rooms import Room, spoken


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened in other programs."""
    files: list[Path] = []
    monkeypatch.setattr(letters_screen, "open_path", files.append)
    return files


def test_a_letter_is_looked_at_written_and_kept(room: Room, tmp_path: Path, opened: list[Path]) -> None:
    """From the request's page; fields with what is known, cases to tick; the letter stands in the list."""
    request_id, _delivery, _document = room.office.masked()
    room.show("request", request_id=request_id).letters.click()
    screen = room.now
    offered = letter_fields.writable(Track.OFFICIAL)
    assert [screen.kinds.rows.row_at(at).code for at in range(len(offered))] == [kind.code for kind in offered]
    assert screen.kinds.rows.rowCount() == len(offered)
    assert not any(kind.family.code == "gdpr" for kind in offered)
    screen.kinds.choose("delay")
    assert list(screen.inputs) == ["orsak", "nytt svar"]
    screen.look.click()
    assert "orsak" in spoken(screen.banner)
    screen.inputs["orsak"].setPlainText("det är många handlingar")
    screen.inputs["nytt svar"].setPlainText("den 17 mars 2026")
    screen.cases["klara bifogas"].click()
    screen.look.click()
    assert "det är många handlingar" in readback.printed(opened[-1])
    assert not screen.written.isVisible()
    out = tmp_path / "ut"
    screen.write_to(out)
    assert sorted(file.suffix for file in out.iterdir()) == [".docx", ".pdf"]
    assert screen.written.isVisible()
    screen.written.selectRow(0)
    screen.written.opened.emit(screen.written.current())
    assert "Klagomål" in readback.printed(opened[-1])
    screen.write_to(out)
    assert len(room.workspace.ask(lambda reader: reader.letters.where())) == 1, "a file of the name is there"


def test_a_letter_that_tells_what_is_masked_is_not_written(room: Room, tmp_path: Path, opened: list[Path]) -> None:
    """The banner says so; nothing lies in the folder."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("letters", request_id=request_id, letter="information")
    screen.inputs["svar"].setPlainText("Det var 19810107-9294 som ringde.")
    screen.write_to(tmp_path / "ut")
    assert not list((tmp_path / "ut").iterdir())
    assert screen.banner.isVisible()


def test_a_letter_that_cannot_be_written_says_why(room: Room) -> None:
    """A question of purpose that nobody entered; a person who does not prepare."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("letters", request_id=request_id, letter="purpose")
    assert screen.write.blockers()
    assert not screen.inputs
    for name, may in ((KARIN, True), (SVEN, False)):
        screen = room.as_(name).show("letters", request_id=request_id, letter="fee")
        assert bool(screen.write.blockers()) is not may
    assert screen.write.blockers() == (_("Only who prepares requests writes letters."),)


def test_every_letter_has_its_form(room: Room) -> None:
    """Each field that is typed has its label from the catalogue."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("letters", request_id=request_id)
    for kind in letter_fields.writable():
        screen.choose(kind.code)
        for name in screen.inputs:
            assert screen.fields[name].label.text().startswith(letters.fields()[name].label)
        assert list(screen.cases) == (list(kind.cases) if screen.form else [])
