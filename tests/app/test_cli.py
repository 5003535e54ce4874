"""The command line: the whole path in one workspace, files without one, and exit codes that tell the truth."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.services.office import people
from tests.app.killed import LETTER
from tests.builders import KARIN, MAJA, PASSWORD

Say = Callable[..., int]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with the least cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command with these lines on stdin, in a workspace of its own; gives the exit code."""
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))

    def run(*words: str, lines: tuple[str, ...] = ()) -> int:
        text = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", text)
        return main(list(words))

    return run


def as_(name: str) -> tuple[str, str]:
    """Who it is."""
    return "--user", name


def test_the_whole_path_from_request_to_package(say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same services as the window's, one command at a time."""
    letter = tmp_path / "klagomal.txt"
    letter.write_text(LETTER, encoding="utf-8")
    one = (PASSWORD,)
    roles = ("--role", "registrar", "--role", "administrator")
    assert say("init", "--profile", "fjallvik", *as_(MAJA), *roles, lines=one) == 0
    role = ("--name", KARIN, "--title", "jurist", "--role", "reviewer")
    assert say("person", "add", *as_(MAJA), *role, lines=(PASSWORD, PASSWORD)) == 0
    words = ("--subject", "Begäran om klagomål", "--wording", "Klagomålen, tack.")
    assert say("case", "new", *as_(MAJA), *words, lines=one) == 0
    number = capsys.readouterr().out.split("\n")[-2]
    assert say("case", "add", *as_(MAJA), number, str(letter), lines=one) == 0
    assert say("case", "find", *as_(MAJA), number, "--term", "Lovisa Granberg", "PERSON", lines=one) == 0
    assert say("case", "mark", *as_(MAJA), number, "1", "--accept-all", "--provision", "GDPR", lines=one) == 1
    assert say("case", "mark", *as_(MAJA), number, "1", "--accept-all", "--provision", "OSL 21:7", lines=one) == 0
    assert say("case", "mark", *as_(MAJA), number, "1", "--undo", lines=one) == 0
    masked = ("--accept-all", "--provision", "OSL 21:7", "--done")
    assert say("case", "mark", *as_(MAJA), number, "1", *masked, lines=one) == 0
    reasons = ("--applies", "Gäller överallt.", "--harm", "Säljsamtal.", "--against", "bulk")
    record = ("--special", "none", "--own-data", "no")
    why = ("--provision", "OSL 21:7", "--group", "customer_identity", *reasons, *record)
    assert say("case", "assess", *as_(MAJA), number, *why, lines=one) == 0
    written, masks = capsys.readouterr().out.split("\n")[-2].split("\t")
    assert masks == "3"
    more = ("--reservation", "not_possible", "--change", written)
    assert say("case", "assess", *as_(MAJA), number, *more, lines=one) == 0
    assert say("case", "official", *as_(MAJA), number, "--answer", "private=no", lines=one) == 1
    assert "received" in capsys.readouterr().err
    assert say("case", "official", *as_(MAJA), number, "--received", lines=one) == 0
    assert "TF 2:9" in capsys.readouterr().out
    assert say("case", "release", *as_(MAJA), number, lines=one) == 1
    assert say("case", "sign", *as_(MAJA), number, "--submit", lines=one) == 0
    assert say("case", "sign", *as_(KARIN), number, lines=one) == 1
    assert say("case", "sign", *as_(KARIN), number, lines=(PASSWORD, PASSWORD)) == 0
    out = tmp_path / "out"
    capsys.readouterr()
    assert say("case", "release", *as_(MAJA), number, "--to", str(out), lines=one) == 0
    package = Path(capsys.readouterr().out.splitlines()[0])
    assert sorted(p.suffix for p in package.iterdir() if p.is_file()) == [".pdf", ".pdf", ".pdf"]
    assert say("case", "decision", *as_(MAJA), number, "--ask", lines=one) == 0
    power = ("--name", KARIN, "--scope", "refuse", "--basis", "VD-instruktion § 4", "--from", "2020-01-01")
    assert say("delegation", "add", *as_(MAJA), *power, lines=one) == 0
    stands = ("--retest", "1", "--milder", "Sökanden är okänd.")
    assert say("case", "decision", *as_(KARIN), number, "--decide", lines=(PASSWORD, PASSWORD)) == 1
    assert say("case", "decision", *as_(KARIN), number, *stands, lines=one) == 0
    assert say("case", "decision", *as_(KARIN), number, "--decide", lines=(PASSWORD, PASSWORD)) == 0
    assert say("case", "decision", *as_(KARIN), number, "--papers", str(tmp_path / "beslut"), lines=one) == 0
    assert sorted(p.name for p in (tmp_path / "beslut").iterdir()) == ["Beslut.docx", "Beslut.pdf"]
    assert say("case", "decision", *as_(MAJA), number, "--send", "e-post", lines=one) == 0
    assert say("case", "close", *as_(MAJA), number, lines=one) == 1, "an appeal may still come"
    assert say("case", "show", *as_(MAJA), number, lines=one) == 0
    capsys.readouterr()
    assert say("case", "reissue", *as_(MAJA), number, "1", lines=one) == 0
    assert capsys.readouterr().out.startswith("identical\t")
    assert say("log", "verify") == 0
    assert say("log", "verify", "--head", "99999:" + "0" * 64) == 1
    (proof,) = package.rglob("*.json")
    assert sorted(p.name for p in proof.parent.iterdir()) == ["01.json", "01.pdf"]
    (copy,) = package.glob("01*.pdf")
    assert say("verify", str(copy), "--proof", str(proof)) == 0
    copy.write_bytes(copy.read_bytes() + b" ")
    assert say("verify", str(copy), "--proof", str(proof)) == 1


def test_without_a_workspace_it_says_so(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, nothing on stdout, one sentence with the way out."""
    assert say("case", "show", *as_(MAJA), lines=(PASSWORD,)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "utlamna init" in told.err


def test_wrong_use_is_2_and_no_words_print_help(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit codes as promised."""
    assert say("case", "dance") == 2
    assert say("mask", "in.pdf") == 2
    assert say() == 0
    assert "case" in capsys.readouterr().out


def test_a_wrong_password_is_refused(say: Say) -> None:
    """Exit 1, and nobody is signed in."""
    assert say("init", "--profile", "fjallvik", *as_(MAJA), lines=(PASSWORD,)) == 0
    assert say("case", "show", *as_(MAJA), lines=("fel lösenord här",)) == 1
    assert say("case", "show", *as_(MAJA)) == 1


def test_find_jsonl_answers_each_line_in_order(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Offsets are Python characters, end exclusive; bands below trolig are left out unless asked for."""
    texts = ["på ön 😀 är personnr 19810107-9294.", "", "Ring 070-174 06 12 eller skriv till a@example.se"]
    lines = tuple(json.dumps({"id": i, "text": t}) for i, t in enumerate(texts))
    assert say("find", "--jsonl", lines=lines) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["id"] for a in answers] == [0, 1, 2]
    assert [texts[0][s:e] for s, e, _c, _p in answers[0]["spans"]] == ["19810107-9294"]
    assert answers[1]["spans"] == []
    assert [c for _s, _e, c, _p in answers[2]["spans"]] == ["PHONE", "EMAIL"]


def test_find_jsonl_refuses_a_line_that_is_no_json(say: Say) -> None:
    """Exit 1 with a reason."""
    assert say("find", "--jsonl", lines=("{",)) == 1


def test_import_makes_a_pdf_beside_or_in_a_folder(say: Say, tmp_path: Path) -> None:
    """OUT is a name ending in .pdf or an existing folder; anything else is refused and nothing written."""
    letter = tmp_path / "brev.txt"
    letter.write_text(LETTER, encoding="utf-8")
    report = tmp_path / "r.json"
    assert say("import", str(letter), str(tmp_path / "ut.pdf"), "--report", str(report)) == 0
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")
    (told,) = json.loads(report.read_text(encoding="utf-8"))["documents"]
    assert (told["pages"], told["words"], told["coverage"]) == (1, len(LETTER.split()), 1.0)
    assert told["seconds"] > 0
    assert say("import", str(letter), str(tmp_path)) == 0
    assert (tmp_path / "brev.pdf").is_file()
    assert say("import", str(letter), str(tmp_path / "ut.docx")) == 1
    assert not (tmp_path / "ut.docx").exists()


def test_import_refuses_what_it_does_not_take_by_name(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says what the file is and what is taken."""
    sound = tmp_path / "ljud.pdf"
    sound.write_bytes(b"ID3\x03\x00\x00\x00" + b"\x00" * 400)
    assert say("import", str(sound), str(tmp_path / "ut.pdf")) == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "ut.pdf").exists()


def test_mask_and_verify_a_file(say: Say, tmp_path: Path) -> None:
    """A term found nowhere is no error; the proof says it; what is masked is gone."""
    letter, source = tmp_path / "brev.txt", tmp_path / "brev.pdf"
    letter.write_text(LETTER, encoding="utf-8")
    assert say("import", str(letter), str(source)) == 0
    marks, target, proof = tmp_path / "m.json", tmp_path / "ut.pdf", tmp_path / "p.json"
    marks.write_text(json.dumps({"terms": ["Lovisa Granberg", "finns inte"], "label": "1"}), encoding="utf-8")
    assert say("mask", str(source), str(target), "--marks", str(marks), "--proof", str(proof)) == 0
    said = json.loads(proof.read_text(encoding="utf-8"))
    assert said["passed"] is True
    assert said["terms_absent"] == [1]
    assert {"source_sha256", "output_sha256", "engines", "checks", "raster_pages"} <= said.keys()
    assert "Granberg" not in proof.read_text(encoding="utf-8")
    assert say("verify", str(target), "--proof", str(proof)) == 0
    assert say("mask", str(source), str(source), "--marks", str(marks)) == 1


def test_marks_that_cannot_be_understood_write_nothing(say: Say, tmp_path: Path) -> None:
    """Exit 1 and no file."""
    source, marks, target = tmp_path / "a.pdf", tmp_path / "m.json", tmp_path / "ut.pdf"
    source.write_bytes(b"%PDF-1.4 trasig")
    marks.write_text('{"regions": [{"page": "noll"}]}', encoding="utf-8")
    assert say("mask", str(source), str(target), "--marks", str(marks)) == 1
    marks.write_text("{}", encoding="utf-8")
    assert say("mask", str(source), str(target), "--marks", str(marks)) == 1
    assert not target.exists()


def test_a_fault_of_ours_is_one_sentence_and_3(
    say: Say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback in a clerk's face, and none of the fault's own words, which may hold a name."""

    def broken(*_words: object, **_more: object) -> None:
        raise ZeroDivisionError("Lovisa Granberg")

    monkeypatch.setattr("app.bootstrap.open_workspace", broken)
    assert say("log", "verify") == 3
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "Granberg" not in told


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    """``python -m app.cli`` in a bare environment speaks UTF-8 whatever the code page."""
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "UTLAMNA_WORKSPACE": str(tmp_path / "none")}
    line = json.dumps({"id": "å", "text": "070-174 06 12"}, ensure_ascii=False)
    ended = subprocess.run(
        [sys.executable, "-m", "app.cli", "find", "--jsonl"],
        input=line.encode(),
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0
    assert json.loads(ended.stdout.decode("utf-8"))["id"] == "å"
