"""The reading order: a structure tree of ours alone, in which each mark on a page has its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redaction.burning.structure import MASKED
from redaction.report import CheckResult

from . import objects
from .base import Evidence

ROOT = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey"}
ELEMENTS = {
    "/Document": {"/S", "/P", "/K"},
    "/P": {"/S", "/P", "/Pg", "/K"},
    "/Span": {"/S", "/P", "/Pg", "/K", "/ActualText"},
}
"""The kinds of elements, and the keys that each may have."""

TREE = {"/StructTreeRoot", "/StructParents", "/MarkInfo", "/ActualText", "/ParentTree", "/Tabs"}
"""Keys that stand nowhere but in the tree, in the catalogue, and on pages."""


def ours(evidence: Evidence) -> CheckResult:
    """The tree holds only elements and words of ours; what it tells of a page is what is marked there, each once."""
    pdf, said = evidence.pdf, _Said(evidence.labels)
    reader = evidence.reader.read_all(pdf)
    wrong = reader.strange + sum(not said.may(text) for text in reader.said)
    told: dict[objects.Number, list[int]] = {}
    marked = dict(reader.marked)
    known = {pdf.Root.objgen, *(page.obj.objgen for page in pdf.pages)}
    tree = pdf.Root.get("/StructTreeRoot")
    if isinstance(tree, Dictionary):
        known.add(tree.objgen)
        wrong += bool(set(tree.keys()) - ROOT) + (pdf.Root.get("/MarkInfo") != Dictionary(Marked=True))
        for element, number in _walk(tree):
            known.add(element.objgen)
            wrong += not said.fits(element)
            if number is not None:
                told.setdefault(element.Pg.objgen, []).append(number)
    elsewhere = sum(
        bool(TREE & set(objects.keys(thing))) for thing in pdf.objects if getattr(thing, "objgen", None) not in known
    )
    pages = [
        n for n, page in enumerate(pdf.pages)
        if sorted(marked.pop(page.obj.objgen, ())) != sorted(told.get(page.obj.objgen, ()))
        or page.obj.get("/Tabs", Name.S) != Name.S
    ]  # fmt: skip
    wrong += elsewhere + len(pages) + len(marked)
    return CheckResult("reading-order", not wrong, wrong, tuple(pages))


class _Said:
    """What may be said of a mask."""

    def __init__(self, labels: frozenset[str]) -> None:
        self._labels = labels | {MASKED}

    def may(self, text: str) -> bool:
        """Whether it is one of our labels."""
        return "".join(text.split()) in self._labels

    def fits(self, element: Any) -> bool:
        """Whether an element is one of ours and has no words but such."""
        allowed = ELEMENTS.get(str(element.get("/S")))
        if allowed is None or set(element.keys()) - allowed:
            return False
        text = element.get("/ActualText")
        return text is None or (isinstance(text, String) and self.may(str(text)))


def _walk(tree: pikepdf.Object) -> Iterator[tuple[Any, int | None]]:
    """Every element, and with it each number of marked content that it holds, in the order in which they are read."""
    waiting: list[Any] = [tree.get("/K")]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary):
            raise ValueError("no element")
        yield element, None
        kids = element.get("/K", Array())
        below: list[Any] = []
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, int):
                yield element, int(kid)
            else:
                below.append(kid)
        waiting.extend(reversed(below))
