"""Marks on pages turned, cropped and scaled; neighbours, boxes, pictures, refusals and the proof."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array
from PIL import ImageChops, ImageStat

from redaction import mask, text_layer, verify
from redaction.errors import (
    Damaged,
    DocumentError,
    Empty,
    NoPages,
    NotAPdf,
    PageOutside,
    PasswordNeeded,
    StillReadable,
    WrongPassword,
    WrongSource,
)
from redaction.geometry import Rect, without
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof, proof_from_json

from . import reading
from .sheet import KEPT, NEIGHBOURS, SECRET, Sheet, annotation, field, jpeg, picture, stripes, text

TURNS = (0, 90, 180, 270)


def written(folder: Path, content: bytes) -> Path:
    """The file in the folder."""
    path = folder / "in.pdf"
    path.write_bytes(content)
    return path


def turned(rotation: int, unit: float = 1, crop: bool = False) -> bytes:
    """The secret between two neighbours on tight leading, on a page turned, cropped and scaled."""
    sheet = Sheet().add(
        text(NEIGHBOURS[0], 100, 611) + text(SECRET + " står kvar", 100, 600) + text(NEIGHBOURS[1], 100, 589)
    )
    sheet.page.Rotate = rotation
    if unit != 1:
        sheet.page.UserUnit = unit
    if crop:
        sheet.page.MediaBox = Array([-30, -20, 620, 900])
        sheet.page.CropBox = Array([40, 50, 560, 820])
    return sheet.bytes()


def place_of(words: str, pdf: Path, page: int = 0) -> tuple[Rect, ...]:
    """Where the words stand, by the text layer."""
    layer = list(text_layer.read(pdf))[page]
    start = layer.text.index(words)
    return layer.rects(start, start + len(words))


def marked(rects: tuple[Rect, ...], kind: MarkKind = MarkKind.TEXT, page: int = 0, words: str = "") -> RedactionPlan:
    """A plan of one mark."""
    return RedactionPlan("", (PlannedMark(1, page, rects, kind, "1", "name", "OSL 21:1", "[Maskerat: namn]", words),))


def test_all_of_a_page_goes_but_the_part_that_is_kept(tmp_path: Path) -> None:
    """An inverse mark: one area of four rectangles around what stays; the copy is proven like any other."""
    source, target = written(tmp_path, turned(0, 1, False)), tmp_path / "out.pdf"
    (kept,) = place_of(NEIGHBOURS[0], source)
    box = next(text_layer.read(source)).box.rect
    proof = mask.mask(source, marked(tuple(without(box, kept)), MarkKind.AREA), target)
    found = reading.pages(target)[0]
    assert NEIGHBOURS[0] in found
    assert not any(words in found for words in (NEIGHBOURS[1], SECRET, "står kvar"))
    assert reading.bare(SECRET) not in reading.everything(target)
    assert proof.marks[0].rects


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize(("unit", "crop"), [(1, False), (2, False), (1, True), (2.5, True)])
def test_a_mark_masks_its_words_and_no_neighbour_however_the_page_lies(
    rotation: int, unit: float, crop: bool, tmp_path: Path
) -> None:
    """Words found by the text layer are masked by rectangles in page space; the lines above and below stay."""
    source, target = written(tmp_path, turned(rotation, unit, crop)), tmp_path / "out.pdf"
    proof = mask.mask(source, marked(place_of(SECRET, source), words=SECRET), target)
    found = reading.pages(target)[0]
    assert reading.bare(SECRET) not in reading.everything(target)
    assert all(words in found for words in (*NEIGHBOURS, "står kvar", KEPT))
    assert proof.raster_pages == ()
    assert all(reading.dark_share(target, rect) > 0.6 for rect in proof.marks[0].rects)
    with pikepdf.open(source) as before, pikepdf.open(target) as after:
        assert [float(v) for v in after.pages[0].mediabox] == [float(v) for v in before.pages[0].mediabox]
        assert [float(v) for v in after.pages[0].cropbox] == [float(v) for v in before.pages[0].cropbox]
        assert after.pages[0].obj.get("/Rotate", 0) == rotation
        assert float(after.pages[0].obj.get("/UserUnit", 1)) == unit


@pytest.mark.parametrize("rotation", TURNS)
def test_the_text_layer_stands_where_the_page_shows_it(rotation: int, tmp_path: Path) -> None:
    """Ink drawn by another engine lies inside the word's rectangle, and only there."""
    source = written(tmp_path, Sheet().bytes())
    with pikepdf.open(source) as pdf:
        pdf.pages[0].obj.Rotate = rotation
        pdf.pages[0].obj.CropBox = Array([30, 40, 560, 800])
        out = io.BytesIO()
        pdf.save(out)
    source.write_bytes(out.getvalue())
    layer = next(text_layer.read(source))
    drawn = reading.picture(source).convert("L")
    assert drawn.size == (round(layer.box.width * 2), round(layer.box.height * 2))
    for word in layer.words:
        assert reading.ink(reading.crop(drawn, word.rect))[0] < 100
        x0, y0, x1, y1 = (round(v * 2) for v in word.rect)
        drawn.paste(255, (x0 - 2, y0 - 2, x1 + 2, y1 + 2))
    assert reading.ink(drawn)[0] > 200


