"""Nothing beside a masked word is lost or moved: lines and cells around it, however text, page and form lie."""

from __future__ import annotations

import math
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from redaction import mask
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan

from . import reading
from .adversary.sheet import SECRET, Sheet, quoted, text
from .test_masking import place_of
from .test_places import places, stays

LEADING = 13.0
LINES = ("rad aaa", f"vid {SECRET} ccc", "rad eee")
STAY = ("aaa", "vid", "ccc", "eee")

SPACES: dict[str, tuple[float, float, float, float]] = {
    f"turned by {angle}": (
        math.cos(math.radians(angle)), math.sin(math.radians(angle)),
        -math.sin(math.radians(angle)), math.cos(math.radians(angle)),
    )
    for angle in (0, 7, 15, 30, 45, 60, 90, 120, 180, 225, 270, 315)
} | {
    "sheared to the right": (1, 0, 0.35, 1), "sheared to the left": (1, 0, -0.35, 1), "sheared upwards": (1, 0.3, 0, 1),
    "mirrored": (-1, 0, 0, 1), "upside down and mirrored": (1, 0, 0, -1), "squeezed": (0.6, 0, 0, 1.2),
}  # fmt: skip
"""Text matrices (a, b, c, d)."""


def lines(space: str) -> bytes:
    """Three lines at a leading a little larger than the letters, around the middle of the page."""
    matrix = " ".join(f"{v:.5f}" for v in SPACES[space])
    shown = b" Tj 0 -%g Td " % LEADING
    return (
        f"BT /F1 12 Tf {matrix} 300 420 Tm ".encode()
        + shown.join(quoted(line.encode("cp1252")) for line in LINES)
        + b" Tj ET"
    )


@pytest.mark.parametrize("space", SPACES)
def test_lines_around_a_name_stay_however_the_text_lies(space: str, tmp_path: Path) -> None:
    """The lines above and below and the words beside it keep every letter and their places; the page stays text."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(lines(space)).bytes())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    assert [w for w in STAY if not places(target, w) or not stays(places(source, w), places(target, w))] == []
    assert proof.raster_pages == ()


@pytest.mark.parametrize("space", ["turned by 7", "turned by 30", "turned by 45", "turned by 120"])
def test_a_mark_over_slanted_words_takes_them_alone(space: str, tmp_path: Path) -> None:
    """An upright rectangle about a slanted line holds letters of others; the mark's own words tell which go."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(lines(space)).bytes())
    mark = PlannedMark(1, 0, place_of(SECRET, source), MarkKind.TEXT, "1", text=SECRET)
    proof = mask.mask(source, RedactionPlan("", (mark,)), target)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    assert [w for w in STAY if not places(target, w) or not stays(places(source, w), places(target, w))] == []
    assert proof.raster_pages == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("space", ["turned by 30", "turned by 90", "sheared to the right"])
def test_lines_around_a_name_stay_on_turned_and_cropped_pages(space: str, rotation: int, tmp_path: Path) -> None:
    """The same with a crop box at an offset, two points a unit, and the page turned."""
    sheet = Sheet().add(lines(space))
    sheet.page.Rotate, sheet.page.UserUnit = rotation, 2
    sheet.page.MediaBox, sheet.page.CropBox = Array([-40, -30, 700, 900]), Array([20, 35, 590, 835])
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    assert [w for w in STAY if not places(target, w) or not stays(places(source, w), places(target, w))] == []
    assert proof.raster_pages == ()


def table() -> Sheet:
    """Five rows of four cells with rules between them, rows 13 units high, the name in the middle."""
    sheet = Sheet().add(b"0.6 w")
    for row in range(5):
        y = 600 - 13 * row
        sheet.add(b"60 %d m 500 %d l S" % (y + 10, y + 10))
        for column in range(4):
            words = SECRET if (row, column) == (2, 1) else f"cell{row}{column}"
            sheet.add(text(words, 64 + 110 * column, y, 11))
    return sheet.add(b"60 545 440 65 re S 170 545 m 170 610 l S 280 545 m 280 610 l S 390 545 m 390 610 l S")


