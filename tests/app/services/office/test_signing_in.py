"""Wrong passwords, waiting, one-time passwords, persons who are shut out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.services import queries
from app.services.cases import drafts
from app.services.delivering import delivery, sign_off
from app.services.office import people, tries
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office

OTHER = "en helt annan fras"


def id_of(office: Office, name: str) -> PersonId:
    """The person's id."""
    return next(p.id for p in office.workspace.ask(queries.people) if p.name == name)


def wrong(office: Office, times: int, name: str = MAJA) -> None:
    """So many wrong passwords in a row."""
    for _try in range(times):
        with pytest.raises(Refused, match="wrong-sign-in"):
            office.workspace.sign_in(name, OTHER)


def test_after_some_wrong_ones_not_even_the_right_one_is_taken(office: Office) -> None:
    """The wait is told and passes; a right password then begins anew."""
    wrong(office, 5)
    with pytest.raises(Refused, match="locked-out"):
        office.as_(MAJA)
    office.clock.now += timedelta(minutes=1)
    wrong(office, 1)
    office.clock.now += timedelta(minutes=1)
    with pytest.raises(Refused, match="locked-out"):
        office.as_(MAJA)
    office.clock.now += timedelta(minutes=1)
    office.as_(MAJA)
    wrong(office, 4)
    office.as_(MAJA)


def test_one_person_s_wait_holds_nobody_else(office: Office) -> None:
    """Nor can a stranger's name be held."""
    wrong(office, 5)
    wrong(office, 5, "Ingen Alls")
    office.as_(KARIN)


def test_what_was_tried_is_nowhere(office: Office) -> None:
    """The log tells whose password, how many and how long; never a word that was typed."""
    wrong(office, 5)
    office.as_(SVEN)
    with office.workspace.store.read() as reader:
        raw = reader.connection.connection.dbapi_connection
        assert not any(OTHER in line for line in raw.iterdump())  # type: ignore[union-attr]
        told = [row for row in reader.log_after(0, 100) if row.event == "password-missed"]
    assert [(row.payload["misses"], row.payload["wait"]) for row in told] == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 60)]


def test_guessing_at_the_signature_counts_too(office: Office) -> None:
    """An open window is no way around the wait."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    seen = office.workspace.ask(delivery.plan_hash, delivery_id)
    for _try in range(5):
        with pytest.raises(Refused, match="wrong-sign-in"):
            office.workspace.do(sign_off.sign, delivery_id, seen, OTHER)
    with pytest.raises(Refused, match="locked-out"):
        office.workspace.do(sign_off.sign, delivery_id, seen, PASSWORD)


def test_an_administrator_ends_the_wait(office: Office) -> None:
    """At once."""
    wrong(office, 5)
    office.as_(SVEN).workspace.do(tries.unlock, id_of(office, MAJA))
    office.as_(MAJA)


def test_a_one_time_password_opens_nothing_but_its_change(office: Office) -> None:
    """Neither a question nor a deed; after a new one everything."""
    word = office.as_(SVEN).workspace.do(people.reset_password, id_of(office, MAJA))
    mine = office.workspace
    mine.sign_in(MAJA, word)
    assert mine.one_time
    for call in (lambda: mine.ask(drafts.of, mine.signed_in.id, "ny"), lambda: mine.do(drafts.keep, None, "ny", "ord")):
        with pytest.raises(Refused, match="password-to-change"):
            call()
    with pytest.raises(Refused, match="password-same"):
        mine.change_password(word, word)
    mine.change_password(word, OTHER)
    mine.ask(drafts.of, mine.signed_in.id, "ny")
    with pytest.raises(Refused, match="wrong-sign-in"):
        mine.sign_in(MAJA, word)
    assert not mine.sign_in(MAJA, OTHER).disabled
    assert not mine.one_time


def test_who_is_shut_out_neither_signs_in_nor_goes_on(office: Office) -> None:
    """Also in a window that was left open; and the last administrator cannot be shut out."""
    office.as_(SVEN).workspace.do(people.disable, id_of(office, MAJA))
    with pytest.raises(Refused, match="person-not-valid"):
        office.as_(MAJA)
    office.as_(SVEN)
    with pytest.raises(Refused, match="last-administrator"):
        office.workspace.do(people.disable, id_of(office, SVEN))
    office.workspace.do(people.disable, id_of(office, MAJA), False)
    office.as_(MAJA)


def test_the_idle_time_is_the_office_s(office: Office) -> None:
    """A number of minutes, up to eight hours."""
    assert office.workspace.ask(people.idle_minutes) == people.IDLE_AT_FIRST
    office.as_(SVEN).workspace.do(people.set_idle_minutes, 5)
    assert office.workspace.ask(people.idle_minutes) == 5
    for minutes in (-1, 481):
        with pytest.raises(Refused, match="idle-minutes"):
            office.workspace.do(people.set_idle_minutes, minutes)
