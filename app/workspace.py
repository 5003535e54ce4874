"""The door for any face: do a change, ask a question. One transaction each; what was committed is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from app import colliding
from app.bus import Bus
from app.domain.errors import Refused
from app.domain.events import Event, PersonChanged
from app.domain.log_events import event_of
from app.domain.people import Person
from app.outbox import Outbox, key_of
from app.presence import Presence
from app.reach import Reach
from app.services.keeping import happened
from app.services.office import access, people, tries
from app.services.office.tries import WrongPassword
from app.store.engine import Store
from app.store.unit import Reader, Unit
from app.vault import Vault

AT_ONCE = 500
"""Rows of the log that are caught up with at a time."""

P = ParamSpec("P")
R = TypeVar("R")


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def at_once(call: Callable[[], None]) -> None:
    """Runs the call where it is: the command line's owner's thread is its only one."""
    call()


class Workspace:
    """An opened workspace: database, vault, the person signed in, and the bus on which changes are told.

    Args:
        folder: where the workspace's own files lie.
        post: brings a call to the owner's thread (a window's); events are published through it.
        clock: gives the time in UTC.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        vault: Vault,
        post: Callable[[Callable[[], None]], None] = at_once,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self.store = store
        self.vault = vault
        self.bus = Bus()
        self.clock = clock
        self.kept: Path | None = None
        """The backup of the database from before, where opening it upgraded the workspace."""
        self.reach = Reach(post, clock)
        self.presence = Presence(store, clock, post)
        self.outbox = Outbox(folder)
        self._post = post
        self._person: Person | None = None
        self._one_at_a_time = threading.Lock()
        self._heard_to: int | None = None
        self._own: set[int] = set()
        self._one_time = False
        self._looked = threading.local()

    @property
    def person(self) -> Person | None:
        """The person signed in, as they were then."""
        return self._person

    @property
    def signed_in(self) -> Person:
        """The person signed in. Raises Refused where nobody is."""
        if self._person is None:
            raise Refused("not-signed-in")
        return self._person

    def do(self, command: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs a command and what it brings to the register in one transaction; tells its events after the commit.

        Raises Refused (nothing was changed) and what the store raises.
        """
        try:
            return self._done(command, *args, **kwargs)
        except WrongPassword as wrong:  # rolled back; that it was wrong is counted all the same
            if wrong.person_id is not None:
                self._done(tries.missed, wrong.person_id)
            raise

    def _done(self, command: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._one_at_a_time, self._reaching():
            with self.store.begin(self._person, self.clock()) as unit:
                if self._person is not None:  # roles and days as they stand now, not as they were at sign-in
                    unit.act_as(unit.people.get(self._person.id))
                if self._one_time and command not in (people.set_password, tries.missed, key_of):
                    raise Refused("password-to-change")
                result = command(unit, *args, **kwargs)
                seen = getattr(self._looked, "seen", None)
                if seen is not None and unit.events:
                    colliding.check(unit, seen)
                happened.keep_up(unit)
                events = tuple(unit.events)
                end = unit.log_head().seq + 1 if self._heard_to is not None and events else 0
            self._own |= set(range(end - len(events), end)) if end else set()
        if events:
            self._post(lambda: self._tell(events))
        return result

    @property
    def heard_to(self) -> int | None:
        """The number of the log's row up to which others' deeds have been told here; None where nobody follows them."""
        return self._heard_to

    @contextmanager
    def seeing(self, seen: int | None) -> Iterator[None]:
        """What this thread does meanwhile was decided with the log's row ``seen`` as the newest one that was shown.

        A deed that writes over what a colleague has said since is refused: ChangedMeanwhile, MarkChanged.
        """
        before = getattr(self._looked, "seen", None)
        self._looked.seen = seen
        try:
            yield
        finally:
            self._looked.seen = before

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Notices whether the database is there; asks nothing of one that is known to be lost."""
        self.reach.may_try()
        try:
            yield
        except Refused as refusal:
            self.reach.refused(refusal)
            raise
        if not self.reach.looks:  # else the one who looks for it says when it is back, having caught up
            self.reach.found()

    def catch_up(self) -> int:
        """Tells what others have committed since the last time, as if it had happened here; gives how many rows.

        The first call only notes where the log ends. Raises what the store raises.
        """
        told, more = self._catch_up_some()
        while more:
            some, more = self._catch_up_some()
            told += some
        return told

    def _catch_up_some(self) -> tuple[int, bool]:
        with self.store.read(self.clock()) as reader:
            if self._heard_to is None:
                self._heard_to = reader.log_head().seq
                return 0, False
            rows = reader.log_after(self._heard_to, AT_ONCE)
        if not rows:
            return 0, False
        with self._one_at_a_time:
            theirs = tuple(event_of(row) for row in rows if row.seq not in self._own)
            self._own -= {row.seq for row in rows}
            self._heard_to = rows[-1].seq
        if theirs:
            self._look_at_oneself(theirs)
            self._post(lambda: self._tell(theirs))
        return len(theirs), len(rows) == AT_ONCE

    def _look_at_oneself(self, events: tuple[Event, ...]) -> None:
        """Takes over what an administrator has changed of the person signed in: roles, days, being shut out."""
        mine = self._person
        if mine is not None and any(isinstance(e, PersonChanged) and e.person_id == mine.id for e in events):
            with self.store.read(self.clock()) as reader:
                now = reader.people.get(mine.id)
            if self._person is mine:
                self._person = now

    def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self.bus.publish(event)

    def ask(self, query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Answers a question from frozen rows; no transaction is held after.

        Raises Refused where nobody is signed in, or somebody who may not read (``access.open_to_all`` excepted).
        """
        now = self.clock()
        access.may_ask(query, self._person, now)
        if self._one_time and not access.is_open(query):
            raise Refused("password-to-change")
        with self._reaching(), self.store.read(now) as reader:
            return query(reader, *args, **kwargs)

    def sign_in(self, name: str, password: str) -> Person:
        """Signs a person in; one at a time. Raises Refused where name or password is wrong, or too many were."""
        self.sign_out()
        try:
            seen = self.ask(people.known, name, password)
        except WrongPassword as wrong:
            if wrong.person_id is not None:
                self._done(tries.missed, wrong.person_id)
            raise
        self._person = self.do(people.sign_in, seen)
        self._one_time = seen.must_change
        self.presence.who(self._person.id)
        self.outbox.open(self._person.id, self._done(key_of))
        return self._person

    @property
    def one_time(self) -> bool:
        """Whether the password signed in with was for one time: nothing but a new one is taken then."""
        return self._one_time

    def change_password(self, old: str, new: str) -> None:
        """Changes the password of the person signed in. Raises Refused."""
        self.do(people.set_password, self.signed_in.id, new, old)
        self._one_time = False

    def sign_out(self) -> None:
        """Nobody is signed in any more."""
        self._person = None
        self._one_time = False
        self.presence.who(None)
        self.outbox.close()

    def close(self) -> None:
        """Closes the database."""
        self.store.close()
