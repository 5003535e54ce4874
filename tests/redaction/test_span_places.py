"""Every character of a span stands in its rectangle: turned pages, text in four directions, broken lines, OCR.

The places are held against an independent rendering: all ink of the words lies inside, and some under each letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from redaction import text_layer, words_file
from redaction.detectors import AllowList, Term, detect_page
from redaction.findings import Finding
from redaction.geometry import PageBox, Rect, union
from redaction.words import PageText, Source, Word

TURNS = (0, 90, 180, 270)
WAYS = {"right": "1 0 0 1", "up": "0 1 -1 0", "left": "-1 0 0 -1", "down": "0 -1 1 0"}
"""Text matrices without their place: the direction in which the letters follow."""
SCALE = 4
WORDS = "Lovisa Granberg"


def pdf_of(folder: Path, content: str, rotate: int = 0, crop: tuple[float, ...] = (), unit: float = 1) -> Path:
    """A page of 400 x 300 with this content in Helvetica."""
    path = folder / "page.pdf"
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        made = pdf.add_blank_page(page_size=(400, 300))
        made.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        made.obj.Contents = Stream(pdf, f"BT /F1 14 Tf {content} ET".encode("cp1252"))
        made.obj.Rotate = rotate
        if crop:
            made.obj.CropBox = Array(crop)
        if unit != 1:
            made.obj.UserUnit = unit
        pdf.save(path)
    return path


def picture_of(path: Path) -> Image.Image:
    """The first page as displayed, by an engine that did not read the words; SCALE pixels to a unit."""
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")


def ink(picture: Image.Image, rect: Rect | None = None, by: float = 0.0) -> int:
    """How many pixels are dark, in all or in a rectangle of page space that is grown by so many units."""
    if rect is not None:
        x0, y0, x1, y1 = (round(value * SCALE) for value in rect.grown(by))
        picture = picture.crop((max(0, x0), max(0, y0), min(picture.width, x1), min(picture.height, y1)))
    return sum(picture.histogram()[:128])


def span_under(page: PageText, rect: Rect) -> tuple[int, int]:
    """The way back: from the first to the last letter whose centre lies in the rectangle."""
    letters = [(word, word.start + at) for word in page.words for at in range(len(word.text))]
    inside = [at for word, at in letters if rect.contains(*word.part(at, at + 1).centre)]
    return inside[0], inside[-1] + 1


@pytest.mark.parametrize(("turn", "way", "crop"), list(product(TURNS, WAYS, ((), (40.0, 20.0, 380.0, 290.0)))))
def test_the_ink_lies_in_the_rectangles(tmp_path: Path, turn: int, way: str, crop: tuple[float, ...]) -> None:
    """Whatever way the page is turned, cropped, and the line runs: no ink outside, some under every letter."""
    path = pdf_of(tmp_path, f"{WAYS[way]} 200 150 Tm ({WORDS}) Tj", turn, crop)
    page = next(text_layer.read(path))
    assert page.text == WORDS
    rects = page.rects(0, len(WORDS))
    assert len(rects) == 1
    picture = picture_of(path)
    assert picture.size == (round(page.box.width * SCALE), round(page.box.height * SCALE))
    assert ink(picture, rects[0], 0.5) == ink(picture) > 0
    for at, letter in enumerate(WORDS):
        if letter != " ":
            (place,) = page.rects(at, at + 1)
            assert ink(picture, place), (at, letter)


@pytest.mark.parametrize("turn", TURNS)
def test_a_part_of_a_word_is_a_part_of_its_place(tmp_path: Path, turn: int) -> None:
    """Letters follow each other without gap or overlap, and the way back gives the same span."""
    page = next(text_layer.read(pdf_of(tmp_path, f"1 0 0 1 60 150 Tm ({WORDS}) Tj", turn)))
    whole = page.rects(0, len(WORDS))[0]
    for start, end in ((0, 6), (7, 15), (2, 5), (4, 9), (0, 15)):
        (place,) = page.rects(start, end)
        assert union([whole, place]) == whole
        assert span_under(page, place) == (start, end)


def test_a_unit_that_is_no_point(tmp_path: Path) -> None:
    """With /UserUnit 2 places are counted in the page's own unit."""
    page = next(text_layer.read(pdf_of(tmp_path, f"1 0 0 1 60 150 Tm ({WORDS}) Tj", unit=2)))
    (place,) = page.rects(0, 6)
    assert page.box.width == 400
    assert 59 < place.x0 < 62
    assert span_under(page, place) == (0, 6)


