"""The file of a document's words: every page comes back as it was, and a broken file is told apart."""

from __future__ import annotations

import json
import struct
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from redaction import text_layer, words_file
from redaction.crew import Alone
from redaction.errors import Damaged, PageOutside
from redaction.geometry import PageBox, Rect
from redaction.words import PageText, Source, Word
from tests.bench.raw import long_pdf

UPRIGHT = Word("Åsa", Rect(72.0, 10.5, 90.25, 22.0), 0, (72.0, 78.125, 84.5, 90.25), 0)
TURNED = Word("\U0001f600x", Rect(5.0, 40.0, 15.0, 60.0), 4, (60.0, 50.0, 40.0), 1, True, Source.OCR, 37)
PAGES = (
    PageText(0, PageBox(595.0, 842.0, 90), "Åsa\n\U0001f600x", (UPRIGHT, TURNED)),
    PageText(1, PageBox(100.0, 100.0), "", ()),
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file with the two pages."""
    words_file.save(PAGES, tmp_path / "words")
    return tmp_path / "words"


def test_a_page_comes_back_as_it_was(kept: Path) -> None:
    """Text, words, places to the last bit, upright and turned, read from text and from a picture."""
    assert words_file.count(kept) == 2
    assert tuple(words_file.load(kept, page) for page in range(2)) == PAGES
    assert [words_file.text(kept, page) for page in range(2)] == [page.text for page in PAGES]


def as_once(page: PageText) -> bytes:
    """A page as it was packed before it was kept how surely a word was read."""
    box, words = page.box, page.words
    body = {"page": page.page, "box": [box.width, box.height, box.rotation], "text": page.text, "words": len(words)}
    head = json.dumps(body).encode()
    whole = [n for w in words for n in (w.start, len(w.text), w.line, w.vertical, list(Source).index(w.source))]
    places = [at for w in words for at in w.rect] + [at for w in words for at in w.edges]
    numbers = struct.pack(f"<{len(whole)}I{len(places)}f", *whole, *places)
    return struct.pack("<I", len(head)) + head + numbers


def test_a_file_of_an_older_program_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not say how surely a word was read; all else comes back."""
    monkeypatch.setattr(words_file, "_packed", as_once)
    words_file.save(PAGES, tmp_path / "words")
    monkeypatch.undo()
    before = replace(PAGES[0], words=(UPRIGHT, TURNED._replace(sure=100)))
    assert tuple(words_file.load(tmp_path / "words", page) for page in range(2)) == (before, PAGES[1])


def test_a_page_that_is_not_there_is_refused(kept: Path) -> None:
    """Pages count from 0."""
    with pytest.raises(PageOutside):
        words_file.load(kept, 2)


def test_a_broken_file_is_damaged_and_nothing_worse(kept: Path) -> None:
    """Whatever byte is wrong, the page is given or the file refused."""
    whole, chance = kept.read_bytes(), Random(7)
    for _ in range(200):
        broken = bytearray(whole)
        broken[chance.randrange(len(whole))] = chance.randrange(256)
        kept.write_bytes(broken)
        with suppress(Damaged, PageOutside):
            words_file.load(kept, 0)


class Two(Alone):
    """A crew of two that works here."""

    size = 2


def test_parts_are_joined_to_what_one_reader_writes(tmp_path: Path) -> None:
    """The words of a long document are the same, page by page, however many read it; the parts leave no file."""
    long_pdf(tmp_path / "long.pdf", 50)
    text_layer.keep(tmp_path / "long.pdf", 50, tmp_path / "two", Two())
    text_layer.keep(tmp_path / "long.pdf", 50, tmp_path / "one")
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()
    assert words_file.load(tmp_path / "two", 49).text.startswith("Sida 50")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["long.pdf", "one", "two"]
