"""Whether a term stands in a row of characters, however it was written.

Text is compared folded: compatibility forms and ligatures spelt out, case folded, composed; white space, hyphens of
every kind, soft hyphens and invisible format characters left out; a detached accent joined to its letter.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

SHORT = 4
"""Terms folded to so few characters must not swallow a space that they do not hold themselves."""

ACCENTS = {
    "\u02da": "\u030a", "\u00b0": "\u030a", "\u00a8": "\u0308", "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302",
    "\u02dc": "\u0303", "\u02c7": "\u030c", "\u00b8": "\u0327", "\u02cb": "\u0300", "\u02ca": "\u0301",
}  # fmt: skip
"""Spacing accents that some producers print beside the letter, and the combining one they stand for."""

SPELT = {"\u00e6": "ae", "\u0153": "oe", "\u0131": "i", "\u2044": "/", "\u2215": "/", "\u2212": ""}


@lru_cache(maxsize=8192)
def folded(char: str) -> str:
    """One character as it is compared; "" where it is not."""
    if char in ACCENTS:
        return ACCENTS[char]
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", char).casefold())
    return "".join(SPELT.get(c, c) for c in text if not _left_out(c))


def _left_out(char: str) -> bool:
    return (
        char.isspace() or unicodedata.category(char) in ("Cf", "Pd", "Cc") or char in "\u2212\u2043\u00b7\u2022\ufe0f"
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``origin[i]`` is the index of the character that ``text[i]`` came from."""

    text: str
    origin: Sequence[int]


def fold(chars: Sequence[str], accent_first: bool = False) -> Folded:
    """Folds a row of characters.

    Args:
        accent_first: join a detached accent to the letter after it (as TeX prints it), else to the one before.
    """
    pieces = [folded(char) for char in chars]
    if not any(unicodedata.combining(c) for c in set("".join(pieces))):
        return _joined(pieces)
    text: list[str] = []
    origin: list[int] = []
    waiting = ""
    for i, piece in enumerate(pieces):
        for c in piece:
            if not unicodedata.combining(c):
                joined = unicodedata.normalize("NFC", c + waiting) if waiting else c
                text.append(joined if len(joined) == 1 else c)
                origin.append(i)
                waiting = ""
            elif accent_first:
                waiting = c
            elif text:
                joined = unicodedata.normalize("NFC", text[-1] + c)
                text[-1] = joined if len(joined) == 1 else text[-1]
    return Folded("".join(text), tuple(origin))


def _joined(pieces: Sequence[str]) -> Folded:
    """As ``fold`` for letters that no accent joins: each folded by itself."""
    text = "".join(pieces)
    if len(text) == len(pieces) and all(pieces):
        return Folded(text, range(len(pieces)))
    return Folded(text, [i for i, piece in enumerate(pieces) for _ in piece])


@dataclass(frozen=True, slots=True)
class Term:
    """A term ready to be looked for; ``breaks`` are the places in ``text`` where it may stand apart."""

    text: str
    breaks: frozenset[int]

    @property
    def short(self) -> bool:
        """Whether it could be read across words by chance."""
        return len(self.text) <= SHORT


def term(written: str) -> Term:
    """Folds a term; one that holds nothing to compare has an empty ``text``."""
    text = fold(unicodedata.normalize("NFC", written))
    breaks = {k for k in range(1, len(text.text)) if text.origin[k] - text.origin[k - 1] > 1}
    return Term(text.text, frozenset(breaks))


def terms(written: Iterable[str]) -> tuple[Term, ...]:
    """The terms in order, each folded."""
    return tuple(term(w) for w in written)


def places(text: str, wanted: str) -> Iterator[int]:
    """Every offset at which ``wanted`` stands in ``text``, overlapping ones too."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def find(row: Sequence[str], gaps: Sequence[str], wanted: Term) -> Iterator[tuple[int, int]]:
    """Index ranges (end exclusive) of ``row`` that spell the term.

    Args:
        row: characters without white space, in some reading order.
        gaps: what stands before each: "" nothing, "s" white space, "n" a new line.
    """
    if not wanted.text:
        return
    for accent_first in (False, True) if _accented(row) else (False,):
        yield from find_folded(fold(row, accent_first), row, gaps, wanted)


def find_folded(whole: Folded, row: Sequence[str], gaps: Sequence[str], wanted: Term) -> Iterator[tuple[int, int]]:
    """As ``find`` in a row that has been folded already."""
    for at in places(whole.text, wanted.text):
        origins = whole.origin[at : at + len(wanted.text)]
        first, last = origins[0], _with_tail(whole.origin, at + len(wanted.text) - 1, len(row))
        if not wanted.short or _stands_together(origins, row, gaps, wanted):
            yield first, last


def _with_tail(origin: Sequence[int], at: int, size: int) -> int:
    """One past the last character of the match, with marks and hyphens that fold to nothing left outside."""
    following = bisect_right(origin, origin[at])
    return min(origin[at] + 1, origin[following] if following < len(origin) else size)


def _stands_together(origins: Sequence[int], row: Sequence[str], gaps: Sequence[str], wanted: Term) -> bool:
    """Whether a short match is one word, is spaced letter by letter, or is broken at the end of a line."""
    apart: list[str] = []
    for k in range(1, len(origins)):
        between = [g for g in gaps[origins[k - 1] + 1 : origins[k] + 1] if g]
        if between and k not in wanted.breaks:
            hyphenated = any(folded(row[i]) == "" for i in range(origins[k - 1] + 1, origins[k]))
            apart.append("h" if hyphenated and "n" in between else "s")
    spaced = [a for a in apart if a == "s"]
    return not spaced or (len(wanted.text) > 2 and len(spaced) == len(origins) - 1 - len(wanted.breaks))


def _accented(row: Sequence[str]) -> bool:
    return not ACCENTS.keys().isdisjoint(row)


class _Bases(dict[int, str]):
    """What is left of each character folded, without accents; learnt as characters come."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", folded(chr(code)))
        self[code] = base = "".join(c for c in letters if not unicodedata.combining(c))
        return base


_BASES = _Bases()


def may_occur(text: str, wanted: Iterable[Term]) -> bool:
    """Whether one of the terms might stand in the text; quick, and sure where it says no.

    Accents are left out on both sides: however they are joined to their letters, the letters stay in their order.
    """
    bare = text.translate(_BASES)
    return any(t.text.translate(_BASES) in bare for t in wanted)


def occurring(texts: Sequence[str], wanted: Sequence[Term]) -> Iterator[Term]:
    """The terms that stand in one of the texts; quick where none does."""
    if may_occur("\n".join(texts), wanted):
        yield from (t for t in wanted if any(occurs(text, t) for text in texts))


def occurs(text: str, wanted: Term) -> bool:
    """Whether plain text (white space and all) holds the term."""
    row, gaps = rows(text)
    return any(True for _ in find(row, gaps, wanted))


def rows(text: str) -> tuple[list[str], list[str]]:
    """Plain text as ``find`` wants it: its characters without white space, and the gaps before them."""
    row: list[str] = []
    gaps: list[str] = []
    gap = ""
    for c in text:
        if c.isspace():
            gap = "n" if c in "\r\n" else gap or "s"
        else:
            row.append(c)
            gaps.append(gap)
            gap = ""
    return row, gaps
