"""The state machines: every pair of state and step, what stands in the way, and where a request stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from app.domain.errors import Blocked, Blocker
from app.domain.ids import DeliveryId, DocumentId, PersonId, RequestId
from app.domain.machine import Machine
from app.domain.people import RIGHTS, Person, Right, Role
from app.domain.requests import (
    LEFT,
    Channel,
    Delivery,
    DeliveryState,
    Document,
    DocumentState,
    Outcome,
    Request,
    RequestState,
)
from app.domain.workflow import (
    DELIVERY,
    DOCUMENT,
    MARK,
    REQUEST,
    DeliveryStep,
    DocumentStep,
    Facts,
    MarkStep,
    RequestStep,
    state_of,
)
from redaction.marks import MarkState

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_person(*roles: Role, number: int = 1) -> Person:
    """Somebody with these roles."""
    return Person(PersonId(number), "Maja Lind", "", frozenset(roles), date(2026, 1, 1))


ALL_ROLES = a_person(*Role)
READY = Facts(documents=2, letter_made=True)
"""A delivery that leaves whole and in whose way nothing stands."""
PART = replace(READY, masks=3, signed_by=9, prepared_by=frozenset({5}))
"""The same with masks, signed by a second person."""

TABLES = {
    "document": """
        waiting: read>review fail>failed lock>locked remove>waiting
        locked:  read>review fail>failed lock>locked remove>locked
        failed:  read>review fail>failed lock>locked remove>failed
        review:  edit-marks>review mark-done>done remove>review
        done:    reopen>review remove>done
    """,
    "delivery": """
        preparing:    edit>preparing submit>legal-review make-copies>ready
        legal-review: edit>preparing return>preparing unmask>legal-review sign>signed
        signed:       edit>preparing return>preparing unmask>legal-review make-copies>ready
        ready:        edit>preparing return>preparing rewrite>preparing release>released
        released:
        ended:
    """,
    "request": """
        registered:       start-search>search choose-track>registered split>registered add-document>review
        registered:       ask-precision>precision ask>registered answer>registered end>ended
        precision:        choose-track>precision split>precision add-document>precision
        precision:        ask>precision answer>search end>ended
        search:           choose-track>search split>search add-document>review
        search:           ask-precision>precision ask>search answer>search end>ended
        review:           choose-track>review split>review add-document>review
        review:           ask-precision>precision ask>review answer>review end>ended
        legal-review:     split>legal-review add-document>review
        legal-review:     ask-precision>precision ask>legal-review answer>legal-review end>ended
        answered-in-part: split>answered-in-part add-document>review new-delivery>answered-in-part
        answered-in-part: ask-precision>precision ask>answered-in-part answer>answered-in-part end>ended
        answered:         split>answered add-document>review new-delivery>answered answer>answered close>closed
        ended:            resume>search close>closed
        closed:
    """,
    "mark": """
        proposed: accept>accepted reject>rejected reset>proposed
        accepted: accept>accepted reject>rejected reset>proposed
        rejected: accept>accepted reject>rejected reset>proposed
    """,
}
"""The machines drawn a second time, by hand from the law and the design: state: step>to ..."""

MACHINES: dict[str, tuple[Machine[Any, Any, Any], type[StrEnum], type[StrEnum]]] = {
    "document": (DOCUMENT, DocumentState, DocumentStep),
    "delivery": (DELIVERY, DeliveryState, DeliveryStep),
    "request": (REQUEST, RequestState, RequestStep),
    "mark": (MARK, MarkState, MarkStep),
}


def drawn(name: str) -> dict[tuple[str, str], str]:
    """The drawing of a machine as pairs of state and step, and where they lead."""
    table: dict[tuple[str, str], str] = {}
    for line in TABLES[name].strip().splitlines():
        state, _, steps = line.strip().partition(":")
        table |= {(state, step): to for step, to in (word.split(">") for word in steps.split())}
    return table


PAIRS = [(name, state, step) for name, (_, states, steps) in MACHINES.items() for state, step in product(states, steps)]


@pytest.mark.parametrize(("name", "state", "step"), PAIRS)
def test_every_pair(name: str, state, step) -> None:
    """Each step leads where the drawing says, and is closed in every other state."""
    machine, expected = MACHINES[name][0], drawn(name).get((state, step))
    facts = PART if step in (DeliveryStep.SUBMIT, DeliveryStep.SIGN) else READY
    assert (step in machine.steps(state)) is (expected is not None)
    if expected is None:
        assert machine.blockers(state, step, facts, ALL_ROLES) == (Blocker("step-not-open"),)
        with pytest.raises(Blocked) as caught:
            machine.take(state, step, facts, ALL_ROLES)
        assert caught.value.code == "step-not-open"
    else:
        assert machine.blockers(state, step, facts, ALL_ROLES) == ()
        assert machine.take(state, step, facts, ALL_ROLES) == expected


@pytest.mark.parametrize(("name", "state", "step"), [pair for pair in PAIRS if pair[1:] in drawn(pair[0])])
def test_every_step_needs_a_right(name: str, state, step) -> None:
    """A person without the row's right is told so at every open step, whatever else they may."""
    machine = MACHINES[name][0]
    right = machine.rows[state, step].right
    for role in Role:
        found = machine.blockers(state, step, PART, a_person(role))
        assert (Blocker("right-missing") in found) is (right not in RIGHTS[role])


