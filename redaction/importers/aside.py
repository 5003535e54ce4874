"""A page that cannot be read is put aside: a page that says so stands in its place, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

import pikepdf

import resources
from redaction import write
from redaction.content import Document, Heading, paragraph
from redaction.errors import Damaged
from redaction.files import Hidden
from redaction.words import Region, RegionKind

from .base import Imported, working

CATALOGUE = ("catalogues", "unseen.toml")
KIND = "page-aside"
"""What such pages are counted as."""
MOST = 50
"""So many pages are put aside; a file with more that cannot be read is damaged."""
_MADE_AT = "1980-01-01T00:00:00Z"

R = TypeVar("R")


def trying(imported: Imported, step: Callable[[Imported], R]) -> tuple[Imported, R]:
    """What a step gives for the file, and the file with the pages put aside that it could not read.

    Raises what the step raises, where that names no page, or too many.
    """
    while True:
        try:
            return imported, step(imported)
        except Damaged as error:
            page = error.parameters.get("page", -1)
            if not isinstance(page, int) or page < 0 or page in imported.aside:
                raise
            imported = put(imported, [page])


def put(imported: Imported, pages: Collection[int]) -> Imported:
    """The file with a page that says so in the place of each of these (from 0). Raises Damaged past ``MOST``."""
    new = sorted(set(pages) - set(imported.aside))
    if not new:
        return imported
    aside = (*imported.aside, *new)
    if len(aside) > MOST:
        raise Damaged()
    with pikepdf.open(imported.pdf, allow_overwriting_input=True) as whole:
        for page in new:
            if page >= len(whole.pages):
                raise Damaged()
            _replace(imported, whole, page)
        whole.save(imported.pdf, deterministic_id=True, fix_metadata_version=False)
    made = working(imported.pdf, imported.working.importer)
    hidden = tuple(one for one in imported.working.hidden if one.kind != KIND)
    counted = replace(
        imported.working, sha256=made.sha256, pages=made.pages, hidden=(*hidden, Hidden(KIND, len(aside)))
    )
    return replace(imported, working=counted, aside=aside)


def regions(imported: Imported) -> tuple[tuple[int, Region], ...]:
    """The pages that were put aside (from 0), each as a part that a person has to judge."""
    boxes = imported.working.pages
    return tuple((page, Region(RegionKind.BROKEN, boxes[page].rect)) for page in sorted(imported.aside))


def _replace(imported: Imported, whole: pikepdf.Pdf, page: int) -> None:
    said = resources.table(*CATALOGUE)["aside"]
    blocks = (Heading(1, str(said["title"]).format(page=page + 1)), paragraph(str(said["about"])))
    note = imported.pdf.with_name(f"{imported.pdf.stem}-aside.pdf")
    write.working(Document("", blocks, page_word="", show_title=False), note, _MADE_AT, write.silent)
    with pikepdf.open(note) as made:
        for key in ("/StructParents", "/Tabs"):  # they lead into the structure of another file
            del made.pages[0].obj[key]
        whole.pages[page] = made.pages[0]
    note.unlink()
