"""Pictures under marks stay packed as they came: a masked scan is no larger than the scan was."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

import resources
from redaction import mask
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan

from .adversary.images import filed
from .adversary.sheet import Sheet

SIZE = (900, 600)
PLACE = Rect(100, 300, 260, 340)
"""The mark, page space; the picture lies at 60..510, 242..542."""

MARKED = (90, 125, 390, 188)
"""What of the picture the mark covers, pixels, a little less."""

BESIDE = (800, 0, 900, 600)
"""A part of the picture that no mark covers, pixels."""


def _scan(mode: str) -> Image.Image:
    """A page of strokes on noisy paper, dark all over the marked place."""
    picture = Image.effect_noise(SIZE, 24).point(lambda v: 150 + v // 2)
    draw = ImageDraw.Draw(picture)
    for y in range(20, 580, 24):
        for x in range(30, 860, 17):
            draw.line((x, y, x + y % 13, y + 12), fill=20, width=2)
    draw.rectangle((60, 100, 420, 210), fill=20)
    return picture.convert(mode)


def _jpeg(mode: str, **options: object) -> Callable[[Sheet], pikepdf.Object]:
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}[mode]

    def make(sheet: Sheet) -> pikepdf.Object:
        body = filed(_scan(mode), "JPEG", **options)
        keys = {"Width": SIZE[0], "Height": SIZE[1], "BitsPerComponent": 8, "Filter": Name.DCTDecode}
        return sheet.stream(body, Type=Name.XObject, Subtype=Name.Image, ColorSpace=space, **keys)

    return make


def _letter(size: tuple[int, int]) -> Image.Image:
    """A page of letters that was laid askew on the glass, black and white."""
    chance, picture = random.Random(1), Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    face = ImageFont.truetype(str(resources.path("look", "fonts", "LiberationSans-Regular.ttf")), 34)
    for y in range(5, size[1] - 34, 44):
        draw.text((5, y), "".join(chance.choice("abcdefghijklmnopqrstuvwxyz   ") for _ in range(90)), font=face, fill=0)
    askew = picture.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255)
    return askew.point(lambda v: 255 if v > 128 else 0).convert("1", dither=Image.Dither.NONE)


def _fax(black_is_one: bool) -> Callable[[Sheet], pikepdf.Object]:
    def make(sheet: Sheet) -> pikepdf.Object:
        width, height = SIZE[0] * 2, SIZE[1] * 2
        picture = _letter((width, height))
        if black_is_one:
            picture = ImageChops.invert(picture)
        written = filed(picture, "TIFF", compression="group4", tiffinfo={278: height})
        tags = Image.open(io.BytesIO(written)).tag_v2  # type: ignore[attr-defined]
        body = written[tags[273][0] : tags[273][0] + tags[279][0]]
        how = Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=black_is_one)
        keys = {"Width": width, "Height": height, "BitsPerComponent": 1, "Filter": Name.CCITTFaxDecode}
        return sheet.stream(
            body, Type=Name.XObject, Subtype=Name.Image, ColorSpace=Name.DeviceGray, DecodeParms=how, **keys
        )

    return make


def _masked(make: Callable[[Sheet], pikepdf.Object], folder: Path) -> tuple[Path, Path, tuple[int, ...]]:
    sheet = Sheet()
    sheet.resource("/XObject", "/I1", make(sheet)).add(b"q 450 0 0 300 60 300 cm /I1 Do Q")
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(sheet.bytes())
    plan = RedactionPlan("", (PlannedMark(1, 0, (PLACE,), MarkKind.AREA),), ())
    return source, target, mask.mask(source, plan, target, sight=False).raster_pages


def _picture(file: Path) -> tuple[str, Image.Image]:
    with pikepdf.open(file) as pdf:
        image = next(t for t in pdf.objects if isinstance(t, pikepdf.Stream) and t.get("/Subtype") == Name.Image)
        return str(image.Filter), pikepdf.PdfImage(image).as_pil_image().convert("L")


KINDS = {
    "grey": (_jpeg("L", quality=60), "/DCTDecode"),
    "colours": (_jpeg("RGB", quality=60, subsampling=2), "/DCTDecode"),
    "fax": (_fax(False), "/CCITTFaxDecode"),
    "negative fax": (_fax(True), "/CCITTFaxDecode"),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_masked_picture_is_packed_as_it_was(kind: str, tmp_path: Path) -> None:
    """The copy is at most a tenth larger than the source, and what the mark covered is even."""
    make, coding = KINDS[kind]
    source, target, raster = _masked(make, tmp_path)
    found, picture = _picture(target)
    assert (found, raster) == (coding, ())
    assert target.stat().st_size <= 1.1 * source.stat().st_size
    times = picture.width // SIZE[0]
    marked = picture.crop(tuple(times * v for v in MARKED))  # type: ignore[arg-type]
    assert ImageStat.Stat(marked).stddev[0] <= 4
    old = _picture(source)[1].crop(BESIDE)
    new = picture.crop(BESIDE)
    assert ImageStat.Stat(ImageChops.difference(old, new)).mean[0] < 8


def test_a_picture_packed_without_loss_stays_without(tmp_path: Path) -> None:
    """What was no JPEG does not become one because another picture of its size is."""

    def two(sheet: Sheet) -> pikepdf.Object:
        keys = {"Width": SIZE[0], "Height": SIZE[1], "BitsPerComponent": 8, "Filter": Name.FlateDecode}
        plain = sheet.stream(
            zlib.compress(_scan("L").tobytes()),
            Type=Name.XObject,
            Subtype=Name.Image,
            ColorSpace=Name.DeviceGray,
            **keys,
        )
        sheet.resource("/XObject", "/I2", plain).add(b"q 90 0 0 60 60 100 cm /I2 Do Q")
        return _jpeg("L", quality=60)(sheet)

    target = _masked(two, tmp_path)[1]
    with pikepdf.open(target) as pdf:
        listed = [t for t in pdf.objects if isinstance(t, pikepdf.Stream) and t.get("/Subtype") == Name.Image]
        assert sorted(str(t.Filter) for t in listed) == ["/DCTDecode", "/FlateDecode"]
