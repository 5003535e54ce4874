"""Fonts that list nothing but what is still shown: maps, widths and outlines of other codes go, and all their words.

Runs on the file that is delivered, after the last text was written. Codes and glyph numbers stay as they are, so
that no content stream changes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.agl import toUnicode
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Stream

SHOWING = "Tf Tj TJ ' \" q Q"
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
MOST_RANGE = 65_536
DROPPED_TABLES = (
    "DSIG", "GPOS", "GSUB", "GDEF", "kern", "FFTM", "meta", "hdmx", "VDMX", "LTSH", "BASE", "JSTF", "PCLT",
)  # fmt: skip

Key = tuple[int, int]


@dataclass(slots=True)
class _Use:
    """Which codes of which fonts are shown; fonts by object number."""

    fonts: dict[Key, Any] = field(default_factory=dict)
    codes: dict[Key, set[int]] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)


def prune(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page]) -> None:
    """Takes out of every font what no page shows, and out of every list of resources the fonts that are not used."""
    use = _Use()
    for page in pages:
        _read(pdf, page, page.obj.get("/Resources"), use)
    for number, font in use.fonts.items():
        codes = use.codes.get(number, set())
        _map(pdf, font, codes)
        if font.get("/Subtype") == Name.Type0:
            _wide(pdf, font, codes)
        else:
            _narrow(pdf, font, codes)


def _read(pdf: pikepdf.Pdf, stream: Any, resources: Any, use: _Use) -> None:
    listed = resources.get("/Font") if isinstance(resources, Dictionary) else None
    names: set[str] = set()
    font: Any = None
    stack: list[Any] = []
    for step in pikepdf.parse_content_stream(stream, SHOWING):
        operator = str(step.operator)
        if operator == "q":
            stack.append(font)
        elif operator == "Q":
            font = stack.pop() if stack else font
        elif operator == "Tf" and len(step.operands):
            name = str(step.operands[0])
            names.add(name)
            font = _known(pdf, listed, name, use)
        elif font is not None and len(step.operands):
            use.codes.setdefault(font.objgen, set()).update(_codes(step.operands[-1], font))
    if isinstance(listed, Dictionary) and isinstance(stream, pikepdf.Page | Stream):
        own = isinstance(stream, pikepdf.Page) or "/Resources" in stream
        for spare in [n for n in list(listed) if n not in names] if own else ():
            if not _inherits(resources):
                del listed[str(spare)]
    for inner, outer in _inside(resources):
        if inner.objgen not in use.seen:
            use.seen.add(inner.objgen)
            _read(pdf, inner, inner.get("/Resources", outer), use)


def _inherits(resources: Any) -> bool:
    """Whether a stream below may use these resources because it has none of its own."""
    return any("/Resources" not in inner for inner, outer in _inside(resources) if outer is resources)


def _known(pdf: pikepdf.Pdf, listed: Any, name: str, use: _Use) -> Any:
    font = listed.get(name) if isinstance(listed, Dictionary) else None
    if not isinstance(font, Dictionary):
        return None
    if not font.is_indirect:
        font = listed[name] = pdf.make_indirect(font)
    use.fonts.setdefault(font.objgen, font)
    return font


def _inside(resources: Any) -> Iterator[tuple[Any, Any]]:
    """The streams that can be painted by way of these resources, each with those it falls back on."""
    if not isinstance(resources, Dictionary):
        return
    for family in ("/XObject", "/Pattern"):
        for value in _values(resources.get(family)):
            if isinstance(value, Stream) and value.get("/Subtype") != Name.Image:
                yield value, resources
    for state in _values(resources.get("/ExtGState")):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G, resources
    for font in _values(resources.get("/Font")):
        if isinstance(font, Dictionary) and isinstance(font.get("/CharProcs"), Dictionary):
            own = font.get("/Resources", resources)
            yield from ((glyph, own) for glyph in _values(font.CharProcs) if isinstance(glyph, Stream))


def _values(thing: Any) -> list[Any]:
    return [value for _, value in thing.items()] if isinstance(thing, Dictionary) else []


def _codes(operand: Any, font: Any) -> Iterator[int]:
    size = 2 if font.get("/Subtype") == Name.Type0 else 1
    for part in operand if isinstance(operand, Array) else (operand,):
        if isinstance(part, pikepdf.String):
            raw = bytes(part)
            yield from (int.from_bytes(raw[i : i + size], "big") for i in range(0, len(raw), size))


# -- maps to Unicode


def _map(pdf: pikepdf.Pdf, font: Any, codes: set[int]) -> None:
    given = font.get("/ToUnicode")
    if given is None:
        return
    known = table(given.read_bytes()) if isinstance(given, Stream) else {}
    digits = 4 if font.get("/Subtype") == Name.Type0 else 2
    pairs = [(code, known[code]) for code in sorted(codes) if known.get(code)]
    if isinstance(given, Stream):
        font.ToUnicode = pdf.make_stream(_written(pairs, digits))
    elif str(given) not in ("/Identity-H", "/Identity-V"):
        del font["/ToUnicode"]


def table(body: bytes) -> dict[int, str]:
    """What a map to Unicode says of each code."""
    known: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", body, re.S):
        found = HEX.findall(block)
        known.update((_number(code), _text(text)) for code, text in zip(found[::2], found[1::2], strict=False))
    pattern = rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)"
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", body, re.S):
        for low, high, listed, first in re.findall(pattern, block, re.S):
            start, count = _number(low), min(_number(high) - _number(low) + 1, MOST_RANGE)
            if listed:
                known.update((start + i, _text(t)) for i, t in enumerate(HEX.findall(listed)[: max(0, count)]))
            elif text := _text(first):
                last = ord(text[-1])
                known.update((start + i, text[:-1] + chr(last + i)) for i in range(count) if last + i < 0x110000)
    return known


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    clean = b"".join(digits.split()).decode("ascii")
    raw = bytes.fromhex(clean[: len(clean) // 2 * 2])
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _written(pairs: Sequence[tuple[int, str]], digits: int) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange",
    ]
    for at in range(0, len(pairs), 100):
        part = pairs[at : at + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:0{digits}X}> <{_utf16(text)}>" for code, text in part]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


# -- widths, encodings and programs


def _narrow(pdf: pikepdf.Pdf, font: Any, codes: set[int]) -> None:
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if isinstance(first, int) and isinstance(widths, Array):
        font.Widths = Array([w if first + i in codes else 0 for i, w in enumerate(widths)])
    encoding = font.get("/Encoding")
    names: dict[int, str] = {}
    if isinstance(encoding, Dictionary) and isinstance(encoding.get("/Differences"), Array):
        names = dict(_differences(encoding.Differences, codes))
        spelt = Array([part for code, name in sorted(names.items()) for part in (code, Name(name))])
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=spelt)
        if "/BaseEncoding" in encoding:
            font.Encoding.BaseEncoding = encoding.BaseEncoding
    if isinstance(font.get("/CharProcs"), Dictionary):
        used = set(names.values())
        for key in [k for k in list(font.CharProcs) if k not in used]:
            del font.CharProcs[key]
        return
    kept = _Kept(codes=frozenset(codes), names=frozenset(n[1:] for n in names.values()))
    _program(pdf, font.get("/FontDescriptor"), kept)


def _differences(listed: Any, codes: set[int]) -> Iterator[tuple[int, str]]:
    code = 0
    for part in listed:
        if isinstance(part, int):
            code = int(part)
        elif isinstance(part, Name):
            if code in codes:
                yield code, str(part)
            code += 1


def _wide(pdf: pikepdf.Pdf, font: Any, codes: set[int]) -> None:
    if str(font.get("/Encoding")) not in ("/Identity-H", "/Identity-V"):
        return
    descendants = font.get("/DescendantFonts")
    below = descendants[0] if isinstance(descendants, Array) and len(descendants) else None
    if not isinstance(below, Dictionary):
        return
    if isinstance(below.get("/W"), Array):
        below.W = Array([part for cid, w in sorted(_widths(below.W, codes).items()) for part in (cid, Array([w]))])
    given = below.get("/CIDToGIDMap")
    glyphs = set(codes)
    if isinstance(given, Stream):
        table = given.read_bytes()
        pairs = {cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") for cid in codes if 2 * cid + 1 < len(table)}
        size = max(pairs, default=-1) + 1
        given.write(b"".join(pairs.get(cid, 0).to_bytes(2, "big") for cid in range(size)))
        glyphs = set(pairs.values())
    if below.get("/Subtype") == Name.CIDFontType2:
        _program(pdf, below.get("/FontDescriptor"), _Kept(glyphs=frozenset(glyphs)))


def _widths(listed: Any, codes: set[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    parts = list(listed)
    at = 0
    while at + 1 < len(parts):
        start = int(parts[at])
        if isinstance(parts[at + 1], Array):
            found.update((start + i, w) for i, w in enumerate(parts[at + 1]) if start + i in codes)
            at += 2
        elif at + 2 < len(parts):
            low, high, width = start, int(parts[at + 1]), parts[at + 2]
            found.update((cid, width) for cid in codes if low <= cid <= high)
            at += 3
        else:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of a program stays: glyph numbers, or codes and names of a one-byte font."""

    glyphs: frozenset[int] = frozenset()
    codes: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


