"""LibreOffice lays Word files out as they look, calls nobody, keeps every word, and ends when it should."""

from __future__ import annotations

import os
import stat
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from app import messages
from redaction import importers
from redaction.errors import Damaged, NeedsOffice, Unsupported
from redaction.importers import Imported, doc_text, legacy, libreoffice, tamed_word
from redaction.importers.base import Job
from redaction.importers.package import Package
from redaction.unseen import reading as unseen
from tests.redaction.office import listening, with_office
from tests.redaction.word_files import deleted, inserted, paragraph, word_file

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice may be used."""
    with_office(monkeypatch)


def take_in(source: Path, avoid: frozenset[str] = frozenset()) -> Imported:
    """Takes the file in, into a folder of its own."""
    out = source.parent / f"out-{len(list(source.parent.iterdir()))}"
    out.mkdir()
    return importers.take_in(source, source.name, out, avoid=avoid)


def words(pdf: Path) -> str:
    """All text of a PDF."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def complex_field(code: str, shown: str) -> str:
    """A paragraph with a field as Word writes them."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    instruction = f"<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>"
    text = f"<w:r><w:t>{shown}</w:t></w:r>"
    return f"<w:p>{mark('begin')}{instruction}{mark('separate')}{text}{mark('end')}</w:p>"


def calls_home(target: Path, home: str) -> Path:
    """A Word file with a remote template, a remote picture, a linked object and fields that fetch."""
    blip = (
        f"<pic:pic xmlns:pic='{PICTURE}'><pic:nvPicPr><pic:cNvPr id='1' name='x'/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:link='picture'/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        "<a:off x='0' y='0'/><a:ext cx='900000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
        "</pic:spPr></pic:pic>"
    )
    picture = (
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='900000' cy='900000'/><wp:docPr id='9' name='p'/><a:graphic>"
        f"<a:graphicData uri='{PICTURE}'>{blip}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    linked = (
        "<w:p><w:r><w:object xmlns:o='urn:schemas-microsoft-com:office:office'><v:shape id='s' style='width:99pt;"
        "height:50pt'><v:imagedata r:id='preview'/></v:shape><o:OLEObject Type='Link' ProgID='Excel.Sheet.12' "
        "ShapeID='s' DrawAspect='Content' r:id='object' UpdateMode='Always'/></w:object></w:r></w:p>"
    )
    fetched = complex_field(f'INCLUDEPICTURE "{home}/field.png"', "bild") + complex_field(
        f'INCLUDETEXT "{home}/text.docx"', "avsnitt"
    )
    row = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{home}/{{}}" TargetMode="External"/>'.format
    rows = (
        row("picture", "image", "a.png")
        + row("preview", "image", "b.png")
        + row("object", "oleObject", "c.xlsx")
        + f'<Relationship Id="settings" Type="{OFFICE}/settings" Target="settings.xml"/>'
    )
    root = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    settings = root.format(row("template", "attachedTemplate", "t.dotm"))
    first = word_file(
        target.with_suffix(".part"),
        paragraph("Ärendet") + picture + linked + fetched,
        settings="<w:attachedTemplate r:id='template'/>",
        raw={"word/_rels/settings.xml.rels": settings.encode()},
    )
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = root.format(rows).encode() if name == "word/_rels/document.xml.rels" else source.read(name)
            made.writestr(name, content)
    return target


def odt_calls_home(target: Path, home: str) -> Path:
    """An OpenDocument text with a remote template, picture, object and section."""
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "meta", "manifest"))
    spaces += f' xmlns:draw="{ODF}drawing:1.0" xmlns:svg="{ODF}svg-compatible:1.0"'
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    link = f'xlink:type="simple" xlink:actuate="onLoad" xlink:show="embed" xlink:href="{home}/'
    frame = '<text:p><draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">{}</draw:frame></text:p>'
    body = "".join((
        "<text:p>Ärendet</text:p>", frame.format(f'<draw:image {link}o.png"/>'),
        frame.format(f'<draw:object {link}o.ods"/>'), frame.format(f'<draw:floating-frame {link}f.html"/>'),
        f'<text:section text:name="s"><text:section-source {link}s.odt"/><text:p>avsnitt</text:p></text:section>',
    ))  # fmt: skip
    kind = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'.format
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {spaces}>{entry('/', kind)}{entry('content.xml', 'text/xml')}"
            f"{entry('meta.xml', 'text/xml')}</manifest:manifest>",
        )
        meta = f'<office:meta><meta:template xlink:type="simple" xlink:href="{home}/t.ott"/></office:meta>'
        made.writestr("meta.xml", f"<office:document-meta {spaces}>{meta}</office:document-meta>")
        text = f"<office:body><office:text>{body}</office:text></office:body>"
        made.writestr("content.xml", f"<office:document-content {spaces}>{text}</office:document-content>")
    return target


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(("name", "made"), [("a.docx", calls_home), ("a.odt", odt_calls_home)])
def test_a_file_that_calls_home_is_not_heard(tmp_path: Path, name: str, made: object) -> None:
    """Remote templates, pictures, objects and fields: as the program is set here it asks nobody, whatever the file."""
    assert callable(made)
    with listening() as listener:
        source = made(tmp_path / name, listener.address)
        pages = libreoffice.convert(source, "pdf", tmp_path / "work", lambda _gone: None, 60.0)
        assert pages is not None
        assert "Ärendet" in words(pages)
    assert listener.heard == []


def test_the_copy_that_is_laid_out_leads_nowhere(tmp_path: Path) -> None:
    """Nothing of what would be fetched is left in it, so that no setting has to hold."""
    with Package(calls_home(tmp_path / "a.docx", "http://127.0.0.1:9")) as package:
        tamed_word.copy(package, tmp_path / "tamed.docx")
    with zipfile.ZipFile(tmp_path / "tamed.docx") as tamed:
        assert [name for name in tamed.namelist() if b"127.0.0.1" in tamed.read(name)] == []


@pytest.mark.usefixtures("office")
def test_pages_look_as_the_file_says(tmp_path: Path) -> None:
    """A field of the clock shows what Word last wrote, page numbers are counted, a change reads as accepted."""
    body = (
        complex_field('DATE \\@ "d MMMM yyyy"', "3 mars 2021")
        + complex_field("PAGE", "77")
        + "<w:p><w:fldSimple w:instr=' TIME '><w:r><w:t>klockan åtta</w:t></w:r></w:fldSimple></w:p>"
        + deleted("borttaget")
        + inserted("tillagt")
        + paragraph("dolt", "<w:vanish/>")
    )
    source = word_file(tmp_path / "a.docx", body)
    imported = take_in(source)
    assert words(imported.pdf) == "3 mars 2021 1 klockan åtta kvar står tillagt"
    assert (imported.working.importer, imported.working.coverage) == ("libreoffice", 1.0)
    assert {h.kind: h.count for h in imported.working.hidden} == {"deletion": 1, "insertion": 1, "hidden-text": 1}
    assert [entry.name for entry in imported.pdf.parent.iterdir()] == [imported.pdf.name]
    assert take_in(source).working.sha256 == imported.working.sha256


@pytest.mark.usefixtures("office")
def test_words_that_are_lost_lead_to_the_next_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice leaves out is seen, and dxpdf or our own layout is taken."""
    other = docx.Document()
    other.add_paragraph("Något helt annat")
    other.save(str(tmp_path / "other.docx"))
    monkeypatch.setattr(
        tamed_word, "copy", lambda _package, target: target.write_bytes((tmp_path / "other.docx").read_bytes())
    )
    source = word_file(tmp_path / "a.docx", paragraph("Ärendet gäller fjärrvärme i Fjällvik"))
    imported = take_in(source)
    assert imported.working.importer in ("dxpdf", "plain")
    assert "fjärrvärme" in words(imported.pdf)


