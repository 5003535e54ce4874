"""What Help says about the program: every part has its notice, and the figures are those of the machine."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from pathlib import Path

import pytest

from app import about
from app.cli import main
from resources import path

ROOT = Path(__file__).resolve().parents[2]
BUILD = {"hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
"""What the lock holds to install the program itself, and the program never loads."""


def locked() -> dict[str, str]:
    """Packages of the lock that an office installs, each with what stands after its version."""
    lock = (ROOT / ".lock/run.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==\S+([^\\\n]*)", lock, re.MULTILINE))


def test_every_locked_package_has_its_notice() -> None:
    """A package that comes into the lock without a licence text is seen here and not by its author."""
    short = {name for name in locked() if len(about.notice(name)) < 200}
    assert short == set()


def test_the_packages_told_are_those_of_the_lock() -> None:
    """No tool of the tests is named as part of the program, and nothing of another system counts as missing."""
    told = set(about.packages())
    here = {name for name, marker in locked().items() if "win32" not in marker} | {"jeepney", "secretstorage"}
    assert told <= set(locked())
    assert here - told <= BUILD | {"importlib-metadata", "backports-tarfile"}


def test_every_part_has_licence_and_text() -> None:
    """Fonts, recognition data, models and engines too."""
    parts = about.parts()
    assert {"Qt", "SQLite", "Tesseract", "qpdf", "PDFium", "Inter"} <= {part.name for part in parts}
    assert [part.name for part in parts if not part.licence or len(part.text) < 200] == []


def test_no_foreign_file_of_ours_is_without_a_row() -> None:
    """Each font, model and recognition file under resources/ is named with its licence."""
    rows = tomllib.loads(path("licences", "parts.toml").read_text(encoding="utf-8"))["part"]
    named = {file for row in rows for file in row.get("files", ())}
    kinds = (("look/fonts", ".ttf"), ("models", ".bin"), ("ocr", ".traineddata"))
    there = {f"{folder}/{file.name}" for folder, end in kinds for file in path(folder).iterdir() if file.suffix == end}
    assert named == there


def test_the_engines_at_work_are_named() -> None:
    """Versions are the libraries' own, asked where they are loaded."""
    engines = about.engines()
    assert {"PyMuPDF", "pdfium", "qpdf", "Tesseract", "Qt", "SQLite"} <= engines.keys()
    assert engines["SQLite"] == sqlite3.sqlite_version


def test_the_command_line_tells_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Version, source offer and every part on stdout; one part's text by its name; an unknown name is refused."""
    assert main(["about"]) == 0
    told = capsys.readouterr().out
    assert about.version() in told
    assert "AGPL" in told
    assert "PyMuPDF" in told
    assert main(["about", "--licence", "inter"]) == 0
    assert "SIL OPEN FONT LICENSE" in capsys.readouterr().out
    assert main(["about", "--licence", "nothing of ours"]) == 1
