"""The pages behind a document on which stands what its own pages do not show.

They are pages of the working PDF like the others: found in, marked in, masked, proven and handed out with it. Each
thing on them is a region that a person has to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

from redaction import layout, write
from redaction.content import Block, Document, Heading, Paragraph, bold, paragraph
from redaction.geometry import Rect
from redaction.words import Region, RegionKind

from .items import LONGEST, Item, kinds, words

MADE_AT = "1980-01-01T00:00:00Z"
ROOM = 3.0
"""Points between the words of a thing and the edge of its region."""


def append(pdf: Path, items: Sequence[Item]) -> tuple[tuple[int, Region], ...]:
    """Puts the things on new last pages of the PDF, and gives their regions, each with its page (from 0).

    Things of one kind stand together, in the order of the catalogue; one that goes on over a page break has a region on
    each page. A PDF without things is left as it is.
    """
    if not items:
        return ()
    order = list(kinds())
    items = sorted(items, key=lambda item: order.index(item.kind))
    blocks, at = _blocks(items)
    document = Document(str(words()["title"]), tuple(blocks), page_word="", show_title=False)
    made = pdf.with_name(f"{pdf.stem}-unseen.pdf")
    write.working(document, made, MADE_AT, write.silent)
    first = _joined(pdf, made)
    made.unlink()
    places = _places(document, at)
    return tuple((first + page, Region(RegionKind.UNSEEN, rect, items[n].digest)) for n, page, rect in places)


def _blocks(items: Sequence[Item]) -> tuple[list[Block], dict[int, int]]:
    """The paper, and which thing stands in its blocks by their numbers."""
    blocks: list[Block] = [Heading(1, str(words()["title"])), paragraph(str(words()["about"]))]
    at: dict[int, int] = {}
    numbers = iter(range(len(items)))
    for kind, group in groupby(items, key=lambda item: item.kind):
        blocks.append(Heading(2, kinds()[kind]))
        for item in group:
            at[len(blocks)] = next(numbers)
            blocks.append(_told(item))
    return blocks, at


def _told(item: Item) -> Paragraph:
    own = words()
    place = [
        own["page"].format(page=item.page) if item.page is not None else "",
        own["near"].format(near=item.near) if item.near else "",
    ]
    by = own["by"].format(who=item.who) if item.who else ""
    head = ", ".join(part for part in (item.name, *place, by, item.when) if part)
    text = item.text[:LONGEST]
    more = [own["cut"].format(count=len(item.text) - LONGEST)] if len(item.text) > LONGEST else []
    body = "\n".join((text, *more))
    if not head:
        return paragraph(body)
    return paragraph(bold(f"{head[:1].upper()}{head[1:]}:"), "\n" if "\n" in body else " ", body)


def _joined(pdf: Path, made: Path) -> int:
    """Puts the pages of ``made`` last; gives the number of the first."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as whole, pikepdf.open(made) as more:
        first = len(whole.pages)
        for page in more.pages:
            for key in ("/StructParents", "/Tabs"):  # they lead into the structure of another file
                del page.obj[key]
        whole.pages.extend(more.pages)
        how: dict[str, Any] = {
            "deterministic_id": True, "object_stream_mode": pikepdf.ObjectStreamMode.preserve
        }  # fmt: skip
        try:
            whole.save(pdf, **how)
        except pikepdf.PdfError:  # the file's own description cannot be read
            whole.save(pdf, fix_metadata_version=False, **how)
    return first


def _places(document: Document, at: dict[int, int]) -> Iterator[tuple[int, int, Rect]]:
    """For each thing, by number, the pages and rectangles (page space) that it takes."""
    pages, root = layout.pages(document, write.silent)
    nodes = {id(root.children[block]): number for block, number in at.items()}
    for number, page in enumerate(pages):
        for node, inks in groupby(page.inks, key=lambda ink: ink.node):
            if id(node) in nodes:
                lines = list(inks)
                top, low = lines[0], lines[-1]
                rect = Rect(layout.LEFT, top.y - top.size, layout.RIGHT, low.y + 0.35 * low.size).grown(ROOM)
                yield nodes[id(node)], number, rect.rounded()
