"""What no reader can read is found: pictures, scans, handwriting, stamps, silent letters; plain pages have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

import resources
from redaction import text_layer, words_file
from redaction.geometry import Rect
from redaction.words import PageText, Region, RegionKind

from .codes import page_with


def read(file: Path) -> list[PageText]:
    """The pages as they are read."""
    return list(text_layer.read(file))


def kinds(page: PageText) -> list[str]:
    """What its regions are."""
    return [region.kind.value for region in page.regions]


def noise(path: Path, wide: int = 60, tall: int = 40, seed: int = 1) -> Path:
    """A small picture unlike others."""
    picture = Image.new("L", (wide, tall))
    picture.putdata([(n * 37 * seed + n // 7) % 256 for n in range(wide * tall)])
    picture.save(path)
    return path


def page_of(path: Path, draw: Callable[[pymupdf.Page], object], pages: int = 1, rotation: int = 0) -> list[PageText]:
    """Pages with a line of words and what ``draw`` puts on each of them."""
    with pymupdf.open() as made:
        for _ in range(pages):
            page = made.new_page(width=595, height=842)
            page.insert_text((72, 72), "Hej fru Granberg")
            draw(page)
            page.set_rotation(rotation)
        made.save(path)
    return read(path)


def scribble(page: pymupdf.Page) -> None:
    """A signature in curves."""
    shape = page.new_shape()
    for n in range(14):
        x = 100 + 9 * n
        shape.draw_bezier((x, 500), (x + 3, 470 + n % 3), (x + 6, 530), (x + 9, 500 + n % 2))
    shape.finish(color=(0, 0, 0.4))
    shape.commit()


def shapes(page: pymupdf.Page) -> None:
    """What offices draw that says nothing: lines, boxes, a box with round corners, a circle."""
    for n in range(30):
        page.draw_line((72, 100 + 10 * n), (500, 100 + 10 * n))
    page.draw_rect((72, 450, 300, 480))
    page.draw_rect((72, 500, 300, 560), radius=0.2)
    page.draw_circle((400, 530), 20)


def test_the_demo_case_has_a_signature_and_a_scanned_page() -> None:
    """The handwriting of the complaint and the whole offer; nothing on the pages of words and tables."""
    found = {
        name: [kinds(page) for page in read(resources.path("samples", name))]
        for name in ("klagomal-1.pdf", "offert-skannad.pdf", "avbrottslista.pdf")
    }
    assert found == {
        "klagomal-1.pdf": [["drawn"], []],
        "offert-skannad.pdf": [["scan"]],
        "avbrottslista.pdf": [[], []],
    }


def test_lines_boxes_and_circles_are_no_handwriting(tmp_path: Path) -> None:
    """Only many curves close together are; their place is that of the strokes."""
    assert page_of(tmp_path / "a.pdf", shapes)[0].regions == ()
    (region,) = page_of(tmp_path / "b.pdf", scribble)[0].regions
    assert region.kind is RegionKind.DRAWN
    assert region.rect.within(Rect(98, 468, 230, 532), 3)


def test_the_same_picture_is_known_again_and_another_is_not(tmp_path: Path) -> None:
    """On another page, at another place: one digest; a picture that looks otherwise has its own."""
    one, other = noise(tmp_path / "1.png"), noise(tmp_path / "2.png", seed=3)

    def draw(page: pymupdf.Page) -> None:
        down = 100 * page.number
        page.insert_image((300, 300 + down, 360, 340 + down), filename=one)
        page.insert_image((100, 600, 160, 640), filename=other)

    pages = page_of(tmp_path / "a.pdf", draw, pages=2)
    (a, b), (c, d) = pages[0].regions, pages[1].regions
    assert (a.digest, b.digest) == (c.digest, d.digest)
    assert a.digest != b.digest
    assert a.rect.within(Rect(300, 300, 360, 340), 1)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_region_stands_where_it_is_seen_on_a_turned_page(tmp_path: Path, rotation: int) -> None:
    """In page space: as displayed."""
    file = noise(tmp_path / "1.png")
    (region,) = page_of(
        tmp_path / "a.pdf", lambda p: p.insert_image((300, 300, 360, 340), filename=file), rotation=rotation
    )[0].regions
    seen = {
        0: Rect(300, 300, 360, 340),
        90: Rect(502, 300, 542, 360),
        180: Rect(235, 502, 295, 542),
        270: Rect(300, 235, 340, 295),
    }[rotation]
    assert region.rect.within(seen, 1)
    assert seen.within(region.rect, 1)


def test_strips_of_one_scan_are_one_page(tmp_path: Path) -> None:
    """A scanner that saves a page in strips makes one region of it, not ten."""
    file = noise(tmp_path / "1.png", 60, 9)

    def draw(page: pymupdf.Page) -> None:
        for n in range(10):
            page.insert_image((0, 84.2 * n, 595, 84.2 * (n + 1)), filename=file, keep_proportion=False)

    assert kinds(page_of(tmp_path / "a.pdf", draw)[0]) == ["scan"]


def test_a_stamp_and_ink_laid_over_the_page_are_found(tmp_path: Path) -> None:
    """They go along into the copy, so they are judged; a note that a copy loses is not asked about."""

    def draw(page: pymupdf.Page) -> None:
        page.add_stamp_annot((300, 300, 420, 340))
        page.add_ink_annot([[(100, 500), (120, 520), (140, 500)]])
        page.add_text_annot((500, 100), "en lapp")

    assert kinds(page_of(tmp_path / "a.pdf", draw)[0]) == ["stamp", "stamp"]


def test_a_code_that_was_read_is_judged_as_what_it_holds(tmp_path: Path) -> None:
    """It is a finding already; the picture of it is not asked about once more."""
    (page,) = read(page_with(tmp_path / "a.pdf", "QRCode", "Kund 19810107-9294", 0, False))
    assert (len(page.codes), page.regions) == (1, ())


def test_specks_and_hairlines_are_nothing(tmp_path: Path) -> None:
    """A picture in which no letter has room is not asked about."""
    dot, line = noise(tmp_path / "1.png", 4, 4), noise(tmp_path / "2.png", 200, 9)

    def draw(page: pymupdf.Page) -> None:
        page.insert_image((300, 300, 360, 340), filename=dot)
        page.insert_image((72, 600, 500, 603), filename=line, keep_proportion=False)

    assert page_of(tmp_path / "a.pdf", draw)[0].regions == ()


def test_letters_that_say_nothing_are_found_by_line(tmp_path: Path) -> None:
    """A map that sends letters to private characters: an eye reads them, a detector cannot."""
    file = tmp_path / "a.pdf"
    page_of(file, lambda page: page.insert_text((72, 300), "Lovisa Granberg", fontname="cour"))
    silent = "".join(f"<{code:02x}> <{0xE000 + code:04x}>\n" for code in range(65, 123))
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff>"
    cmap = f"{head} endcodespacerange 58 beginbfchar\n{silent}endbfchar endcmap end end"
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font.cour.ToUnicode = pdf.make_stream(cmap.encode())
        pdf.save(file)
    (region,) = read(file)[0].regions
    assert region.kind is RegionKind.LETTERS
    assert region.rect.within(Rect(70, 285, 215, 306), 2)


def test_regions_are_kept_with_the_words(tmp_path: Path) -> None:
    """Saved and read again they are the same, with the page's words and without them."""
    region = Region(RegionKind.SCAN, Rect(0, 0, 595, 842), "ab" * 32)
    page = PageText(0, page_of(tmp_path / "a.pdf", scribble)[0].box, "", (), (), (region,))
    words_file.save([page], tmp_path / "words")
    assert words_file.load(tmp_path / "words", 0) == page
    assert words_file.regions(tmp_path / "words", 0) == (region,)


def test_a_note_without_a_number_of_its_own_stops_no_reader(tmp_path: Path) -> None:
    """Some programs write notes straight into the page, where MuPDF cannot name them; the page is read all the same."""
    page_of(tmp_path / "a.pdf", lambda page: None)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        box = pikepdf.Array([10, 10, 50, 50])
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=box, Contents="ring")
        pdf.pages[0].obj.Annots = pikepdf.Array([note])
        pdf.save(tmp_path / "a.pdf")
    (page,) = read(tmp_path / "a.pdf")
    assert "Granberg" in page.text
