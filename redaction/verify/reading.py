"""Our own reading of text operators: what the codes of a content stream spell, by /ToUnicode and by /Encoding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontTools.agl import toUnicode
from pikepdf import Array, Dictionary, Name, Stream

Decode = Callable[[bytes], str]

HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
MOST_RANGE = 65_536
WIDE_KERN = 180
"""A shift in TJ beyond so many thousandths reads as a space."""


class Reader:
    """Reads pages one after another; fonts and forms that pages share are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], list[Decode]] = {}
        self._forms: dict[tuple[int, int], list[str]] = {}

    def page(self, page: pikepdf.Page) -> Iterator[str]:
        """The page's text in each reading of its fonts, then that of its forms, tiles and glyph procedures."""
        yield from self._stream(page, page.obj.get("/Resources"))

    def _stream(self, stream: Any, resources: Any) -> Iterator[str]:
        spelt: list[list[str]] = [[], []]
        fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
        decoders: list[Decode] = [_latin, _latin]
        for step in pikepdf.parse_content_stream(stream, "Tf Tj TJ ' \" Td TD T* Tm BT ET Do"):
            operator = str(step.operator)
            operands = step.operands
            if operator == "Tf" and len(operands) == 2:
                decoders = self._decoders(fonts.get(str(operands[0])) if isinstance(fonts, Dictionary) else None)
            elif operator in ("Tj", "'", '"', "TJ") and len(operands):
                for out, decode in zip(spelt, decoders, strict=True):
                    out.append(_shown(operands[-1], decode))
        yield from ("".join(out) for out in spelt)
        yield from self._inside(resources)

    def _inside(self, resources: Any) -> Iterator[str]:
        for value in _streams_in(resources):
            number = value.objgen
            if number not in self._forms:
                self._forms[number] = []
                self._forms[number] = list(self._stream(value, value.get("/Resources", resources)))
            yield from self._forms[number]

    def _decoders(self, font: Any) -> list[Decode]:
        if not isinstance(font, Dictionary):
            return [_latin, _latin]
        if not font.is_indirect:
            return _of_font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _of_font(font)
        return self._fonts[font.objgen]


def _streams_in(resources: Any) -> Iterator[Any]:
    if not isinstance(resources, Dictionary):
        return
    for family in ("/XObject", "/Pattern"):
        for _, value in _items(resources.get(family)):
            if isinstance(value, Stream) and value.get("/Subtype") != Name.Image:
                yield value
    for _, state in _items(resources.get("/ExtGState")):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G
    for _, font in _items(resources.get("/Font")):
        if isinstance(font, Dictionary):
            yield from (glyph for _, glyph in _items(font.get("/CharProcs")) if isinstance(glyph, Stream))


def _items(thing: Any) -> list[tuple[str, Any]]:
    return list(thing.items()) if isinstance(thing, Dictionary) else []


def _shown(operand: Any, decode: Decode) -> str:
    if isinstance(operand, Array):
        return "".join(_piece(part, decode) for part in operand)
    return _piece(operand, decode)


def _piece(part: Any, decode: Decode) -> str:
    if isinstance(part, pikepdf.String):
        return decode(bytes(part))
    return ""


def _latin(raw: bytes) -> str:
    return raw.decode("cp1252", "replace")


def _of_font(font: Any) -> list[Decode]:
    """By the font's map to Unicode, and by its encoding (one byte) or as UTF-16 (two bytes)."""
    wide = font.get("/Subtype") == Name.Type0
    own = _wide if wide else _encoded(font.get("/Encoding"))
    given = font.get("/ToUnicode")
    mapped = _mapped(given.read_bytes(), wide) if isinstance(given, Stream) else own
    return [mapped, own]


def _wide(raw: bytes) -> str:
    return raw.decode("utf-16-be", "replace")


def _encoded(encoding: Any) -> Decode:
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    codec = "mac-roman" if base == Name.MacRomanEncoding else "cp1252"
    table = [bytes([i]).decode(codec, "replace") for i in range(256)]
    differences = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    code = 0
    for part in differences if isinstance(differences, Array) else ():
        if isinstance(part, int):
            code = part
        elif isinstance(part, Name) and 0 <= code < 256:
            table[code] = toUnicode(str(part)[1:]) or table[code]
            code += 1
    return lambda raw: "".join(table[b] for b in raw)


def _mapped(cmap: bytes, wide: bool) -> Decode:
    table = _table(cmap)
    size = 2 if wide else 1

    def decode(raw: bytes) -> str:
        codes = (int.from_bytes(raw[i : i + size], "big") for i in range(0, len(raw), size))
        return "".join(table.get(code, "") for code in codes)

    return decode


def _table(cmap: bytes) -> dict[int, str]:
    table: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        found = HEX.findall(block)
        table.update((_number(code), _text(text)) for code, text in zip(found[::2], found[1::2], strict=False))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for low, high, listed, first in re.findall(
            rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)", block, re.S
        ):
            start, end = _number(low), min(_number(high), _number(low) + MOST_RANGE)
            if listed:
                table.update((start + i, _text(text)) for i, text in enumerate(HEX.findall(listed)[: end - start + 1]))
            else:
                text = _text(first)
                table.update((start + i, text[:-1] + chr(ord(text[-1]) + i)) for i in range(end - start + 1) if text)
    return table


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    raw = bytes.fromhex(b"".join(digits.split()).decode("ascii")[: len(b"".join(digits.split())) // 2 * 2])
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")
