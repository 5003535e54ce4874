"""What the glyphs of a font spell where the file does not say: read out of the embedded font program.

A CID font without /ToUnicode shows letters that no search finds. Its program often still tells which glyph is
which letter, by its character map or by the names of its glyphs; from that a /ToUnicode is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

MOST_BYTES = 30_000_000
"""Larger font programs are not read."""

CFF, TRUETYPE = b"\x01", b"\x00\x01\x00\x00"
"""What bare CFF programs and TrueType programs begin with."""


def missing(font: Any) -> bool:
    """Whether a font shows glyphs by number and does not say what they spell."""
    return (
        font.get("/Subtype") == Name.Type0
        and not isinstance(font.get("/ToUnicode"), Stream)
        and font.get("/Encoding") in (Name("/Identity-H"), Name("/Identity-V"))
    )


def made(font: Any) -> bytes | None:
    """A map from codes to Unicode; None where the program does not tell (or is not one)."""
    descendants = font.get("/DescendantFonts")
    if not isinstance(descendants, Array) or not isinstance(descendants[0], Dictionary):
        return None
    descendant = descendants[0]
    descriptor = descendant.get("/FontDescriptor")
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3")) if isinstance(descriptor, Dictionary) else None
    if not isinstance(program, Stream):
        return None
    try:
        letters = _letters(program.read_bytes())
    except Exception:  # a font program is anybody's bytes; fontTools answers them with any exception
        return None
    given: Any = descendant.get("/CIDToGIDMap")
    if isinstance(given, Stream):
        numbers = given.read_bytes()
        codes = ((i, int.from_bytes(numbers[2 * i : 2 * i + 2], "big")) for i in range(len(numbers) // 2))
        letters = {code: letters[glyph] for code, glyph in codes if glyph in letters}
    return written(letters.items()) if letters else None


def _letters(program: bytes) -> dict[int, str]:
    """Which letter each glyph of the program is, by its character map, else by its name."""
    if len(program) > MOST_BYTES:
        return {}
    if program[:1] == CFF and program[:4] != TRUETYPE:
        return _named(_charset(program))
    with TTFont(io.BytesIO(program), lazy=True) as font:
        order = font.getGlyphOrder()
        found = _named(order)
        numbers = {name: i for i, name in enumerate(order)}
        if "cmap" in font:
            found |= {numbers[name]: chr(code) for code, name in (font.getBestCmap() or {}).items() if name in numbers}
    return {number: text for number, text in found.items() if text}


def _named(order: Sequence[str]) -> dict[int, str]:
    """Which letter each glyph is by its name; those whose names are numbers are left out."""
    return {i: toUnicode(name) for i, name in enumerate(order) if not name.startswith(("glyph", "cid", "."))}


def _charset(program: bytes) -> list[str]:
    """The names of the glyphs of a bare CFF program, by number."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return list(fonts[0].charset)


def written(letters: Iterable[tuple[int, str]]) -> bytes:
    """A /ToUnicode map of two-byte codes."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(letters)]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
