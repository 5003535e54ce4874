"""What a presentation holds beside its slides: notes, comments, hidden slides and shapes, properties, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from redaction.importers import odf, odp, slides
from redaction.importers.package import Package
from redaction.importers.slides import Slide
from redaction.importers.wordml import local

from . import open_document
from .items import Item, tidy
from .word import links, properties

_NEAR = "bild {number}"
_HEARD = (".mp4", ".m4a", ".mp3", ".wav", ".wmv", ".mov", ".avi", ".aac")


def read(source: Path) -> list[Item]:
    """Everything that is found in a presentation of today. Raises DocumentError where the file cannot be read."""
    with Package(source) as package:
        found = slides.read(package)
        return [*_of_slides(found), *_comments(package), *properties(package), *_files(package), *links(package)]


def read_odp(source: Path) -> list[Item]:
    """Everything that is found in an OpenDocument presentation. Raises DocumentError where it cannot be read."""
    with Package(source) as package:
        found = odp.read(package, odf.body_of(package, "presentation"))
    return [*_of_slides(found), *open_document.read(source)]


def _of_slides(found: list[Slide]) -> Iterator[Item]:
    for slide in found:
        near = _NEAR.format(number=slide.number)
        if slide.hidden:
            yield Item("hidden-slide", near.capitalize())
        if slide.notes:
            yield Item("speaker-note", tidy(slide.notes), near=near)
        yield from (Item(kind, tidy(text), near=near) for kind, text in slide.unseen)


def _comments(package: Package) -> Iterator[Item]:
    """Comments as both generations of the program write them."""
    people: dict[str, str] = {}
    for name in (*package.matching("ppt/commentAuthors", ".xml"), *package.matching("ppt/authors", ".xml")):
        authors = package.xml(name).iter("{*}cmAuthor", "{*}author")
        people |= {told.get("id", ""): told.get("name", "") for told in authors}
    for name in package.matching("ppt/comments/", ".xml"):
        for comment in package.xml(name).iter("{*}cm", "{*}reply"):
            own = (part for part in comment if local(part) in ("text", "txBody"))
            text = tidy("\n".join("".join(part.itertext()) for part in own))
            when = comment.get("dt", comment.get("created", ""))[:10]
            if text:
                yield Item("comment", text, people.get(comment.get("authorId", ""), ""), when)


def _files(package: Package) -> Iterator[Item]:
    for name in (*package.matching("ppt/embeddings/"), *package.matching("ppt/media/")):
        if name.startswith("ppt/embeddings/") or name.lower().endswith(_HEARD):
            yield Item("attachment", name.rpartition("/")[2])
    for name in package.matching("ppt/vbaProject"):
        yield Item("program", name.rpartition("/")[2])
