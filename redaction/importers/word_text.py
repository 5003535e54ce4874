"""The text of a Word file part by part: what must stand in the pages, and what it holds besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.errors import Damaged

from . import coverage, wordml
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
class WordFile:
    """The parts of a Word file that hold text. ``edges`` are the headers and footers in use."""

    package: Package
    main: str
    body: Element
    styles: Styles
    edges: tuple[tuple[str, Element], ...]
    unused: tuple[Element, ...]
    notes: tuple[tuple[str, Element], ...]
    drawings: tuple[Element, ...]

    def wanted(self) -> Counter[str]:
        """The words that its pages must hold.

        Headers and footers of one kind often say the same on different pages; of each word the most that
        one of them holds is wanted.
        """
        wanted = coverage.words(self._text(self.body))
        for kind in ("header", "footer"):
            most: Counter[str] = Counter()
            for name, root in self.edges:
                if name == kind:
                    most |= coverage.words(self._text(root))
            wanted += most
        for root in (*(root for _, root in self.notes), *self.drawings):
            wanted += coverage.words(self._text(root))
        return wanted

    def hidden(self) -> Counter[str]:
        """What the file holds and its pages do not show, by kind."""
        found: Counter[str] = Counter()
        for root in (self.body, *(root for _, root in (*self.edges, *self.notes))):
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
        found["unused-header"] = sum(bool(self._text(root).strip()) for root in self.unused)
        found["external-link"] = sum(
            external and kind not in _QUIET_LINKS for _, kind, _, external in package.relations(self.main)
        )
        return found

    def texts(self) -> Iterator[str]:
        """The visible text of each part that must stand in the pages."""
        yield from (
            self._text(root) for root in (self.body, *(r for _, r in (*self.edges, *self.notes)), *self.drawings)
        )

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
    parts = {name: (kind, target) for name, kind, target, external in package.relations(main) if not external}
    used, roots = _used_edges(package, root, parts), {}
    for kind, target in parts.values():
        if kind in ("header", "footer") and target in package.names:
            roots[target] = (kind, package.xml(target))
    notes = [
        (kind, note)
        for kind, target in parts.values()
        if kind in ("footnotes", "endnotes") and target in package.names
        for note in package.xml(target)
        if value(note, "type") in ("", "normal")
    ]
    drawings = [package.xml(name) for name in package.matching("word/diagrams/data", ".xml")]
    sheet = next((target for kind, target in parts.values() if kind == "styles"), "word/styles.xml")
    return WordFile(
        package,
        main,
        body,
        wordml.styles(package, sheet),
        tuple(pair for target, pair in roots.items() if target in used),
        tuple(pair[1] for target, pair in roots.items() if target not in used),
        tuple(notes),
        tuple(drawings),
    )


def _used_edges(package: Package, root: Element, parts: dict[str, tuple[str, str]]) -> set[str]:
    """Headers and footers that some page can show: first ones need a title page, even ones the setting for it."""
    settings = next((target for kind, target in parts.values() if kind == "settings"), "")
    even = settings in package.names and wordml.is_on(kid(package.xml(settings), "evenAndOddHeaders"))
    used: set[str] = set()
    for section in root.iter("{*}sectPr"):
        title = wordml.is_on(kid(section, "titlePg"))
        for reference in section:
            if local(reference) in ("headerReference", "footerReference"):
                allowed = {"first": title, "even": even}.get(value(reference, "type"), True)
                target = next(
                    (parts[v][1] for k, v in reference.attrib.items() if str(k).endswith("}id") and v in parts), ""
                )
                used |= {str(target)} if allowed and target else set()
    return used


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
