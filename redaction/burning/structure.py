"""The structure tree of a masked copy: a document of paragraphs, in them marked text and masks with what is heard.

It is ours alone: no structure of the source is kept, and no string stands in it but what is said of a mask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .tagging import Paragraph

MASKED = "[Maskerat]"
"""What is heard of a mask of which nothing else is said."""


def install(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page], paragraphs: Mapping[int, Sequence[Paragraph]]) -> None:
    """Writes the tree.

    Args:
        pages: all of the document.
        paragraphs: of each page (from 0) that could be marked.
    """
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=tree))
    kids: list[pikepdf.Object] = []
    numbers: list[object] = []
    for key, (number, told) in enumerate(sorted(paragraphs.items())):
        page = pages[number].obj
        page.StructParents, page.Tabs = key, Name.S
        owners: dict[int, pikepdf.Object] = {}
        kids += [_paragraph(pdf, page, document, said, owners) for said in told]
        numbers += [key, pdf.make_indirect(Array([owners[n] for n in sorted(owners)]))]
    document.K = Array(kids)
    tree.K = document
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(paragraphs)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _paragraph(
    pdf: pikepdf.Pdf, page: pikepdf.Object, parent: pikepdf.Object, said: Paragraph, owners: dict[int, pikepdf.Object]
) -> pikepdf.Object:
    """A paragraph; ``owners`` is told which element each marked content belongs to."""
    made = pdf.make_indirect(Dictionary(S=Name.P, P=parent, Pg=page))
    kids: list[object] = []
    for part in said:
        owner = made
        if part.spoken:
            owner = pdf.make_indirect(
                Dictionary(S=Name.Span, P=made, Pg=page, K=part.number, ActualText=String(part.spoken))
            )
        owners[part.number] = owner
        kids.append(owner if part.spoken else part.number)
    made.K = Array(kids) if len(kids) > 1 else kids[0]
    return made
