"""Pictures come in as pages: every one of a file, upright, with a bound, without what a camera writes beside."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageDraw

from redaction import importers
from redaction.errors import Damaged, DocumentError, TooLarge
from redaction.importers import Imported, picture

SECRET = "Hemlig Kamera 19810107-9294"


def drawn(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """A white picture with a dark corner top left."""
    made = Image.new("RGB", size, "white")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(20, 20, 20))
    return made.convert(mode)


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    """The picture as a file."""
    held = io.BytesIO()
    image.save(held, form, **more)
    return held.getvalue()


def take_in(folder: Path, content: bytes) -> Imported:
    """The picture as it is taken in."""
    (folder / "bild").write_bytes(content)
    into = folder / "in"
    into.mkdir(exist_ok=True)
    return importers.take_in(folder / "bild", "bild", into)


def corners(made: Imported) -> list[bool]:
    """Of each page, whether the corner top left alone is dark."""
    with pymupdf.open(made.pdf) as document:
        seen = [page.get_pixmap(colorspace=pymupdf.csGRAY) for page in document]
    return [s.pixel(4, 4)[0] < 90 < 200 < min(s.pixel(s.width - 5, 4)[0], s.pixel(4, s.height - 5)[0]) for s in seen]


def multiplied(tiff: bytes) -> bytes:
    """The TIFF, telling that its grey is multiplied by how clear it is (ExtraSamples 1)."""
    at = tiff.index(struct.pack("<HH", 338, 3))
    return tiff[: at + 8] + struct.pack("<H", 1) + tiff[at + 10 :]


FORMS = {
    "png": saved(drawn(), "PNG"),
    "palette": saved(drawn("P"), "PNG"),
    "clear": saved(drawn("RGBA"), "PNG"),
    "bilevel": saved(drawn("1"), "PNG"),
    "deep": saved(drawn("L").convert("I").point(lambda v: v * 257).convert("I;16"), "PNG"),
    "jpeg": saved(drawn(), "JPEG"),
    "grey jpeg": saved(drawn("L"), "JPEG"),
    "cmyk jpeg": saved(drawn("CMYK"), "JPEG"),
    "tiff": saved(drawn(), "TIFF", save_all=True, append_images=[drawn("L"), drawn("1")]),
    "multiplied": multiplied(saved(drawn("LA"), "TIFF")),
    "fax": saved(drawn("1"), "TIFF", compression="group4"),
    "webp": saved(drawn(), "WEBP"),
    "gif": saved(drawn("P"), "GIF"),
    "bmp": saved(drawn(), "BMP"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_a_page_upright(tmp_path: Path, name: str) -> None:
    """Whatever its colours and packing; a file of several pictures has as many pages."""
    made = take_in(tmp_path, FORMS[name])
    assert corners(made) == [True] * (3 if name == "tiff" else 1)


def test_a_picture_of_a_telephone_is_read(tmp_path: Path) -> None:
    """HEIC, by the wheel that brings its decoder."""
    import pillow_heif

    held = io.BytesIO()
    pillow_heif.from_pillow(drawn()).save(held, quality=90)
    assert corners(take_in(tmp_path, held.getvalue())) == [True]


def test_what_a_camera_writes_is_counted_and_left_out(tmp_path: Path) -> None:
    """Maker, place and comments are counted; the page has none of them, and the picture stands upright."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = SECRET, 6
    exif.get_ifd(0x8825)[1] = "N"
    turned = drawn().transpose(Image.Transpose.ROTATE_90)
    made = take_in(tmp_path, saved(turned, "JPEG", exif=exif, comment=SECRET))
    hidden = {found.kind: found.count for found in made.working.hidden}
    assert hidden["gps"] == hidden["comment"] == 1
    assert hidden["metadata"] >= 2
    assert corners(made) == [True]
    assert SECRET.encode() not in made.pdf.read_bytes()
    exif[0x0112] = 1
    as_it_is = take_in(tmp_path, saved(drawn(), "JPEG", exif=exif, comment=SECRET))
    assert SECRET.encode() not in as_it_is.pdf.read_bytes()
    assert corners(as_it_is) == [True]


def test_a_page_has_the_size_it_tells_of_or_fits_on_a4(tmp_path: Path) -> None:
    """200 dots per inch are half as long as 100; without a resolution the longer side fits on A4."""
    box = take_in(tmp_path, saved(drawn(), "PNG", dpi=(200, 200))).working.pages[0]
    assert (round(box.width), round(box.height)) == (108, 72)
    box = take_in(tmp_path, saved(drawn(size=(3000, 2000)), "PNG")).working.pages[0]
    assert round(box.width) == round(picture.A4[1])


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large."""
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return saved(drawn(size=(8, 8)), "PNG")[:16] + head + crc + b"\0\0\0\0IDAT" + bytes(4)


HOSTILE = {
    "bomb": bomb(60_000, 60_000),
    "cut png": FORMS["png"][:-300],
    "cut jpeg": FORMS["jpeg"][:-900],
    "cut tiff": FORMS["tiff"][:2_000],
    "no picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "loop": b"II*\0\x08\0\0\0\x00\x00\x08\0\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_made_to_harm_is_refused(tmp_path: Path, name: str) -> None:
    """A bomb before it is unpacked, what breaks off by name; never a fault of ours."""
    with pytest.raises(TooLarge if name == "bomb" else DocumentError):
        take_in(tmp_path, HOSTILE[name])
    with pytest.raises(Damaged):
        take_in(tmp_path, HOSTILE["no picture"])


def test_a_broken_page_of_a_fax_costs_that_page(tmp_path: Path) -> None:
    """Where the second picture of three cannot be read, a page that says so stands in its place."""
    content = bytearray(saved(drawn("L"), "TIFF", save_all=True, append_images=[drawn("L"), drawn("L")]))
    with Image.open(io.BytesIO(content)) as image:
        image.seek(1)
        where = image.tag_v2[273][0]  # type: ignore[attr-defined]
    at = content.index(struct.pack("<I", where), 8)
    content[at : at + 4] = struct.pack("<I", len(content) + 9_000)
    made = take_in(tmp_path, bytes(content))
    assert made.aside == (1,)
    with pymupdf.open(made.pdf) as document:
        assert ["kunde inte läsas" in page.get_text() for page in document] == [False, True, False]


def test_a_large_tiff_is_known_by_its_start(tmp_path: Path) -> None:
    """BigTIFF has another mark than TIFF."""
    assert corners(take_in(tmp_path, saved(drawn("L"), "TIFF", big_tiff=True))) == [True]
