"""What colleagues commit is heard by itself; a lost server is noticed once, and found again."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.domain.errors import Refused
from app.domain.events import Event, RequestRegistered, SignedIn
from app.services import queries
from tests.app.together.two import SOON, beside, followed, until
from tests.builders import MAJA, an_office


def test_a_colleague_is_heard_without_asking(office):
    """What another program commits is told on the bus by itself, once."""
    other = beside(office)
    heard: list[Event] = []
    other.bus.subscribe(RequestRegistered, heard.append)
    with followed(other):
        office.request()
        assert until(lambda: heard)
    assert len(heard) == 1


def test_a_deed_that_is_refused_tells_nobody(office):
    """The telling belongs to the transaction: what is rolled back is not told."""
    with closing(office.workspace.store.watch()) as watch:
        with pytest.raises(Refused):
            office.workspace.do(lambda unit: (unit.record(SignedIn(1)), unit.people.get(10_000)))
        assert not watch.news(0.05)
        office.request()
        assert watch.news(SOON)


def test_a_server_that_goes_is_told_once_and_found_again(lasting_server, tmp_path):
    """Stopped at once in the middle of work: told once, nothing waits for it, and all is there when it is back."""
    office = an_office(tmp_path, lasting_server.url(lasting_server.new_database()), tmp_path / "vault")
    mine = office.workspace
    mine.catch_up()
    told: list[bool] = []
    mine.reach.told.listen(lambda: told.append(mine.reach.lost_at is not None))
    try:
        with followed(mine):
            lasting_server.stop()
            assert until(lambda: told)
            for _click in range(3):
                with pytest.raises(Refused, match="database-lost"):
                    mine.ask(queries.people)
            assert told == [True]
            lasting_server.start()
            assert until(lambda: told == [True, False])
            assert office.as_(MAJA).request()
    finally:
        mine.close()
