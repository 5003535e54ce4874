"""Words that tell something sensitive: rows of ``catalogues/sensitive.toml``, found in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

import resources
from resources import UNUSABLE, bad_row

from ..findings import HARD_STOP, Evidence, Span
from .categories import CATEGORIES, Category
from .labelled import lowered

_NEAR = 60
_JOINTS = "-\u2019'"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: words of a category that share a score; see the head of the catalogue."""

    name: str
    category: Category
    score: float
    near: tuple[str, ...]
    nearby: float
    exceptions: tuple[str, ...]
    written: str
    stop: bool

    def span(self, text: str, low: str, start: int, end: int) -> Span | None:
        """The word as a finding, or None where it is excepted or written otherwise."""
        word = text[start:end]
        if low.startswith(self.exceptions, start) or not _is_written(word, self.written):
            return None
        around = low[max(0, start - _NEAR) : end + _NEAR] if self.near else ""
        near = next((word for word in self.near if word in around), "")
        why = (Evidence("sensitive", HARD_STOP if self.stop else self.name, None, near),)
        score = self.nearby if near else self.score
        return Span(start, end, self.category.code, score, why, self.category.proposed, self.category.why_not)


class SensitiveDetector:
    """Looks for all words of a catalogue at once.

    Raises:
        BadCatalogue: a row lacks a key, names an unknown category or way of writing, or has no words.
    """

    name = "sensitive"

    def __init__(self, catalogue: Mapping[str, Any], file: str) -> None:
        self._endings = frozenset(["", *catalogue["endings"]])
        self._keys: dict[str, list[tuple[str, Row]]] = {}
        for number, row in enumerate(catalogue["row"], start=1):
            try:
                self._add(row)
            except UNUSABLE as error:
                raise bad_row(file, "row", number, row, error) from error
        self._words = ahocorasick.Automaton()
        for key, kinds in self._keys.items():
            self._words.add_word(key, (len(key), tuple(kinds)))
        self._words.make_automaton()

    def _add(self, row: Mapping[str, Any]) -> None:
        if row.get("written", "") not in _WRITTEN or not any(row.get(kind) for kind in _KINDS):
            raise ValueError("no words, or an unknown way of writing")
        made = Row(
            row["name"],
            CATEGORIES[row["category"]],
            float(row["score"]),
            tuple(row.get("near", ())),
            float(row.get("nearby", row["score"])),
            tuple(row.get("except", ())),
            row.get("written", ""),
            bool(row.get("stop", False)),
        )
        for kind in _KINDS:
            for word in row.get(kind, ()):
                self._keys.setdefault(word, []).append((kind, made))

    def find(self, text: str) -> Iterator[Span]:
        """Every such word, whole, as part of no longer word that its kind does not allow."""
        low = lowered(text).replace("\n", " ")
        for last, (length, kinds) in self._words.iter(low):
            start, end = last + 1 - length, last + 1
            word_start, word_end = _word(low, start, end)
            for kind, row in kinds:
                if not self._fits(kind, low, (start, end), (word_start, word_end)):
                    continue
                span = row.span(text, low, word_start, word_end)
                if span:
                    yield span

    def _fits(self, kind: str, low: str, hit: tuple[int, int], word: tuple[int, int]) -> bool:
        if kind == "parts":
            return True
        if hit[0] != word[0]:
            return False
        rest = low[hit[1] : word[1]]
        return kind == "stems" or not rest or (kind == "words" and rest in self._endings)


_KINDS = ("stems", "parts", "words", "exact")
_WRITTEN = ("", "capital", "capitals")


def _is_written(word: str, written: str) -> bool:
    if written == "capital":
        return word[0].isupper()
    return word.isupper() if written == "capitals" else True


def _word(low: str, start: int, end: int) -> tuple[int, int]:
    """The ends of the word (letters, digits, dashes between them) that a hit lies in; at most 64 characters away."""
    first, last = start, end
    while first > 0 and start - first < 64 and _goes_on(low, first - 1, first - 2):
        first -= 1
    while last < len(low) and last - end < 64 and _goes_on(low, last, last + 1):
        last += 1
    return first, last


def _goes_on(low: str, at: int, beyond: int) -> bool:
    """Whether the character belongs to the word; a dash does where a letter stands on its other side."""
    if low[at].isalnum():
        return True
    return low[at] in _JOINTS and 0 <= beyond < len(low) and low[beyond].isalpha()


SENSITIVE = SensitiveDetector(resources.table("catalogues", "sensitive.toml"), "sensitive.toml")
