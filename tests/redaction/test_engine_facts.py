"""What the pinned PyMuPDF does and does not do; with a new pin these pass, or the engine is changed with them."""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, String

from redaction.opening import MUPDF_TROUBLE

from .adversary.fonts import LETTERS, coded, wide
from .adversary.sheet import SECRET, Sheet, text


def opened(sheet: Sheet) -> pymupdf.Document:
    """The file as the engine opens it."""
    return pymupdf.open(stream=sheet.bytes(), filetype="pdf")


def redacted(document: pymupdf.Document, rects: list[pymupdf.Rect], **flags: int) -> bytes:
    """The saved bytes after the rectangles were redacted on the first page."""
    page = document[0]
    for rect in rects:
        page.add_redact_annot(rect, fill=False)
    page.apply_redactions(**({"images": 0, "graphics": 0, "text": 0} | flags))
    return bytes(document.tobytes(garbage=2, deflate=True))


def read(body: bytes, page: int = 0) -> str:
    """A page's text as pdfium reads it."""
    document = pypdfium2.PdfDocument(body)
    text_page = document[page].get_textpage()
    words = text_page.get_text_range()
    text_page.close()
    document.close()
    return str(words)


def middle(rect: pymupdf.Rect) -> pymupdf.Rect:
    """The middle sixth of a line's height."""
    half = rect.height * 0.08
    centre = (rect.y0 + rect.y1) / 2
    return pymupdf.Rect(rect.x0 + 0.5, centre - half, rect.x1 - 0.5, centre + half)


def places(body: bytes, word: str) -> list[tuple[float, float]]:
    """Where a word stands, by pdfium."""
    document = pypdfium2.PdfDocument(body)
    text_page = document[0].get_textpage()
    search = text_page.search(word)
    found = []
    while hit := search.get_next():
        found.append(text_page.get_charbox(hit[0])[:2])
    search.close()
    text_page.close()
    document.close()
    return found


def test_the_pin_is_the_version_the_facts_were_measured_on() -> None:
    """These facts were measured on 1.26.7; another version needs another look at each."""
    assert version("PyMuPDF") == "1.26.7"


def test_text_after_a_removed_word_stays_where_it_was() -> None:
    """No drift: every word that survives keeps its place within a hundredth of a point, also after five removals."""
    source = Sheet().add(text(" ".join(f"ord{i} {SECRET}" for i in range(5)) + " slut", 20, 600, 8))
    before = source.bytes()
    document = opened(source)
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    assert SECRET not in read(after)
    for word in ("ord1", "ord4", "slut"):
        (old,), (new,) = places(before, word), places(after, word)
        assert new == pytest.approx(old, abs=0.01)


def test_an_overprinted_word_is_not_doubled() -> None:
    """Letters printed twice in one place are two afterwards, not three or four."""
    document = opened(Sheet().add(text("fetstil", 60, 600) + text("fetstil", 60, 600) + text(SECRET, 60, 500)))
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    with pikepdf.open(io.BytesIO(after)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"fetstil") + content.count(b"fetstil".hex().encode()) == 2


def test_whole_letter_boxes_eat_the_neighbours_and_middle_cuts_do_not() -> None:
    """On tight leading a rectangle as high as the letters takes the lines above and below, its middle not."""
    lines = text("ovanför", 60, 611) + text(SECRET, 60, 600) + text("nedanför", 60, 589)
    for cut, kept in ((lambda r: r, False), (middle, True)):
        document = opened(Sheet().add(lines))
        after = read(redacted(document, [cut(r) for r in document[0].search_for(SECRET)]))
        assert SECRET not in after
        assert ("ovanför" in after and "nedanför" in after) is kept


def test_the_default_flags_leave_a_curve_that_crosses_the_box() -> None:
    """Lines that only touch a rectangle go with graphics=2 alone."""
    curve = b"2 w 50 600 m 150 650 250 550 350 600 c S"
    area = pymupdf.Rect(100, 220, 200, 260)
    for graphics, left in ((1, 1), (2, 0)):
        document = opened(Sheet().add(curve))
        with pymupdf.open(stream=redacted(document, [area], graphics=graphics), filetype="pdf") as after:
            assert len(after[0].get_drawings()) == left


def test_an_incremental_save_keeps_the_old_revision(tmp_path: Path) -> None:
    """Only a full rewrite takes the old contents out of the file."""
    path = tmp_path / "a.pdf"
    path.write_bytes(Sheet().add(text(SECRET, 60, 600)).bytes(compress_streams=False))
    size = path.stat().st_size
    with pymupdf.open(path) as document:
        for rect in document[0].search_for(SECRET):
            document[0].add_redact_annot(middle(rect), fill=False)
        document[0].apply_redactions(images=0, graphics=0, text=0)
        document.saveIncr()
    old = path.read_bytes()[:size]
    assert SECRET.encode("cp1252") in old


def test_actual_text_blinds_the_search_unless_it_is_ignored() -> None:
    """With /ActualText around it a visible word is not found, but for the flag that ignores it."""
    content = b"/Span <</ActualText (annat)>> BDC " + text(SECRET, 60, 600) + b" EMC"
    page = opened(Sheet().add(content))[0]
    assert SECRET not in page.get_text()
    flags = pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT
    assert SECRET in page.get_text(flags=flags)


