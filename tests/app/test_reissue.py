"""Making a copy again: the same, or told in what it differs, versions first."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array

from app.cli import main
from redaction import compare
from redaction.errors import Damaged
from redaction.report import Difference
from tests.redaction.sheet import SECRET, Sheet, text

Say = Callable[..., int]

LINES = text(SECRET, 100, 600) + text("Raden nedanför", 100, 580)


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command; gives the exit code."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    return lambda *words: main([str(word) for word in words])


@pytest.fixture
def left(say: Say, tmp_path: Path) -> Path:
    """A folder with in.pdf, its marks m.json, the copy out.pdf that left, and its proof p.json."""
    (tmp_path / "in.pdf").write_bytes(Sheet(2).add(LINES).bytes())
    (tmp_path / "m.json").write_text(json.dumps({"terms": [SECRET], "label": "1"}), encoding="utf-8")
    folder = tmp_path
    marks, proof = ("--marks", folder / "m.json"), ("--proof", folder / "p.json")
    assert say("mask", folder / "in.pdf", folder / "out.pdf", *marks, *proof) == 0
    return folder


def again(say: Say, folder: Path, *more: object) -> int:
    """Makes the copy again and compares."""
    marks, against = ("--marks", folder / "m.json"), ("--against", folder / "out.pdf")
    return say("reissue", folder / "in.pdf", *marks, *against, *more)


def test_the_same_original_and_plan_give_the_same_copy(
    say: Say, left: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With and without the proof; nothing is written anywhere."""
    before = sorted(file.name for file in left.iterdir())
    for more in ((), ("--proof", left / "p.json")):
        capsys.readouterr()
        assert again(say, left, *more) == 0
        assert capsys.readouterr().out.startswith("identical\t")
    assert sorted(file.name for file in left.iterdir()) == before


def test_other_versions_are_said_first(say: Say, left: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever sees a difference years later learns at once which program was another one then."""
    proof = json.loads((left / "p.json").read_text(encoding="utf-8"))
    proof["engines"] |= {"PyMuPDF": "1.20.0", "Gone": "1"}
    (left / "p.json").write_text(json.dumps(proof), encoding="utf-8")
    assert again(say, left, "--proof", left / "p.json") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-3] == "engine\tGone\t1\t–"
    assert said[-2].startswith("engine\tPyMuPDF\t1.20.0\t1.")
    assert said[-1].startswith("identical\t")


def test_another_plan_or_original_is_told(say: Say, left: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The proof knows which they were; what differs to the eye is told with its pages."""
    (left / "m.json").write_text(json.dumps({"terms": [], "label": "1"}), encoding="utf-8")
    (left / "in.pdf").write_bytes(Sheet(2).add(LINES + text("x", 100, 500)).bytes())
    assert again(say, left, "--proof", left / "p.json") == 1
    said = capsys.readouterr()
    assert [line for line in said.out.splitlines() if line.startswith("differs")] == [
        "differs\tsource", "differs\twords\t1", "differs\tlooks\t1",
    ]  # fmt: skip
    assert SECRET not in said.out + said.err


def test_another_plan_for_the_same_original_is_told(
    say: Say, left: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another label is another plan."""
    (left / "m.json").write_text(json.dumps({"terms": [SECRET], "label": "2"}), encoding="utf-8")
    assert again(say, left, "--proof", left / "p.json") == 1
    assert "differs\tplan" in capsys.readouterr().out


def test_what_is_no_copy_is_refused(say: Say, left: Path) -> None:
    """A file that is no PDF, and one that is not there: exit 1 and a sentence."""
    (left / "out.pdf").write_bytes(b"hej")
    assert again(say, left) == 1
    (left / "out.pdf").unlink()
    assert again(say, left) == 1


def changed(source: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """A copy of the file with something changed."""
    target = source.with_name("changed.pdf")
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def _remove_last(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _narrow(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].mediabox = Array([0, 0, 300, 842])


def _invisible(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + text("dolt", 100, 500, before="3 Tr"))


def _line(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" 60 400 m 300 400 l S")


CHANGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], tuple[Difference, ...]]] = {
    "a page is gone": (_remove_last, (Difference("pages"),)),
    "a page is narrower": (_narrow, (Difference("sizes", (1,)),)),
    "a hidden word": (_invisible, (Difference("words", (1,)),)),
    "a line": (_line, (Difference("looks", (0,)),)),
    "nothing that is seen": (lambda pdf: None, (Difference("bytes"),)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_told_in_what_two_files_differ(change: str, tmp_path: Path) -> None:
    """By code, with the pages."""
    source = tmp_path / "in.pdf"
    source.write_bytes(Sheet(2).add(LINES).bytes())
    tamper, told = CHANGES[change]
    assert compare.differences(source, source) == ()
    assert compare.differences(source, changed(source, tamper)) == told


def test_a_file_that_is_no_pdf_cannot_be_compared(tmp_path: Path) -> None:
    """It is the world's fault, and said so."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    with pytest.raises(Damaged):
        compare.differences(tmp_path / "a", tmp_path / "b")
