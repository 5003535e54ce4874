"""Type 1 font programs (Adobe Type 1 Font Format, 1990) written anew with the glyphs that are shown and no words.

The drawings stay as they are, so that what is shown looks the same; around them stands a frame of our own with the
numbers that a reader needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString

from . import encodings
from .encodings import NOTDEF, Kept

HIDDEN_KEY, DRAWING_KEY = 55665, 4330
"""Keys of the two encryptions that the format prescribes."""

FLEX = 4
"""So many subroutines at the beginning belong to the format itself."""

RETURN = b"\x0b"
NEAR = 3
"""A call takes its number from one of so many operands before it."""

ENTRY = re.compile(rb"\s*(?:\S+(?:\s+put|\s+def)?\s+)?/([^\s/{}\[\]()<>]+)\s+(\d+)\s+(?:RD|-\||\S+) ")
SUBROUTINE = re.compile(rb"\s*(?:\S+(?:\s+put)?\s+)?dup\s+(\d+)\s+(\d+)\s+(?:RD|-\||\S+) ")
CODE = re.compile(rb"dup\s+(\d+)\s*/([^\s/{}\[\]()<>]+)\s+put")
NUMBERS = rb"[\[{]([-+\d.eE\s]+)[\]}]"
SETTINGS = (
    "BlueValues", "OtherBlues", "FamilyBlues", "FamilyOtherBlues", "BlueScale", "BlueShift", "BlueFuzz", "StdHW",
    "StdVW", "StemSnapH", "StemSnapV", "ForceBold", "LanguageGroup", "ExpansionFactor",
)  # fmt: skip
"""Entries of the private dictionary that tell how glyphs are fitted to pixels."""

END = b"\n".join([b"0" * 64] * 8) + b"\ncleartomark\n"


@dataclass(frozen=True, slots=True)
class Program:
    """A program as read: codes of its own encoding, drawings (encrypted) by name and number, and its numbers."""

    own: Sequence[str]
    drawings: dict[str, bytes]
    subroutines: dict[int, bytes]
    spare: int
    settings: dict[str, str]
    matrix: str
    box: str


def read(raw: bytes) -> Program:
    """Takes a program apart.

    Raises:
        ValueError: it is none, or one of several masters.
    """
    start = raw.find(b"eexec")
    if start < 0 or b"/WeightVector" in raw[:start]:
        raise ValueError("no plain Type 1 program")
    clear, private = raw[:start], _revealed(raw[start + 5 :])
    spare = int(_first(rb"/lenIV\s+(-?\d+)", private, b"4"))
    at = re.search(rb"/Subrs\s+\d+\s+array", private)
    subroutines = {int(k): v for k, v in _entries(SUBROUTINE, private, at.end())} if at else {}
    drawn = re.search(rb"/CharStrings\s+\d+\s+dict\s+dup\s+begin", private)
    if drawn is None:
        raise ValueError("no drawings")
    drawings = {name.decode("ascii"): body for name, body in _entries(ENTRY, private, drawn.end())}
    own = list(StandardEncoding)
    if not re.search(rb"/Encoding\s+StandardEncoding", clear):
        own = [NOTDEF] * 256
        for code, name in CODE.findall(clear):
            if int(code) < 256:
                own[int(code)] = name.decode("ascii")
    head = private[: min(m.start() for m in (at, drawn) if m)]
    settings = {key: _setting(key, head) for key in SETTINGS}
    return Program(
        own, drawings, subroutines, spare, {k: v for k, v in settings.items() if v},
        _first(rb"/FontMatrix\s*" + NUMBERS, clear, b"0.001 0 0 0.001 0 0").decode(),
        _first(rb"/FontBBox\s*" + NUMBERS, clear, b"0 0 0 0").decode(),
    )  # fmt: skip


def _revealed(hidden: bytes) -> bytes:
    """The private part, decrypted; it may be written in hexadecimal digits."""
    body = hidden.lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", body):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", body)
        body = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return bytes(eexec.decrypt(body, HIDDEN_KEY)[0][4:])


def _first(pattern: bytes, text: bytes, otherwise: bytes) -> bytes:
    found = re.search(pattern, text)
    return found.group(1) if found else otherwise


def _setting(key: str, head: bytes) -> str:
    value = rb"/" + key.encode() + rb"\s*(\[[-+\d.eE\s]*\]|\{[-+\d.eE\s]*\}|-?[\d.]+(?:[eE]-?\d+)?|true|false)"
    return _first(value, head, b"").decode("ascii")


def _entries(pattern: re.Pattern[bytes], text: bytes, at: int) -> list[tuple[bytes, bytes]]:
    """Name or number of each drawing that follows, and its bytes as they stand."""
    found: list[tuple[bytes, bytes]] = []
    while entry := pattern.match(text, at):
        at = entry.end() + int(entry.group(2))
        found.append((entry.group(1), text[entry.end() : at]))
    return found


def cut(raw: bytes, kept: Sequence[Kept]) -> tuple[bytes, bytes, bytes]:
    """The program with the glyphs that any of the fonts shows, in its three parts.

    Raises:
        Exception: of any kind, where the program cannot be read.
    """
    program = read(raw)
    wanted = shown(program, kept)
    called = _called(program, [program.drawings[name] for name in wanted])
    codes = {code for one in kept for code in one.codes}
    lines = [f"dup {code} /{name} put" for code, name in enumerate(program.own) if code in codes and name in wanted]
    clear = (
        "%!FontType1-1.0: F 001.000\n11 dict begin\n/FontName /F def\n/PaintType 0 def\n/FontType 1 def\n"
        f"/FontMatrix [{program.matrix}] readonly def\n/Encoding 256 array\n0 1 255 {{1 index exch /.notdef put}} for\n"
        + "".join(line + "\n" for line in lines)
        + f"readonly def\n/FontBBox {{{program.box}}} readonly def\ncurrentdict end\ncurrentfile eexec\n"
    )
    return clear.encode("ascii"), _hidden(program, wanted, called), END


def shown(program: Program, kept: Sequence[Kept]) -> list[str]:
    """The glyphs that the fonts show of the program, those they are put together from, and .notdef, by their names."""
    found = {NOTDEF}
    for one in kept:
        names, letters = encodings.meant(one, program.own)
        spelt = {chr(letter) for letter in letters}
        found |= {name for name in program.drawings if name in names or ("." not in name and toUnicode(name) in spelt)}
    waiting = list(found)
    while waiting:
        parts = set(_parts(program, waiting.pop())) - found
        found |= parts
        waiting += parts
    return sorted(found & set(program.drawings))


def _steps(program: Program, drawing: bytes) -> list[object]:
    plain = drawing
    if program.spare >= 0:
        plain = bytes(eexec.decrypt(drawing, DRAWING_KEY)[0][program.spare :])
    made = T1CharString(plain)
    made.decompile()
    return list(made.program)


def _parts(program: Program, name: str) -> tuple[str, ...]:
    """Base and accent of a glyph that is put together from two."""
    steps = _steps(program, program.drawings[name]) if name in program.drawings else []
    if "seac" not in steps:
        return ()
    end = steps.index("seac")
    return tuple(StandardEncoding[step] for step in steps[end - 2 : end] if isinstance(step, int))


def _called(program: Program, drawings: Sequence[bytes]) -> set[int]:
    """Numbers of the subroutines that the drawings call, at any depth."""
    found = set(range(FLEX)) & set(program.subroutines)
    waiting = [*drawings, *(program.subroutines[k] for k in found)]
    while waiting:
        steps = _steps(program, waiting.pop())
        for at, step in enumerate(steps):
            if step in ("callsubr", "callothersubr"):
                near = {n for n in steps[max(0, at - NEAR) : at] if isinstance(n, int)}
                new = near & set(program.subroutines) - found
                found |= new
                waiting += [program.subroutines[k] for k in sorted(new)]
    return found


def _hidden(program: Program, wanted: Sequence[str], called: set[int]) -> bytes:
    """The private part with these glyphs and subroutines, encrypted."""
    spare = program.spare
    settings = "".join(f"/{key} {value} def\n" for key, value in program.settings.items())
    parts = [
        b"\0\0\0\0dup /Private 30 dict dup begin\n"
        b"/RD {string currentfile exch readstring pop} executeonly def\n"
        b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n"
        + settings.encode("ascii")
        + f"/MinFeature {{16 16}} def\n/password 5839 def\n/lenIV {spare} def\n".encode("ascii")
    ]
    if program.subroutines:
        empty = bytes(eexec.encrypt(b"\0" * spare + RETURN, DRAWING_KEY)[0]) if spare >= 0 else RETURN
        count = max(called, default=0) + 1
        parts.append(f"/OtherSubrs [{{}} {{}} {{}} {{pop 3}}] noaccess def\n/Subrs {count} array\n".encode("ascii"))
        for number in range(count):
            body = program.subroutines[number] if number in called else empty
            parts.append(f"dup {number} {len(body)} RD ".encode("ascii") + body + b" NP\n")
        parts.append(b"ND\n")
    parts.append(f"2 index /CharStrings {len(wanted)} dict dup begin\n".encode("ascii"))
    for name in wanted:
        body = program.drawings[name]
        parts.append(f"/{name} {len(body)} RD ".encode("ascii") + body + b" ND\n")
    parts.append(
        b"end\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop\nmark currentfile closefile\n"
    )
    return bytes(eexec.encrypt(b"".join(parts), HIDDEN_KEY)[0])
