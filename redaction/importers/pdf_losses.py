"""What a broken PDF has lost for good, so that a mended copy is never taken for the whole."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pymupdf

from redaction.errors import Damaged
from redaction.opening import MUPDF_TROUBLE

_REFERENCE = re.compile(r"\b(\d{1,7}) \d{1,5} R\b")
_TAIL = 2048
MOST_OBJECTS = 200_000


def count(source: Path, target: Path, password: str | None) -> Counter[str]:
    """Losses of ``source``, which was mended as ``target``, by kind.

    ``blank-page``: pages that draw nothing; ``lost-part``: objects that are spoken of and gone; ``cut-off``: 1
    where the file has no end.

    Raises:
        Damaged: no page draws anything and something is lost, or the copy cannot be read.
    """
    blank, pages = _blank(target)
    lost = Counter({"blank-page": blank, "lost-part": _dangling(source, password)})
    with source.open("rb") as file:
        file.seek(max(0, source.stat().st_size - _TAIL))
        lost["cut-off"] = int(b"%%EOF" not in file.read())
    if blank == pages and (lost["lost-part"] or lost["cut-off"]):
        raise Damaged()
    return lost


def _blank(target: Path) -> tuple[int, int]:
    """How many pages draw nothing, and how many there are."""
    try:
        with pymupdf.open(target, filetype="pdf") as document:
            return sum(not page.get_bboxlog() for page in document), document.page_count
    except MUPDF_TROUBLE as error:
        raise Damaged() from error


def _dangling(source: Path, password: str | None) -> int:
    """How many objects other objects point at do not exist; 0 where the file cannot be walked."""
    try:
        with pymupdf.open(source, filetype="pdf") as document:
            document.authenticate(password or "")
            last = min(document.xref_length(), MOST_OBJECTS)
            texts = {number: document.xref_object(number, compressed=True) for number in range(1, last)}
    except MUPDF_TROUBLE:
        return 0
    named = {int(found) for text in texts.values() for found in _REFERENCE.findall(text)}
    return sum(texts.get(number, "null").strip() == "null" for number in named if 0 < number < MOST_OBJECTS)
