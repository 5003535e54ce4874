"""What a Word file holds beside its pages (ISO/IEC 29500-1): comments, changes, hidden text, properties, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from redaction.importers import word_text, wordml
from redaction.importers.package import Element, Package
from redaction.importers.word_text import WordFile
from redaction.importers.wordml import Styles, local, value

from .items import Item, property_item, residues, tidy

NEAR = 60
"""Characters of the words that a comment stands at."""
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_CHANGES = {"del": "deletion", "moveFrom": "deletion", "ins": "insertion", "moveTo": "insertion"}
_QUIET_LINKS = {"attachedTemplate"}
_FIELD_LINK = re.compile(r"\b(?:HYPERLINK|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO)\b(.+)", re.I | re.S)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(source: Path) -> list[Item]:
    """Everything that is found. Raises DocumentError where the file cannot be read."""
    with Package(source) as package:
        word = word_text.read(package)
        roots = (word.body, *(edge.root for edge in word.edges), *(note for _kind, note in word.notes))
        found = [*_comments(word), *properties(package), *_parts(word), *links(package, roots)]
        for root in roots:
            found += _changes(root)
            found += (Item("hidden-text", text) for text in _hidden(root, word.styles))
            found += (Item("alt-text", text) for text in _descriptions(root))
        return found


def _comments(word: WordFile) -> Iterator[Item]:
    near = _anchors(word.body)
    for name in word.package.matching("word/comments", ".xml"):
        for comment in word.package.xml(name).iter("{*}comment"):
            who, when = value(comment, "author"), _day(value(comment, "date"))
            text = tidy(_all(comment))
            if text or who:
                yield Item("comment", text, who, when, near=near.get(value(comment, "id"), ""))


def _anchors(body: Element) -> dict[str, str]:
    """The words that each comment stands at, by its number."""
    open_: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for element in body.iter():
        name = local(element)
        if name == "commentRangeStart":
            open_[value(element, "id")] = []
        elif name == "commentRangeEnd":
            found[value(element, "id")] = " ".join("".join(open_.pop(value(element, "id"), [])).split())[:NEAR]
        elif name in ("t", "delText") and open_:
            for words in open_.values():
                words.append(element.text or "")
    return found


def _changes(root: Element) -> Iterator[Item]:
    """Changes that nobody has accepted or taken back; those of one person that follow on each other are one."""
    changes = (e for e in root.iter() if local(e) in _CHANGES and local(e.getparent()) not in _CHANGES)
    rows = ((_CHANGES[local(e)], value(e, "author"), _day(value(e, "date")), _all(e)) for e in changes)
    for (kind, who, when), group in groupby((row for row in rows if row[3].strip()), key=lambda row: row[:3]):
        yield Item(kind, tidy("\n".join(row[3] for row in group)), who, when)


def _hidden(root: Element, known: Styles) -> Iterator[str]:
    """Each stretch of hidden text, by runs that follow on each other."""
    for paragraph in root.iter("{*}p"):
        hides = known.hides_paragraph(paragraph)
        runs = [(known.hides(run, hides), run) for run in paragraph.iter("{*}r")]
        for hidden, group in groupby(runs, key=lambda row: row[0]):
            text = tidy("".join(_all(run) for _hides, run in group)) if hidden else ""
            if text:
                yield text


def _descriptions(root: Element) -> Iterator[str]:
    for drawing in root.iter("{*}docPr"):
        text = tidy("\n".join(filter(None, (drawing.get("title", ""), drawing.get("descr", "")))))
        if text:
            yield text


def properties(package: Package) -> Iterator[Item]:
    """What an Office file says of itself and of those who wrote it."""
    for part in _PROPERTIES:
        if part in package.names:
            for element in package.xml(part):
                name = element.get("name") or local(element)
                made = property_item(name, " ".join("".join(element.itertext()).split()))
                if made is not None:
                    yield made


def _parts(word: WordFile) -> Iterator[Item]:
    package = word.package
    unused = (tidy("".join(wordml.visible(root, word.styles))) for root in word.unused)
    yield from (Item("unused-part", text) for text in unused if text)
    for name in package.matching("word/embeddings/"):
        yield Item("attachment", name.rpartition("/")[2])
    for name in package.matching("word/vbaProject"):
        yield Item("program", name.rpartition("/")[2])
    for name in package.matching("customXml/item", ".xml"):
        root = package.xml(name)
        text = tidy("\n".join(_own_words(root)))
        if text and "Props" not in name and local(root).casefold() not in residues()["custom-xml"]:
            yield Item("custom-xml", text)


def _own_words(root: Element) -> Iterator[str]:
    """The text and the attributes' values of every element, but for declarations."""
    for element in root.iter():
        if local(element):
            own = (str(value) for name, value in element.attrib.items() if "}" not in str(name))
            yield from (text for text in own if any(c.isalpha() for c in text))
            yield element.text or ""


def links(package: Package, roots: Iterable[Element] = ()) -> Iterator[Item]:
    """Each place outside the file that it leads to, once."""
    told: dict[str, None] = {}
    for name in sorted(n for n in package.names if n.endswith(".rels")):
        part = name.replace("_rels/", "").removesuffix(".rels")
        leads = ((kind, target) for _id, kind, target, outside in package.relations(part) if outside)
        told |= {target: None for kind, target in leads if kind not in _QUIET_LINKS}
    for root in roots:
        for code in ("".join(e.text or "" for e in p.iter("{*}instrText")) for p in root.iter("{*}p")):
            found = _FIELD_LINK.search(code)
            told |= {found[1].strip().strip('"'): None} if found else {}
    yield from (Item("link", target) for target in told if target)


def _all(element: Element) -> str:
    """All text under the element, seen or not; paragraphs end with a line feed."""
    parts = []
    for found in element.iter():
        name = local(found)
        if name in ("t", "delText"):
            parts.append(found.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append(" ")
        elif name == "p" and parts:
            parts.append("\n")
    return "".join(parts)


def _day(when: str) -> str:
    found = _DAY.match(when)
    return found[0] if found else ""

