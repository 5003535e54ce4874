"""Who may ask: reading needs a person who is signed in and may read, but for what the sign-in itself shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from app.domain.errors import Refused
from app.domain.local_time import local_day
from app.domain.people import Person, Right

Q = TypeVar("Q", bound=Callable[..., object])

_OPEN: set[Callable[..., object]] = set()


def open_to_all(query: Q) -> Q:
    """Marks a query that is answered before anybody has signed in."""
    _OPEN.add(query)
    return query


def is_open(query: Callable[..., object]) -> bool:
    """Whether the query is answered before anybody has signed in."""
    return query in _OPEN


_NEEDED: dict[Callable[..., object], Right] = {}


def needs(right: Right) -> Callable[[Q], Q]:
    """Marks a query that only a person with this right has answered."""

    def mark(query: Q) -> Q:
        _NEEDED[query] = right
        return query

    return mark


def may_ask(query: Callable[..., object], person: Person | None, now: datetime) -> None:
    """Raises Refused where this person, or nobody, may not have the query answered at this time (UTC)."""
    if query in _OPEN:
        return
    if person is None:
        raise Refused("not-signed-in")
    if not person.valid_on(local_day(now)):
        raise Refused("person-not-valid")
    needed = _NEEDED.get(query, Right.READ)
    if not person.may(needed):
        raise Refused("right-missing", right=needed.value)
