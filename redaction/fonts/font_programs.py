"""Embedded font programs cut to the glyphs that pages still show; what else a program says goes with the rest.

Codes and glyph numbers stay as they are, so that no content stream changes. A program that no library here can read
is left as it was; the check of fonts then finds it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Dictionary, Name, Stream

from . import cff, encodings, type1
from .encodings import Kept

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
WRAPPED = (b"OTTO", b"\0\1\0\0", b"true")
"""How a program of tables (OpenType) begins."""

DROPPED_TABLES = (
    "DSIG", "GPOS", "GSUB", "GDEF", "kern", "FFTM", "meta", "hdmx", "VDMX", "LTSH", "BASE", "JSTF", "PCLT",
)  # fmt: skip

MAC, WINDOWS, SYMBOL = 1, 3, 0
"""Platforms of a program's table of characters, and its encoding for symbols."""


def stream_of(descriptor: Any) -> tuple[str, Any] | None:
    """Key and stream of the program that a font descriptor brings along."""
    for key in FILES:
        if isinstance(descriptor, Dictionary) and isinstance(descriptor.get(key), Stream):
            return key, descriptor[key]
    return None


def cut(pdf: pikepdf.Pdf, descriptors: Sequence[Any], kept: Sequence[Kept]) -> None:
    """Replaces the program that the descriptors share by one with the glyphs that any of its fonts shows."""
    found = stream_of(descriptors[0])
    if found is None:
        return
    with suppress(Exception):  # a font program is anybody's bytes; fontTools answers them with any exception
        key, body, keys = _cut(*found, kept)
        made = pdf.make_stream(body, **keys)
        for descriptor in descriptors:
            for old in FILES:
                if old in descriptor:
                    del descriptor[old]
            descriptor[key] = made


def _cut(key: str, program: Any, kept: Sequence[Kept]) -> tuple[str, bytes, dict[str, Any]]:
    """The new program: key in the descriptor, bytes, and keys of its stream."""
    raw = program.read_bytes()
    if key == "/FontFile":
        clear, hidden, end = type1.cut(raw, kept)
        lengths = {"Length1": len(clear), "Length2": len(hidden), "Length3": len(end)}
        return key, clear + hidden + end, lengths
    if key == "/FontFile3" and raw.startswith(WRAPPED):
        with TTFont(io.BytesIO(raw), lazy=True) as font:
            raw = font.reader["CFF "] if "CFF " in font else raw
    if key == "/FontFile3" and not raw.startswith(WRAPPED):
        kind = Name.CIDFontType0C if kept[0].wide else Name.Type1C
        return key, cff.cut(raw, kept), {"Subtype": kind}
    body = _outlines(raw, kept)
    return "/FontFile2", body, {"Length1": len(body)}


def _outlines(raw: bytes, kept: Sequence[Kept]) -> bytes:
    """A TrueType program with the other outlines, names, characters and widths blank."""
    with TTFont(io.BytesIO(raw), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        order = font.getGlyphOrder()
        wanted = {order[0]}
        for one in kept:
            wanted |= {order[g] for g in one.glyphs if g < len(order)} if one.wide else coded(font, one)
        outlines = font["glyf"]
        wanted = with_parts(outlines, wanted)
        metrics = font["hmtx"].metrics
        for name in order:
            if name not in wanted:
                outlines.glyphs[name] = Glyph()
                metrics[name] = (0, 0)
        _without_words(font, wanted, any(not one.wide for one in kept))
        out = io.BytesIO()
        font.save(out, reorderTables=None)
        return out.getvalue()


def with_parts(outlines: Any, names: Iterable[str]) -> set[str]:
    """The glyphs, and those that they are put together from."""
    found = set(names)
    waiting = list(found)
    while waiting:
        parts = set(outlines[waiting.pop()].getComponentNames(outlines)) - found
        found |= parts
        waiting += parts
    return found


def coded(font: TTFont, kept: Kept) -> set[str]:
    """Glyphs that a one-byte code can mean in any of the program's tables."""
    order = font.getGlyphOrder()
    names, letters = encodings.meant(kept)
    if "cmap" in font:
        for table in font["cmap"].tables:
            raw = table.platformID == MAC or (table.platformID, table.platEncID) == (WINDOWS, SYMBOL)
            codes = {base + code for code in kept.codes for base in (0, 0xF000, 0xF100, 0xF200)} if raw else set()
            names |= {name for code, name in table.cmap.items() if code in letters or code in codes}
    else:
        names |= {order[code] for code in kept.codes if code < len(order)}
    return names & set(order)


def _without_words(font: TTFont, wanted: set[str], named: bool) -> None:
    """Takes out characters and names of other glyphs.

    Args:
        named: whether a reader may look glyphs up by their names.
    """
    if "cmap" in font:
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if name in wanted}
    for tag in DROPPED_TABLES:
        if tag in font:
            del font[tag]
    if "name" in font:
        font["name"] = newTable("name")
        font["name"].names = []
    if "post" in font and (not named or font["post"].formatType != 2.0):
        font["post"].formatType = 3.0
    elif "post" in font:
        font["post"].extraNames = []
        font["post"].mapping = {name: ".notdef" for name in font.getGlyphOrder() if name not in wanted}
