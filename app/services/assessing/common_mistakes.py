"""Reasons that people believe in and that do not hold: found where they are typed, with why (law.md 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from resources import each

from ..office import organisation

SHORT = 3
"""Letters of an abbreviation ("NDA"): a longer word that begins so is another word."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake: its code, the claim, why it does not hold, and how sure that is."""

    code: str
    claim: str
    why: str
    confidence: str = ""


@cache
def known() -> tuple[tuple[Mistake, re.Pattern[str]], ...]:
    """The mistakes of the catalogue, each with what finds it."""
    return each(_read, "mistake", *organisation.PROVISIONS)


def _read(row: dict[str, str]) -> tuple[Mistake, re.Pattern[str]]:
    mistake = Mistake(row["code"], row["claim"], row["why"], row["confidence"])
    return mistake, pattern(row["phrases"])


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these phrases, in whatever form their words stand."""
    return re.compile("|".join(_pattern(phrase) for phrase in phrases), re.IGNORECASE)


def _pattern(phrase: str) -> str:
    """The words in their order, each with any ending; a number and a short word that stands alone are whole, and a
    full stop may be left out."""
    if len(phrase) <= SHORT:
        return rf"\b{re.escape(phrase)}\b"
    words = (re.escape(word).replace(r"\.", r"\.?") for word in phrase.split())
    ended = (word + (r"(?!\d)" if word[-1].isdigit() else r"\w*") for word in words)
    return r"(?<![\w:])" + r"[\s\-]+".join(ended)


def found(text: str) -> tuple[Mistake, ...]:
    """The mistakes that a text seems to make ("GDPR", "arbetsmaterialet" given as a reason)."""
    return tuple(mistake for mistake, finder in known() if finder.search(text))