def written_by_office(source: Path, form: str, folder: Path) -> Path:
    """The file in an older format, as LibreOffice writes it."""
    made = libreoffice.convert(source, form, folder, lambda _gone: None, 60.0)
    assert made is not None
    return made


@pytest.mark.usefixtures("office")
def test_an_old_word_file_comes_in_by_way_of_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words, changes, hidden text and the date that was last filled in are those of the original."""
    body = (
        paragraph("Ärendet gäller fjärrvärme")
        + complex_field('DATE \\@ "yyyy"', "2021")
        + deleted("borttaget")
        + inserted("tillagt")
        + paragraph("dolt", "<w:vanish/>")
    )
    source = written_by_office(word_file(tmp_path / "a.docx", body), "doc:MS Word 97", tmp_path / "old")
    imported = take_in(source)
    saved = doc_text.read(source)
    assert saved is not None
    assert len(saved.dates) == 1
    assert words(imported.pdf) == f"Ärendet gäller fjärrvärme {saved.dates[0]} kvar står tillagt"
    assert (imported.media_type, imported.working.importer) == ("application/msword", "libreoffice")
    counted = {h.kind: h.count for h in imported.working.hidden}
    assert (counted["deletion"], counted["hidden-text"]) == (1, 1)
    assert imported.anew is not None
    told = {(item.kind, item.text) for item in unseen.read(*imported.anew, imported.pdf)}
    assert {("deletion", "borttaget"), ("hidden-text", "dolt"), ("insertion", "tillagt")} <= told
    for place in range(600, source.stat().st_size, source.stat().st_size // 40):
        content = bytearray(source.read_bytes())
        content[place : place + 8] = b"\xff" * 8
        (tmp_path / "torn.doc").write_bytes(content)
        with suppress(Damaged, Unsupported):
            doc_text.read(tmp_path / "torn.doc")
    made = libreoffice.convert(source, "docx:MS Word 2007 XML", tmp_path / "new", lambda _gone: None, 60.0)
    assert made is not None
    with Package(made) as package:
        unknown = legacy._part((), package, "word/document.xml", package.read("word/document.xml"))
        assert "[datum som fylls i när filen öppnas]" in unknown.decode()
        assert saved.dates[0] not in unknown.decode()
    more = replace(saved, text=f"{saved.text} ord som föll bort", shown=f"{saved.shown}ord som\nföll bort")
    monkeypatch.setattr(doc_text, "read", lambda _source: more)
    plainly = take_in(source)
    assert plainly.working.importer == "doc"
    assert words(plainly.pdf).endswith("ord som föll bort")
    assert saved.dates[0] in words(plainly.pdf)
    assert plainly.anew is not None


def odt(target: Path, body: str, styles: str = "") -> Path:
    """An OpenDocument text."""
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "style", "manifest"))
    kind = "application/vnd.oasis.opendocument.text"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'.format
    entries = entry("/", kind) + entry("content.xml", "text/xml")
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}>{entries}</manifest:manifest>")
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return target


@pytest.mark.usefixtures("office")
def test_an_opendocument_text_is_laid_out_as_it_reads(tmp_path: Path) -> None:
    """Changes read as accepted and dates as they were written; text that a style hides keeps our own layout."""
    change = (
        "<text:tracked-changes><text:changed-region text:id='c'><text:deletion><text:p>borttaget</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = f"{change}<text:p>Ärendet<text:change text:change-id='c'/> den <text:date>3 mars 2021</text:date></text:p>"
    imported = take_in(odt(tmp_path / "a.odt", body))
    assert words(imported.pdf) == "Ärendet den 3 mars 2021"
    assert (imported.working.importer, imported.working.coverage) == ("libreoffice", 1.0)
    hides = '<style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style>'
    hidden = odt(tmp_path / "b.odt", "<text:p>Hej <text:span text:style-name='h'>dolt</text:span></text:p>", hides)
    assert take_in(hidden).working.importer == "odt"


@pytest.mark.parametrize("kind", ["doc", "ppt", "xlsb", "wpd", "wps", "sxw", "sxc", "sxi"])
def test_without_the_program_it_is_said_what_to_do(kind: str, tmp_path: Path) -> None:
    """Old files are told by name, with what to install or to do instead; nothing of the try is left."""
    source = tmp_path / "a"
    source.write_bytes(b"x")
    job = Job(source, tmp_path / "working.pdf")
    importer = next(one for one in legacy.IMPORTERS if one.kind == kind)
    with pytest.raises(NeedsOffice) as refused:
        importer.make(job)
    said = messages.of(refused.value)
    assert "LibreOffice" in said
    assert "PDF" in said
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def stub(target: Path, script: str) -> Path:
    """A program that stands where LibreOffice is looked for."""
    target.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    target.chmod(target.stat().st_mode | stat.S_IXUSR)
    return target


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the program")
def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it runs on, its folder is gone, and the file comes in by the next route."""
    told = tmp_path / "pid"
    hangs = stub(tmp_path / "soffice", f'echo $$ > "{told}"; exec sleep 600')
    monkeypatch.setenv(libreoffice.SETTING, str(hangs))
    monkeypatch.setattr(libreoffice, "PATIENCE", 1.0)
    imported = take_in(word_file(tmp_path / "a.docx", paragraph("Ärendet")))
    assert imported.working.importer in ("dxpdf", "plain")
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
    assert [entry.name for entry in imported.pdf.parent.iterdir()] == [imported.pdf.name]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the program")
def test_a_new_profile_is_started_twice_and_a_failure_is_no_page(tmp_path: Path) -> None:
    """The program asks to be started again once it has made its profile; what fails makes nothing."""
    script = 'if [ -e started ]; then printf x > made/a.pdf; else touch started; exit 81; fi'
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setenv(libreoffice.SETTING, str(stub(tmp_path / "soffice", script)))
        made = libreoffice.convert(tmp_path / "a.docx", "pdf", tmp_path / "one", lambda _gone: None, 10.0)
        assert made == tmp_path / "one" / "made" / "a.pdf"
        patch.setenv(libreoffice.SETTING, str(stub(tmp_path / "soffice", "exit 77")))
        assert libreoffice.convert(tmp_path / "a.docx", "pdf", tmp_path / "two", lambda _gone: None, 10.0) is None
        patch.setenv(libreoffice.SETTING, str(tmp_path / "nowhere"))
        assert libreoffice.convert(tmp_path / "a.docx", "pdf", tmp_path / "three", lambda _gone: None, 10.0) is None


def test_it_may_be_left_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office can say that it is not to be used."""
    monkeypatch.setenv(libreoffice.SETTING, "No")
    assert libreoffice.program() is None
