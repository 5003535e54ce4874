"""The stamp of each page: its own words, over nothing, in a margin or in room of its own, and known to the proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array

from redaction import mask, verify
from redaction.burning import stamping
from redaction.plan import RedactionPlan
from redaction.report import Proof, proof_from_json
from redaction.verify import stamped
from redaction.verify import text as words

from . import reading
from .sheet import KEPT, SECRET, Sheet, jpeg, stripes, text
from .test_masking import TURNS, turned, written

SAYS = "2026-0147 · 3"
FULL = b"0.3 g -100 -100 3000 3000 re f 1 g\n"
"""A field over the whole page and more: no margin is free."""


def stamped_copy(folder: Path, content: bytes, *terms: str, stamp: str = SAYS, lengths: bool = False) -> Proof:
    """The proof of a masked and stamped copy, which lies in ``out.pdf``."""
    plan = RedactionPlan("", (), terms, hide_lengths=lengths, stamp=stamp)
    return mask.mask(written(folder, content), plan, folder / "out.pdf")


def sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of every page as displayed."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [opened.get_page_size(n) for n in range(len(opened))]


@pytest.mark.parametrize("rotation", TURNS)
def test_every_page_says_its_number_upright_below(tmp_path: Path, rotation: int) -> None:
    """Each page of a copy bears registry number, document, page and pages, below to the right as it is displayed."""
    sheet = Sheet(pages=2).add(text(SECRET, 100, 600)).add(text(KEPT, 100, 600), page=1)
    for page in sheet.pdf.pages:
        page.obj.Rotate = rotation
    proof = stamped_copy(tmp_path, sheet.bytes(), SECRET)
    assert [stamp.words for stamp in proof.stamps] == ["2026-0147 · 3 · 1 (2)", "2026-0147 · 3 · 2 (2)"]
    pages = reading.pages(tmp_path / "out.pdf")
    assert all(stamp.words in page for stamp, page in zip(proof.stamps, pages, strict=True))
    for stamp, (width, height) in zip(proof.stamps, sizes(tmp_path / "out.pdf"), strict=True):
        assert stamp.rect.x1 == pytest.approx(width - stamping.SIDE, abs=0.1)
        assert stamp.rect.y1 == pytest.approx(height - stamping.EDGE, abs=0.1)
    assert proof.passed
    assert proof.raster_pages == ()


def test_no_stamp_unless_asked_for(tmp_path: Path) -> None:
    """Without a stamp in the plan there is none, and the plan's hash is what it was before there were stamps."""
    proof = stamped_copy(tmp_path, Sheet().add(text(SECRET, 100, 600)).bytes(), SECRET, stamp="")
    assert proof.stamps == ()
    assert proof.passed
    plan = RedactionPlan("", ())
    assert plan.hash() == replace(plan, stamp="").hash() != replace(plan, stamp=SAYS).hash()


def test_words_in_the_margin_move_the_stamp(tmp_path: Path) -> None:
    """Where something stands below to the right, seen or unseen, the stamp goes elsewhere on the page."""
    footer = text("Sida 1 av 1", 480, 20) + text("osynlig fot", 250, 20, before="3 Tr ")
    proof = stamped_copy(tmp_path, Sheet().add(text(SECRET, 100, 600) + footer).bytes(), SECRET)
    assert proof.stamps[0].rect.x0 == pytest.approx(stamping.SIDE)
    assert proof.stamps[0].rect.y0 > 700
    assert proof.stamps[0].taller == 0


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("crop", [False, True])
def test_a_full_page_gets_room_beside_it(tmp_path: Path, rotation: int, crop: bool) -> None:
    """Where no margin is free the page grows downwards, what it shows stays, and nothing cut off comes to light."""
    sheet = Sheet().add(FULL + text("Vitt", 100, 600))
    sheet.page.Rotate = rotation
    if crop:
        sheet.page.MediaBox, sheet.page.CropBox = Array([-30, -20, 620, 900]), Array([40, 50, 560, 820])
    proof = stamped_copy(tmp_path, sheet.bytes())
    before, after = sizes(tmp_path / "in.pdf")[0], sizes(tmp_path / "out.pdf")[0]
    assert list(after) == pytest.approx([before[0], before[1] + stamping.STRIP])
    strip = reading.picture(tmp_path / "out.pdf", scale=1).convert("L").crop(
        (0, int(before[1]) + 2, int(after[0]) - int(stamping.SIDE) - 75, int(after[1]))
    )
    assert strip.getextrema() == (255, 255)
    assert proof.passed
    assert proof.raster_pages == ()


