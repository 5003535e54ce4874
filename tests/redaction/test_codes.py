"""Bar codes are read wherever they stand, told for what they hold, and gone when they are masked."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pypdfium2
import pytest
from PIL import ImageDraw

from redaction import mask, text_layer, words_file
from redaction.detectors import Term, detect_page
from redaction.detectors.codes import CODES, HOLDS, LINK
from redaction.findings import Evidence
from redaction.geometry import PageBox, Rect
from redaction.marks import MarkKind
from redaction.words import Code, PageText

from . import reading
from .codes import PLACE, SIZE, SQUARE, page_with, picture
from .test_masking import marked

NUMBER = "19810107-9294"
TURNS = (0, 90, 180, 270)
SAYS = {"EAN13": "7350000000009", "ITF": "12345678901231"}


def read(file: Path) -> PageText:
    """The first page as it is read."""
    return next(text_layer.read(file))


def turned(rect: Rect, rotation: int, unit: float = 1.0) -> Rect:
    """A rectangle of the page as drawn, in page space after turning an A4 page of 595 x 842."""
    corners = [(rect.x0, rect.y0), (rect.x1, rect.y1)]
    places = {
        0: [(x, y) for x, y in corners],
        90: [(842 - y, x) for x, y in corners],
        180: [(595 - x, 842 - y) for x, y in corners],
        270: [(y, 595 - x) for x, y in corners],
    }[rotation]
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    return Rect(min(xs), min(ys), max(xs), max(ys))


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("drawn", [False, True], ids=["picture", "vector"])
@pytest.mark.parametrize("kind", ["QRCode", "Code128"])
def test_codes_are_read_on_turned_pages_as_pictures_and_as_vectors(
    kind: str, drawn: bool, rotation: int, tmp_path: Path
) -> None:
    """What it says, and a rectangle in page space that covers the code and little else."""
    page = read(page_with(tmp_path / "a.pdf", kind, f"Kund {NUMBER}", rotation, drawn))
    (code,) = page.codes
    assert (code.kind, code.text) == (kind, f"Kund {NUMBER}")
    wide, tall = SIZE.get(kind, SQUARE)
    whole = turned(Rect(*PLACE, PLACE[0] + wide, PLACE[1] + tall), rotation)
    assert code.rect.within(whole, 3)
    assert all(reading.dark_share(tmp_path / "a.pdf", side) < 0.02 for side in _around(code.rect))
    assert code.rect.area > 0.55 * whole.area
    assert page.text == "Faktura"


def _around(rect: Rect) -> list[Rect]:
    """Strips just outside the four sides."""
    return [
        Rect(rect.x0, rect.y0 - 3, rect.x1, rect.y0 - 1),
        Rect(rect.x0, rect.y1 + 1, rect.x1, rect.y1 + 3),
        Rect(rect.x0 - 3, rect.y0, rect.x0 - 1, rect.y1),
        Rect(rect.x1 + 1, rect.y0, rect.x1 + 3, rect.y1),
    ]


@pytest.mark.parametrize("kind", ["DataMatrix", "PDF417", "Aztec", "Code39", "EAN13", "ITF"])
@pytest.mark.parametrize("drawn", [False, True], ids=["picture", "vector"])
def test_other_kinds_are_read(kind: str, drawn: bool, tmp_path: Path) -> None:
    """What letters, invoices, parcels and goods bear."""
    says = SAYS.get(kind, "KUND 77")
    (code,) = read(page_with(tmp_path / "a.pdf", kind, says, 90, drawn)).codes
    assert (code.kind, code.text) == (kind, says)


def test_a_page_in_other_units(tmp_path: Path) -> None:
    """The rectangle is in units of page space, whatever a unit is."""
    plain = read(page_with(tmp_path / "a.pdf", "QRCode", "Kund 77"))
    scaled = read(page_with(tmp_path / "b.pdf", "QRCode", "Kund 77", unit=2.0))
    assert scaled.codes[0].rect.within(plain.codes[0].rect, 1.5)
    assert plain.codes[0].rect.within(scaled.codes[0].rect, 1.5)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_worn_bar_code_is_covered_to_the_ends_of_its_bars(rotation: int, tmp_path: Path) -> None:
    """A reader is content with the whole half of the bars; the worn half could be read from what is left."""
    image = picture("Code128", "KUND 77").resize((700, 160))
    ImageDraw.Draw(image).rectangle((300, 80, 345, 160), fill=255)
    held = io.BytesIO()
    image.save(held, "PNG")
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_image(pymupdf.Rect(100, 200, 280, 240), stream=held.getvalue(), keep_proportion=False)
        page.set_rotation(rotation)
        document.save(tmp_path / "a.pdf")
    (code,) = read(tmp_path / "a.pdf").codes
    assert turned(Rect(120, 200.5, 260, 239.5), rotation).within(code.rect)


def test_a_scanned_page_is_read_whole(tmp_path: Path) -> None:
    """A picture of the page: the code stands where it stood."""
    source = page_with(tmp_path / "a.pdf", "QRCode", f"Kund {NUMBER}")
    with pymupdf.open(source) as document, pymupdf.open() as scan:
        pixels = document[0].get_pixmap(dpi=150)
        scan.new_page(width=595, height=842).insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=pixels)
        scan.save(tmp_path / "scan.pdf")
    (code,) = read(tmp_path / "scan.pdf").codes
    assert code.text == f"Kund {NUMBER}"
    assert code.rect.within(read(source).codes[0].rect, 3)


def test_pages_without_pictures_or_bars_are_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, and tables whose lines are thin rectangles as Word draws them, cost no drawing."""
    document = pymupdf.open()
    for _number in range(2):
        page = document.new_page()
        for y in range(60, 700, 14):
            page.insert_text((60, y), "En rad med ord om elnät och avbrott")
    shape = document[1].new_shape()
    for y in range(50, 700, 14):
        for x in range(60, 500, 40):
            shape.draw_rect(pymupdf.Rect(x, y, x + 40, y + 0.5))
            shape.draw_rect(pymupdf.Rect(x, y, x + 0.5, y + 14))
    shape.finish(fill=(0, 0, 0), color=None)
    shape.commit()
    document.save(tmp_path / "a.pdf")
    document.close()

    def never(*_words: object, **_named: object) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr(pymupdf.Page, "get_pixmap", never)
    assert [page.codes for page in text_layer.read(tmp_path / "a.pdf")] == [(), ()]


