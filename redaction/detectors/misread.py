"""Label words that a reader of pictures got wrong by a letter or two, and the number after them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import resources

from ..findings import Evidence, Span
from .base import Detector
from .persons import is_word

_NUMBER = re.compile(r"[0-9](?<![^\W_].)|[OIlSB|](?<![^\W_].)(?=[0-9])")
_LABEL = re.compile(r"[^\W\d_][\w.-]{4,30}\Z")
_GAP = " \t\n.:;=#"
_REACH, _AFTER, _LEAST, _WIDEST = 44, 48, 5, 8
_LIKELY = 0.7
"""What such a finding scores at most."""
_ALIKE = str.maketrans(
    {**dict.fromkeys("åä", "a"), "ö": "o", "é": "e", "0": "o", "5": "s", "8": "b", **dict.fromkeys("1|!i", "l")}
)


class MisreadLabelDetector:
    """Puts the label that is meant in the place of the misread one, and asks other detectors what they see."""

    name = "misread"

    def __init__(self, catalogue: Mapping[str, Any], detectors: Iterable[Detector]) -> None:
        self._detectors = tuple(detectors)
        words = {word for listed in _labels(catalogue) for word in listed if " " not in word and len(word) >= _LEAST}
        self._known = frozenset(words)
        self._meant = {part: word for word in sorted(words) for part in (*_shortened(_skeleton(word)), _skeleton(word))}
        self.meant = lru_cache(maxsize=8192)(self._read)

    def find(self, text: str) -> Iterator[Span]:
        """The number after each such label."""
        for number in _NUMBER.finditer(text):
            at = number.start()
            before = text[max(0, at - _REACH) : at]
            words = before.rstrip(_GAP)
            gap = before[len(words) :]
            if len(gap) > _WIDEST or not words[-1:].isalpha():
                continue
            word = words.split()[-1]
            label = self.meant(word.lower()) if _LABEL.match(word) else ""
            if label:
                yield from self._after(label, gap, text, at)

    def _after(self, label: str, gap: str, text: str, at: int) -> Iterator[Span]:
        window = label + gap + text[at : at + _AFTER]
        shift = at - len(label) - len(gap)
        for detector in self._detectors:
            for span in detector.find(window):
                why = span.evidence[0]
                if span.start == len(label) + len(gap) and why.context and why.checksum is not False:
                    heard = Evidence(self.name, why.pattern, why.checksum, why.context)
                    score = min(span.score, _LIKELY)
                    yield replace(span, start=span.start + shift, end=span.end + shift, score=score, evidence=(heard,))

    def _read(self, word: str) -> str:
        """The label that a word in lower case is meant to be; "" for a label as it should be, and for other words."""
        word = word.rstrip(".")
        if word in self._known or is_word(word):
            return ""
        skeleton = _skeleton(word)
        found = self._meant.get(skeleton, "")
        parts = () if found or len(skeleton) <= _LEAST else _shortened(skeleton)
        return found or next((self._meant[part] for part in parts if part in self._meant), "")


def _labels(catalogue: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """The lists of words that labelled rows and patterns name."""
    words = catalogue["words"]
    for row in (*catalogue["labelled"], *catalogue["pattern"], catalogue["phone"]):
        for key in ("words", "labels"):
            yield from (words[name] for name in row.get(key, ()))


def _skeleton(word: str) -> str:
    """The word with letters that are read one for the other made the same."""
    return word.translate(_ALIKE).replace("rn", "m").replace("vv", "w")


def _shortened(word: str) -> tuple[str, ...]:
    """The word without one of its letters, each in turn; two words that differ in one letter share one of these."""
    return tuple(word[:i] + word[i + 1 :] for i in range(len(word))) if len(word) > _LEAST else ()


def catalogue_labels(detectors: Iterable[Detector]) -> MisreadLabelDetector:
    """The detector with the labels of the catalogue of patterns."""
    return MisreadLabelDetector(resources.table("catalogues", "patterns.toml"), detectors)
