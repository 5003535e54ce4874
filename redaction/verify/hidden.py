"""What is not on the pages: no carrier, no string, no stream, no old revision that could hold what was masked."""

from __future__ import annotations

import re
import unicodedata
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

STANDARD = frozenset(
    "/" + name
    for name in (
        "Type Subtype Length Filter FlateDecode DecodeParms Predictor Columns Font FontDescriptor FontName BaseFont Encoding "
        "WinAnsiEncoding MacRomanEncoding Differences ToUnicode DescendantFonts CIDSystemInfo CIDFontType2 CIDFontType0 "
        "Registry Ordering Supplement FontFile FontFile2 FontFile3 XObject Image Form Resources ColorSpace DeviceRGB "
        "DeviceGray DeviceCMYK ICCBased BitsPerComponent Width Height Widths FirstChar LastChar Parent Pages Contents "
        "MediaBox CropBox Metadata Transparency ExtGState Pattern Shading Matrix Rotate UserUnit"
    ).split()
)
"""Names that the format itself uses."""

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
    """No term in any string, and no longer one in any name, of any object."""
    wanted = [t for t in (*evidence.terms, *evidence.hidden_texts) if t.text]
    bad = {
        thing.objgen
        for thing in (evidence.pdf.objects if wanted else ())
        if any(matching.occurs(text, t) for text in _strings(thing) for t in wanted)
    }
    bad |= {thing.objgen for thing in (evidence.pdf.objects if wanted else ()) if _named(thing, wanted)}
    return CheckResult("strings", not bad, len(bad), _reaching(evidence.pdf, bad))


def _named(thing: Any, wanted: list[matching.Term]) -> bool:
    long = [t for t in wanted if len(t.text) >= LEAST]
    return any(t.text in matching.fold(name).text for name in _names(thing) if name not in STANDARD for t in long)


def _reaching(pdf: pikepdf.Pdf, bad: set[tuple[int, int]]) -> tuple[int, ...]:
    """The pages from which one of the objects can be reached."""
    if not bad:
        return ()
    return tuple(n for n, page in enumerate(pdf.pages) if _reaches(page.obj, bad, set()))


def _reaches(thing: Any, bad: set[tuple[int, int]], seen: set[tuple[int, int]]) -> bool:
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in bad:
                return True
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, pikepdf.Dictionary):
            waiting.extend(v for k, v in thing.items() if k != "/Parent" and isinstance(v, pikepdf.Object))
        elif isinstance(thing, pikepdf.Array):
            waiting.extend(v for v in thing if isinstance(v, pikepdf.Object))
    return False


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


def _names(thing: Any) -> Iterator[str]:
    """The names of an object, keys and values; what it points to comes by itself."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Name):
        yield str(thing)
        return
    if isinstance(thing, pikepdf.Dictionary):
        yield from thing.keys()
        parts = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _names(part)


def streams(evidence: Evidence) -> CheckResult:
    """No term in the decoded bytes of any stream, nor in the bytes of the file itself."""
    needles = [n for t in evidence.terms if len(t.text) >= LEAST for n in _needles(t.text)]
    whole = _hits(evidence.output.read_bytes(), needles)
    bad = {
        thing.objgen
        for thing in (evidence.pdf.objects if needles else ())
        if isinstance(thing, pikepdf.Stream) and _hits(_decoded(thing), needles)
    }
    return CheckResult("streams", not whole and not bad, whole + len(bad), _reaching(evidence.pdf, bad))


def _decoded(stream: pikepdf.Stream) -> bytes:
    filters = stream.get("/Filter")
    listed = {str(f) for f in filters} if isinstance(filters, pikepdf.Array) else {str(filters)}
    raw = stream.read_raw_bytes() if listed & PICTURES else stream.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ValueError("stream too long")
    return raw


SKIPPED = b"\0\t\n\f\r -\xad"
"""Bytes between letters that do not count: white space, hyphens, and the zero halves of UTF-16."""

LOWER = bytes(b + 32 if 0x41 <= b <= 0x5A or (0xC0 <= b <= 0xDE and b != 0xD7) else b for b in range(256))


def _bare(raw: bytes) -> bytes:
    return raw.translate(LOWER, SKIPPED)


def _needles(text: str) -> set[bytes]:
    forms = (text, text.upper(), unicodedata.normalize("NFD", text))
    codes = ("latin-1", "utf-8", "utf-16-be", "mac-roman")
    return {_bare(form.encode(code, "ignore")) for form in forms for code in codes}


def _hits(raw: bytes, needles: list[bytes]) -> int:
    bare = _bare(raw)
    return sum(needle in bare for needle in needles if len(needle) >= LEAST)


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
