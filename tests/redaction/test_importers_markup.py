"""Web pages and RTF: the words a reader would see, in order, in columns where they are; nothing is loaded or run."""

from __future__ import annotations

import socket
from pathlib import Path

import pymupdf
import pytest

from redaction.content import Bullets, Heading, Paragraph, Table, texts
from redaction.errors import Damaged, DocumentError
from redaction.importers import Imported, html, rtf, take_in

PAGE = """<!doctype html><html><head><title>T</title><style>p{x:y}</style><meta charset="utf-8"></head><body>
<h1>Klagomål</h1><p>Hej <b>Åsa</b>,<br>ny rad.</p><ul><li>ett</li><li>två</li></ul>
<table><tr><th>Namn</th><th>Belopp</th></tr><tr><td>Bo</td><td>100</td></tr></table>
<table><tr><td><table><tr><td>inre</td></tr></table></td><td>bredvid</td></tr></table>
<div hidden>gömt</div><iframe src="http://example.se/"></iframe><img src="http://example.se/a.png" alt="Karta">
<object data="http://example.se/o"></object><link rel="stylesheet" href="http://example.se/s.css"><!-- not -->
<script>document.write("skrivet")</script></body></html>"""

RTF = (
    b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 X;}}{\\info{\\author Hemlig}}\n"
    b"\\f0 Hej {\\b \\'c5sa} \\u214?rjan\\par {\\v osynligt}{\\deleted struket}"
    b"\\trowd Namn\\cell Belopp\\cell\\row Bo\\cell 100\\cell\\row "
    b"{\\*\\annotation en kommentar}{\\pict 0102}{\\f1 \\'c4\\'e0}\\u-10179?\\u-8704?{\\field{\\*\\fldinst HYPERLINK}"
    b"{\\fldrslt l\\'e4nk}}}"
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket fails the test."""

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a document asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def taken(folder: Path, name: str, content: bytes) -> Imported:
    """The file as it is taken in."""
    (folder / name).write_bytes(content)
    into = folder / "in"
    into.mkdir(exist_ok=True)
    return take_in(folder / name, name, into)


def test_a_page_gives_what_is_seen(tmp_path: Path) -> None:
    """Headings, bold, lists, tables of plain cells; tables for layout are read through; the rest is counted."""
    blocks, hidden = html.read(PAGE)
    assert blocks[0] == Heading(1, "Klagomål")
    assert isinstance(blocks[1], Paragraph)
    assert [run.text for run in blocks[1].runs if run.bold] == ["Åsa"]
    assert Bullets(("ett", "två")) in blocks
    assert Table(("Namn", "Belopp"), (("Bo", "100"),)) in blocks
    said = " ".join(words for block in blocks for words in texts(block))
    assert "inre" in said
    assert "bredvid" in said
    assert "[Karta]" in said
    assert not any(word in said for word in ("gömt", "skrivet", "x:y"))
    assert {k: v for k, v in hidden.items() if v} == {
        "comment": 1, "hidden-text": 1, "external-link": 2, "picture": 2, "script": 1,
    }  # fmt: skip
    made = taken(tmp_path, "sida.html", PAGE.encode())
    assert (made.working.importer, made.working.coverage, made.media_type) == ("html/utf-8", 1.0, "text/html")


def test_rtf_gives_what_is_seen(tmp_path: Path) -> None:
    """Letters of every set, halves put together, cells; hidden, deleted, comments and pictures are counted."""
    blocks, hidden = rtf.read(RTF)
    lines = ["".join(texts(block)) for block in blocks]
    assert lines == ["Hej Åsa Örjan", "Namn\tBelopp\t", "Bo\t100\t", "\u0414\u0430\U0001f600länk"]
    assert hidden == {"hidden-text": 1, "deletion": 1, "comment": 1, "picture": 1}
    assert taken(tmp_path, "brev.rtf", RTF).media_type == "application/rtf"


HOSTILE = {
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"hej",
    "deep.rtf": b"{\\rtf1" + b"{" * 100_000 + b"hej",
    "cut.rtf": RTF[:90],
    "numbers.rtf": b"{\\rtf1 \\u99999999999? \\ansicpg99999 \\uc99999 \\'zz \\f-5 hej}",
    "entities.html": b"<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><html>&a;&b; hej</html>",
    "attributes.html": b"<html><body " + b"a='1' " * 50_000 + b">hej",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_made_to_harm_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """Never a fault of ours, and nothing of this computer's files in it."""
    try:
        made = taken(tmp_path, name, HOSTILE[name])
    except DocumentError:
        return
    assert b"root:" not in made.pdf.read_bytes()


def test_what_is_no_rtf_is_damaged() -> None:
    """The reader takes what begins as one."""
    with pytest.raises(Damaged):
        rtf.read(b"hej")


def test_a_page_without_a_word_is_a_document(tmp_path: Path) -> None:
    """A text of pictures alone is taken in, and its page says that there are no words."""
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi\pard\par}")
    made = take_in(tmp_path / "a.rtf", "a.rtf", tmp_path)
    with pymupdf.open(made.pdf) as document:
        assert "Filen har inga ord." in document[0].get_text()