def test_every_character_has_its_place(tmp_path: Path) -> None:
    """Edges rise along the word, one more than it has characters, and the text spells the words."""
    source = written(tmp_path, turned(0))
    layer = next(text_layer.read(source))
    assert KEPT in layer.text
    assert SECRET in layer.text
    for word in layer.words:
        assert layer.text[word.start : word.end] == word.text
        assert len(word.edges) == len(word.text) + 1
        assert list(word.edges) == sorted(word.edges)


def test_one_box_covers_the_whole_phrase_and_has_a_whole_width(tmp_path: Path) -> None:
    """First name and surname get one box, widened to a step of 20 where there is room."""
    source, target = written(tmp_path, Sheet().add(text(SECRET, 60, 600)).bytes()), tmp_path / "out.pdf"
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,), label="1"), target)
    (rect,) = proof.marks[0].rects
    assert abs(rect.width / 20 - round(rect.width / 20)) < 0.01


def test_a_box_does_not_grow_over_the_next_word(tmp_path: Path) -> None:
    """What follows the masked words stays readable."""
    source = written(tmp_path, Sheet().add(text(SECRET + " fortsättning", 60, 600)).bytes())
    target = tmp_path / "out.pdf"
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    following = place_of("fortsättning", target)[0]
    assert proof.marks[0].rects[0].x1 <= following.x0
    assert "fortsättning" in reading.pages(target)[0]


def test_hidden_lengths_leave_no_gap_that_tells_one(tmp_path: Path) -> None:
    """With the switch on, a long and a short name leave copies that look alike."""
    pictures = []
    for name in (SECRET, "Bo Ek"):
        content = Sheet().add(text(name + " kom", 60, 600) + text("x" * 60, 60, 560)).bytes()
        source, target = written(tmp_path, content), tmp_path / "out.pdf"
        proof = mask.mask(source, RedactionPlan("", (), (name,), hide_lengths=True, label="1"), target)
        assert proof.hide_lengths
        pictures.append(reading.picture(target))
    assert ImageChops.difference(*pictures).getbbox() is None


def test_the_ground_is_printed_in_the_box_and_spoken(tmp_path: Path) -> None:
    """The label can be read in the box; a reader that speaks says what was masked."""
    source, target = written(tmp_path, turned(0)), tmp_path / "out.pdf"
    mask.mask(source, marked(place_of(SECRET, source)), target)
    assert "[Maskerat: namn]" in reading.pages(target)[0]
    drawn = reading.picture(target, scale=4)
    rect = place_of("står", target)[0]
    box = drawn.crop((400, round(rect.y0 * 4), round(rect.x0 * 4) - 8, round(rect.y1 * 4))).convert("L")
    low, high = reading.ink(box)
    assert high > 200
    assert low < 40


