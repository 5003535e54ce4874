"""What a person seems to be in a case, and what tells so: a guess, shown as a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import resources

from .mentions import Mention
from .names import fold

IN_DUTY_CUE = "in duty: "
_FIRM = re.compile(r"(?<!\w)(?:ab|hb|kb|aktiebolag|handelsbolag|ek\.? för)(?!\w)")
_AFTER = re.compile(r"^\s*[,(–/|:;-]?\s*")
_BEFORE = re.compile(r"[\s,(–/|:;-]+$")


class Role(StrEnum):
    """What a person is in a case."""

    PRIVATE = "private"
    EMPLOYEE = "employee"
    OFFICIAL = "official"
    SUPPLIER = "supplier"
    REQUESTER = "requester"


@dataclass(frozen=True, slots=True)
class Guess:
    """A role and why: ``reason`` is a code (title, column, number, own-mail, requester, with-requester, nothing),
    ``word`` what was read, "" where nothing was.
    """

    role: Role
    reason: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Titles:
    """The catalogue of words that tell a role, made ready."""

    by_word: dict[str, tuple[Role, int]]
    by_ending: tuple[tuple[str, Role, int], ...]

    def role_of(self, words: str) -> tuple[Role, int] | None:
        """The role and the weight that words tell, if any."""
        if words in self.by_word or " " in words:
            return self.by_word.get(words)
        return next(((role, weight) for ending, role, weight in self.by_ending if words.endswith(ending)), None)


def _titles() -> Titles:
    rows = resources.each(_title, "role", "catalogues", "roles.toml")
    words = {word: (role, weight) for role, weight, titles, _endings in rows for word in titles}
    endings = ((ending, role, weight) for role, weight, _titles, listed in rows for ending in listed)
    return Titles(words, tuple(sorted(endings, key=lambda e: -len(e[0]))))


def _title(row: dict[str, Any]) -> tuple[Role, int, list[str], list[str]]:
    return Role(row["role"]), int(row["weight"]), row["titles"], row["endings"]


TITLES = _titles()
HEADINGS = frozenset({*TITLES.by_word, "kunder", "montörer", "handläggare", "säljare", "abonnenter"})
"""Headings over columns of names that tell what the persons under them are."""

_NUMBERS = frozenset({"PERSONNUMMER", "SAMORDNINGSNUMMER"})
_CLOSE = 3
"""A title stands in at most so many words beside the name."""


def guess(names: Sequence[Mention], data: Iterable[Mention], requester: str = "") -> Guess:
    """The role of one person from the mentions of the name and of what belongs to it.

    ``requester`` is who asked, as they said themselves; "" where nobody did.
    """
    asked = fold(requester)
    votes: Counter[Role] = Counter()
    reasons: dict[Role, tuple[int, Guess]] = {}
    for weight, said in _signs(names, data, asked):
        votes[said.role] += weight
        if weight > reasons.get(said.role, (0, said))[0] or said.role not in reasons:
            reasons[said.role] = (weight, said)
    if not votes:
        return Guess(Role.PRIVATE, "nothing")
    best = max(votes, key=lambda role: (votes[role], role is Role.PRIVATE))
    return reasons[best][1]


def _signs(names: Sequence[Mention], data: Iterable[Mention], asked: str) -> Iterable[tuple[int, Guess]]:
    for mention in names:
        if asked and fold(mention.text) == asked:
            yield 100, Guess(Role.REQUESTER, "requester")
        elif asked and asked in mention.beyond:
            yield 50, Guess(Role.REQUESTER, "with-requester")
        yield from _of_title(mention)
    for mention in data:
        if mention.own:
            yield 10, Guess(Role.EMPLOYEE, "own-mail")
        elif mention.category in _NUMBERS:
            yield 2, Guess(Role.PRIVATE, "number")


def _of_title(mention: Mention) -> Iterable[tuple[int, Guess]]:
    for words in _beside(mention):
        found = TITLES.role_of(words)
        if found is not None:
            role, weight = found
            foreign = role is Role.EMPLOYEE and _FIRM.search(mention.after) is not None
            yield weight, Guess(Role.SUPPLIER if foreign else role, "title", words)
            return
    if mention.cue.startswith(IN_DUTY_CUE):
        yield 1, Guess(Role.EMPLOYEE, "title", mention.cue.removeprefix(IN_DUTY_CUE))
    found = TITLES.role_of(mention.above) if mention.above else None
    if found is not None:
        yield found[1] - 1, Guess(found[0], "column", mention.above)


def _beside(mention: Mention) -> Iterable[str]:
    """The words right after the name, in the next cell, and right before it, the longest run first."""
    after = _AFTER.match(mention.after)
    if after is not None and after.group().strip():
        words = re.split(r"[,.;:()/]", mention.after[after.end() :], maxsplit=1)[0].split()
        yield from (" ".join(words[:count]) for count in range(min(_CLOSE, len(words)), 0, -1))
    yield re.split(r"[,/]", mention.beside, maxsplit=1)[0].strip()
    before = re.split(r"[.;()\n]|(?<=\w),", _BEFORE.sub("", mention.before))[-1].split()
    yield from (" ".join(before[-count:]) for count in range(min(_CLOSE, len(before)), 0, -1))
