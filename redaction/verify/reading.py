"""Our own reading of text operators: what the codes of a content stream spell, by /ToUnicode and by /Encoding."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.agl import toUnicode
from pikepdf import Array, Dictionary, Name, Stream

Decode = Callable[[bytes], str]

HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
MOST_RANGE = 65_536
MOST_CODES = 4 * MOST_RANGE
"""Ranges of a map that tell more than so many codes, one over the other, are not followed."""
TAGS, MARKS = (Name.P, Name.Span), {"/MCID", "/ActualText"}
"""Tags and properties of marked content that are ours."""


Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader found on some pages (object numbers): see ``Reader``."""

    codes: dict[Number, set[int]]
    marked: dict[Number, list[int]]
    said: set[str]
    strange: int
    pages: set[Number]


class Reader:
    """Reads pages one after another; fonts and forms that pages share are read once.

    ``codes`` are those that the pages read so far show of each font, by its object number; ``marked`` are the numbers
    of marked content on each page, ``said`` what their properties say, ``strange`` counts marks that are not ours.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[int, int], set[int]] = {}
        self.marked: dict[tuple[int, int], list[int]] = {}
        self.said: set[str] = set()
        self.strange = 0
        self._pages: set[tuple[int, int]] = set()
        self._fonts: dict[tuple[int, int], list[Decode]] = {}
        self._forms: dict[tuple[int, int], list[str]] = {}

    def page(self, page: pikepdf.Page) -> Iterator[str]:
        """The page's text in each reading of its fonts, then that of its forms, tiles and glyph procedures."""
        self._pages.add(page.obj.objgen)
        resources = page.obj.get("/Resources")
        yield from self._spelt(page, resources)
        waiting, seen = list(_streams_in(resources)), set[tuple[int, int]]()
        while waiting:
            stream, own = waiting.pop()
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            if stream.objgen not in self._forms:
                self._forms[stream.objgen] = self._spelt(stream, own)
            yield from self._forms[stream.objgen]
            waiting.extend(_streams_in(own))

    def read_all(self, pdf: pikepdf.Pdf) -> Reader:
        """Reads the pages that were not yet read."""
        for page in pdf.pages:
            if page.obj.objgen not in self._pages:
                for _ in self.page(page):
                    pass
        return self

    def told(self) -> Told:
        """What the pages read so far tell, as a value."""
        return Told(self.codes, self.marked, self.said, self.strange, self._pages)

    def learn(self, told: Told) -> None:
        """Takes over what another reader found on other pages of the same file."""
        for font, codes in told.codes.items():
            self.codes.setdefault(font, set()).update(codes)
        self.marked |= told.marked
        self.said |= told.said
        self.strange += told.strange
        self._pages |= told.pages

    def _spelt(self, stream: Any, resources: Any) -> list[str]:
        """What the operands of one stream spell in each reading of its fonts."""
        spelt: list[list[str]] = [[], []]
        fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
        font: Any = None
        stack: list[Any] = []
        for step in pikepdf.parse_content_stream(stream, "Tf Tj TJ ' \" q Q BDC BMC DP MP"):
            operator = str(step.operator)
            operands = step.operands
            if operator == "q":
                stack.append(font)
            elif operator == "Q":
                font = stack.pop() if stack else font
            elif operator == "Tf" and len(operands) == 2:
                font = fonts.get(str(operands[0])) if isinstance(fonts, Dictionary) else None
            elif operator in ("Tj", "'", '"', "TJ") and len(operands):
                self._count(font, operands[-1])
                for out, decode in zip(spelt, self._decoders(font), strict=True):
                    out.append(_shown(operands[-1], decode))
            elif operator in ("BDC", "BMC", "DP", "MP"):
                self._mark(stream, operator, list(operands))
        return ["".join(out) for out in spelt]

    def _mark(self, stream: Any, operator: str, operands: list[Any]) -> None:
        """Notes a mark in a stream: its number, and what is said instead of what it holds."""
        properties: Any = operands[1] if operator == "BDC" and len(operands) == 2 else None
        if not isinstance(properties, Dictionary) or set(properties.keys()) - MARKS or operands[0] not in TAGS:
            self.strange += 1
            return
        if "/MCID" in properties:
            owner = stream.obj if isinstance(stream, pikepdf.Page) else stream
            self.marked.setdefault(owner.objgen, []).append(int(properties.MCID))
        if "/ActualText" in properties:
            self.said.add(str(properties.ActualText))

    def _count(self, font: Any, operand: Any) -> None:
        """Adds the codes of an operand to those that the font shows."""
        if isinstance(font, Dictionary):
            codes = self.codes.setdefault(font.objgen, set())
            wide = font.get("/Subtype") == Name.Type0
            for raw in strings(operand):
                codes.update(pairs(raw) if wide else raw)

    def _decoders(self, font: Any) -> list[Decode]:
        if not isinstance(font, Dictionary):
            return [_latin, _latin]
        if not font.is_indirect:
            return _of_font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _of_font(font)
        return self._fonts[font.objgen]