def test_who_may_what() -> None:
    """A reviewer does not release, a registrar does not review, an administrator touches no case."""
    assert not a_person(Role.REVIEWER).may(Right.RELEASE)
    assert not a_person(Role.REGISTRAR, Role.HANDLER).may(Right.REVIEW)
    assert RIGHTS[Role.ADMINISTRATOR] == {Right.READ, Right.LOG, Right.ADMINISTER}
    assert all(Right.READ in rights for rights in RIGHTS.values())


BLOCKERS = [
    ("no-documents", {"documents": 0}),
    ("documents-unread", {"unread": 2}),
    ("marks-unjudged", {"unjudged": 3}),
    ("marks-without-provision", {"without_provision": 4}),
    ("documents-not-done", {"not_done": 5}),
    ("marks-without-assessment", {"without_assessment": 6}),
]


@pytest.mark.parametrize(("code", "change"), BLOCKERS)
@pytest.mark.parametrize(
    ("state", "step"),
    [
        (DeliveryState.PREPARING, DeliveryStep.SUBMIT),
        (DeliveryState.PREPARING, DeliveryStep.MAKE_COPIES),
        (DeliveryState.LEGAL_REVIEW, DeliveryStep.SIGN),
        (DeliveryState.SIGNED, DeliveryStep.MAKE_COPIES),
        (DeliveryState.READY, DeliveryStep.RELEASE),
    ],
)
def test_nothing_unjudged_goes_on(state, step, code: str, change: dict[str, Any]) -> None:
    """What is not read, judged, founded or assessed holds back every step towards the requester, and is counted."""
    found = DELIVERY.blockers(state, step, replace(PART, **change), ALL_ROLES)
    assert found == (Blocker(code, max(1, *change.values())),)


def test_whoever_prepared_does_not_sign() -> None:
    """The one who prepared cannot sign, unless the organisation has switched the second person off."""
    mine = replace(PART, prepared_by=frozenset({1}), signed_by=None)
    step = DeliveryState.LEGAL_REVIEW, DeliveryStep.SIGN
    assert DELIVERY.blockers(*step, mine, ALL_ROLES) == (Blocker("you-prepared"),)
    assert DELIVERY.blockers(*step, mine, a_person(*Role, number=2)) == ()
    assert DELIVERY.blockers(*step, replace(mine, second_person=False), ALL_ROLES) == ()


@pytest.mark.parametrize(
    ("facts", "outcome", "signature"),
    [
        (READY, Outcome.WHOLE, False),
        (replace(READY, masks=1), Outcome.PART, True),
        (replace(READY, refused=True), Outcome.REFUSED, True),
        (replace(READY, masks=1, second_person=False), Outcome.PART, False),
    ],
)
def test_second_person(facts: Facts, outcome: Outcome, signature: bool) -> None:
    """Masks and refusals need a signature; a delivery that leaves whole needs none, nor any with the policy off."""
    assert (facts.outcome, facts.needs_signature) == (outcome, signature)
    for step in ((DeliveryState.PREPARING, DeliveryStep.MAKE_COPIES), (DeliveryState.READY, DeliveryStep.RELEASE)):
        blocked = Blocker("signature-missing") in DELIVERY.blockers(*step, facts, ALL_ROLES)
        assert blocked is signature
    submit = DELIVERY.blockers(DeliveryState.PREPARING, DeliveryStep.SUBMIT, facts, ALL_ROLES)
    assert submit == (() if signature else (Blocker("no-signature-needed"),))


def test_release_needs_proof_and_letter() -> None:
    """No proof, no file; no letter, no delivery. Both are told at once."""
    facts = replace(PART, proofs_missing=2, letter_made=False)
    found = DELIVERY.blockers(DeliveryState.READY, DeliveryStep.RELEASE, facts, ALL_ROLES)
    assert found == (Blocker("proofs-missing", 2), Blocker("letter-missing"))


def test_refusal_needs_no_documents() -> None:
    """A request for something that is not there is answered too."""
    facts = Facts(refused=True, signed_by=9, letter_made=True)
    assert DELIVERY.take(DeliveryState.READY, DeliveryStep.RELEASE, facts, ALL_ROLES) is DeliveryState.RELEASED


