"""Pixels that no page shows are gone from the pictures, and every pixel that shows is as it was."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from redaction import mask
from redaction.pictures import blank, unseen
from redaction.plan import RedactionPlan

from . import reading
from .adversary import images
from .adversary.images import GREY, SIZE, image, scan
from .adversary.sheet import Sheet, quoted

PLACE = b"q 400 0 0 160 60 500 cm /I1 Do Q "
UPPER = b"q 60 580 400 80 re W n " + PLACE + b"Q "
NAME = (30, 90, 370, 150)
ORNAMENT = (0, 0, 250, 74)


def delivered(sheet: Sheet, folder: Path) -> tuple[Path, Any]:
    """The copy of a sheet in which nothing is marked, and its proof."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(sheet.bytes())
    return target, mask.mask(source, RedactionPlan("", (), ()), target)


def drawn_with(content: bytes, made: Callable[[Sheet], Any] = lambda s: image(s, GREY)) -> Sheet:
    """A page on which the content draws the picture /I1."""
    sheet = Sheet()
    return sheet.resource("/XObject", "/I1", made(sheet)).add(content)


def pixels(pdf: Path, number: int = 0) -> Image.Image:
    """The only picture of the file, as the engine under test decodes it."""
    with pymupdf.open(pdf) as document:
        (found,) = {i[0] for page in document for i in page.get_images(full=True)}
        pixmap = pymupdf.Pixmap(document, found)
        if pixmap.colorspace is not None and pixmap.colorspace.n != 1:
            pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pixmap)
        return Image.frombytes("L", (pixmap.width, pixmap.height), bytes(pixmap.samples))


