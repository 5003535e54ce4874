"""What a single mark hides is looked for like a term, wherever it cannot stand by right."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name

from redaction import mask, matching, verify
from redaction.burning import burn
from redaction.errors import StillReadable
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.pictures import pictures
from redaction.plan import PlannedMark, RedactionPlan
from redaction.verify import known, leaf
from redaction.verify.needles import MANY, Needles

from . import reading
from .corpus import CASES
from .sheet import SECRET, Sheet, text


def marked(y: float = 231) -> RedactionPlan:
    """A plan that masks one place, as the office's own work does, and no term everywhere."""
    return RedactionPlan("", (PlannedMark(1, 0, (Rect(99, y, 198, y + 14),), MarkKind.TEXT, "1", text=SECRET),))


def page(folder: Path, more: bytes = b"") -> Path:
    """A page that says the secret where the mark lies."""
    source = folder / "in.pdf"
    source.write_bytes(Sheet().add(text(SECRET, 100, 600) + more).bytes())
    return source


def only(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """One check alone stands between the burn and the file."""
    monkeypatch.setattr(verify, "CHECKS", ((name, dict(verify.CHECKS)[name]),))
    monkeypatch.setattr(mask, "ROUNDS", 1)


def test_letters_that_stay_under_a_mark_are_read_in_the_operands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn in a way that pdfium does not read, the word is still in the drawing commands of its page."""
    only(monkeypatch, "operands")
    mask.mask(page(tmp_path), marked(), tmp_path / "out.pdf")
    monkeypatch.setattr(burn, "_remove", lambda *_, **__: None)
    monkeypatch.setattr(leaf.Leaf, "words", "")
    with pytest.raises(StillReadable):
        mask.mask(page(tmp_path), marked(), tmp_path / "out.pdf")


def test_the_same_words_left_readable_on_the_page_are_no_fault(tmp_path: Path) -> None:
    """The clerk left them there: every reader shows them."""
    proof = mask.mask(page(tmp_path, text(SECRET + " i tjänsten", 100, 500)), marked(), tmp_path / "out.pdf")
    assert proof.passed
    assert SECRET in reading.pages(tmp_path / "out.pdf")[0]


def test_masked_words_in_the_bytes_of_a_picture_stop_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hides behind the pixels stays there with the step off that removes it; the check of streams says so."""
    source = tmp_path / "in.pdf"
    source.write_bytes(CASES["image_tail"]())
    only(monkeypatch, "streams")
    mask.mask(source, marked(100), tmp_path / "out.pdf")
    monkeypatch.setattr(pictures, "_plain", lambda *_: False)
    with pytest.raises(StillReadable) as refused:
        mask.mask(source, marked(100), tmp_path / "out.pdf")
    assert refused.value.parameters["check"] == "streams"


@pytest.mark.parametrize("count", [1, 2 * MANY])
def test_needles_are_found_however_many_there_are(count: int) -> None:
    """One by one or by the automaton, in any coding, letters apart; short words are left out."""
    wanted = Needles(matching.terms([*(f"Namnsson{k:04}" for k in range(count)), "Öberg-Åsson", "Bo"]))
    written = (b"x NAMNSSON 0000 y", "Namnsson0000".encode("utf-16-be"), b"\xd6BERG\xad\xc5SSON", "öbergåsson".encode())
    assert [wanted.hits(raw) for raw in written] == [1, 1, 1, 1]
    assert wanted.hits(b"Namnsson Bo 000") == 0
    assert not Needles(matching.terms(["Bo"]))


@pytest.mark.parametrize("words", ["Length", "Georgia", "Delta", "Identity", "Regular", "Maskerat"])
def test_a_masked_word_that_the_format_spells_too_is_no_fault(words: str, tmp_path: Path) -> None:
    """Keys, well-known typefaces, glyphs of the standard list and our own words stand in every copy."""
    sheet = Sheet().add(text(words + " är maskat", 100, 600))
    sheet.font.BaseFont = Name.Georgia
    sheet.font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name.A, Name.Delta]))
    source = tmp_path / "in.pdf"
    source.write_bytes(sheet.bytes())
    mark = PlannedMark(1, 0, (Rect(99, 231, 150, 245),), MarkKind.TEXT, "1", spoken="[Maskerat: namn]", text=words)
    assert mask.mask(source, RedactionPlan("", (mark,)), tmp_path / "out.pdf").passed


def test_a_name_that_only_this_file_has_may_hold_no_masked_word() -> None:
    """Names of the format, of glyphs and of typefaces are known; others are searched."""
    assert all(map(known.name, ("/Length1", "/Delta", "/Georgia-Bold", "/ABCDEF+LiberationSans-Bold")))
    assert not any(map(known.name, ("/Hemlige", "/Hemlige-Bold", "/ABCDEF+Testsson", "/UTestsson")))
    assert known.string("sv-SE", frozenset())
    assert known.string("[Maskerat: namn]", frozenset({"[Maskerat:namn]"}))
    assert not known.string("Hemlige", frozenset({"[Maskerat:namn]"}))
