"""``utlamna catalogue``: everything that can be done with the catalogue, at the terminal."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.office import organisation, people
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office that the command line finds."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setenv("UTLAMNA_LANGUAGE", "en")
    made = an_office(tmp_path / "office")
    yield made
    made.workspace.close()


@pytest.fixture
def say(office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Says a word of the catalogue as somebody; gives the exit code and what stood on stdout and stderr."""

    def run(step: str, *words: object, who: str = KARIN) -> tuple[int, str, str]:
        lines = f"{PASSWORD}\n{PASSWORD}\n".encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))
        code = main(["catalogue", step, "--user", who, *map(str, words)])
        return (code, *capfd.readouterr())

    return run


def test_rows_are_listed_found_and_shown(say: Say) -> None:
    """All rows with the banner on stderr, some by their words, one with every field; as JSON too."""
    code, listed, told = say("list", who=MAJA)
    assert code == 0
    assert len(listed.splitlines()) == 2 + len(organisation.shipped())
    assert "43" in told
    _code, found, _told = say("list", "--json", "--search", "upplåning", "låntagare")
    assert [row["id"] for row in json.loads(found)] == ["OSL 19:4"]
    _code, shown, _told = say("show", "OSL 21:3 a")
    for words in ("Omvänt skaderekvisit", "medelsäkert", "2026-02-01", "SFS 2009:400", "V: read word for word"):
        assert words in shown
    assert say("show", "OSL 99:9")[0] == 1


def test_a_file_goes_out_and_comes_in(say: Say, tmp_path: Path, office: Office) -> None:
    """Exported, changed by hand, imported, compared, saved; a file with a fault is refused with row and field."""
    file = tmp_path / "katalog.toml"
    assert say("export", file)[0] == 0
    text = file.read_text(encoding="utf-8")
    assert say("export")[1].strip() == text.strip()
    file.write_text(text.replace('heading = "Hotade arter"', 'heading = "Arter"'), encoding="utf-8")
    assert say("import", file)[:2] == (0, "1\n")
    _code, told, _err = say("diff", 1)
    assert told.splitlines() == ["OSL 20:1, Heading", "  - Hotade arter", "  + Arter"]
    assert say("undo")[:2] == (0, "1\n")
    assert say("redo")[:2] == (0, "1\n")
    assert say("save", "--note", "Rubrik")[:2] == (0, "2\n")
    assert say("diff", 1, 2)[1] == told
    file.write_text(text.replace('requisite = "KVAL_RAKT"', 'requisite = "KVAL"'), encoding="utf-8")
    code, _out, err = say("import", file)
    assert (code, err.startswith("OSL 31:16: Requisite")) == (1, True)
    file.write_bytes(b"\xff\xfe")
    assert say("import", file)[0] == 1
    assert say("import", tmp_path / "ingen.toml")[0] == 1
    assert len(office.workspace.ask(lambda r: r.editions.all())) == 2


def test_a_row_is_retired_and_rows_are_signed(say: Say, office: Office) -> None:
    """Retired with a reason and an edition of its own; signed by a reviewer, one row and then all; never by a clerk."""
    assert say("retire", "OSL 38:6", "--reason", "Gäller inte här.", "--note", "38:6", who=SVEN)[0] == 0
    assert office.workspace.ask(organisation.retired) == {"OSL 38:6"}
    assert say("sign", "OSL 21:7", who=MAJA)[0] == 1
    assert say("sign", "OSL 99:9")[0] == 1
    assert say("sign", "OSL 21:7")[:2] == (0, "3\n")
    assert say("list", "--unsigned")[1].count("OSL") == 40
    assert say("sign")[:2] == (0, "4\n")
    assert say("list")[2].strip() == ""
    _code, told, _err = say("editions")
    assert KARIN in told
    assert "the program" in told
    assert say("list", "--edition", 1)[1].count("retired") == 0


def test_the_page_for_a_jurist_is_a_pdf(say: Say, tmp_path: Path) -> None:
    """Written by anybody who may read."""
    assert say("page", tmp_path / "lagen.pdf", who=MAJA)[0] == 0
    assert (tmp_path / "lagen.pdf").read_bytes().startswith(b"%PDF")
    assert say("page", tmp_path / "lagen.txt")[0] == 1


def test_what_the_program_brings_is_taken_or_left(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a new workspace; with a newer program each row by itself."""
    assert say("brought")[:2] == (0, "")
    rows = dict(organisation.shipped())
    brought = {i: replace(rows[i], heading="Ny") for i in ("OSL 21:1", "OSL 21:7")}
    monkeypatch.setattr(organisation, "shipped", lambda: rows | brought)
    assert say("brought")[1].splitlines() == ["OSL 21:1 Ny", "OSL 21:7 Ny"]
    assert say("brought", "--take", "OSL 21:1", "--leave", "OSL 21:7")[:2] == (0, "")
    assert say("save", "--note", "Nytt")[:2] == (0, "2\n")
