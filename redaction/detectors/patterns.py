"""Detectors that are rows of ``catalogues/patterns.toml``: a shape, a validator, label words and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import resources
from resources import UNUSABLE, BadCatalogue, bad_row

from ..findings import Evidence, Span
from .base import Labels
from .categories import CATEGORIES, Category
from .validators import VALIDATORS, Check, Validator

_AROUND = 160
"""No shape with a sign reaches further from it than so many characters."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: what a match of the shape is called, and its scores (0-1; 0 means: no finding).

    ``score`` holds where no label stands by (times the weight that the validator gives), ``labelled`` where a
    label does, ``unchecked`` where a label stands by and the check digit is wrong, ``contested`` where a label
    speaks against a check digit and a form that leave little doubt.
    """

    name: str
    category: Category
    validator: Validator
    labels: Labels
    score: float
    labelled: float
    unchecked: float
    contested: float

    def span(self, match: re.Match[str]) -> Span | None:
        """The match as a finding, or None where it is none."""
        check = self.validator(match)
        if check is None or (check.checksum is False and not self.unchecked):
            return None
        start, end = match.span("value")
        label = self.labels.before(match.string, start)
        score = round(self._score(check, label), 3)
        if score and self.labels.speaks_against(match.string, start, end):
            score = self.contested if check == Check(True) else 0.0
        if not score:
            return None
        why = (Evidence("patterns", self.name, check.checksum, label),)
        return Span(start, end, self.category.code, score, why, self.category.proposed, self.category.why_not)

    def _score(self, check: Check, label: str) -> float:
        if check.checksum is False:
            return self.unchecked if label else 0.0
        return self.labelled if label else self.score * check.weight


@dataclass(frozen=True, slots=True)
class PatternDetector:
    """All rows that share one shape; the text is searched once for them."""

    name: str
    shape: re.Pattern[str]
    patterns: tuple[Pattern, ...]
    sign: re.Pattern[str] | None = None

    def find(self, text: str) -> Iterator[Span]:
        """Each match as the first kinds that it can be."""
        for match in self._matches(text):
            for pattern in self.patterns:
                span = pattern.span(match)
                if span is not None:
                    yield span

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the shape; where it has a sign, only around signs is looked for them."""
        if self.sign is None:
            yield from self.shape.finditer(text)
            return
        first = last = -1
        for sign in self.sign.finditer(text):
            if last >= 0 and sign.start() - _AROUND > last:
                yield from self.shape.finditer(text, first, last)
                last = -1
            first = max(0, sign.start() - _AROUND) if last < 0 else first
            last = sign.end() + _AROUND
        if last >= 0:
            yield from self.shape.finditer(text, first, last)


def read_patterns(catalogue: Mapping[str, Any], file: str) -> tuple[PatternDetector, ...]:
    """The detectors of a catalogue, one per shape.

    Raises:
        BadCatalogue: a row lacks a key, or names something that does not exist.
    """
    rows: dict[str, list[Pattern]] = {shape: [] for shape in catalogue["shape"]}
    for number, row in enumerate(catalogue["pattern"], start=1):
        try:
            rows[row["shape"]].append(_pattern(row, catalogue["words"]))
        except UNUSABLE as error:
            raise bad_row(file, "pattern", number, row, error) from error
    shapes, signs = catalogue["shape"].items(), catalogue.get("sign", {})
    return tuple(_detector(shape, text, signs.get(shape), tuple(rows[shape]), file) for shape, text in shapes)


def _detector(
    shape: str, expression: str, sign: str | None, patterns: tuple[Pattern, ...], file: str
) -> PatternDetector:
    try:
        found = re.compile(sign) if sign else None
        return PatternDetector(f"patterns: {shape}", re.compile(expression, re.VERBOSE), patterns, found)
    except re.error as error:
        raise BadCatalogue(f"{file}: shape {shape}: {error}") from error


def _pattern(row: Mapping[str, Any], words: Mapping[str, list[str]]) -> Pattern:
    lists = (words_of(row, key, words) for key in ("labels", "against", "units"))
    scores = (float(row.get(key, 0.0)) for key in ("score", "labelled", "unchecked", "contested"))
    return Pattern(row["name"], CATEGORIES[row["category"]], VALIDATORS[row["validator"]], Labels.of(*lists), *scores)


def words_of(row: Mapping[str, Any], key: str, words: Mapping[str, list[str]]) -> list[str]:
    """The words of all lists that a row names under ``key``, and of those that they name with an @."""
    return [word for name in row.get(key, ()) for word in _expanded(words[name], words)]


def _expanded(listed: list[str], words: Mapping[str, list[str]]) -> list[str]:
    return [w for word in listed for w in (_expanded(words[word[1:]], words) if word.startswith("@") else [word])]


PATTERNS = read_patterns(resources.table("catalogues", "patterns.toml"), "patterns.toml")
