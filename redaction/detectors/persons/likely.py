"""Words that the model passes over although where they stand and the lists that hold them speak for a name.

The rule is data: the rows ``[[likely]]`` of ``catalogues/persons.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import resources

from .reading import Read
from .spans import COMPANIES, MAKERS, PARTNERS, THINGS, Tokens, is_place
from .words import Look

_SURE = 0.85
"""From this chance on a name vouches for the word joined to it."""
_TABLE = resources.table("catalogues", "persons.toml")
_ALSO_PLACES = frozenset(_TABLE["also_places"])
_NICKNAMES = frozenset(_TABLE["nicknames"])
_BEFORE_PLACES = frozenset(_TABLE["before_places"])
_PLACE_FOLLOWS = _BEFORE_PLACES - {"på"}
"""What says that a place follows; "på" also stands after verbs, as in "väntar på Karin"."""
_LABELS = frozenset(_TABLE["thing_labels"])
_OPENERS = frozenset(_TABLE["openers"])
_JOINTS = frozenset(_TABLE["joints"])
_ENDINGS = tuple(_TABLE["family_endings"])
_CAPITALISED = frozenset({"Xx", "Xx-Xx"})
_SENTENCE_ENDS = frozenset(".!?")
_ENTRY_SIGNS = frozenset(",;:/(")


def _row(row: Mapping[str, Any]) -> tuple[tuple[str, str], float]:
    return (str(row["stands"]), str(row["held"])), float(row["score"])


RULES = dict(resources.each(_row, "likely", "catalogues", "persons.toml"))
"""By where a word stands and what holds it: the least chance that it is a name."""
_MOST = max(RULES.values())


def vouched(text: Read, chance: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    """The candidates with a capital that a rule makes surer than the model does, each with the rule's score."""
    tokens = text.tokens
    for at in text.candidates:
        look, now = tokens.looks[at], chance.get(at, 0.0)
        if now >= _MOST or look.shape not in _CAPITALISED:
            continue
        held = _held(look)
        if not held or at in text.english:
            continue
        scores = (RULES.get((place, held), 0.0) for place, holds in _STANDS.items() if holds(tokens, at, chance))
        score = max(scores, default=0.0)
        if now < score and not _is_otherwise(tokens, at):
            yield at, score


def _held(look: Look) -> str:
    """What holds a word: a list of "given" or "family" names, an "ending" of family names; "" for places and the rest.

    An ordinary word that a list of names holds too is a "given word" or a "family word".
    """
    flags, base = look.flags, look.base
    if look.lower in MAKERS or look.lower in _ALSO_PLACES or look.lower.removesuffix("s") in _ALSO_PLACES:
        return ""
    if flags[:1] == "-" and look.shape != "Xx-Xx":
        return ""  # as in "Villa-ägarna"
    word = " word" if "w" in flags and flags[0] != "-" else ""
    if "g" in flags or "G" in flags or look.base.removesuffix("s") in _NICKNAMES:
        return f"given{word}"
    if "s" in flags or "S" in flags:
        return f"family{word}"
    ends = flags != "c" and not word and (base.endswith(_ENDINGS) or base.removesuffix("s").endswith(_ENDINGS))
    return "ending" if ends else ""


def _is_within(tokens: Tokens, at: int, _: Mapping[int, float]) -> bool:
    """Alone after a word in lower case that joins it to nothing."""
    before = tokens.looks[at - 1]
    after_a_word = before.shape == "x" and len(before.key) > 1 and before.lower not in _JOINTS
    return after_a_word and tokens.adjoins(at - 1, at) and _is_alone(tokens, at)


def _owns(tokens: Tokens, at: int, _: Mapping[int, float]) -> bool:
    """At the beginning of a line or sentence in the genitive, before a word in lower case that leads to no place."""
    before, look, after = tokens.looks[at - 1].key, tokens.looks[at], tokens.looks[at + 1]
    owner = look.lower[-1:] == "s" and len(look.key) > 4 and (before[:1] == "\n" or before in _SENTENCE_ENDS)
    return owner and after.shape == "x" and after.lower not in _BEFORE_PLACES and tokens.adjoins(at, at + 1)


def _is_joined(tokens: Tokens, at: int, chance: Mapping[int, float]) -> bool:
    """Joined to a sure name by "och" or a comma."""
    looks = tokens.looks
    before = looks[at - 1].lower in _JOINTS and chance.get(at - 2, 0.0) >= _SURE
    after = looks[at + 1].lower in _JOINTS and chance.get(at + 2, 0.0) >= _SURE
    return (before or after) and _is_alone(tokens, at)


def _is_entry(tokens: Tokens, at: int, _: Mapping[int, float]) -> bool:
    """An entry of a list or a cell of a table: after a sign, a tab or a line's beginning, and no word follows it."""
    looks = tokens.looks
    before, after = looks[at - 1].key, looks[at + 1]
    if before == ":" and looks[at - 2].lower in _LABELS:
        return False
    return (before[:1] in "\n\t" or before in _ENTRY_SIGNS) and not after.key[:1].isalpha() and _is_alone(tokens, at)


def _is_asked_for(tokens: Tokens, at: int, _: Mapping[int, float]) -> bool:
    """After the first word of a question or clause, as in "Har Karin betalat?", before a word in lower case."""
    before, after = tokens.looks[at - 1], tokens.looks[at + 1]
    opens = before.lower in _OPENERS and before.shape == "Xx" and tokens.adjoins(at - 1, at)
    return opens and after.shape == "x" and tokens.adjoins(at, at + 1)


def _is_numbered(tokens: Tokens, at: int, _: Mapping[int, float]) -> bool:
    """After a number, as in "vecka 14 Karin, vecka 15 Lars", with no word after it."""
    before, after = tokens.looks[at - 1], tokens.looks[at + 1]
    return before.shape == "0" and tokens.adjoins(at - 1, at) and not after.key[:1].isalnum()


_STANDS: dict[str, Callable[[Tokens, int, Mapping[int, float]], bool]] = {
    "within": _is_within,
    "genitive": _owns,
    "joined": _is_joined,
    "entry": _is_entry,
    "asked for": _is_asked_for,
    "numbered": _is_numbered,
}
"""Where a word may stand: each tells from the tokens, its number and the chances of all whether it stands there."""


def _is_alone(tokens: Tokens, at: int) -> bool:
    """Whether no other word with a capital or a digit touches it, and no "& Söner" follows."""
    looks = tokens.looks
    before = looks[at - 1].shape[0] in "Xy0" and tokens.adjoins(at - 1, at)
    after = looks[at + 1].shape[0] in "Xy0" and tokens.adjoins(at, at + 1)
    return not (before or after or (looks[at + 1].key == "&" and looks[at + 2].lower in PARTNERS))


def _is_otherwise(tokens: Tokens, at: int) -> bool:
    """Whether the words around it or its own ending make it a place, a thing or a company."""
    before, look, after = tokens.looks[at - 1].lower, tokens.looks[at], tokens.looks[at + 1]
    place = before in _PLACE_FOLLOWS and not {"p", "w"}.isdisjoint(look.flags)
    company = look.lower in COMPANIES or after.lower in COMPANIES
    return place or company or before in THINGS or is_place(look) or is_place(after)
