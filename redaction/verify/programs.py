"""What an embedded font program draws and names, beside what its fonts show of it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import Any

from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from redaction.fonts import cff, encodings, font_programs, type1
from redaction.fonts.encodings import Kept

SPACING = {"\u02c6": "\u0302", "\u02c7": "\u030c", "`": "\u0300", "\u0131": "i"}
"""Signs of which accented letters are put together, and what stands for them when a letter is taken apart."""


def holds_only(key: str, program: Any, kept: Sequence[Kept]) -> bool:
    """Whether a program has no drawing but those its fonts show; one that cannot be read has not."""
    try:
        raw = program.read_bytes()
        if key == "/FontFile":
            found = type1.read(raw)
            return _named_only(list(found.drawings), found.own, kept)
        if key == "/FontFile3" and not raw.startswith(font_programs.WRAPPED):
            return _cff(raw, kept)
        with TTFont(io.BytesIO(raw), lazy=True) as font:
            return _outlines(font, kept)
    except Exception:  # a font program is anybody's bytes; fontTools answers them with any exception
        return False


def _outlines(font: TTFont, kept: Sequence[Kept]) -> bool:
    """A TrueType program: outlines, widths and characters."""
    order, drawn = font.getGlyphOrder(), font["glyf"]
    allowed = {order[0]}
    for one in kept:
        allowed |= {order[g] for g in one.glyphs if g < len(order)} if one.wide else font_programs.coded(font, one)
    allowed = font_programs.with_parts(drawn, allowed)
    others = [name for name in order if name not in allowed]
    told = {name for table in font["cmap"].tables for name in table.cmap.values()} if "cmap" in font else set()
    said = {name for name in others if toUnicode(name)} if _has_names(font) else set()
    moved = any(font["hmtx"][name][0] for name in others)
    return not told - allowed and not said and not moved and not any(drawn[name].numberOfContours for name in others)


def _has_names(font: TTFont) -> bool:
    return "post" in font and font["post"].formatType == 2.0


def _cff(raw: bytes, kept: Sequence[Kept]) -> bool:
    program = CFFFontSet()
    program.decompile(io.BytesIO(raw), None)
    font = program[0]
    order = font.charset
    if not any(one.wide for one in kept):
        return _named_only(order, cff.own(font), kept)
    numbers = {n for one in kept for n in one.glyphs} | {0}
    if hasattr(font, "ROS"):
        return {int(name[3:]) for name in order if name.startswith("cid")} <= numbers
    rest = [font.CharStrings[name] for i, name in enumerate(order) if i not in numbers]
    for drawing in rest:
        drawing.decompile()
    return all(drawing.program == ["endchar"] for drawing in rest)


def _named_only(names: Sequence[str], own: Sequence[str], kept: Sequence[Kept]) -> bool:
    """Whether each glyph has the name or the letter of a code that is shown, or is a part of such a letter."""
    said: set[str] = {encodings.NOTDEF}
    letters: set[str] = set()
    for one in kept:
        some, spelt = encodings.meant(one, own)
        said |= some
        letters |= {chr(letter) for letter in spelt}
    parts = {part for letter in letters for part in unicodedata.normalize("NFD", letter)}
    for name in set(names) - said:
        letter = toUnicode(name)
        pieces = unicodedata.normalize("NFKD", letter).replace(" ", "")
        if letter not in letters and (not pieces or any(SPACING.get(c, c) not in parts for c in pieces)):
            return False
    return True
