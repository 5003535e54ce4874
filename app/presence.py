"""Where this window's person is, said to colleagues; and where they are. It holds nobody up and is in no log."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from app.store.engine import Store
from app.store.presence import Here, Presences
from app.told import Told

BEAT = 10.0
"""Seconds between two words that the window is there."""

Place = tuple[int | None, int | None]
"""The ids of the request and of the document that are shown; None where none is."""


class Presence:
    """One window's. ``at`` and ``who`` are cheap and wait for nothing; ``keep_up`` belongs in the following thread.

    Args:
        post: brings a call to the owner's thread, where it is ``told`` that somebody came, went, or went elsewhere.
    """

    def __init__(
        self, store: Store, clock: Callable[[], datetime], post: Callable[[Callable[[], None]], None]
    ) -> None:
        self._store, self._clock = store, clock
        self.told = Told(post)
        self._person_id: int | None = None
        self._place: Place = (None, None)
        self._mine: Here | None = None
        self._others: tuple[Here, ...] = ()
        self._due = 0.0
        self._asked = False

    def who(self, person_id: int | None) -> None:
        """Who is signed in; None: nobody."""
        if person_id != self._person_id:
            self._person_id, self._place = person_id, (None, None)

    def at(self, request_id: int | None, document_id: int | None) -> None:
        """What the window shows now."""
        self._place = (request_id, document_id)

    def others(self) -> tuple[Here, ...]:
        """The other windows, as last heard; one's own on another machine too."""
        return self._others

    def everybody(self) -> tuple[Here, ...]:
        """As ``others``, with this window first."""
        return (*((self._mine,) if self._mine is not None else ()), *self._others)

    def look(self) -> None:
        """Somebody has told something: asks who is where at the next ``keep_up``."""
        self._asked = True

    def keep_up(self) -> None:
        """Says where the window is, where that is new or was said long ago, and hears of the others. Raises Refused."""
        person_id, place = self._person_id, self._place
        mine = self._mine
        moved = mine is None or (mine.person_id, mine.of_request, mine.of_document) != (person_id, *place)
        if person_id is None:
            self.leave()
        elif moved or time.monotonic() >= self._due:
            with self._store.aside(self._clock()) as presences:
                self._mine = self._said(presences, person_id, place)
                presences.beat(self._mine)
                living = presences.living()
            self._due = time.monotonic() + BEAT
            self._hear(living)
        elif self._asked:
            with self._store.read(self._clock()) as reader:
                living = Presences(reader.connection, reader.now).living()
            self._hear(living)

    def _said(self, presences: Presences, person_id: int, place: Place) -> Here:
        mine, now = self._mine, presences.now
        if mine is None or mine.person_id != person_id:
            if mine is not None:
                presences.leave(mine.token)
            return Here(str(uuid4()), person_id, platform.node()[:64], now, *place, now)
        if (mine.of_request, mine.of_document) == place:
            return mine
        return replace(mine, of_request=place[0], of_document=place[1], here_since=now)

    def leave(self) -> None:
        """The window says that it goes. Raises Refused."""
        mine, self._mine = self._mine, None
        if mine is not None:
            with self._store.aside(self._clock()) as presences:
                presences.leave(mine.token)
            self._hear(())

    def _hear(self, living: tuple[Here, ...]) -> None:
        self._asked = False
        others = tuple(here for here in living if self._mine is None or here.token != self._mine.token)
        if others != self._others:
            self._others = others
            self.told.tell()