def test_pixels_under_an_area_are_gone_from_the_picture_itself(tmp_path: Path) -> None:
    """The picture under a drawn area has no more its old pixels there, and its old ones elsewhere."""
    sheet = Sheet()
    sheet.resource("/XObject", "/I1", picture(sheet.pdf, stripes())).add(b"q 300 0 0 200 60 400 cm /I1 Do Q")
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    mask.mask(source, marked((Rect(60, 242, 210, 442),), MarkKind.AREA), target)
    with pikepdf.open(target) as pdf:
        image: Any = next(iter(pdf.pages[0].get_images().values()))
        left = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    old = stripes()
    half = (0, 0, left.width // 2 - 2, left.height)
    assert len(left.crop(half).getcolors(2) or ()) == 1
    rest = (left.width // 2 + 2, 0, left.width, left.height)
    assert ImageChops.difference(left.crop(rest), old.crop(rest)).getbbox() is None


def test_a_picture_used_on_another_page_is_masked_there_too(tmp_path: Path) -> None:
    """What is masked in one use of a shared picture cannot be seen in another; the rest of it can."""
    sheet = Sheet(pages=2)
    shared = jpeg(sheet.pdf, stripes())
    for n in (0, 1):
        sheet.resource("/XObject", "/I1", shared, page=n).add(b"q 300 0 0 200 60 400 cm /I1 Do Q", page=n)
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    before = reading.picture(source, 1)
    mask.mask(source, marked((Rect(60, 242, 210, 442),), MarkKind.AREA), target)
    changed = ImageChops.difference(before, reading.picture(target, 1)).crop((2 * 215, 0, 1190, 1684))
    assert max(ImageStat.Stat(changed).mean) < 4
    assert reading.dark_share(target, Rect(60, 242, 210, 442)) > 0.9
    assert reading.dark_share(target, Rect(60, 242, 210, 442), page=1) > 0.9


def test_a_line_through_a_drawn_area_goes_and_a_background_stays(tmp_path: Path) -> None:
    """A signature's stroke under a drawn area is gone; the coloured field behind it is as it was outside."""
    sheet = Sheet().add(b"0.9 0.9 1 rg 40 380 400 300 re f 1 0 0 RG 3 w 120 450 m 150 520 260 420 300 470 c S")
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    before = reading.picture(source)
    mask.mask(source, marked((Rect(110, 310, 310, 410),), MarkKind.AREA), target)
    assert "1 0 0 RG" not in _content(target) or " c" not in _content(target)
    after = reading.picture(target)
    assert before.getpixel((2 * 60, 2 * 200)) == after.getpixel((2 * 60, 2 * 200))


def _content(pdf: Path) -> str:
    with pikepdf.open(pdf) as opened:
        return b"".join(c.read_bytes() for c in [opened.pages[0].obj.Contents]).decode("latin-1")


def test_table_lines_beside_a_masked_word_stay(tmp_path: Path) -> None:
    """A rule that touches a masked cell belongs to the table."""
    sheet = Sheet().add(b"0 G 1 w 50 595 m 400 595 l S 55 560 m 55 640 l S " + text(SECRET, 60, 600))
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    mask.mask(source, marked(place_of(SECRET, source)), target)
    drawn = reading.picture(target)
    for x, y in ((300, 842 - 595), (55, 842 - 630)):
        assert reading.ink(reading.crop(drawn, Rect(x - 1, y - 1, x + 1, y + 1)))[0] < 100


def test_a_whole_page_is_one_box(tmp_path: Path) -> None:
    """A masked page keeps its size and nothing of its contents."""
    source, target = written(tmp_path, Sheet(pages=2).bytes()), tmp_path / "out.pdf"
    mask.mask(source, marked((Rect(0, 0, 595, 842),), MarkKind.PAGE, page=1), target)
    assert KEPT not in reading.pages(target)[1]
    assert KEPT in reading.pages(target)[0]
    assert reading.dark_share(target, Rect(0, 0, 595, 842), 1) > 0.98


def test_words_left_visible_elsewhere_stay(tmp_path: Path) -> None:
    """A mark masks one place; the same words on another page, left visible, stay."""
    sheet = Sheet(pages=2)
    for n in (0, 1):
        sheet.add(text(SECRET, 60, 600), page=n)
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    mask.mask(source, marked(place_of(SECRET, source), words=SECRET), target)
    assert SECRET not in reading.pages(target)[0]
    assert SECRET in reading.pages(target)[1]


def test_what_is_visible_of_forms_and_comments_is_kept(tmp_path: Path) -> None:
    """A field's value and a free text that name nobody become part of the page."""
    sheet = field(Sheet(), "Tx", V=pikepdf.String("faltvarde"), DA=pikepdf.String("/Helv 12 Tf 0 g"))
    annotation(sheet, "Text", Contents=pikepdf.String("anteckning"))
    source, target = written(tmp_path, sheet.bytes()), tmp_path / "out.pdf"
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert "faltvarde" in reading.pages(target)[0]
    assert "anteckning" not in reading.everything(target)
    assert proof.dropped["form-fields"] == 1
    assert proof.terms_absent == (0,)


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    """A copy can be made again years later and compared."""
    source = written(tmp_path, turned(90))
    plan = replace(marked(place_of(SECRET, source)), made_at="2026-11-23T08:00:00Z")
    for name in ("a.pdf", "b.pdf"):
        mask.mask(source, plan, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_proof_holds_nothing_of_the_words(tmp_path: Path) -> None:
    """Neither the words nor a digest of them stand in the proof, and it reads back as it was."""
    source, target = written(tmp_path, turned(0)), tmp_path / "out.pdf"
    proof = mask.mask(source, replace(marked(place_of(SECRET, source), words=SECRET), terms=(SECRET,)), target)
    written_out = proof.to_json()
    assert reading.bare(SECRET) not in reading.bare(written_out)
    for word in (SECRET, *SECRET.split()):
        for code in ("sha256", "sha1", "md5"):
            assert hashlib.new(code, word.encode()).hexdigest() not in written_out
    assert proof_from_json(written_out) == proof
    assert proof.output_sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


@pytest.fixture
def proven(tmp_path: Path) -> tuple[Path, Proof]:
    """A masked copy and its proof."""
    source, target = written(tmp_path, turned(0)), tmp_path / "out.pdf"
    return target, mask.mask(source, marked(place_of(SECRET, source)), target)


def test_a_delivered_file_verifies_by_its_proof_alone(proven: tuple[Path, Proof]) -> None:
    """Without our database: hash, structure, carriers and the marked places."""
    assert all(check.passed for check in verify.against(*proven))


def test_one_changed_byte_is_seen(proven: tuple[Path, Proof]) -> None:
    """A copy that is not the one that was proven fails."""
    target, proof = proven
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    assert not all(check.passed for check in verify.against(target, proof))


def _tampered(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Path], None]:
    def tamper(target: Path) -> None:
        with pikepdf.open(target, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(target)

    return tamper


def _write_under(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(text("x1 hemligt", 101, 600, size=8) + b" " + page.Contents.read_bytes())


def _uncover(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"0.06667 g", b"1 g"))


TAMPERING: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "text-under-marks": _write_under,
    "marks-filled": _uncover,
    "carriers": lambda pdf: pdf.Root.__setattr__("Egen", 1),
}


@pytest.mark.parametrize("check", ["text-under-marks", "marks-filled", "carriers"])
def test_each_tampering_is_named_by_its_check(check: str, proven: tuple[Path, Proof]) -> None:
    """Beside the hash, the check that looks at the place says so."""
    target, proof = proven
    _tampered(TAMPERING[check])(target)
    assert check in {c.name for c in verify.against(target, proof) if not c.passed}


def test_a_check_that_cannot_run_has_failed(proven: tuple[Path, Proof]) -> None:
    """A proof that names a page that is not there proves nothing."""
    target, proof = proven
    elsewhere = replace(proof, marks=(replace(proof.marks[0], page=7),))
    assert any(c.note.startswith("not-run") for c in verify.against(target, elsewhere))


def test_nothing_is_written_where_a_check_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proof, no file; what stood there before stays."""
    source, target = written(tmp_path, turned(0)), tmp_path / "out.pdf"
    target.write_bytes(b"gammal")
    broken = (*verify.CHECKS, ("broken", lambda evidence: 1 / 0))
    monkeypatch.setattr(verify, "CHECKS", broken)
    with pytest.raises(StillReadable) as refused:
        mask.mask(source, marked(place_of(SECRET, source)), target)
    assert refused.value.parameters["check"] == "broken"
    assert target.read_bytes() == b"gammal"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.pdf", "out.pdf"]


def _without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


REFUSED: tuple[tuple[bytes, str | None, type[DocumentError]], ...] = (
    (b"", None, Empty),
    (b"ingen pdf alls", None, NotAPdf),
    (b"%PDF-1.7\nslut", None, Damaged),
    (_without_pages(), None, NoPages),
    (Sheet().bytes(encryption=pikepdf.Encryption(owner="a", user="b")), None, PasswordNeeded),
    (Sheet().bytes(encryption=pikepdf.Encryption(owner="a", user="b")), "fel", WrongPassword),
)


@pytest.mark.parametrize(("content", "password", "trouble"), REFUSED, ids=lambda v: getattr(v, "__name__", ""))
def test_what_cannot_be_read_is_refused_by_name(
    content: bytes, password: str | None, trouble: type[DocumentError], tmp_path: Path
) -> None:
    """Each ends in its own refusal, with nothing written."""
    source, target = written(tmp_path, content), tmp_path / "out.pdf"
    with pytest.raises(trouble):
        mask.mask(source, RedactionPlan("", (), (SECRET,)), target, password)
    with pytest.raises(trouble):
        list(text_layer.read(source, password=password))
    assert not target.exists()


def test_a_password_opens_and_the_copy_needs_none(tmp_path: Path) -> None:
    """The copy is not encrypted."""
    content = Sheet().add(text(SECRET, 60, 600)).bytes(encryption=pikepdf.Encryption(owner="a", user="b"))
    source, target = written(tmp_path, content), tmp_path / "out.pdf"
    mask.mask(source, RedactionPlan("", (), (SECRET,)), target, "b")
    with pikepdf.open(target) as pdf:
        assert not pdf.is_encrypted


@pytest.mark.parametrize(("page", "rect"), [(1, Rect(0, 0, 9, 9)), (-1, Rect(0, 0, 9, 9)), (0, Rect(700, 0, 800, 9))])
def test_a_mark_outside_the_document_is_refused(page: int, rect: Rect, tmp_path: Path) -> None:
    """A plan for another file never masks silently less than it says."""
    source = written(tmp_path, Sheet().bytes())
    with pytest.raises(PageOutside):
        mask.mask(source, marked((rect,), MarkKind.AREA, page=page), tmp_path / "out.pdf")


def test_a_plan_made_for_another_file_is_refused(tmp_path: Path) -> None:
    """Marks fit the file they were made on alone; nothing is written for another one."""
    source, target = written(tmp_path, turned(0)), tmp_path / "out.pdf"
    plan = marked(place_of(SECRET, source))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    with pytest.raises(WrongSource):
        mask.mask(source, replace(plan, working_sha256=digest[::-1]), target)
    assert not target.exists()
    assert mask.mask(source, replace(plan, working_sha256=digest), target).passed


def test_marks_side_by_side_keep_to_their_own_places(tmp_path: Path) -> None:
    """Two masked words in a row: no box grows over the other, each says its own, and no page becomes a picture."""
    source, target = written(tmp_path, Sheet().add(text(SECRET + " bor här", 100, 600)).bytes()), tmp_path / "out.pdf"
    marks = tuple(
        PlannedMark(k, 0, place_of(word, source), MarkKind.TEXT, "1", "name", "OSL 21:1", "[Maskerat: namn]", word)
        for k, word in enumerate(SECRET.split(), 1)
    )
    proof = mask.mask(source, RedactionPlan("", marks), target)
    (first,), (second,) = (mark.rects for mark in proof.marks)
    assert first.x1 <= second.x0 + 0.01
    assert proof.passed
    assert proof.raster_pages == ()
    assert reading.pages(target)[0].count("[Maskerat: namn]") == 2


def test_areas_that_overlap_are_boxes_all_the_same(tmp_path: Path) -> None:
    """The label of one reaches over the rim of the other; a gap would not pass."""
    source, target = written(tmp_path, Sheet().add(text(SECRET, 100, 600)).bytes()), tmp_path / "out.pdf"
    rects = (Rect(90, 230, 170, 244), Rect(150, 234, 230, 248))
    marks = tuple(PlannedMark(k, 0, (rect,), MarkKind.AREA, "LLLL") for k, rect in enumerate(rects, 1))
    proof = mask.mask(source, RedactionPlan("", marks), target)
    assert proof.passed
    assert proof.raster_pages == ()
    gap = replace(proof, marks=(replace(proof.marks[0], rects=(rects[0]._replace(x0=80),)), proof.marks[1]))
    assert "marks-filled" in {check.name for check in verify.against(target, gap) if not check.passed}
