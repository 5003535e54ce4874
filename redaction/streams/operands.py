"""Operands as they may stand in a content stream: nothing in them that the operator does not use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

INTENTS = frozenset(("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"))

INLINE = {
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
    "/H": "/Height", "/IM": "/ImageMask", "/I": "/Interpolate", "/W": "/Width",
}  # fmt: skip
VALUES = {
    "/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed", "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode", "/Fl": "/FlateDecode", "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode", "/DCT": "/DCTDecode",
}  # fmt: skip
"""Short names inside inline images (ISO 32000-1, tables 93 and 94)."""


def is_number(value: Any) -> bool:
    """Whether an operand is a number (PDF's true and false are none)."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def fitting(operator: str, operands: list[Any]) -> list[Any] | None:
    """The operands without what the operator does not take; None where it must go altogether."""
    if operator == "TJ":
        return [Array([part for part in operands[0] if isinstance(part, pikepdf.String) or is_number(part)])]
    if operator == "d" and not all(is_number(part) for part in operands[0]):
        return None
    if operator == "ri" and str(operands[0]) not in INTENTS:
        return None
    return operands


def inline_keys(image: pikepdf.ContentStreamInlineImage) -> dict[str, Any]:
    """An inline image's keys as an image of its own spells them; unknown ones are left out."""
    listed = list(image.operands[0]._image_object)
    found: dict[str, Any] = {}
    for key, value in zip(listed[::2], listed[1::2], strict=False):
        full = INLINE.get(str(key), str(key))
        if full in INLINE.values():
            found[full] = _long(value)
    return found


def _long(value: Any) -> Any:
    if isinstance(value, Name):
        return Name(VALUES.get(str(value), str(value)))
    if isinstance(value, Array):
        return Array([_long(part) for part in value])
    return value


def numbers_only(thing: Any, kept: dict[str, frozenset[str]]) -> Iterator[str]:
    """The keys of a dictionary whose values are neither numbers, lists of such, truths, nor one of the names given."""
    for key, value in thing.items() if isinstance(thing, Dictionary) else ():
        if isinstance(value, Name):
            if str(value) not in kept.get(key, frozenset()):
                yield key
        elif not _plain(value):
            yield key


def _plain(value: Any) -> bool:
    if isinstance(value, Array):
        return all(_plain(part) for part in value)
    return isinstance(value, bool) or is_number(value)
