"""What the one-byte codes of a font mean: names of glyphs and letters, by its encoding or its program's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fontTools.agl import UV2AGL, toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding
from pikepdf import Array, Dictionary, Name

CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac-roman"}
NOTDEF = ".notdef"


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a program one font shows.

    ``wide`` fonts show ``glyphs`` (numbers, or CIDs where the program knows such); the others show ``codes``, which
    mean ``names`` where /Differences says so, else what ``base`` says, else what the program itself says.
    """

    wide: bool
    glyphs: frozenset[int] = frozenset()
    codes: frozenset[int] = frozenset()
    names: dict[int, str] = field(default_factory=dict)
    base: str = ""


def of_font(font: Any, codes: frozenset[int]) -> Kept:
    """What a one-byte font shows of its program, by the codes that pages show."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    listed = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    names = dict(differences(listed)) if isinstance(listed, Array) else {}
    told = {code: name for code, name in names.items() if code in codes}
    return Kept(False, codes=codes, names=told, base=str(base) if isinstance(base, Name) else "")


def differences(listed: Any) -> Iterator[tuple[int, str]]:
    """Code and glyph name (without slash) of each entry of /Differences."""
    code = 0
    for part in listed:
        if isinstance(part, int):
            code = int(part)
        elif isinstance(part, Name):
            yield code, str(part)[1:]
            code += 1


@cache
def table(base: str) -> tuple[str, ...]:
    """The glyph names of 256 codes by a base encoding; by the standard one where it is none that we know."""
    codec = CODECS.get(base)
    if codec is None:
        return tuple(StandardEncoding)
    chars = [bytes([code]).decode(codec, "replace") for code in range(256)]
    names = [UV2AGL.get(ord(char), NOTDEF) for char in chars]
    names[0xA0 if codec == "cp1252" else 0xCA] = "space"
    return tuple("hyphen" if name == "softhyphen" else name for name in names)


def meant(kept: Kept, own: Sequence[str] | None = None) -> tuple[set[str], set[int]]:
    """Names of glyphs that the codes of a one-byte font can mean, and their letters.

    Args:
        own: the glyph names of 256 codes as the program says; without it, any usual encoding may hold.
    """
    names = set(kept.names.values())
    rest = [code for code in kept.codes - kept.names.keys() if code < 256]
    if kept.base in CODECS:
        tables: list[Sequence[str]] = [table(kept.base)]
    elif own is not None:
        tables = [own]
    else:
        tables = [table(base) for base in ("", *CODECS)]
    names |= {names_of[code] for names_of in tables for code in rest if code < len(names_of)}
    names.discard(NOTDEF)
    return names, {ord(char) for name in names for char in toUnicode(name)[:1]}
