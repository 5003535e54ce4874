"""Who is in a document now: seen by colleagues, gone when they leave, are killed, or sign out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from app.store import schema
from app.workspace import Workspace
from tests.app.together.two import beside, followed, until
from tests.builders import KARIN, PASSWORD, Office, an_office


def places(workspace: Workspace) -> list[tuple[int | None, int | None]]:
    """Where the others are."""
    return [(here.of_request, here.of_document) for here in workspace.presence.others()]


def fallen_silent(office: Office) -> None:
    """The machine of everybody else has lost its power a minute ago."""
    with office.workspace.store.begin(None, office.clock.now) as unit:
        unit.connection.execute(update(schema.presence).values(beat_at=datetime(2020, 1, 1, tzinfo=UTC)))


def test_colleagues_see_where_one_is(office: Office) -> None:
    """Told when somebody comes, goes elsewhere and leaves, without a row in the log."""
    request_id = office.request()
    document_id = office.document(request_id)
    mine, theirs = office.workspace, beside(office)
    theirs.sign_in(KARIN, PASSWORD)
    before = mine.ask(lambda reader: reader.log_head())
    with followed(mine):
        with followed(theirs):
            theirs.presence.at(request_id, document_id)
            assert until(lambda: places(mine) == [(request_id, document_id)])
            assert mine.presence.others()[0].person_id == theirs.signed_in.id
            theirs.presence.at(request_id, None)
            assert until(lambda: places(mine) == [(request_id, None)])
        assert until(lambda: places(mine) == [])
    assert mine.ask(lambda reader: reader.log_head()) == before


def test_who_signs_out_is_gone(office: Office) -> None:
    """The window stays open and nobody is in it."""
    mine, theirs = office.workspace, beside(office)
    theirs.sign_in(KARIN, PASSWORD)
    for workspace in (theirs, mine):
        workspace.presence.keep_up()
    assert places(mine) == [(None, None)]
    theirs.sign_out()
    theirs.presence.keep_up()
    mine.presence.look()
    mine.presence.keep_up()
    assert places(mine) == []


def test_who_is_killed_is_forgotten(office: Office) -> None:
    """No row is left standing by a program that could not take it away."""
    mine, theirs = office.workspace, beside(office)
    theirs.sign_in(KARIN, PASSWORD)
    theirs.presence.keep_up()
    fallen_silent(office)
    office.clock.now += timedelta(minutes=1)
    mine.presence.keep_up()
    assert places(mine) == []
    with office.workspace.store.read() as reader:
        assert len(reader.connection.execute(schema.presence.select()).all()) == 1


def test_presence_waits_for_no_command_on_a_server(postgres_url, tmp_path) -> None:
    """While somebody's long command holds the order of the log, windows still say where they are."""
    office = an_office(tmp_path, postgres_url, tmp_path / "vault")
    mine = office.workspace
    with mine.store.begin(mine.signed_in, office.clock.now):
        mine.presence.keep_up()
    mine.close()
