"""A copy of a Word file as it is printed: changes accepted, what a clock or a file would fill in left as it stood."""

from __future__ import annotations

import re
from pathlib import Path

from . import tamed, word_fields
from .package import Element, Package
from .tamed import drop
from .wordml import local, value

_GONE = frozenset({"del", "moveFrom", "delText", "delInstrText", "attachedTemplate", "mailMerge", "documentProtection"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_TOUCHED = re.compile(
    rb"[:<](?:ins|del|moveFrom|moveTo|fldChar|fldSimple|attachedTemplate|mailMerge|documentProtection)\b"
)


def copy(package: Package, target: Path) -> None:
    """Writes the copy. Raises DocumentError where a part cannot be read."""
    tamed.copy(package, target, _part)


def _part(package: Package, name: str, content: bytes) -> bytes:
    if not name.startswith("word/") or not _TOUCHED.search(content):
        return content
    root = package.xml(name)
    _flatten(root)
    _accept(root)
    return tamed.as_bytes(root)


def _accept(root: Element) -> None:
    """The text as it reads once every change is accepted."""
    for element in list(root.iter("{*}*")):
        parent, name = element.getparent(), local(element)
        if parent is None or local(parent) in ("rPr", "trPr", "tcPr"):  # says that the mark or the row was changed
            if name == "del" and local(parent) == "trPr" and (row := parent.getparent()) is not None:
                drop(row)
        elif name in _GONE:
            drop(element)
        elif name in _UNWRAPPED:
            at = parent.index(element)
            for inner in list(element):
                parent.insert(at, inner)
                at += 1
            drop(element)


def _flatten(root: Element) -> None:
    """Turns fields into the text that Word last wrote there, but for those that only a layout can fill in."""
    for simple in list(root.iter("{*}fldSimple")):
        if not word_fields.is_counting(value(simple, "instr")):
            simple.tag = simple.tag.replace("fldSimple", "smartTag")  # an element that only holds its runs
    for field in word_fields.each(root):
        for element in () if field.counts else field.parts:
            drop(element)
