"""Fonts whose codes were given out in the order of first use: they are given out anew, in the order of the alphabet.

A producer that numbers glyphs as it meets them leaves the first words of a document in the order of its font, with
gaps where letters are gone. Codes in content, maps, widths and glyphs in the program all change together, or nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from ..streams.text_runs import TOKEN, Unsafe, decoded
from . import cff, font_programs

SPARE = 24
"""Codes in the order of use leave no more gaps than this: one for each letter that is gone."""

SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
PLAIN = ("/Identity-H", "/Identity-V")

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class New:
    """A font's new codes by its old ones, its new program, and the key under which it stands."""

    codes: dict[int, int]
    key: str
    program: bytes
    keys: dict[str, Any]


def by_use(codes: set[int], letters: dict[int, str]) -> bool:
    """Whether codes look as if they were given out in the order in which letters were met."""
    order = sorted(codes, key=lambda code: (letters.get(code, ""), code))
    return bool(codes) and max(codes) <= len(codes) + SPARE and order != sorted(codes)


def planned(font: Any, codes: set[int], letters: dict[int, str]) -> New | None:
    """The new numbering of a font of two-byte codes; None where there is none to be given, or it cannot be."""
    listed = font.get("/DescendantFonts")
    below = listed[0] if isinstance(listed, Array) and len(listed) else Dictionary()
    found = font_programs.stream_of(below.get("/FontDescriptor"))
    if str(font.get("/Encoding")) not in PLAIN or found is None or 0 in codes or not by_use(codes, letters):
        return None
    order = sorted(codes, key=lambda code: (letters.get(code, ""), code))
    new = {code: i for i, code in enumerate(order, 1)}
    with suppress(Exception):  # a font program is anybody's bytes; fontTools answers them with any exception
        key, program = found
        if key == "/FontFile2":
            made = _sorted(program.read_bytes(), [_glyph(below, code) for code in order])
            return New(new, key, made, {"Length1": len(made)})
        if key == "/FontFile3" and program.get("/Subtype") == Name.CIDFontType0C:
            return New(new, key, cff.renumbered(program.read_bytes(), order), {"Subtype": Name.CIDFontType0C})
    return None


def _glyph(below: Any, cid: int) -> int:
    given = below.get("/CIDToGIDMap")
    if not isinstance(given, Stream):
        return cid
    return int.from_bytes(given.read_bytes()[2 * cid : 2 * cid + 2], "big")


def _sorted(raw: bytes, numbers: Sequence[int]) -> bytes:
    """A TrueType program with these glyphs alone, in this order behind .notdef.

    Raises:
        ValueError: two codes share a glyph.
    """
    with TTFont(io.BytesIO(raw), lazy=False, recalcTimestamp=False) as font:
        order = font.getGlyphOrder()
        names = [order[number] for number in numbers]
        if len({order[0], *names}) != len(names) + 1:
            raise ValueError("shared glyph")
        options = subset.Options(layout_features=[], notdef_outline=True, glyph_names=False, legacy_cmap=True)
        options.drop_tables += ["cmap", "post", "name", "OS/2"]
        cutter = subset.Subsetter(options)
        cutter.populate(glyphs=[order[0], *names])
        cutter.subset(font)
        rest = [name for name in font.getGlyphOrder() if name not in {order[0], *names}]
        font.ensureDecompiled()
        for name in font.getGlyphOrder():
            font["glyf"][name]  # spelt out: its parts are named from here on, not numbered
        font.setGlyphOrder([order[0], *names, *rest])
        font["glyf"].glyphOrder = font.getGlyphOrder()
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()


def apply(pdf: pikepdf.Pdf, news: dict[Key, tuple[Any, New]], streams: Sequence[tuple[Any, Any]]) -> bool:
    """Gives fonts their new codes everywhere; tells whether it did, else nothing has changed.

    Args:
        news: font and new numbering by object number.
        streams: every page and stream object that can show text, with its resources.
    """
    try:
        bodies = [
            (stream, _recoded(_body(stream), names))
            for stream, resources in streams
            if (names := _names(resources, news))
        ]
    except Unsafe:
        return False
    for stream, body in bodies:
        if isinstance(stream, pikepdf.Page):
            stream.obj.Contents = pdf.make_stream(body)
        else:
            stream.write(body)
    for font, new in news.values():
        below = font.DescendantFonts[0]
        for key in ("/W", "/W2"):
            if key in below:
                listed = list(below[key])
                pairs = {new.codes[int(cid)]: width for cid, width in zip(listed[::2], listed[1::2], strict=True)}
                below[key] = Array([part for cid, width in sorted(pairs.items()) for part in (cid, width)])
        if below.get("/Subtype") == Name.CIDFontType2:
            below.CIDToGIDMap = Name.Identity
        below.FontDescriptor[new.key] = pdf.make_stream(new.program, **new.keys)
    return True


def _body(stream: Any) -> bytes:
    if isinstance(stream, pikepdf.Page):
        stream.contents_coalesce()
        contents = stream.obj.get("/Contents")
        return contents.read_bytes() if isinstance(contents, Stream) else b""
    return bytes(stream.read_bytes())


def _names(resources: Any, news: dict[Key, tuple[Any, New]]) -> dict[bytes, dict[int, int]]:
    """The new codes of fonts by their names (without slash) in these resources."""
    listed = resources.get("/Font") if isinstance(resources, Dictionary) else None
    return {
        name[1:].encode("latin-1"): news[font.objgen][1].codes
        for name, font in (listed.items() if isinstance(listed, Dictionary) else ())
        if isinstance(font, Dictionary) and font.objgen in news
    }


def _recoded(body: bytes, names: dict[bytes, dict[int, int]]) -> bytes:
    """A stream with the new codes in all that it shows.

    Raises:
        Unsafe: it does not read as it should.
    """
    out: list[bytes] = []
    at = 0
    codes: dict[int, int] | None = None
    stack: list[dict[int, int] | None] = []
    texts: list[tuple[int, int, bytes]] = []
    name = b""
    for token in TOKEN.finditer(body):
        kind, raw = token.lastgroup, token.group()
        if kind == "text":
            texts.append((*token.span(), raw))
        elif kind == "other":
            name = raw[1:] if raw.startswith(b"/") else name
        elif kind == "bad" or kind is None:
            raise Unsafe
        elif kind == "word":
            if raw == b"Tf":
                codes = names.get(name)
            elif raw == b"q":
                stack.append(codes)
            elif raw == b"Q":
                codes = stack.pop() if stack else None
            elif raw in SHOWING and codes is not None:
                for start, end, text in texts:
                    out += [body[at:start], _new(text, codes)]
                    at = end
            texts = []
    return b"".join([*out, body[at:]])


def _new(raw: bytes, codes: dict[int, int]) -> bytes:
    old = decoded(raw)
    if len(old) % 2:
        raise Unsafe
    pairs = (int.from_bytes(old[i : i + 2], "big") for i in range(0, len(old), 2))
    return b"<" + b"".join(b"%04X" % codes[code] for code in pairs) + b">"
