"""Pages that Word printed take the place of ours only if they say what the original says; what it hides stays told."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaction.content import Document, Paragraph, Run
from redaction.errors import NeedsOffice, NotAPdf, Unsupported
from redaction.importers.base import silent
from redaction.opening import open_pdf
from redaction.unseen import printed
from redaction.unseen.printed import Lacks
from redaction.write import working
from tests.redaction.slide_files import Slide, presentation, shape
from tests.redaction.word_files import deleted, paragraph, word_file

COMMENT = f"<w:comment w:id='0' w:author='Bo Exempel'>{paragraph('kommentarens ord')}</w:comment>"


def pages(target: Path, *lines: str) -> Path:
    """A PDF with these lines, as a printer of somebody's made it."""
    document = Document("", tuple(Paragraph((Run(line),)) for line in lines), page_word="", show_title=False)
    working(document, target, "2026-01-02T00:00:00Z", silent)
    return target


def put_in(source: Path, pdf: Path) -> Lacks | tuple[str, float | None, list[str]]:
    """What the pages lack; else route, coverage and the text of each page of the working PDF."""
    folder = source.parent / f"out-{len(list(source.parent.iterdir()))}"
    folder.mkdir()
    made = printed.put_in(source, pdf, folder, silent)
    if isinstance(made, Lacks):
        return made
    imported, regions = made
    with open_pdf(imported.pdf) as document:
        said = [" ".join(page.get_text().split()) for page in document]
    assert {page for page, _region in regions} == set(range(1, len(said)))
    return imported.working.importer, imported.working.coverage, said


def test_printed_pages_with_the_words_are_taken(tmp_path: Path) -> None:
    """They stand first, and behind them what the original holds besides."""
    source = word_file(tmp_path / "a.docx", paragraph("Ärendet gäller fjärrvärme") + deleted("borta"), comments=COMMENT)
    made = put_in(source, pages(tmp_path / "a.pdf", "Ärendet gäller", "fjärrvärme", "kvar står"))
    assert not isinstance(made, Lacks)
    assert made[:2] == ("printed", 1.0)
    assert made[2][0] == "Ärendet gäller fjärrvärme kvar står"
    assert "borta" in made[2][1]
    assert "kommentarens ord" in made[2][1]


def test_pages_that_lack_words_are_not(tmp_path: Path) -> None:
    """The missing words are named, so that the clerk sees whether it is another version or a page that was left out."""
    source = word_file(tmp_path / "a.docx", paragraph("Ärendet gäller fjärrvärme i Fjällvik"))
    assert put_in(source, pages(tmp_path / "a.pdf", "Ärendet gäller fjärrvärme")) == Lacks(0.6, ("i", "Fjällvik"))


def test_slides_and_texts_of_other_programs(tmp_path: Path) -> None:
    """A hidden slide may be left out by the printer; it is told behind the pages."""
    show = presentation(tmp_path / "a.pptx", Slide(shape("Avgiften")), Slide(shape("Utkast"), hidden=True))
    made = put_in(show, pages(tmp_path / "a.pdf", "Avgiften"))
    assert not isinstance(made, Lacks)
    assert "Bild 2" in made[2][1]
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1\\ansi Hej {\\v dolt}}")
    assert not isinstance(put_in(tmp_path / "a.rtf", pages(tmp_path / "b.pdf", "Hej")), Lacks)


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    """Pages that are no PDF, originals that have pages themselves or whose words are not read here."""
    pdf = pages(tmp_path / "a.pdf", "Hej")
    (tmp_path / "a.txt").write_text("Hej", encoding="utf-8")
    (tmp_path / "a.wpd").write_bytes(b"\xffWPC" + bytes(20))
    source = word_file(tmp_path / "a.docx", paragraph("Hej"))
    for original, given, error in (
        (source, tmp_path / "a.txt", NotAPdf),
        (tmp_path / "a.txt", pdf, Unsupported),
        (pdf, pdf, Unsupported),
        (tmp_path / "a.wpd", pdf, NeedsOffice),
    ):
        with pytest.raises(error):
            put_in(original, given)
