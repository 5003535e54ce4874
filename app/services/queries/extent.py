"""How large the workspace is and how it is set, in figures and codes alone; what support asks for."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import sizes
from app.store.unit import Reader

from ..delivering.compilations import SMALLEST
from ..keeping.register import PRIVATE_NAMES
from ..office.access import open_to_all
from ..office.people import SECOND_PERSON

SETTINGS = (SECOND_PERSON, PRIVATE_NAMES, SMALLEST)
"""Settings of the workspace whose values are words of ours or numbers; the others hold names."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The database's kind with its version, its revision and size in bytes, the rows of each table, plain settings."""

    database: str
    revision: str
    size: int
    rows: dict[str, int]
    settings: dict[str, str]


@open_to_all
def extent(reader: Reader) -> Extent:
    """The figures as they stand."""
    database, revision, size = sizes.of(reader.connection)
    settings = {name: reader.setting(name) for name in SETTINGS}
    return Extent(database, revision, size, sizes.rows(reader.connection), settings)