def test_a_page_smaller_than_its_stamp_grows_both_ways(tmp_path: Path) -> None:
    """Even a page on which the stamp has no room at all bears it whole."""
    sheet = Sheet().add(FULL)
    sheet.page.MediaBox = Array([0, 0, 31.7, 20])
    proof = stamped_copy(tmp_path, sheet.bytes())
    assert proof.stamps[0].wider > 0 < proof.stamps[0].taller
    assert "2026-0147 · 3 · 1 (1)" in reading.pages(tmp_path / "out.pdf")[0]


def test_on_a_scan_and_on_a_page_that_became_a_picture_the_stamp_is_text(tmp_path: Path) -> None:
    """The stamp is live text in our own typeface on every page, pictures among them."""
    scan = Sheet()
    scan.resource("/XObject", "/Im", jpeg(scan.pdf, stripes(600, 800))).add(b"q 595 0 0 842 0 0 cm /Im Do Q")
    aslant = Sheet().add(b"q 0.9 0.3 -0.3 0.9 0 0 cm\n" + text(SECRET + " i maj", 150, 200) + b"Q\n")
    for sheet, pictures in ((scan, ()), (aslant, (0,))):
        proof = stamped_copy(tmp_path, sheet.bytes(), SECRET, lengths=True)
        assert proof.raster_pages == pictures
        assert proof.passed
        assert "2026-0147 · 3 · 1 (1)" in reading.pages(tmp_path / "out.pdf")[0]


def test_the_stamp_tells_no_length(tmp_path: Path) -> None:
    """With lengths hidden the place of the stamp does not depend on the name that stood at the foot of the page."""
    places = set()
    for name in ("Bo Ek", "Wilhelmina Hammarskjöld-Gyllenhammar"):
        content = text("Ett brev om en sak", 72, 700) + text(f"Handlagt av {name} i maj", 300, 21)
        places.add(stamped_copy(tmp_path, Sheet().add(content).bytes(), name, lengths=True).stamps)
    assert len(places) == 1


def test_a_copy_with_stamps_is_tried_again_by_its_proof(tmp_path: Path) -> None:
    """A stamp that says something else, and a page without its own, are found by file and proof alone."""
    proof = stamped_copy(tmp_path, Sheet(pages=2).add(text(SECRET, 100, 600)).bytes(), SECRET)
    again = proof_from_json(proof.to_json())
    assert again == proof
    assert all(c.passed for c in verify.against(tmp_path / "out.pdf", again))
    other = replace(proof.stamps[1], words="2026-0147 · 4 · 2 (2)")
    for stamps in ((proof.stamps[0], other), proof.stamps[:1]):
        failed = {c.name for c in verify.against(tmp_path / "out.pdf", replace(proof, stamps=stamps)) if not c.passed}
        assert stamped.NAME in failed


def test_a_proof_from_before_stamps_still_holds(tmp_path: Path) -> None:
    """A copy that was handed out by an older program passes: the check of stamps is not missed in its proof."""
    proof = stamped_copy(tmp_path, Sheet().add(text(SECRET, 100, 600)).bytes(), SECRET, stamp="")
    old = replace(proof, checks=tuple(c for c in proof.checks if c.name != stamped.NAME))
    assert all(c.passed for c in verify.against(tmp_path / "out.pdf", old))


def test_a_stamp_over_words_is_found_and_put_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a stamp ever put over words, the check finds it, and the page gets room for it instead."""
    monkeypatch.setattr(stamping._Page, "at", lambda self, place: True)
    content = text(SECRET, 100, 600) + text("en fot som går ända ut", 470, 20)
    proof = stamped_copy(tmp_path, Sheet().add(content).bytes(), SECRET)
    assert proof.stamps[0].taller > 0
    assert proof.raster_pages == ()
    assert proof.passed


def test_a_lost_letter_is_not_made_good_by_the_stamp(tmp_path: Path) -> None:
    """The letters of the stamp do not count as letters of the page: what went with them is missed."""
    proof = stamped_copy(tmp_path, Sheet().bytes())
    had = tmp_path / "had.pdf"
    had.write_bytes(Sheet().add(text("147 2026", 100, 500)).bytes())
    evidence = verify.Evidence(tmp_path / "out.pdf", (), reference=had, stamps=proof.stamps)
    assert words.words_kept(evidence).found == 7
    evidence.close()


def test_marks_on_turned_and_scaled_pages_hold_with_a_stamp(tmp_path: Path) -> None:
    """Page unit, crop and turn change nothing of the masks beside the stamp."""
    for rotation in TURNS:
        proof = stamped_copy(tmp_path, turned(rotation, 2, True), SECRET)
        assert proof.passed
        assert proof.raster_pages == ()
