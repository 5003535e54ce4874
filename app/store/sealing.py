"""Brings all words of a database under the newest data key: what an older program left open, what an older key sealed.

It goes through the tables some rows at a time, each in a transaction of its own, so that others can work meanwhile; a
kill loses nothing, as what has been sealed is passed over the next time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, bindparam, select, text, tuple_, update

from app.keys.ring import Ring

from .keys import Begin
from .schema import Secret, metadata

AT_ONCE = 500
"""Rows that are sealed in one transaction."""


def seal_words(begin: Begin, ring: Ring) -> bool:
    """Seals what is not under the newest key; gives whether any of it lay open."""
    lay_open = False
    for table, places in _tables():
        after: tuple[Any, ...] | None = ()
        while after is not None:
            with begin() as connection:
                after, some = _batch(connection, table, places, ring, after)
            lay_open |= some
    return lay_open


def _tables() -> Iterator[tuple[Table, dict[str, str]]]:
    """Every table that keeps words, as the bare texts that lie there, with the place of each column of them."""
    for table in metadata.sorted_tables:
        places = {c.name: c.type.place for c in table.c if isinstance(c.type, Secret)}
        if places:
            kept = (c for c in table.c if c.primary_key or c.name in places)
            columns = (Column(c.name, Text if c.name in places else c.type, primary_key=c.primary_key) for c in kept)
            yield Table(table.name, MetaData(), *columns), places


def _batch(
    connection: Connection, table: Table, places: dict[str, str], ring: Ring, after: tuple[Any, ...]
) -> tuple[tuple[Any, ...] | None, bool]:
    """Seals some rows; gives the key of the last one (None: there are no more), and whether any text lay open."""
    keys = list(table.primary_key.columns)
    query = select(table).order_by(*keys).limit(AT_ONCE)
    rows = connection.execute(query.where(tuple_(*keys) > tuple_(*after)) if after else query).mappings().all()
    lay_open, changed = False, []
    for row in rows:
        texts, some = _sealed(row, places, ring)
        lay_open |= some
        if texts != {name: row[name] for name in places}:
            changed.append(texts | {f"key_{key.name}": row[key.name] for key in keys})
    if changed:
        mine = (key == bindparam(f"key_{key.name}") for key in keys)
        connection.execute(update(table).where(*mine).values({name: bindparam(name) for name in places}), changed)
    last = tuple(rows[-1][key.name] for key in keys) if len(rows) == AT_ONCE else None
    return last, lay_open


def _sealed(row: Any, places: dict[str, str], ring: Ring) -> tuple[dict[str, Any], bool]:
    """The texts of a row under the newest key, and whether one lay open."""
    made, lay_open = {}, False
    for name, place in places.items():
        kept = row[name]
        sealed = not kept or ring.is_sealed(kept, place)
        lay_open |= not sealed
        if kept and not (sealed and ring.is_current(kept)):
            kept = ring.seal(ring.read(kept, place) if sealed else kept, place)
        made[name] = kept
    return made, lay_open


def tidy(writer: Engine) -> None:
    """Writes the database anew, so that none of its pages still holds what lay open."""
    with writer.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if connection.dialect.name == "sqlite":
            raw: Any = connection.connection.dbapi_connection
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.execute(statement).close()
            return
        for table, _places in _tables():
            connection.execute(text(f'VACUUM FULL "{table.name}"'))
