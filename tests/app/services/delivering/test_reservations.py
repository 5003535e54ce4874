"""Reservations: group by group, for one known recipient, decided on a power of its own, appealed as a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.decisions import DecisionState, Scope
from app.domain.errors import Blocked, Refused
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState, Outcome
from app.domain.rulings import Judgment
from app.services.cases import intake, registration
from app.services.deciding import decision_papers, decisions, rulings
from app.services.delivering import compilations, delivery, delivery_facts, reservations
from app.services.delivering.reservations import NewReservation
from app.services.marking import review
from app.services.writing import delivery_letters
from redaction.marks import MarkState
from tests.app.services.deciding.test_decision_papers import words
from tests.app.services.deciding.test_decisions import at, delegate, retested
from tests.app.services.deciding.test_rulings import (
    EVA,
    NUMBERS,
    decided,
    get,
    held_back,
    out,
    released,
    said,
    states,
    with_head,
)
from tests.app.services.delivering.test_compilations import made as sums_made
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office

WHY = "Uppgifterna används bara i studien och förs inte vidare."
TEXT = "Uppgifterna får inte lämnas vidare."


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with its head."""
    made = an_office(tmp_path)
    yield with_head(made)
    made.workspace.close()


def group_of(office: Office, delivery_id: DeliveryId, provision: str) -> int:
    """The id of the assessment on a provision."""
    rows = office.workspace.ask(reservations.groups, delivery_id)
    return next(row.assessment.id for row in rows if row.assessment.provision == provision)


def reserve(office: Office, delivery_id: DeliveryId, *provisions: str, why: str = WHY) -> DeliveryId:
    """These groups reserved for Bo Ek, each with words of its own."""
    chosen = {group_of(office, delivery_id, p): f"{why} ({p})" for p in provisions}
    return office.workspace.do(reservations.reserve, delivery_id, NewReservation("Bo Ek", TEXT, chosen))


def test_what_is_reserved_is_open_for_the_recipient_and_masked_for_everybody_else(office: Office) -> None:
    """The answer that left is not touched; the rest stays masked for the recipient too."""
    first = held_back(office, more=True)
    before = states(office, first)
    made = reserve(office, first, "OSL 21:7")
    assert states(office, first) == before
    assert {text: state for text, state, _why in states(office, made)} == dict.fromkeys(NUMBERS, MarkState.REJECTED)
    facts = office.workspace.ask(delivery_facts.of, made)
    assert (facts.outcome, facts.masks, facts.reserved, facts.needs_signature) == (Outcome.PART, 0, 1, True)
    released(office, made)
    letter = words(office.workspace.ask(delivery_letters.letter, made, MAJA, office.clock())).replace("\xa0", " ")
    for part in ("Bo Ek", TEXT, WHY, "20 kap. 3 § brottsbalken", "skriftligt beslut"):
        assert part in letter, part
    assert "OSL 21:1" not in letter


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"recipient": "  "}, "reservation-anonymous"),
        ({"text": ""}, "reservation-empty"),
        ({"groups": {}}, "reservation-blanket"),
        ({"groups": {999: WHY}}, "reservation-blanket"),
    ],
)
def test_a_blanket_reservation_or_one_for_nobody_is_refused(office: Office, change: dict, code: str) -> None:
    """A name, a text, and groups that were tried (RÅ 2007 not 45)."""
    first = held_back(office)
    new = NewReservation("Bo Ek", TEXT, {group_of(office, first, "OSL 21:7"): WHY})
    with pytest.raises(Refused) as held:
        office.workspace.do(reservations.reserve, first, replace(new, **change))
    assert held.value.code == code


def test_what_protects_the_recipient_herself_is_not_reserved(office: Office) -> None:
    """It is no secret to her (OSL 12:1; RÅ 2007 not 45): whether the form says so or the assessment did."""
    first = held_back(office, more=True)
    group = group_of(office, first, "OSL 21:7")
    new = NewReservation("Bo Ek", TEXT, {group: WHY}, frozenset({group}))
    with pytest.raises(Refused, match="reservation-own"):
        office.workspace.do(reservations.reserve, first, new)
    other = frozenset({group_of(office, first, "OSL 21:1")})
    assert office.workspace.do(reservations.reserve, first, replace(new, own=other))


def test_sums_that_went_along_go_along_again(office: Office) -> None:
    """The delivery that follows holds them; taken back, they are gone with it, and the first one keeps its own."""
    first = held_back(office)
    (row,) = office.workspace.ask(compilations.of, sums_made(office))
    office.workspace.do(lambda unit: unit.compilations.add(replace(row, id=0, delivery_id=first)))
    made = reserve(office, first, "OSL 21:7")
    (copied,) = office.workspace.ask(compilations.of, made)
    assert (copied.words, copied.cells, copied.total) == (row.words, row.cells, row.total)
    office.workspace.do(reservations.withdraw, made)
    assert office.workspace.ask(compilations.of, made) == ()
    assert len(office.workspace.ask(compilations.of, first)) == 1


def test_each_group_has_a_reason_of_its_own(office: Office) -> None:
    """The same words for all groups are no test of each; an empty reason is none."""
    first = held_back(office, more=True)
    both = [group_of(office, first, p) for p in ("OSL 21:7", "OSL 21:1")]
    for whys, code in (((WHY, f" {WHY.upper()}"), "reservation-blanket"), ((WHY, " "), "reservation-untested")):
        new = NewReservation("Bo Ek", TEXT, dict(zip(both, whys, strict=True)))
        with pytest.raises(Refused) as held:
            office.workspace.do(reservations.reserve, first, new)
        assert held.value.code == code


