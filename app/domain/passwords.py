"""What a password may be, and how long one waits after wrong ones (NIST SP 800-63B: length, no composition)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta
from itertools import pairwise

SHORTEST = 12
"""Characters of the shortest password."""
LONGEST = 256
"""Characters of the longest one; a hash of more would only cost time."""
FREE_TRIES = 4
"""So many wrong ones in a row cost nothing."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""What the next wrong one costs, and the most that one costs; each wait is twice the one before."""

_LEAST_KINDS = 5
"""Different characters that a password has at least."""


def fault(password: str, names: Collection[str], common: Collection[str]) -> str:
    """The code of what is wrong with a password; "" for nothing.

    ``names`` are those of the person and the office; ``common`` are passwords, or words of passwords, that are guessed
    first.
    """
    if len(password) < SHORTEST:
        return "password-short"
    if len(password) > LONGEST:
        return "password-long"
    folded = password.casefold()
    if len(set(folded)) < _LEAST_KINDS or _letters(folded) in common or folded in common or _is_run(folded):
        return "password-common"
    rest = folded
    for part in sorted(_parts(names), key=len, reverse=True):
        rest = rest.replace(part, "")
    return "password-name" if rest != folded and len(rest) < SHORTEST else ""


def _letters(folded: str) -> str:
    """A password without what is put before and after a word to make it longer: digits and signs."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)


def _parts(names: Collection[str]) -> set[str]:
    return {part for name in names for part in re.findall(r"\w{3,}", name.casefold())}


def _is_run(folded: str) -> bool:
    """Whether it is one piece again and again, or characters that follow each other."""
    again = any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, len(folded) // 2 + 1))
    steps = {ord(b) - ord(a) for a, b in pairwise(folded)}
    return again or steps <= {1} or steps <= {-1}


def wait_after(misses: int) -> timedelta:
    """How long nobody may try again after so many wrong ones in a row."""
    over = misses - FREE_TRIES
    return timedelta(0) if over <= 0 else min(FIRST_WAIT * 2 ** min(over - 1, 16), LONGEST_WAIT)
