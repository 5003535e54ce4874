"""Names of fonts that say nothing but how the font looks: an unknown name could be anybody's."""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, String

_FAMILIES = (
    "arial arialmt arialnarrow arialunicodems bookantiqua bookmanoldstyle calibri calibrilight cambria "
    "cambriamath candara carlito caladea centurygothic comicsansms consolas constantia corbel courier "
    "couriernew couriernewps couriernewpsmt dejavusans dejavusansmono dejavuserif franklingothic futura "
    "garamond georgia gillsans helvetica helveticaneue impact inter liberationmono liberationsans "
    "liberationserif lucidaconsole lucidasans microsoftsansserif minionpro myriadpro notosans notoserif "
    "opensans palatino palatinolinotype roboto segoeui sourcesanspro symbol symbolmt tahoma times "
    "timesnewroman timesnewromanps timesnewromanpsmt trebuchetms ubuntu verdana webdings wingdings wingdings2 "
    "wingdings3 zapfdingbats aptos "
)
FAMILIES = frozenset(_FAMILIES.split())
"""Families whose names readers know, without hyphens, blanks and styles."""

ASIAN = re.compile(
    r"HeiseiMin-W3|HeiseiKakuGo-W5|STSong-Light|MSung-Light|MHei-Medium|HYSMyeongJo-Medium|HYGoThic-Medium"
)
STYLES = re.compile(
    r"[-,]?(?:PSMT|PS|MT|Bold|Italic|Oblique|Roman|Regular|Black|Semibold|Medium|Light|Narrow)+(?=$|[-,])"
)
ORDERINGS = frozenset(("Identity", "Japan1", "Japan2", "GB1", "CNS1", "Korea1", "KR", "UCS"))

FIXED, SERIF, ITALIC, BOLD = 1, 2, 64, 1 << 18
"""Flags of a font descriptor (ISO 32000-1, table 123)."""


def neutral(font: Any, number: int) -> None:
    """Renames a font in place where its name is not one that readers know.

    Args:
        number: tells embedded fonts apart.
    """
    below = font.get("/DescendantFonts")
    parts = [font, *(below if isinstance(below, Array) else ())]
    descriptors = [p.get("/FontDescriptor") for p in parts if isinstance(p, Dictionary)]
    found = [d for d in descriptors if isinstance(d, Dictionary)]
    embedded = any(k in d for d in found for k in ("/FontFile", "/FontFile2", "/FontFile3"))
    for part in parts:
        if not isinstance(part, Dictionary):
            continue
        if "/BaseFont" in part:
            part.BaseFont = Name(_name(str(part.BaseFont), embedded, number, found))
        _system(part.get("/CIDSystemInfo"))
    for descriptor in found:
        if "/FontName" in descriptor:
            descriptor.FontName = Name(_name(str(descriptor.FontName), embedded, number, found))


def _name(old: str, embedded: bool, number: int, descriptors: list[Any]) -> str:
    if embedded:
        return f"/AAAAAA+F{number}"
    bare = re.sub(r"^/(?:[A-Z]{6}\+)?", "", old)
    if is_known(bare):
        return "/" + bare
    flags = next((int(d.Flags) for d in descriptors if isinstance(d.get("/Flags"), int)), 0)
    bold, italic = bool(flags & BOLD) or "bold" in bare.lower(), bool(flags & ITALIC) or "italic" in bare.lower()
    if flags & SERIF and not flags & FIXED:
        return "/Times-" + {(0, 0): "Roman", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[bold, italic]
    style = ("Bold" if bold else "") + ("Oblique" if italic else "")
    return ("/Courier" if flags & FIXED else "/Helvetica") + ("-" + style if style else "")


def is_known(name: str) -> bool:
    """Whether readers know a font by this name (without a subset's prefix)."""
    return bool(ASIAN.fullmatch(name)) or _family(name) in FAMILIES


def _family(name: str) -> str:
    plain = name
    while (shorter := STYLES.sub("", plain)) != plain:
        plain = shorter
    return re.sub(r"[-, ]", "", plain).lower()


def _system(system: Any) -> None:
    if not isinstance(system, Dictionary):
        return
    ordering = str(system.get("/Ordering", "Identity"))
    known = Dictionary(Registry=String("Adobe"), Ordering=String(ordering if ordering in ORDERINGS else "Identity"))
    for key in list(system):
        del system[str(key)]
    system.Registry, system.Ordering, system.Supplement = known.Registry, known.Ordering, 0
