"""What a file holds and its pages do not show stands on pages behind them, each thing a region that a person judges."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ExifTags, Image

from redaction import importers
from redaction.importers import Imported
from redaction.unseen import appendix, reading
from redaction.unseen.items import Item
from redaction.words import Region, RegionKind
from tests.redaction.word_files import deleted, inserted, paragraph, word_file

NUMBER = "19810107-9294"
Added = tuple[Imported, tuple[tuple[int, Region], ...]]


def added(source: Path) -> Added:
    """The file taken in, with what its pages do not show behind them."""
    out = source.parent / f"out-{source.stem}"
    out.mkdir()
    return reading.add(source, importers.take_in(source, source.name, out))


def texts(pdf: Path) -> list[str]:
    """The text of each page, read by an engine that did not make it."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]


def a_page(target: Path, draw: Callable[[pymupdf.Page], None]) -> Path:
    """A PDF of one page with a line of text and what is drawn besides."""
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), "En rad som alla ser", fontsize=11)
        draw(page)
        made.save(target)
    return target


def test_a_file_that_shows_everything_is_left_as_it_is(tmp_path: Path) -> None:
    """No page is added and no byte changed."""
    source = a_page(tmp_path / "a.pdf", lambda page: None)
    imported, regions = added(source)
    assert (regions, len(imported.working.pages)) == ((), 1)
    assert imported.pdf.read_bytes() == source.read_bytes()


def test_what_a_word_file_hides_stands_in_clear(tmp_path: Path) -> None:
    """Comment with its writer, deleted and hidden text, a change nobody accepted, the author: each with its words."""
    written = "w:author='Bo Exempel' w:date='2026-03-01T09:00:00Z'"
    comment = f"<w:comment w:id='0' {written}>{paragraph('ring henne')}</w:comment>"
    own = "<d:creator>Maja Exempel</d:creator><d:revision>4</d:revision>"
    core = f"<p xmlns:d='http://purl.org/dc/elements/1.1/'>{own}</p>".encode()
    source = word_file(
        tmp_path / "a.docx",
        deleted("borttaget") + inserted("tillagt") + paragraph(f"dolt {NUMBER}", "<w:vanish/>"),
        comments=comment,
        raw={"docProps/core.xml": core},
    )
    imported, regions = added(source)
    *_shown, behind = texts(imported.pdf)
    for words in ("Bo Exempel, 2026-03-01: ring henne", "borttaget", f"dolt {NUMBER}", "Författare: Maja Exempel"):
        assert words in behind
    assert NUMBER not in " ".join(_shown)
    assert len(regions) == 5
    assert {(page, region.kind) for page, region in regions} == {(len(_shown), RegionKind.UNSEEN)}
    assert len(imported.working.pages) == len(_shown) + 1


def test_each_thing_lies_under_its_region(tmp_path: Path) -> None:
    """A mask over the region takes the whole thing and nothing of the next; long ones have a region on each page."""
    items = [Item("comment", f"kommentar {n} " + "ord " * 900, who=f"Person {n}") for n in range(3)]
    target = a_page(tmp_path / "a.pdf", lambda page: None)
    regions = appendix.append(target, items)
    with pymupdf.open(target) as document:
        read: dict[int, list[str]] = {n: [] for n in range(3)}
        order = {item.digest: n for n, item in enumerate(items)}
        for page, region in regions:
            read[order[region.digest]].append(document[page].get_text(clip=pymupdf.Rect(*region.rect)))
        assert document.page_count > 2
    for number, parts in read.items():
        words = " ".join(parts).split()
        assert words.count("ord") == 900
        assert [word for word in words if word.isdigit()] == [str(number)]


def test_text_under_somebody_elses_box_is_told_and_gone_from_the_page(tmp_path: Path) -> None:
    """Black over live text: the words stand behind, and the box no longer has any under it; the page looks the same."""

    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 120), f"Personnr {NUMBER} står här", fontsize=11)
        page.draw_rect(pymupdf.Rect(118, 108, 202, 124), fill=(0, 0, 0))

    source = a_page(tmp_path / "a.pdf", draw)
    imported, _regions = added(source)
    first, behind = texts(imported.pdf)
    assert NUMBER not in first
    assert "står här" in first
    assert NUMBER in behind
    with pymupdf.open(source) as before, pymupdf.open(imported.pdf) as after:
        assert before[0].get_pixmap().samples == after[0].get_pixmap().samples


@pytest.mark.parametrize(
    "how", [{"color": (1, 1, 1)}, {"render_mode": 3}, {"fill_opacity": 0}, {"color": (0.99, 1, 1)}], ids=str
)
def test_letters_that_are_not_painted_are_told(tmp_path: Path, how: dict[str, object]) -> None:
    """White on white, painted by no mode, wholly transparent."""
    source = a_page(tmp_path / "a.pdf", lambda page: page.insert_text((72, 120), "hemligt ord", **how))
    imported, _regions = added(source)
    first, behind = texts(imported.pdf)
    assert "hemligt ord" in behind
    assert "hemligt" not in first


