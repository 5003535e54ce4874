"""The text of a Word file part by part: what must stand in the pages, and what it holds besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.errors import Damaged

from . import coverage, word_fields, wordml
from .package import Element, Package
from .wordml import Styles, children, count, kid, local, value, visible

_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_QUIET_PROPERTIES = {
    *("Template", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines", "Paragraphs"),
    *(
        "ScaleCrop",
        "LinksUpToDate",
        "CharactersWithSpaces",
        "SharedDoc",
        "HyperlinksChanged",
        "AppVersion",
        "TitlesOfParts",
    ),
    *("HeadingPairs", "created", "modified", "revision", "lastPrinted", "HLinks"),
}
_QUIET_LINKS = {"hyperlink"}


@dataclass(frozen=True)
class Edge:
    """A header or footer in use; ``first`` where it stands on the first page of a section."""

    kind: str
    root: Element
    first: bool


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file that hold text; ``unused`` are edges and notes that no page shows."""

    package: Package
    main: str
    body: Element
    styles: Styles
    edges: tuple[Edge, ...]
    notes: tuple[tuple[str, Element], ...]
    drawings: tuple[Element, ...]
    unused: tuple[Element, ...]

    def wanted(self, pages: int) -> Counter[str]:
        """The words that so many pages must hold; a single page has one header and one footer.

        Headers and footers of one kind often say the same on different pages; of each word the most that
        one of them holds is wanted.
        """
        wanted = self._words(self.body)
        for kind in ("header", "footer"):
            most: Counter[str] = Counter()
            for edge in self.edges:
                if edge.kind == kind and (pages > 1 or edge.first):
                    most |= self._words(edge.root)
            wanted += most
        for root in (*(root for _, root in self.notes), *self.drawings):
            wanted += self._words(root)
        return wanted

    def _words(self, root: Element) -> Counter[str]:
        """The words that are seen, without the numbers of pages that every layout counts anew."""
        return coverage.words(self._text(root)) - coverage.words(word_fields.counted(root))

    def later_edges(self) -> int:
        """How many headers and footers with text a document of one page does not show."""
        return sum(not edge.first and bool(self._text(edge.root).strip()) for edge in self.edges)

    def hidden(self) -> Counter[str]:
        """What the file holds and its pages do not show, by kind."""
        found: Counter[str] = Counter()
        for root in self._running():
            found["deletion"] += count(root, "del", _has_text) + count(root, "moveFrom", _has_text)
            found["insertion"] += count(root, "ins", _has_text) + count(root, "moveTo", _has_text)
            found["hidden-text"] += _hidden_runs(root, self.styles)
            found["alt-text"] += count(root, "docPr", lambda e: bool(e.get("descr") or e.get("title")))
        package = self.package
        for name in package.matching("word/comments", ".xml"):
            found["comment"] += count(package.xml(name), "comment")
        found["embedded"] = len(package.matching("word/embeddings/")) + count(self.body, "altChunk")
        found["macro"] = len(package.matching("word/vbaProject"))
        found["custom-xml"] = len([n for n in package.matching("customXml/item", ".xml") if "Props" not in n])
        found["chart"] = len(package.matching("word/charts/chart", ".xml"))
        found["diagram"] = len(package.matching("word/diagrams/data", ".xml"))
        found["thumbnail"] = len(package.matching("docProps/thumbnail"))
        found["metadata"] = sum(_properties(package.xml(name)) for name in _PROPERTIES if name in package.names)
        found["unused-part"] = sum(bool(self._text(root).strip()) for root in self.unused)
        found["external-link"] = sum(
            external and kind not in _QUIET_LINKS for _, kind, _, external in package.relations(self.main)
        )
        return found

    def texts(self) -> Iterator[str]:
        """The visible text of each part that must stand in the pages."""
        yield from (self._text(root) for root in (*self._running(), *self.drawings))

    def _running(self) -> tuple[Element, ...]:
        return (self.body, *(edge.root for edge in self.edges), *(note for _, note in self.notes))

    def _text(self, root: Element) -> str:
        return "".join(visible(root, self.styles))


