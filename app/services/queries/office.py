"""What the sign-in itself shows: the organisation and its people."""

from __future__ import annotations

from app.domain.people import Person
from app.domain.provisions import Profile
from app.store.unit import Reader

from ..office import organisation
from ..office.access import open_to_all


@open_to_all
def profile(reader: Reader) -> Profile:
    """The workspace's organisation."""
    return organisation.profile(reader)


@open_to_all
def people(reader: Reader) -> tuple[Person, ...]:
    """All persons, by name."""
    return tuple(sorted(reader.people.where(), key=lambda p: p.name.casefold()))
