"""Reading in a child: what goes wrong on one page costs that page, and a fault of ours costs that file."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from app.jobs import reading, tasks
from app.jobs.bounds import Bounds
from redaction import words_file
from redaction.errors import Crashed, Faulty, Stalled
from redaction.words import RegionKind

from . import reading_deeds as deeds


def a_file(folder: Path) -> Path:
    """A text of three lines."""
    (folder / "brev.txt").write_text("ett\ntvå\ntre", encoding="utf-8")
    return folder / "brev.txt"


def pages(source: Path) -> Path:
    """A PDF of three pages."""
    with pymupdf.open() as made:
        for number in range(3):
            made.new_page().insert_text((72, 72), f"Sidan {number + 1} gäller Fjällvik")
        made.save(source)
    return source


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The task's own folder."""
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_a_page_that_kills_its_reader_is_put_aside(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child dies on page 2: the file is read again with a page there that says so and waits for a person."""
    monkeypatch.setattr(tasks, "read_document", deeds.read_but_die_on_page_two)
    made = reading.document(pages(tmp_path / "a.pdf"), "a.pdf", place, None)
    assert made.pages == 3
    said = [words_file.text(place / made.words, page) for page in range(3)]
    assert ["Fjällvik" in text for text in said] == [True, False, True]
    assert "Sidan 2 kunde inte läsas" in said[1]
    assert [(page, part.kind) for page, part in made.unread] == [(1, RegionKind.BROKEN)]


def test_what_dies_on_no_page_is_refused(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no single page is the cause there is nothing to leave out."""
    monkeypatch.setattr(tasks, "read_document", deeds.die_at_once)
    with pytest.raises(Crashed):
        reading.document(a_file(tmp_path), "brev.txt", place, None)


def test_a_fault_of_ours_refuses_the_file(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next file goes on, and the refusal says where in the program, never what stands in the file."""
    monkeypatch.setattr(tasks, "read_document", deeds.fault_at_once)
    with pytest.raises(Faulty) as caught:
        reading.document(a_file(tmp_path), "brev.txt", place, None)
    assert set(caught.value.parameters) == {"where"}
    assert str(caught.value.parameters["where"]).startswith("reading_deeds.py:")


def test_reading_has_a_time_in_all(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is read without end is refused within its bounds."""
    monkeypatch.setattr(reading, "READING", Bounds(seconds=0.3))
    monkeypatch.setattr(reading, "LEAST_SECONDS", 0.3)
    monkeypatch.setattr(tasks, "read_document", deeds.tick_for_ever)
    with pytest.raises(Stalled):
        reading.document(a_file(tmp_path), "brev.txt", place, None)
