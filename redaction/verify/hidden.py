"""What is not on the pages: no carrier, no string, no stream, no old revision that could hold what was masked."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from redaction import matching
from redaction.report import CheckResult

from . import known, objects
from .base import Evidence, outcome
from .needles import LEAST, Needles

CATALOGUE = {"/Type", "/Pages", "/Metadata", "/Lang", "/OutputIntents", "/StructTreeRoot", "/MarkInfo"}
TRAILER = {"/Root", "/Size", "/ID", "/Type", "/W", "/Index", "/Filter", "/Length", "/DecodeParms", "/XRefStm", "/Prev"}
PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group",
    "/StructParents", "/Tabs",
}  # fmt: skip
FORBIDDEN = {
    "/Annots", "/AcroForm", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AA", "/OpenAction", "/PieceInfo",
    "/Outlines", "/StructParent", "/ClassMap", "/RoleMap", "/IDTree", "/OCProperties", "/OC", "/Names",
    "/Dests", "/Thumb", "/AF",
    "/Threads", "/Alternates", "/Alt", "/XFA", "/Properties", "/PageLabels", "/Info", "/Encrypt", "/OPI", "/Ref",
}  # fmt: skip
MOST_BYTES = 400_000_000
"""A decoded stream is not searched past so many bytes; a longer one fails the check."""

SURE = 8
"""What one mark hides may stand elsewhere; words of so many letters stand in no picture or font by chance."""

PICTURES = {"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"}


def carriers(evidence: Evidence) -> CheckResult:
    """Only white-listed keys stand in catalogue, trailer and pages, and none that carries text anywhere."""
    pdf = evidence.pdf
    wrong = len(set(pdf.Root.keys()) - CATALOGUE) + len(set(pdf.trailer.keys()) - TRAILER)
    pages = [n for n, page in enumerate(pdf.pages) if set(page.obj.keys()) - PAGE]
    found = {key for thing in pdf.objects for key in objects.keys(thing)}
    wrong += len(found & FORBIDDEN)
    return CheckResult("carriers", not wrong and not pages, wrong + len(pages), tuple(pages))


def revisions(evidence: Evidence) -> CheckResult:
    """The file is one revision from its first byte to its last."""
    raw = evidence.output.read_bytes()
    ends = [m.start() for m in re.finditer(rb"%%EOF", raw)]
    one = (
        raw.startswith(b"%PDF-")
        and raw.count(b"\nstartxref") == 1
        and bool(ends)
        and raw[ends[-1] :].strip() == b"%%EOF"
    )
    return CheckResult("one-revision", one, int(not one))


def strings(evidence: Evidence) -> CheckResult:
    """No term in any string, and no longer one in any name, of any object."""
    wanted = [t for t in (*evidence.terms, *evidence.hidden_texts) if t.text]
    things = evidence.pdf.objects if wanted else ()
    bad = {thing.objgen for thing in things if _says(thing, wanted, evidence.labels)}
    return CheckResult("strings", not bad, len(bad), objects.reaching(evidence.pdf, bad))


def _says(thing: Any, wanted: list[matching.Term], labels: frozenset[str]) -> bool:
    written = [text for text in objects.strings(thing) if not known.string(text, labels)]
    if any(matching.occurring(written, wanted)):
        return True
    spelt = [matching.fold(name).text for name in objects.names(thing) if not known.name(name)]
    return any(t.text in text for t in wanted if len(t.text) >= LEAST for text in spelt)


def streams(evidence: Evidence) -> CheckResult:
    """No term in the decoded bytes of any stream, nor in the bytes of the file itself.

    What a single mark hides is not looked for in what draws the pages: the same words may stay elsewhere on them.
    """
    terms, texts = Needles(evidence.terms), Needles(evidence.hidden_texts, SURE)
    raw = evidence.output.read_bytes()
    whole = terms.hits(raw) + texts.hits(raw)
    drawing = _drawing(evidence.pdf) if texts else set[objects.Number]()
    bad = {
        thing.objgen
        for thing in (evidence.pdf.objects if terms or texts else ())
        if isinstance(thing, pikepdf.Stream) and _holds(thing, terms, texts, drawing)
    }
    return CheckResult("streams", not whole and not bad, whole + len(bad), objects.reaching(evidence.pdf, bad))


def _holds(thing: pikepdf.Stream, terms: Needles, texts: Needles, drawing: set[objects.Number]) -> bool:
    if thing.get("/Type") == "/ObjStm":
        return False  # its objects are looked at one by one: keys in it are the format's words
    raw = known.without_frame(_decoded(thing))
    return bool(terms.hits(raw) or (thing.objgen not in drawing and texts.hits(raw)))


def _drawing(pdf: pikepdf.Pdf) -> set[objects.Number]:
    """The streams that draw: contents of pages, forms and tiles."""
    found: set[objects.Number] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        listed = contents if isinstance(contents, pikepdf.Array) else [contents]
        found |= {part.objgen for part in listed if isinstance(part, pikepdf.Stream)}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing):
            found.add(thing.objgen)
    return found


def _decoded(stream: pikepdf.Stream) -> bytes:
    filters = stream.get("/Filter")
    listed = {str(f) for f in filters} if isinstance(filters, pikepdf.Array) else {str(filters)}
    raw = stream.read_raw_bytes() if listed & PICTURES else stream.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ValueError("stream too long")
    return raw


def operands(evidence: Evidence) -> CheckResult:
    """No term in the text operands of any content stream, decoded by our own reading of fonts.

    What a mark hides on a page may stand in its operands only where the page shows it to every reader.
    """
    wanted = [t for t in evidence.terms if t.text]
    pages: list[int] = []
    for number in evidence.pages:
        texts = list(evidence.reader.page(evidence.pdf.pages[number]))
        pages.extend(number for _ in matching.occurring(texts, wanted))
        beneath = [t for t in evidence.beneath.get(number, ()) if t.text and not t.short]
        found = list(matching.occurring(texts, beneath))
        shown = evidence.after(number).words if found else ""
        pages.extend(number for t in found if not matching.occurs(shown, t))
    return outcome("operands", pages)


def read(evidence: Evidence) -> CheckResult:
    """Reads the operators of the pages looked at, without looking for anything."""
    for number in evidence.pages:
        for _ in evidence.reader.page(evidence.pdf.pages[number]):
            pass
    return outcome("read", [])