def even(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether a part of a picture shows nothing."""
    levels = picture.crop(box).tobytes()
    return max(levels) - min(levels) < 12


def same(picture: Image.Image, box: tuple[int, int, int, int], tolerance: int = 0) -> bool:
    """Whether a part of a picture is as in the scan."""
    return largest(picture.crop(box), scan().crop(box)) <= tolerance


def largest(one: Image.Image, other: Image.Image) -> int:
    """The largest difference between pixels of two pictures."""
    return max(ImageChops.difference(one, other).tobytes())


HIDDEN: dict[str, bytes] = {
    "a clip over its upper half": UPPER,
    "a clip in two steps": b"q 0 580 460 400 re W n 60 0 800 800 re W n " + PLACE + b"Q",
    "a clip by the even-odd rule": b"q 0 0 595 842 re 60 490 400 90 re W* n " + PLACE + b"Q",
    "a clip with a hole": b"q 0 0 m 595 0 l 595 842 l 0 842 l h 60 490 m 60 580 l 460 580 l 460 490 l h W n "
    + PLACE + b"Q",
    "a round clip": b"q 40 700 m 40 560 480 560 480 700 c h W n " + PLACE + b"Q",
    "an opaque field over it": PLACE + b"1 g 50 490 420 90 re f",
    "an opaque field in two parts": PLACE + b"1 g 50 490 220 90 re f 0.5 g 260 490 220 90 re f*",
    "far below the page": b"q 400 0 0 160 60 -80 cm /I1 Do Q",
    "a turned page edge": b"q 0 -400 160 0 -80 700 cm /I1 Do Q",
}  # fmt: skip
"""What keeps the name's part of the picture from being seen, the ornament's part shown."""


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_even_and_what_shows_is_untouched(how: str, tmp_path: Path) -> None:
    """The name's pixels are gone although nobody marked them; the rest is equal, and no page becomes a picture."""
    sheet = drawn_with(HIDDEN[how])
    before = tmp_path / "before.pdf"
    before.write_bytes(sheet.bytes())
    target, proof = delivered(sheet, tmp_path)
    assert even(pixels(target), NAME)
    assert proof.raster_pages == ()
    assert ImageChops.difference(reading.picture(before), reading.picture(target)).getbbox() is None


def test_without_the_step_the_pixels_are_delivered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else takes them out."""
    monkeypatch.setattr(unseen, "_hidden", lambda *_: [])
    target, _ = delivered(drawn_with(UPPER), tmp_path)
    assert same(pixels(target), NAME)


SHOWN: dict[str, bytes] = {
    "clipped here and whole there": UPPER + b"q 200 0 0 80 60 300 cm /I1 Do Q",
    "clipped to one half and to the other": UPPER + b"q 60 500 400 81 re W n " + PLACE + b"Q",
    "under a field that shines through": PLACE + b"/G1 gs 1 g 50 490 420 90 re f",
    "under a field that is drawn before": b"1 g 50 490 420 90 re f " + PLACE,
    "under a line around it": PLACE + b"50 490 420 90 re S",
    "under a field that is clipped away": PLACE + b"q 0 0 10 10 re W n 1 g 50 490 420 90 re f Q",
    "a hair's breadth over the edge of a clip": b"q 61 501 398 158 re W n " + PLACE + b"Q",
}
"""Where every part of the picture shows, or all but nothing."""


@pytest.mark.parametrize("how", SHOWN)
def test_a_picture_that_shows_is_not_touched(how: str, tmp_path: Path) -> None:
    """A part that one of several places shows stays in all of them."""
    sheet = drawn_with(SHOWN[how])
    sheet.resource("/ExtGState", "/G1", Dictionary(Type=Name.ExtGState, ca=0.5))
    target, _ = delivered(sheet, tmp_path)
    assert same(pixels(target), (0, 0, *SIZE))


def test_a_picture_shown_whole_on_another_page_stays(tmp_path: Path) -> None:
    """Whether a pixel shows is decided over all pages of the file."""
    sheet = Sheet(pages=2)
    made = image(sheet, GREY)
    for page, content in enumerate((UPPER, PLACE)):
        sheet.resource("/XObject", "/I1", made, page=page).add(content, page=page)
    target, _ = delivered(sheet, tmp_path)
    assert same(pixels(target), (0, 0, *SIZE))


def test_the_box_of_a_form_clips_what_it_holds(tmp_path: Path) -> None:
    """A form that shows half of a picture, itself turned upside down, hides the other half."""
    sheet = Sheet()
    form = sheet.form(
        PLACE, (60, 580, 460, 660), Resources=Dictionary(XObject=Dictionary(I1=image(sheet, GREY))),
        Matrix=Array([1, 0, 0, -1, 0, 1000]),
    )  # fmt: skip
    target, _ = delivered(sheet.resource("/XObject", "/X1", form).add(b"/X1 Do"), tmp_path)
    left = pixels(target)
    assert even(left, NAME)
    assert same(left, ORNAMENT)


def test_a_soft_mask_goes_with_its_picture(tmp_path: Path) -> None:
    """What only the mask spells is gone where the picture does not show."""
    target, _ = delivered(drawn_with(UPPER, images.soft), tmp_path)
    with pikepdf.open(target) as pdf:
        masks: list[Any] = [o.SMask for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/SMask" in o]
        assert masks
        assert all(even(pikepdf.PdfImage(m).as_pil_image().convert("L"), NAME) for m in masks)


def test_a_clip_of_letters_makes_the_page_a_picture(tmp_path: Path) -> None:
    """Where it cannot be told what shows, only what shows goes on."""
    sheet = drawn_with(b"q BT 7 Tr /F1 90 Tf 60 600 Td " + quoted(b"Bild") + b" Tj ET " + PLACE + b"Q")
    target, proof = delivered(sheet, tmp_path)
    assert proof.raster_pages == (0,)
    assert len(pixels(target).getcolors() or ()) > 2
    assert pixels(target).size != SIZE


def _bits(sheet: Sheet) -> Any:
    return image(sheet, zlib.compress(images._packed(1)), bits=1, Filter=Name.FlateDecode)


CODINGS: dict[str, Callable[[Sheet], Any]] = {
    "plain": lambda s: image(s, GREY),
    "one bit": _bits,
    "four bits": lambda s: image(s, images._packed(4), bits=4),
    "jpeg": lambda s: image(s, images.filed(scan(), "JPEG", quality=85), Filter=Name.DCTDecode),
    "jpeg in colour": lambda s: image(
        s, images.filed(scan("RGB"), "JPEG", quality=85), Name.DeviceRGB, Filter=Name.DCTDecode
    ),
    "jpeg 2000": lambda s: image(s, images.filed(scan("RGB"), "JPEG2000"), Name.DeviceRGB, Filter=Name.JPXDecode),
    "fax": lambda s: image(
        s, images._fax(), bits=1, Filter=Name.CCITTFaxDecode, DecodeParms=Dictionary(K=-1, Columns=400, Rows=160)
    ),
    "jbig2": lambda s: image(s, images._jbig2(), bits=1, Filter=Name.JBIG2Decode),
    "stencil": images.stencil,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_every_coding_can_be_made_even_in_part(coding: str, tmp_path: Path) -> None:
    """The part is even, also at borders inside a byte; every other pixel is as before; a JPEG stays one."""
    sheet = drawn_with(PLACE, CODINGS[coding])
    made = sheet.page.Resources.XObject.I1
    part = (33, 91, 366, 149)
    path = tmp_path / "in.pdf"
    path.write_bytes(sheet.bytes())
    before = pixels(path)
    assert blank.out(made, [part])
    path.write_bytes(sheet.bytes())
    after = pixels(path)
    assert even(after, (34, 92, 365, 148))
    allowed = 40 if "jpeg" in coding else 0
    for rest in ((0, 0, 400, 91), (0, 149, 400, 160), (0, 91, 32, 149), (368, 91, 400, 149)):
        assert largest(before.crop(rest), after.crop(rest)) <= allowed
    if coding in ("jpeg", "jpeg in colour"):
        assert made.Filter == Name.DCTDecode
