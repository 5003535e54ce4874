"""The words on files at their edges: nothing half-written, nothing overwritten, formats taken at their word."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.cli import main
from app.cli.main import parser
from app.jobs import reading as jobs_reading
from redaction.errors import Damaged
from tests.app.killed import LETTER
from tests.redaction import reading

Say = Callable[..., int]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command with these bytes on stdin; gives the exit code."""
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))

    def run(*words: object, stdin: bytes = b"") -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        return main([str(word) for word in words])

    return run


@pytest.fixture
def letter(say: Say, tmp_path: Path) -> Path:
    """A PDF of one page with a name, a personnummer and a phone number."""
    text, made = tmp_path / "text.txt", tmp_path / "brev.pdf"
    text.write_text(LETTER, encoding="utf-8")
    assert say("import", text, made) == 0
    return made


def marks(folder: Path, body: object) -> Path:
    """A file of marks."""
    file = folder / "m.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    return file


def test_an_original_is_never_overwritten_by_what_is_made_of_it(say: Say, letter: Path) -> None:
    """Neither by its own name nor in its own folder."""
    before = letter.read_bytes()
    assert say("import", letter, letter) == 1
    assert say("import", letter, letter.parent) == 0
    assert letter.read_bytes() == before
    assert (letter.parent / "brev (2).pdf").read_bytes().startswith(b"%PDF")
    body = marks(letter.parent, {"terms": ["Lovisa"]})
    assert say("mask", letter, letter.parent / "ut.pdf", "--marks", body, "--proof", letter) == 1
    assert say("mask", letter, letter.parent / "ut.pdf", "--marks", body, "--proof", letter.parent / "ut.pdf") == 1
    assert letter.read_bytes() == before
    assert not (letter.parent / "ut.pdf").exists()


def test_a_class_stamp_makes_no_working_pdf(say: Say, tmp_path: Path) -> None:
    """Unless it is said to mean no class."""
    (tmp_path / "a.txt").write_text("HEMLIG\n\nKabelväg", encoding="utf-8")
    assert say("import", tmp_path / "a.txt", tmp_path / "a.pdf") == 1
    assert not (tmp_path / "a.pdf").exists()
    assert say("import", tmp_path / "a.txt", tmp_path / "a.pdf", "--not-classified") == 0


