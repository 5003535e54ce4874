"""A lone scribble by words of signing, or on a ruled line, is proposed as a signature; other drawings are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from redaction import signatures, text_layer
from redaction.geometry import Rect
from redaction.opening import open_pdf
from redaction.words import PageText

Draw = Callable[[pymupdf.Page], object]


def scribble(page: pymupdf.Page, left: float = 100, y: float = 500, height: float = 30, step: float = 9) -> None:
    """One hand: thirteen loops that hang together, ``height`` up and down at most."""
    shape = page.new_shape()
    for n in range(13):
        x, up = left + step * n, height * (0.6 + 0.4 * (n % 3))
        shape.draw_bezier((x, y), (x + 0.3 * step, y - up), (x + 1.4 * step, y + up), (x + step, y))
    shape.finish(color=(0, 0, 0.4), closePath=False)
    shape.commit()


def says(text: str, x: float = 100, y: float = 545) -> Draw:
    """Words on a page."""
    return lambda page: page.insert_text((x, y), text)


def looked(path: Path, *draws: Draw, scanned: bool = False) -> PageText:
    """A page with all of this, as a picture of itself where ``scanned``, looked through for signatures."""
    with pymupdf.open() as made:
        page = made.new_page(width=595, height=842)
        for draw in draws:
            draw(page)
        if scanned:
            picture = page.get_pixmap(dpi=150)
            words = [word for word in page.get_text("words") if word[4].startswith("Namn")]
            made.delete_page(0)
            page = made.new_page(width=595, height=842)
            page.insert_image(page.rect, pixmap=picture)
            for x0, _y0, _x1, y1, word, *_ in words:
                page.insert_text((x0, y1), word, render_mode=3)  # what a reader of pictures would have told
        made.save(path)
    with open_pdf(path) as pdf:
        return signatures.with_signatures(pdf.load_page(0), text_layer.page_text(pdf, 0), lambda: None)


def kinds(page: PageText) -> list[str]:
    """What its regions are."""
    return [region.kind.value for region in page.regions]


@pytest.mark.parametrize("words", ["Underskrift", "(Undertecknad)", "Ort och datum", "Vänliga hälsningar"])
def test_a_scribble_by_words_of_signing_is_a_signature(tmp_path: Path, words: str) -> None:
    """All of the handwriting: it is called so, in its place, with its own digest, and nothing is asked twice."""
    plain = looked(tmp_path / "a.pdf", scribble).regions
    (signed,) = looked(tmp_path / "b.pdf", scribble, says(words)).regions
    assert (plain[0].kind.value, signed.kind.value) == ("drawn", "signature")
    assert (signed.rect, signed.digest) == (plain[0].rect, plain[0].digest)


def test_a_scribble_on_a_ruled_line_is_a_signature(tmp_path: Path) -> None:
    """No word is needed; a line that runs over its head, or far below, is none that one signs on."""

    def ruled(y: float) -> Draw:
        return lambda page: page.draw_line((90, y), (300, y))

    assert kinds(looked(tmp_path / "a.pdf", scribble, ruled(515))) == ["signature"]
    assert kinds(looked(tmp_path / "b.pdf", scribble, ruled(560))) == ["drawn"]
    assert kinds(looked(tmp_path / "c.pdf", scribble, ruled(470))) == ["drawn"]


def test_other_drawings_stay_what_they_are(tmp_path: Path) -> None:
    """At the head of the page, taller than wide, far from the words, or thick as a logotype."""

    def logo(page: pymupdf.Page) -> None:
        for n in range(4):
            page.draw_oval((100 + 30 * n, 480, 140 + 30 * n, 520), fill=(0, 0, 0))

    cue = says("Underskrift")
    drawings: tuple[tuple[Draw, Draw], ...] = (
        (lambda page: scribble(page, y=100), says("Underskrift", y=140)),
        (lambda page: scribble(page, height=90, step=4), cue),
        (scribble, says("Underskrift", y=640)),
        (logo, cue),
    )
    for n, (draw, words) in enumerate(drawings):
        assert "signature" not in kinds(looked(tmp_path / f"{n}.pdf", draw, words))


def test_in_a_scanned_page_it_is_an_area_beside_the_page(tmp_path: Path) -> None:
    """The page has still to be judged; printed lines, also by the words, are no signature."""
    text = says("Vi intygar att uppgifterna ovan stämmer.", y=430)
    page = looked(tmp_path / "a.pdf", scribble, text, says("Namnteckning"), scanned=True)
    scan, signed = page.regions
    assert (scan.kind.value, signed.kind.value) == ("scan", "signature")
    assert signed.rect.within(Rect(98, 465, 226, 535), 4)
    assert signed.digest not in ("", scan.digest)
    assert kinds(looked(tmp_path / "b.pdf", text, says("Namnteckning"), scanned=True)) == ["scan"]


def test_a_drawing_with_many_wide_strokes_is_a_drawing(tmp_path: Path) -> None:
    """A map with a note by it is not made of signatures."""

    def contours(page: pymupdf.Page) -> None:
        for n in range(signatures.MOST_WIDE + 5):
            page.draw_bezier((100, 300 + 5 * n), (180, 290 + 5 * n), (260, 320 + 5 * n), (330, 300 + 5 * n))

    assert "signature" not in kinds(looked(tmp_path / "a.pdf", contours, says("Underskrift")))
