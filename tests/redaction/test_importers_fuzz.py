"""Files of every form with bits turned, cut off, or pieces taken out: pages or a refusal by name, nothing else."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest

from redaction import importers
from redaction.errors import DocumentError

from .compound_file import attachment, compound, message
from .slide_files import Slide, presentation, shape, table
from .test_importers_mail import a_mail
from .test_importers_markup import PAGE, RTF
from .test_importers_picture import FORMS
from .test_importers_sheets import SHEET, TEXT, a_book, an_open_document, biff
from .test_importers_tnef import parcel

TRIES = 14


def a_zip() -> bytes:
    """An archive of two files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Mapp/brev.txt", "hej " * 100)
        made.writestr("c.pdf", "x" * 500)
    return held.getvalue()


def a_presentation() -> bytes:
    """A presentation of two slides."""
    with tempfile.TemporaryDirectory() as folder:
        slides = (Slide(shape("Avgiften", kind="title"), notes="inget"), Slide(table(("a", "b")), comment="hej"))
        return presentation(Path(folder) / "a.pptx", *slides).read_bytes()


SEEDS = {
    "eml": a_mail().as_bytes(),
    "msg": compound(message({0x37: "A", 0x1000: "B"}, attachments=(attachment("c.txt", b"d" * 9_000),))),
    "zip": a_zip(),
    "xlsx": a_book(),
    "xls": biff((0, 0, "hej"), (3, 2, "då")),
    "ods": an_open_document("spreadsheet", SHEET),
    "odt": an_open_document("text", TEXT),
    "pptx": a_presentation(),
    "tnef": parcel("Klagomål", "Hej", ("brev.txt", b"text" * 50)),
    "html": PAGE.encode(),
    "rtf": RTF,
    "png": FORMS["png"],
    "jpeg": FORMS["jpeg"],
    "tiff": FORMS["tiff"],
}


def broken(content: bytes, chance: random.Random) -> bytes:
    """The file with bytes changed, its end cut off, or a piece gone."""
    made = bytearray(content)
    how = chance.randrange(3)
    if how == 0:
        return bytes(made[: chance.randrange(len(made))])
    if how == 1:
        first = chance.randrange(len(made))
        del made[first : first + chance.randrange(1, 200)]
        return bytes(made)
    for _ in range(chance.choice((1, 4, 40))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


@pytest.mark.parametrize("name", SEEDS)
def test_a_broken_file_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """The same changes every time; what is taken in has a page."""
    chance = random.Random(name)
    for number in range(TRIES):
        into = tmp_path / str(number)
        into.mkdir()
        (into / "fil").write_bytes(broken(SEEDS[name], chance))
        try:
            made = importers.take_in(into / "fil", "fil", into)
        except DocumentError:
            continue
        assert made.working.pages