@pytest.mark.parametrize(
    ("says", "holds"),
    [
        (f"Kund {NUMBER}", ["PERSONNUMMER"]),
        (f"https://example.se/?pnr={NUMBER}", ["PERSONNUMMER", LINK]),
        ("MAILTO:lovisa.granberg@example.se", ["EMAIL"]),
        ("WWW.EXAMPLE.SE/FAKTURA", [LINK]),
        ("735999000000000013", ["FACILITY_ID"]),
        ("A77", []),
    ],
)
def test_what_a_code_says_is_told_in_the_evidence(says: str, holds: list[str]) -> None:
    """Every code is proposed; what personal data it holds is told by category, and a link as such."""
    rect = Rect(10, 10, 60, 60)
    page = PageText(3, PageBox(595, 842), "Faktura", (), (Code("QRCode", says, rect),))
    (found,) = [f for f in detect_page(page) if f.category == "BARCODE"]
    assert (found.page, found.rects, found.text, found.proposed) == (3, (rect,), says, True)
    assert found.evidence[0] == Evidence(CODES, "QRCode")
    assert [e.context for e in found.evidence if e.pattern == HOLDS] == holds


def test_a_listed_term_inside_a_code_is_told() -> None:
    """The clerk's words are looked for there too."""
    page = PageText(0, PageBox(595, 842), "", (), (Code("QRCode", "ref: kabel K77", Rect(1, 1, 9, 9)),))
    (found,) = detect_page(page, (Term("kabel k77", "SECURITY"),))
    assert [e.context for e in found.evidence if e.pattern == HOLDS] == ["SECURITY"]


def test_codes_lie_in_the_words_file(tmp_path: Path) -> None:
    """Kept with the page; a file from before them has none."""
    page = PageText(0, PageBox(595, 842), "a", (), (Code("QRCode", "Kund\n77", Rect(1, 2, 3, 4)),))
    words_file.save([page], tmp_path / "words")
    assert words_file.load(tmp_path / "words", 0) == page


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("drawn", [False, True], ids=["picture", "vector"])
@pytest.mark.parametrize("kind", ["QRCode", "Code128"])
def test_a_masked_code_is_gone(kind: str, drawn: bool, rotation: int, tmp_path: Path) -> None:
    """Neither our reader nor the file's own pictures and paths give it back; the words beside it stay."""
    source = page_with(tmp_path / "in.pdf", kind, f"Kund {NUMBER}", rotation, drawn)
    (code,) = read(source).codes
    target = tmp_path / "out.pdf"
    mask.mask(source, marked((code.rect,), MarkKind.AREA), target)
    page = read(target)
    assert page.codes == ()
    assert "Faktura" in page.text
    assert reading.dark_share(target, code.rect) > 0.95
    assert _pictures_say_nothing(target)
    with pymupdf.open(target) as document:
        pieces = sum(len(path["items"]) for path in document[0].get_drawings())
    assert pieces < 15


def _pictures_say_nothing(file: Path) -> bool:
    """Whether no picture in the file, taken out and looked at by itself, bears a code."""
    import zxingcpp

    with pypdfium2.PdfDocument(file) as pdf:
        images = [o.get_bitmap().to_pil() for o in pdf[0].get_objects() if isinstance(o, pypdfium2.PdfImage)]
    return all(not zxingcpp.read_barcodes(image.convert("L")) for image in images)
