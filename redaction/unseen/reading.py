"""Which reader looks for what the pages of a file do not show, by what the file is, and where it is put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from redaction.importers import eml, msg, tnef
from redaction.importers.base import Imported, Progress, silent, working
from redaction.importers.kinds import MEDIA_TYPES
from redaction.opening import MUPDF_TROUBLE, open_pdf
from redaction.words import Region

from . import mail, markup, open_document, pdf, picture, presentation, sheet, word
from .appendix import append
from .items import Item, about, plain

_READERS: dict[str, Callable[[Path, Path], list[Item]]] = {
    MEDIA_TYPES["docx"]: lambda source, _working: word.read(source),
    MEDIA_TYPES["xlsx"]: lambda source, _working: sheet.read(source),
    MEDIA_TYPES["xls"]: lambda source, _working: sheet.read_old(source),
    MEDIA_TYPES["ods"]: lambda source, _working: open_document.read(source),
    MEDIA_TYPES["odt"]: lambda source, _working: open_document.read(source),
    MEDIA_TYPES["eml"]: lambda source, _working: mail.read(source, eml.read),
    MEDIA_TYPES["msg"]: lambda source, _working: mail.read(source, msg.read),
    MEDIA_TYPES["tnef"]: lambda source, _working: mail.read(source, tnef.read),
    MEDIA_TYPES["html"]: lambda source, _working: markup.page(source),
    MEDIA_TYPES["pptx"]: lambda source, _working: presentation.read(source),
    MEDIA_TYPES["odp"]: lambda source, _working: presentation.read_odp(source),
    MEDIA_TYPES["rtf"]: lambda source, _working: markup.formatted(source),
}
_OTHERS: dict[str, Callable[[Path, Path], list[Item]]] = {"image": lambda source, _working: picture.read(source)}
"""By media type, and by its first half: original and working PDF to what was found."""

SAID = frozenset({"alt-text", "bookmark", "form-field", "link", "comment"})
"""Kinds of which nothing is told where the very words, unsigned, stand on a page; so too what a file is about."""


def add(
    source: Path, imported: Imported, progress: Progress = silent
) -> tuple[Imported, tuple[tuple[int, Region], ...]]:
    """Puts what the pages do not show on pages behind them; gives the file as it then is, and the things' regions with
    their pages (from 0).

    Raises DocumentError where the original or its working PDF cannot be read.
    """
    original, media_type = imported.anew or (source, imported.media_type)
    regions = append(imported.pdf, read(original, media_type, imported.pdf, progress))
    made = working(imported.pdf, imported.working.importer)
    return replace(imported, working=replace(imported.working, sha256=made.sha256, pages=made.pages)), regions


def read(source: Path, media_type: str, working: Path, progress: Progress = silent) -> list[Item]:
    """What the original holds and the pages of its working PDF do not show; nothing twice.

    Text on the pages of a PDF that nobody sees is taken off the working PDF. Raises DocumentError where the original
    cannot be read. Phase: ``unseen``, page by page.
    """
    progress(0, 1, "unseen")
    reader = _READERS.get(media_type, _OTHERS.get(media_type.partition("/")[0]))
    if media_type == MEDIA_TYPES["pdf"]:
        reader = partial(pdf.read, progress=progress)
    found = list(dict.fromkeys(reader(source, working))) if reader is not None else []
    doubtful = [item for item in found if (item.kind in SAID and not item.who) or _is_about(item)]
    if not doubtful:
        return found
    page = plain(_drawn(working))
    shown = {item for item in doubtful if plain(item.text) in page}
    return [item for item in found if item not in shown]


def _is_about(item: Item) -> bool:
    return item.kind == "property" and item.name in about()


def _drawn(pdf: Path) -> str:
    """The text of all pages with that of fields and notes that are drawn on them."""
    try:
        with open_pdf(pdf) as document:
            document.bake()
            return "\n".join(page.get_text("text") for page in document)
    except MUPDF_TROUBLE:  # then all is told
        return ""
