"""The machine of the company's decision: every pair of state and step, mixes of facts, every day of a delegation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decisions import (
    DECISION,
    OVER,
    RULED,
    WITH_COURT,
    DecisionFacts,
    DecisionState,
    DecisionStep,
    Delegation,
    Scope,
)
from app.domain.errors import Blocked, Blocker
from app.domain.ids import DelegationId, PersonId
from app.domain.people import RIGHTS, Role
from app.domain.requests import DeliveryState
from app.domain.rulings import Judgment
from app.domain.time_limits import Timeliness
from app.domain.workflow import DELIVERY, DeliveryStep, Facts

from .test_workflow import ALL_ROLES, a_person

TABLE = """
    asked:     retest>asked decide>decided
    decided:   send>sent
    sent:      receive>received appeal>appealed reconsider>sent
    received:  appeal>appealed expire>final reconsider>received
    final:     appeal>appealed reconsider>final
    appealed:  reject>rejected forward>forwarded reconsider>appealed
    rejected:  reconsider>rejected
    forwarded: judge>judged reconsider>forwarded
    judged:    go-on>supreme expire>settled reconsider>judged
    supreme:   leave>taken-up no-leave>settled
    taken-up:  judge>settled send-back>forwarded
    settled:
"""
"""The machine drawn a second time, from law.md 1.2-1.3 (T11-T25): state: step>to ..."""

DRAWN = {
    (state.strip(), step): to
    for state, _colon, steps in (line.partition(":") for line in TABLE.strip().splitlines())
    for step, to in (word.split(">") for word in steps.split())
}
OPEN = DecisionFacts(delegated=True, ready=True, timeliness=Timeliness.IN_TIME)
"""Facts in whose way nothing stands, but for rejecting an appeal."""


def open_for(step: DecisionStep) -> DecisionFacts:
    """Facts in which a step is open: an appeal is rejected only where it is late."""
    return replace(OPEN, timeliness=Timeliness.LATE) if step is DecisionStep.REJECT else OPEN


@pytest.mark.parametrize(("state", "step"), list(product(DecisionState, DecisionStep)))
def test_every_pair_of_state_and_step(state: DecisionState, step: DecisionStep) -> None:
    """Each step leads where the law says, and is closed in every other state."""
    expected = DRAWN.get((state.value, step.value))
    if expected is None:
        assert DECISION.blockers(state, step, open_for(step), ALL_ROLES) == (Blocker("step-not-open"),)
        with pytest.raises(Blocked):
            DECISION.take(state, step, open_for(step), ALL_ROLES)
    else:
        assert DECISION.take(state, step, open_for(step), ALL_ROLES) == expected


@pytest.mark.parametrize(("state", "step"), [(DecisionState(s), DecisionStep(t)) for s, t in DRAWN])
def test_every_step_needs_its_right(state: DecisionState, step: DecisionStep) -> None:
    """Who lacks the row's right is told so, whatever else they may."""
    right = DECISION.rows[state, step].right
    for role in Role:
        found = DECISION.blockers(state, step, open_for(step), a_person(role))
        assert (Blocker("right-missing") in found) is (right not in RIGHTS[role])


def test_every_ruling_belongs_to_one_step_and_only_courts_rule() -> None:
    """No ruling without a state that waits for it, none twice."""
    said = [judgment for judgments in RULED.values() for judgment in judgments]
    assert sorted(said) == sorted(Judgment)
    assert {state for (state, step) in DECISION.rows if step in RULED} == WITH_COURT


