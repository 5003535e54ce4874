"""Reading the finished copy as a picture: what the eye would still see at a mark is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

import resources
from redaction import mask, matching, ocr, verify
from redaction.burning import burn, lettering
from redaction.errors import StillReadable
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import CheckResult, ProvenMark
from redaction.verify import sight

from . import reading
from .sheet import KEPT, SECRET, Sheet, jpeg, text

NUMBER = "19810107-9294"
PLACE = Rect(100, 230, 300, 246)
"""Where the secret stands on the scan: its base line is at y = 242 of page space."""


def scan(folder: Path, words: str = SECRET, layer: float = 242, beside: str = "", turn: int = 0) -> Path:
    """A scanned page (150 dots per inch): words at x = 100 with their invisible reading, base line at ``layer``."""
    picture = Image.new("L", (1240, 1754), 255)
    draw, per = ImageDraw.Draw(picture), 150 / 72
    font = ImageFont.truetype(str(resources.path("look", "fonts", "LiberationSans-Regular.ttf")), round(12 * per))
    for line, y in ((words, 242), ("Raden ovanför", 226), ("Raden nedanför", 258)):
        draw.text((100 * per, y * per), line, font=font, fill=0, anchor="ls")
    draw.text((320 * per, 242 * per), beside, font=font, fill=0, anchor="ls")
    sheet = Sheet()
    sheet.resource("/XObject", "/I1", jpeg(sheet.pdf, picture)).add(b"q 595.2 0 0 841.92 0 0 cm /I1 Do Q")
    sheet.add(text(words, 100, 842 - layer, before="3 Tr"))
    sheet.page.Rotate = turn
    path = folder / "scan.pdf"
    path.write_bytes(sheet.bytes())
    return path


def _nothing(*_: Any, **__: Any) -> list[str]:
    return []


def _text_only(remove: Any) -> Any:
    """The burn with the blanking of pixels and the clearing of lines switched off."""
    return lambda page, rects, images, graphics, text: remove(page, rects, 0, 0, text) if text else None


@pytest.fixture
def only_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other check stops the copy."""
    monkeypatch.setattr(verify, "CHECKS", ((sight.NAME, sight.readable),))


