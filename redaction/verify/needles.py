"""Masked words as bytes, in every way that bytes may spell them; quick however many words there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick

from redaction.matching import Term

LEAST = 5
"""Shorter words would be found by chance in pictures and fonts; they are searched in strings and text alone."""

MANY = 50
"""So many are looked for one by one; more by one automaton."""

PIECE = 1 << 24
"""Bytes that are looked through at once."""

SKIPPED = b"\0\t\n\f\r -\xad"
"""Bytes between letters that do not count: white space, hyphens, and the zero halves of UTF-16."""

LOWER = bytes(b + 32 if 0x41 <= b <= 0x5A or (0xC0 <= b <= 0xDE and b != 0xD7) else b for b in range(256))


class Needles:
    """The words of some terms, ready to be looked for in bytes.

    Args:
        terms: those whose folded text has at least ``least`` characters; the others are left out.
    """

    def __init__(self, terms: Iterable[Term], least: int = LEAST) -> None:
        found = {n for text in {t.text for t in terms} if len(text) >= least for n in _spelt(text)}
        self._all = sorted(n for n in found if len(n) >= least)
        self._automaton = ahocorasick.Automaton()
        for needle in self._all if len(self._all) > MANY else ():
            text = needle.decode("latin-1")
            self._automaton.add_word(text, text)
        if len(self._automaton):
            self._automaton.make_automaton()

    def __bool__(self) -> bool:
        return bool(self._all)

    def hits(self, raw: bytes) -> int:
        """How many of the words stand in the bytes; looked through piece by piece, since pictures are large."""
        reach = max(map(len, self._all), default=0)
        found: set[bytes | str] = set()
        tail = b""
        for start in range(0, len(raw) if self._all else 0, PIECE):
            bare = tail + raw[start : start + PIECE].translate(LOWER, SKIPPED)
            found.update(self._in(bare))
            tail = bare[max(0, len(bare) - reach) :]
        return len(found)

    def _in(self, bare: bytes) -> Iterator[bytes | str]:
        if len(self._automaton):
            yield from (needle for _, needle in self._automaton.iter(bare.decode("latin-1")))
        else:
            yield from (needle for needle in self._all if needle in bare)


def _spelt(text: str) -> set[bytes]:
    forms = (text, text.upper(), unicodedata.normalize("NFD", text))
    codes = ("latin-1", "utf-8", "utf-16-be", "mac-roman")
    return {form.encode(code, "ignore").translate(LOWER, SKIPPED) for form in forms for code in codes}
