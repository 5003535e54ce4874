"""Masked words as bytes, in every way that bytes may spell them; quick however many words there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import ahocorasick

from redaction.matching import Term

LEAST = 5
"""Shorter words would be found by chance in pictures and fonts; they are searched in strings and text alone."""

MANY = 50
"""So many are looked for one by one; more by one automaton."""

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
        """How many of the words stand in the bytes."""
        if not self._all:
            return 0
        bare = raw.translate(LOWER, SKIPPED)
        if len(self._automaton):
            return len({needle for _, needle in self._automaton.iter(bare.decode("latin-1"))})
        return sum(needle in bare for needle in self._all)


def _spelt(text: str) -> set[bytes]:
    forms = (text, text.upper(), unicodedata.normalize("NFD", text))
    codes = ("latin-1", "utf-8", "utf-16-be", "mac-roman")
    return {form.encode(code, "ignore").translate(LOWER, SKIPPED) for form in forms for code in codes}
