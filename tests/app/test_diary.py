"""The diary as a file and on the command line: the public view shows nothing of what is held back, in no corner."""

from __future__ import annotations

import html
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from argon2 import PasswordHasher

from app import diary
from app.cli import main
from app.domain.errors import Refused
from app.domain.register import Direction, Held, Party
from app.domain.requests import Channel
from app.jobs import process, tasks
from app.services.cases import registration
from app.services.cases.registration import NewRequest
from app.services.keeping import register
from app.services.keeping.register import NewEntry
from app.services.office import people
from tests.builders import MAJA, PASSWORD, START, Office, an_office

SECRETS = ("Fjällgren", "skyddsplan", "Sekreta", "OSL 18:8")
Say = Callable[..., int]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose diary holds a requester's name, a held subject and a held sender."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    made = an_office(tmp_path / "office")
    arrived = START - timedelta(hours=2)
    new = NewRequest("=Begäran om taxa", "Ord.", Channel.EMAIL, arrived, "Anna Fjällgren", "anna@example.se")
    request_id = made.workspace.do(registration.register, new)
    held = NewEntry("correspondence", Direction.IN, START.date(), Party.NAMED, "Sekreta AB", "skyddsplan")
    entry_id = made.workspace.do(register.add, request_id, held)
    for part in Held:
        made.workspace.do(register.hold, request_id, part, "OSL 18:8", entry_id)
    yield made
    made.workspace.close()


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command as the clerk; gives the exit code."""

    def run(*words: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
        return main([*map(str, words), "--user", MAJA])

    return run


def everything_in(file: Path) -> str:
    """All that stands in a file: its bytes, its parts where it is an archive, its text where it is a PDF."""
    said = file.read_bytes().decode("utf-8", "replace")
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as parts:
            packed = (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
            said += html.unescape("".join(packed))
    if file.suffix == ".pdf":
        said += process.run(tasks.readable, (file,))[0]
    return said


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".pdf"])
def test_no_public_file_holds_what_is_held_back(office: Office, tmp_path: Path, suffix: str) -> None:
    """Neither cells, nor properties, nor hidden parts; the whole diary for the house holds them all."""
    made, whole = tmp_path / f"diarium{suffix}", tmp_path / f"helt{suffix}"
    assert diary.write(office.workspace, made, public=True) == 2
    said = everything_in(made)
    assert "taxa" in said
    assert "OSL 5:2" in said
    assert [secret for secret in SECRETS if secret in said] == []
    diary.write(office.workspace, whole, public=False)
    assert all(secret in everything_in(whole) for secret in SECRETS[:3])


def test_a_subject_is_never_a_formula(office: Office, tmp_path: Path) -> None:
    """What begins like one is text in the spreadsheet, and has a sign before it in CSV."""
    for suffix in (".csv", ".xlsx"):
        diary.write(office.workspace, tmp_path / f"d{suffix}")
    sheet = openpyxl.load_workbook(tmp_path / "d.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    assert ";'=Begäran" in (tmp_path / "d.csv").read_text(encoding="utf-8-sig")


def test_another_suffix_is_refused(office: Office, tmp_path: Path) -> None:
    """A sentence, and no file."""
    with pytest.raises(Refused, match="diary-format"):
        diary.write(office.workspace, tmp_path / "d.docx")
    assert list(tmp_path.glob("d.*")) == []


def test_the_visitor_at_the_desk_reads_the_list_of_march(
    office: Office, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law.md 9, scenario 8: at once, and without what is held back."""
    assert say("diary", "--month", "2026-03", "--public") == 0
    said = capsys.readouterr().out
    assert "FE 2026-0001:1" in said
    assert [secret for secret in SECRETS if secret in said] == []
    assert say("diary", "--month", "2026-04", "--public") == 0
    assert "FE 2026" not in capsys.readouterr().out


def test_an_akt_is_kept_from_the_command_line(office: Office, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """A call is entered, struck with a reason, a subject held back and shown again."""
    note = ("--add", "note", "--subject", "Samtal om precisering", "--form", "phone")
    assert say("case", "register", "0001", *note) == 0
    assert "Samtal om precisering" in capsys.readouterr().out
    assert say("case", "register", "0001", "--strike", 3) == 1
    assert say("case", "register", "0001", "--strike", 3, "--reason", "fel ärende") == 0
    assert say("case", "register", "0001", "--hold", "subject", "--provision", "OSL 18:8") == 0
    assert "3\tsubject\tOSL 18:8" in capsys.readouterr().out
    assert say("case", "register", "0001", "--lift", 3) == 0
    assert say("case", "subject", "0001", "Begäran om Lovisa Granbergs brev") == 1
    assert say("case", "subject", "0001", "Begäran om brev") == 0
