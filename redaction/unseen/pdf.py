"""What a PDF holds beside its pages (ISO 32000-1): notes, fields, bookmarks, links, files, programs, earlier states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from redaction.importers.base import Progress, silent
from redaction.importers.pdf_hidden import QUIET_ANNOTATIONS, each, tree
from redaction.opening import MUPDF_TROUBLE

from . import layers, revisions, sight
from .items import Item, property_item, tidy, words

TROUBLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError)
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_MARKUP = re.compile(r"<[^>]*>")
LONGEST_SCRIPT = 2_000
"""Characters of a program that are told."""


def read(source: Path, working: Path, progress: Progress = silent) -> list[Item]:
    """Everything that is found; a part whose structure is too broken to follow gives nothing.

    The structure is read from the working PDF, which has no password; earlier states from the original. Text on the
    pages that nobody sees is taken off them.
    """
    found: list[Item] = []
    with pikepdf.open(working) as pdf:
        for look in _LOOKS:
            try:
                found += look(pdf)
            except TROUBLE:
                continue
    beyond: tuple[Callable[[], list[Item]], ...] = (
        partial(layers.read, working),
        partial(revisions.read, source, working),
        partial(sight.lift, working, progress),
    )
    for look_beyond in beyond:
        try:
            found += look_beyond()
        except (*TROUBLE, *MUPDF_TROUBLE):
            found.append(Item("unread-part", str(words()["unread"])))
    return list(dict.fromkeys(found))


def _properties(pdf: pikepdf.Pdf) -> Iterator[Item]:
    info = pdf.trailer.get("/Info", Dictionary())
    named = {str(key): str(value) for key, value in info.items() if isinstance(value, (pikepdf.String, Name))}
    named.pop("/Creator", None)  # here it is the program; in the other place the author
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as other:
        named |= {key.rpartition("}")[2]: _flat(value) for key, value in other.items()}
    yield from (item for key, value in named.items() if (item := property_item(key, value)) is not None)


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, set)) else str(value or "")


def _annotations(pdf: pikepdf.Pdf) -> Iterator[Item]:
    told: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        for note in each(page.obj.get("/Annots")):
            action = note.get("/A")
            if isinstance(action, Dictionary) and "/URI" in action and str(action.URI) not in told:
                told.add(str(action.URI))
                yield Item("link", tidy(str(action.URI)), page=number)
            text = str(note.get("/Contents", "")) or _MARKUP.sub(" ", str(note.get("/RC", "")))
            if str(note.get("/Subtype", "")) not in QUIET_ANNOTATIONS and text.strip():
                when = _DAY.match(str(note.get("/CreationDate", note.get("/M", ""))))
                day = "-".join(when.groups()) if when else ""
                yield Item("comment", tidy(text), str(note.get("/T", "")).strip(), day, number)


def _fields(pdf: pikepdf.Pdf) -> Iterator[Item]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    for node in tree(form.get("/Fields"), "/Kids"):
        value = node.get("/V")
        if isinstance(value, (pikepdf.String, Array)) and node.get("/FT") != Name.Sig:
            text = tidy(_flat(list(value)) if isinstance(value, Array) else str(value))
            if text:
                yield Item("form-field", text, name=str(node.get("/T", "")))
        if node.get("/FT") == Name.Sig and isinstance(value, Dictionary):
            said = [str(value[key]) for key in ("/Name", "/Reason", "/Location", "/ContactInfo") if key in value]
            if said:
                yield Item("form-field", tidy(", ".join(said)), name=str(node.get("/T", "")))
    data = form.get("/XFA")
    parts = dict(zip(map(str, list(data)[::2]), list(data)[1::2], strict=False)) if isinstance(data, Array) else {}
    filled = parts.get("datasets", data)  # the other parts are the form itself
    if isinstance(filled, pikepdf.Stream):
        text = tidy(_MARKUP.sub("\n", filled.read_bytes().decode("utf-8", "replace")))
        if text:
            yield Item("custom-xml", text)


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[Item]:
    first = pdf.Root.get("/Outlines", Dictionary()).get("/First")
    titles = (tidy(str(node.get("/Title", ""))) for node in tree(first, "/Next", "/First"))
    yield from (Item("bookmark", title) for title in titles if title)


def _files(pdf: pikepdf.Pdf) -> Iterator[Item]:
    for name, held in pdf.attachments.items():
        about = f", {held.description}" if held.description else ""
        yield Item("attachment", tidy(f"{held.filename or name}{about}"))
    for number, page in enumerate(pdf.pages, 1):
        for note in each(page.obj.get("/Annots")):
            if note.get("/Subtype") == Name.FileAttachment:
                file = note.get("/FS", Dictionary())
                yield Item("attachment", tidy(str(file.get("/UF", file.get("/F", "")))), page=number)


def _programs(pdf: pikepdf.Pdf) -> Iterator[Item]:
    """Scripts, wherever an action can stand."""
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/S") == Name.JavaScript and "/JS" in found:
            code = found.JS
            text = code.read_bytes().decode("utf-8", "replace") if isinstance(code, pikepdf.Stream) else str(code)
            yield Item("program", tidy(text)[:LONGEST_SCRIPT])


def _descriptions(pdf: pikepdf.Pdf) -> Iterator[Item]:
    """What figures say to those who cannot see them."""
    root = pdf.Root.get("/StructTreeRoot", Dictionary())
    texts = (tidy(str(node.get("/Alt", ""))) for node in tree(root.get("/K"), "/K"))
    yield from (Item("alt-text", text) for text in texts if text)


_LOOKS: tuple[Callable[[pikepdf.Pdf], Iterator[Item]], ...] = (
    _properties,
    _annotations,
    _fields,
    _bookmarks,
    _files,
    _programs,
    _descriptions,
)
