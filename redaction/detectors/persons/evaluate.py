"""Measures the detector on marked texts: ``python -m redaction.detectors.persons.evaluate GOLD.jsonl...``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...findings import Span
from .. import detect
from .corpora import PERSON, Marked, read_marked

_WORD = re.compile(r"[^\W_]+")
THRESHOLDS = (0.0, 0.2, 0.5, 0.85)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over many texts, and the shares that follow from them (0-1)."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    found_touching: int = 0
    gold_touched: int = 0
    words: int = 0
    words_covered: int = 0
    names_in_sight: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def exact_f1(self) -> float:
        """Harmonic mean of precision and recall over spans with the very same ends."""
        return _share(2 * self.exact, self.gold + self.found)

    @property
    def overlap_precision(self) -> float:
        """Share of what was found that touches a name."""
        return _share(self.found_touching, self.found)

    @property
    def overlap_recall(self) -> float:
        """Share of the names that something found touches."""
        return _share(self.gold_touched, self.gold)

    @property
    def token_recall(self) -> float:
        """Share of the words of names that are covered."""
        return _share(self.words_covered, self.words)

    @property
    def in_sight(self) -> float:
        """Share of the names of which a word is left in sight."""
        return _share(self.names_in_sight, self.gold)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def score(marked: Marked, found: Sequence[Place]) -> Score:
    """How what was found in a text compares with its names."""
    covered = {at for start, end in found for at in range(start, end)}
    words = words_covered = in_sight = 0
    for start, end in marked.names:
        parts = [m.span() for m in _WORD.finditer(marked.text, start, end)]
        seen = sum(covered.issuperset(range(*part)) for part in parts)
        words, words_covered = words + len(parts), words_covered + seen
        in_sight += seen < len(parts)
    return Score(
        gold=len(marked.names),
        found=len(found),
        exact=len(set(found) & set(marked.names)),
        found_touching=sum(_touches(place, marked.names) for place in found),
        gold_touched=sum(_touches(place, found) for place in marked.names),
        words=words,
        words_covered=words_covered,
        names_in_sight=in_sight,
    )


def _touches(place: Place, others: Iterable[Place]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def evaluate(texts: Iterable[Marked], thresholds: Sequence[float] = THRESHOLDS) -> dict[float, Score]:
    """The score at each threshold: only findings at least so sure count."""
    totals = dict.fromkeys(thresholds, Score())
    for marked in texts:
        found: list[Span] = [s for s in detect(marked.text) if s.category == PERSON]
        for threshold in thresholds:
            totals[threshold] += score(marked, [(s.start, s.end) for s in found if s.score >= threshold])
    return totals


def main(arguments: list[str]) -> int:
    """Print a table for each file named on the command line; returns 0."""
    out = sys.stdout.write
    out("| texts | from | exact F1 | overlap P | overlap R | token recall | word in sight |\n")
    out("|---|---|---|---|---|---|---|\n")
    for path in map(Path, arguments):
        for threshold, total in evaluate(read_marked(path)).items():
            shares = (total.exact_f1, total.overlap_precision, total.overlap_recall, total.token_recall, total.in_sight)
            out(f"| {path.stem} | {threshold} | {' | '.join(f'{share:.3f}' for share in shares)} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
