"""The company's decision: only by whom a delegation covers, after a new test; and the appeal in time or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.decisions import DECISION, DecisionState, DecisionStep, Scope
from app.domain.errors import Blocked, Refused
from app.domain.ids import DecisionId, DeliveryId
from app.domain.local_time import STOCKHOLM
from app.domain.people import Role
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.services import queries, todos
from app.services.cases import registration
from app.services.deciding import decisions, rulings
from app.services.deciding.decisions import NewDelegation
from app.services.deciding.rulings import NewRuling
from app.services.delivering import delivery, disclosure
from app.services.office import people
from app.services.office.people import NewPerson
from redaction.report import CheckResult, Proof
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, an_office

OVE = "Ove Ekonomichef"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one more person, who has no delegation yet."""
    made = an_office(tmp_path).as_(SVEN)
    made.workspace.do(people.add, NewPerson(OVE, "ekonomichef", frozenset({Role.DECISION_MAKER}), PASSWORD))
    yield made.as_(MAJA)
    made.workspace.close()


def at(office: Office, day: str) -> None:
    """Sets the clock to noon of a day."""
    office.clock.now = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=STOCKHOLM)


def delegate(office: Office, name: str, start: str, *scopes: Scope, end: str | None = None) -> None:
    """Gives a person a delegation."""
    person = next(p for p in office.workspace.ask(lambda reader: reader.people.where()) if p.name == name)
    last = date.fromisoformat(end) if end else None
    given = frozenset(scopes or {Scope.REFUSE})
    office.as_(SVEN).workspace.do(
        decisions.delegate, NewDelegation(person.id, given, "VD-instruktion § 4", date.fromisoformat(start), last)
    )


def ready(office: Office) -> DeliveryId:
    """A partial answer with its copies and papers made."""
    _request, delivery_id, document_id = office.signed()
    do, ask = office.workspace.do, office.workspace.ask
    plan = ask(lambda r: delivery.plan(r, r.documents.get(document_id), r.deliveries.get(delivery_id)))
    proof = Proof("0" * 64, "1" * 64, plan.hash(), {}, (CheckResult("text", True),))
    do(disclosure.copy_made, document_id, plan, "1" * 64, proof, "2" * 64)
    do(disclosure.paper_made, delivery_id, ask(delivery.plan_hash, delivery_id), "letter", "Brev.pdf", "3" * 64)
    do(disclosure.ready, delivery_id)
    return delivery_id


def answered(office: Office) -> DeliveryId:
    """A partial answer that has left."""
    delivery_id = ready(office)
    office.workspace.do(disclosure.release, delivery_id, "4" * 64, "e-post")
    return delivery_id


def asked(office: Office) -> DecisionId:
    """A decision that was asked for."""
    return office.workspace.do(decisions.ask, answered(office))


def retested(office: Office, decision_id: DecisionId) -> None:
    """Everything tested anew by the reviewer."""
    office.as_(KARIN)
    decision = office.workspace.ask(lambda reader: reader.decisions.get(decision_id))
    for assessment_id in office.workspace.ask(decisions.untested, decision):
        office.workspace.do(decisions.retest, decision_id, assessment_id, "Sökanden är okänd.")


def decided(office: Office) -> DecisionId:
    """A decision by the reviewer, who holds a delegation."""
    decision_id = asked(office)
    delegate(office, KARIN, "2026-01-01", Scope.REFUSE, Scope.REJECT)
    retested(office, decision_id)
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    return decision_id


def codes(office: Office, *what) -> list[str]:
    """The blockers of a command."""
    with pytest.raises(Blocked) as held:
        office.workspace.do(*what)
    return [b.code for b in held.value.blockers]


