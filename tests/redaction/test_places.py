"""What stays, stays where it was: words on made pages of every kind, and the check that would see one move."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from redaction import mask, verify
from redaction.plan import RedactionPlan
from redaction.report import CheckResult, Proof
from redaction.streams import steady

from . import reading
from .adversary.sheet import SECRET, Sheet, quoted, text
from .variety import Maker

RAW = quoted(SECRET.encode("cp1252"))
AFTER = quoted(b" slutord ")

STATES: dict[str, bytes] = {
    "another size after it": b"BT /F1 12 Tf 60 600 Td " + RAW + b" Tj /F1 20 Tf " + AFTER + b" Tj ET",
    "another width after it": b"BT /F1 12 Tf 60 Tz 60 600 Td " + RAW + b" Tj 100 Tz " + AFTER + b" Tj ET",
    "another width before it": b"BT /F1 12 Tf 60 Tz 60 600 Td (f) Tj 100 Tz " + RAW + b" Tj " + AFTER + b" Tj ET",
    "both, with letters spaced": b"BT /F1 12 Tf 2 Tc 70 Tz 60 600 Td " + RAW + b" Tj 90 Tz /F1 9 Tf " + AFTER
    + b" Tj ET",
    "a shift in between": b"BT /F1 12 Tf 60 600 Td [" + RAW + b" -900] TJ 50 Tz [-900] TJ " + AFTER + b" Tj ET",
    "a size inside the name": b"BT /F1 14 Tf 60 600 Td (\xd6) Tj /F1 9 Tf (rjan Vildqvist) Tj /F1 14 Tf " + AFTER
    + b" Tj ET",
    "next line and show": b"BT /F1 12 Tf 15 TL 60 600 Td " + RAW + b" Tj /F1 9 Tf " + AFTER + b" ' ET",
    "word spacing": b"BT /F1 12 Tf 30 Tw 60 600 Td " + RAW + b" Tj 0 Tw /F1 9 Tf " + AFTER + b" Tj ET",
    "aslant": b"BT /F1 12 Tf 0.9 0.4 -0.4 0.9 60 600 Tm " + RAW + b" Tj /F1 9 Tf " + AFTER + b" Tj ET",
    "upside down": b"BT /F1 12 Tf -1 0 0 -1 400 600 Tm " + RAW + b" Tj 80 Tz " + AFTER + b" Tj ET",
    "a negative size": b"BT /F1 -12 Tf -1 0 0 -1 60 600 Tm " + RAW + b" Tj /F1 -9 Tf " + AFTER + b" Tj ET",
}  # fmt: skip
"""What changes around the removed words, with ``slutord`` after them."""


def masked(content: Sheet, folder: Path) -> tuple[Path, Path, Proof]:
    """The source, its copy without the secret, and the proof."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(content.bytes())
    return source, target, mask.mask(source, RedactionPlan("", (), (SECRET,)), target)