def read(package: Package) -> WordFile:
    """Finds the parts. Raises Damaged where there is no main part or it has no body."""
    main = next(
        (target for _, kind, target, _ in package.relations("") if kind == "officeDocument"), "word/document.xml"
    )
    if main not in package.names:
        raise Damaged()
    root = package.xml(main)
    body = kid(root, "body")
    if body is None:
        raise Damaged()
    parts = {
        name: (kind, target)
        for name, kind, target, external in package.relations(main)
        if not external and target in package.names
    }
    edges, unused = _edges(package, root, parts)
    notes, loose = _notes(package, body, parts)
    sheet = next((target for kind, target in parts.values() if kind == "styles"), "word/styles.xml")
    return WordFile(
        package,
        main,
        body,
        wordml.styles(package, sheet),
        edges,
        notes,
        tuple(package.xml(name) for name in package.matching("word/diagrams/data", ".xml")),
        (*unused, *loose),
    )


Parts = dict[str, tuple[str, str]]
"""Kind and name of each part that the main one refers to, by the reference's id."""


def _edges(package: Package, root: Element, parts: Parts) -> tuple[tuple[Edge, ...], list[Element]]:
    """Headers and footers that some page can show, and those that none can (ISO/IEC 29500-1, 17.10).

    First ones need a title page, even ones the setting for it; with a title page the usual ones stand on
    later pages only.
    """
    settings = next((target for kind, target in parts.values() if kind == "settings"), "")
    even = bool(settings) and wordml.is_on(kid(package.xml(settings), "evenAndOddHeaders"))
    first: dict[str, bool] = {}
    for section in root.iter("{*}sectPr"):
        title = wordml.is_on(kid(section, "titlePg"))
        for reference in section:
            place, target = value(reference, "type"), _target(reference, parts)
            if target and {"first": title, "even": even}.get(place, True):
                first[target] = first.get(target, False) or (place != "even" and title == (place == "first"))
    used, unused = [], []
    for kind, target in dict.fromkeys(parts.values()):
        if kind in ("header", "footer"):
            part = package.xml(target)
            if target in first:
                used.append(Edge(kind, part, first[target]))
            else:
                unused.append(part)
    return tuple(used), unused


def _target(reference: Element, parts: Parts) -> str:
    if local(reference) not in ("headerReference", "footerReference"):
        return ""
    return next((parts[v][1] for k, v in reference.attrib.items() if str(k).endswith("}id") and v in parts), "")


def _notes(package: Package, body: Element, parts: Parts) -> tuple[tuple[tuple[str, Element], ...], list[Element]]:
    """Foot and end notes that the body refers to, and those that it does not."""
    used: list[tuple[str, Element]] = []
    loose: list[Element] = []
    for kind, target in parts.values():
        if kind in ("footnotes", "endnotes"):
            marks = {value(mark, "id") for mark in body.iter("{*}" + kind.removesuffix("s") + "Reference")}
            for note in package.xml(target):
                if value(note, "type") in ("", "normal"):
                    if value(note, "id") in marks:
                        used.append((kind, note))
                    else:
                        loose.append(note)
    return tuple(used), loose


def _has_text(element: Element) -> bool:
    return any(found.text for name in ("t", "delText") for found in element.iter("{*}" + name))


def _hidden_runs(root: Element, known: Styles) -> int:
    def walk(element: Element, hidden: bool) -> Iterator[bool]:
        if local(element) == "p":
            hidden = known.hides_paragraph(element)
        if local(element) == "r" and known.hides(element, hidden):
            yield _has_text(element)
            return
        for child in children(element):
            yield from walk(child, hidden)

    return sum(walk(root, False))


def _properties(root: Element) -> int:
    """How many properties say something about persons or the matter; counts and versions do not."""
    return sum(bool("".join(str(t) for t in e.itertext()).strip()) and local(e) not in _QUIET_PROPERTIES for e in root)