def test_a_decision_by_somebody_without_delegation_is_blocked(office: Office) -> None:
    """The head of finance may not sign, whatever his title (law.md 0.1 p 5); nor whose delegation begins tomorrow."""
    decision_id = asked(office)
    retested(office, decision_id)
    assert codes(office.as_(OVE), decisions.decide, decision_id, PASSWORD) == ["delegation-missing"]
    delegate(office, OVE, "2026-03-12")
    assert codes(office.as_(OVE), decisions.decide, decision_id, PASSWORD) == ["delegation-missing"]
    at(office, "2026-03-12")
    office.as_(OVE).workspace.do(decisions.decide, decision_id, PASSWORD)


def test_a_delegation_for_another_matter_does_not_cover(office: Office) -> None:
    """A power to reject late appeals is none to refuse; one that has ended is none."""
    decision_id = asked(office)
    retested(office, decision_id)
    delegate(office, OVE, "2026-01-01", Scope.REJECT)
    delegate(office, OVE, "2025-01-01", Scope.REFUSE, end="2026-03-10")
    assert codes(office.as_(OVE), decisions.decide, decision_id, PASSWORD) == ["delegation-missing"]


def test_the_matter_is_tested_anew_and_by_another_than_who_prepared_it(office: Office) -> None:
    """No rubber stamp: each assessment, in its present version; and never only the preparer."""
    decision_id = asked(office)
    delegate(office, KARIN, "2026-01-01")
    delegate(office, MAJA, "2026-01-01")
    assert codes(office.as_(KARIN), decisions.decide, decision_id, PASSWORD) == ["assessments-untested"]
    assert "you-prepared" in codes(office.as_(MAJA), decisions.decide, decision_id, PASSWORD)
    with pytest.raises(Refused):
        office.as_(KARIN).workspace.do(decisions.decide, decision_id, "fel lösenord")


def test_a_decision_is_asked_for_once_and_only_where_something_is_held_back(office: Office) -> None:
    """The answer leaves first; a whole answer leaves nothing to decide."""
    _request, delivery_id, _document = office.masked()
    with pytest.raises(Refused) as held:
        office.workspace.do(decisions.ask, delivery_id)
    assert held.value.code == "answer-first"
    decision_id = asked(office)
    part = office.workspace.ask(lambda reader: reader.decisions.get(decision_id)).delivery_id
    with pytest.raises(Refused) as held:
        office.workspace.do(decisions.ask, part)
    assert held.value.code == "decision-asked"
    request_id = office.request()
    office.document(request_id)
    with pytest.raises(Refused) as held:
        office.workspace.do(decisions.ask, office.delivery(request_id), by_company=True)
    assert held.value.code == "nothing-held-back"


def test_what_is_decided_is_not_changed_any_more(office: Office) -> None:
    """The company decides at once, on an answer that is ready; after that the answer stays as it is."""
    _request, early, _document = office.signed()
    first = office.workspace.do(decisions.ask, early, by_company=True)
    delegate(office, KARIN, "2026-01-01")
    retested(office, first)
    assert codes(office, decisions.decide, first, PASSWORD) == ["answer-not-ready"]
    delivery_id = ready(office.as_(MAJA))
    decision_id = office.workspace.do(decisions.ask, delivery_id, by_company=True)
    retested(office, decision_id)
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    with pytest.raises(Refused) as held:
        office.as_(MAJA).workspace.do(delivery.choose, delivery_id, hide_lengths=True)
    assert held.value.code == "decision-made"