def _streams_in(resources: Any) -> Iterator[tuple[Any, Any]]:
    """The streams that these resources name, each with those of its own or, having none, these."""
    if not isinstance(resources, Dictionary):
        return
    for family in ("/XObject", "/Pattern"):
        for _, value in _items(resources.get(family)):
            if isinstance(value, Stream) and value.get("/Subtype") != Name.Image:
                yield value, value.get("/Resources", resources)
    for _, state in _items(resources.get("/ExtGState")):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G, mask.G.get("/Resources", resources)
    for _, font in _items(resources.get("/Font")):
        if isinstance(font, Dictionary):
            own = font.get("/Resources", resources)
            yield from ((glyph, own) for _, glyph in _items(font.get("/CharProcs")) if isinstance(glyph, Stream))


def _items(thing: Any) -> list[tuple[str, Any]]:
    return list(thing.items()) if isinstance(thing, Dictionary) else []


def _shown(operand: Any, decode: Decode) -> str:
    return "".join(decode(raw) for raw in strings(operand))


def strings(operand: Any) -> list[bytes]:
    """The strings of an operand that shows text, shifts left out."""
    parts = list(operand) if isinstance(operand, Array) else [operand]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def _latin(raw: bytes) -> str:
    return raw.decode("cp1252", "replace")


def _of_font(font: Any) -> list[Decode]:
    """By the font's map to Unicode, and by its encoding (one byte) or as UTF-16 (two bytes)."""
    wide = font.get("/Subtype") == Name.Type0
    own = _wide if wide else _encoded(font.get("/Encoding"))
    given = font.get("/ToUnicode")
    mapped = _mapped(table(given.read_bytes()), wide) if isinstance(given, Stream) else own
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
    return lambda raw: "".join([table[b] for b in raw])


def _mapped(letters: dict[int, str], wide: bool) -> Decode:
    spelt: defaultdict[int, str] = defaultdict(str, letters)
    codes = pairs if wide else bytes
    return lambda raw: "".join(map(spelt.__getitem__, codes(raw)))


def pairs(raw: bytes) -> Sequence[int]:
    """The codes of two bytes each; a byte left over at the end is one by itself."""
    codes = struct.unpack_from(f">{len(raw) // 2}H", raw)
    return (*codes, raw[-1]) if len(raw) % 2 else codes


def table(cmap: bytes) -> dict[int, str]:
    """What a map to Unicode says of each code."""
    table: dict[int, str] = {}
    left = MOST_CODES
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        found = HEX.findall(block)
        table.update((_number(code), _text(text)) for code, text in zip(found[::2], found[1::2], strict=False))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for low, high, listed, first in re.findall(
            rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)", block, re.S
        ):
            start, end = _number(low), min(_number(high), _number(low) + min(MOST_RANGE, left))
            left -= max(0, end - start)
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
