"""CFF font programs (Adobe Technical Note 5176) with nothing in them but glyphs that are shown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.cffLib.transforms import desubroutinizeCharString
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.ttLib import TTFont

from . import encodings
from .encodings import NOTDEF, Kept

WORDS = (
    "version", "Notice", "Copyright", "FullName", "FontName", "FamilyName", "Weight", "PostScript", "BaseFontName",
    "BaseFontBlend", "UniqueID", "XUID", "UIDBase",
)  # fmt: skip
"""Entries of a font's dictionary that are words or numbers of its maker."""


def opened(raw: bytes) -> tuple[CFFFontSet, Any]:
    """A program and the dictionary of its one font."""
    program = CFFFontSet()
    program.decompile(io.BytesIO(raw), TTFont(recalcBBoxes=False, recalcTimestamp=False))
    if len(program) != 1:
        raise ValueError("more than one font")
    return program, program[0]


def cut(raw: bytes, kept: Sequence[Kept]) -> bytes:
    """The program with the glyphs that any of the fonts shows.

    Raises:
        Exception: of any kind, where the program cannot be read.
    """
    program, font = opened(raw)
    wanted = shown(font, kept)
    if not hasattr(font, "ROS") and any(one.wide for one in kept):
        _blank(font, wanted)
    else:
        _dropped(font, wanted)
    codes = {code for one in kept for code in one.codes}
    _without_words(program, font, wanted, codes)
    out = io.BytesIO()
    program.compile(out, program.otFont)
    return out.getvalue()


def shown(font: Any, kept: Sequence[Kept]) -> set[str]:
    """Names of the glyphs that the fonts show of the program, those that they are put together from, and .notdef."""
    order = font.charset
    found = {order[0]}
    for one in kept:
        if not one.wide:
            names, letters = encodings.meant(one, own(font))
            spelt = {chr(letter) for letter in letters}
            found |= {name for name in order if name in names or ("." not in name and toUnicode(name) in spelt)}
        elif hasattr(font, "ROS"):
            found |= {f"cid{cid:05}" for cid in one.glyphs} & set(order)
        else:
            found |= {order[number] for number in one.glyphs if number < len(order)}
    return found | {part for name in found for part in _parts(_flat(font, name)) if part in set(order)}


def own(font: Any) -> Sequence[str]:
    """The glyph names of 256 codes as the program says."""
    given = getattr(font, "Encoding", None)
    return given if isinstance(given, list) else StandardEncoding


def _flat(font: Any, name: str) -> Any:
    """The drawing of a glyph without calls of subroutines."""
    drawing, _ = font.CharStrings.getItemAndSelector(name)
    desubroutinizeCharString(drawing)
    return drawing


def _parts(drawing: Any) -> tuple[str, ...]:
    """Base and accent where a glyph ends in four numbers that put it together from two (note 5177, appendix C)."""
    numbers = drawing.program[-5:-1]
    if len(numbers) == 4 and all(isinstance(n, int | float) for n in numbers):
        return StandardEncoding[int(numbers[2])], StandardEncoding[int(numbers[3])]
    return ()


def _dropped(font: Any, wanted: set[str]) -> None:
    """Other glyphs go; the rest are found by name or CID, so that their order may forget which was used first."""
    _chosen(font, [font.charset[0], *sorted(wanted - {font.charset[0]})])


def _chosen(font: Any, names: Sequence[str]) -> None:
    """Leaves these glyphs, in this order."""
    strings, place = font.CharStrings, {name: i for i, name in enumerate(font.charset)}
    numbers = [place[name] for name in names]
    drawings = [_flat(font, name) for name in names]
    if strings.charStringsAreIndexed:
        index = strings.charStringsIndex
        index.items = drawings
        for spare in ("file", "offsets"):
            if hasattr(index, spare):
                delattr(index, spare)
        strings.charStrings = {name: i for i, name in enumerate(names)}
    else:
        strings.charStrings = dict(zip(names, drawings, strict=True))
    font.charset, font.numGlyphs = list(names), len(names)
    if hasattr(font, "FDSelect"):
        selected = [font.FDSelect.gidArray[i] for i in numbers]
        used = sorted(set(selected))
        parts = [font.FDArray[i] for i in used]
        font.FDSelect.format = None
        font.FDSelect.gidArray = [used.index(i) for i in selected]
        font.FDArray.items = parts
        for spare in ("file", "offsets"):
            if hasattr(font.FDArray, spare):
                delattr(font.FDArray, spare)


def _blank(font: Any, wanted: set[str]) -> None:
    """Other glyphs become empty and lose their names; all keep their numbers, by which they are found."""
    for name in font.charset:
        drawing = _flat(font, name)
        if name not in wanted:
            drawing.program = ["endchar"]
    new = {name: name if name in wanted else f"g{i}" for i, name in enumerate(font.charset)}
    strings = font.CharStrings
    strings.charStrings = {new[name]: value for name, value in strings.charStrings.items()}
    font.charset = list(new.values())


def renumbered(raw: bytes, order: Sequence[int]) -> bytes:
    """The program of a CID font with these glyphs alone (by CID or number), numbered from 1 in this order.

    Raises:
        Exception: of any kind, where the program cannot be read or lacks one of them.
    """
    program, font = opened(raw)
    named = font.charset
    old = [f"cid{n:05}" for n in order] if hasattr(font, "ROS") else [named[n] for n in order]
    names = [named[0], *old]
    for name in names:
        _flat(font, name)
    _chosen(font, names)
    new = [named[0], *(f"cid{i:05}" if hasattr(font, "ROS") else f"g{i}" for i in range(1, len(names)))]
    strings = font.CharStrings
    strings.charStrings = {after: strings.charStrings[name] for name, after in zip(names, new, strict=True)}
    font.charset = new
    out = io.BytesIO()
    program.compile(out, program.otFont)
    return out.getvalue()


def _without_words(program: CFFFontSet, font: Any, wanted: set[str], codes: set[int]) -> None:
    program.fontNames = ["F"]
    program.GlobalSubrs.clear()
    parts = list(getattr(font, "FDArray", ()))
    for part in [font, *parts]:
        for key in WORDS:
            part.rawDict.pop(key, None)
            if key in part.__dict__:
                delattr(part, key)
        private = getattr(part, "Private", None)
        if private is not None:
            private.rawDict.pop("Subrs", None)
            private.__dict__.pop("Subrs", None)
    if hasattr(font, "ROS"):
        font.ROS = ("Adobe", "Identity", 0)
        return
    given = own(font)
    font.Encoding = [name if code in codes and name in wanted else NOTDEF for code, name in enumerate(given)]