def test_text_off_the_crop_box_is_read_with_an_infinite_clip_alone() -> None:
    """A search without a clip passes over what lies outside the crop box."""
    sheet = Sheet().add(text(SECRET, 60, 100))
    sheet.page.CropBox = pikepdf.Array([0, 300, 595, 842])
    page = opened(sheet)[0]
    assert not page.search_for(SECRET)
    spans = page.get_text("rawdict", clip=pymupdf.INFINITE_RECT(), flags=0)["blocks"]
    assert any(c["c"] == "V" for b in spans for line in b["lines"] for s in line["spans"] for c in s["chars"])


def test_a_redaction_does_not_reach_tiles() -> None:
    """Text in a tiling pattern survives a redaction of the whole page: the engine must take it out itself."""
    sheet = Sheet()
    tile = sheet.stream(
        text("kakel", 2, 5, 8), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=60, YStep=20,
        BBox=pikepdf.Array([0, 0, 60, 20]), Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    sheet.resource("/Pattern", "/P1", tile).add(b"/Pattern cs /P1 scn 60 500 400 80 re f")
    document = opened(sheet)
    after = redacted(document, [document[0].rect], images=2, graphics=0)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert any(b"kakel" in o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))


def test_a_font_goes_on_listing_removed_letters() -> None:
    """The map to Unicode of a subset still names the letters of a word that was redacted."""
    sheet = Sheet()
    codes = wide(sheet, LETTERS, None)
    document = opened(sheet.add(coded(SECRET, codes)))
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    with pikepdf.open(io.BytesIO(after)) as pdf:
        maps = [f.ToUnicode.read_bytes() for f in pdf.objects if isinstance(f, Dictionary) and "/ToUnicode" in f]
    assert maps
    assert "V".encode("utf-16-be").hex().encode() in maps[0].lower()


def test_a_form_field_survives_a_redaction_of_its_place() -> None:
    """Values of fields are no page text to the engine: they have to be flattened first."""
    sheet = Sheet()
    sheet.field("Tx", V=String(SECRET), AP=Dictionary(N=sheet.looks(SECRET)))
    document = opened(sheet)
    after = redacted(document, [pymupdf.Rect(50, 290, 310, 350)], images=2, graphics=2)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert any(str(w.get("/V")) == SECRET for w in pdf.pages[0].obj.Annots if "/V" in w)


def test_a_foreign_redaction_is_applied_with_ours() -> None:
    """Pending redactions of others take effect and print their text: they must be gone before."""
    sheet = Sheet().add(text("oskyldig text", 60, 510))
    quad = pikepdf.Array([60, 540, 300, 540, 60, 500, 300, 500])
    sheet.annotation("Redact", QuadPoints=quad, OverlayText=String("STULET"), DA=String("/Helv 12 Tf 0 g"))
    document = opened(sheet)
    after = read(redacted(document, [pymupdf.Rect(0, 0, 5, 5)]))
    assert "oskyldig" not in after


def test_an_off_layer_hides_text_from_the_search() -> None:
    """Text in a layer that is off is not read, so hidden layers have to be taken out first."""
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager")))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=pikepdf.Array([layer]), D=Dictionary(OFF=pikepdf.Array([layer])))
    sheet.resource("/Properties", "/L1", layer).add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC")
    assert not opened(sheet)[0].search_for(SECRET)


def test_rectangles_are_in_unturned_page_space() -> None:
    """On a turned page the rectangles of the search go into the redaction as they are."""
    for angle in (90, 180, 270):
        sheet = Sheet().add(text(SECRET, 60, 600) + text("annat", 60, 500))
        sheet.page.Rotate = angle
        document = opened(sheet)
        places_found = [w for w in document[0].get_text("words") if w[4] in SECRET.split()]
        after = read(redacted(document, [middle(pymupdf.Rect(w[:4])) for w in places_found]))
        assert SECRET not in after
        assert "annat" in after


def test_errors_of_the_library_below_are_no_runtime_errors() -> None:
    """MuPDF's own errors have a class of their own; the engine's list of troubles holds it."""
    assert not issubclass(pymupdf.mupdf.FzErrorBase, RuntimeError)
    assert pymupdf.mupdf.FzErrorBase in MUPDF_TROUBLE
    with pytest.raises(MUPDF_TROUBLE):
        pymupdf.open(stream=b"%PDF-1.7 nothing", filetype="pdf")[0].get_pixmap()


def test_the_engine_saves_with_garbage_two_alone() -> None:
    """Garbage 3 and 4 hang on some files: no call of the engine asks for them, nor for an incremental save."""
    folder = Path(__file__).parents[2] / "redaction"
    source = "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py"))
    assert "garbage=2" in source
    assert not any(word in source for word in ("garbage=3", "garbage=4", "saveIncr", "incremental=True", ".scrub("))


def test_squeezed_text_in_one_object_moves() -> None:
    """A change of horizontal scaling after a removed word moves what follows: such pages have to be looked at again."""
    raw = SECRET.encode("cp1252")
    content = b"BT /F1 12 Tf 60 Tz 60 600 Td (" + raw + b") Tj 100 Tz ( slutord) Tj ET"
    source = Sheet().add(content)
    before = source.bytes()
    document = opened(source)
    after = redacted(document, [middle(r) for r in document[0].search_for(SECRET)])
    assert abs(places(before, "slutord")[0][0] - places(after, "slutord")[0][0]) > 1