def _program(pdf: pikepdf.Pdf, descriptor: Any, kept: _Kept) -> None:
    """Blanks the other outlines of a TrueType program; one that cannot be read is left as it is."""
    if not isinstance(descriptor, Dictionary) or not isinstance(descriptor.get("/FontFile2"), Stream):
        return
    with suppress(Exception):  # a program that no library reads gives its letters to nobody else either
        body = _blanked(descriptor.FontFile2.read_bytes(), kept)
        descriptor.FontFile2 = pdf.make_stream(body, Length1=len(body))


def _blanked(raw: bytes, kept: _Kept) -> bytes:
    with TTFont(io.BytesIO(raw), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        order = font.getGlyphOrder()
        wanted = {order[g] for g in kept.glyphs if g < len(order)} | {order[0]}
        if not kept.glyphs:
            wanted |= _coded(font, kept)
        outlines = font["glyf"]
        waiting = list(wanted)
        while waiting:
            parts = set(outlines[waiting.pop()].getComponentNames(outlines)) - wanted
            wanted |= parts
            waiting += parts
        metrics = font["hmtx"].metrics
        for name in order:
            if name not in wanted:
                outlines.glyphs[name] = Glyph()
                metrics[name] = (0, 0)
        _without_words(font, wanted)
        out = io.BytesIO()
        font.save(out, reorderTables=None)
        return out.getvalue()


def _coded(font: TTFont, kept: _Kept) -> set[str]:
    """Glyphs that a one-byte code can mean in any of the program's tables."""
    codecs = ("cp1252", "mac-roman", "latin-1")
    letters = {ord(bytes([code]).decode(codec, "replace")) for code in kept.codes for codec in codecs}
    letters |= {base + code for code in kept.codes for base in (0, 0xF000, 0xF100, 0xF200)}
    names = set(kept.names)
    if "cmap" in font:
        letters |= {ord(c) for name in kept.names for c in toUnicode(name)}
        for table in font["cmap"].tables:
            names |= {name for code, name in table.cmap.items() if code in letters}
    else:
        names |= {font.getGlyphOrder()[code] for code in kept.codes if code < len(font.getGlyphOrder())}
    return names & set(font.getGlyphOrder())


def _without_words(font: TTFont, wanted: Iterable[str]) -> None:
    names = set(wanted)
    if "cmap" in font:
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if name in names}
    for tag in DROPPED_TABLES:
        if tag in font:
            del font[tag]
    if "name" in font:
        font["name"] = newTable("name")
        font["name"].names = []
    if "post" in font and not any(table.platformID == 1 for table in (font["cmap"].tables if "cmap" in font else ())):
        font["post"].formatType = 3.0
