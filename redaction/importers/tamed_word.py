"""A copy of a Word file as it is printed: changes accepted, what a clock or a file would fill in left as it stood.

LibreOffice lays out this copy. Of the original's parts it lacks what leads outside and what runs.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from . import word_fields
from .package import Element, Package
from .wordml import local, value

_GONE = frozenset({"del", "moveFrom", "delText", "delInstrText", "attachedTemplate", "mailMerge", "documentProtection"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_TOUCHED = re.compile(
    rb"[:<](?:ins|del|moveFrom|moveTo|fldChar|fldSimple|attachedTemplate|mailMerge|documentProtection)\b"
)
_QUIET_LINKS = frozenset({"hyperlink"})
_RELATION = "{*}Relationship"
_RUNS = ("word/vbaProject", "word/vbaData", "word/activeX/")
_CHUNK = 1 << 20


def copy(package: Package, target: Path) -> None:
    """Writes the copy. Raises DocumentError where a part cannot be read."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name in sorted(package.names):
            if name.startswith(_RUNS) or name.endswith("/"):
                continue
            if name.endswith((".rels", ".xml")):
                made.writestr(name, _part(package, name))
            else:
                with made.open(name, "w") as part:
                    for chunk in package.chunks(name, _CHUNK):
                        part.write(chunk)


def _part(package: Package, name: str) -> bytes:
    content = package.read(name)
    if name.endswith(".rels"):
        return _relations(package.xml(name)) if b"External" in content else content
    if not name.startswith("word/") or not _TOUCHED.search(content):
        return content
    root = package.xml(name)
    _flatten(root)
    _accept(root)
    return _bytes(root)


def _relations(root: Element) -> bytes:
    for found in list(root.iter(_RELATION)):
        kind = found.get("Type", "").rsplit("/", 1)[-1]
        if found.get("TargetMode") == "External" and kind not in _QUIET_LINKS:
            root.remove(found)
    return _bytes(root)


def _accept(root: Element) -> None:
    """The text as it reads once every change is accepted."""
    for element in list(root.iter("{*}*")):
        parent, name = element.getparent(), local(element)
        if parent is None or local(parent) in ("rPr", "trPr", "tcPr"):  # says that the mark or the row was changed
            if name == "del" and local(parent) == "trPr" and (row := parent.getparent()) is not None:
                _drop(row)
        elif name in _GONE:
            _drop(element)
        elif name in _UNWRAPPED:
            at = parent.index(element)
            for inner in list(element):
                parent.insert(at, inner)
                at += 1
            _drop(element)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _flatten(root: Element) -> None:
    """Turns fields into the text that Word last wrote there, but for those that only a layout can fill in."""
    for simple in list(root.iter("{*}fldSimple")):
        if not word_fields.is_counting(value(simple, "instr")):
            simple.tag = simple.tag.replace("fldSimple", "smartTag")  # an element that only holds its runs
    for field in word_fields.each(root):
        for element in () if field.counts else field.parts:
            _drop(element)


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
