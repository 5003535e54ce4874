"""A broken catalogue is named with file and line, at the start, in the terminal and in the window's own words."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import resources
from app import catalogues
from app.cli import main as cli
from app.cli.main import FAULT
from app.services.assessing import common_mistakes
from app.services.cases import endings, official, questions, tracks
from app.services.delivering import fees, own_data
from app.services.keeping import closing, register, retention
from app.services.office import controls, law_page, organisation, people, time_limits
from app.services.writing import letters
from redaction import class_stamps, replacements
from redaction.coarser import kinds as coarser
from redaction.detectors import page_columns
from redaction.detectors.labelled import LabelledDetector
from redaction.detectors.patterns import read_patterns
from redaction.detectors.persons import memory
from redaction.detectors.sensitive import SensitiveDetector
from redaction.persons import roles
from redaction.unseen import items as unseen
from resources import BadCatalogue, each, table
from ui import faults

PATTERNS, SENSITIVE = ("catalogues", "patterns.toml"), ("catalogues", "sensitive.toml")
LOADERS: dict[tuple[str, str], Callable[[], object]] = {
    ("patterns.toml", "pattern"): lambda: read_patterns(table(*PATTERNS), "patterns.toml"),
    ("patterns.toml", "labelled"): lambda: LabelledDetector(table(*PATTERNS), "patterns.toml"),
    ("patterns.toml", "column"): page_columns._kinds,
    ("sensitive.toml", "row"): lambda: SensitiveDetector(table(*SENSITIVE), "sensitive.toml"),
    ("roles.toml", "role"): roles._titles,
    ("provisions.toml", "provision"): organisation.shipped.__wrapped__,
    ("provisions.toml", "requisite"): organisation.requisites,
    ("provisions.toml", "mistake"): common_mistakes.known.__wrapped__,
    ("persons.toml", "memory"): lambda: each(memory._rule, "memory", "catalogues", "persons.toml"),
    ("law_rules.toml", "rule"): law_page.rules.__wrapped__,
    ("law_rules.toml", "doubt"): law_page.doubts.__wrapped__,
    ("grounds.toml", "ground"): organisation.grounds.__wrapped__,
    ("assessment.toml", "group"): organisation.groups,
    ("assessment.toml", "factor"): lambda: organisation.factors("for"),
    ("categories.toml", "category"): organisation.categories,
    ("controls.toml", "control"): controls.rules.__wrapped__,
    ("official.toml", "question"): official.tree.__wrapped__,
    ("official.toml", "verdict"): official.labels,
    ("endings.toml", "ending"): endings.rules.__wrapped__,
    ("questions.toml", "kind"): questions.kinds.__wrapped__,
    ("questions.toml", "asking"): questions.asking.__wrapped__,
    ("questions.toml", "personal"): questions.personal.__wrapped__,
    ("tracks.toml", "track"): tracks.rules.__wrapped__,
    ("tracks.toml", "aspect"): tracks.aspects.__wrapped__,
    ("tracks.toml", "phrase"): tracks._phrases.__wrapped__,
    ("passwords.toml", "common"): people.common_passwords.__wrapped__,
    ("closing.toml", "point"): closing.points.__wrapped__,
    ("retention.toml", "row"): retention.proposed.__wrapped__,
    ("register.toml", "kind"): register.kinds.__wrapped__,
    ("register.toml", "form"): register.forms.__wrapped__,
    ("class_stamps.toml", "stamp"): class_stamps.rules.__wrapped__,
    ("own_data.toml", "right"): own_data.rights.__wrapped__,
    ("own_data.toml", "ground"): own_data.grounds.__wrapped__,
    ("own_data.toml", "way"): own_data.ways.__wrapped__,
    ("letters.toml", "field"): letters.fields.__wrapped__,
    ("letters.toml", "family"): letters.families.__wrapped__,
    ("letters.toml", "letter"): letters.kinds.__wrapped__,
    ("generalisations.toml", "kind"): coarser.kinds.__wrapped__,
    ("generalisations.toml", "pseudonym"): replacements.pseudonym_words.__wrapped__,
    ("time_limits.toml", "limit"): time_limits.limits.__wrapped__,
    ("forms.toml", "form"): fees.forms.__wrapped__,
    ("unseen.toml", "kind"): unseen.kinds.__wrapped__,
    ("unseen.toml", "property"): unseen.properties.__wrapped__,
    ("unseen.toml", "residue"): unseen.residues.__wrapped__,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the catalogues that the program reads instead of its own."""
    real = resources.path
    (tmp_path / "catalogues").mkdir()
    for file in real("catalogues").glob("*.toml"):
        (tmp_path / "catalogues" / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    table.cache_clear()
    yield tmp_path / "catalogues"
    table.cache_clear()


def broken(file: Path, key: str, row: str = "") -> int:
    """Adds a row to a catalogue; gives the line on which it begins."""
    text = file.read_text(encoding="utf-8").rstrip("\n")
    file.write_text(f"{text}\n\n[[{key}]]\n{row}\n", encoding="utf-8")
    return text.count("\n") + 3


@pytest.mark.parametrize(("file", "key"), LOADERS)
def test_a_row_that_cannot_be_used_is_named_with_file_and_line(folder: Path, file: str, key: str) -> None:
    """Whatever reads the catalogue: a row without its keys is told, with its number and its line."""
    line = broken(folder / file, key)
    with pytest.raises(BadCatalogue, match=rf"^{file}, line {line}: {key} \d+ \(no name\): "):
        LOADERS[file, key]()


@pytest.mark.parametrize(
    "row", ['name = "x"\ncategory = "PERSON"\nscore = "high"\nwords = ["a"]', "words = 7", "name = 1"]
)
def test_values_of_the_wrong_kind_are_named_too(folder: Path, row: str) -> None:
    """A word where a number belongs, a number where a list does."""
    line = broken(folder / "sensitive.toml", "row", row)
    with pytest.raises(BadCatalogue, match=rf"^sensitive\.toml, line {line}: row "):
        LOADERS["sensitive.toml", "row"]()


def test_what_is_no_toml_is_named_with_its_line(folder: Path) -> None:
    """The reader's own words say where."""
    (folder / "grounds.toml").write_text('a = 1\nb = "\n', encoding="utf-8")
    with pytest.raises(BadCatalogue, match=r"^grounds\.toml: .*line 2"):
        table("catalogues", "grounds.toml")


def test_a_catalogue_without_rows_is_named(folder: Path) -> None:
    """An empty file is no catalogue."""
    (folder / "grounds.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadCatalogue, match=r"grounds\.toml: there is no \[\[ground\]\]"):
        each(dict, "ground", "catalogues", "grounds.toml")


def test_every_catalogue_is_read_at_the_start() -> None:
    """No file with rows is left out of the table above and of what the start reads, but those of the detectors."""
    mine = {file for file, _key in LOADERS}
    there = {file.name for file in resources.path("catalogues").glob("*.toml")}
    with_rows = {name for name in there if any(isinstance(v, list) and v and isinstance(v[0], dict)
                 for v in tomllib.loads(resources.text("catalogues", name)).values())}  # fmt: skip
    assert with_rows <= mine
    catalogues.read_all()


def test_the_terminal_says_the_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Not "something went wrong": file and line."""

    def fails() -> None:
        raise BadCatalogue("grounds.toml, line 7: ground 2 (x): KeyError: 'key'")

    monkeypatch.setattr(catalogues, "read_all", fails)
    assert cli(["log", "verify"]) == FAULT
    assert "grounds.toml, line 7" in capsys.readouterr().err


def test_the_window_writes_the_row_and_nobodys_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message of a broken catalogue is ours; other messages may hold data and are not written."""
    told = io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    faults.write(BadCatalogue, None, BadCatalogue("grounds.toml, line 7"))
    faults.write(ValueError, None, ValueError("Lovisa"))
    assert "grounds.toml, line 7" in told.getvalue()
    assert "Lovisa" not in told.getvalue()
