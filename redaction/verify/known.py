"""Names and strings that are the format's, everybody's or ours: a masked word that is spelt alike is not in them."""

from __future__ import annotations

import re
from functools import cache

from fontTools.agl import AGL2UV

from redaction import typeface
from redaction.burning import structure
from redaction.fonts import font_names
from redaction.pictures import colour
from redaction.streams import operands, streams

_FORMAT = (
    "Type Subtype Length Filter DecodeParms Predictor Columns Colors EarlyChange Font FontDescriptor FontName "
    "BaseFont Encoding BaseEncoding WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding "
    "Differences ToUnicode DescendantFonts CIDSystemInfo CIDFontType2 CIDFontType0 CIDFontType0C CIDToGIDMap "
    "Identity Identity-H Identity-V Registry Ordering Supplement FontFile FontFile2 FontFile3 Type0 Type1 Type1C "
    "Type3 TrueType MMType1 OpenType CharProcs XObject Image Form Resources ProcSet ColorSpace DeviceRGB "
    "DeviceGray DeviceCMYK CalRGB CalGray Lab Indexed Separation DeviceN ICCBased BitsPerComponent Width Height "
    "Widths FirstChar LastChar Parent Pages Page Kids Count Catalog Contents MediaBox CropBox Metadata XML Group "
    "Transparency Luminosity Alpha ExtGState Pattern Shading Function Matrix Rotate UserUnit Root Size Prev XRef "
    "ObjStm First Index Lang Tabs OutputIntents OutputIntent OutputCondition OutputConditionIdentifier "
    "RegistryName DestOutputProfile GTS_PDFA1 StructTreeRoot StructParents StructElem ParentTree "
    "ParentTreeNextKey MarkInfo Marked Document Span ActualText Nums MCID FlateDecode LZWDecode ASCIIHexDecode "
    "ASCII85Decode RunLengthDecode DCTDecode JPXDecode JBIG2Decode JBIG2Globals CCITTFaxDecode CIDSet CharSet "
)
FORMAT = frozenset("/" + name for name in _FORMAT.split())
"""Keys and values of ISO 32000-1 that a masked copy may have, beside those in the engine's white lists."""

LISTS: tuple[tuple[str, ...], ...] = (
    streams.FORM_KEYS, streams.TILE_KEYS, streams.IMAGE_KEYS, streams.STATE_KEYS, streams.FONT_KEYS,
    streams.DESCRIPTOR_KEYS, streams.FILE_KEYS, streams.GROUP_KEYS, streams.TABLE_KEYS, streams.PROFILE_KEYS,
    colour.CALIBRATED, colour.FUNCTION, colour.SHADING, tuple(colour.SPOT), tuple(operands.INTENTS),
    tuple("/" + mode for mode in streams.BLEND.split()),
)  # fmt: skip

FRAME = re.compile(
    rb"Adobe-Identity-UCS|findresource|begincmap|CIDSystemInfo|Registry|Ordering|Supplement|CMapName|CMapType"
    rb"|(?:begin|end)(?:codespacerange|bfchar|bfrange)|endcmap|currentdict|defineresource|ProcSet|CIDInit"
)
"""The words of PostScript around every table of codes (ISO 32000-1, 9.10.3)."""

STRINGS = frozenset(("Adobe", "sv-SE", *font_names.ORDERINGS))
"""Strings that the engine writes itself."""


@cache
def _listed() -> frozenset[str]:
    glyphs = ("/" + name for name in AGL2UV)
    return FORMAT.union(glyphs, *LISTS)


@cache
def name(written: str) -> bool:
    """Whether a name says nothing: it is the format's, a glyph's, or a typeface's that everybody knows or is ours."""
    if written in _listed():
        return True
    bare = written.removeprefix("/").split("+")[-1]
    return font_names.is_known(bare) or bare in typeface.FACES or bare.removeprefix("U") in typeface.FACES


def without_frame(raw: bytes) -> bytes:
    """A stream's bytes; of a table of codes what is in it, without the words that stand in each."""
    return FRAME.sub(b"<>", raw) if raw.lstrip().startswith(b"/CIDInit") else raw


def string(written: str, labels: frozenset[str]) -> bool:
    """Whether a string is one that the engine writes itself; ``labels`` without white space."""
    return written in STRINGS or "".join(written.split()) in labels | {structure.MASKED}