@pytest.mark.parametrize(("received", "arrived", "court", "noticed", "found"), [
    ("2026-03-18", "2026-04-08", None, True, Timeliness.IN_TIME),
    ("2026-03-18", "2026-04-10", None, True, Timeliness.LATE),
    ("2026-03-18", "2026-04-10", None, False, Timeliness.NO_NOTICE),
    ("2026-03-18", "2026-04-10", "2026-04-07", True, Timeliness.COURT_IN_TIME),
    ("2026-03-14", "2026-04-07", None, True, Timeliness.IN_TIME),        # day 21 is the Saturday before Easter
    ("2026-03-14", "2026-04-08", None, True, Timeliness.LATE),
])  # fmt: skip
def test_an_appeal_is_tried_for_time_with_its_exceptions(office, received, arrived, court, noticed, found):
    """Late appeals are rejected by the company, all others go to the court (law.md scenario 6 and 7)."""
    decision_id = decided(office)
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "e-post", noticed=noticed)
    at(office, "2026-04-10")
    office.workspace.do(decisions.received, decision_id, date.fromisoformat(received), "läskvitto")
    at_court = date.fromisoformat(court) if court else None
    assert office.workspace.do(decisions.appeal, decision_id, date.fromisoformat(arrived), at_court) is found
    if found is Timeliness.LATE:
        assert codes(office, decisions.forward, decision_id) == ["appeal-late"]
        office.as_(KARIN).workspace.do(decisions.reject, decision_id, PASSWORD)
    else:
        office.workspace.do(decisions.forward, decision_id)
        assert "step-not-open" in codes(office.as_(KARIN), decisions.reject, decision_id, PASSWORD)
        new = NewRuling(Judgment.DISMISSED, date(2026, 4, 10))
        office.as_(MAJA).workspace.do(rulings.judged, decision_id, new)


def test_an_appeal_in_time_cannot_be_rejected(office: Office) -> None:
    """Not even by somebody with the power to reject late ones."""
    decision_id = decided(office)
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "post")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 3, 11))
    assert codes(office.as_(KARIN), decisions.reject, decision_id, PASSWORD) == ["appeal-in-time"]


def test_a_decision_becomes_final_when_the_time_is_over_and_not_before(office: Office) -> None:
    """And the request is closed only then."""
    decision_id = decided(office)
    request_id = office.workspace.ask(lambda reader: reader.decisions.get(decision_id)).request_id
    office.as_(MAJA).workspace.do(decisions.send, decision_id, "rekommenderat brev")
    assert "decision-open" in codes(office, registration.close, request_id)
    for day in (date(2026, 3, 12), date(2026, 3, 10)):
        with pytest.raises(Refused):
            office.workspace.do(decisions.received, decision_id, day, "i morgon, eller före det att det sändes")
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "delgivningskvitto")
    at(office, "2026-04-01")
    assert codes(office, decisions.expire, decision_id) == ["appeal-time-runs"]
    at(office, "2026-04-02")
    office.workspace.do(decisions.expire, decision_id)
    office.workspace.do(registration.close, request_id)


def test_each_step_waits_in_the_list_of_whoever_can_take_it(office: Office) -> None:
    """The reviewer tests anew, the one with the delegation decides, the clerk sends, notes and forwards.

    The list of requests says the same: a decision-maker, the clerk, the requester while an appeal may come.
    """

    def waits(name: str) -> list[str]:
        workspace = office.as_(name).workspace
        return [t.code for t in workspace.ask(todos.todos, workspace.signed_in, office.clock())]

    def listed() -> str:
        (row,) = office.workspace.ask(queries.requests, office.clock())
        return row.waits_for

    decision_id = asked(office)
    assert (waits(KARIN), waits(MAJA), listed()) == (["decide"], [], "decider")
    retested(office, decision_id)
    assert waits(KARIN) == [], "without a delegation nothing waits for her any more"
    delegate(office, KARIN, "2026-01-01")
    assert waits(KARIN) == ["decide"]
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    assert (waits(KARIN), waits(MAJA), listed()) == ([], ["send-decision"], "clerk")
    office.workspace.do(decisions.send, decision_id, "e-post")
    assert waits(MAJA) == ["receive"]
    office.workspace.do(decisions.received, decision_id, date(2026, 3, 11), "läskvitto")
    assert (waits(MAJA), listed()) == ([], "requester")
    office.workspace.do(decisions.appeal, decision_id, date(2026, 3, 11))
    assert (waits(MAJA), listed()) == (["appeal"], "clerk")


def test_every_state_has_a_way_out_or_is_over() -> None:
    """The table holds no dead end that is not an end."""
    ends = {state for state in DecisionState if not DECISION.steps(state)}
    assert ends == {DecisionState.SETTLED}
    assert {step for state in DecisionState for step in DECISION.steps(state)} == set(DecisionStep)
