"""The chained log on both databases: whatever is done to a row is named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.domain.errors import Refused
from app.domain.events import LogSegmentRemoved, RequestClosed, SearchStarted
from app.domain.log import GENESIS, Head, Verdict, row_hash
from app.store import audit_log
from app.store.engine import Store, sqlite_url

from .worlds import MADE, NOW, a_log, tampering, written

COLUMNS = ("seq", "year", "at", "actor_id", "request_id", "event", "payload", "previous_hash", "hash")
REPEATED = settings(
    max_examples=50,
    # A failure names its row and column; looking for a smaller one takes minutes of database work.
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def verdict_of(store: Store, expected: Head | None = None) -> Verdict:
    """What verification finds now."""
    with store.read() as reader:
        return audit_log.verify(reader.connection, expected)


def years(store: Store) -> None:
    """A log of three rows in each of 2024, 2025 and 2026."""
    for year in (2024, 2025, 2026):
        written(store, MADE, RequestClosed(7), MADE, now=datetime(year, 6, 1, tzinfo=UTC))


def test_new(store: Store) -> None:
    """A new store has a log without rows, and its chain is whole."""
    assert verdict_of(store) == Verdict(0, Head(0, GENESIS))
    assert verdict_of(store, Head(0, GENESIS)).whole


def test_rows_in_order(store: Store) -> None:
    """Every event becomes the next row and reads back as it was written."""
    written(store, SearchStarted(3), MADE)
    with store.read() as reader:
        first, second = audit_log.rows(reader.connection)
        assert [row.seq for row in audit_log.rows(reader.connection, request_id=3)] == [1]
    assert (first.event, first.payload, first.year, first.at) == (
        "search-started",
        {"request_id": 3},
        2026,
        "2026-03-02T09:30:00.000000+00:00",
    )
    assert second.previous_hash == first.hash
    assert verdict_of(store) == Verdict(2, Head(2, second.hash))


def test_pages(store: Store) -> None:
    """The window reads the newest rows first, a page at a time, of all requests or of one."""
    written(store, MADE, SearchStarted(3), MADE, RequestClosed(3), MADE)
    with store.read() as reader:
        assert [r.seq for r in audit_log.page(reader.connection, None, 2)] == [5, 4]
        assert [r.seq for r in audit_log.page(reader.connection, 4, 10)] == [3, 2, 1]
        assert [r.seq for r in audit_log.page(reader.connection, None, 10, request_id=3)] == [4, 2]


@REPEATED
@given(choice=st.data())
def test_tampering_is_named(store: Store, choice: st.DataObject) -> None:
    """A change of any one field of any row is named by the number of that row."""
    if verdict_of(store).rows == 0:
        a_log(store)
    seq = choice.draw(st.integers(1, 12), label="row")
    column = choice.draw(st.sampled_from(COLUMNS), label="column")
    with tampering(store) as connection:
        old = connection.execute(text(f"SELECT {column} FROM log_row WHERE seq = :seq"), {"seq": seq}).scalar()
        words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
        numbers = st.integers(13, 2**31 - 1) if column == "seq" else st.integers(-(2**31), 2**31 - 1)
        is_number = column in ("seq", "year", "actor_id", "request_id")
        new = choice.draw((numbers if is_number else words).filter(lambda value: value != old), label="value")
        connection.execute(text(f"UPDATE log_row SET {column} = :new WHERE seq = :seq"), {"new": new, "seq": seq})
        verdict = audit_log.verify(connection)
        if column == "seq" and seq == 12:
            assert (verdict.broken_seq, verdict.reason) == (12, "missing")
        assert verdict.broken_seq == seq
    assert verdict_of(store).whole


@pytest.mark.parametrize(
    ("assignment", "reason"),
    [
        ("year = 2025", "year"),
        ("request_id = 5", "request"),
        ('payload = \'{"schema": "0001"}\'', "unreadable"),
        ('payload = \'{"schema":"x","schema":"0001"}\'', "unreadable"),
        ("payload = '[]'", "unreadable"),
        ("payload = '" + "[" * 100_000 + "'", "unreadable"),
        ("at = 'today'", "unreadable"),
        ("actor_id = NULL", "hash"),
        ("previous_hash = hash", "previous-hash"),
        ("seq = 99", "missing"),
        ("seq = -1", "number"),
    ],
)
def test_reason(store: Store, assignment: str, reason: str) -> None:
    """The verdict says what is wrong with the row."""
    a_log(store)
    with tampering(store) as connection:
        connection.execute(text(f"UPDATE log_row SET {assignment} WHERE seq = 5"))
        verdict = audit_log.verify(connection)
    assert verdict.reason == reason
    assert verdict.broken_seq == (-1 if reason == "number" else 5)


@pytest.mark.parametrize("value", ["X'FF'", "CAST(X'61FF62' AS TEXT)", "NULL"])
@pytest.mark.parametrize("column", ["at", "event", "payload", "hash", "year"])
def test_anything_in_a_column(tmp_path: Path, column: str, value: str) -> None:
    """SQLite keeps bytes in any column; the row is still named, and no trouble of reading hides it."""
    store = Store.open(sqlite_url(tmp_path / "registry.db"))
    a_log(store, 4)
    with tampering(store) as connection:
        connection.execute(text("ALTER TABLE log_row RENAME TO was"))
        connection.execute(text("CREATE TABLE log_row AS SELECT * FROM was"))
        connection.execute(text(f"UPDATE log_row SET {column} = {value} WHERE seq = 3"))
        assert audit_log.verify(connection).broken_seq == 3
    store.close()


def test_row_left_out(store: Store) -> None:
    """A row that is gone from the middle or the front is named as missing."""
    a_log(store)
    for seq in (1, 7):
        with tampering(store) as connection:
            connection.execute(text("DELETE FROM log_row WHERE seq = :seq"), {"seq": seq})
            verdict = audit_log.verify(connection)
            assert (verdict.broken_seq, verdict.reason) == (seq, "missing")


def test_tail(store: Store) -> None:
    """A cut tail, and a tail written anew, show when the head that was printed is given."""
    a_log(store)
    with store.read() as reader:
        printed, earlier = reader.log_head(), [Head(r.seq, r.hash) for r in audit_log.rows(reader.connection)]
    assert all(verdict_of(store, head).whole for head in earlier)
    with tampering(store) as connection:
        connection.execute(text("DELETE FROM log_row WHERE seq > 9"))
        assert audit_log.verify(connection).whole
        cut = audit_log.verify(connection, printed)
        assert (cut.broken_seq, cut.reason, cut.whole) == (10, "tail-missing", False)
        for _ in range(5):
            audit_log.append(connection, SearchStarted(1), None, NOW)
        anew = audit_log.verify(connection, printed)
        assert (anew.broken_seq, anew.reason, anew.whole) == (12, "head-differs", False)


def test_refused_by_the_table(store: Store) -> None:
    """No row can be changed, deleted, replaced or put in out of turn, whoever asks."""
    a_log(store)
    deeds = [
        "UPDATE log_row SET event = event WHERE seq = 2",
        "DELETE FROM log_row WHERE seq = 12",
        "INSERT INTO log_row SELECT 14, year, at, 1, 1, event, payload, hash, hash FROM log_row WHERE seq = 12",
        "INSERT INTO log_row SELECT 13, year, at, 1, 1, event, payload, hash, hash FROM log_row WHERE seq = 11",
        "INSERT INTO log_segment VALUES (2026, 1, 12, 'x', '2027-01-01 00:00:00')",
    ]
    if store.dialect == "sqlite":
        row = "year, at, 1, 1, event, payload, hash, hash FROM log_row WHERE seq = 12"
        deeds.append(f"INSERT OR REPLACE INTO log_row SELECT 12, {row}")
    else:
        deeds += ["TRUNCATE log_row", "TRUNCATE log_segment"]
    for deed in deeds:
        with pytest.raises(DBAPIError) as caught, store.begin(None, NOW) as unit:
            unit.connection.execute(text(deed))
        assert isinstance(caught.value, IntegrityError), deed
    assert verdict_of(store).rows == 12


def test_clock_set_back(store: Store) -> None:
    """A clock that goes back over New Year leaves the years of the log in order, and the chain whole."""
    written(store, MADE, now=datetime(2026, 1, 1, tzinfo=UTC))
    written(store, MADE, now=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    with store.read() as reader:
        assert [row.year for row in audit_log.rows(reader.connection)] == [2026, 2026]
    assert verdict_of(store).whole


def test_old_year_goes(store: Store) -> None:
    """The oldest year can be exported and removed; its head stays, and the rest verifies from it."""
    years(store)
    with store.read() as reader:
        before = list(audit_log.rows(reader.connection))
        lines = [json.loads(line) for line in audit_log.export_segment(reader.connection, 2024)]
    previous = GENESIS
    for line in lines:
        previous = row_hash(
            line["seq"], line["at"], line["actor_id"], line["event"], line["payload"], line["previous_hash"]
        )
        assert previous == line["hash"]
    assert [line["seq"] for line in lines] == [1, 2, 3]

    with store.begin(None, NOW) as unit:
        unit.remove_log_year(2024)
    assert unit.events == [LogSegmentRemoved(2024, 3, before[2].hash)]
    with store.read() as reader:
        left = list(audit_log.rows(reader.connection))
    assert left[:-1] == before[3:]
    assert (left[-1].seq, left[-1].event) == (10, "log-segment-removed")
    assert verdict_of(store).whole
    assert verdict_of(store, Head(3, before[2].hash)).whole
    assert verdict_of(store, Head(3, GENESIS)).reason == "head-differs"
    assert verdict_of(store, Head(2, before[1].hash)).reason == "head-removed"

    with store.begin(None, NOW) as unit:
        unit.remove_log_year(2025)
    assert verdict_of(store).rows == 5


def test_everything_old_goes(store: Store) -> None:
    """When all rows are old, the row that tells of their removal goes on with the chain."""
    written(store, MADE, MADE, now=datetime(2024, 6, 1, tzinfo=UTC))
    with store.begin(None, NOW) as unit:
        assert unit.remove_log_year(2024).seq == 3
    assert verdict_of(store).rows == 1


def test_which_year_may_go(store: Store) -> None:
    """Only a year that is over, only the oldest, and nothing of a chain that does not hold."""
    years(store)
    for year, code in ((2026, "log-year-open"), (2025, "log-year-not-oldest"), (2023, "log-year-not-oldest")):
        with pytest.raises(Refused) as caught, store.begin(None, NOW) as unit:
            unit.remove_log_year(year)
        assert caught.value.code == code
    with tampering(store) as connection:
        connection.execute(text("UPDATE log_row SET event = 'signed-in' WHERE seq = 8"))
        with pytest.raises(Refused) as caught:
            audit_log.remove_segment(connection, 2024, NOW)
        assert (caught.value.code, caught.value.parameters) == ("log-broken", {"seq": 8})


def test_year_cut_off_unseen(store: Store) -> None:
    """A year that was cut off by hand, with a kept head to match, shows: no row tells of it."""
    years(store)
    with tampering(store) as connection:
        audit_log.remove_segment(connection, 2024, NOW)
        verdict = audit_log.verify(connection)
        assert (verdict.broken_seq, verdict.reason) == (3, "segment-unrecorded")
    with store.begin(None, NOW) as unit:
        unit.remove_log_year(2024)
    for change in ("first_seq = 2", "year = 2023"):
        with tampering(store) as connection:
            connection.execute(text(f"UPDATE log_segment SET {change}"))
            verdict = audit_log.verify(connection)
            assert (verdict.broken_seq, verdict.reason) == (10, "segment")
    with tampering(store) as connection:
        connection.execute(text("UPDATE log_segment SET head_hash = hash FROM log_row WHERE seq = 9"))
        assert audit_log.verify(connection).broken_seq == 4
    for deed in ("DELETE FROM log_segment", "UPDATE log_segment SET year = year"):
        with pytest.raises(IntegrityError), store.begin(None, NOW) as unit:
            unit.connection.execute(text(deed))
