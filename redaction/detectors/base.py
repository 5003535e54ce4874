"""What a detector is, and the label words by which a number is known for what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..findings import Span

_REACH = 56
"""How many characters before a value are searched for its label."""
_UP_TO_DIGIT = re.compile(".*[0-9]", re.DOTALL)


class Detector(Protocol):
    """Finds one family of things in a text."""

    @property
    def name(self) -> str:
        """How the detector is called in the evidence of its findings."""
        ...

    def find(self, text: str) -> Iterable[Span]:
        """Spans in plain text (see ``plain.plain``), in any order; they may overlap."""
        ...


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that tell what the value after them is (``speaking``), or that it is something else (``against``).

    A speaking label may stand some words before the value or on the line above; one that speaks against
    must touch it on the same line, since the line above may be the headings of a table. Neither reaches past
    another number. ``units`` speak against when they follow.
    """

    speaking: re.Pattern[str] | None
    against: re.Pattern[str] | None
    units: re.Pattern[str] | None

    @classmethod
    def of(cls, speaking: Sequence[str] = (), against: Sequence[str] = (), units: Sequence[str] = ()) -> Labels:
        """Labels from words as written in a catalogue; case and blanks do not matter."""
        return cls(
            _before(speaking, r"[^\w\n]?(?:[^0-9\n]{0,24})\n?[^0-9\n]{0,4}"),
            _before(against, r"[ \t.:;#=(\[/-]{0,6}"),
            re.compile(rf"[ ]?(?:{_any(units)})(?![^\W_])", re.IGNORECASE) if units else None,
        )

    def before(self, text: str, start: int) -> str:
        """The speaking label of the value that begins at ``start``, folded; "" if there is none."""
        return self._label(self.speaking, text, start)

    def speaks_against(self, text: str, start: int, end: int) -> bool:
        """Whether a label before the value or a unit after it says that it is something else."""
        return bool(self._label(self.against, text, start)) or bool(self.units and self.units.match(text, end))

    @staticmethod
    def _label(pattern: re.Pattern[str] | None, text: str, start: int) -> str:
        before = text[max(0, start - _REACH) : start]
        number = _UP_TO_DIGIT.match(before)
        found = pattern.search(before[number.end() :] if number else before) if pattern else None
        return found["label"].casefold() if found else ""


def _before(words: Sequence[str], gap: str) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<![^\W_])(?P<label>{_any(words)})(?:n|en|et|s)?(?![^\W_]){gap}\Z", re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    """One of the words, the longest first; a blank stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