def test_what_is_seen_is_not_told(tmp_path: Path) -> None:
    """White on dark, text on a coloured cell, underlined, pale but readable, a form field as it is drawn."""

    def draw(page: pymupdf.Page) -> None:
        page.draw_rect(pymupdf.Rect(72, 100, 300, 124), fill=(0, 0, 0.4))
        page.insert_text((75, 116), "Vit rubrik på mörk botten", color=(1, 1, 1))
        page.draw_rect(pymupdf.Rect(72, 130, 300, 154), fill=(0.9, 0.9, 0.8))
        page.insert_text((75, 146), "Cellens ord i tabellen")
        page.insert_text((75, 176), "Understruken il it fi")
        page.draw_rect(pymupdf.Rect(72, 178, 300, 179), fill=(0, 0, 0))
        page.insert_text((75, 206), "Vattenstämpel", color=(0.9, 0.9, 0.9))
        field = pymupdf.Widget()
        field.field_name, field.field_type, field.field_value = "namn", pymupdf.PDF_WIDGET_TYPE_TEXT, "Bo Exempel"
        field.rect = pymupdf.Rect(72, 220, 300, 240)
        page.add_widget(field)

    imported, regions = added(a_page(tmp_path / "a.pdf", draw))
    assert (regions, texts(imported.pdf)[1:]) == ((), [])


def test_what_lies_beside_the_page_and_in_hidden_layers_is_told(tmp_path: Path) -> None:
    """Off the sheet, and in a layer that is off when the file is opened."""

    def draw(page: pymupdf.Page) -> None:
        page.insert_text((700, 300), "utanför arket")
        layer = page.parent.add_ocg("Utkast", on=False)
        page.insert_text((72, 300), "lagrets ord", oc=layer)

    imported, _regions = added(a_page(tmp_path / "a.pdf", draw))
    behind = texts(imported.pdf)[1]
    assert "utanför arket" in behind
    assert "lagrets ord" in behind


def test_what_an_earlier_version_said_is_told(tmp_path: Path) -> None:
    """A file saved by appending still holds what was taken out of it."""
    source = a_page(tmp_path / "a.pdf", lambda page: page.insert_text((72, 120), "kunden Lovisa Granberg"))
    with pymupdf.open(source) as document:
        document[0].add_redact_annot(pymupdf.Rect(70, 105, 400, 125))
        document[0].apply_redactions()
        document.saveIncr()
    imported, regions = added(source)
    first, behind = texts(imported.pdf)
    assert "Granberg" not in first
    assert "kunden Lovisa Granberg" in behind
    assert len(regions) == 1


def test_the_structure_of_a_pdf_is_told(tmp_path: Path) -> None:
    """Notes with their writers, bookmarks, links, files, scripts, fields, author; not what programs write."""
    box = Array([10, 10, 50, 50])
    source = a_page(tmp_path / "a.pdf", lambda page: None)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents="ring Bo", T="Maja")
        leads = Dictionary(S=Name.URI, URI="mailto:bo@example.se")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=leads)
        pdf.pages[0].obj.Annots = Array([note, link])
        field = pdf.make_indirect(Dictionary(T="namn", FT=Name.Tx, V="Eva Exempel"))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.attachments["bilaga.txt"] = b"x"
        pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert('hej')"))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Dolda kapitlet", 0))
        told = Dictionary(Author="Lovisa Granberg", Producer="Skrivaren", Creator="Ordet")
        pdf.trailer.Info = pdf.make_indirect(told)
        pdf.save(source)
    behind = texts(added(source)[0].pdf)[1]
    for words in (
        *("Sida 1, av Maja: ring Bo", "mailto:bo@example.se", "Namn: Eva Exempel", "bilaga.txt", "app.alert('hej')"),
        *("Dolda kapitlet", "Författare: Lovisa Granberg"),
    ):
        assert words in behind
    assert "Skrivaren" not in behind
    assert "Ordet" not in behind


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    """So that a copy can be made again from the original."""

    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 120), "vit text", color=(1, 1, 1))

    source = a_page(tmp_path / "a.pdf", draw)
    (tmp_path / "b.pdf").write_bytes(source.read_bytes())
    assert added(source)[0].pdf.read_bytes() == added(tmp_path / "b.pdf")[0].pdf.read_bytes()


def test_what_a_camera_writes_is_told(tmp_path: Path) -> None:
    """Who took the picture, where and when, and in what words; the camera's own make and numbers are not."""
    picture = Image.effect_noise((300, 200), 60)
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Make] = "Bo Exempel", "Kameran"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:02:04 08:15:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (63.0, 10.0, 30.0), 3: "E", 4: (14.0, 38.0, 15.0)})
    picture.save(tmp_path / "a.jpg", exif=exif, comment="vid kundens grind")
    behind = texts(added(tmp_path / "a.jpg")[0].pdf)[1]
    told = ("Upphovsperson: Bo Exempel", "Plats (WGS 84): 63.17500, 14.63750", "Tagen: 2026:02:04", "vid kundens grind")
    assert all(words in behind for words in told)
    assert "Kameran" not in behind


def test_a_number_without_an_object_stops_no_search(tmp_path: Path) -> None:
    """Files have numbers of objects that are not there; what is covered is found all the same."""

    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "Bo Exempel")
        page.draw_rect((60, 80, 300, 110), fill=(0, 0, 0))

    content = a_page(tmp_path / "a.pdf", draw).read_bytes()
    count = int(re.findall(rb"xref\n0 (\d+)", content)[0])
    skipping = b"40 1\n0000000016 00000 n \ntrailer\n<</Size 41"
    (tmp_path / "b.pdf").write_bytes(re.sub(rb"\s*trailer\s*<<\s*/Size \d+", b"\n" + skipping, content))
    with pymupdf.open(tmp_path / "b.pdf") as document, pytest.raises(RuntimeError):
        document.xref_object(count + 1)
    imported, _regions = added(tmp_path / "b.pdf")
    assert "Bo Exempel" in texts(imported.pdf)[-1]
