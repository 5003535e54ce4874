"""Text as the detectors read it, rewritten so that spellings meet, and the way back to offsets in the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_SOFT = "\u00ad"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_DASHES = "\u00ad\u058a\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SIGNS = {"\uff0b": "+", "\uff20": "@", "\ufe6b": "@", "\uff0e": ".", "\uff1a": ":", "\uff08": "(", "\uff09": ")"}
_OTHER_DIGITS = {chr(c): str(unicodedata.digit(chr(c))) for c in range(0x660, 0x1FBFA) if chr(c).isdecimal()}

_SAME_LENGTH: dict[str, str] = (
    dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_BREAKS, "\n") | dict.fromkeys(_DASHES, "-") | _SIGNS | _OTHER_DIGITS
)
_UNEVEN = re.compile(f"[{_UNSEEN}]+|[A-Za-z][\u0300-\u036f]+")
_MAYBE_UNEVEN = re.compile(f"[{_UNSEEN}\u0300-\u036f]")


def _char_class(chars: Iterable[str]) -> str:
    """A class of these characters written as ranges: a pattern with few ranges is read several times faster."""
    codes = sorted(map(ord, chars))
    firsts = [c for c, before in zip(codes, [-1, *codes], strict=False) if c != before + 1]
    lasts = [c for c, after in zip(codes, [*codes[1:], -1], strict=True) if c != after - 1]
    ranges = (f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in zip(firsts, lasts, strict=True))
    return f"[{''.join(ranges)}]"


_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03bf",
    "ABEKMHOPCTXaeopcyxijsABEZHIKMNOPTXo",
)
_OTHER_LETTER = re.compile("[\u0391-\u03c9\u0401-\u0458]")
_MIXED = re.compile(r"(?<!\w)(?=[^\W\d_]*[A-Za-z])[^\W\d_]*[\u0391-\u03c9\u0401-\u0458][^\W\d_]*")
_ODD = re.compile(_char_class(c for c in _SAME_LENGTH if c <= "\uffff"))  # beyond it the class would be slow
_TRANSLATION = str.maketrans(_SAME_LENGTH)

_LONG_FOLDS = "".join(
    chr(c)
    for block in (range(0xDF, 0x588), range(0x1E96, 0x1E9F), range(0x1F50, 0x1FFD), range(0xFB00, 0xFB18))
    for c in block
    if len(chr(c).casefold()) > 1
)
"""Every character that grows when case is folded (a test holds this against all of Unicode)."""

_EVEN_FOLDS = re.compile(_char_class((_BLANKS + _BREAKS + _DASHES).replace(_SOFT, "")))
_UNEVEN_FOLDS = re.compile(f"[{_UNSEEN}{_SOFT}]+|[A-Za-z][\u0300-\u036f]+|[{_LONG_FOLDS}]|[ ]{{2,}}")
_MAYBE_UNEVEN_FOLDS = re.compile(f"[{_UNSEEN}{_SOFT}{_LONG_FOLDS}\u0300-\u036f]")
_BLANK_RUNS = re.compile("  +")
_HYPHENS = re.compile(rf"[-{_DASHES}](?<=\w.)[ \r]*\n[ \t]*(?=\w)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A rewritten text; ``starts``/``ends`` are where pieces of another length stand in it, ``was`` where they stood.

    ``before`` is the reading that was rewritten, where it was not the original itself.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    was: tuple[tuple[int, int], ...] = ()
    before: Reading | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that gave ``start`` to ``end`` here; whole pieces where it cuts one."""
        start, end = self._start(start), self._end(end)
        return self.before.span(start, end) if self.before else (start, end)

    def _start(self, at: int) -> int:
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return at
        return self.was[i][0] if at < self.ends[i] else self.was[i][1] + at - self.ends[i]

    def _end(self, at: int) -> int:
        i = bisect_left(self.starts, at) - 1
        if i < 0:
            return at
        return self.was[i][1] + max(0, at - self.ends[i])


def plain(text: str) -> Reading:
    """The text with one kind of dash, blank, line break and digit, letters composed, and nothing unseen.

    Greek and Cyrillic letters that look like Latin ones are these where a word mixes both.

    Case, white space and everything else stand as written.
    """
    if text.isascii():
        return Reading(text.translate(_TRANSLATION))
    reading = _rewritten(text, _UNEVEN, _composed) if _MAYBE_UNEVEN.search(text) else Reading(text)
    if _OTHER_LETTER.search(reading.text):
        reading = replace(reading, text=_MIXED.sub(lambda m: m[0].translate(_ALIKE), reading.text))
    if max(reading.text, default="") > "\uffff":
        return replace(reading, text=reading.text.translate(_TRANSLATION))
    return replace(reading, text=_ODD.sub(lambda m: _SAME_LENGTH[m[0]], reading.text))


def folded(text: str) -> Reading:
    """The text as words are compared: case folded, letters composed, any white space one blank, any dash ``-``.

    Soft hyphens vanish.
    """
    even = text.replace("\n", " ").replace("\t", " ")
    if not text.isascii():
        even = _EVEN_FOLDS.sub(lambda m: "-" if m[0] in _DASHES else " ", even)
    elif not text.isprintable():
        even = even.translate(_TRANSLATION).replace("\n", " ")
    uneven = _MAYBE_UNEVEN_FOLDS.search(even)
    reading = _rewritten(even, _UNEVEN_FOLDS if uneven else _BLANK_RUNS, _fold_piece)
    return replace(reading, text=reading.text.casefold())


def folded_and_joined(text: str) -> Reading | None:
    """The folded text with words joined that any dash parts at the end of a line; None where there are none."""
    joined = _rewritten(text, _HYPHENS, lambda piece: "")
    return replace(folded(joined.text), before=joined) if joined.was else None


def _composed(piece: str) -> str:
    return unicodedata.normalize("NFC", piece) if piece[0].isalpha() else ""


def _fold_piece(piece: str) -> str:
    if piece.isspace():
        return " "
    return unicodedata.normalize("NFC", piece).casefold() if piece[0].isalpha() else ""


def _rewritten(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> Reading:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    was: list[tuple[int, int]] = []
    last = length = 0
    for match in pattern.finditer(text):
        old = match[0]
        new = change(old)
        pieces += (text[last : match.start()], new)
        length += match.start() - last + len(new)
        last = match.end()
        if len(new) != len(old):
            starts.append(length - len(new))
            ends.append(length)
            was.append(match.span())
    if not pieces:
        return Reading(text)
    pieces.append(text[last:])
    return Reading("".join(pieces), tuple(starts), tuple(ends), tuple(was))