def places(pdf: Path, word: str) -> list[tuple[float, float]]:
    """Where first and last letter of a word begin (PDF space), each time it stands on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars()))
    found = []
    for match in re.finditer(word + r"(?!\d)", letters):
        for at in (match.start(), match.end() - 1):
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(page, at, x, y)
            found.append((x.value, y.value))
    page.close()
    document.close()
    return found


def stays(before: list[tuple[float, float]], after: list[tuple[float, float]], within: float = 0.5) -> bool:
    """Whether the places are the same ones."""
    pairs = zip(before, after, strict=False)
    return len(before) == len(after) and all(
        abs(a - b) <= within for old, new in pairs for a, b in zip(old, new, strict=True)
    )


@pytest.mark.parametrize("state", STATES)
def test_nothing_moves_whatever_changes_on_the_line(state: str, tmp_path: Path) -> None:
    """What follows a removed name stands where it stood, and the page stays text."""
    source, target, proof = masked(Sheet().add(STATES[state]), tmp_path)
    assert SECRET not in reading.pages(target)[0]
    assert places(source, "slutord")
    assert stays(places(source, "slutord"), places(target, "slutord"), 0.05)
    assert proof.raster_pages == ()


def test_nothing_of_what_keeps_lines_steady_is_left(tmp_path: Path) -> None:
    """The letters without width that go in before the burn come out again: font, code and character."""
    _, target, _ = masked(Sheet().add(STATES["another size after it"]), tmp_path)
    assert steady.LETTER not in reading.pages(target)[0]
    with pikepdf.open(target) as pdf:
        assert steady.FONT not in pdf.pages[0].obj.Resources.Font
        assert str(steady.FAR).encode() not in pdf.pages[0].obj.Contents.read_bytes()


@pytest.mark.parametrize("state", ["another size after it", "another width after it"])
def test_a_word_that_moved_is_seen(state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the step that keeps lines steady the check names the page, and the page becomes a picture."""
    monkeypatch.setattr(steady.Pen, "_letter", lambda _: [])
    failed: list[str] = []
    run = verify.run

    def watched(*given: Any) -> tuple[CheckResult, ...]:
        checks = run(*given)
        failed.extend(check.name for check in checks if not check.passed)
        return checks

    monkeypatch.setattr(verify, "run", watched)
    _, target, proof = masked(Sheet().add(STATES[state]), tmp_path)
    assert "positions" in failed
    assert proof.raster_pages == (0,)
    assert "slutord" in reading.pages(target)[0]


@pytest.mark.parametrize("seed", range(16))
def test_pages_made_by_chance_keep_every_other_word_in_its_place(seed: int, tmp_path: Path) -> None:
    """Any fonts, codings, states and forms: the name goes, no other word goes or moves, no page is a picture."""
    made = Maker(seed)
    source, target, proof = masked(made.sheet, tmp_path)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    moved = [word for word in made.words if not stays(places(source, word), places(target, word))]
    assert moved == []
    assert proof.raster_pages == ()


@pytest.mark.parametrize("seed", [303, 313, 318])
def test_pages_made_by_chance_come_out_with_hidden_lengths_too(seed: int, tmp_path: Path) -> None:
    """A slanted line is masked out to a coarse grid: words of other lines set anew under it go with it."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Maker(seed).sheet.bytes())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,), hide_lengths=True), target)
    assert proof.passed
    assert reading.bare("Vildqvist") not in reading.everything(target)


SINGULAR: dict[str, bytes] = {
    "a text matrix without height": b"BT /F1 12 Tf 1 0 0 0 60 600 Tm " + RAW + b" Tj ET",
    "a text matrix without width": b"BT /F1 12 Tf 0 0 0 1 60 600 Tm " + RAW + b" Tj ET",
    "a space without height": b"q 1 0 0 0 0 0 cm BT /F1 12 Tf 60 600 Td " + RAW + b" Tj ET Q",
    "a size of nought": b"BT /F1 0 Tf 60 600 Td " + RAW + b" Tj ET",
    "a scaling of nought": b"BT /F1 12 Tf 0 Tz 60 600 Td " + RAW + b" Tj ET",
    "next line and show": b"BT /F1 12 Tf 0 Tz 14 TL 60 600 Td 1 2 " + RAW + b' " ET',
}
"""Text without area: nobody sees it, every reader reads it."""


@pytest.mark.parametrize("how", SINGULAR)
def test_text_without_area_goes_without_being_asked_for(how: str, tmp_path: Path) -> None:
    """It is not on the page for anyone to assess."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(b"q " + SINGULAR[how] + b" Q ").add(text("annat ord", 60, 500)).bytes())
    proof = mask.mask(source, RedactionPlan("", (), ()), target)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    assert "annat ord" in reading.pages(target)[0]
    assert proof.raster_pages == ()
    assert proof.dropped["text-without-area"] == 1
