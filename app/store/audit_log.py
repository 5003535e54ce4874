"""The append-only, hash-chained log: writing a row, reading rows, verifying the chain, removing an old year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.domain.events import Event
from app.domain.log import GENESIS, Head, LogRow, row_hash

from .schema import log_row, log_segment


def head(connection: Connection) -> Head:
    """The number and hash of the last row; number 0 and the genesis hash before the first."""
    row = connection.execute(select(log_row.c.seq, log_row.c.hash).order_by(log_row.c.seq.desc()).limit(1)).first()
    if row is not None:
        return Head(row.seq, row.hash)
    segment = connection.execute(
        select(log_segment.c.last_seq, log_segment.c.head_hash).order_by(log_segment.c.last_seq.desc()).limit(1)
    ).first()
    return Head(segment.last_seq, segment.head_hash) if segment is not None else Head(0, GENESIS)


def append(connection: Connection, event: Event, actor_id: int | None, at: datetime) -> Head:
    """Writes one event as the next row of the chain and gives the new head.

    The caller holds the write lock (BEGIN IMMEDIATE, or the advisory lock on PostgreSQL), so no number is
    given twice.
    """
    last = head(connection)
    stamp, payload = at.isoformat(timespec="microseconds"), event.payload()
    seq = last.seq + 1
    digest = row_hash(seq, stamp, actor_id, event.code, payload, last.hash)
    connection.execute(
        insert(log_row).values(
            seq=seq,
            year=at.year,
            at=stamp,
            actor_id=actor_id,
            request_id=payload.get("request_id"),
            event=event.code,
            payload=payload,
            previous_hash=last.hash,
            hash=digest,
        )
    )
    return Head(seq, digest)


def rows(connection: Connection, request_id: int | None = None, year: int | None = None) -> Iterator[LogRow]:
    """The rows in order, of all requests or of one, of all years or of one."""
    query = select(log_row).order_by(log_row.c.seq)
    if request_id is not None:
        query = query.where(log_row.c.request_id == request_id)
    if year is not None:
        query = query.where(log_row.c.year == year)
    for row in connection.execute(query):
        yield LogRow(row.seq, row.year, row.at, row.actor_id, row.event, row.payload, row.previous_hash, row.hash)
