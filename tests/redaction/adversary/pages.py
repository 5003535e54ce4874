"""Turned pages, boxes in every place, user units; names and drawn areas on each."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

from pikepdf import Array, Dictionary, Name

from .images import GREY, image
from .sheet import ABOVE, BELOW, KEPT, SECRET, Sheet, at, case, text

STAY = (KEPT, ABOVE, BELOW)
LINES = text(ABOVE, 60, 612.5) + text(SECRET, 60, 600) + text(BELOW, 60, 587.5)


def turned(rotation: int) -> None:
    """Registers a turned page with a name to be found and one with an area to be cleared."""
    box = at(60, 600)
    x0, y0, x1, y1 = box
    displayed = {
        0: box, 90: (842 - y1, x0, 842 - y0, x1), 180: (595 - x1, 842 - y1, 595 - x0, 842 - y0), 270: (y0, 595 - x1, y1, 595 - x0)
    }[rotation % 360]  # fmt: skip

    def by_term() -> Sheet:
        sheet = Sheet().add(LINES)
        sheet.page.Rotate = rotation
        return sheet.expect(seen=((0, displayed),))

    def by_area() -> Sheet:
        sheet = Sheet().add(text(SECRET, 60, 600) + b" q 60 598 m 100 610 140 590 150 606 c S Q")
        sheet.page.Rotate = rotation
        return sheet.expect(regions=((0, displayed),), seen=((0, displayed),), stay=(KEPT,))

    for make, kind in ((by_term, "term"), (by_area, "area")):
        make.__name__ = f"turned_{kind}_{rotation}".replace("-", "minus_")
        case(f"a page turned by {rotation} degrees, a {kind}", stay=STAY)(make)


for angle in (0, 90, 180, 270, -90, 450):
    turned(angle)


@case("an area drawn by hand where no term is given", stay=(KEPT, ABOVE))
def area_alone() -> Sheet:
    sheet = Sheet().add(text(ABOVE, 60, 660) + text("Örjan", 60, 600) + text("Vildqvist", 60, 590))
    area = ((0, (55.0, 225.0, 180.0, 260.0)),)
    return sheet.expect(regions=area, seen=area)


@case("crop box at an offset, page turned, media box with its corners changed over", stay=STAY)
def crop_and_turn() -> Sheet:
    sheet = Sheet().add(LINES)
    sheet.page.MediaBox = Array([595, 842, 0, 0])
    sheet.page.CropBox = Array([20, 500, 500, 830])
    sheet.page.Rotate = 90
    return sheet


@case("a crop box larger than the media box", stay=STAY)
def crop_beyond_media() -> Sheet:
    sheet = Sheet().add(LINES)
    sheet.page.CropBox = Array([-50, -50, 700, 900])
    return sheet.expect(seen=((0, at(60, 600)),))


@case("two points a unit, turned", stay=STAY)
def user_unit() -> Sheet:
    sheet = Sheet().add(LINES)
    sheet.page.UserUnit, sheet.page.Rotate = 2, 270
    return sheet


@case("two points a unit, a picture under an area", stay=(KEPT,))
def user_unit_picture() -> Sheet:
    sheet = Sheet()
    sheet.page.UserUnit = 2
    area = ((0, (85.0, 268.0, 435.0, 335.0)),)
    sheet.resource("/XObject", "/I1", image(sheet, GREY)).add(b"q 400 0 0 160 60 500 cm /I1 Do Q")
    return sheet.expect(terms=(), regions=area, image_box=((400, 160), (30, 90, 370, 150)))


@case("boxes and turning inherited from two levels above", stay=STAY)
def inherited() -> Sheet:
    sheet = Sheet().add(LINES)
    tree = sheet.pdf.Root.Pages
    middle = sheet.pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array([sheet.page]), Count=1, Parent=tree, CropBox=Array([10, 10, 585, 832]))
    )
    tree.MediaBox, tree.Rotate, middle.Resources = sheet.page.MediaBox, 180, sheet.page.Resources
    for key in ("/MediaBox", "/Resources"):
        del sheet.page[key]
    sheet.page.Parent = middle
    tree.Kids = Array([middle])
    return sheet


@case("a page of a postage stamp, and one of a barn door")
def sizes() -> Sheet:
    sheet = Sheet(pages=2)
    sheet.leaves[1].MediaBox = Array([0, 0, 14000, 14000])
    sheet.add(text(SECRET, 60, 5000, 400), page=1)
    return sheet.expect(stay=(KEPT,))


@case("small words inside the letters of a name as large as the page", stay=(KEPT, "bredvid"))
def under_large_letters() -> Sheet:
    sheet = Sheet().add(text(SECRET, 60, 300, 200) + text("under", 80, 340) + text("bredvid", 80, 600))
    return sheet.expect(seen=((0, (60.0, 400.0, 590.0, 540.0)),))


@case("bleed, trim and art boxes, a page without a media box", stay=STAY)
def spare_boxes() -> Sheet:
    sheet = Sheet(size=(612, 792)).add(LINES)
    for key in ("BleedBox", "TrimBox", "ArtBox"):
        sheet.page[f"/{key}"] = Array([10, 10, 600, 780])
    del sheet.page["/MediaBox"]
    return sheet
