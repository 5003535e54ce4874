"""The metadata of an archive package as XML: the request, its documents in the register, and the files with checksums.

The fields follow the FGS for cases (ärendehantering) in meaning, not name for name; docs/archive-package.md tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

NAMESPACE = "urn:utlamna:arkiv:1"
FILE_NAME, SUMS_NAME = "metadata.xml", "kontrollsummor.sha256"


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file of a part: its name there, what it is, its size in bytes, SHA-256 and media type."""

    name: str
    kind: str
    size: int
    sha256: str
    media_type: str


def xml(
    part: str, request: Mapping[str, str], documents: Iterable[Mapping[str, str]], files: Iterable[ArchivedFile]
) -> bytes:
    """The metadata of one part; empty values are left out, the same values give the same bytes."""
    root = ElementTree.Element("arkivpaket", {"xmlns": NAMESPACE, "del": part})
    _filled(ElementTree.SubElement(root, "arende"), request)
    listed = ElementTree.SubElement(root, "handlingar")
    for document in documents:
        _filled(ElementTree.SubElement(listed, "handling"), document)
    kept = ElementTree.SubElement(root, "filer")
    for file in files:
        told = {
            "namn": file.name,
            "handlingstyp": file.kind,
            "bytes": str(file.size),
            "sha256": file.sha256,
            "format": file.media_type,
        }
        ElementTree.SubElement(kept, "fil", told)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _filled(element: ElementTree.Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if value:
            ElementTree.SubElement(element, name).text = _legal(value)


def _legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def sums(files: Iterable[tuple[str, str]]) -> bytes:
    """Lines that ``sha256sum -c`` understands, of (name, SHA-256)."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in files).encode("utf-8")


def read_sums(content: bytes) -> dict[str, str]:
    """The SHA-256 of each name in such lines. Raises ValueError where a line is none."""
    found = {}
    for row in content.decode("utf-8").splitlines():
        sha256, mark, name = row.partition("  ")
        if not mark or len(sha256) != 64 or not name:
            raise ValueError("no line of checksums")
        found[name] = sha256
    return found


def listed(content: bytes) -> dict[str, str]:
    """The SHA-256 of each file that the metadata names. Raises ValueError where it is no metadata of ours.

    It is our own file, but it may have lain in an archive for years: a declaration of entities is not read.
    """
    if b"<!" in content:
        raise ValueError("a declaration in the metadata")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ValueError("no XML") from error
    files = root.iterfind(f"{{{NAMESPACE}}}filer/{{{NAMESPACE}}}fil")
    return {file.get("namn", ""): file.get("sha256", "") for file in files}
