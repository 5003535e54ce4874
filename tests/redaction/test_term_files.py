"""Lists of terms come in as Excel writes them in Sweden; what is no list is refused in words."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from redaction import term_files
from redaction.errors import Damaged, DocumentError, Empty, TooLarge, Unsupported
from redaction.sought import LONGEST_TERM

TEXT = 'Term;Grund;Kategori\r\nÅsa Sjöberg;OSL 21:7;PERSON\r\n\r\n"Berg; Nils";;\r\n'


def rows(file: Path) -> list[tuple[int, tuple[str, ...]]]:
    """Numbers and cells of a file."""
    return [(row.number, row.cells) for row in term_files.read(file)]


def a_file(folder: Path, content: bytes, name: str = "lista.csv") -> Path:
    """A file of these bytes."""
    file = folder / name
    file.write_bytes(content)
    return file


def a_book(folder: Path, *lines: Sequence[object]) -> Path:
    """An XLSX with these rows."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(folder / "lista.xlsx")
    return folder / "lista.xlsx"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_a_swedish_excel(tmp_path: Path, encoding: str) -> None:
    """Semicolons, in every encoding Excel saves in; empty rows are passed over and counted."""
    found = rows(a_file(tmp_path, TEXT.encode(encoding)))
    assert found == [
        (1, ("Term", "Grund", "Kategori")),
        (2, ("Åsa Sjöberg", "OSL 21:7", "PERSON")),
        (4, ("Berg; Nils",)),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Berg, Nils\n", ("Berg, Nils",)),
        ("a\tOSL 21:7\n", ("a", "OSL 21:7")),
        ("term,grund\n", ("term", "grund")),
        ("\"två\nrader\";x\n", ("två\nrader", "x")),
        ("a\0b;c\n", None),
    ],
)  # fmt: skip
def test_what_parts_the_cells(tmp_path: Path, text: str, cells: tuple[str, ...] | None) -> None:
    """A comma inside a name parts nothing unless the headings say so; binary is no list."""
    file = a_file(tmp_path, text.encode())
    if cells is None:
        with pytest.raises(Unsupported):
            rows(file)
    else:
        assert rows(file) == [(1, cells)]


def test_xlsx_rows_as_written(tmp_path: Path) -> None:
    """Numbers as people write them, empty rows counted, formulas never counted out."""
    book = a_book(tmp_path, ["term", "grund"], [], ["Åsa Sjöberg", "OSL 21:7"], [735999.0, None], ["=1+1"])
    assert rows(book)[1:] == [
        (3, ("Åsa Sjöberg", "OSL 21:7")),
        (4, ("735999",)),
        (5, ("=1+1",)),
    ]


def test_a_long_cell_is_cut_past_the_longest_term(tmp_path: Path) -> None:
    """Whoever reads the rows sees that it was too long."""
    ((_number, (cell,)),) = rows(a_file(tmp_path, b"a" * 100_000))
    assert len(cell) == LONGEST_TERM + 1


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows and too many bytes are refused, in both kinds of files."""
    monkeypatch.setattr(term_files, "MOST_ROWS", 3)
    with pytest.raises(TooLarge):
        rows(a_file(tmp_path, b"ab\n" * 4))
    with pytest.raises(TooLarge):
        rows(a_book(tmp_path, *(["ab"] for _ in range(4))))
    monkeypatch.setattr(term_files, "MOST_BYTES", 3)
    with pytest.raises(TooLarge):
        rows(a_file(tmp_path, b"abcd"))


@pytest.mark.parametrize("content", [b"", b"\n\n;;\n", b"\xef\xbb\xbf"])
def test_an_empty_list_says_so(tmp_path: Path, content: bytes) -> None:
    """No row holds anything."""
    with pytest.raises(Empty):
        rows(a_file(tmp_path, content))


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_of_an_xlsx_are_never_resolved(tmp_path: Path, part: str) -> None:
    """A document type in any part: refused, or its entities stand for nothing."""
    good, bad = a_book(tmp_path, ["Åsa Sjöberg"]), tmp_path / "ond.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode()
            if name == part:
                body = BOMB + body.split("?>", 1)[-1].replace("sjöberg", "&b;&c;").replace("Sjöberg", "&b;&c;")
            new.writestr(name, body)
    try:
        found = str(rows(bad))
    except DocumentError:
        found = ""
    assert "aaaaaaaaaa" not in found
    assert "/" not in found.replace("OSL", "")


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500])
def test_a_damaged_xlsx_is_damaged(tmp_path: Path, content: bytes) -> None:
    """Never a fault of ours."""
    with pytest.raises(Damaged):
        rows(a_file(tmp_path, content, "lista.xlsx"))


def test_a_zip_that_is_no_xlsx_is_damaged(tmp_path: Path) -> None:
    """A Word file called xlsx, say."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        made.writestr("word/document.xml", "<a/>")
    with pytest.raises(Damaged):
        rows(tmp_path / "a.xlsx")


def test_quotation_marks_that_never_close(tmp_path: Path) -> None:
    """What one open mark would swallow is damaged or one long cell, never a silent half list."""
    file = a_file(tmp_path, b'"ab;OSL 21:7\n' + b"cd;\n" * 100_000)
    try:
        found = rows(file)
    except Damaged:
        return
    assert len(found[0][1][0]) == LONGEST_TERM + 1
