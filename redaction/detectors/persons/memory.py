"""The memory of a document: a name that stood in full once makes its parts names wherever they stand alone.

The rule is data: the rows ``[[memory]]`` of ``catalogues/persons.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import resources

from .spans import PARTICLES, THINGS, Tokens
from .words import TOKEN, Lexicon, Look

_SURE = 0.85
_SURE_ALONE = 0.97
"""How sure a name must be for its parts to be remembered, and one of a single word."""
_INITIAL = 1
_SENTENCE_ENDS = frozenset(".:!?;–-•*\"'”(")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """How sure a remembered word is where it stands by itself, by how it is written.

    ``letters`` is "capital" or "lower", ``word`` whether the dictionary holds it as an ordinary word or a place,
    ``begins`` whether it begins a line or a sentence; ``least`` is what the model must think of it by itself.
    """

    letters: str
    word: bool
    begins: bool
    least: float
    score: float


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(str(row["letters"]), bool(row["word"]), bool(row["begins"]), float(row["least"]), float(row["score"]))


RULES = {(r.letters, r.word, r.begins): r for r in resources.each(_rule, "memory", "catalogues", "persons.toml")}
_PLACES_AFTER = frozenset(resources.table("catalogues", "persons.toml")["before_places"])


def remembered(lexicon: Lexicon, names: Iterable[tuple[str, float]]) -> frozenset[str]:
    """The words (lower case, no genitive) of names as found, each with its score, that are known from now on."""
    known: set[str] = set()
    for name, score in names:
        if score < _SURE:
            continue
        looks = [lexicon[word] for word in TOKEN.findall(name) if _LETTERS.fullmatch(word)]
        words = [look for look in looks if len(look.key) > _INITIAL and look.lower not in PARTICLES]
        if len(looks) > 1:
            known.update(look.base for look in words)
        elif score >= _SURE_ALONE:
            known.update(look.base for look in words if not is_word(look))
    return frozenset(known)


def is_word(look: Look) -> bool:
    """Whether a word is also an ordinary word, or a place and no given name."""
    return "w" in look.flags or look.flags == "c" or ("p" in look.flags and "g" not in look.flags)


def stands_in(lexicon: Lexicon, known: frozenset[str], text: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a remembered word that is no ordinary one, or has a capital, stands outside the places taken."""
    if not any(word in known or word.removesuffix("s") in known for word in _LETTERS.findall(text.lower())):
        return False
    at = 0
    for match in TOKEN.finditer(text):
        word = match[0]
        if not (word[0].isalpha() and _is_known(lexicon[word], known)):
            continue
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] <= match.start():
            continue
        if word[0].isupper() or not is_word(lexicon[word]):
            return True
    return False


def recalled(
    tokens: Tokens, candidates: Iterable[int], chance: Mapping[int, float], known: frozenset[str]
) -> Iterator[tuple[int, float]]:
    """The candidates that are remembered words, each with the chance that the memory gives it if that is more."""
    looks = tokens.looks
    for at in candidates:
        look = looks[at]
        if not _is_known(look, known):
            continue
        now = chance.get(at, 0.0)
        rule = RULES.get(("lower" if look.shape == "x" else "capital", is_word(look), _begins(looks, at)))
        if rule and rule.least <= now < rule.score and not _is_otherwise(looks, at):
            yield at, rule.score


def _is_known(look: Look, known: frozenset[str]) -> bool:
    lower = look.lower
    return look.base in known or (lower[-1:] == "s" and lower[:-1] in known)


def _begins(looks: Sequence[Look], at: int) -> bool:
    before = looks[at - 1].key
    return before[:1] == "\n" or before in _SENTENCE_ENDS


def _is_otherwise(looks: Sequence[Look], at: int) -> bool:
    """Whether the word before tells that a place or a thing follows."""
    before = looks[at - 1].lower
    return before in THINGS or (before in _PLACES_AFTER and "p" in looks[at].flags)
