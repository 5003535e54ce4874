"""The diagnostics tell support what it needs, and nothing of anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import about, diagnostics, kept_faults
from app.cli import main
from app.domain.errors import Refused
from app.domain.people import Role
from app.domain.requests import Channel
from app.jobs.reports import ChildFault
from app.services.cases import notes, registration
from app.services.cases.registration import NewRequest
from app.services.office import people
from tests.builders import MAJA, PASSWORD, START, SVEN, Office, an_office

USER = "Tolvina Tolvsson"
PLANTED = (
    USER, "Tolvina", "Tolvsson", "19121212-1212", "070-1740605", "tolvina@example.se", "Elkastigen 7",
    "klagomål från Tolvina", "hemlig",
)


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office in a folder of a user's, with personal data wherever words can be written."""
    home = tmp_path / "Users" / USER
    home.mkdir(parents=True)
    for name in ("USER", "USERNAME", "LOGNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, USER)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("UTLAMNA_VAULT", str(home / "hemlig valv"))
    monkeypatch.setenv("UTLAMNA_FAULTS", str(home / "log"))
    office = an_office(home / "klagomål från Tolvina")
    person = people.NewPerson(USER, "Elkastigen 7", frozenset({Role.HANDLER}), PASSWORD)
    office.as_(SVEN).workspace.do(people.add, person)
    asked = NewRequest("Begäran", f"Allt om {USER} 19121212-1212", Channel.EMAIL, START, USER, "tolvina@example.se")
    request_id = office.as_(MAJA).workspace.do(registration.register, asked)
    office.workspace.do(notes.searched, request_id, "ring 070-1740605", "tolvina@example.se")
    document_id = office.document(request_id, title="klagomål från Tolvina")
    office.findings(document_id, ["19121212-1212", USER])
    return office


def broken(text: str) -> None:
    """Raises as code does that has personal data in its hands."""
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(f"row of {text}") from error


def test_nothing_of_anybody_is_in_it(planted: Office, tmp_path: Path) -> None:
    """Names, numbers, wordings, file names, folders and settings that were planted everywhere stand nowhere in it."""
    for text in PLANTED:
        try:
            broken(text)
        except ValueError as error:
            kept_faults.keep(error)
    kept_faults.keep(ChildFault(USER, f"/home/{USER}/x.py"))
    told = diagnostics.text(planted.workspace, {"look/mode": "dark", "look/scale": "1.5", "title": USER})
    assert [text for text in (*PLANTED, str(tmp_path), "Users") if text.casefold() in told.casefold()] == []
    kept = (tmp_path / "Users" / USER / "log" / "faults.jsonl").read_text(encoding="utf-8")
    assert len(kept.splitlines()) == len(PLANTED) + 1
    assert [text for text in PLANTED if text in kept] == []


def test_it_tells_what_support_needs(planted: Office) -> None:
    """Versions, counts, sizes, times, the log's state and the last faults with their places."""
    try:
        broken("x")
    except ValueError as error:
        kept_faults.keep(error)
    told = diagnostics.text(planted.workspace, {"look/mode": "dark"})
    assert about.version() in told
    assert re.search(r"^  PyMuPDF +\d", told, re.MULTILINE)
    assert re.search(r"^  request +1$", told, re.MULTILINE)
    assert re.search(r"^  look/mode +dark$", told, re.MULTILINE)
    assert "ValueError < KeyError" in told
    assert "test_diagnostics.py" in told
    assert str(planted.workspace.ask(lambda reader: reader.log_head())) in told


def test_a_childs_fault_keeps_its_kind_and_place() -> None:
    """What a child tells of itself is kept where it is a kind and a place, and left out where it is anything else."""
    kept_faults.keep(ChildFault("KeyError", "burn.py:12"))
    assert kept_faults.last()[-1].kinds == ("ChildFault (KeyError in burn.py:12)",)
    kept_faults.keep(ChildFault(USER, "burn.py:12"))
    assert kept_faults.last()[-1].kinds == ("ChildFault",)


def test_only_the_last_faults_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does not grow, and a line that was broken is left out."""
    monkeypatch.setenv("UTLAMNA_FAULTS", str(tmp_path))
    for _number in range(kept_faults.MOST + 5):
        kept_faults.keep(ValueError())
    assert len(kept_faults.last()) == kept_faults.MOST
    (tmp_path / "faults.jsonl").write_text("{half\n[]\n", encoding="utf-8")
    assert kept_faults.last() == ()


def test_what_is_saved_is_what_was_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line shows the text and writes the same one; a file that is there is never written over."""
    target = tmp_path / "diagnos.txt"
    words = ["diagnostics", "--workspace", str(tmp_path / "none"), "--save", str(target)]
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert target.read_text(encoding="utf-8") == shown
    assert "workspace-missing" in shown
    assert main(words) == 1
    with pytest.raises(Refused, match="file-there"):
        diagnostics.save("", target)
