"""Numbers without a shape of their own, told by the label before them: customer, contract, meter, invoice, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

import resources
from resources import UNUSABLE, bad_row

from ..findings import Evidence, Span
from .categories import CATEGORIES, Category
from .patterns import words_of
from .validators import VALIDATORS, Validator, digits_of

_ENDING = r"(?:et|en|n|s|ns|ens|ets)?(?![^\W\d_])\.?"
_GAP = _ENDING + r"(?:[ ]hos[ ](?:oss|er))?(?:,?[ ](?:nr|nummer|no|är)(?![^\W_])\.?)?[ ]?[:#=-]?[ \t]{0,4}\n?[ ]{0,4}"
_NUMBERING = ("nummer", "numret", "nr", "nr.", " nr", "-id")
"""A label that ends so may be the end of a longer word, as in "elmätarnummer"."""
_NEXT = re.compile(r"[ ]?(?:,|/|[ ]och|[ ]samt|[ ]&)[ ]")
_MOST_LISTED = 50
"""Values that one label may head."""

_BELOW = 0.8


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row: what the value after a label looks like; ``unchecked`` is the score where its check digit is wrong."""

    name: str
    category: Category
    value: re.Pattern[str]
    bare: re.Pattern[str]
    validator: Validator
    score: float
    unchecked: float

    def span(self, text: str, label_end: int, label: str) -> Span | None:
        """The value that follows a label, or None where none does."""
        match = self.value.match(text, label_end)
        check = self.validator(match) if match else None
        if match is None or check is None:
            return None
        score = self.unchecked if check.checksum is False else self.score
        if "\n" in text[label_end : match.start("value")]:
            score *= _BELOW  # the line above may be the headings of a table
        why = (Evidence("labels", self.name, check.checksum, label),)
        return Span(
            *match.span("value"),
            self.category.code,
            round(score, 3),
            why,
            self.category.proposed,
            self.category.why_not,
        )

    def listed(self, text: str, first: Span, label: str) -> Iterator[Span]:
        """The values that follow the first one in a list: "fakturanummer 118, 119 och 120"."""
        end, digits = first.end, digits_of(text[first.start : first.end])
        for _ in range(_MOST_LISTED):
            joint = _NEXT.match(text, end)
            match = self.bare.match(text, joint.end()) if joint else None
            check = self.validator(match) if match else None
            if match is None or check is None or check.checksum is False:
                return
            if abs(len(digits_of(match["value"])) - len(digits)) > 1:
                return
            why = (Evidence("labels", self.name, check.checksum, label),)
            yield replace(first, start=match.start("value"), end=match.end("value"), evidence=why)
            end = match.end("value")


class LabelledDetector:
    """Looks for all labels in one pass and for a value after each."""

    name = "labels"

    def __init__(self, catalogue: Mapping[str, Any], file: str) -> None:
        self.kinds: dict[str, Labelled] = {}
        self._labels = ahocorasick.Automaton()
        for number, row in enumerate(catalogue["labelled"], start=1):
            try:
                self._add(row, catalogue["words"])
            except UNUSABLE as error:
                raise bad_row(file, "labelled", number, row, error) from error
        self._labels.make_automaton()

    def _add(self, row: Mapping[str, Any], words: Mapping[str, list[str]]) -> None:
        kind = labelled(row)
        self.kinds[kind.name] = kind
        for word in words_of(row, "words", words):
            self._labels.add_word(word, (word, kind))

    def find(self, text: str) -> Iterator[Span]:
        """The value after each label; a label inside a longer word is none."""
        low = lowered(text)
        for last, (label, kind) in self._labels.iter(low):
            start = last + 1 - len(label)
            if start and text[start - 1].isalnum() and not (text[start - 1].isalpha() and label.endswith(_NUMBERING)):
                continue
            span = kind.span(text, last + 1, label)
            if span:
                yield span
                yield from kind.listed(text, span, label)


def labelled(row: Mapping[str, Any]) -> Labelled:
    """A row of the catalogue made ready. Raises KeyError and re.error where it cannot be used."""
    bare = rf"(?P<value>{_close(row['value'])})(?![^\W_])(?![.,][0-9])"
    return Labelled(
        row["name"],
        CATEGORIES[row["category"]],
        re.compile(_GAP + bare),
        re.compile(bare),
        VALIDATORS[row["validator"]],
        float(row["score"]),
        float(row.get("unchecked", 0.0)),
    )


def _close(expression: str) -> str:
    """The expression without the blanks that only lay it out."""
    return re.sub(r"\n\s*", "", expression)


def lowered(text: str) -> str:
    """The text in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


LABELLED = LabelledDetector(resources.table("catalogues", "patterns.toml"), "patterns.toml")
