"""A text layer that says something else than is drawn is found out: what an eye reads is found, and a person looks."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from redaction import ocr, text_layer, words_file, write
from redaction.content import Document, paragraph
from redaction.detectors import detect_page
from redaction.detectors.allow import AllowList
from redaction.detectors.terms import TermList
from redaction.words import PageText, RegionKind, Source
from tests.redaction.secrets_fonts import _embed, _wide
from tests.redaction.sheet import Sheet
from tests.redaction.test_picture_reader import scanned

LINE = "Kunden har personnummer 19810107-9294"
LIE = str.maketrans("abcdefghijklmnopqrstuvwxyz0123456789", "qwertyuiopasdfghjklzxcvbnm9876543210")


def page_of(pdf: Path) -> PageText:
    """The first page as it is kept of a file of somebody else's."""
    words = pdf.with_suffix(".words")
    text_layer.keep(pdf, 1, words, pictures=True, doubted=True)
    return words_file.load(words, 0)


def test_what_a_lying_font_draws_is_read_and_waits_for_a_person(tmp_path: Path) -> None:
    """The layer's own words stay, the drawn ones follow them, and the number is found where it stands."""
    sheet = Sheet()
    codes = _embed(sheet, LINE, lambda char: char.translate(LIE))
    (tmp_path / "a.pdf").write_bytes(sheet.add(_wide(LINE, codes)).bytes())
    page = page_of(tmp_path / "a.pdf")
    assert LINE not in " ".join(word.text for word in page.words if word.source is Source.TEXT)
    assert LINE in page.text.replace("\n", " ")
    assert [region.kind for region in page.regions] == [RegionKind.LETTERS]
    found = [f for f in detect_page(page, TermList(()), AllowList()) if f.category == "PERSONNUMMER"]
    assert [f.text for f in found if "9294" in f.text] == ["19810107-9294"]


def test_an_honest_font_is_read_once_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line of it is held against its drawing; the page is as without the doubt."""
    said = Document("", tuple(paragraph(f"{LINE} rad {n}") for n in range(6)), page_word="", show_title=False)
    write.working(said, tmp_path / "a.pdf", "2026-01-01T00:00:00Z", write.silent)
    read, honest = [], ocr.read_lines

    def counted(picture: Image.Image, resolution: float) -> list[list[ocr.ReadWord]]:
        read.append(picture.size)
        return honest(picture, resolution)

    monkeypatch.setattr(ocr, "read_lines", counted)
    page = page_of(tmp_path / "a.pdf")
    assert page == next(text_layer.read(tmp_path / "a.pdf"))
    assert 1 <= len(read) <= 3


def test_a_scan_whose_layer_is_rubbish_is_read_anew(tmp_path: Path) -> None:
    """Whoever read it before us read it badly: the layer is held against the scan on every page."""
    with pymupdf.open(scanned(tmp_path)) as document:
        line = document[0]
        for y in (84, 100):
            line.insert_text((72, y), "Qwx zzkpr vvbnt ggrrt plöäm cxzty kkwqd", fontsize=10, render_mode=3)
        document.save(tmp_path / "layer.pdf")
    page = page_of(tmp_path / "layer.pdf")
    assert [region.kind for region in page.regions] == [RegionKind.SCAN]
    assert "personnummer" in page.text
