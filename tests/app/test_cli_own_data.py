"""A person's own data on the command line: rights, who asks, more time, answers, letters, the end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.test_cli import Say, as_, say
from tests.builders import MAJA, PASSWORD

__all__ = ["say"]


def test_a_request_for_own_data_from_rights_to_export(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each step says what is missing until it is there; the others are masked, the person exported."""
    assert say("init", "--profile", "fjallvik", *as_(MAJA), "--role", "registrar", "--role", "administrator",
               lines=(PASSWORD,)) == 0  # fmt: skip
    words = ("--subject", "Begäran om egna uppgifter", "--wording", "Allt om mig, och rätta.", "--track", "own-data")
    assert say("case", "new", *as_(MAJA), *words, lines=(PASSWORD,)) == 0
    number = capsys.readouterr().out.split("\n")[-2]
    file = tmp_path / "samtal.txt"
    file.write_text("Jag heter Lovisa Granberg, personnr 19810107-9294.\n\nErik Norling, 070-174 06 05.\n", "utf-8")

    def case(step: str, *more: str) -> int:
        return say("case", step, *as_(MAJA), number, *more, lines=(PASSWORD,))

    def own(*more: str) -> int:
        return case("own-data", *more)

    assert own("--right", "access", "--right", "rectification") == 0
    shown = capsys.readouterr().out
    assert "Registerutdrag" in shown
    assert "GDPR art. 12.3" in shown
    answer = ("--answer", "access", "--outcome", "partly", "--ground", "others")
    assert own(*answer, "--done", "Kopian bifogas.") == 1
    assert own("--shown", "my-pages", "--extend", "Det är många system.") == 0
    assert own("--letter", "access", str(tmp_path / "tid")) == 0
    assert own(*answer[:2], "--done", "Kopian bifogas.") == 1
    assert own(*answer) == 1
    assert own(*answer, "--done", "Kopian bifogas.") == 0
    assert case("add", str(file)) == 0
    assert case("find") == 0
    assert own("--export", str(tmp_path / "ut.json")) == 1
    capsys.readouterr()
    assert case("people", "--json") == 0
    people = {row["name"]: row["id"] for row in json.loads(capsys.readouterr().out)["people"]}
    assert own("--person", "9999") == 1
    assert own("--person", str(people["Lovisa Granberg"]), "--keep-person") == 0
    assert own("--export", str(tmp_path / "ut.txt")) == 1
    assert own("--export", str(tmp_path / "ut.json")) == 0
    assert own("--export", str(tmp_path / "ut.json")) == 1
    rows = json.loads((tmp_path / "ut.json").read_text("utf-8"))["rows"]
    assert "19810107-9294" in {row["text"] for row in rows}
    assert "Norling" not in json.dumps(rows)
    assert own("--export", str(tmp_path / "ut.csv")) == 0
    assert (tmp_path / "ut.csv").read_bytes().startswith(b"\xef\xbb\xbfcategory;text;document;page\r\n")
    assert case("end", "rights-answered") == 1
    assert own("--answer", "rectification", "--outcome", "granted", "--done", "Mätvärdet är rättat.") == 0
    assert own("--letter", "rectification", str(tmp_path / "svar")) == 0
    assert sorted(f.suffix for f in (tmp_path / "svar").iterdir()) == [".docx", ".pdf"]
