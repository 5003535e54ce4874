"""Whether a text may stand in a box instead of what it hides: it is short, it can be printed, and it tells nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import resources

from . import matching
from .marks import Level
from .persons.mentions import PERSON
from .typeface import Style, glyph

LONGEST = 60
"""Characters of a replacement: a value or a few words, no account."""

LEAST = 4
"""A masked text of fewer folded characters stands in longer ones by chance; it is compared word by word."""

WORD = re.compile(r"\w+")
NAME = 3
"""No word of so many letters of a person's name may stand in what is said instead."""


def fault(level: Level, replacement: str, masked: str = "", category: str = "") -> str:
    """Why a replacement cannot be used, as a code; "" where it can.

    Codes: ``replacement-missing`` (a level without its text, or a text without a level), ``replacement-long``,
    ``replacement-unprintable``, ``replacement-tells`` (the masked text stands in it, however it is written).
    """
    if (level is Level.MASKED) is bool(replacement.strip()):
        return "replacement-missing"
    if len(replacement) > LONGEST:
        return "replacement-long"
    if not all(char == " " or (char.isprintable() and glyph(char, Style.PLAIN).drawn) for char in replacement):
        return "replacement-unprintable"
    return "replacement-tells" if tells(level, replacement, masked, category) else ""


def tells(level: Level, replacement: str, masked: str, category: str = "") -> bool:
    """Whether a masked text stands in a replacement; of a name, and in a pseudonym, not even one word may."""
    whole = matching.term(masked).text
    said = matching.term(replacement).text
    if not whole or not said:
        return False
    if whole in said if len(whole) >= LEAST else whole in _words(replacement):
        return True
    names = category == PERSON or level is Level.PSEUDONYM
    own = _words(replacement) - _words(" ".join(pseudonym_words()))
    return names and any(len(word) >= NAME and word in own for word in _words(masked))


@cache
def pseudonym_words() -> tuple[str, ...]:
    """The words that a person may be called by instead of the name. Raises BadCatalogue as ``resources.each``."""
    return resources.each(lambda row: str(row["word"]), "pseudonym", "catalogues", "generalisations.toml")


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(matching.fold(word).text for word in WORD.findall(text))
