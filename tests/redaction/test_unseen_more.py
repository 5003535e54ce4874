"""What sheets, OpenDocument files, web pages and RTF texts hold beside their pages is told, with who wrote it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from redaction import importers
from redaction.errors import DocumentError
from redaction.importers.kinds import MEDIA_TYPES
from redaction.unseen import reading
from redaction.unseen.items import Item, kinds

from .test_importers_markup import HOSTILE, RTF
from .test_importers_sheets import an_open_document, biff

NOTE = '<office:annotation><dc:creator xmlns:dc="d">Sven</dc:creator><text:p>ring henne</text:p></office:annotation>'


def a_sheet() -> bytes:
    """A workbook with a comment, two formulas, a link and an author."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kunder"
    sheet["A1"], sheet["A2"], sheet["A3"] = 1, "=A1+1", "=A2*2"
    sheet["A1"].comment = Comment("skyddad person", "Eva Nyström")
    sheet["B1"].hyperlink = "https://example.se/akt"
    sheet["B1"] = "akten"
    book.properties.creator = "Sven Utter"
    book.save(held)
    return held.getvalue()


FOUND = {
    "xlsx": (
        a_sheet(),
        {
            Item("comment", "skyddad person", "Eva Nyström", near="Kunder A1"),
            Item("formula", "A2: =A1+1\nA3: =A2*2", near="Kunder"),
            Item("link", "https://example.se/akt"),
            Item("property", "Sven Utter", name="Författare"),
        },
    ),
    "xls": (biff((0, 0, "hej"), user="Sven Utter"), {Item("property", "Sven Utter", name="Senast ändrad av")}),
    "odt": (
        an_open_document("text", f"<text:p>Hej{NOTE}<text:hidden-text>tyst</text:hidden-text></text:p>"),
        {Item("comment", "ring henne", "Sven"), Item("hidden-text", "tyst")},
    ),
    "html": (
        b"<html><body><!-- skriven av Sven --><p>Hej</p><p style='display: none'>osynligt</p>"
        b"<a href='mailto:eva@example.se'>Eva</a><a href='https://example.se'>mer</a></body></html>",
        {Item("comment", "skriven av Sven"), Item("hidden-text", "osynligt"), Item("link", "eva@example.se")},
    ),
    "eml": (
        b"From: a@example.se\nMIME-Version: 1.0\nMessage-ID: <x>\nKeywords: skyddad\nContent-Type: text/html\n\n"
        b"<p>Hej</p><div hidden>osynligt</div>",
        {Item("hidden-text", "osynligt"), Item("property", "skyddad", name="Keywords")},
    ),
    "rtf": (
        RTF,
        {
            Item("property", "Hemlig", name="Författare"),
            Item("hidden-text", "osynligt"),
            Item("deletion", "struket"),
            Item("comment", "en kommentar"),
        },
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_it_is_told(tmp_path: Path, kind: str) -> None:
    """Each thing once, and the pages behind the file's own say it."""
    content, wanted = FOUND[kind]
    (tmp_path / "fil").write_bytes(content)
    (tmp_path / "in").mkdir()
    made = importers.take_in(tmp_path / "fil", "fil", tmp_path / "in")
    assert made.media_type == MEDIA_TYPES[kind]
    found = reading.read(tmp_path / "fil", made.media_type, made.pdf)
    assert len(found) == len(set(found))
    assert wanted <= set(found), set(found)
    assert {item.kind for item in found} <= set(kinds())
    own = len(made.working.pages)
    again, regions = reading.add(tmp_path / "fil", made)
    assert len(again.working.pages) > own
    assert len(regions) == len(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_files_made_to_harm_end(tmp_path: Path, name: str) -> None:
    """A refusal or a list; never a fault of ours."""
    (tmp_path / "fil").write_bytes(HOSTILE[name])
    try:
        reading.read(tmp_path / "fil", MEDIA_TYPES[name.rpartition(".")[2]], tmp_path / "ingen.pdf")
    except DocumentError:
        return
    except FileNotFoundError:  # something was told, and the pages are asked whether they say it
        return
