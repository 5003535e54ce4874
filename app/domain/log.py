"""The log's rows and the hash that chains them.

The hash of a row is SHA-256 over the canonical JSON of its number, time, actor, event, payload and the hash
before it. Whoever holds the number and hash of a later head can tell that nothing before it was changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
"""The hash before the first row."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row: ``seq`` counts from 1 without gaps, ``at`` is ISO 8601 UTC with microseconds, ``year`` its segment."""

    seq: int
    year: int
    at: str
    actor_id: int | None
    event: str
    payload: dict[str, Any]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last row's number and hash: what is printed in packages and closing lists."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification of the chain found. ``broken_seq`` is the first row that does not hold."""

    rows: int
    head: Head | None
    broken_seq: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether every row holds and the head given is there."""
        return self.broken_seq is None and not self.reason


def row_hash(seq: int, at: str, actor_id: int | None, event: str, payload: dict[str, Any], previous_hash: str) -> str:
    """SHA-256 (hex) of a row's content and the hash before it."""
    body = json.dumps(
        [seq, at, actor_id, event, payload, previous_hash], sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )
    return hashlib.sha256(body.encode("ascii")).hexdigest()
