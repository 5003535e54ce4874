"""What a box says instead of its words: printed where it fits, never the words, and nothing can be slipped in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import mask, matching, replacements, verify
from redaction.burning import burn
from redaction.errors import ReplacementUnfit, StillReadable
from redaction.geometry import Rect
from redaction.marks import Level, MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof, proof_from_json

from . import reading
from .sheet import SECRET, Sheet, text

SPOKEN = "[Ersatt: Kund K, OSL 21:7]"
BOX = Rect(98, 233, 195, 246)
KUND_K = PlannedMark(
    4, 0, (BOX,), MarkKind.TEXT, "3", "PERSON", "OSL 21:7", SPOKEN, SECRET, None, Level.PSEUDONYM, "Kund K"
)


def made(folder: Path, mark: PlannedMark = KUND_K, hide_lengths: bool = False) -> tuple[Path, Proof]:
    """A copy of a page with one name masked."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(Sheet().add(text(f"{SECRET} ringde i dag", 100, 600)).bytes())
    return target, mask_file(source, target, mark, hide_lengths)


def mask_file(source: Path, target: Path, mark: PlannedMark, hide_lengths: bool = False) -> Proof:
    """Masks with one mark."""
    return mask.mask(source, RedactionPlan("", (mark,), hide_lengths=hide_lengths), target)


def failed(target: Path, proof: Proof) -> set[str]:
    """The checks that a delivered file does not pass."""
    return {check.name for check in verify.against(target, proof) if not check.passed}


@pytest.mark.parametrize("hide_lengths", [False, True])
def test_the_box_says_number_and_replacement(hide_lengths: bool, tmp_path: Path) -> None:
    """Printed by our own font, heard by a reader, told by the proof; the name is nowhere."""
    target, proof = made(tmp_path, hide_lengths=hide_lengths)
    assert proof.passed
    assert not failed(target, proof)
    assert (proof.marks[0].printed, proof.marks[0].replacement) == ("3KundK", "Kund K")
    words = " ".join(reading.pages(target))
    assert SPOKEN in words
    assert "Hemlige" not in words
    with pikepdf.open(target) as pdf:
        assert SPOKEN in [str(e.ActualText) for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e
                          and "/ActualText" in e]  # fmt: skip


def test_the_width_of_a_box_does_not_depend_on_what_it_says(tmp_path: Path) -> None:
    """With lengths hidden and without, a box is as wide as one that says its number alone."""
    plain = replace(KUND_K, level=Level.MASKED, replacement="", spoken="")
    for hide_lengths in (False, True):
        one, other = (made(tmp_path, mark, hide_lengths)[1] for mark in (plain, KUND_K))
        assert one.marks[0].rects == other.marks[0].rects


@pytest.mark.parametrize(("width", "printed"), [(92, "3KundK"), (22, "3E4"), (9, "3"), (3, "")])
def test_what_does_not_fit_is_found_by_its_number(width: float, printed: str, tmp_path: Path) -> None:
    """First the replacement, then its number in the list of replacements, then the ground's number alone."""
    area = replace(KUND_K, kind=MarkKind.AREA, rects=(Rect(98, 233, 98 + width, 246),), text="", category="")
    target, proof = made(tmp_path, area)
    assert proof.marks[0].printed == printed
    assert not failed(target, proof)


PLACES = {
    0: Rect(98, 233, 195, 246),
    90: Rect(520, 98, 620, 195),
    180: Rect(395, 590, 500, 612),
    270: Rect(180, 395, 260, 500),
}
"""Where the name stands on the page as it is displayed, by its rotation."""


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_on_turned_pages_it_stands_upright_in_its_box(rotation: int, tmp_path: Path) -> None:
    """However the page is turned: printed, heard, proven again from the file alone, and the name is gone."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    sheet = Sheet().add(text(SECRET, 100, 600))
    sheet.page.Rotate = rotation
    source.write_bytes(sheet.bytes())
    proof = mask_file(source, target, replace(KUND_K, kind=MarkKind.AREA, rects=(PLACES[rotation],)))
    assert proof.marks[0].printed == "3KundK"
    assert not failed(target, proof)
    said = " ".join(reading.pages(target))
    assert SPOKEN in said
    assert "Hemlige" not in said


def test_on_a_page_that_became_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is printed over the picture and proven like any other."""
    apply = burn.apply

    def stuck(*args: Any) -> burn.Burnt:
        return replace(apply(*args), stuck=frozenset({0}))

    monkeypatch.setattr(burn, "apply", stuck)
    target, proof = made(tmp_path)
    assert proof.raster_pages == (0,)
    assert proof.marks[0].printed == "3KundK"
    assert not failed(target, proof)
    assert SPOKEN in " ".join(reading.pages(target))


