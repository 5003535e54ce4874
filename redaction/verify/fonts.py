"""Fonts list nothing that was taken off the pages: no width, no name, no letter and no drawing of a code gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from redaction.fonts import code_tables, encodings, font_programs
from redaction.report import CheckResult

from . import objects, programs, reading
from .base import Evidence

Number = objects.Number
PLAIN = ("/Identity-H", "/Identity-V")


def pruned(evidence: Evidence) -> CheckResult:
    """Each font lists only codes that the pages show.

    Where one lists more (its program cannot be read, its code table is the reader's own), it passes only if the
    pages show as many of its codes as before the burn: then nothing that it lists is gone from them.
    """
    shown = evidence.reader.read_all(evidence.pdf).codes
    spare = _spare(evidence.pdf, shown)
    if spare and evidence.reference is not None:
        names = {number: str(evidence.pdf.get_object(number).get("/BaseFont")) for number in spare}
        before = _by_name(evidence, set(names.values()))
        spare = {n for n in spare if before.get(names[n], set()) != shown.get(n, set())}
    return CheckResult("fonts", not spare, len(spare), objects.reaching(evidence.pdf, spare))


def _by_name(evidence: Evidence, names: set[str]) -> dict[str, set[int]]:
    """The codes that the source showed of each font of such a name."""
    found: dict[str, set[int]] = {}
    with pikepdf.open(evidence.reference or evidence.output) as pdf:
        for number, codes in reading.Reader().read_all(pdf).codes.items():
            name = str(pdf.get_object(number).get("/BaseFont"))
            if name in names:
                found.setdefault(name, set()).update(codes)
    return found


def _spare(pdf: pikepdf.Pdf, shown: dict[Number, set[int]]) -> set[Number]:
    """The fonts that list more than their codes; of those that share a program, all where it does."""
    spare: set[Number] = set()
    users: dict[Number, list[tuple[Number, tuple[str, Any], encodings.Kept | None]]] = {}
    for font in (t for t in pdf.objects if isinstance(t, Dictionary) and t.get("/Type") == Name.Font):
        if str(font.get("/Subtype")).startswith("/CIDFont"):
            continue
        codes = shown.get(font.objgen, set())
        wide = font.get("/Subtype") == Name.Type0
        kept = _wide(font, codes) if wide else encodings.of_font(font, frozenset(codes))
        if _listed(font) - codes or kept is None or not _fits(font, codes, kept):
            spare.add(font.objgen)
        found = font_programs.stream_of((_below(font) if wide else font).get("/FontDescriptor"))
        if found is not None:
            users.setdefault(found[1].objgen, []).append((font.objgen, found, kept))
    for those in users.values():
        kept_by = [kept for _, _, kept in those if kept is not None]
        key, program = those[0][1]
        if not programs.holds_only(key, program, kept_by):
            spare |= {number for number, _, _ in those}
    return spare


def _below(font: Any) -> Any:
    """The font that a font of two-byte codes stands on."""
    listed = font.get("/DescendantFonts")
    return listed[0] if isinstance(listed, Array) and len(listed) else Dictionary()


def _listed(font: Any) -> set[int]:
    """The codes of a font that its widths, names and map to Unicode tell of."""
    found: set[int] = set()
    given = font.get("/ToUnicode")
    if isinstance(given, Stream):
        found |= reading.table(given.read_bytes()).keys()
    if isinstance(font.get("/Widths"), Array):
        found |= {code for code, width in enumerate(font.Widths, int(font.get("/FirstChar", 0))) if width != 0}
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary) and isinstance(encoding.get("/Differences"), Array):
        found |= {code for code, _ in encodings.differences(encoding.Differences)}
    return found


def _fits(font: Any, codes: set[int], kept: encodings.Kept) -> bool:
    """Whether glyph procedures, and what lies below a font of two-byte codes, belong to the codes."""
    if not kept.wide:
        drawn = font.get("/CharProcs")
        return not isinstance(drawn, Dictionary) or {k[1:] for k in list(drawn)} <= set(kept.names.values())
    below, cids = _below(font), _cids(font, codes) or set()
    return all(set(_starts(below.get(key), size)) <= cids for key, size in (("/W", 1), ("/W2", 3)))


def _cids(font: Any, codes: set[int]) -> set[int] | None:
    """The CIDs of the codes; None where the table is not known, or lists others."""
    encoding = font.get("/Encoding")
    if str(encoding) in PLAIN:
        return codes
    table = code_tables.read(encoding) if isinstance(encoding, Stream) else None
    return None if table is None or table.keys() - codes else set(table.values())


def _wide(font: Any, codes: set[int]) -> encodings.Kept | None:
    """What a font of two-byte codes shows of its program; None where more is listed on the way there."""
    below, cids = _below(font), _cids(font, codes)
    if cids is None:
        bare = (
            "/W" not in below and "/W2" not in below and font_programs.stream_of(below.get("/FontDescriptor")) is None
        )
        return encodings.Kept(True) if bare else None
    given = below.get("/CIDToGIDMap")
    if isinstance(given, Stream):
        raw = given.read_bytes()
        pairs = {i: int.from_bytes(raw[2 * i : 2 * i + 2], "big") for i in range(len(raw) // 2)}
        if any(glyph and cid not in cids for cid, glyph in pairs.items()):
            return None
        cids = {pairs.get(cid, 0) for cid in cids}
    return encodings.Kept(True, glyphs=frozenset(cids))


def _starts(listed: Any, size: int) -> Iterator[int]:
    """The CIDs that a list of widths names."""
    parts = list(listed) if isinstance(listed, Array) else []
    while len(parts) > 1:
        start = int(parts[0])
        if isinstance(parts[1], Array):
            yield from range(start, start + len(parts[1]) // size)
            parts = parts[2:]
        else:
            yield from range(start, int(parts[1]) + 1)
            parts = parts[2 + size :]
