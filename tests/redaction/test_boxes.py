"""Boxes with lengths shown: one for each line of a phrase, in steps of twenty into free space, clear of what stays."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from redaction import mask
from redaction.burning.phrases import STEP
from redaction.plan import RedactionPlan
from redaction.report import ProvenMark

from .sheet import text

NAME, SCALE = "Astrid Provsson", 4
WAYS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""The direction in which text runs so that it is read upright on a page turned so far."""


def masked(folder: Path, content: bytes, rotation: int = 0, label: str = "") -> tuple[ProvenMark, ...]:
    """The marks of a page with this content, displayed upright however the page is turned."""
    a, b = WAYS[rotation]
    width, height = (842, 595) if b else (595, 842)
    x, y = {0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(f"q {a} {b} {-b} {a} {x} {y} cm\n".encode() + content + b"Q")
        page.Rotate = rotation
        pdf.save(folder / "in.pdf")
    proof = mask.mask(folder / "in.pdf", RedactionPlan("", (), (NAME,), label=label), folder / "out.pdf")
    assert proof.raster_pages == ()
    return proof.marks


@pytest.mark.parametrize("rotation", WAYS)
def test_a_box_at_the_end_of_a_line_grows_to_a_whole_step(rotation: int, tmp_path: Path) -> None:
    """On pages turned any way, along the line as it is read."""
    lines = text("En rad som är längre än den med namnet i, och så vidare.", 60, 520) + text(f"Till {NAME}", 60, 500)
    (mark,) = masked(tmp_path, lines, rotation)
    (box,) = mark.rects
    assert box.width % STEP == pytest.approx(0, abs=0.01)
    assert box.height < 13


@pytest.mark.parametrize("rotation", WAYS)
def test_a_box_keeps_clear_of_the_lines_above_and_below(rotation: int, tmp_path: Path) -> None:
    """Their ink stays, on tight leading too."""
    lines = [text(words, 60, 500 - 12 * k) for k, words in enumerate(("Gåsägget bryggs", f"Till {NAME}", "Åäö ÅÄÖ"))]
    (mark,) = masked(tmp_path, b"".join(lines), rotation)
    before, after = (_drawn(tmp_path / name) for name in ("in.pdf", "out.pdf"))
    (box,) = mark.rects
    for top, bottom in ((box.y0 - 9, box.y0 - 0.5), (box.y1 + 0.5, box.y1 + 9)):
        strip = (round(box.x0 * SCALE), round(top * SCALE), round(box.x1 * SCALE), round(bottom * SCALE))
        assert before.crop(strip).tobytes() == after.crop(strip).tobytes()


def _drawn(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=SCALE).to_pil().convert("L")


def test_a_box_ends_before_what_stands_behind_it(tmp_path: Path) -> None:
    """A comma, a word, the rule of a cell."""
    rule = b"0.5 w 170 490 m 170 530 l S\n"
    lines = text(f"Till {NAME}, ombud", 60, 560) + rule + text(f"{NAME}", 72, 500) + text("ja", 176, 500)
    marks = masked(tmp_path, lines)
    ends = [box.x1 for mark in marks for box in mark.rects]
    assert len(ends) == 2
    assert ends[1] <= 170
    assert all("," in words and "ombud" in words and "ja" in words for words in _words(tmp_path))


def _words(folder: Path) -> list[str]:
    with pypdfium2.PdfDocument(folder / "out.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_phrase_over_two_lines_has_a_box_on_each(tmp_path: Path) -> None:
    """One for each line, never one for each word."""
    (mark,) = masked(tmp_path, text("Enligt uppgift från Astrid", 60, 500) + text("Provsson ska det ske.", 60, 486))
    assert len(mark.rects) == 2


@pytest.mark.parametrize("size", [8, 9, 12])
def test_the_number_of_the_ground_is_printed_in_small_type_too(size: int, tmp_path: Path) -> None:
    """In boxes no taller than a line of eight points; in lower ones six points do not fit."""
    (mark,) = masked(tmp_path, text(f"Till {NAME}", 60, 500, size), label="21")
    assert "21" in _words(tmp_path)[0]
    assert mark.rects[0].height <= size + 0.1