def test_document_done() -> None:
    """A document is done when every proposal is judged and every mask has a provision."""
    cases: tuple[tuple[str, dict[str, Any]], ...] = (
        ("marks-unjudged", {"unjudged": 2}),
        ("marks-without-provision", {"without_provision": 1}),
    )
    for code, change in cases:
        found = DOCUMENT.blockers(DocumentState.REVIEW, DocumentStep.MARK_DONE, replace(READY, **change), ALL_ROLES)
        assert [blocker.code for blocker in found] == [code]


def test_open_delivery_keeps_the_request_open() -> None:
    """A request with a delivery under way is not closed."""
    found = REQUEST.blockers(RequestState.ANSWERED, RequestStep.CLOSE, replace(READY, open_deliveries=1), ALL_ROLES)
    assert found == (Blocker("delivery-open"),)


def test_blocked_says_all() -> None:
    """A step that is not open raises with every reason, the first of them as its code."""
    with pytest.raises(Blocked) as caught:
        DELIVERY.take(DeliveryState.READY, DeliveryStep.RELEASE, Facts(), a_person(Role.ADMINISTRATOR))
    codes = [blocker.code for blocker in caught.value.blockers]
    assert codes == ["right-missing", "no-documents", "letter-missing"]
    assert (caught.value.code, caught.value.step) == ("right-missing", "release")


REQUESTED = Request(RequestId(1), "DEMO 2026/1", "Avtal", Channel.EMAIL, NOW, NOW, PersonId(1))
DOCUMENTS = (
    Document(
        DocumentId(1), RequestId(1), DeliveryId(1), 1, "Brev", "b.pdf", "application/pdf", 1, "", DocumentState.WAITING
    ),
)
BOTH = (*DOCUMENTS, replace(DOCUMENTS[0], id=DocumentId(2), number=2, delivery_id=DeliveryId(2)))
"""A document in each of two deliveries."""


def deliveries(*states: DeliveryState, final: bool = True) -> tuple[Delivery, ...]:
    """One delivery of the request in each of these states."""
    return tuple(
        Delivery(DeliveryId(n), RequestId(1), n, state, final=final) for n, state in enumerate(states, start=1)
    )


_L, _R = DeliveryState, RequestState


@pytest.mark.parametrize(
    ("states", "documents", "expected"),
    [
        ((_L.PREPARING,), (), _R.REGISTERED),
        ((), (), _R.REGISTERED),
        ((_L.PREPARING,), DOCUMENTS, _R.REVIEW),
        ((_L.LEGAL_REVIEW,), DOCUMENTS, _R.LEGAL_REVIEW),
        ((_L.SIGNED,), DOCUMENTS, _R.LEGAL_REVIEW),
        ((_L.READY,), DOCUMENTS, _R.LEGAL_REVIEW),
        ((_L.READY,), (), _R.LEGAL_REVIEW),
        ((_L.RELEASED,), DOCUMENTS, _R.ANSWERED),
        ((_L.RELEASED,), (), _R.ANSWERED),
        ((_L.RELEASED, _L.RELEASED), DOCUMENTS, _R.ANSWERED),
        ((_L.RELEASED, _L.PREPARING), DOCUMENTS, _R.ANSWERED),
        *(((_L.RELEASED, other), BOTH, _R.ANSWERED_IN_PART) for other in _L if other not in LEFT),
        ((_L.ENDED,), (), _R.REGISTERED),
        ((_L.ENDED, _L.PREPARING), (), _R.REGISTERED),
        ((_L.ENDED, _L.RELEASED), DOCUMENTS, _R.ANSWERED),
    ],
)
def test_where_a_request_stands(states, documents, expected: RequestState) -> None:
    """A request's state follows from its deliveries and documents; closing it ends them all."""
    assert state_of(REQUESTED, deliveries(*states), documents) is expected
    searched = state_of(replace(REQUESTED, search_started_at=NOW), deliveries(*states), documents)
    assert searched is (_R.SEARCH if expected is _R.REGISTERED else expected)
    asked = replace(REQUESTED, precision_since=NOW)
    assert state_of(asked, deliveries(*states), documents) is _R.PRECISION
    assert state_of(replace(asked, ended_at=NOW), deliveries(*states), documents) is _R.ENDED
    assert state_of(replace(asked, ended_at=NOW, closed_at=NOW), deliveries(*states), documents) is _R.CLOSED


def test_more_to_come() -> None:
    """A released delivery that was said not to be the last leaves the request answered in part."""
    assert state_of(REQUESTED, deliveries(_L.RELEASED, final=False), DOCUMENTS) is _R.ANSWERED_IN_PART
