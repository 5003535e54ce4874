"""Presentations come in slide by slide, hidden ones too; what a speaker wrote for himself is told behind them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from redaction import importers
from redaction.errors import Empty
from redaction.importers import Imported
from redaction.unseen import reading as unseen
from tests.redaction.office import with_office
from tests.redaction.slide_files import Slide, presentation, shape, table

ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def take_in(source: Path) -> Imported:
    """Takes the file in, into a folder of its own."""
    out = source.parent / f"out-{len(list(source.parent.iterdir()))}"
    out.mkdir()
    return importers.take_in(source, source.name, out)


def pages(imported: Imported) -> list[str]:
    """The text of each page of the working PDF."""
    with pypdfium2.PdfDocument(imported.pdf) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def told(imported: Imported, source: Path) -> set[tuple[str, str, str]]:
    """Kind, words and author of what the pages do not show."""
    return {(item.kind, item.text, item.who) for item in unseen.read(source, imported.media_type, imported.pdf)}


def a_show(target: Path) -> Path:
    """Three slides, the second hidden, with all that can hang on them."""
    unseen_shape = shape("ligger dolt", about="hidden='1'")
    picture = shape("karta", about="descr='karta över nätet'")
    return presentation(
        target,
        Slide(shape("Avgiften 2026", kind="title") + shape("fjärrvärme", "vatten", kind="body"), notes="inget om Bo"),
        Slide(shape("Utkast", kind="title") + table(("taxa", "120"), ("moms", "30")), hidden=True),
        Slide(picture + unseen_shape, comment="stäm av med Åsa"),
    )


@pytest.mark.parametrize("office", [False, True], ids=["plain", "libreoffice"])
def test_a_presentation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: bool) -> None:
    """A page a slide with all that it says, whether LibreOffice is there or not."""
    if office:
        with_office(monkeypatch)
    source = a_show(tmp_path / "a.pptx")
    imported = take_in(source)
    first, second, third = pages(imported)
    assert imported.working.importer == ("libreoffice" if office else "slides")
    assert imported.working.coverage == 1
    assert all(word in first for word in ("Avgiften 2026", "fjärrvärme", "vatten"))
    assert all(word in second for word in ("Utkast", "taxa", "120", "moms", "30"))
    assert "karta" in third
    assert "dolt" not in third
    assert {h.kind: h.count for h in imported.working.hidden} == {
        "hidden-slide": 1, "speaker-note": 1, "comment": 1, "alt-text": 1, "hidden-text": 1,
    }  # fmt: skip
    assert told(imported, source) == {
        ("hidden-slide", "Bild 2", ""),
        ("speaker-note", "inget om Bo", ""),
        ("comment", "stäm av med Åsa", "Bo Exempel"),
        ("alt-text", "karta över nätet", ""),
        ("hidden-text", "ligger dolt", ""),
    }


def test_a_presentation_without_a_slide_is_empty(tmp_path: Path) -> None:
    """It has no page to show."""
    with pytest.raises(Empty):
        take_in(presentation(tmp_path / "a.pptx"))


def test_an_opendocument_presentation(tmp_path: Path) -> None:
    """Slides, a table, a hidden one and notes, as from the other family of programs."""
    spaces = " ".join(f'xmlns:{n}="{ODF}{n}:1.0"' for n in ("office", "text", "presentation", "style", "table"))
    spaces += f' xmlns:draw="{ODF}drawing:1.0"'
    box = "<draw:frame>{}</draw:frame>".format
    text = box("<draw:text-box><text:p>{}</text:p><text:p>nästa rad</text:p></draw:text-box>").format
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    grid = box(f"<table:table><table:table-row>{cell('taxa')}{cell('120')}</table:table-row></table:table>")
    notes = f"<presentation:notes>{text('säg inget')}</presentation:notes>"
    hidden = (
        '<style:style style:name="h"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    body = f'<draw:page>{text("Avgiften")}{notes}</draw:page><draw:page draw:style-name="h">{grid}</draw:page>'
    source = tmp_path / "a.odp"
    with zipfile.ZipFile(source, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{hidden}</office:automatic-styles>"
            f"<office:body><office:presentation>{body}</office:presentation></office:body></office:document-content>",
        )
    imported = take_in(source)
    assert pages(imported) == ["[Bild 1] Avgiften nästa rad", "[Bild 2, visas inte] taxa 120"]
    assert told(imported, source) == {("hidden-slide", "Bild 2", ""), ("speaker-note", "säg inget\nnästa rad", "")}
