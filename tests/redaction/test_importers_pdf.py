"""PDF files come in: as they are where sound, without their lock, mended where broken, refused by name."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from redaction import importers, write
from redaction.content import Document, PageBreak, paragraph
from redaction.errors import (
    Damaged,
    Empty,
    NoPages,
    NotAPdf,
    PasswordNeeded,
    WrongPassword,
)
from redaction.importers import Imported


def a_pdf(target: Path, pages: int = 2) -> Path:
    """A sound PDF of so many pages."""
    blocks = [block for n in range(pages) for block in (paragraph(f"Sidan {n} gäller Fjällvik"), PageBreak())]
    write.working(Document("", tuple(blocks[:-1]), show_title=False), target, "1980-01-01T00:00:00Z", write.silent)
    return target


def locked(source: Path, target: Path, user: str) -> Path:
    """The PDF encrypted with this user password."""
    with pikepdf.open(source) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=user))
    return target


def take_in(source: Path, folder: Path, password: str | None = None, name: str | None = None) -> Imported:
    """Takes the file in, into a folder of its own."""
    out = folder / "out"
    out.mkdir()
    return importers.take_in(source, name or source.name, out, password)


def words(pdf: Path) -> str:
    """All text of a PDF."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened)


def hidden(imported: Imported) -> dict[str, int]:
    """What was listed as not seen, by kind."""
    return {found.kind: found.count for found in imported.working.hidden}


def test_sound_file_is_copied_unchanged(tmp_path: Path) -> None:
    """Nothing of a sound original is dropped or rewritten before the clerk has seen it."""
    source = a_pdf(tmp_path / "brev.pdf")
    imported = take_in(source, tmp_path)
    assert imported.pdf.read_bytes() == source.read_bytes()
    assert imported.media_type == "application/pdf"
    assert imported.working.importer == "pdf"
    assert imported.working.coverage is None
    assert [round(box.width) for box in imported.working.pages] == [595, 595]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    """A PDF that calls itself a Word file is taken in as the PDF it is."""
    assert take_in(a_pdf(tmp_path / "protokoll.docx"), tmp_path).media_type == "application/pdf"


def test_password_is_asked_for(tmp_path: Path) -> None:
    """An encrypted file asks; a wrong word is told as wrong; the right one gives a file without a lock."""
    source = locked(a_pdf(tmp_path / "a.pdf"), tmp_path / "locked.pdf", "hemligt")
    with pytest.raises(PasswordNeeded):
        importers.take_in(source, source.name, tmp_path)
    with pytest.raises(WrongPassword):
        importers.take_in(source, source.name, tmp_path, "fel")
    imported = take_in(source, tmp_path, "hemligt")
    with pikepdf.open(imported.pdf) as pdf:
        assert not pdf.is_encrypted
    assert "Sidan 1 gäller" in words(imported.pdf)


def test_empty_user_password_is_not_asked_for(tmp_path: Path) -> None:
    """A file that only forbids printing opens without a question, and its copy has no lock."""
    imported = take_in(locked(a_pdf(tmp_path / "a.pdf"), tmp_path / "locked.pdf", ""), tmp_path)
    with pikepdf.open(imported.pdf) as pdf:
        assert not pdf.is_encrypted


def test_no_pages_is_named(tmp_path: Path) -> None:
    """A file that opens and has no page is told as that."""
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "tom.pdf")
    with pytest.raises(NoPages):
        take_in(tmp_path / "tom.pdf", tmp_path)


def test_no_bytes_is_named(tmp_path: Path) -> None:
    """A file of no bytes is told as empty."""
    (tmp_path / "tom.pdf").write_bytes(b"")
    with pytest.raises(Empty):
        take_in(tmp_path / "tom.pdf", tmp_path)


@pytest.mark.parametrize("content", [b"<html><body>hej</body></html>", b"en vanlig text", b"\x00\x01\x02" * 50])
def test_name_says_pdf_content_does_not(tmp_path: Path, content: bytes) -> None:
    """Something else under the name of a PDF is refused as not being one."""
    (tmp_path / "faktura.pdf").write_bytes(content)
    with pytest.raises(NotAPdf):
        take_in(tmp_path / "faktura.pdf", tmp_path)


