"""The append-only, hash-chained log: writing a row, reading rows, verifying the chain, removing an old year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, delete, insert, select, type_coerce

from app.domain.errors import Refused
from app.domain.events import Event, LogSegmentRemoved
from app.domain.log import GENESIS, Head, LogRow, Verdict, row_hash

from .schema import log_row, log_segment

_STREAMED = {"yield_per": 500}
"""Rows held in memory at a time."""

_NEWEST = select(log_row.c.seq, log_row.c.hash, log_row.c.year).order_by(log_row.c.seq.desc()).limit(1)
_SEGMENTS = select(log_segment.c.year, log_segment.c.first_seq, log_segment.c.last_seq, log_segment.c.head_hash)
_KEPT_HEAD = (
    select(log_segment.c.last_seq, log_segment.c.head_hash, log_segment.c.year)
    .order_by(log_segment.c.last_seq.desc())
    .limit(1)
)
_RAW = select(*(c for c in log_row.c if c.name != "payload"), type_coerce(log_row.c.payload, Text).label("payload"))


def _last(connection: Connection) -> tuple[int, str, int]:
    """Number, hash and year of the last row, or of the last one removed, or of none."""
    row = connection.execute(_NEWEST).first()
    return (row[0], row[1], row[2]) if row is not None else _kept(connection)


def _kept(connection: Connection) -> tuple[int, str, int]:
    """Number, hash and year of the last row that was removed; of none where no year has gone."""
    row = connection.execute(_KEPT_HEAD).first()
    return (row[0], row[1], row[2]) if row is not None else (0, GENESIS, 0)


def head(connection: Connection) -> Head:
    """The number and hash of the last row; number 0 and the genesis hash before the first."""
    seq, digest, _ = _last(connection)
    return Head(seq, digest)


Last = tuple[int, str, int]
"""Number, hash and year of a row after which the next one comes."""


def append(
    connection: Connection, event: Event, actor_id: int | None, at: datetime, last: Last | None = None
) -> tuple[Head, Last]:
    """Writes one event as the next row of the chain; gives the new head, and that row for the next one.

    ``last`` is the row before, where this transaction has written it itself; else it is looked up.

    The caller holds the write lock (BEGIN IMMEDIATE, or the advisory lock on PostgreSQL), so no number is
    given twice. A row never lies in an earlier year than the one before it, even where the clock was set back.
    """
    last_seq, last_hash, last_year = last or _last(connection)
    moment = at.astimezone(UTC)
    stamp, payload = moment.isoformat(timespec="microseconds"), event.payload()
    seq, year = last_seq + 1, max(moment.year, last_year)
    digest = row_hash(seq, stamp, actor_id, event.code, payload, last_hash)
    connection.execute(
        insert(log_row).values(
            seq=seq,
            year=year,
            at=stamp,
            actor_id=actor_id,
            request_id=payload.get("request_id"),
            event=event.code,
            payload=payload,
            previous_hash=last_hash,
            hash=digest,
        )
    )
    return Head(seq, digest), (seq, digest, year)


def rows(connection: Connection, request_id: int | None = None, year: int | None = None) -> Iterator[LogRow]:
    """The rows in order, of all requests or of one, of all years or of one; a few in memory at a time."""
    query = select(log_row).order_by(log_row.c.seq)
    if request_id is not None:
        query = query.where(log_row.c.request_id == request_id)
    if year is not None:
        query = query.where(log_row.c.year == year)
    return _read(connection, query)


def after(connection: Connection, seq: int, limit: int) -> tuple[LogRow, ...]:
    """At most ``limit`` rows that came after this one, oldest first."""
    return _few(connection, select(log_row).where(log_row.c.seq > seq).order_by(log_row.c.seq).limit(limit))


def years(connection: Connection) -> tuple[int, ...]:
    """The years that the log has rows of, oldest first."""
    query = select(log_row.c.year).distinct().order_by(log_row.c.year)
    return tuple(connection.execute(query).scalars())


def page(
    connection: Connection, before_seq: int | None = None, limit: int = 200, request_id: int | None = None
) -> tuple[LogRow, ...]:
    """At most ``limit`` rows, newest first, of all requests or of one, older than ``before_seq`` where it is given."""
    query = select(log_row).order_by(log_row.c.seq.desc()).limit(limit)
    if request_id is not None:
        query = query.where(log_row.c.request_id == request_id)
    if before_seq is not None:
        query = query.where(log_row.c.seq < before_seq)
    return _few(connection, query)


def _read(connection: Connection, query: Select[Any]) -> Iterator[LogRow]:
    with connection.execute(query, execution_options=_STREAMED) as stored:
        for row in stored:
            yield _row(row)


def _few(connection: Connection, query: Select[Any]) -> tuple[LogRow, ...]:
    """Rows that are few; a cursor on the server would cost three times the way there."""
    return tuple(_row(row) for row in connection.execute(query))


def _row(row: Any) -> LogRow:
    return LogRow(row.seq, row.year, row.at, row.actor_id, row.event, row.payload, row.previous_hash, row.hash)


def verify(connection: Connection, expected_head: Head | None = None) -> Verdict:
    """Walks the whole chain and names the first row that does not hold, with a reason.

    Reasons of a row: ``missing`` (a gap before the next one), ``number``, ``unreadable``, ``previous-hash``,
    ``hash``, ``year``, ``request`` (the column differs from the payload), ``segment`` (what it tells of a removed
    year is not so). Of the whole: ``segment-unrecorded`` (a year is gone and no row tells it), and with a head that
    was printed earlier ``tail-missing``, ``head-differs``, ``head-removed`` (it lies in a removed year).
    """
    segments = {segment.year: segment for segment in connection.execute(_SEGMENTS)}
    walk = _Walk(*_kept(connection))
    first_kept = walk.seq + 1
    unrecorded = max(segments, default=None)
    hash_there = None
    query = _RAW.order_by(log_row.c.seq)
    with _any_text(connection), connection.execute(query, execution_options=_STREAMED) as stored:
        for row in stored:
            reason = walk.step(row)
            if not reason and row.event == _REMOVED:
                told = json.loads(row.payload)
                reason = "" if _tells(told, segments.get(told.get("year"))) else "segment"
                unrecorded = None if told.get("year") == unrecorded else unrecorded
            if reason:
                broken = walk.seq + 1 if reason == "missing" else row.seq
                return Verdict(walk.rows, head(connection), broken, reason)
            if expected_head is not None and row.seq == expected_head.seq:
                hash_there = row.hash
    end = Head(walk.seq, walk.hash)
    if unrecorded is not None:
        return Verdict(walk.rows, end, segments[unrecorded].last_seq, "segment-unrecorded")
    if expected_head is None or expected_head.seq == 0:
        return Verdict(walk.rows, end)
    if expected_head.seq > end.seq:
        return Verdict(walk.rows, end, end.seq + 1, "tail-missing")
    if expected_head.seq < first_kept:
        kept = {segment.last_seq: segment.head_hash for segment in segments.values()}
        if expected_head.seq not in kept:
            return Verdict(walk.rows, end, None, "head-removed")
        hash_there = kept[expected_head.seq]
    if hash_there != expected_head.hash:
        return Verdict(walk.rows, end, expected_head.seq, "head-differs")
    return Verdict(walk.rows, end)


_REMOVED = LogSegmentRemoved(0, 0, "").code
_KINDS: dict[str, type | tuple[type, ...]] = {
    "year": int,
    "at": str,
    "actor_id": (int, type(None)),
    "request_id": (int, type(None)),
    "event": str,
    "payload": str,
    "previous_hash": str,
    "hash": str,
}
"""SQLite keeps whatever is put in a column, so what is read is distrusted."""


class _Walk:
    """One pass along the chain: what came last, and whether the next row follows from it."""

    def __init__(self, seq: int, digest: str, year: int) -> None:
        self.seq, self.hash, self.year = seq, digest, year
        self.rows = 0

    def step(self, row: Any) -> str:
        """Goes on to the row; "" or the reason why it does not hold."""
        if row.seq != self.seq + 1:
            return "missing" if row.seq > self.seq + 1 else "number"
        if not all(isinstance(row._mapping[name], kind) for name, kind in _KINDS.items()):
            return "unreadable"
        if row.previous_hash != self.hash:
            return "previous-hash"
        try:
            payload = json.loads(row.payload)
            year = datetime.fromisoformat(row.at).year
        except (ValueError, RecursionError):
            return "unreadable"
        # Written anew it must be the very text: nothing may hide in blanks or in a key said twice.
        if not isinstance(payload, dict) or json.dumps(payload, separators=(",", ":")) != row.payload:
            return "unreadable"
        if row_hash(row.seq, row.at, row.actor_id, row.event, payload, row.previous_hash) != row.hash:
            return "hash"
        if row.year != max(year, self.year):
            return "year"
        if row.request_id != payload.get("request_id"):
            return "request"
        self.seq, self.hash, self.year = row.seq, row.hash, row.year
        self.rows += 1
        return ""


def _tells(told: dict[str, Any], segment: Any) -> bool:
    if segment is None:
        return False
    count = segment.last_seq - segment.first_seq + 1
    return bool((told.get("rows"), told.get("head_hash")) == (count, segment.head_hash))


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Bytes that are no UTF-8 are read as half surrogates on SQLite, so that their row can be named."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.dbapi_connection
    before, raw.text_factory = raw.text_factory, lambda value: value.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def export_segment(connection: Connection, year: int) -> Iterator[str]:
    """The rows of a year as lines of JSON in their order, hashes included, so that the file verifies by itself."""
    for row in rows(connection, year=year):
        yield json.dumps(asdict(row), sort_keys=True, separators=(",", ":"))


def remove_segment(connection: Connection, year: int, at: datetime) -> LogSegmentRemoved:
    """Removes the oldest year and keeps its head; the caller records the event that is given back.

    Raises Refused: ``log-year-open`` (a year is closed when it is over), ``log-year-not-oldest``, ``log-broken``
    (a chain that does not hold is evidence, and nothing of it goes).
    """
    if year >= at.astimezone(UTC).year:
        raise Refused("log-year-open", year=year)
    if connection.execute(select(log_row.c.year).order_by(log_row.c.seq).limit(1)).scalar() != year:
        raise Refused("log-year-not-oldest", year=year)
    verdict = verify(connection)
    if not verdict.whole:
        raise Refused("log-broken", seq=verdict.broken_seq or 0)
    of_year = select(log_row.c.seq, log_row.c.hash).where(log_row.c.year == year)
    first = connection.execute(of_year.order_by(log_row.c.seq).limit(1)).one()
    last = connection.execute(of_year.order_by(log_row.c.seq.desc()).limit(1)).one()
    connection.execute(
        insert(log_segment).values(
            year=year, first_seq=first.seq, last_seq=last.seq, head_hash=last.hash, removed_at=at
        )
    )
    gone = connection.execute(delete(log_row).where(log_row.c.year == year)).rowcount
    return LogSegmentRemoved(year, gone, last.hash)