@pytest.mark.usefixtures("only_sight")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("words", [SECRET, NUMBER])
def test_pixels_that_stay_under_a_mark_are_read(
    words: str, turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With blanking and painted boxes switched off the scan still shows the word: no file comes out."""
    source, plan = scan(tmp_path, words, turn=turn), RedactionPlan("", (), (words,))
    mask.mask(source, plan, tmp_path / "clean.pdf")
    monkeypatch.setattr(burn, "_remove", _text_only(burn._remove))
    monkeypatch.setattr(lettering.Lettering, "_phrase", _nothing)
    monkeypatch.setattr(mask, "ROUNDS", 1)
    with pytest.raises(StillReadable) as refused:
        mask.mask(source, plan, tmp_path / "out.pdf")
    assert refused.value.parameters == {"page": 0, "check": sight.NAME}
    assert not (tmp_path / "out.pdf").exists()


def test_a_word_beside_its_mark_is_read(tmp_path: Path) -> None:
    """Where the reading lies a line above the pixels the mark covers the wrong place; every other check is content."""
    with pytest.raises(StillReadable) as refused:
        mask.mask(scan(tmp_path, layer=226), RedactionPlan("", (), (SECRET,)), tmp_path / "out.pdf")
    assert refused.value.parameters["check"] == sight.NAME


def test_a_piece_of_a_word_beside_its_mark_is_read(tmp_path: Path) -> None:
    """A mark that ends inside the word leaves its last letters standing."""
    area = PlannedMark(1, 0, (Rect(98, 230, 160.5, 246),), MarkKind.AREA, text=SECRET)
    with pytest.raises(StillReadable) as refused:
        mask.mask(scan(tmp_path, layer=-50), RedactionPlan("", (area,)), tmp_path / "out.pdf")
    assert refused.value.parameters["check"] == sight.NAME


def test_the_same_word_left_visible_beside_a_mark_is_no_fault(tmp_path: Path) -> None:
    """A mark masks its place alone: what the clerk left readable is there in the text layer too."""
    lines = text(SECRET, 100, 600) + text(SECRET + " i tjänsten", 100, 586)
    source = tmp_path / "in.pdf"
    source.write_bytes(Sheet().add(lines).bytes())
    mark = PlannedMark(1, 0, (Rect(99, 231, 198, 245),), MarkKind.TEXT, "1", text=SECRET)
    proof = mask.mask(source, RedactionPlan("", (mark,)), tmp_path / "out.pdf")
    assert proof.passed
    assert SECRET + " i tjänsten" in reading.pages(tmp_path / "out.pdf")[0]


def test_what_stands_in_a_box_of_ours_is_no_fault(tmp_path: Path) -> None:
    """A label that spells the masked word's own category, or a number, alarms nobody."""
    mark = PlannedMark(1, 0, (Rect(90, 228, 320, 248),), MarkKind.AREA, "[Sekretess 21:1]", text="sekretess")
    proof = mask.mask(scan(tmp_path, layer=-50), RedactionPlan("", (mark,)), tmp_path / "out.pdf")
    assert proof.passed


@pytest.mark.parametrize(
    ("read", "meant"),
    [("I98lO1O7-9Z94", NUMBER), ("HEM LIGE TESTSS0N", SECRET), ("Lövisa", "lovisa"), ("Bjöm", "Björn")],
)
def test_what_is_read_for_another_counts_as_the_same(read: str, meant: str) -> None:
    """Letters and digits that reading takes for one another do not hide a word."""
    assert sight.loose(read) == sight.loose(meant)


def test_a_short_word_counts_only_alone() -> None:
    """Two letters inside a longer word are chance."""
    wanted = sight.Wanted(matching.terms(["Bo"]))
    place = Rect(0, 0, 10, 10)
    assert not list(sight._whole([(sight.loose("Boden"), place)], wanted))
    assert list(sight._whole([(sight.loose("Bo"), place)], wanted))


def test_marks_of_a_row_are_read_together_and_far_ones_apart() -> None:
    """One picture where that is cheaper; never the whole page for two marks in its corners."""
    near = [Rect(100, 100, 160, 112), Rect(180, 100, 240, 112)]
    far = Rect(400, 700, 460, 712)
    marks = [ProvenMark(k, 0, (rect,), "text") for k, rect in enumerate((*near, far), 1)]
    assert sorted(len(place.rects) for place in sight.places(marks)) == [1, 2]


@pytest.fixture
def no_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The recognition data are gone."""
    monkeypatch.setattr(ocr, "LANGUAGE", "none")
    ocr._engine.cache_clear()
    yield
    ocr._engine.cache_clear()


@pytest.mark.usefixtures("no_data")
def test_without_recognition_data_there_is_no_file(tmp_path: Path) -> None:
    """A check that cannot run has failed."""
    with pytest.raises(StillReadable) as refused:
        mask.mask(scan(tmp_path), RedactionPlan("", (), (SECRET,)), tmp_path / "out.pdf")
    assert refused.value.parameters["check"] == sight.NAME
    assert not (tmp_path / "out.pdf").exists()


def test_left_out_on_purpose_it_has_not_passed(tmp_path: Path) -> None:
    """Measured without reading pictures, a copy comes out whose proof says so and does not pass."""
    proof = mask.mask(scan(tmp_path), RedactionPlan("", (), (SECRET,)), tmp_path / "out.pdf", sight=False)
    assert not proof.passed
    assert [c for c in proof.checks if not c.passed] == [CheckResult(sight.NAME, False, note="not-run:left-out")]
    assert "Tesseract" not in proof.engines


def test_kept_words_are_not_touched(tmp_path: Path) -> None:
    """A scan with its reading in place comes out masked, the rest of it as it was."""
    proof = mask.mask(scan(tmp_path, beside="Granne"), RedactionPlan("", (), (SECRET,)), tmp_path / "out.pdf")
    assert proof.passed
    assert KEPT in reading.pages(tmp_path / "out.pdf")[0]
    assert {"Tesseract", "tesserocr", "pdfium", "qpdf"} <= set(proof.engines)
