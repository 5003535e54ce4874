"""A folder taken in on the command line: no question stops it, a sum ends it, a stop loses and doubles nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from app import folders, intake_words
from app.cli import import_folder
from app.cli.main import main
from app.domain.intake_sum import Fate, FileFate, fate_of, left
from redaction.errors import Damaged, PasswordNeeded

NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")


class Killed(BaseException):
    """Stands for a program that is ended."""


class Reader:
    """Reads by copying; comes to grief on one of the names, if it shall."""

    def __init__(self, grief: str = "", error: BaseException | None = None) -> None:
        self.read: list[str] = []
        self._grief, self._error = grief, error

    def __call__(self, source: Path, place: Path, target: Path) -> tuple[dict[str, object], Any]:
        if source.name == self._grief and self._error is not None:
            raise self._error
        self.read.append(source.name)
        (place / "made").write_bytes(source.read_bytes())
        rows = [{"name": source.name, "file": target.name, "pages": 2}]
        return {"source": source.name, "documents": rows}, [(target, place / "made")]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of four files, and an empty one beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "ut").mkdir()
    for name in NAMES:
        (tmp_path / "in" / name).write_text(name, encoding="utf-8")
    return tmp_path


def run(files: Path, reader: Reader) -> list[dict[str, object]]:
    """Takes the folder in."""
    return import_folder.Intake(files / "ut", reader).run(folders.files([files / "in"]), str)


def there(files: Path) -> list[str]:
    """What lies in the folder of results."""
    return sorted(path.name for path in (files / "ut").iterdir())


def test_a_stop_loses_nothing_and_doubles_nothing(files: Path) -> None:
    """Ended in the middle, the same command reads what is missing alone, and the results are as in one go."""
    first = Reader("c.txt", Killed())
    with pytest.raises(Killed):
        run(files, first)
    assert (files / "ut" / import_folder.WORK).is_dir()
    second = Reader()
    reports = run(files, second)
    assert sorted(first.read + second.read) == list(NAMES)
    assert [report["source"] for report in reports] == list(NAMES)
    assert there(files) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_results_that_an_ended_run_had_just_put_there_are_made_once(files: Path) -> None:
    """Between the files and the line that says so lies a moment; they are put there again, under the same names."""
    work = files / "ut" / import_folder.WORK
    work.mkdir()
    (files / "ut" / "a.pdf").write_text("half", encoding="utf-8")
    title = str(files / "in" / "a.txt")
    (work / "journal.jsonl").write_text(
        json.dumps({"title": title, "puts": ["a.pdf"]}) + '\n{"title": "x", "rep', encoding="utf-8"
    )
    run(files, Reader())
    assert there(files) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert (files / "ut" / "a.pdf").read_text(encoding="utf-8") == "a.txt"


@pytest.mark.parametrize(("error", "fate"), [(PasswordNeeded(), Fate.LOCKED), (Damaged(), Fate.REFUSED)])
def test_what_waits_for_a_person_is_collected(files: Path, error: Exception, fate: Fate) -> None:
    """A locked or damaged file stops nothing and stands in the sum, with what to do."""
    found = import_folder.fates(run(files, Reader("b.txt", error)))
    assert [file.fate for file in found] == [Fate.TAKEN, fate, Fate.TAKEN, Fate.TAKEN]
    assert [file.name for file in left(found)] == ["b.txt"]
    assert left(found)[0].why


def test_the_sum_names_what_waits_by_kind() -> None:
    """Counts first, then each file under what it waits for."""
    said = intake_words.text(
        [
            FileFate("a.pdf", Fate.TAKEN, documents=3, pages=7, late=2),
            FileFate("b.pdf", fate_of("damaged"), "trasig"),
            FileFate("c.pdf", fate_of("password-needed"), "låst"),
            FileFate("d.zip", fate_of("too-large"), "stor"),
            FileFate("e.pdf", fate_of("stamped"), "märkt"),
        ]
    )
    assert [line.split(":")[0].strip() for line in said.splitlines() if line.startswith("  ")] == [
        "c.pdf", "d.zip", "e.pdf", "b.pdf",
    ]  # fmt: skip
    assert "7" in said.splitlines()[0]
    assert intake_words.not_in_time(2) in said


def test_pictures_that_were_not_read_in_time_are_counted() -> None:
    """In all that came in the file; a report that an older program wrote counts none."""
    rows = [{"pages": 1, "unread": {"late": 1, "scan": 2}}, {"pages": 1, "unread": {"late": 2}}, {"pages": 1}]
    assert [file.late for file in import_folder.fates([{"source": "a.zip", "documents": rows}])] == [3]


def test_a_real_folder_ends_with_a_sum(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way through children: a locked PDF among texts; the report holds the sum."""
    for name in NAMES[1:]:
        (files / "in" / name).unlink()
    with pymupdf.open() as made:
        made.new_page()
        made.save(
            files / "in" / "hemlig.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="Norrsken", owner_pw="Norrsken"
        )
    given = ("import", str(files / "in"), str(files / "ut"), "--report", str(files / "r.json"))
    assert main(given) == 1
    report = json.loads((files / "r.json").read_text(encoding="utf-8"))
    assert [row.get("failure") for row in report["sources"]] == [None, "password-needed"]
    assert "hemlig.pdf" in report["summary"]
    assert there(files) == ["a.pdf"]
    assert "hemlig.pdf" in capsys.readouterr().err
