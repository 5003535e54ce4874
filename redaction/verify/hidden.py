"""What is not on the pages: no carrier, no string, no stream, no old revision that could hold what was masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from redaction import matching
from redaction.report import CheckResult

from .base import Evidence, outcome

CATALOGUE = {"/Type", "/Pages", "/Metadata", "/Lang"}
TRAILER = {"/Root", "/Size", "/ID", "/Type", "/W", "/Index", "/Filter", "/Length", "/DecodeParms", "/XRefStm", "/Prev"}
PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group",
}  # fmt: skip
FORBIDDEN = {
    "/Annots", "/AcroForm", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AA", "/OpenAction", "/PieceInfo", "/Outlines",
    "/StructTreeRoot", "/StructParents", "/StructParent", "/OCProperties", "/OC", "/Names", "/Dests", "/Thumb", "/AF",
    "/Threads", "/Alternates", "/Alt", "/E", "/XFA", "/Properties", "/PageLabels", "/Info", "/Encrypt", "/OPI", "/Ref",
}  # fmt: skip
MOST_BYTES = 200_000_000
"""A decoded stream is not searched past so many bytes; a longer one fails the check."""

LEAST = 5
"""Shorter terms would be found by chance in pictures and fonts; they are searched in strings and text alone."""

PICTURES = {"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"}


def carriers(evidence: Evidence) -> CheckResult:
    """Only the keys of the white lists stand in the catalogue, the trailer and the pages, and none that carries text."""
    pdf = evidence.pdf
    wrong = len(set(pdf.Root.keys()) - CATALOGUE) + len(set(pdf.trailer.keys()) - TRAILER)
    pages = [n for n, page in enumerate(pdf.pages) if set(page.obj.keys()) - PAGE]
    names = {key for thing in pdf.objects for key in _keys(thing)}
    wrong += len(names & FORBIDDEN)
    return CheckResult("carriers", not wrong and not pages, wrong + len(pages), tuple(pages))


def _keys(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        yield from thing.keys()
        parts = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _keys(part)


def revisions(evidence: Evidence) -> CheckResult:
    """The file is one revision from its first byte to its last."""
    raw = evidence.output.read_bytes()
    ends = [m.start() for m in re.finditer(rb"%%EOF", raw)]
    one = raw.startswith(b"%PDF-") and raw.count(b"\nstartxref") == 1 and bool(ends) and raw[ends[-1] :].strip() == b"%%EOF"
    return CheckResult("one-revision", one, int(not one))


def strings(evidence: Evidence) -> CheckResult:
    """No term in any string of any object."""
    wanted = [t for t in (*evidence.terms, *evidence.hidden_texts) if t.text]
    found = 0
    for thing in evidence.pdf.objects if wanted else ():
        for text in _strings(thing):
            found += any(matching.occurs(text, t) for t in wanted)
    return CheckResult("strings", not found, found)


def _strings(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        yield bytes(thing).decode("latin-1")
        return
    if isinstance(thing, pikepdf.Dictionary):
        parts = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _strings(part)


def streams(evidence: Evidence) -> CheckResult:
    """No term in the decoded bytes of any stream, nor in the bytes of the file itself."""
    needles = [n for t in evidence.terms if len(t.text) >= LEAST for n in _needles(t.text)]
    found = _hits(evidence.output.read_bytes(), needles)
    for thing in evidence.pdf.objects if needles else ():
        if isinstance(thing, pikepdf.Stream):
            found += _hits(_decoded(thing), needles)
    return CheckResult("streams", not found, found)


def _decoded(stream: pikepdf.Stream) -> bytes:
    filters = stream.get("/Filter")
    listed = {str(f) for f in filters} if isinstance(filters, pikepdf.Array) else {str(filters)}
    raw = stream.read_raw_bytes() if listed & PICTURES else stream.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ValueError("stream too long")
    return raw


def _needles(text: str) -> set[bytes]:
    forms = {text, text.upper(), text.title()}
    return {f.encode(code, "ignore") for f in forms for code in ("latin-1", "utf-8", "utf-16-be", "utf-16-le")}


def _hits(raw: bytes, needles: list[bytes]) -> int:
    folded = raw.lower()
    return sum(needle in raw or needle.lower() in folded for needle in needles if len(needle) >= LEAST)


def operands(evidence: Evidence) -> CheckResult:
    """No term in the text operands of any content stream, decoded by our own reading of fonts."""
    from . import reading

    wanted = [t for t in evidence.terms if t.text]
    pages: list[int] = []
    if wanted:
        reader = reading.Reader()
        for number, page in enumerate(evidence.pdf.pages):
            texts = list(reader.page(page))
            pages.extend(number for t in wanted if any(matching.occurs(text, t) for text in texts))
    return outcome("operands", pages)
