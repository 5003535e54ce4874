"""Words in pictures are read, found and masked like others; a page that has a text layer is left as it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from redaction import importers, mask, ocr, words_file, write
from redaction.content import Document, paragraph
from redaction.detectors import detect_page
from redaction.detectors.allow import AllowList
from redaction.detectors.terms import TermList
from redaction.findings import READ
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.text_layer import keep
from redaction.words import PageText, RegionKind, Source

NUMBER = "19810107-9294"
LINES = ("Klagomål om strömavbrott på Åkargatan 12 i Fjällvik.", f"Lovisa Granberg, personnummer {NUMBER}.")


def scanned(folder: Path, rotation: int = 0) -> Path:
    """A page with these lines as a picture of 200 dots per inch and nothing else, turned so many degrees."""
    text = folder / "text.pdf"
    said = Document("", tuple(paragraph(line) for line in LINES), page_word="", show_title=False)
    write.working(said, text, "2026-01-01T00:00:00Z", write.silent)
    with pymupdf.open(text) as document, pymupdf.open() as made:
        pixels = document[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        page = made.new_page(width=595.276, height=841.89)
        page.insert_image(page.rect, pixmap=pixels, rotate=rotation)
        page.set_rotation(rotation)
        made.save(folder / "scan.pdf")
    return folder / "scan.pdf"


def read(folder: Path, pdf: Path, pictures: bool = True) -> PageText:
    """The first page as it is kept."""
    (folder / "in").mkdir(exist_ok=True)
    made = importers.take_in(pdf, pdf.name, folder / "in")
    keep(made.pdf, 1, folder / "words", pictures=pictures)
    return words_file.load(folder / "words", 0)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_scanned_page_is_read_found_and_masked(tmp_path: Path, rotation: int) -> None:
    """The number is proposed where it stands; in the copy it is dark, and the copy is proven."""
    page = read(tmp_path, scanned(tmp_path, rotation))
    assert LINES[0] in page.text.replace("\n", " ")
    assert {word.source for word in page.words} == {Source.OCR}
    assert len(page.regions) == 1, "a person still has to look at it"
    assert all(25 <= word.sure <= 100 for word in page.words)
    assert len({word.sure for word in page.words}) > 1, "how sure the engine was is kept"
    finding = next(f for f in detect_page(page, TermList(()), AllowList()) if f.category == "PERSONNUMMER")
    assert finding.text == NUMBER
    rects = page.rects(finding.start, finding.end)
    assert len(rects) == 1
    assert rects[0].width > 5 * rects[0].height
    marks = (PlannedMark(1, 0, rects, MarkKind.TEXT, "1", "PERSONNUMMER", "OSL 21:7"),)
    working = tmp_path / "in" / importers.WORKING_NAME
    digest = hashlib.sha256(working.read_bytes()).hexdigest()
    plan = RedactionPlan(digest, marks, (NUMBER,), made_at="2026-01-01T00:00:00Z")
    assert mask.mask(working, plan, tmp_path / "copy.pdf").passed
    with pymupdf.open(tmp_path / "copy.pdf") as copy:
        pixels = copy[0].get_pixmap(colorspace=pymupdf.csGRAY)
    y = int((rects[0].y0 + rects[0].y1) / 2)
    across = [pixels.pixel(x, y)[0] < 120 for x in range(int(rects[0].x0) + 2, int(rects[0].x1) - 1)]
    assert sum(across) > 0.8 * len(across)


def test_a_finding_on_a_word_that_was_not_surely_read_says_so(tmp_path: Path) -> None:
    """By the least sure of its words; one that was surely read says nothing of it, nor does a text layer."""
    page = read(tmp_path, scanned(tmp_path))
    for sure, told in ((41, ["41"]), (60, [])):
        words = tuple(word._replace(sure=sure if NUMBER in word.text else 96) for word in page.words)
        found = detect_page(replace(page, words=words))
        about = {f.category: [e.context for e in f.evidence if e.detector == READ] for f in found}
        assert about.pop("PERSONNUMMER") == told
        assert about
        assert not any(about.values())


def test_a_page_with_a_text_layer_is_not_read_again(tmp_path: Path) -> None:
    """Whoever scanned it has read it; without the wish nothing is read."""
    scan = scanned(tmp_path)
    assert read(tmp_path, scan, pictures=False).words == ()
    with pymupdf.open(scan) as document:
        document[0].insert_textbox(pymupdf.Rect(80, 80, 500, 200), "ett två tre fyra", render_mode=3)
        document.save(tmp_path / "layer.pdf")
    (tmp_path / "in" / importers.WORKING_NAME).unlink()
    assert read(tmp_path, tmp_path / "layer.pdf").text == "ett två tre fyra"


def test_boxes_hold_the_ink(tmp_path: Path) -> None:
    """Every dark pixel of the lines lies in the box of a word."""
    page = read(tmp_path, scanned(tmp_path))
    with pymupdf.open(tmp_path / "scan.pdf") as document:
        pixels = document[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
    boxes = [word.rect for word in page.words]
    dark = [(x, y) for y in range(pixels.height) for x in range(pixels.width) if pixels.pixel(x, y)[0] < 120]
    assert dark
    outside = [p for p in dark if not any(_holds(box, *p) for box in boxes)]
    assert outside == []


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x0 - 1 <= x <= box.x1 and box.y0 - 1 <= y <= box.y1


def test_the_same_picture_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A logotype on three pages, at two places: one reading, words at each of its places."""
    with pymupdf.open(scanned(tmp_path)) as scan:
        pixels = scan[0].get_pixmap(dpi=150, clip=pymupdf.Rect(60, 60, 540, 130), colorspace=pymupdf.csGRAY)
    with pymupdf.open() as made:
        for left in (60, 60, 20):
            page = made.new_page(width=595, height=842)
            page.insert_image(pymupdf.Rect(left, 100, left + 480, 170), pixmap=pixels)
        made.save(tmp_path / "logo.pdf")
    asked: list[float] = []
    honest = ocr.read_lines

    def counted(picture: Image.Image, resolution: float, seconds: float) -> list[list[ocr.ReadWord]]:
        asked.append(resolution)
        return honest(picture, resolution, seconds)

    monkeypatch.setattr(ocr, "read_lines", counted)
    keep(tmp_path / "logo.pdf", 3, tmp_path / "words", pictures=True)
    pages = [words_file.load(tmp_path / "words", number) for number in range(3)]
    assert len(asked) == 1
    assert {page.text for page in pages} == {pages[0].text}
    assert NUMBER in pages[0].text
    assert pages[0].words[0].rect.x0 - pages[2].words[0].rect.x0 == pytest.approx(40, abs=0.5)


def test_a_picture_that_was_not_read_in_time_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is proposed in it; its region stays, in its place and under a name that tells why."""

    def late(picture: Image.Image, resolution: float, seconds: float) -> list[list[ocr.ReadWord]]:
        raise ocr.Unreadable

    scan = scanned(tmp_path)
    before = read(tmp_path, scan, pictures=False)
    (tmp_path / "in" / importers.WORKING_NAME).unlink()
    monkeypatch.setattr(ocr, "read_lines", late)
    page = read(tmp_path, scan)
    assert page.words == ()
    assert [region.kind for region in page.regions] == [RegionKind.LATE]
    assert [region.rect for region in page.regions] == [region.rect for region in before.regions]
    assert page.regions[0].digest not in ("", before.regions[0].digest), "not judged along with one that was read"