def test_boxes_beside_one_another_each_say_their_own(tmp_path: Path) -> None:
    """Two names on a line with two replacements, and one that is only masked, are told apart."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(text("Anna Ekeblad  och  Bertil Ekman  och  Cecilia Eklund", 60, 600)).bytes())
    places = {"Anna Ekeblad": (58, 138), "Bertil Ekman": (168, 244), "Cecilia Eklund": (270, 360)}
    marks = tuple(
        replace(KUND_K, number=n, rects=(Rect(x0, 233, x1, 246),), text=name, replacement=said,
                spoken=f"[Ersatt: {said}]", level=Level.PSEUDONYM if said else Level.MASKED)
        for n, ((name, (x0, x1)), said) in enumerate(zip(places.items(), ("Kund K", "Kund B", ""), strict=True), 1)
    )  # fmt: skip
    proof = mask.mask(source, RedactionPlan("", marks), target)
    assert [mark.printed for mark in proof.marks] == ["3KundK", "3KundB", ""]
    assert not failed(target, proof)


@pytest.mark.parametrize(
    ("masked", "said", "tells"),
    [("Bo", "boende i norr", False), ("Bo", "granne till Bo", True), ("Boel", "boelsons granne", True)],
)
def test_a_short_word_tells_only_by_itself(masked: str, said: str, tells: bool) -> None:
    """Two or three letters stand in longer words by chance; from four on they tell wherever they stand."""
    assert (replacements.fault(Level.GENERALISED, said, masked, "ADDRESS") == "replacement-tells") is tells


TOLD = ("Hemlige T", "testsson", "H e m l i g e  Testsson", "TESTSSON, kund", "x" * 61, "\u3042")


@pytest.mark.parametrize("told", TOLD)
def test_what_tells_the_words_makes_no_file(told: str, tmp_path: Path) -> None:
    """Whole or in part, however it is written; also where the plan does not know what lies under the mark."""
    for mark in (KUND_K, replace(KUND_K, text="")):
        with pytest.raises(ReplacementUnfit):
            made(tmp_path, replace(mark, replacement=told))
    assert not (tmp_path / "out.pdf").exists()


def test_a_term_is_not_let_in_by_a_replacement(tmp_path: Path) -> None:
    """A word that is masked wherever it occurs may not be printed in another box."""
    source = tmp_path / "in.pdf"
    source.write_bytes(Sheet().add(text("Kund 4711 ringde Karlberg", 100, 600)).bytes())
    mark = replace(KUND_K, text="", category="", replacement="vid Karlberg", rects=(Rect(98, 233, 150, 246),))
    with pytest.raises(StillReadable):
        mask.mask(source, RedactionPlan("", (mark,), ("Karlberg",)), tmp_path / "out.pdf")


def test_a_proof_holds_what_is_said(tmp_path: Path) -> None:
    """It comes back from JSON; and the plan's hash, which is signed, is another one for every other replacement."""
    _target, proof = made(tmp_path)
    assert proof_from_json(proof.to_json()) == proof
    marks = (KUND_K, replace(KUND_K, replacement="Kund L"), replace(KUND_K, level=Level.GENERALISED))
    assert len({RedactionPlan("", (mark,)).hash() for mark in marks}) == 3


def _content(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        raw = page.Contents.read_bytes()
        assert old in raw
        page.Contents = pdf.make_stream(raw.replace(old, new, 1))

    return change


TAMPERED = {
    "moved out of the box": _content(b"1 0 0 1 99.000", b"1 0 0 1 399.000"),
    "said twice": _content(b"BT 1 g", b"BT 1 g 1 0 0 1 99 600 Tm /ULiberationSans-Regular 8 Tf <0001> Tj ET BT 1 g"),
}


@pytest.mark.parametrize("name", list(TAMPERED))
def test_a_box_that_says_something_else_is_seen(name: str, tmp_path: Path) -> None:
    """By the file and its proof alone: moved away, or with one more letter in it."""
    target, proof = made(tmp_path)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        TAMPERED[name](pdf)
        pdf.save(target)
    assert "replacements" in failed(target, proof)


def test_another_replacement_than_the_proofs_is_seen(tmp_path: Path) -> None:
    """A copy with Kund L beside the proof of Kund K does not pass."""
    _target, proof = made(tmp_path)
    other, _proof = made(tmp_path, replace(KUND_K, replacement="Kund L", spoken=SPOKEN))
    assert {"hash", "replacements"} <= failed(other, proof)


@given(st.text(min_size=1, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_replacement_holds_the_original(masked: str, before: str, after: str) -> None:
    """Whatever stands around it, a text that is said as it is, or in other letters, is refused."""
    said = f"{before}{masked}{after}"
    for written in (said, said.upper(), " ".join(said)):
        found = replacements.fault(Level.GENERALISED, written, masked)
        folded = matching.term(masked).text
        if len(folded) >= replacements.LEAST and folded in matching.term(written).text:
            assert found
