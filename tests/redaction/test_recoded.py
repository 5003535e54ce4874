"""A scan of which a part was masked is not larger than it was, and reads as before outside the mask."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image, ImageChops, ImageDraw, ImageFont

import resources
from redaction import mask
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan

from . import reading
from .adversary.images import filed
from .adversary.sheet import Sheet

SIZE = (827, 1170)
AREA = Rect(60, 200, 300, 240)


def page_scan() -> Image.Image:
    """A noisy grey page of text at 100 dots per inch."""
    noise = Image.effect_noise(SIZE, 12).convert("L").point([min(255, v + 110) for v in range(256)])
    font = ImageFont.truetype(str(resources.path("look", "fonts", "LiberationSans-Regular.ttf")), 18)
    draw = ImageDraw.Draw(noise)
    for y in range(50, 1100, 30):
        draw.text((75, y), "En rad med text i ett inskannat dokument om badhuset", font=font, fill=20)
    return noise


@pytest.mark.parametrize(("mode", "space"), [("L", Name.DeviceGray), ("RGB", Name.DeviceRGB)])
@pytest.mark.parametrize("in_form", [False, True])
def test_a_masked_scan_stays_a_jpeg_of_its_size(mode: str, space: Name, in_form: bool, tmp_path: Path) -> None:
    """At most a tenth larger, one JPEG as before; the marked part is even, the rest looks the same."""
    sheet = Sheet()
    scan = page_scan().convert(mode)
    made = sheet.stream(
        filed(scan, "JPEG", quality=70), Type=Name.XObject, Subtype=Name.Image, Width=SIZE[0], Height=SIZE[1],
        ColorSpace=space, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    drawing = b"q 595 0 0 842 0 0 cm /I1 Do Q"
    if in_form:
        resources_ = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I1=made))
        sheet.resource("/XObject", "/X1", sheet.form(drawing, Resources=resources_)).add(b"/X1 Do")
    else:
        sheet.resource("/XObject", "/I1", made).add(drawing)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(sheet.bytes())
    proof = mask.mask(source, RedactionPlan("", (PlannedMark(1, 0, (AREA,), MarkKind.AREA, "1"),)), target)
    assert proof.raster_pages == ()
    assert target.stat().st_size <= 1.1 * source.stat().st_size
    with pikepdf.open(target) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image]
        assert [i.Filter for i in images] == [Name.DCTDecode]
        left = pikepdf.PdfImage(images[0]).as_pil_image().convert("L")
    scale = SIZE[0] / 595
    levels = left.crop(tuple(round(v * scale) for v in AREA.grown(-6))).tobytes()  # type: ignore[arg-type]
    assert max(levels) - min(levels) < 8
    below = tuple(round(v * scale) for v in (0, 260, 595, 842))
    changed = ImageChops.difference(left.crop(below), scan.convert("L").crop(below))  # type: ignore[arg-type]
    assert sum(changed.histogram()[60:]) < 0.001 * changed.width * changed.height
    assert reading.dark_share(target, AREA) > 0.9
