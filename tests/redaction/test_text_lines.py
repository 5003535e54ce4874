"""Lines of a page: a justified line is one line however wide its gaps, and table cells stay apart."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redaction import text_layer
from redaction.words import PageText


def page(folder: Path, content: str) -> PageText:
    """The words of a page with this content, set in 10 point Helvetica."""
    path = folder / "page.pdf"
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        made = pdf.add_blank_page(page_size=(595, 842))
        made.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        made.obj.Contents = Stream(pdf, f"BT /F1 10 Tf {content} ET".encode("cp1252"))
        pdf.save(path)
    return next(text_layer.read(path))


def test_a_justified_line_is_one_line_with_one_box(tmp_path: Path) -> None:
    """Word spacing of one and a half em breaks neither the name nor its box."""
    text = page(tmp_path, "15 Tw 72 700 Td (och Lovisa Granberg bor) Tj")
    assert text.text == "och Lovisa Granberg bor"
    start = text.text.index("Lovisa")
    assert len(text.rects(start, start + len("Lovisa Granberg"))) == 1


def test_cells_of_a_table_stay_apart(tmp_path: Path) -> None:
    """A gap of two and a half em parts columns."""
    text = page(tmp_path, "72 700 Td (Granberg) Tj 70 0 Td (Tallstigen) Tj")
    assert text.text == "Granberg\nTallstigen"


def test_every_word_stands_where_its_offset_says(tmp_path: Path) -> None:
    """Offsets are those of the page's text, joined lines included."""
    text = page(tmp_path, "12 Tw 14 TL 72 700 Td (Jag heter Lovisa) Tj T* 0 Tw (och bor här) Tj")
    assert all(text.text[w.start : w.end] == w.text for w in text.words)
    assert [w.line for w in text.words] == [0, 0, 0, 1, 1, 1]
