"""Tracks: what each means for the answer to a request, how they differ, and which one the words of a letter speak for.

The tracks are data; a proposal tells the words it rests on, and a person chooses. Sources: law.md 1.2
X5-X6, 8 (TF 2 kap., OSL 6:4, GDPR art. 12-21).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .requests import Track

PROMPTLY = "promptly"
"""The clock of TF 2:16: office hours by the office's own thresholds, no number of days in law."""


@dataclass(frozen=True, slots=True)
class TrackRule:
    """A row of the catalogue. ``identity`` is "free" or "needed"; the flags say whether the tariff holds, whether the
    company's decision can be asked for, and whether documents are taken in. ``never`` are letters that no letter on the
    track takes in; ``clock`` is PROMPTLY or a limit's id.
    """

    track: Track
    label: str
    short: str
    explanation: str
    identity: str
    fee: bool
    decision: bool
    documents: bool
    never: tuple[str, ...]
    clock: str
    source: str
    confidence: str

    @property
    def needs_identity(self) -> bool:
        """Whether the requester must be known before anything is answered."""
        return self.identity == "needed"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One line of the comparison of the tracks: its text for each."""

    code: str
    label: str
    texts: Mapping[Track, str]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A track that words of the letter speak for."""

    track: Track
    words: tuple[str, ...]


def proposed(text: str, phrases: Iterable[tuple[Track, tuple[str, ...]]]) -> tuple[Proposed, ...]:
    """The tracks whose words stand in the text, in the order in which they begin there; none where none does."""
    folded = " ".join(text.casefold().split())
    found = []
    for track, words in phrases:
        places = sorted((at, word) for word in words if (at := _place(word, folded)) >= 0)
        if places:
            found.append((places[0][0], Proposed(track, tuple(word for _at, word in places))))
    return tuple(proposal for _at, proposal in sorted(found, key=lambda pair: pair[0]))


def _place(word: str, text: str) -> int:
    hit = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return hit.start() if hit else -1