def test_only_what_is_over_lets_a_request_close_and_every_state_reaches_an_end() -> None:
    """From each state there is a way to one that is over."""
    reached = set(OVER)
    while True:
        more = {state for (state, _step), row in DECISION.rows.items() if row.to in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(DecisionState)


@pytest.mark.parametrize("prepared", [frozenset(), frozenset({1}), frozenset({2}), frozenset({1, 2})])
@pytest.mark.parametrize(("untested", "second"), list(product([0, 2], [True, False])))
@pytest.mark.parametrize(("delegated", "ready"), list(product([True, False], [True, False])))
def test_who_decides(
    prepared: frozenset[int], untested: int, second: bool, delegated: bool, ready: bool
) -> None:
    """A delegation that holds, copies made, everything tested anew; and never who prepared it, unless the office's
    policy lets one person do all. Nothing else stands in the way, and nothing of it is overlooked.
    """
    facts = DecisionFacts(
        untested=untested, delegated=delegated, prepared_by=prepared, second_person=second, ready=ready
    )
    codes = {b.code for b in DECISION.blockers(DecisionState.ASKED, DecisionStep.DECIDE, facts, ALL_ROLES)}
    expected = {
        "answer-not-ready": not ready,
        "delegation-missing": not delegated,
        "you-prepared": second and 1 in prepared,
        "assessments-untested": bool(untested),
    }
    assert codes == {code for code, holds in expected.items() if holds}


@pytest.mark.parametrize(("prepared", "signed"), list(product([(), (1,), (2,), (1, 2)], [None, 1, 2, 3])))
@pytest.mark.parametrize(("masks", "refused", "reserved"), list(product([0, 3], [False, True], [0, 1])))
@pytest.mark.parametrize("second", [True, False])
def test_who_signs_and_what_leaves_unsigned(
    prepared: tuple[int, ...], signed: int | None, masks: int, refused: bool, reserved: int, second: bool
) -> None:
    """Anything masked, refused or reserved needs the signature of one who did not prepare it; the policy switch is the
    only way past, and a person who prepared is never the second one.
    """
    facts = Facts(
        documents=1,
        masks=masks,
        refused=refused,
        reserved=reserved,
        second_person=second,
        prepared_by=frozenset(prepared),
        signed_by=signed,
        letter_made=True,
    )
    held_back = bool(masks or refused or reserved)
    assert facts.needs_signature is (held_back and second)
    unsigned = held_back and second and (signed is None or signed in prepared)
    for state, step in (
        (DeliveryState.PREPARING, DeliveryStep.MAKE_COPIES),
        (DeliveryState.READY, DeliveryStep.RELEASE),
    ):
        codes = [b.code for b in DELIVERY.blockers(state, step, facts, ALL_ROLES)]
        assert ("signature-missing" in codes) is unsigned
    codes = [b.code for b in DELIVERY.blockers(DeliveryState.LEGAL_REVIEW, DeliveryStep.SIGN, facts, ALL_ROLES)]
    assert ("you-prepared" in codes) is (second and 1 in prepared)


DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
SCOPES = st.frozensets(st.sampled_from(list(Scope)))


@given(DAYS, st.none() | DAYS, DAYS, SCOPES, st.sampled_from(list(Scope)))
def test_a_delegation_holds_from_its_first_day_to_its_last_and_for_what_it_names(
    first: date, last: date | None, day: date, scopes: frozenset[Scope], scope: Scope
) -> None:
    """Not the day before, not the day after, not for anything else (negative 10)."""
    row = Delegation(DelegationId(1), PersonId(1), scopes, "VD-instruktion", first, last)
    assert row.covers(scope, day) is (scope in scopes and not day < first and not (last is not None and day > last))


@given(DAYS)
def test_the_day_before_a_delegation_begins_decides_nothing(first: date) -> None:
    """Whoever decides then is blocked, and the day after may."""
    row = Delegation(DelegationId(1), PersonId(1), frozenset({Scope.REFUSE}), "VD-instruktion", first)
    for day, blocked in ((first - timedelta(days=1), True), (first, False)):
        facts = replace(OPEN, delegated=row.covers(Scope.REFUSE, day))
        found = DECISION.blockers(DecisionState.ASKED, DecisionStep.DECIDE, facts, ALL_ROLES)
        assert (Blocker("delegation-missing") in found) is blocked


@pytest.mark.parametrize("found", Timeliness)
def test_an_appeal_is_rejected_or_goes_on_never_both_never_neither(found: Timeliness) -> None:
    """Only a late one without an exception is rejected, and only by somebody with the power to; all others go on."""
    facts = replace(OPEN, timeliness=found)
    held = {
        step: DECISION.blockers(DecisionState.APPEALED, step, facts, ALL_ROLES)
        for step in (DecisionStep.REJECT, DecisionStep.FORWARD)
    }
    assert bool(held[DecisionStep.REJECT]) is not bool(held[DecisionStep.FORWARD])
    assert (held[DecisionStep.REJECT] == ()) is (found is Timeliness.LATE)
    powerless = replace(facts, delegated=False)
    codes = [b.code for b in DECISION.blockers(DecisionState.APPEALED, DecisionStep.REJECT, powerless, ALL_ROLES)]
    assert "delegation-missing" in codes


BARRED: dict[str, tuple[DecisionFacts, set[DecisionStep]]] = {
    "changed": (
        replace(OPEN, changed=True),
        {*RULED, DecisionStep.GO_ON, DecisionStep.RECONSIDER, DecisionStep.EXPIRE},
    ),
    "under-way": (replace(OPEN, under_way=True), {DecisionStep.RECONSIDER}),
    "running": (replace(OPEN, running=True), {DecisionStep.EXPIRE}),
}
"""What holds back which steps."""


@pytest.mark.parametrize("name", BARRED)
def test_what_holds_back_a_step_holds_it_in_every_state(name: str) -> None:
    """A changed decision takes the place of the first; a delivery under way bars another; time runs. Nothing else.

    The time to appeal the decision itself runs out whether it was changed or not.
    """
    facts, barred = BARRED[name]
    for state, step in DECISION.rows:
        if step is not DecisionStep.REJECT:
            ours = name == "changed" and (state, step) == (DecisionState.RECEIVED, DecisionStep.EXPIRE)
            found = DECISION.blockers(state, step, facts, ALL_ROLES)
            assert bool(found) is (step in barred and not ours), (state, step)