def test_lost_index_is_mended(tmp_path: Path) -> None:
    """A file whose tail is cut off after its last object is read, and it is told that it was mended."""
    source = a_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        pdf.save(source.with_name("b.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = source.with_name("b.pdf").read_bytes()
    (tmp_path / "c.pdf").write_bytes(content[: content.rindex(b"xref\n0")])
    imported = take_in(tmp_path / "c.pdf", tmp_path)
    assert len(imported.working.pages) == 2
    assert hidden(imported)["repaired"] == 1
    assert "Sidan 1 gäller" in words(imported.pdf)


def test_what_one_library_gives_up_the_other_mends(tmp_path: Path) -> None:
    """A file whose index lost its size comes in with its pages, told as mended."""
    content = a_pdf(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "c.pdf").write_bytes(content.replace(b"/Size", b"/Sixe"))
    with pytest.raises(pikepdf.PdfError), pikepdf.open(tmp_path / "c.pdf") as pdf:
        len(pdf.pages)
    imported = take_in(tmp_path / "c.pdf", tmp_path)
    assert (len(imported.working.pages), hidden(imported)["repaired"]) == (2, 1)
    assert "Sidan 1 gäller" in words(imported.pdf)


@pytest.mark.parametrize("kept", [0.001, 0.02, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_file_cut_anywhere_ends_in_pages_or_a_reason(tmp_path: Path, kept: float) -> None:
    """However much is missing: every page comes out, or the loss is told, or the file is refused by name."""
    content = a_pdf(tmp_path / "a.pdf", pages=5).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(content[: int(len(content) * kept)])
    try:
        imported = take_in(tmp_path / "cut.pdf", tmp_path)
    except (Damaged, NotAPdf):
        return
    with pypdfium2.PdfDocument(imported.pdf) as opened:
        assert len(opened) == len(imported.working.pages) >= 1
    told = hidden(imported)
    assert (told["repaired"], told["cut-off"]) == (1, 1)
    assert told.get("lost-part") or words(imported.pdf).count("gäller Fjällvik") == 5


def test_a_page_tree_that_promises_more_is_told(tmp_path: Path) -> None:
    """Pages that the file counts and does not have are named as missing, in the list of what is not seen."""
    source = a_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        pdf.save(tmp_path / "b.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = (tmp_path / "b.pdf").read_bytes()
    assert content.count(b"/Count 2") == 1
    (tmp_path / "c.pdf").write_bytes(content.replace(b"/Count 2", b"/Count 7"))
    assert hidden(take_in(tmp_path / "c.pdf", tmp_path))["missing-page"] == 5


def test_what_pages_do_not_show_is_listed(tmp_path: Path) -> None:
    """Notes, fields, attachments, bookmarks, scripts, hidden layers, cropped sheets and metadata are counted."""
    source = a_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        _hide_things(pdf)
        pdf.save(tmp_path / "b.pdf")
    found = hidden(take_in(tmp_path / "b.pdf", tmp_path))
    assert found == {
        "annotation": 1,
        "attachment": 1,
        "bookmark": 2,
        "cropped-page": 1,
        "form-field": 2,
        "hidden-layer": 1,
        "javascript": 2,
        "layer": 2,
        "link": 1,
        "metadata": 4,
        "signature": 1,
    }


def _hide_things(pdf: pikepdf.Pdf) -> None:
    box = Array([10, 10, 50, 50])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents="ring Bo Exempel")
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI="mailto:bo@example.se")
    )
    pdf.pages[0].obj.Annots = Array([note, link])
    pdf.pages[1].obj.CropBox = Array([0, 0, 300, 300])
    fields = [
        pdf.make_indirect(Dictionary(T="namn", FT=Name.Tx, V="Bo Exempel")),
        pdf.make_indirect(Dictionary(T="sign", FT=Name.Sig, V=Dictionary())),
    ]
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    pdf.attachments["lista.txt"] = b"Bo Exempel"
    with pdf.open_outline() as outline:
        outline.root += [pikepdf.OutlineItem("Bo", 0), pikepdf.OutlineItem("Eva", 1)]
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([pikepdf.String("a"), script]))
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("syns", "dold")]
    pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array([layers[1]])))


def test_earlier_states_of_the_file_are_told(tmp_path: Path) -> None:
    """A file saved by appending still holds what it was before; the number of such states is told."""
    source = a_pdf(tmp_path / "a.pdf")
    content = source.read_bytes()
    source.write_bytes(content + content[content.rindex(b"startxref") :])
    assert hidden(take_in(source, tmp_path))["revision"] == 1


def test_a_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    """Bookmarks and fields that point at themselves do not hold the reader up."""
    source = a_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        loop = pdf.make_indirect(Dictionary(T="x"))
        loop.Kids = Array([loop])
        loop.Next = loop
        pdf.Root.AcroForm = Dictionary(Fields=Array([loop]))
        pdf.Root.Outlines = Dictionary(First=loop)
        pdf.save(tmp_path / "b.pdf")
    found = hidden(take_in(tmp_path / "b.pdf", tmp_path))
    assert found["bookmark"] == 1


def test_the_files_of_a_portfolio_are_members(tmp_path: Path) -> None:
    """Attached to the file or to a note on a page, each once; a locked portfolio opens with its password."""
    source = a_pdf(tmp_path / "portfölj.pdf", pages=1)
    with pikepdf.open(source) as pdf:
        pdf.attachments["../a.txt"] = b"ett"
        pdf.attachments["b.pdf"] = source.read_bytes()
        held = Dictionary(F=pikepdf.Stream(pdf, b"i en anteckning"))
        spec = Dictionary(Type=Name.Filespec, UF=pikepdf.String("c.txt"), EF=held)
        note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=spec)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.save(tmp_path / "p.pdf")
    made = take_in(locked(tmp_path / "p.pdf", tmp_path / "l.pdf", "hemligt"), tmp_path, "hemligt")
    assert [(m.name, m.title) for m in made.members] == [("a.txt", "a"), ("b.pdf", "b"), ("c.txt", "c")]
    kept = [(tmp_path / "out" / m.file).read_bytes() for m in made.members]
    assert kept[0] == b"ett"
    assert kept[2] == b"i en anteckning"
    assert hidden(made)["attachment"] == 3
