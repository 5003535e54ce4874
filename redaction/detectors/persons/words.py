"""What the detector knows of a word by itself: how it is written, which lists hold it, whether it may be a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

import resources

from .bloom import WordSet

TOKEN = re.compile(r"([^\W_]+(?:(?:['’´-]|-\n)[^\W_]+)*|\n\s*|\t| {3,}|[^\w\s]|_)")
"""A word with its inner hyphens (one may end a line), a line's end with the blanks after it, a gap, or one sign."""

BUCKETS = 1 << 20
_LONGEST = 40
MOST = 100_000
"""Words and pairs kept ready; more are not kept at once, so that any text needs bounded memory."""

_DIGIT = re.compile("[0-9]")
_ALIKE = str.maketrans("АВЕКМНОРСТХУІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYIJSaeopcyxijsABEZHIKMNOPTYXo")
_MISREAD = str.maketrans("01358", "olesb")
_NAMED = frozenset("gs")
_ANY_ALIKE = re.compile("[\u0370-\u04ff]")

FIELDS = frozenset(resources.table("catalogues", "persons.toml")["fields"])

Lists = Mapping[str, WordSet]
"""The lists ``given``, ``surname``, ``proper`` and ``word``, lower case."""

_ARTICLES = frozenset({"al-", "el-", "an-", "ad-", "ar-", "as-", "d'", "d’"})

NO, YES, MAYBE = 0, 1, 2
"""Whether a word may be a name: never, always looked at, only beside another or after a greeting."""


class Look:
    """A token as the model sees it; one object for all tokens that look alike to it.

    ``key`` tells it from others beside a name, ``base`` is lower case without a genitive, ``kind`` is its shape
    with the lists that hold it.
    """

    __slots__ = ("base", "candidate", "flags", "key", "kind", "lower", "shape")

    def __init__(self, key: str, lower: str, base: str, shape: str, flags: str, candidate: int) -> None:
        self.key = key
        self.lower = lower
        self.base = base
        self.shape = shape
        self.flags = flags
        self.kind = shape + flags
        self.candidate = candidate

    def unlisted(self) -> Look:
        """The same word as if no list of names held it; the model learns from it to do without."""
        flags = "".join(flag for flag in self.flags if flag not in "gspGSP")
        return Look(self.key, self.lower, self.base, self.shape, flags, self.candidate)


class Lexicon(dict[str, Look]):
    """Looks at words once: ``lexicon[token]``."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._given, self._surname = lists["given"], lists["surname"]
        self._proper, self._word = lists["proper"], lists["word"]

    def __missing__(self, token: str) -> Look:
        if len(self) > MOST:
            self.clear()
        look = self[token] = self._look(token)
        return look

    def holds(self, word: str) -> bool:
        """Whether the dictionary holds a word in lower case."""
        return word in self._word or word in self._proper

    def _look(self, token: str) -> Look:
        first = token[0]
        if not first.isalnum():
            key = "\n\n" if token.count("\n") > 1 else "\n" if first == "\n" else "\t" if first.isspace() else token
            return Look(key, key, key, key, "", NO)
        word = _even(token)
        if any(map(str.isdigit, word)):
            word = self._misread(word)
        if any(map(str.isdigit, word)):
            key = _DIGIT.sub("0", word)[:8]
            return Look(key, key, key, "0" if word[0].isdigit() else "X0", "", NO)
        lower = word.lower()
        shape = _shape(word)
        flags, base = self._flags(lower)
        return Look(word, lower, base, shape, flags, _candidate(word, shape, flags))

    def _misread(self, word: str) -> str:
        """A name read with a digit for its first or last letter, as "0lle" or "Kar1", if the lists hold that name."""
        letters = word.translate(_MISREAD)
        if sum(map(str.isdigit, word)) > 1 or len(word) < 4 or not letters.isalpha():
            return word
        return letters.capitalize() if _NAMED.intersection(self._listed(letters.lower())) else word

    def _flags(self, lower: str) -> tuple[str, str]:
        """The lists that hold the word, one letter each, and the word without a genitive where only that is held."""
        flags, base = self._listed(lower), lower
        if not ("g" in flags or "s" in flags) and lower[-1:] == "s" and len(lower) > 3:
            stem = self._listed(lower[:-1].rstrip("'’:"))
            if "g" in stem or "s" in stem:
                base = lower[:-1].rstrip("'’:")
            flags += "".join(letter.upper() for letter in stem if letter in "gsp")
        if not flags and "-" in lower:
            flags = "-" + "".join(sorted({f for part in lower.split("-") for f in self._listed(part)}))
        if not flags and len(lower) > 7 and self._is_compound(lower):
            flags = "c"
        return flags, base

    def _listed(self, lower: str) -> str:
        held = ("g" if lower in self._given else "") + ("s" if lower in self._surname else "")
        return held + ("p" if lower in self._proper else "") + ("w" if lower in self._word else "")

    def _is_compound(self, lower: str) -> bool:
        for cut in range(4, len(lower) - 3):
            if lower[cut:] in self._word:
                head = lower[:cut]
                if head in self._word or (head[-1] == "s" and head[:-1] in self._word):
                    return True
        return False


def _even(token: str) -> str:
    """The word in one line; look-alikes of other scripts and misread digits inside become the letters meant."""
    word = token[:_LONGEST]
    if "\n" in word:
        word = re.sub(r"-\n(?=[^\W\d_])", lambda m: "" if word[m.end()].islower() else "-", word)
    if _ANY_ALIKE.search(word):
        changed = word.translate(_ALIKE)
        word = changed if not _ANY_ALIKE.search(changed) else word
    digits = sum(map(str.isdigit, word))
    if digits and word[0].isalpha() and digits <= 2 and len(word) - digits >= 3 and not word[-1].isdigit():
        letters = word.translate(_MISREAD)
        return letters.upper() if sum(map(str.isupper, word)) > 2 else letters
    return word


def _shape(word: str) -> str:
    if word.islower():
        return "x"
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX" if len(word) > 3 else "XX3"
    if word[0].isupper():
        if word[1:].islower():
            return "Xx"
        return "Xx-Xx" if "-" in word and word.istitle() else "XxX"
    return "xX" if word[0].islower() else "y"


def _candidate(word: str, shape: str, flags: str) -> int:
    lower = word.lower().replace("rn", "m") if word.lower() not in FIELDS else word.lower()
    if all(part in FIELDS for part in lower.split("-")) or lower in FIELDS:
        return NO
    if shape[0] in "Xy" or (shape == "xX" and word[:3] in _ARTICLES):
        return YES
    if shape != "x" or len(word) < 2:
        return NO
    named = any(flag in "gsGS" for flag in flags)
    if named and "w" not in flags:
        return YES
    return MAYBE if named or not flags or flags[0] in "-cpP" else NO


def bucket(feature: str) -> int:
    """The place of a feature's weight."""
    return crc32(feature.encode("utf-8", "replace")) & (BUCKETS - 1)
