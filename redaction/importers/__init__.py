"""Makes a working PDF of whatever comes in, chosen by the file's content; a kind we do not take is refused by name."""

from __future__ import annotations

from pathlib import Path

from redaction.errors import Damaged, Empty, NotAPdf, Unsupported

from . import aside, kinds, legacy
from .archive import ZipImporter
from .base import Imported, Importer, Job, Progress, silent
from .docx import DocxImporter
from .eml import EmlImporter
from .html import HtmlImporter
from .members import Members
from .msg import MsgImporter
from .odf import OdsImporter, OdtImporter
from .odp import OdpImporter
from .pdf import PdfImporter
from .picture import PictureImporter
from .pptx import PptxImporter
from .rtf import RtfImporter
from .text import TextImporter
from .tnef import TnefImporter
from .xlsx import XlsxImporter

__all__ = ["IMPORTERS", "Imported", "Importer", "Progress", "sniff", "take_in"]

IMPORTERS: tuple[Importer, ...] = (
    PdfImporter(),
    DocxImporter(),
    TextImporter(),
    TextImporter("xml"),
    EmlImporter(),
    MsgImporter(),
    TnefImporter(),
    ZipImporter(),
    HtmlImporter(),
    RtfImporter(),
    PictureImporter(),
    XlsxImporter(),
    OdsImporter(),
    OdtImporter(),
    PptxImporter(),
    OdpImporter(),
    *legacy.IMPORTERS,
)

WORKING_NAME = "working.pdf"
_LOOSE = ("text", "xml", "html")
"""Kinds that the ruins of a PDF may look like, or a page that says why there is none."""
_WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")


def sniff(head: bytes, source: Path) -> str:
    """The code (one of ``kinds.KINDS``) for what the file is by its content.

    ``head`` are its first ``kinds.HEAD`` bytes or more.
    """
    return kinds.kind_of(head, source)


def take_in(
    source: Path,
    name: str,
    folder: Path,
    password: str | None = None,
    progress: Progress | None = None,
    avoid: frozenset[str] = frozenset(),
) -> Imported:
    """Makes the working PDF of a file in ``folder``, which the caller owns and empties.

    Args:
        source: the original; it is only read.
        name: the name its owner gave it, used for nothing but naming a refusal.
        folder: receives an unencrypted PDF with at least one page, and the members that came in the file.
        password: opens an encrypted PDF.
        progress: told (done, total, phase) while it works.
        avoid: routes not to be tried ("dxpdf"), because they stalled or died on this file.

    Raises:
        Unsupported: with ``kind``, a code of ``kinds.KINDS``.
        NotAPdf: named .pdf but not one, nor anything else that is taken in; with ``kind``.
        DocumentError: as the importers say.
    """
    with source.open("rb") as file:
        head = file.read(kinds.HEAD)
    if not head:
        raise Empty()
    kind = sniff(head, source)
    importer = next((one for one in IMPORTERS if one.kind == kind), None)
    lower = name.lower()
    if lower.endswith(".pdf") and (importer is None or kind in _LOOSE):
        raise NotAPdf(kind=kind)
    if importer is None:
        raise Damaged() if lower.endswith(_WORD_NAMES) and kind in ("zip", "unknown") else Unsupported(kind=kind)
    target = folder / WORKING_NAME
    members = Members(folder)
    job = Job(source, target, password, progress or silent, avoid, members)
    working = importer.make(job)
    media_type = working.importer if kind == "image" else kinds.MEDIA_TYPES[kind]
    made = Imported(target, working, media_type, tuple(members.found), legacy.stands_for(folder))
    return aside.put(made, job.aside)