def test_no_copy_without_its_proof(say: Say, letter: Path, tmp_path: Path) -> None:
    """Where the proof or the report cannot be written, nothing is."""
    body, target = marks(tmp_path, {"terms": ["Lovisa"]}), tmp_path / "ut.pdf"
    before = sorted(p.name for p in tmp_path.iterdir())
    assert say("mask", letter, target, "--marks", body, "--proof", tmp_path / "finns inte" / "p.json") == 1
    assert say("import", letter, target, "--report", tmp_path / "finns inte" / "r.json") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_a_full_disk_is_told_as_such(
    say: Say, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, the sentence says full, nothing is left behind."""
    honest = os.replace

    def full(source: str, target: str) -> None:
        if str(target).endswith("ut.pdf"):
            raise OSError(errno.ENOSPC, "No space left on device")
        honest(source, target)

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", lambda self, target: full(str(self), str(target)))
    before = sorted(p.name for p in tmp_path.iterdir())
    assert say("import", letter, tmp_path / "ut.pdf") == 1
    assert "Disken är full" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_a_mail_gives_a_pdf_for_itself_and_for_all_that_came_in_it(say: Say, tmp_path: Path) -> None:
    """The report tells of each, in which of the others it came, and of one that could not be read."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["MIME-Version"] = "bo@example.se", "Klagomål", "1.0"
    mail.set_content("Se bilagan.\n")
    mail.add_attachment(LETTER, filename="bilaga.txt")
    mail.add_attachment(b"ID3\x03" + bytes(20), maintype="audio", subtype="mpeg", filename="svar.mp3")
    folder, out = tmp_path / "in", tmp_path / "ut"
    folder.mkdir()
    out.mkdir()
    (folder / "brev.eml").write_bytes(mail.as_bytes())
    (folder / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(20))
    assert say("import", folder / "brev.eml", out / "brev.pdf", "--report", tmp_path / "r.json") == 0
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    rows = report["documents"]
    assert [(row["name"], row["parent"]) for row in rows] == [("brev.eml", None), ("bilaga.txt", 0), ("svar.mp3", 0)]
    assert rows[2]["failure"] == "unsupported kind=sound"
    assert sorted(p.name for p in out.iterdir()) == ["brev - 1 bilaga.pdf", "brev.pdf"]
    assert "Lovisa" in " ".join(reading.pages(out / rows[1]["file"]))
    assert say("import", folder, out, "--report", tmp_path / "r.json") == 1
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["sources"]
    assert [(row["source"], row.get("kind")) for row in told] == [("brev.eml", None), ("film.mp4", "video")]
    assert len(list(out.iterdir())) == 4


def test_what_cannot_be_looked_at_in_the_door_is_looked_at_when_it_is_read(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door's reader gives up on a part that the pages do not need; the file is taken in all the same."""

    def give_up(*_given: object) -> None:
        raise Damaged

    monkeypatch.setattr(jobs_reading, "at_the_door", give_up)
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")
    assert say("import", tmp_path / "brev.txt", tmp_path / "brev.pdf") == 0


WRONG = {
    "a list": [],
    "a string of terms": {"terms": "Lovisa"},
    "a number as term": {"terms": [5]},
    "a misspelt key": {"term": ["Lovisa"]},
    "a page that is no whole number": {"regions": [{"page": 0.5, "rect": [0, 0, 10, 10]}]},
    "a rect of three": {"regions": [{"page": 0, "rect": [0, 0, 10]}]},
    "a rect without end": {"regions": [{"page": 0, "rect": [0, 0, 10, float("inf")]}]},
    "no rect": {"regions": [{"page": 0}]},
    "lengths as a word": {"hide_lengths": "false"},
    "a label that is no text": {"label": 1},
    "a page that is not there": {"regions": [{"page": 9, "rect": [0, 0, 10, 10]}]},
    "a page before the first": {"regions": [{"page": -1, "rect": [0, 0, 10, 10]}]},
    "a place beside the page": {"regions": [{"page": 0, "rect": [5000, 0, 5010, 10]}]},
}


@pytest.mark.parametrize("case", WRONG)
def test_marks_that_are_not_as_described_write_nothing(
    say: Say, letter: Path, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mark that is not understood would be a mask that is missing: exit 1 with a sentence."""
    capsys.readouterr()
    target = tmp_path / "ut.pdf"
    assert say("mask", letter, target, "--marks", marks(tmp_path, WRONG[case])) == 1
    assert not target.exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("body", [{}, {"terms": []}, {"hide_lengths": True, "terms": ["Lovisa"]}, {"label": "21:7"}])
def test_every_key_of_the_marks_may_be_left_out(say: Say, letter: Path, tmp_path: Path, body: object) -> None:
    """The file is still made anew and proven."""
    proof = tmp_path / "p.json"
    assert say("mask", letter, tmp_path / "ut.pdf", "--marks", marks(tmp_path, body), "--proof", proof) == 0
    assert json.loads(proof.read_text(encoding="utf-8"))["passed"] is True


def test_the_proof_comes_as_a_paper_too(say: Say, letter: Path, tmp_path: Path) -> None:
    """A page for a reader, of the same proof; it never takes the place of another file."""
    paper, body = tmp_path / "bevis.pdf", marks(tmp_path, {"terms": ["Lovisa"]})
    assert say("mask", letter, tmp_path / "ut.pdf", "--marks", body, "--proof-page", letter) == 1
    assert say("mask", letter, tmp_path / "ut.pdf", "--marks", body, "--proof-page", paper) == 0
    digest = hashlib.sha256((tmp_path / "ut.pdf").read_bytes()).hexdigest()
    said = " ".join(reading.pages(paper))
    assert digest in said
    assert "Lovisa" not in said


def test_verify_says_on_stderr_why_it_refuses(
    say: Say, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not the proof's, a file that is no PDF, a proof that is none: exit 1 and a sentence each."""
    proof = tmp_path / "p.json"
    body = marks(tmp_path, {"terms": ["Lovisa"]})
    assert say("mask", letter, tmp_path / "ut.pdf", "--marks", body, "--proof", proof) == 0
    no_pdf = tmp_path / "x.pdf"
    no_pdf.write_bytes(b"hej")
    for file, against in ((letter, proof), (no_pdf, proof), (tmp_path / "ut.pdf", body), (tmp_path / "borta", proof)):
        capsys.readouterr()
        assert say("verify", file, "--proof", against) == 1
        assert capsys.readouterr().err.strip()


def test_lines_of_text_are_taken_at_their_word(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Any id, any text; half a surrogate pair, too."""
    texts = ["\ud800 070-174 06 12", "", "a\u2028b 19810107-9294"]
    lines = "".join(json.dumps({"id": {"n": [i, "\ud800"]}, "text": t}) + "\n" for i, t in enumerate(texts))
    assert say("find", "--jsonl", stdin=lines.encode()) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [a["id"]["n"][0] for a in answers] == [0, 1, 2]
    assert [texts[2][s:e] for s, e, *_rest in answers[2]["spans"]] == ["19810107-9294"]


@pytest.mark.parametrize("line", [b"{", b"[1]", b'"x"', b'{"id": 1}', b'{"id": 1, "text": 5}', b"\xff\xfe"])
def test_a_line_that_is_none_is_refused(say: Say, line: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 with one sentence, whatever is wrong with it."""
    assert say("find", "--jsonl", stdin=line + b"\n") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_bands_hold_the_surer_ones(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Möjlig is everything, säker the fewest; wrong use is exit 2."""
    line = json.dumps({"id": 1, "text": "Ring 070-174 06 12, pnr 19810107-9294, kod 83012 Fjällvik"}).encode() + b"\n"
    seen = []
    for band in ("möjlig", "trolig", "säker"):
        assert say("find", "--jsonl", "--band", band, stdin=line) == 0
        seen.append({tuple(s) for s in json.loads(capsys.readouterr().out)["spans"]})
    assert seen[0] >= seen[1] >= seen[2]
    assert say("find", "--jsonl", "--band", "kanske") == 2
    assert say("find") == 2
    assert say("find", "x.pdf", "--jsonl") == 2


def every_parser() -> list[list[str]]:
    """The words of every command, from the grammar itself."""
    found: list[list[str]] = [[]]

    def walk(at: object, words: list[str]) -> None:
        for action in at._actions:  # type: ignore[attr-defined]
            if hasattr(action, "_name_parser_map"):
                for name, inner in action._name_parser_map.items():
                    found.append([*words, name])
                    walk(inner, [*words, name])

    walk(parser(), [])
    return found


@pytest.mark.parametrize("words", every_parser(), ids=" ".join)
def test_help_everywhere(say: Say, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` after every word, exit 0."""
    assert say(*words, "--help") == 0
    assert capsys.readouterr().out.startswith("usage: utlamna" + "".join(f" {w}" for w in words))
