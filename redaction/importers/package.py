"""The parts of an Office Open XML file, opened with bounds and without ever resolving an entity or a link."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml import etree  # type: ignore[import-untyped]

from redaction.errors import Damaged, TooLarge

Element = Any
"""An element of lxml, which has no types of its own."""

MOST_BYTES = 1_000_000_000
MOST_PARTS = 20_000
MOST_XML = 100_000_000
MOST_RATIO = 200
SMALL = 20_000_000
"""Below so many bytes the ratio of packed to unpacked does not matter."""

_TROUBLE = (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open file. Raises TooLarge for a bomb and Damaged for what cannot be read."""

    def __init__(self, source: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(source)
        except _TROUBLE as error:
            raise Damaged() from error
        try:
            self._bound(source.stat().st_size)
        except TooLarge:
            self._archive.close()
            raise
        self.names = frozenset(self._archive.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._archive.close()

    def _bound(self, packed: int) -> None:
        parts = self._archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS:
            raise TooLarge(what="parts", limit=MOST_PARTS)
        if unpacked > MOST_BYTES:
            raise TooLarge(what="unpacked", limit=MOST_BYTES)
        if unpacked > SMALL and unpacked > packed * MOST_RATIO:
            raise TooLarge(what="ratio", limit=MOST_RATIO)

    def read(self, name: str) -> bytes:
        """The bytes of an XML part; never more than ``MOST_XML``."""
        try:
            with self._archive.open(name) as part:
                content = part.read(MOST_XML + 1)
        except _TROUBLE as error:
            raise Damaged() from error
        if len(content) > MOST_XML:
            raise TooLarge(what="xml", limit=MOST_XML)
        return content

    def chunks(self, name: str, size: int) -> Iterator[bytes]:
        """The bytes of a part of any kind, so many at a time."""
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(size):
                    yield chunk
        except _TROUBLE as error:
            raise Damaged() from error

    def xml(self, name: str) -> Element:
        """The root of an XML part. A document type declaration, which the format forbids, is refused."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Damaged() from error
        if root.getroottree().docinfo.doctype:
            raise Damaged()
        return root

    def matching(self, start: str, end: str = "") -> list[str]:
        """The names of the parts that begin and end so, sorted."""
        return sorted(name for name in self.names if name.startswith(start) and name.endswith(end))

    def relations(self, name: str) -> Iterator[tuple[str, str, str, bool]]:
        """Id, kind (last word of its type), target part and whether it is external, for each relation of a part."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", base + ".rels")
        if relations not in self.names:
            return
        for found in self.xml(relations).iter(_RELATION):
            external = found.get("TargetMode") == "External"
            target = found.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield found.get("Id", ""), found.get("Type", "").rsplit("/", 1)[-1], target, external
