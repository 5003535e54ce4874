"""Fonts that list nothing but what is still shown: maps, widths and glyphs of other codes go, and all their words.

Runs on the file that is delivered, after the last text was written. Codes and glyph numbers stay as they are, so
that no content stream changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from . import code_tables, encodings, font_programs, renumber
from .encodings import Kept

SHOWING = "Tf Tj TJ ' \" q Q"
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
MOST_RANGE = 65_536
MOST_CODES = 4 * MOST_RANGE
"""Ranges of a map that tell more than so many codes, one over the other, are not followed."""
FOREIGN = "/AAAAAA+F"
"""How the names begin that ``font_names`` gives to fonts of the source."""

BASES = frozenset((*encodings.CODECS, "/StandardEncoding", "/MacExpertEncoding"))

Key = tuple[int, int]


@dataclass(slots=True)
class _Use:
    """Which codes of which fonts are shown, fonts by object number, and the streams that show, with their resources."""

    fonts: dict[Key, Any] = field(default_factory=dict)
    codes: dict[Key, set[int]] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    streams: list[tuple[Any, Any]] = field(default_factory=list)


def prune(pdf: pikepdf.Pdf, pages: Iterable[pikepdf.Page]) -> None:
    """Takes out of every font what no page shows, and out of every list of resources the fonts that are not used."""
    use = _Use()
    for page in pages:
        _read(pdf, page, page.obj.get("/Resources"), use)
    programs: dict[Key, list[tuple[Any, Kept | None]]] = {}
    owners: dict[Key, list[Key]] = {}
    for number, font in use.fonts.items():
        codes = use.codes.get(number, set())
        _map(pdf, font, codes)
        wide = font.get("/Subtype") == Name.Type0
        descriptor, kept = _wide(pdf, font, codes) if wide else _narrow(font, codes)
        found = font_programs.stream_of(descriptor)
        if found is not None:
            programs.setdefault(found[1].objgen, []).append((descriptor, kept))
            owners.setdefault(found[1].objgen, []).append(number)
    for users in programs.values():
        shown = [kept for _, kept in users if kept is not None]
        if len(shown) == len(users):
            font_programs.cut(pdf, [descriptor for descriptor, _ in users], shown)
    _renumber(pdf, use, {numbers[0] for numbers in owners.values() if len(numbers) == 1})


def _renumber(pdf: pikepdf.Pdf, use: _Use, alone: set[Key]) -> None:
    """Gives out codes anew that tell which letter was used first.

    Args:
        alone: fonts (by object number) whose program no other font uses.
    """
    news: dict[Key, tuple[Any, renumber.New]] = {}
    maps: dict[Key, dict[int, str]] = {}
    for number, font in use.fonts.items():
        given = font.get("/ToUnicode")
        if (
            number not in alone
            or font.get("/Subtype") != Name.Type0
            or not str(font.get("/BaseFont")).startswith(FOREIGN)
        ):
            continue
        maps[number] = table(given.read_bytes()) if isinstance(given, Stream) else {}
        new = renumber.planned(font, use.codes.get(number, set()), maps[number])
        if new is not None:
            news[number] = font, new
    if news and renumber.apply(pdf, news, use.streams):
        for number, (font, new) in news.items():
            pairs = sorted((new.codes[code], text) for code, text in maps[number].items())
            font.ToUnicode = pdf.make_stream(_written(pairs, 4))


def _read(pdf: pikepdf.Pdf, stream: Any, resources: Any, use: _Use) -> None:
    listed = resources.get("/Font") if isinstance(resources, Dictionary) else None
    names: set[str] = set()
    font: Any = None
    stack: list[Any] = []
    use.streams.append((stream, resources))
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
            else:
                _known(pdf, listed, str(spare), use)
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
    left = MOST_CODES
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", body, re.S):
        found = HEX.findall(block)
        known.update((_number(code), _text(text)) for code, text in zip(found[::2], found[1::2], strict=False))
    pattern = rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)"
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", body, re.S):
        for low, high, listed, first in re.findall(pattern, block, re.S):
            start, count = _number(low), min(_number(high) - _number(low) + 1, MOST_RANGE, left)
            left -= max(0, count)
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


def _narrow(font: Any, codes: set[int]) -> tuple[Any, Kept | None]:
    """Cuts the lists of a one-byte font; gives its descriptor and what it shows of its program."""
    kept = encodings.of_font(font, frozenset(codes))
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if isinstance(first, int) and isinstance(widths, Array):
        listed = {first + i: w for i, w in enumerate(widths) if first + i in codes}
        low, high = min(listed, default=0), max(listed, default=-1)
        font.FirstChar, font.LastChar = low, max(low, high)
        font.Widths = Array([listed.get(code, 0) for code in range(low, max(low, high) + 1)])
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary):
        spelt = Array([part for code, name in sorted(kept.names.items()) for part in (code, Name("/" + name))])
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=spelt)
        if kept.base in BASES:
            font.Encoding.BaseEncoding = Name(kept.base)
    if isinstance(font.get("/CharProcs"), Dictionary):
        used = {"/" + name for name in kept.names.values()}
        for key in [k for k in list(font.CharProcs) if k not in used]:
            del font.CharProcs[key]
    return font.get("/FontDescriptor"), kept


def _wide(pdf: pikepdf.Pdf, font: Any, codes: set[int]) -> tuple[Any, Kept | None]:
    """As ``_narrow`` for a font of two-byte codes; where its code table is not known, it stays as it is."""
    descendants = font.get("/DescendantFonts")
    below = descendants[0] if isinstance(descendants, Array) and len(descendants) else None
    if not isinstance(below, Dictionary):
        return None, None
    cids = _cids(pdf, font, codes)
    descriptor = below.get("/FontDescriptor")
    if cids is None:
        return descriptor, None
    for key, size in (("/W", 1), ("/W2", 3)):
        if isinstance(below.get(key), Array):
            found = sorted(widths(below[key], cids, size).items())
            below[key] = Array([part for cid, width in found for part in (cid, Array(list(width)))])
    return descriptor, Kept(True, glyphs=frozenset(_glyphs(pdf, below, cids)))


def _cids(pdf: pikepdf.Pdf, font: Any, codes: set[int]) -> set[int] | None:
    """The CIDs that the codes show; a code table of the file's own is cut to them."""
    encoding = font.get("/Encoding")
    if encoding in (Name("/Identity-H"), Name("/Identity-V")):
        return codes
    table = code_tables.read(encoding) if isinstance(encoding, Stream) else None
    if table is None:
        return None
    pairs = {code: table[code] for code in codes if code in table}
    font.Encoding = code_tables.written(pdf, pairs, encoding.get("/WMode") == 1)
    return set(pairs.values())