def found(page: PageText, text: str) -> list[Finding]:
    """The findings that have these words, blanks apart."""
    everything = detect_page(page, [Term(WORDS)], AllowList())
    return [f for f in everything if " ".join(f.text.split()) == text or "".join(f.text.split()) == text]


LINES = "14 TL 40 200 Td"
BROKEN = [
    (f"{LINES} (Ett klagomal har kommit fran kunden Lovisa) Tj T* (Granberg som bor i Fjallvik) Tj", WORDS, 2),
    (f"{LINES} (Ett klagomal har kommit, personnr 19810107-) Tj T* (9294 som bor i Fjallvik) Tj", "19810107-9294", 2),
    (f"{LINES} (Ett klagomal har kommit fran kunden Lovisa Gran-) Tj T* (berg som bor) Tj", "LovisaGran-berg", 2),
    (f"{LINES} (Kunden Lovisa Granberg ringde.) Tj T* (Hon vill ha svar.) Tj", WORDS, 1),
]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("content", "text", "lines"), BROKEN, ids=[row[1] + str(row[2]) for row in BROKEN])
def test_a_finding_over_lines_is_one_with_a_rectangle_a_line(
    tmp_path: Path, content: str, text: str, lines: int, turn: int
) -> None:
    """A name or a number broken at a line's end is one finding; its rectangles stand on their lines and are apart."""
    path = pdf_of(tmp_path, content, turn)
    page = next(text_layer.read(path))
    (finding,) = found(page, text)
    assert len(finding.rects) == lines
    assert all(a.intersection(b) is None or lines == 1 for a, b in zip(finding.rects, finding.rects[1:], strict=False))
    picture = picture_of(path)
    for at in range(finding.start, finding.end):
        if not page.text[at].isspace():
            (place,) = page.rects(at, at + 1)
            assert ink(picture, place), page.text[at]
            assert any(union([rect, place.rounded()]) == rect for rect in finding.rects)


def read_by_ocr(lines: tuple[str, ...], turn: int) -> PageText:
    """A page as OCR reads it: words with a box each, letters spread evenly, on a page that is turned."""
    words: list[Word] = []
    text, box = "", PageBox(400, 300, turn)
    for number, line in enumerate(lines):
        text += "\n" if text else ""
        for place, part in enumerate(line.split()):
            text += " " if place else ""
            x = 40.0 + 7.5 * (len(text) - text.rfind("\n") - 1)
            edges = tuple(x + 7.5 * i for i in range(len(part) + 1))
            y = 60.0 + 20 * number
            words.append(Word(part, Rect(x, y, edges[-1], y + 12), len(text), edges, number, False, Source.OCR))
            text += part
    return PageText(0, box, text, tuple(words))


@pytest.mark.parametrize("turn", TURNS)
def test_words_read_by_ocr_are_placed_alike(tmp_path: Path, turn: int) -> None:
    """Findings in words that were read from a picture have a rectangle a line, kept over the file of words."""
    page = read_by_ocr(("Ett klagomål har kommit från kunden Lovisa", "Granberg, personnr 19810107-9294."), turn)
    words_file.save([page], tmp_path / "words")
    page = words_file.load(tmp_path / "words", 0)
    assert {word.source for word in page.words} == {Source.OCR}
    (name,) = found(page, WORDS)
    (number,) = found(page, "19810107-9294")
    assert [len(f.rects) for f in (name, number)] == [2, 1]
    for finding in (name, number):
        assert [span_under(page, rect) for rect in finding.rects] == list(spans(page, finding))


def spans(page: PageText, finding: Finding) -> Iterator[tuple[int, int]]:
    """The part of a finding on each of its lines."""
    start = finding.start
    for part in page.text[finding.start : finding.end].split("\n"):
        yield start, start + len(part)
        start += len(part) + 1
