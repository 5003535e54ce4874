"""A copy of an OpenDocument file as it is printed: changes accepted, no clock, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from . import tamed
from .package import Element, Package
from .tamed import drop
from .wordml import local

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CLOCKS = frozenset({"date", "time", "modification-date", "modification-time", "print-date", "print-time",
                     "author-name", "file-name", "user-field-get", "editing-duration"})  # fmt: skip
"""Fields (ISO/IEC 26300-1, 7.3-7.6) that say what was so when they were last filled in."""
_CHANGES = frozenset({"tracked-changes", "change", "change-start", "change-end"})
_LOADED = frozenset({"image", "object", "object-ole", "plugin", "floating-frame", "section-source", "template",
                     "auto-reload", "event-listener", "script"})  # fmt: skip
_AWAY = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\|\.\.|/)", re.IGNORECASE)
"""A place that is none in the file."""


def copy(package: Package, target: Path) -> None:
    """Writes the copy. Raises DocumentError where a part cannot be read."""
    tamed.copy(package, target, _part)


def _part(package: Package, name: str, content: bytes) -> bytes:
    if name.rpartition("/")[2] not in ("content.xml", "styles.xml", "meta.xml"):
        return content
    root = package.xml(name)
    for element in list(root.iter("{*}*")):
        kind, in_text = local(element), element.tag.startswith(f"{{{_TEXT}}}")
        if in_text and kind in _CHANGES:
            drop(element)
        elif in_text and kind in _CLOCKS:
            _still(element)
        elif kind in _LOADED:
            for key in [key for key, value in element.attrib.items() if key.endswith("}href") and _AWAY.match(value)]:
                del element.attrib[key]
    return tamed.as_bytes(root)


def _still(field: Element) -> None:
    """Turns a field into the text that it last showed."""
    field.tag = f"{{{_TEXT}}}span"
    field.attrib.clear()
