"""Plain text comes in: every character of it, in the encoding it has, page by page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from redaction import importers
from redaction.errors import Empty, TooLarge, Unsupported
from redaction.importers import Imported, encoding

SWEDISH = "Åsa Öberg bor på Ängsvägen 3 i Fjällvik.\nHon ringde 070-1740605.\n"


def take_in(folder: Path, content: bytes, name: str = "anteckning.txt") -> Imported:
    """Takes a file of these bytes in."""
    source = folder / name
    source.write_bytes(content)
    out = folder / "out"
    out.mkdir()
    return importers.take_in(source, name, out)


def pages(imported: Imported) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(imported.pdf) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, named: str) -> None:
    """Swedish text reads the same in every encoding a registry gets, and the encoding is told."""
    imported = take_in(tmp_path, SWEDISH.encode(encoding))
    assert pages(imported)[0].strip() == SWEDISH.strip()
    assert imported.working.importer == f"text/{named}"
    assert imported.working.coverage == 1
    assert imported.working.hidden == ()
    assert imported.media_type == "text/plain"


def test_long_text_breaks_over_pages(tmp_path: Path) -> None:
    """Every line of a long file stands on some page, in order, blank lines too."""
    lines = [f"rad {n} om fjärrvärme" for n in range(500)]
    found = pages(take_in(tmp_path, "\n\n".join(lines).encode("utf-8")))
    assert len(found) > 5
    assert [line for line in "\n".join(found).split("\n") if line.strip()] == lines


def test_columns_stay_columns(tmp_path: Path) -> None:
    """Blanks inside a line are kept, so that a table in plain text can be read."""
    imported = take_in(tmp_path, b"Namn      Belopp\nBo        12 000\n")
    with pypdfium2.PdfDocument(imported.pdf) as opened:
        text = opened[0].get_textpage()
        whole = text.get_text_range()
        left = [text.get_charbox(whole.index(word))[0] for word in ("Belopp", "12 000")]
    assert left[0] == pytest.approx(left[1], abs=1)


def test_long_lines_are_not_cut(tmp_path: Path) -> None:
    """A line longer than the page is wide goes on below."""
    words = [f"ord{n}" for n in range(400)]
    assert "".join(pages(take_in(tmp_path, " ".join(words).encode()))).split() == words


def test_form_feed_begins_a_page(tmp_path: Path) -> None:
    """Old systems part pages with a form feed."""
    assert [page.strip() for page in pages(take_in(tmp_path, b"ett\ftv\xe5"))] == ["ett", "två"]


def test_what_cannot_be_drawn_is_found_and_told(tmp_path: Path) -> None:
    """Characters our faces lack are boxes that a search finds; their number is told, as are inkless ones."""
    imported = take_in(tmp_path, "Bo 漢字 sa\u00adde hej".encode())
    assert "漢字 sade" in pages(imported)[0]
    assert {found.kind: found.count for found in imported.working.hidden} == {"undrawable": 2, "format-character": 1}


@pytest.mark.parametrize("content", [b" ", b"\n\r\n\t", b"\xef\xbb\xbf\n", b"\x0c"])
def test_blank_file_is_told_as_empty(tmp_path: Path, content: bytes) -> None:
    """Nothing but white space has nothing to lay out."""
    with pytest.raises(Empty):
        take_in(tmp_path, content)


def test_bytes_are_not_text(tmp_path: Path) -> None:
    """A binary file is not laid out as if it were text, whatever its name."""
    with pytest.raises(Unsupported) as refused:
        take_in(tmp_path, bytes(range(256)) * 20)
    assert refused.value.parameters == {"kind": "unknown"}


def test_same_text_same_pdf(tmp_path: Path) -> None:
    """Taking the same file in twice gives the same working PDF."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (take_in(tmp_path / folder, SWEDISH.encode()) for folder in "ab")
    assert first.working.sha256 == second.working.sha256


def test_progress_is_told_while_one_long_paragraph_is_set(tmp_path: Path) -> None:
    """A long file without a blank line is not taken for a hang: every page is told."""
    source = tmp_path / "logg.txt"
    source.write_text("rad\n" * 1000, encoding="utf-8")
    told: list[str] = []
    imported = importers.take_in(source, source.name, tmp_path, progress=lambda done, total, phase: told.append(phase))
    assert told.count("lay out") >= len(imported.working.pages) - 1 > 10


def test_text_beyond_all_reading_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text file of more bytes than anyone reads is told as too large, with the limit."""
    monkeypatch.setattr(encoding, "MOST_BYTES", 100)
    with pytest.raises(TooLarge) as refused:
        take_in(tmp_path, b"rad\n" * 50)
    assert refused.value.parameters == {"what": "text", "limit": 100}
