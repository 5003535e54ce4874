"""The files in a PDF: what a portfolio holds, what is attached to the file, and what notes on its pages hold."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from .members import Members
from .pdf_hidden import each, tree

_TROUBLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError)


def take_out(pdf: pikepdf.Pdf, members: Members) -> int:
    """Hands the files over as members, each once; gives how many cannot be read.

    Raises TooLarge as ``Members.add``.
    """
    unread, seen = 0, set[tuple[int, int]]()
    for spec in _specs(pdf):
        try:
            held = spec.get("/EF", Dictionary())
            stream = held.get("/UF", held.get("/F"))
            if not isinstance(stream, Stream):
                continue
            if stream.objgen in seen and stream.objgen != (0, 0):
                continue
            seen.add(stream.objgen)
            name, content = _name(spec), stream.read_bytes()
        except _TROUBLE:
            unread += 1
            continue
        if content:
            members.add(name, [content])
    return unread


def _specs(pdf: pikepdf.Pdf) -> Iterator[Object]:
    names = pdf.Root.get("/Names")
    embedded = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    for node in tree(embedded, "/Kids"):
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            yield from (spec for spec in pairs if isinstance(spec, Dictionary))
    for page in pdf.pages:
        for note in each(page.obj.get("/Annots")):
            if note.get("/Subtype") == Name.FileAttachment:
                yield from each(note.get("/FS"))


def _name(spec: Object) -> str:
    return next((str(spec[key]) for key in ("/UF", "/F", "/Desc") if key in spec), "")
