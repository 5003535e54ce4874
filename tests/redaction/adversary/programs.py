"""Font programs of every kind, cut out of Liberation Sans: glyphs stand in the order of the letters asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from fontTools.agl import UV2AGL
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.basePen import BasePen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

import resources

UNITS = 1000 / 2048


@cache
def _whole() -> TTFont:
    return TTFont(io.BytesIO(resources.path("look", "fonts", "LiberationSans-Regular.ttf").read_bytes()))


def named(letter: str) -> str:
    """The usual name of a letter's glyph."""
    return UV2AGL.get(ord(letter), f"uni{ord(letter):04X}")


def advance(letter: str) -> int:
    """How far a letter moves the pen, in thousandths."""
    font = _whole()
    return round(font["hmtx"][font.getBestCmap()[ord(letter)]][0] * UNITS)


def _drawn(letter: str, pen: Any) -> None:
    font = _whole()
    spelt = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(spelt)
    spelt.replay(TransformPen(pen, (UNITS, 0, 0, UNITS, 0, 0)))


@cache
def opentype(letters: str, name: Callable[[str], str] = named) -> bytes:
    """An OpenType font with CFF outlines and a table of characters."""
    each = list(dict.fromkeys(letters))
    order = [".notdef", *(name(c) for c in each)]
    drawings = {}
    for glyph, letter in zip(order, ["", *each], strict=True):
        pen = T2CharStringPen(advance(letter) if letter else 500, None)
        if letter:
            _drawn(letter, pen)
        drawings[glyph] = pen.getCharString()
    made = FontBuilder(1000, isTTF=False)
    made.setupGlyphOrder(order)
    made.setupCharacterMap({ord(c): name(c) for c in each})
    made.setupCFF("Prov", {"FullName": "Prov"}, drawings, {})
    made.setupHorizontalMetrics({".notdef": (500, 0)} | {name(c): (advance(c), 0) for c in each})
    made.setupHorizontalHeader(ascent=905, descent=-212)
    made.setupNameTable({"familyName": "Prov", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cff(letters: str, name: Callable[[str], str] = named) -> bytes:
    """The CFF program alone."""
    with TTFont(io.BytesIO(opentype(letters, name))) as font:
        return bytes(font.reader["CFF "])


@cache
def cff_of_cids(letters: str) -> bytes:
    """A CFF program that knows its glyphs by CID; the CID of a letter is its place in Unicode."""
    with TTFont(io.BytesIO(opentype(letters))) as font:
        program = font["CFF "].cff
        top = program[0]
        new = {n: f"cid{ord(c):05}" for c in letters for n in [named(c)]} | {".notdef": ".notdef"}
        top.CharStrings.charStrings = {new[n]: v for n, v in top.CharStrings.charStrings.items()}
        top.charset = [new[n] for n in top.charset]
        _with_cids(top)
        out = io.BytesIO()
        program.compile(out, font)
        return out.getvalue()


def _with_cids(top: Any) -> None:
    part, listed = FontDict(), FDArrayIndex()
    part.Private = top.Private
    listed.append(part)
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 65535
    top.FDArray, top.FDSelect = listed, FDSelect(format=3)
    top.FDSelect.gidArray = [0] * len(top.charset)
    for key in ("Private", "Encoding"):
        top.rawDict.pop(key, None)
        top.__dict__.pop(key, None)


class _Type1Pen(BasePen):  # type: ignore[misc]
    """Writes an outline as steps of a Type 1 drawing."""

    def __init__(self, width: int) -> None:
        super().__init__(None)
        self.steps: list[object] = [0, width, "hsbw"]
        self._at = (0, 0)

    def _by(self, *points: tuple[float, float]) -> list[int]:
        out: list[int] = []
        for point in points:
            x, y = round(point[0]), round(point[1])
            out += [x - self._at[0], y - self._at[1]]
            self._at = (x, y)
        return out

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.steps += [*self._by(point), "rmoveto"]

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.steps += [*self._by(point), "rlineto"]

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
        self.steps += [*self._by(a, b, c), "rrcurveto"]

    def _closePath(self) -> None:
        self.steps.append("closepath")


def _type1_drawing(letter: str) -> bytes:
    pen = _Type1Pen(advance(letter) if letter else 500)
    if letter:
        _drawn(letter, pen)
    made = T1CharString(program=[*pen.steps, "endchar"])
    made.compile()
    return bytes(eexec.encrypt(b"0000" + made.bytecode, 4330)[0])


@cache
def type1(letters: str, codes: tuple[int, ...] = ()) -> tuple[bytes, bytes, bytes]:
    """A Type 1 program in its three parts; ``codes`` are those of the letters in its own encoding."""
    each = list(dict.fromkeys(letters))
    lines = [f"dup {code} /{named(c)} put" for c, code in zip(each, codes, strict=True)] if codes else []
    own = "256 array 0 1 255 {1 index exch /.notdef put} for\n" + "\n".join(lines) + "\nreadonly def"
    clear = (
        "%!PS-AdobeFont-1.0: Prov 001.000\n12 dict begin\n/FontInfo 3 dict dup begin\n/Notice (Av ingen) readonly def\n"
        f"end readonly def\n/FontName /Prov def\n/Encoding {own if codes else 'StandardEncoding def'}\n"
        "/PaintType 0 def\n/FontType 1 def\n/FontMatrix[0.001 0 0 0.001 0 0]readonly def\n"
        "/FontBBox{-100 -300 1100 1000}readonly def\n"
        "currentdict end\ncurrentfile eexec\n"
    )
    back = bytes(eexec.encrypt(b"0000\x0b", 4330)[0])
    private = (
        b"0000dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n"
        b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/BlueValues [-12 0 700 712] def\n"
        b"/password 5839 def\n/Subrs 4 array\n"
        + b"".join(f"dup {i} {len(back)} RD ".encode() + back + b" NP\n" for i in range(4))
        + f"ND\n2 index /CharStrings {len(each) + 1} dict dup begin\n".encode()
    )
    for letter in ["", *each]:
        body = _type1_drawing(letter)
        private += f"/{named(letter) if letter else '.notdef'} {len(body)} RD ".encode() + body + b" ND\n"
    private += b"end\nend\nreadonly put\nnoaccess put\ndup/FontName get exch definefont pop\n"
    private += b"mark currentfile closefile\n"
    end = b"\n".join([b"0" * 64] * 8) + b"\ncleartomark\n"
    return clear.encode(), bytes(eexec.encrypt(private, 55665)[0]), end
