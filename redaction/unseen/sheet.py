"""What a spreadsheet holds beside its cells' values: comments, formulas, sources in other files, properties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from redaction.importers import xls
from redaction.importers.package import Element, Package
from redaction.importers.wordml import local

from .items import Item, property_item, tidy
from .word import properties

_COMMENTS = frozenset({"comments", "threadedComment"})
_NAMED = "Namn"


def read(source: Path) -> list[Item]:
    """Everything that is found in an Excel file of today. The formulas of a sheet are one thing to judge.

    Raises DocumentError where the file cannot be read.
    """
    with Package(source) as package:
        main = next((target for _i, kind, target, _e in package.relations("") if kind == "officeDocument"), "")
        if main not in package.names:
            return []
        root = package.xml(main)
        parts = {key: target for key, _kind, target, external in package.relations(main) if not external}
        people = _people(package)
        found: list[Item] = []
        for sheet in root.iter("{*}sheet"):
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            if parts.get(key) in package.names:
                found += _of_sheet(package, parts[key], sheet.get("name", ""), people)
        names = (f"{name.get('name', '')} = {(name.text or '').strip()}" for name in root.iter("{*}definedName"))
        said = tidy("\n".join(names))
        found += [Item("formula", said, near=_NAMED)] if said else []
        return [*found, *_sources(package), *properties(package)]


def read_old(source: Path) -> list[Item]:
    """The comments of an Excel file of before 2007, and who saved it. Raises DocumentError."""
    *notes, (_nowhere, _nobody, saved_by) = xls.notes(source)
    found = [Item("comment", said, tidy(who), near=near) for near, who, text in notes if (said := tidy(text))]
    user = property_item("lastmodifiedby", saved_by)
    return [*found, user] if user is not None else found


def _of_sheet(package: Package, part: str, name: str, people: dict[str, str]) -> Iterator[Item]:
    formulas = [
        f"{cell.get('r', '')}: ={inner.text}"
        for cell in package.xml(part).iter("{*}c")
        for inner in cell
        if local(inner) == "f" and inner.text
    ]
    if formulas:
        yield Item("formula", tidy("\n".join(formulas)), near=name)
    for _key, kind, target, external in package.relations(part):
        if external and kind == "hyperlink":
            yield Item("link", tidy(target))
        elif kind in _COMMENTS and target in package.names:
            yield from _comments(package.xml(target), name, people)


def _comments(root: Element, sheet: str, people: dict[str, str]) -> Iterator[Item]:
    authors = ["".join(author.itertext()).strip() for author in root.iter("{*}author")]
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        text = tidy("".join(words.text or "" for words in comment.iter("{*}t", "{*}text") if words.text))
        number = comment.get("authorId", "")
        who = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        who = people.get(comment.get("personId", ""), who)
        if text:
            near = f"{sheet} {comment.get('ref', '')}".strip()
            yield Item("comment", text, who, comment.get("dT", "")[:10], near=near)


def _people(package: Package) -> dict[str, str]:
    """Who wrote threads of comments, by id."""
    roots = (package.xml(name) for name in package.matching("xl/persons/", ".xml"))
    return {p.get("id", ""): p.get("displayName", "") for root in roots for p in root.iter("{*}person")}


def _sources(package: Package) -> Iterator[Item]:
    """Other files and databases that values come from."""
    for name in package.matching("xl/externalLinks/", ".xml"):
        for _key, _kind, target, external in package.relations(name):
            if external:
                yield Item("link", tidy(target))
    for name in package.matching("xl/connections", ".xml"):
        for told in package.xml(name).iter("{*}dbPr", "{*}webPr", "{*}textPr"):
            said = tidy(" ".join(told.get(key, "") for key in ("connection", "command", "url", "sourceFile")))
            if said:
                yield Item("link", said)
