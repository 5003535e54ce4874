"""Maps to Unicode that hide what a font shows: letters sent to blanks, to private characters, or to other letters.

A copy says what its map says; an eye reads what is drawn. Where the drawing is known for certain (a font that is not
embedded is drawn by its encoding) or the map gives no text at all, the map is brought in line with it, so that a
search finds what can be seen.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from fontTools.agl import toUnicode
from pikepdf import Array, Dictionary, Name, Stream

from .. import matching
from . import unicode_map
from .fonts import table

MOST_BLANKS = 4
"""A map with more codes for blanks than this hides letters behind them."""

CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac-roman"}


def mend(font: Any, pdf: Any) -> bool:
    """Brings the map of a font in line with what it shows; tells whether it lied."""
    given = font.get("/ToUnicode")
    if not isinstance(given, Stream):
        return False
    said = table(given.read_bytes())
    if font.get("/Subtype") == Name.Type0:
        return _mend_wide(font, pdf, said)
    drawn = _drawn(font)
    if not any(_differs(drawn.get(code, ""), text) for code, text in said.items()):
        return False
    del font["/ToUnicode"]
    return True


def _mend_wide(font: Any, pdf: Any, said: dict[int, str]) -> bool:
    blank = {code for code, text in said.items() if text.isspace()}
    silent = {code for code, text in said.items() if not text.isspace() and not _is_text(text)}
    if len(blank) > MOST_BLANKS:
        silent |= blank
    if not silent and said:
        return False
    made = unicode_map.made(font)
    told = {code: text for code, text in table(made or b"").items() if code in silent or not said}
    if not told:
        return False
    font.ToUnicode = pdf.make_stream(unicode_map.written((said | told).items()))
    return True


def _is_text(text: str) -> bool:
    return any(unicodedata.category(c)[0] in "LNPS" and c != "\ufffd" for c in text)


def _drawn(font: Any) -> dict[int, str]:
    """The letter of each code, where no embedded program can draw something else."""
    descriptor = font.get("/FontDescriptor")
    programs = ("/FontFile", "/FontFile2", "/FontFile3")
    embedded = isinstance(descriptor, Dictionary) and any(key in descriptor for key in programs)
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    codec = CODECS.get(str(base))
    if embedded or font.get("/Subtype") == Name.Type3 or (codec is None and not isinstance(encoding, Dictionary)):
        return {}
    found = {code: bytes([code]).decode(codec, "ignore") for code in range(33, 256)} if codec else {}
    code = 0
    listed = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    for part in listed if isinstance(listed, Array) else ():
        if isinstance(part, int):
            code = int(part)
        else:
            found[code] = toUnicode(str(part)[1:])
            code += 1
    return found


def _differs(drawn: str, said: str) -> bool:
    """Whether a letter is drawn and another, or none, is said."""
    letter = matching.fold(unicodedata.normalize("NFC", drawn)).text
    return letter.isalnum() and letter != matching.fold(unicodedata.normalize("NFC", said)).text
