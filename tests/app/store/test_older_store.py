"""An office that was in the middle of its work with an older program finds everything there and goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import bootstrap, upgrade
from app.domain.decisions import DecisionState
from app.domain.ids import AssessmentId, DecisionId, DeliveryId
from app.domain.requests import DeliveryState
from app.domain.rulings import Court, Judgment
from app.keys.ring import Ring
from app.progress import quiet
from app.services.deciding import rulings
from app.services.deciding.rulings import NewRuling
from app.services.delivering import delivery, sign_off
from app.services.marking import individual_marks, individuals, residuals, stops
from app.store import audit_log
from app.store.engine import Store, sqlite_url
from app.store.schema import Words, metadata
from app.vault import Vault
from app.workspace import Workspace
from redaction.marks import MarkState
from tests.builders import KARIN, MAJA, PASSWORD, Clock
from tests.postgres import PostgresServer

from . import older

JUDGED, WITH_COURT = DecisionId(1), DecisionId(2)
TRACED, GATHERED, STOPPED, SENT_BACK, REVIEWED, SIGNED = (DeliveryId(n) for n in (3, 4, 5, 6, 7, 8))
MOVED = {"decision": {"judgment", "judged_on"}}
"""Columns whose content stands elsewhere now."""


@pytest.fixture
def older_url(database_url: str) -> str:
    """The database of an office that still has the older schema."""
    _restored(database_url)
    return database_url


def _restored(url: str) -> None:
    engine = older.engine(url)
    with engine.begin() as connection:
        older.restore(connection)
    engine.dispose()


def _upgraded(url: str, folder: Path) -> None:
    (folder / "vault").mkdir()
    keeping = upgrade.Keeping(Vault(folder / "vault"), Clock(datetime(2026, 5, 20, 8, 0, tzinfo=UTC)), quiet)
    Store.open(url, keeping).close()


@pytest.fixture(scope="module")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That office's database upgraded by this program, on SQLite, to be copied."""
    folder = tmp_path_factory.mktemp("upgraded")
    _restored(sqlite_url(folder / "old.sqlite"))
    _upgraded(sqlite_url(folder / "old.sqlite"), folder)
    return folder / "old.sqlite"


