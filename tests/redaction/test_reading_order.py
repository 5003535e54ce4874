"""A masked copy is read aloud in order, masks at their place; nothing else is said by its structure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pikepdf.pdfa
import pytest
from pikepdf import Array, Dictionary, Name, String

from redaction import mask, text_layer, write
from redaction.burning import burn
from redaction.content import Document, Paragraph, Run
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.report import Proof
from redaction.verify import Evidence, order

from .hearing import heard
from .sheet import KEPT, SECRET, Sheet, text

SPOKEN = "[Maskerat: namn, 21 kap. 1 §]"
LINES = (f"Enligt {SECRET} ska frågan", "avgöras av nämnden i maj.", f"Till {SECRET}", "och hennes ombud.")


def sheet(rotation: int = 0) -> bytes:
    """A paragraph of four lines, two of them with the secret, and a heading above it in larger type."""
    made = Sheet()
    made.add(text("Beslut i ärendet", 60, 700, 20))
    for number, line in enumerate(LINES):
        made.add(text(line, 60, 660 - 14 * number))
    if rotation:
        made.page.Rotate = rotation
    return made.bytes()


def masked(folder: Path, source: bytes, spoken: str = "", hide: bool = False, pages: tuple[int, ...] = ()) -> Proof:
    """A copy ``out.pdf`` with the secret masked, by place where something is said of it."""
    (folder / "in.pdf").write_bytes(source)
    plan = RedactionPlan("", (), (SECRET,), hide_lengths=hide)
    if spoken:
        marks: list[PlannedMark] = []
        for number, layer in enumerate(text_layer.read(folder / "in.pdf")):
            start = layer.text.find(SECRET)
            while start >= 0:
                rects = layer.rects(start, start + len(SECRET))
                marks.append(PlannedMark(len(marks) + 1, number, rects, MarkKind.TEXT, "21", spoken=spoken))
                start = layer.text.find(SECRET, start + 1)
        plan = RedactionPlan("", tuple(marks), hide_lengths=hide)
    return mask.mask(folder / "in.pdf", plan, folder / "out.pdf")


def plain(paragraphs: list[str]) -> str:
    """All that is heard, without blanks."""
    return "".join("".join(p.split()) for p in paragraphs)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_masks_are_heard_at_their_place(rotation: int, tmp_path: Path) -> None:
    """Between the words before and after them, on pages turned too; a heading is a paragraph of its own."""
    masked(tmp_path, sheet(rotation), SPOKEN)
    (page,) = heard(tmp_path / "out.pdf")
    assert "Beslut i ärendet" in [p.strip() for p in page]
    whole = "".join(LINES).replace(SECRET, SPOKEN)
    assert plain(page[-1:]) == "".join(whole.split())


def test_a_mask_of_which_nothing_is_said_is_heard_as_one(tmp_path: Path) -> None:
    """It is not passed over in silence."""
    masked(tmp_path, sheet())
    assert plain(heard(tmp_path / "out.pdf")[0]).count("[Maskerat]") == 2


def test_words_set_anew_are_heard_at_their_place(tmp_path: Path) -> None:
    """They stand behind the rest of the page in the order of the stream, but are read on their line."""
    assert all(mark.reset for mark in masked(tmp_path, sheet(), SPOKEN, hide=True).marks)
    whole = "".join(LINES).replace(SECRET, SPOKEN)
    assert plain(heard(tmp_path / "out.pdf")[0]).endswith("".join(whole.split()))


def test_a_page_that_became_a_picture_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words, put back behind the picture, are in the tree with its masks."""
    monkeypatch.setattr(burn, "_burn", lambda *_: (False, ()))
    proof = masked(tmp_path, sheet(), SPOKEN)
    assert proof.raster_pages == (0,)
    said = plain(heard(tmp_path / "out.pdf")[0])
    assert "".join(KEPT.split()) in said
    assert "".join(f"Enligt{SPOKEN}skafrågan".split()) in said


def test_pages_without_masks_are_heard(tmp_path: Path) -> None:
    """In the order of their stream."""
    made = Sheet(pages=2)
    made.add(text("Första raden", 60, 600, 12) + text("andra raden", 60, 586, 12), page=1)
    masked(tmp_path, made.add(text(SECRET, 60, 600)).bytes())
    assert plain(heard(tmp_path / "out.pdf")[1]).endswith("Förstaradenandraraden")


def test_an_archive_file_stays_one(tmp_path: Path) -> None:
    """PDF/A-2b, and marked as tagged."""
    document = Document("Ärende", (Paragraph((Run(f"Enligt {SECRET} ska frågan avgöras."),)),))
    write.pdf(document, tmp_path / "made.pdf", "2026-11-23T08:00:00Z")
    proof = masked(tmp_path, (tmp_path / "made.pdf").read_bytes(), SPOKEN)
    assert proof.pdfa == "2b"
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pikepdf.pdfa.check(pdf, "2b").passed


def test_the_structure_of_the_source_is_not_kept(tmp_path: Path) -> None:
    """Only our elements stand in the copy."""
    made = Sheet().add(text(SECRET, 60, 600))
    element = Dictionary(Type=Name.StructElem, S=Name.H1, T=String("Rubrik"), Alt=String("Bild"))
    made.pdf.Root.StructTreeRoot = made.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
    assert masked(tmp_path, made.bytes()).passed
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        kinds = {str(t.S) for t in pdf.objects if isinstance(t, Dictionary) and "/S" in t and "/P" in t}
    assert kinds == {"/Document", "/P", "/Span"}


def test_a_page_whose_text_is_not_nested_as_it_should_goes_untagged(tmp_path: Path) -> None:
    """It comes out as it is; the rest of the document is read."""
    made = Sheet(pages=2)
    made.pdf.pages[1].Contents = made.pdf.make_stream(b"q BT /F1 12 Tf 60 600 Td (ord utan slut) Tj")
    proof = masked(tmp_path, made.add(text(SECRET, 60, 600)).bytes())
    assert proof.passed
    assert heard(tmp_path / "out.pdf")[1] == []
    assert plain(heard(tmp_path / "out.pdf")[0])


def _span(pdf: pikepdf.Pdf) -> Any:
    return next(t for t in pdf.objects if isinstance(t, Dictionary) and t.get("/S") == Name.Span and "/P" in t)


def _another_word(pdf: pikepdf.Pdf) -> None:
    _span(pdf).ActualText = String("Vildqvist")


def _another_key(pdf: pikepdf.Pdf) -> None:
    _span(pdf).T = String("[Maskerat]")


def _another_kind(pdf: pikepdf.Pdf) -> None:
    _span(pdf).P.S = Name.Vildqvist


def _not_told(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K = Array()


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ActualText = String("[Maskerat]")


def _in_the_stream(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/P<</ActualText(Vildqvist)>>BDC EMC")


def _named_properties(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Vildqvist BMC EMC")


SPOILT: tuple[Callable[[pikepdf.Pdf], None], ...] = (
    _another_word, _another_key, _another_kind, _not_told, _elsewhere, _in_the_stream, _named_properties,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT)
def test_anything_else_in_the_structure_fails_the_check(spoil: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    """A word that is not a label, a key, a kind, a mark without a place: each is found."""
    masked(tmp_path, sheet())
    assert order.ours(Evidence(tmp_path / "out.pdf", ())).passed
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoilt.pdf")
    assert not order.ours(Evidence(tmp_path / "spoilt.pdf", ())).passed
