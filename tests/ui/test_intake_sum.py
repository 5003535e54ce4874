"""Many files in a row: none stops the line, and the end is told with how many wait for what, in a list to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app import intake_words
from app.domain.intake_sum import Fate, FileFate
from ui import intake_sum

from .rooms import Room, spoken

FILES = [
    FileFate("brev", Fate.TAKEN, documents=1, pages=2),
    FileFate("hemlig", Fate.LOCKED, "låst"),
    FileFate("trasig", Fate.REFUSED, "skadad"),
]


def test_the_line_goes_on_and_ends_with_its_sum(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """An empty file between two others is collected; the end says so over the page, with a way to keep the list."""
    named = [tmp_path / name for name in ("ett.txt", "tomt.txt", "två.txt")]
    for file in named:
        file.write_text("" if file.stem == "tomt" else "Ett brev.\n", encoding="utf-8")
    screen = room.show("request", request_id=room.office.request())
    screen.intake.take(screen.request_id, named)
    with qtbot.waitSignal(screen.intake.idle, timeout=60_000):
        pass
    said = spoken(room.frame.notice)
    assert intake_words.fate(Fate.REFUSED) + ": 1." in said
    assert room.frame.notice.link.text() == "Spara listan …"


def test_the_list_is_kept(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice's link writes it where one says, and the window says why where it cannot be."""
    target = tmp_path / "lista.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    intake_sum.tell(room.frame, FILES)
    room.frame.notice.link.click()
    written = target.read_text(encoding="utf-8")
    assert written == intake_words.text(FILES)
    assert "hemlig: låst" in written
    intake_sum.save(room.frame, FILES, tmp_path / "finns inte" / "lista.txt")
    assert "brev" not in spoken(room.frame.notice)
    assert room.frame.notice.isVisible()


def test_few_files_that_all_went_well_get_no_sum() -> None:
    """One drops two files and looks at them; many, or one that waits, are summed."""
    assert not intake_sum.is_told(FILES[:1] * 2)
    assert intake_sum.is_told(FILES[:2])
    assert intake_sum.is_told(FILES[:1] * intake_sum.MANY)
    assert not intake_sum.is_told(FILES[1:2])
    assert intake_sum.is_told([FileFate("skannad", Fate.TAKEN, documents=1, pages=2, late=1)])
