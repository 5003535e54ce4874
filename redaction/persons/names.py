"""How the name of one person can be written: word order, initials, genitive, e-mail address. Values and tables only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import resources


class Form(StrEnum):
    """What is written of a name."""

    FULL = "full"
    INITIAL = "initial"
    SINGLE = "single"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, folded: ``words`` without particles, given names first where a comma told; ``initials`` of
    those names that are given by their first letter alone. "A-K Berg" has words ("berg",) and initials ("a", "k").
    """

    form: Form
    words: tuple[str, ...]
    initials: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words with double names taken apart."""
        return tuple(part for word in self.words for part in word.split("-"))

    @property
    def key(self) -> tuple[str, ...]:
        """The same for every order in which the name can be written."""
        return (*sorted(self.parts), *self.initials)

    @property
    def letters(self) -> str:
        """Its first letters in the order written, double names taken apart."""
        return "".join((*self.initials, *(part[0] for part in self.parts)))

    def without_genitive(self) -> Name | None:
        """The name without an s at its end; None where it ends in none, or too little would stay."""
        last = self.words[-1] if self.words else ""
        if not last.endswith("s") or len(last) <= _SHORTEST:
            return None
        return Name(self.form, (*self.words[:-1], last[:-1]), self.initials)


_SHORTEST = 3
"""A word this short does not lose its s: Bos may be Bo's, but so many names end so that nothing is won."""

_TABLE = resources.table("catalogues", "persons.toml")
PARTICLES = frozenset(_TABLE["particles"])
_TITLES = frozenset({"herr", "fru", "fröken", "dr", "prof", "hr", "mr", "mrs", "ms"})
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2019\u00b4`", "------'''")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zåäöéü])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_MARKED_GENITIVE = re.compile(r"(?<=[^\W\d_])[':]s$")
_LETTERS = re.compile(r"[A-ZÅÄÖÉÜ](?:[.\s-]{0,2}[A-ZÅÄÖÉÜ]){1,3}\.?")


def fold(text: str) -> str:
    """The text in lower case and one line, with one kind of dash and apostrophe."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("\u00ad", "")
    return " ".join(_BROKEN.sub("", text).casefold().split())


@lru_cache(maxsize=4096)
def read(text: str) -> Name | None:
    """The name that is written; None where there is no word in it."""
    written = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if _LETTERS.fullmatch(written) and len(written) <= 8:
        return Name(Form.INITIALS, (), tuple(c.casefold() for c in written if c.isalpha()))
    words, initials = _split(_MARKED_GENITIVE.sub("", fold(text)))
    if not words:
        return Name(Form.INITIALS, (), initials) if len(initials) > 1 else None
    form = Form.INITIAL if initials and len(words) == 1 else Form.FULL if len(words) > 1 else Form.SINGLE
    return Name(form, words, initials if form is Form.INITIAL else ())


def _split(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words and initials of a folded name, what stands after a comma first."""
    before, comma, after = folded.partition(",")
    ordered = f"{after} {before}" if comma and after.strip() else folded
    words: list[str] = []
    initials: list[str] = []
    for word in _WORD.findall(ordered):
        letters = word.split("-")
        if all(len(letter) == 1 for letter in letters):
            initials += letters
        elif word not in PARTICLES and word not in _TITLES:
            words.append(word)
    return tuple(words), tuple(initials)


_ASCII = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "a", "é": "e", "è": "e", "ü": "u", "ß": "s"})

# A rule makes the local part of an address from given names and surname, both in ASCII and without dashes.
_LOCAL: tuple[Callable[[str, str], str], ...] = (
    lambda given, surname: given + surname,
    lambda given, surname: surname + given,
    lambda given, surname: given[0] + surname,
    lambda given, surname: surname + given[0],
    lambda given, surname: given + surname[0],
    lambda given, surname: given[:3] + surname[:3],
    lambda given, surname: surname[:3] + given[:3],
    lambda given, surname: given[:2] + surname[:2],
)


def plain(word: str) -> str:
    """A folded word as it is written in an address: in ASCII, without dash or apostrophe."""
    spelt = unicodedata.normalize("NFKD", word.translate(_ASCII))
    return "".join(c for c in spelt if c.isascii() and c.isalnum())


def locals_of(name: Name) -> frozenset[str]:
    """The local parts by which an address names the person, without dots, dashes and digits; for a full name alone."""
    if name.form is not Form.FULL:
        return frozenset()
    first, last = plain(name.words[0]), plain(name.words[-1])
    if not first or not last:
        return frozenset()
    given = {first, plain(name.words[0].split("-")[0]), plain("".join(name.words[:-1]))} - {""}
    surnames = {last, plain(name.words[-1].split("-")[-1])} - {""}
    made = {rule(g, s) for rule in _LOCAL for g in given for s in surnames}
    return frozenset(local for local in made if len(local) >= _SHORTEST_LOCAL)


_SHORTEST_LOCAL = 4


def local_of(address: str) -> str:
    """The local part of an e-mail address as ``locals_of`` writes it: letters alone."""
    local = fold(address).rpartition("@")[0]
    return "".join(c for c in plain(local) if c.isalpha())
