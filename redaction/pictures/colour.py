"""Colour spaces, functions and shadings with nothing in them but what gives a colour."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

SPOT = frozenset(("/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"))
"""Names of colorants that mean something to a device; all others become neutral."""

CALIBRATED = ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range")
FUNCTION = (
    "/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode", "/C0", "/C1", "/N",
    "/Functions", "/Bounds", "/Filter", "/DecodeParms", "/Length",
)  # fmt: skip
SHADING = (
    "/ShadingType", "/ColorSpace", "/Background", "/BBox", "/AntiAlias", "/Domain", "/Matrix", "/Function", "/Coords",
    "/Extend", "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode",
    "/VerticesPerRow", "/Filter", "/DecodeParms", "/Length",
)  # fmt: skip
MOST_DEEP = 8

Profile = Callable[[Any], None]
"""Cleans the stream of an ICC profile in place."""


def keep(thing: Any, keys: tuple[str, ...]) -> None:
    """Deletes every key that is not listed."""
    for key in list(thing.keys()):
        if key not in keys:
            del thing[key]


def space(value: Any, profile: Profile, depth: int = 0) -> Any:
    """A colour space made clean in place."""
    if not isinstance(value, Array) or not len(value) or depth > MOST_DEEP:
        return value
    kind = str(value[0])
    if kind in ("/CalGray", "/CalRGB", "/Lab"):
        _cut(value, 2)
        if len(value) > 1 and isinstance(value[1], Dictionary):
            keep(value[1], CALIBRATED)
    elif kind == "/ICCBased" and len(value) > 1 and isinstance(value[1], Stream):
        _cut(value, 2)
        profile(value[1])
    elif kind in ("/Indexed", "/I") and len(value) > 3:
        _cut(value, 4)
        space(value[1], profile, depth + 1)
        _table(value)
    elif kind == "/Separation" and len(value) > 3:
        _cut(value, 4)
        value[1] = _spot(value[1], 0)
        space(value[2], profile, depth + 1)
        function(value[3])
    elif kind == "/DeviceN" and len(value) > 3:
        _cut(value, 4)
        value[1] = Array([_spot(name, i) for i, name in enumerate(value[1])])
        space(value[2], profile, depth + 1)
        function(value[3])
    elif kind == "/Pattern" and len(value) > 1:
        _cut(value, 2)
        space(value[1], profile, depth + 1)
    else:
        _cut(value, 1)
    return value


def _cut(value: Any, length: int) -> None:
    while len(value) > length:
        del value[len(value) - 1]


def _spot(name: Any, number: int) -> Name:
    return Name(str(name)) if str(name) in SPOT else Name(f"/Spot{number}")


def _table(value: Any) -> None:
    """The table of an indexed space, no longer than its colours."""
    channels = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceCMYK": 4, "/Separation": 1}
    base = value[1]
    kind = str(base[0]) if isinstance(base, Array) and len(base) else str(base)
    count = channels.get(kind, 3)
    if kind == "/ICCBased" and isinstance(base[1], Stream):
        count = int(base[1].get("/N", 3))
    elif kind == "/DeviceN":
        count = len(base[1])
    if not isinstance(value[2], int):
        return
    most = (max(0, min(255, int(value[2]))) + 1) * count
    if isinstance(value[3], String):
        value[3] = String(bytes(value[3])[:most])
    elif isinstance(value[3], Stream):
        value[3] = String(value[3].read_bytes(pikepdf.StreamDecodeLevel.specialized)[:most])


def function(value: Any, depth: int = 0) -> None:
    """A function, or a list of them, made clean in place."""
    if depth > MOST_DEEP:
        return
    if isinstance(value, Array):
        for part in value:
            function(part, depth + 1)
        return
    if not isinstance(value, Dictionary | Stream):
        return
    keep(value, FUNCTION)
    if isinstance(value.get("/Functions"), Array):
        function(value["/Functions"], depth + 1)
    if not isinstance(value, Stream):
        return
    body = value.read_bytes()
    if value.get("/FunctionType") == 4:
        bare = re.sub(rb"%[^\r\n]*", b" ", body)
        value.write(b" ".join(re.findall(rb"[{}]|[-+.\w]+", bare)))
    else:
        needed = _samples(value)
        if needed is not None and len(body) > needed:
            value.write(body[:needed])


def _samples(value: Any) -> int | None:
    size, bits, outputs = value.get("/Size"), value.get("/BitsPerSample"), value.get("/Range")
    if not isinstance(size, Array) or not isinstance(outputs, Array) or not isinstance(bits, int):
        return None
    if not all(isinstance(n, int) for n in size):
        return None
    return math.ceil(math.prod(int(n) for n in size) * bits * (len(outputs) // 2) / 8)


def shading(value: Any, profile: Profile) -> Any:
    """A shading made clean in place; a mesh ends with its last whole point."""
    if not isinstance(value, Dictionary | Stream):
        return None
    keep(value, SHADING)
    if "/ColorSpace" in value:
        value.ColorSpace = space(value.ColorSpace, profile)
    if "/Function" in value:
        function(value.Function)
    return value


