"""A page that lies crooked, upside down or in bad light is made ready for reading, and its places are found again."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageChops, ImageDraw

from redaction import straighten
from redaction.detectors import detect_page
from redaction.detectors.allow import AllowList
from redaction.detectors.terms import TermList
from tests.redaction.test_picture_reader import NUMBER, read, scanned


def lined(width: int = 500, height: int = 700) -> Image.Image:
    """A page with bars for lines of words."""
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    for row in range(60, height - 60, 30):
        for column in range(50, width - 80, 60):
            draw.rectangle((column, row, column + 45, row + 10), fill=20)
    return page


def level(page: Image.Image, place: tuple[int, int]) -> int:
    """How light a pixel is."""
    return page.crop((*place, place[0] + 1, place[1] + 1)).tobytes()[0]


@pytest.mark.parametrize("degrees", [-3.0, -1.25, 0.0, 2.5])
def test_how_crooked_a_page_lies_is_found(degrees: float) -> None:
    """To half a degree, from the rows of its ink."""
    page = lined().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert straighten.skew(page) == pytest.approx(-degrees, abs=0.5)


def test_a_page_that_lies_on_its_side_is_known() -> None:
    """By its ink standing in columns."""
    assert not straighten.runs_sideways(lined())
    assert straighten.runs_sideways(lined().transpose(Image.Transpose.ROTATE_90))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 2.5])
def test_a_place_is_found_again_where_it_was(quarters: int, degrees: float) -> None:
    """A dot of the picture, found in the one made ready, lies where it lay."""
    page, draw = (made := lined()), ImageDraw.Draw(made)
    draw.rectangle((0, 0, 499, 39), fill=255)
    page = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    marked = page.copy()
    ImageDraw.Draw(marked).rectangle((120, 200, 124, 204), fill=0)
    ImageDraw.Draw(page).rectangle((120, 200, 124, 204), fill=255)
    one, other = straighten.turned(page, quarters), straighten.turned(marked, quarters)
    assert one.degrees == other.degrees
    box = ImageChops.difference(one.picture, other.picture).point(lambda value: 255 if value > 90 else 0).getbbox()
    assert box is not None
    x, y = other.back((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert (x, y) == pytest.approx((122.5, 202.5), abs=2)


def test_uneven_light_is_evened_and_even_light_left_alone() -> None:
    """Paper becomes white everywhere and ink stays dark; a page that is lit well is not touched."""
    page = lined()
    assert straighten.evened(page) is page
    light = Image.linear_gradient("L").resize(page.size).point(lambda value: 90 + value * 165 // 255)
    made = straighten.evened(ImageChops.multiply(page, light))
    for place in ((20, 20), (250, 50), (20, 680)):
        assert level(made, place) > 235
    for place in ((60, 65), (60, 635)):
        assert level(made, place) < 90


def test_a_crooked_dim_page_on_its_side_is_read_and_its_number_found(tmp_path: Path) -> None:
    """The rectangle of the number lies over its ink, upright as the page lies."""
    with pymupdf.open(scanned(tmp_path)) as document:
        pixels = document[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    page = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    light = Image.linear_gradient("L").resize(page.size).point(lambda value: 120 + value * 135 // 255)
    spoilt = ImageChops.multiply(page.rotate(2, Image.Resampling.BICUBIC, fillcolor=255), light)
    spoilt.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "scan.png", dpi=(200, 200))
    with pymupdf.open() as made:
        sheet = made.new_page(width=841.89, height=595.276)
        sheet.insert_image(sheet.rect, filename=tmp_path / "scan.png")
        made.save(tmp_path / "side.pdf")
    found = read(tmp_path, tmp_path / "side.pdf")
    assert {word.vertical for word in found.words} == {True}
    finding = next(f for f in detect_page(found, TermList(()), AllowList()) if f.category == "PERSONNUMMER")
    assert finding.text == NUMBER
    (rect,) = found.rects(finding.start, finding.end)
    assert rect.height > 4 * rect.width
    with pymupdf.open(tmp_path / "side.pdf") as document:
        clip = pymupdf.Rect(rect.x0, rect.y0, rect.x1, rect.y1)
        wider = pymupdf.Rect(clip.x0 - 3, clip.y0, clip.x1 + 3, clip.y1)
        inside = document[0].get_pixmap(dpi=72, clip=clip, colorspace=pymupdf.csGRAY).samples
        around = document[0].get_pixmap(dpi=72, clip=wider, colorspace=pymupdf.csGRAY).samples
    assert sum(v < 100 for v in inside) > 0.9 * sum(v < 100 for v in around)


def test_specks_go_from_a_picture_without_grey_alone() -> None:
    """Single dots of a fax go and its bars stay; a grey picture is not touched."""
    page = lined()
    page.putpixel((20, 20), 0)
    made = straighten.without_specks(page)
    assert made.getpixel((20, 20)) == 255
    assert made.getpixel((60, 65)) == 20
    grey = page.point(lambda value: 60 + value // 2)
    assert straighten.without_specks(grey) is grey
