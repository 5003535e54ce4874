"""Whether the database is reached: noticed by whatever asks it, told once when it is lost and once when it is back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Refused
from app.told import Told

LOST = "database-lost"
"""The code of the refusal that means: the server is not there, or went away."""


class Reach:
    """Since when the database is lost (None: it is there); ``told`` whenever that changes.

    While somebody ``looks`` for it, nothing else needs to try: a try that waits for a dead server costs ten seconds.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self.told = Told(post)
        self.lost_at: datetime | None = None
        self.looks = False

    def may_try(self) -> None:
        """Raises Refused at once where the database is known to be lost and somebody looks for it already."""
        if self.lost_at is not None and self.looks:
            raise Refused(LOST)

    def found(self) -> None:
        """It answered."""
        self._now(None)

    def refused(self, refusal: Refused) -> None:
        """It refused something: perhaps because it is not there."""
        if refusal.code == LOST:
            self._now(self._clock())

    def _now(self, lost_at: datetime | None) -> None:
        with self._lock:
            if (self.lost_at is None) is (lost_at is None):
                return
            self.lost_at = lost_at
        self.told.tell()
