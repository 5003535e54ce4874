"""What belongs to a request, whatever the table: read from the tables' own references, so that none is missed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, true

from app.domain.requests import MADE_ELSEWHERE

from .schema import document, metadata, purge, register_entry, register_hold, request

STAYS = frozenset({request, register_entry, register_hold, purge})
"""What a purge leaves: the diary, and its own log."""

TOLD = frozenset({register_entry, purge})
"""Tables that tell of files and do not keep them."""

OF_TEXTS = frozenset({"catalogue_edition", "unaccepted"})
"""Tables whose hashes are of texts that lie in the database."""


def _of(table: Table, request_id: int, seen: frozenset[Table] = frozenset()) -> ColumnElement[bool] | None:
    """The rows of a table that hang on a request, directly or by other rows; None where the table never does."""
    clauses = []
    for key in table.foreign_keys:
        target = key.column.table
        if target is request:
            clauses.append(key.parent == request_id)
        elif target not in seen and target is not table:
            inner = _of(target, request_id, seen | {table})
            if inner is not None:
                clauses.append(key.parent.in_(select(key.column).where(inner)))
    return or_(*clauses) if clauses else None


def tables() -> tuple[Table, ...]:
    """The tables whose rows go with a request, those that point to others first."""
    ordered = reversed(metadata.sorted_tables)
    return tuple(t for t in ordered if t not in STAYS and _of(t, 0) is not None)


def remove(connection: Connection, request_id: int) -> int:
    """Deletes everything of a request but what stays; gives how many rows went."""
    gone = 0
    for table in tables():
        where = _of(table, request_id)
        assert where is not None
        gone += int(connection.execute(delete(table).where(where)).rowcount)
    return gone


def files(connection: Connection, request_id: int) -> frozenset[str]:
    """The SHA-256 of every file that rows of a request point to."""
    found: set[str] = set()
    for table, column in _pointers():
        where = _of(table, request_id)
        if where is not None and table not in STAYS:
            found |= set(connection.execute(select(column).where(where, column.is_not(None))).scalars())
    return frozenset(digest for digest in found if digest)


def pointed_to(connection: Connection, sha256: str) -> bool:
    """Whether any row still keeps this file.

    A closed request's working PDF is kept by nobody if it can be made again.
    """
    for _table, column in _pointers():
        query = select(column).where(column == sha256, _keeps(column)).limit(1)
        if connection.execute(query).first() is not None:
            return True
    return False


def kept(connection: Connection) -> frozenset[str]:
    """The SHA-256 of every file of the vault that any row keeps."""
    found: set[str] = set()
    for table, column in _pointers():
        if table.name not in OF_TEXTS:
            found |= set(connection.execute(select(column).where(column.is_not(None), _keeps(column))).scalars())
    return frozenset(digest for digest in found if digest)


def _keeps(column: ColumnElement[str]) -> ColumnElement[bool]:
    """The rows that keep what they point to."""
    open_ = document.c.request_id.in_(select(request.c.id).where(request.c.closed_at.is_(None)))
    if column is document.c.working_sha256:
        return or_(open_, document.c.importer.in_(MADE_ELSEWHERE))
    return true()


def _pointers() -> Iterator[tuple[Table, ColumnElement[str]]]:
    for table in metadata.sorted_tables:
        if table not in TOLD and table.name != "leaving_file":
            yield from ((table, column) for column in table.c if column.name.endswith("sha256"))
