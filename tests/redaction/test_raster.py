"""A page that had to become a picture: its other words can be searched, the masked ones are nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Stream

from redaction import mask
from redaction.burning import burn
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan


def letter(folder: Path, lines: list[str]) -> Path:
    """A page with these lines, 14 points apart from y = 100 on, in 12 point Helvetica at x = 72."""
    path = folder / "letter.pdf"
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        page.obj.Contents = Stream(pdf, f"BT /F1 12 Tf 14 TL 72 742 Td {shown} ET".encode("cp1252"))
        pdf.save(path)
    return path


def words(path: Path) -> str:
    """All text that pdfium reads."""
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_what_an_area_masks_does_not_come_back_as_invisible_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letters under an area are known by their place, though only a part of the page was read to find them."""
    source = letter(tmp_path, ["En rad som stannar", "Lovisa Granberg", "Också denna stannar"])
    monkeypatch.setattr(burn, "apply", _stuck)
    area = PlannedMark(1, 0, (Rect(60, 104, 300, 117),), MarkKind.AREA, "3")
    proof = mask.mask(source, RedactionPlan("0" * 64, (area,)), tmp_path / "out.pdf")
    said = words(tmp_path / "out.pdf")
    assert proof.raster_pages == (0,)
    assert "Granberg" not in said
    assert "En rad som stannar" in " ".join(said.split())
    assert "denna stannar" in " ".join(said.split())


_apply = burn.apply


def _stuck(*args: Any) -> burn.Burnt:
    """The burn, telling that the first page would not be cleaned."""
    return replace(_apply(*args), stuck=frozenset({0}))


def test_an_area_takes_the_letters_whose_ink_it_covers(tmp_path: Path) -> None:
    """A box whose edge runs through a line takes letters with a tail along: other readers see their middle in it."""
    source = letter(tmp_path, ["pigg grupp", "under"])
    area = PlannedMark(1, 0, (Rect(60, 98.8, 300, 130),), MarkKind.AREA)
    proof = mask.mask(source, RedactionPlan("0" * 64, (area,)), tmp_path / "out.pdf")
    assert proof.passed
    assert proof.raster_pages == ()
    assert "under" not in words(tmp_path / "out.pdf")


@pytest.mark.parametrize(("ink", "space"), [("0 g", "/DeviceGray"), ("0.8 0 0 rg", "/DeviceRGB")])
def test_a_page_of_text_makes_a_small_picture(
    ink: str, space: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full page of text stays below 250 kB at 200 dots per inch, in grey where it has no colour."""
    source = letter(
        tmp_path, [f"{ink[0]} En rad av många som fyller hela sidan med ord, nummer {k}" for k in range(48)]
    )
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        content = pdf.pages[0].obj.Contents
        content.write(ink.encode() + b" 72 770 200 20 re f 0 g " + content.read_bytes())
        pdf.save(source)
    monkeypatch.setattr(burn, "apply", _stuck)
    area = PlannedMark(1, 0, (Rect(60, 104, 300, 117),), MarkKind.AREA, "3")
    mask.mask(source, RedactionPlan("0" * 64, (area,)), tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").stat().st_size < 250_000
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert (image.ColorSpace if space == "/DeviceGray" else image.ColorSpace[1]) == space
        assert int(image.Width) == round(595 * 200 / 72)
