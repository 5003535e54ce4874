"""A copy of an Office file without what leads outside and what runs; LibreOffice lays out such copies alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from .package import Element, Package

_QUIET_LINKS = frozenset({"hyperlink"})
_RELATION = "{*}Relationship"
_RUNS = ("vbaProject", "vbaData", "activeX/")
_CHUNK = 1 << 20

Rewrite = Callable[[Package, str, bytes], bytes]
"""Gives the bytes of an XML part (its name, its content) as they shall stand in the copy."""


def copy(package: Package, target: Path, rewrite: Rewrite) -> None:
    """Writes the copy. Raises DocumentError where a part cannot be read."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name in sorted(package.names, key=lambda name: (name != "mimetype", name)):
            if name.endswith("/") or name.partition("/")[2].startswith(_RUNS):
                continue
            if name.endswith(".rels"):
                content = package.read(name)
                made.writestr(name, _relations(package.xml(name)) if b"External" in content else content)
            elif name.endswith(".xml"):
                made.writestr(name, rewrite(package, name, package.read(name)))
            else:
                with made.open(zipfile.ZipInfo(name), "w") as part:
                    for chunk in package.chunks(name, _CHUNK):
                        part.write(chunk)


def drop(element: Element) -> None:
    """Takes an element out; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def as_bytes(root: Element) -> bytes:
    """The part as it is written."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _relations(root: Element) -> bytes:
    for found in list(root.iter(_RELATION)):
        kind = found.get("Type", "").rsplit("/", 1)[-1]
        if found.get("TargetMode") == "External" and kind not in _QUIET_LINKS:
            root.remove(found)
    return as_bytes(root)
