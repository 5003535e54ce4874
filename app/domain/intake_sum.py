"""What became of many files that were taken in while nobody looked: a line for each, and the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LOCKED = ("password-needed", "wrong-password")
TURNED_AWAY = ("stamped", "turned-away", "turned-away-unclear", "stamped-unclear")


class Fate(StrEnum):
    """What became of a file; all but the first wait for a person."""

    TAKEN = "taken"
    LOCKED = "locked"
    LARGE = "large"
    TURNED_AWAY = "turned-away"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileFate:
    """One file: its name, what became of it, the sentence why, and how many documents and pages came of it.

    ``late`` are its pictures whose words could not be read in time.
    """

    name: str
    fate: Fate
    why: str = ""
    documents: int = 0
    pages: int = 0
    late: int = 0


def fate_of(code: str) -> Fate:
    """What a refusal's code makes of a file."""
    if code in LOCKED:
        return Fate.LOCKED
    if code in TURNED_AWAY:
        return Fate.TURNED_AWAY
    return Fate.LARGE if code == "too-large" else Fate.REFUSED


def counts(files: Iterable[FileFate]) -> Counter[Fate]:
    """How many files met which fate."""
    return Counter(file.fate for file in files)


def left(files: Sequence[FileFate]) -> list[FileFate]:
    """The files that wait for a person, those of one fate together."""
    order = list(Fate)
    return sorted((file for file in files if file.fate is not Fate.TAKEN), key=lambda file: order.index(file.fate))