def test_no_reservation_before_the_masked_answer_or_against_absolute_secrecy(office: Office) -> None:
    """Bids in a running procurement have no test of harm; the catalogue says so, not the code."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(review.accept, office.findings(document_id), "OSL 19:3 2 st")
    delivery_id = office.delivery(request_id)
    row = office.assessed(delivery_id, "OSL 19:3 2 st")
    office.workspace.do(intake.mark_done, document_id)
    new = NewReservation("Bo Ek", TEXT, {row: WHY})
    with pytest.raises(Refused) as held:
        office.workspace.do(reservations.reserve, delivery_id, new)
    assert held.value.code == "answer-first"
    released(office, delivery_id)
    assert [g.possible for g in office.workspace.ask(reservations.groups, delivery_id)] == [False]
    with pytest.raises(Refused) as held:
        office.workspace.do(reservations.reserve, delivery_id, new)
    assert held.value.code == "reservation-absolute"


def test_the_company_decides_on_a_power_to_reserve(office: Office) -> None:
    """A power to refuse is none to reserve, and where something stays masked both are needed."""
    made = reserve(office, held_back(office), "OSL 21:7")
    out(office, made)
    decision_id = office.workspace.do(decisions.ask, made, by_company=True)
    delegate(office, KARIN, "2026-01-01", Scope.REFUSE, Scope.REJECT)
    retested(office, decision_id)
    with pytest.raises(Blocked) as held:
        office.as_(KARIN).workspace.do(decisions.decide, decision_id, PASSWORD)
    assert "delegation-missing" in [b.code for b in held.value.blockers]
    decided(office, decision_id)
    paper = words(office.workspace.ask(decision_papers.decision, decision_id, office.clock())).replace("\xa0", " ")
    for part in ("med det här förbehållet", TEXT, WHY, "Kammarrätten i Sundsvall", EVA, "20 kap. 3 §"):
        assert part in paper, part
    assert "maskade även för dig" not in paper


def test_what_else_is_masked_needs_both_powers(office: Office) -> None:
    """The decision reserves one group and refuses the other."""
    first = held_back(office)
    request_id = office.workspace.ask(lambda reader: reader.deliveries.get(first)).request_id
    document_id = office.document(request_id, title="Journal")
    second = office.delivery(request_id)
    both = office.findings(document_id, ("ett halt golv", NUMBERS[0]))
    office.workspace.do(review.accept, both[:1], "OSL 21:1")
    office.workspace.do(review.accept, both[1:], "OSL 21:7")
    office.assessed(second, "OSL 21:1", "Sjukdomen blir känd.")
    office.assessed(second)
    office.workspace.do(intake.mark_done, document_id)
    released(office, second)
    made = reserve(office, second, "OSL 21:7")
    out(office, made)
    decision_id = office.workspace.do(decisions.ask, made, by_company=True)
    assert office.workspace.ask(decisions.needed, get(office, decision_id)) == {Scope.RESERVE, Scope.REFUSE}
    decided(office, decision_id)
    assert "maskade även för dig" in words(
        office.workspace.ask(decision_papers.decision, decision_id, office.clock())
    )


def test_a_court_lifts_a_reservation(office: Office) -> None:
    """It is appealed as a refusal (OSL 6:7); nothing more is to be handed out, for the recipient has it."""
    made = reserve(office, held_back(office), "OSL 21:7")
    released(office, made)
    decision_id = office.workspace.do(decisions.ask, made)
    decided(office, decision_id)
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 3, 11))
    office.workspace.do(decisions.forward, decision_id)
    at(office, "2026-05-04")
    (part,) = office.workspace.ask(rulings.standing, get(office, decision_id))
    assert part.id < 0
    assert office.workspace.do(rulings.judged, decision_id, said(Judgment.GRANTED, part.id)) is None
    assert office.workspace.ask(rulings.owed, get(office, decision_id)) is None
    office.workspace.do(decisions.expire, decision_id)
    assert get(office, decision_id).state is DecisionState.SETTLED


def test_a_changed_reservation_voids_nothing_but_is_signed_as_it_is(office: Office) -> None:
    """The signer signs recipient, text and reasons too."""
    made = reserve(office, held_back(office), "OSL 21:7")
    before = office.workspace.ask(delivery.plan_hash, made)

    def tamper(unit) -> None:
        unit.reservations.put(replace(unit.reservations.first(delivery_id=made), recipient="Någon Annan"))

    office.workspace.do(tamper)
    assert office.workspace.ask(delivery.plan_hash, made) != before


def test_a_reservation_that_has_not_left_can_be_taken_back(office: Office) -> None:
    """The delivery goes with it; one that has left stays, and so does one that the company is deciding on."""
    first = held_back(office)
    made = reserve(office, first, "OSL 21:7")
    office.workspace.do(reservations.withdraw, made)
    assert office.workspace.ask(reservations.of, made) is None
    again = reserve(office, first, "OSL 21:7")
    released(office, again)
    assert office.workspace.ask(lambda r: r.deliveries.get(again)).state is DeliveryState.RELEASED
    with pytest.raises(Refused):
        office.workspace.do(reservations.withdraw, again)


def test_the_name_goes_when_the_texts_of_the_request_are_removed(office: Office) -> None:
    """The reservation stays as a fact without a person."""
    made = reserve(office, held_back(office), "OSL 21:7")
    released(office, made)
    request_id = office.workspace.ask(lambda r: r.deliveries.get(made)).request_id
    office.workspace.do(registration.close, request_id)
    office.as_(SVEN).workspace.do(registration.forget, request_id)
    row = office.workspace.ask(reservations.of, made)
    assert row is not None
    assert (row.recipient, row.text) == ("", TEXT)
