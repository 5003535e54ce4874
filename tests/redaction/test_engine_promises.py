"""What the engine promises of MuPDF's known misbehaviours, on files made to provoke each; with a new pin these pass.

Each names the fault it guards against (which version had it); where the pinned one does not have it, the promise is
tried on the kinds of file that showed it elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from redaction import mask
from redaction.errors import NoPages
from redaction.plan import RedactionPlan

from . import reading
from .adversary.sheet import SECRET, Sheet, quoted, text
from .test_engine_facts import middle, opened, places, read, redacted

RAW = quoted(SECRET.encode("cp1252"))


# -- drift (PyMuPDF 2.0 moves what follows a removed name by 7.3 points, more with each)

LINES: dict[str, bytes] = {
    "one string": text(" ".join(f"ord{i} {SECRET}" for i in range(6)) + " slut", 20, 600, 7),
    "kerned": b"BT /F1 7 Tf 20 600 Td [" + b" ".join(
        quoted(f"ord{i} ".encode()) + b" -30 " + RAW + b" 45 ( ) 12" for i in range(6)) + b" (slut)] TJ ET",
    "spaced": b"BT /F1 7 Tf 0.3 Tc 1 Tw 20 600 Td " + b" ".join(
        quoted(f"ord{i} ".encode()) + b" Tj " + RAW + b" Tj ( ) Tj" for i in range(6)) + b" (slut) Tj ET",
    "narrowed": b"BT /F1 9 Tf 70 Tz 20 600 Td " + b" ".join(
        quoted(f"ord{i} ".encode()) + b" Tj " + RAW + b" Tj ( ) Tj" for i in range(6)) + b" (slut) Tj ET",
    "moved": b"BT /F1 7 Tf 20 600 Td " + b" ".join(
        quoted(f"ord{i} ".encode()) + b" Tj " + RAW + b" Tj 3 -14 Td" for i in range(6)) + b" (slut) Tj ET",
}  # fmt: skip
"""A name six times, with a word before each and one after the last."""


@pytest.mark.parametrize("line", LINES)
def test_no_word_drifts_however_often_a_name_went(line: str) -> None:
    """Six removals on a line add up to no shift."""
    source = Sheet().add(LINES[line])
    before = source.bytes()
    document = opened(source)
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    assert SECRET not in read(after)
    for word in ("ord0", "ord3", "ord5", "slut"):
        (old,), (new,) = places(before, word), places(after, word)
        assert new == pytest.approx(old, abs=0.05)


# -- doubled glyphs (1.28.x writes overprinted letters twice)

OVERPRINTED: dict[str, tuple[bytes, int]] = {
    "twice in one place": (text("fetstil", 60, 600) * 2, 2),
    "a hair apart": (text("fetstil", 60, 600) + text("fetstil", 60.4, 600), 2),
    "outlined and filled": (text("fetstil", 60, 600, before="2 Tr"), 2),
    "three times, letter by letter": (b"".join(text(c, 60 + 9 * i, 600) * 3 for i, c in enumerate("fetstil")), 3),
    "in an array": (b"BT /F1 12 Tf 60 600 Td [(fet) 0 (stil)] TJ 0 0 Td [(fet) 0 (stil)] TJ ET", 2),
}
"""Letters printed over one another, and how often each is painted."""


@pytest.mark.parametrize("how", OVERPRINTED)
def test_overprinted_letters_are_as_many_as_before(how: str) -> None:
    """After a removal elsewhere on the page each letter is written as often as it was, no more and no less."""
    content, times = OVERPRINTED[how]
    document = opened(Sheet().add(content + text(SECRET, 60, 500)))
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    with pymupdf.open(stream=after, filetype="pdf") as again:
        drawn = [chr(c[0]) for span in again[0].get_texttrace() for c in span["chars"]]
    assert [drawn.count(c) for c in "ft"] == [times + "Kvarstående ord om badhuset".count("f"), 2 * times + 2]


# -- neighbours (#731, #1809, #3655: what a rectangle touches goes)


@pytest.mark.parametrize("leading", [14.0, 12.0, 10.5, 9.5])
def test_a_cut_through_the_middle_spares_lines_at_any_leading(leading: float) -> None:
    """Lines above and below stay down to a leading smaller than the letters, also in a row of cells."""
    cells = text("vänster", 20, 600) + text(SECRET, 80, 600) + text("höger", 190, 600)
    lines = b"".join(text(f"rad{i}", 80, 600 + (i - 2) * leading) for i in (0, 1, 3, 4))
    document = opened(Sheet().add(lines + cells))
    after = read(redacted(document, [middle(r) for r in document[0].search_for(SECRET)]))
    assert SECRET not in after
    assert all(word in after for word in ("rad0", "rad1", "rad3", "rad4", "vänster", "höger"))


# -- hidden text (1.24.0 to 1.27.2: not removed at all, #4670)

HIDDEN: dict[str, str] = {
    "invisible": "3 Tr", "white": "1 g", "clipping": "7 Tr", "outlined": "1 Tr", "spread": "0.5 Tc",
}  # fmt: skip


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_text_under_a_rectangle_goes(state: str) -> None:
    """Whatever keeps it from being seen, a rectangle removes it from the saved bytes."""
    document = opened(Sheet().add(text(SECRET, 60, 600, before=HIDDEN[state])))
    page = document[0]
    cuts = [
        middle(pymupdf.Rect(c["bbox"]))
        for b in page.get_text("rawdict", clip=pymupdf.INFINITE_RECT())["blocks"]
        for line in b["lines"] for span in line["spans"] for c in span["chars"] if line["bbox"][1] > 200
    ]  # fmt: skip
    after = redacted(document, cuts)
    assert "Vildqvist" not in read(after).replace(" ", "")


# -- every letter (#4944: a residual glyph p), every path (#4936: incomplete removal)


@pytest.mark.parametrize("font", ["/Helvetica", "/Times-Roman", "/Courier"])
def test_no_letter_is_left_over(font: str) -> None:
    """Each letter of the alphabet, small and large, goes alone and leaves nothing."""
    letters = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789-,."
    sheet = Sheet()
    sheet.font.BaseFont = Name(font)
    sheet.add(b"".join(text(c, 60 + 20 * (i % 20), 600 - 30 * (i // 20)) for i, c in enumerate(letters)))
    document = opened(sheet)
    chars = [
        c
        for b in document[0].get_text("rawdict")["blocks"]
        for line in b["lines"] for span in line["spans"] for c in span["chars"]
        if line["bbox"][1] > 200 and not c["synthetic"]
    ]  # fmt: skip
    assert len(chars) == len(letters)
    after = read(redacted(document, [middle(pymupdf.Rect(c["bbox"])) for c in chars]))
    assert after.split() == ["Kvarstående", "ord", "om", "badhuset"]


PATHS: dict[str, bytes] = {
    "a curve": b"2 w 50 600 m 150 650 250 550 350 600 c S",
    "a filled curve": b"50 600 m 150 650 250 550 350 600 c h f",
    "a dashed line": b"[4 3] 0 d 50 600 m 350 600 l S",
    "many strokes in one path": b"50 600 m 350 600 l 50 610 m 350 610 l 60 605 m 70 650 90 560 120 620 c S",
    "filled and stroked": b"50 590 300 30 re B",
    "by the even-odd rule": b"50 590 300 30 re 60 595 280 20 re f*",
    "under a clip": b"q 0 0 595 842 re W n 50 600 m 150 650 250 550 350 600 c S Q",
    "in a scaled space": b"q 0.1 0 0 0.1 0 0 cm 20 w 500 6000 m 1500 6500 2500 5500 3500 6000 c S Q",
    "next to a clip's own path": b"q 90 570 120 70 re W 0.5 w S 50 600 m 350 600 l S Q",
}
"""Line art that crosses the area (100..200, 580..630)."""


@pytest.mark.parametrize("path", PATHS)
def test_line_art_that_touches_an_area_goes_as_a_whole(path: str) -> None:
    """With graphics=2 no path that meets the area is left."""
    area = pymupdf.Rect(100, 842 - 630, 200, 842 - 580)
    with pymupdf.open(stream=redacted(opened(Sheet().add(PATHS[path])), [area], graphics=2), filetype="pdf") as after:
        left = [d for d in after[0].get_drawings() if pymupdf.Rect(d["rect"]).intersects(area)]
    assert left == []


# -- saving (in two of 1,607 files a word was gone in memory and back in the saved bytes)


def _shared_contents() -> Sheet:
    sheet = Sheet(pages=3).add(text(SECRET, 60, 600))
    for page in sheet.leaves[1:]:
        page.Contents = sheet.page.Contents
    return sheet


def _split_contents() -> Sheet:
    sheet = Sheet()
    parts = (text("först", 60, 700), b"BT /F1 12 Tf 60 600 Td (\xd6rjan ", b"Vildqvist) Tj", b" ET")
    whole = b"".join(parts)
    cut = [whole[a:b] for a, b in pairwise((0, 20, len(parts[0]), len(whole)))]
    sheet.page.Contents = Array([sheet.stream(part) for part in cut])
    return sheet


def _shared_form() -> Sheet:
    sheet = Sheet(pages=2)
    form = sheet.form(text(SECRET, 60, 600) + text("i formen", 60, 560))
    for page in (0, 1):
        sheet.resource("/XObject", "/X1", form, page=page).add(b"/X1 Do", page=page)
    return sheet


def _nested_forms() -> Sheet:
    sheet = Sheet()
    form = sheet.form(text(SECRET, 60, 600))
    for _ in range(4):
        form = sheet.form(b"q 1 0 0 1 0 0 cm /X1 Do Q", Resources=Dictionary(XObject=Dictionary(X1=form)))
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do q 0.5 0 0 0.5 250 0 cm /X1 Do Q")


def _equal_objects() -> Sheet:
    sheet = Sheet()
    for i in range(300):
        sheet.resource("/XObject", f"/X{i}", sheet.form(text(SECRET, 60, 600)))
    return sheet.add(b"/X7 Do")


def _circles() -> Sheet:
    sheet = Sheet().add(text(SECRET, 60, 600))
    one = sheet.pdf.make_indirect(Dictionary(Type=Name.Egen))
    other = sheet.pdf.make_indirect(Dictionary(Andra=one, Alla=Array([one, one])))
    one.Andra, one.Alla, one.Egen = other, Array([other] * 50), one
    sheet.page["/Egen"] = one
    deep = one
    for _ in range(400):
        deep = sheet.pdf.make_indirect(Dictionary(Ner=deep))
    sheet.pdf.Root["/Djup"] = deep
    return sheet


def _old_values() -> Sheet:
    sheet = Sheet()
    sheet.field("Tx", V=String(SECRET), AP=Dictionary(N=sheet.looks(SECRET)))
    return sheet.add(text(SECRET, 60, 600))


SAVED: dict[str, Callable[[], Sheet]] = {
    "contents that pages share": _shared_contents,
    "contents split inside a string": _split_contents,
    "a form that pages share": _shared_form,
    "forms inside forms, drawn twice": _nested_forms,
    "three hundred equal forms": _equal_objects,
    "circles and a long chain of objects": _circles,
    "a field's value and its looks": _old_values,
}
"""Files in which a word came back, or a save did not end, with one version or another."""


@pytest.mark.parametrize("how", SAVED)
@pytest.mark.parametrize("packed", [False, True])
def test_a_word_that_went_is_not_in_the_saved_file(how: str, packed: bool, tmp_path: Path) -> None:
    """What was gone before saving is gone after it and after opening again, on every page; the page stays text."""
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(SAVED[how]().bytes(object_stream_mode=mode, compress_streams=packed))
    proof = mask.mask(source, RedactionPlan("", (), (SECRET,)), target)
    assert reading.bare("Vildqvist") not in reading.everything(target)
    assert proof.raster_pages == ()


@pytest.mark.parametrize("how", SAVED)
def test_saving_at_the_garbage_level_of_the_engine_ends_and_keeps_the_pages(how: str) -> None:
    """Levels 3 and 4 hang on some files; level 2 gives back every page, whatever the objects look like."""
    document = opened(SAVED[how]())
    before = [page.get_text() for page in document]
    with pymupdf.open(stream=document.tobytes(garbage=2, deflate=True), filetype="pdf") as again:
        assert [page.get_text() for page in again] == before


# -- opening (54 of 5,275 files open with no pages and no error)


def test_a_page_tree_that_leads_nowhere_is_no_document(tmp_path: Path) -> None:
    """The library gives such a file a page count of nought or an error; the engine refuses it by name."""
    sheet = Sheet()
    sheet.pdf.Root.Pages = Dictionary(Type=Name.Pages, Kids=Array([]), Count=0)
    path = tmp_path / "in.pdf"
    path.write_bytes(sheet.bytes())
    with pymupdf.open(path, filetype="pdf") as document:
        assert document.page_count == 0
    with pytest.raises(NoPages):
        mask.mask(path, RedactionPlan("", (), ()), tmp_path / "out.pdf")
