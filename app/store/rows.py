"""Rows to frozen values and back: one small repository class for every table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, select, update

from app.domain.errors import Changed, Gone

V = TypeVar("V")


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of value."""
    return tuple(field.name for field in fields(kind))


@cache
def _question(
    table: Table, names: tuple[str, ...], where: tuple[str, ...], empty: tuple[str, ...], among: str = ""
) -> Select[Any]:
    """A question for these columns, built once for all that ask it: where some columns have the values given, those
    named ``empty`` have none, and one (``among``) has one of several."""
    query = select(*(table.c[name] for name in names)).order_by(*table.primary_key.columns)
    for name in where:
        column = table.c[name]
        query = query.where(column.is_(None) if name in empty else column == bindparam(name))
    return query.where(table.c[among].in_(bindparam(f"{among}_among", expanding=True))) if among else query


class Rows(Generic[V]):
    """The values of one kind, read from and written to one table.

    Columns that the value has no field for (``extra``) are given by the caller when a row is added.
    """

    def __init__(self, connection: Connection, table: Table, kind: type[V]) -> None:
        self._connection = connection
        self.table = table
        self._kind = kind
        self._names = _names_of(kind)  # type: ignore[arg-type]

    def get(self, row_id: int) -> V:
        """The value with this id. Raises Gone where there is none."""
        found = self.first(id=row_id)
        if found is None:
            raise Gone(self.table.name)
        return found

    def first(self, **where: Any) -> V | None:
        """The first value whose columns have these values, by the table's key; None where there is none."""
        rows = self.where(**where)
        return rows[0] if rows else None

    def where(self, **where: Any) -> tuple[V, ...]:
        """All values whose columns have these values, in the order of the table's key."""
        return self._ask(where)

    def among(self, name: str, values: Iterable[Any], **where: Any) -> tuple[V, ...]:
        """All values whose column ``name`` has one of these values and others these, by the table's key."""
        return self._ask(where, name, list(values))

    def _ask(self, where: dict[str, Any], among: str = "", values: Sequence[Any] = ()) -> tuple[V, ...]:
        empty = tuple(name for name, value in where.items() if value is None)
        given = {name: value for name, value in where.items() if value is not None}
        if among:
            given[f"{among}_among"] = values
        query = _question(self.table, self._names, tuple(where), empty, among)
        rows = self._connection.execute(query, given)
        return tuple(self._kind(**dict(zip(self._names, row, strict=True))) for row in rows)

    def count(self, **where: Any) -> int:
        """How many rows have these values."""
        query = select(func.count()).select_from(self.table)
        for name, value in where.items():
            query = query.where(self.table.c[name] == value)
        return int(self._connection.execute(query).scalar_one())

    def _values(self, value: V) -> dict[str, Any]:
        return {name: getattr(value, name) for name in self._names}

    def add(self, value: V, **extra: Any) -> int:
        """Adds a row; an ``id`` of 0 is given by the database. Gives the row's id (0 where it has none)."""
        values = self._values(value) | extra
        if values.get("id") == 0:
            del values["id"]
        key = self._connection.execute(insert(self.table).values(**values)).inserted_primary_key
        return int(key[0]) if key is not None and "id" in self.table.c else 0

    def add_all(self, values: Iterable[V], **extra: Any) -> None:
        """Adds many rows at once."""
        rows = [self._values(value) | extra for value in values]
        for row in rows:
            if row.get("id") == 0:
                del row["id"]
        if rows:
            self._connection.execute(insert(self.table), rows)

    def save(self, value: V) -> V:
        """Writes a changed value over its row and gives it back with its new version.

        Raises Changed where the row has another version than the value was read with.
        """
        values = self._values(value)
        row_id, version = values.pop("id"), values["version"]
        values["version"] = version + 1
        statement = (
            update(self.table).where(self.table.c.id == row_id, self.table.c.version == version).values(**values)
        )
        if self._connection.execute(statement).rowcount != 1:
            raise Changed(self.table.name)
        return self._kind(**{"id": row_id, **values})

    def put(self, value: V) -> None:
        """Adds the row, or replaces the one with the same key."""
        values = self._values(value)
        keys = [column.name for column in self.table.primary_key.columns]
        rest = {name: kept for name, kept in values.items() if name not in keys}
        statement = update(self.table).where(*(self.table.c[key] == values[key] for key in keys)).values(**rest)
        # Not a delete and an insert: what hangs on the row would fall with it.
        if self._connection.execute(statement).rowcount == 0:
            self._connection.execute(insert(self.table).values(**values))

    def remove(self, **where: Any) -> int:
        """Deletes the rows with these values; at least one must be given. Gives how many went."""
        assert where, "a delete without a condition"
        statement = delete(self.table)
        for name, value in where.items():
            statement = statement.where(self.table.c[name] == value)
        return int(self._connection.execute(statement).rowcount)
