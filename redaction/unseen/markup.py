"""What web pages and RTF texts hold beside the words that are seen: hidden and struck text, comments, properties."""

from __future__ import annotations

from pathlib import Path

from redaction.importers import html, rtf

from .items import Item, property_item, tidy


def page(source: Path) -> list[Item]:
    """Hidden text, comments, fields and addresses of a web page. Raises DocumentError."""
    return items(html.unseen(html.decoded(source.read_bytes())[0]))


def formatted(source: Path) -> list[Item]:
    """Hidden and struck text, comments and properties of an RTF text. Raises DocumentError."""
    return items(rtf.unseen(source.read_bytes()))


def items(told: list[tuple[str, str, str]]) -> list[Item]:
    """The things to judge of what was told: kind, name and words of each."""
    found = (property_item(name, text) if kind == "property" else Item(kind, tidy(text)) for kind, name, text in told)
    return [item for item in found if item is not None and item.text]