@pytest.fixture(scope="module")
def upgraded_name(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on PostgreSQL, by its name."""
    name = postgres_server.new_database()
    _restored(postgres_server.url(name))
    _upgraded(postgres_server.url(name), tmp_path_factory.mktemp("upgraded"))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A copy of it for one test."""
    if request.param == "sqlite":
        yield sqlite_url(Path(shutil.copy(request.getfixturevalue("upgraded_file"), tmp_path / "store.sqlite")))
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database(request.getfixturevalue("upgraded_name"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def workspace(upgraded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """That office at work with this program, some weeks later."""
    monkeypatch.setenv("UTLAMNA_DATABASE_URL", upgraded_url)
    monkeypatch.setenv("UTLAMNA_VAULT", str(tmp_path / "vault"))
    opened = bootstrap.open_workspace(tmp_path, clock=Clock(datetime(2026, 5, 20, 9, 0, tzinfo=UTC)))
    opened.sign_in(MAJA, PASSWORD)
    yield opened
    opened.close()


def test_every_row_and_value_is_still_there(older_url: str) -> None:
    """Row by row and column by column, but for what was moved; no table of the older schema stood empty in vain."""
    engine = older.engine(older_url)
    with engine.connect() as connection:
        before = older.rows(connection)
    store = Store.open(older_url)
    with engine.connect() as connection:
        after = _opened(older.rows(connection), store.keys.ring)
    store.close()
    engine.dispose()
    assert {name for name, its in before.items() if not its} == {"ground_number", "log_segment"}
    for name, its in before.items():
        kept = [{c: row[c] for c in row if c not in MOVED.get(name, ())} for row in its]
        assert [{c: row.get(c, "gone") for c in kept[0]} for row in after[name]] == kept, name


def _opened(rows: older.Rows, ring: Ring) -> older.Rows:
    """The rows with their words as they read."""

    def read(place: str, kept: object) -> object:
        return ring.read(kept, place) if isinstance(kept, str) and ring.is_sealed(kept, place) else kept

    return {name: [{c: read(f"{name}.{c}", row[c]) for c in row} for row in its] for name, its in rows.items()}


def test_no_word_of_it_lies_open_any_more(older_url: str, tmp_path: Path) -> None:
    """What the older program left open is sealed at the first opening; no page of the database still holds it."""
    engine = older.engine(older_url)
    with engine.connect() as connection:
        before = older.rows(connection)
    words = {
        str(row[column.name]).encode()
        for table in metadata.sorted_tables
        for column in table.c
        for row in before.get(table.name, ())
        if isinstance(column.type, Words) and len(str(row.get(column.name) or "")) > 7
    }
    assert len(words) > 30
    store = Store.open(older_url)
    with engine.connect() as connection:
        left = repr(older.rows(connection)).encode()
    engine.dispose()
    left += b"".join(file.read_bytes() for file in tmp_path.rglob("store.sqlite*"))
    store.close()
    assert [word for word in words if word in left] == []


def test_the_log_still_holds(workspace: Workspace) -> None:
    """The chain is that of the older program to its last row; the upgrade and the sign-in are its next ones."""
    verdict = workspace.ask(lambda r: audit_log.verify(r.connection))
    assert (verdict.reason, verdict.rows) == ("", sum("log_row" in line for line in _lines()) + 2)


def _lines() -> list[str]:
    return [line for line in older.FILE.read_text(encoding="utf-8").splitlines() if line.startswith("INSERT")]


def test_a_judgment_that_stood_with_its_decision_is_a_ruling(workspace: Workspace) -> None:
    """With court, day and whoever entered the decision; the decision that waits for the court has none."""
    (ruling,) = workspace.ask(rulings.of, JUDGED)
    assert (ruling.court, ruling.judgment, ruling.on) == (Court.APPEAL, Judgment.DISMISSED, date(2026, 4, 17))
    assert workspace.ask(lambda r: r.people.get(ruling.written_by)).name == KARIN
    first = workspace.ask(lambda r: r.decisions.get(JUDGED))
    assert first.state is DecisionState.SETTLED
    assert workspace.ask(rulings.owed, first) is None
    assert workspace.ask(rulings.of, WITH_COURT) == ()


def test_what_was_absolutely_secret_was_tested_for_no_harm(workspace: Workspace) -> None:
    """The requisite that an assessment was written under tells it; all others were tested."""
    rows = {row.id: row for row in workspace.ask(lambda r: r.assessments.where())}
    assert {row.provision for row in rows.values() if not row.harm_tested} == {"OSL 19:3 2 st"}
    assert {row.provision for row in rows.values() if row.harm_tested} == {"OSL 21:7"}
    assert all(not rows[AssessmentId(i)].missing() for i in rows), "finished as they were"


def test_a_signature_of_before_holds(workspace: Workspace) -> None:
    """What was signed reads as it did, so the copies can be made on that signature."""
    assert workspace.ask(delivery.signature, SIGNED) is not None
    assert workspace.ask(lambda r: r.deliveries.get(SIGNED)).state is DeliveryState.SIGNED


def test_persons_traces_and_stands_are_as_they_were(workspace: Workspace) -> None:
    """The last deed and the merge before it can be undone, a trace has its reason, a hard stop its stand."""
    letter = workspace.ask(lambda r: r.documents.where(delivery_id=GATHERED))[0]

    def people() -> list[str]:
        found = workspace.ask(individual_marks.people, letter.request_id)
        return sorted(person.individual.name for person in found)

    assert people() == ["Lovisa Granberg"]
    workspace.do(individuals.undo, letter.id)
    assert workspace.ask(lambda r: {m.state for m in r.marks.of(letter.id)}) == {MarkState.PROPOSED}
    workspace.do(individuals.undo, letter.id)
    assert people() == ["Erik Norling", "Lovisa Granberg"]
    assert [row.reason for row in workspace.ask(residuals.of, TRACED) if row.reason] == ["Pekar inte ut någon."]
    (hard,) = workspace.ask(lambda r: stops.of(r, [d.id for d in r.documents.where(delivery_id=STOPPED)]))
    assert hard.stand is not None
    assert hard.stand.reason == "Adressen är maskad."


def test_the_work_goes_on_where_it_was(workspace: Workspace) -> None:
    """The lawyer signs what she was sent, the clerk reads her comment, and the court's ruling opens a mask."""
    assert [c.text for c in workspace.ask(lambda r: r.comments.where(delivery_id=SENT_BACK))] == [
        "Skriv ut vilken punkt."
    ]
    row = workspace.ask(lambda r: r.decisions.get(WITH_COURT))
    (held, *_rest) = workspace.ask(rulings.standing, row)
    ruling = NewRuling(Judgment.GRANTED, date(2026, 5, 18), "1234-26", frozenset({held.id}))
    made = workspace.do(rulings.judged, WITH_COURT, ruling)
    assert made is not None
    assert made > SIGNED, "a row gets a number of its own"
    workspace.sign_in(KARIN, PASSWORD)
    workspace.do(sign_off.sign, REVIEWED, workspace.ask(delivery.plan_hash, REVIEWED), PASSWORD)
    assert workspace.ask(lambda r: r.deliveries.get(REVIEWED)).state is DeliveryState.SIGNED