def _glyphs(pdf: pikepdf.Pdf, below: Any, cids: set[int]) -> set[int]:
    """The numbers of the glyphs that the CIDs show; a map between them is cut to these."""
    given = below.get("/CIDToGIDMap")
    if not isinstance(given, Stream):
        return cids
    table = given.read_bytes()
    pairs = {cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") for cid in cids if 2 * cid + 1 < len(table)}
    size = max(pairs, default=-1) + 1
    below.CIDToGIDMap = pdf.make_stream(b"".join(pairs.get(cid, 0).to_bytes(2, "big") for cid in range(size)))
    return set(pairs.values())


def widths(listed: Any, cids: set[int], size: int) -> dict[int, tuple[Any, ...]]:
    """What a list of widths (of ``size`` numbers for each) says of the CIDs."""
    found: dict[int, tuple[Any, ...]] = {}
    parts = list(listed)
    at = 0
    while at + 1 < len(parts):
        start = int(parts[at])
        if isinstance(parts[at + 1], Array):
            row = list(parts[at + 1])
            each = [tuple(row[i : i + size]) for i in range(0, len(row) - size + 1, size)]
            found.update((start + i, w) for i, w in enumerate(each) if start + i in cids)
            at += 2
        elif at + 1 + size < len(parts):
            low, high, width = start, int(parts[at + 1]), tuple(parts[at + 2 : at + 2 + size])
            found.update((cid, width) for cid in cids if low <= cid <= high)
            at += 2 + size
        else:
            break
    return found