@pytest.mark.parametrize("kind", [MarkKind.TEXT, MarkKind.AREA])
def test_cells_and_rules_of_a_table_stay(kind: MarkKind, tmp_path: Path) -> None:
    """A name in a cell goes; every other cell, and every rule outside the mark, is where it was."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(table().bytes())
    (place,) = place_of(SECRET, source)
    area = (Rect(172, 842 - 583, 278, 842 - 572),) if kind is MarkKind.AREA else (place,)
    mask.mask(source, RedactionPlan("", (PlannedMark(1, 0, area, kind),)), target)
    cells = [f"cell{row}{column}" for row in range(5) for column in range(4) if (row, column) != (2, 1)]
    assert [c for c in cells if not places(target, c) or not stays(places(source, c), places(target, c))] == []
    drawn = reading.picture(target)
    for x, y in ((170, 550), (170, 605), (280, 578), (390, 590), (60, 580), (300, 584), (100, 571)):
        assert reading.ink(reading.crop(drawn, Rect(x - 2, 842 - y - 2, x + 2, 842 - y + 2)))[0] < 140


@pytest.mark.parametrize(("lines", "stays_on"), [(None, False), (True, False), (False, True)])
def test_a_mark_says_whether_lines_that_touch_it_go_too(lines: bool | None, stays_on: bool, tmp_path: Path) -> None:
    """A curve that runs through a drawn area goes as a whole, unless the mark says that lines stay."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(Sheet().add(b"4 w 60 600 m 150 640 250 560 340 600 c S").bytes())
    mark = PlannedMark(1, 0, (Rect(170, 842 - 620, 230, 842 - 580),), MarkKind.AREA, lines=lines)
    proof = mask.mask(source, RedactionPlan("", (mark,)), target)
    assert proof.passed
    assert proof.marks[0].lines_kept is stays_on
    beside = reading.crop(reading.picture(target), Rect(60, 842 - 615, 100, 842 - 598))
    assert (reading.ink(beside)[0] < 140) is stays_on


def test_a_form_shared_by_pages_is_masked_where_the_mark_is(tmp_path: Path) -> None:
    """A mark on one page masks the words of a shared form there; on other pages, left visible, they stay."""
    sheet = Sheet(pages=3)
    form = sheet.form(text("innan", 60, 613) + text(SECRET + " efter", 60, 600) + text("under", 60, 587))
    for page in range(3):
        sheet.resource("/XObject", "/X1", form, page=page).add(b"/X1 Do", page=page)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    mark = PlannedMark(1, 1, place_of(SECRET, source, 1), MarkKind.TEXT, text=SECRET)
    mask.mask(source, RedactionPlan("", (mark,)), target)
    found = reading.pages(target)
    assert [SECRET in page for page in found] == [True, False, True]
    assert all(word in page for page in found for word in ("innan", "efter", "under"))


def test_a_form_drawn_twice_is_masked_at_the_marked_place(tmp_path: Path) -> None:
    """Of a form inside a form, drawn at two places of a page, a mark masks the one it lies on."""
    sheet = Sheet()
    inner = sheet.form(text(SECRET + " efter", 60, 600) + text("under", 60, 587))
    outer = sheet.form(b"/X1 Do", Resources=Dictionary(XObject=Dictionary(X1=inner)))
    sheet.resource("/XObject", "/X2", outer).add(b"/X2 Do q 1 0 0 1 0 -200 cm /X2 Do Q")
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    (place,) = place_of(SECRET, source)
    mask.mask(source, RedactionPlan("", (PlannedMark(1, 0, (place,), MarkKind.TEXT, text=SECRET),)), target)
    assert reading.pages(target)[0].count(SECRET) == 1
    assert len(places(target, "efter")) == len(places(target, "under")) == 4


def test_the_copy_opens_cleanly_elsewhere(tmp_path: Path) -> None:
    """qpdf has nothing to mend in a copy with text, forms, pictures and turned pages, and pdfium draws each page."""
    sheet = Sheet(pages=4)
    for page, angle in enumerate((0, 90, 180, 270)):
        sheet.leaves[page].Rotate = angle
        sheet.add(lines("turned by 30"), page=page)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    with pikepdf.open(target) as pdf:
        assert pdf.check_pdf_syntax() == []
    for page in range(4):
        assert reading.ink(reading.picture(target, page))[0] < 60
