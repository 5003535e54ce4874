"""Whether a written reason holds: it must say more than the statute does, and nothing of what is masked.

Courts send cases back where the reason only repeats the provision (law.md 4.6); and a reason stands in the letter, so a
masked word in it is a masked word handed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from redaction import matching
from redaction.marks import Mark

WORD = re.compile(r"[^\W\d_]{2,}")
OWN_WORDS = 3
"""A reason says something of the case where at least so many of its words are its own."""
LEAST = 4
"""Shorter masked texts (folded letters) stand in any sentence by chance."""


def repeats(text: str, known: str) -> bool:
    """Whether hardly a word of a reason is its own; ``known`` are the provision's words and those of any reason."""
    return bool(_words(text)) and len(own_words(text, known)) < OWN_WORDS


def own_words(text: str, known: str) -> set[str]:
    """The words of a text that are not among the known ones."""
    return _words(text) - _words(known)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def told(text: str, marks: Iterable[Mark]) -> frozenset[int]:
    """The ids of the masks whose words stand in a text, however they are written.

    A mask counts where it has a category or holds a digit: an ordinary word that was masked by hand stands in any
    sentence. A single name counts as it is written: a family called Ström does not forbid the word for electricity.
    """
    written, words = matching.fold(text).text, {w.removesuffix("s") for w in WORD.findall(text)}
    return frozenset(m.id for m in marks if _tells(m, written, words))


def _tells(mark: Mark, written: str, words: set[str]) -> bool:
    secret, single = _secret(mark.text, mark.category)
    return bool(secret) and (single.removesuffix("s") in words if single else secret in written)


@lru_cache(maxsize=65536)
def _secret(text: str, category: str) -> tuple[str, str]:
    """A mask's folded words that must not be told ("": they tell nothing), and the word where it is a single one."""
    folded, single = matching.term(text).text, WORD.fullmatch(text.strip())
    telling = bool(category) or any(c.isdigit() for c in folded)
    return (folded if telling and len(folded) >= LEAST else ""), (single[0] if single else "")
