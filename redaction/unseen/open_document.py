"""What an OpenDocument file holds beside its pages: comments, deletions, hidden text, formulas, properties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from redaction.importers.odf import attribute
from redaction.importers.package import Element, Package
from redaction.importers.wordml import local

from .items import Item, property_item, tidy

_HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
_ABOUT_NOTE = frozenset({"creator", "date", "creator-initials", "sender-initials"})


def read(source: Path) -> list[Item]:
    """Everything that is found. Raises DocumentError where the file cannot be read."""
    with Package(source) as package:
        found = list(_in_content(package.xml("content.xml"))) if "content.xml" in package.names else []
        meta = package.xml("meta.xml") if "meta.xml" in package.names else ()
        for element in (part for root in meta for part in root):
            name = attribute(element, "name") or local(element)
            made = property_item(name, "".join(element.itertext()))
            found += [made] if made is not None else []
        return found


def _in_content(root: Element) -> Iterator[Item]:
    formulas: list[str] = []
    for element in root.iter("{*}*"):
        name = local(element)
        if name == "annotation":
            said = {local(part): "".join(part.itertext()).strip() for part in element}
            text = tidy("\n".join("".join(p.itertext()) for p in element if local(p) not in _ABOUT_NOTE))
            if text:
                yield Item("comment", text, said.get("creator", ""), said.get("date", "")[:10])
        elif name == "deletion":
            text = tidy("\n".join("".join(p.itertext()) for p in element if local(p) != "change-info"))
            about = {local(part): (part.text or "").strip() for part in element.iter("{*}creator", "{*}date")}
            if text:
                yield Item("deletion", text, about.get("creator", ""), about.get("date", "")[:10])
        elif name in _HIDDEN:
            text = tidy("".join(element.itertext()) or attribute(element, "string-value"))
            if text:
                yield Item("hidden-text", text)
        elif name == "table-cell" and attribute(element, "formula"):
            formulas.append(attribute(element, "formula"))
    if formulas:
        yield Item("formula", tidy("\n".join(formulas)))
