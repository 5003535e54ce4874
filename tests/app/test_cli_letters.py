"""Letters on the command line: what there is, out to Word and back, and a preview."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from app.services.writing import letters
from tests.app.test_cli import Say, as_, say
from tests.builders import MAJA, PASSWORD

__all__ = ["say"]


def test_a_template_is_changed_in_word_and_used(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """List, show, export, use, preview, back; what cannot be used is told and exits with 1."""
    roles = ("--role", "registrar", "--role", "administrator")
    assert say("init", "--profile", "fjallvik", *as_(MAJA), *roles, lines=(PASSWORD,)) == 0

    def letters_(*words: str) -> int:
        return say("letters", words[0], *as_(MAJA), *words[1:], lines=(PASSWORD,))

    assert letters_("list") == 0
    listed = capsys.readouterr().out
    assert all(kind.label in listed for kind in letters.kinds().values())
    assert letters_("show", "partial") == 0
    shown = capsys.readouterr()
    assert shown.out == letters.shipped_text("partial") + "\n"
    assert "{upplysning om beslut}" in shown.err
    file = tmp_path / "fraga.docx"
    assert letters_("export", "precision", str(file)) == 0
    assert letters_("export", "precision", str(file)) == 1
    word = docx.Document(str(file))
    word.paragraphs[-1].add_run(" och {alla}")
    word.save(str(tmp_path / "fel.docx"))
    assert letters_("use", "precision", str(tmp_path / "fel.docx")) == 1
    assert "alla" in capsys.readouterr().err
    word = docx.Document(str(file))
    word.paragraphs[-1].add_run(", Fjällvik")
    word.save(str(file))
    assert letters_("preview", str(tmp_path / "ut"), "precision", "--template", str(file)) == 0
    assert (tmp_path / "ut" / "precision.pdf").is_file()
    assert letters_("use", "precision", str(file)) == 0
    capsys.readouterr()
    assert letters_("show", "precision") == 0
    assert capsys.readouterr().out.rstrip().endswith("{bolag}, Fjällvik")
    assert letters_("back", "precision") == 0
    assert letters_("back", "precision") == 1
    assert letters_("show", "nonsens") == 1


def test_a_letter_on_a_request(say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it needs, written to a folder, listed; a field that is missing is named."""
    assert say("init", "--profile", "fjallvik", *as_(MAJA), "--role", "registrar", "--role", "administrator",
               lines=(PASSWORD,)) == 0  # fmt: skip
    words = ("--subject", "Begäran om klagomål", "--wording", "Klagomålen, tack.")
    assert say("case", "new", *as_(MAJA), *words, lines=(PASSWORD,)) == 0
    number = capsys.readouterr().out.split("\n")[-2]

    def letter(*more: str) -> int:
        return say("case", "letter", *as_(MAJA), number, *more, lines=(PASSWORD,))

    assert letter("pickup") == 0
    assert "hämtas senast" in capsys.readouterr().out
    assert letter("pickup", "--to", str(tmp_path)) == 1
    assert "hämtas" in capsys.readouterr().err
    assert letter("pickup", "--set", "hämtas", "i receptionen", "--to", str(tmp_path)) == 0
    assert [Path(line).suffix for line in capsys.readouterr().out.splitlines()] == [".pdf", ".docx"]
    assert letter() == 0
    assert "pickup 0 " in capsys.readouterr().out
    assert letter("pickup", "--set", "namn", "Bo", "--to", str(tmp_path / "b")) == 1
