"""The company's decision on a delivery: asked for, tested anew, made, sent, received, appealed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain import time_limits as limits
from app.domain.decisions import (
    DECISION,
    Decision,
    DecisionFacts,
    DecisionState,
    DecisionStep,
    Delegation,
    Scope,
)
from app.domain.errors import Refused
from app.domain.events import (
    AppealForwarded,
    AppealRejected,
    AssessmentRetested,
    DecisionAppealed,
    DecisionAsked,
    DecisionFinal,
    DecisionMade,
    DecisionReceived,
    DecisionSent,
    DelegationGiven,
)
from app.domain.follow_ups import Because
from app.domain.ids import AssessmentId, DecisionId, DelegationId, DeliveryId, PersonId
from app.domain.local_time import local_day
from app.domain.people import Person, Right
from app.domain.requests import LEFT, DeliveryState, Outcome
from app.domain.rulings import Judgment
from app.domain.time_limits import LastDay, Timeliness
from app.store.records import Retest
from app.store.unit import Reader, Unit

from ..cases import registration, tracks
from ..delivering import delivery as deliveries
from ..delivering import delivery_facts
from ..office import people, time_limits


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """A power to decide: whose, for what, on which paper, from when to when."""

    person_id: PersonId
    scopes: frozenset[Scope]
    basis: str
    valid_from: date
    valid_to: date | None = None


def delegate(unit: Unit, new: NewDelegation) -> DelegationId:
    """Enters a delegation. Raises Refused where it names no paper or nothing it covers."""
    unit.require(Right.ADMINISTER)
    if not new.basis.strip() or not new.scopes:
        raise Refused("delegation-empty")
    row = Delegation(DelegationId(0), new.person_id, new.scopes, new.basis.strip(), new.valid_from, new.valid_to)
    delegation_id = DelegationId(unit.delegations.add(row))
    unit.record(DelegationGiven(delegation_id, new.person_id, tuple(sorted(new.scopes))))
    return delegation_id


def end_delegation(unit: Unit, delegation_id: DelegationId, last: date) -> None:
    """Lets a delegation end with this day."""
    unit.require(Right.ADMINISTER)
    row = unit.delegations.save(replace(unit.delegations.get(delegation_id), valid_to=last))
    unit.record(DelegationGiven(delegation_id, row.person_id, tuple(sorted(row.scopes))))


def delegation(reader: Reader, person_id: int, scope: Scope, day: date) -> Delegation | None:
    """The delegation by which a person may decide this on this day; None where there is none."""
    return _delegation(reader, person_id, frozenset({scope}), day)


def needed(reader: Reader, decision: Decision, scope: Scope = Scope.REFUSE) -> frozenset[Scope]:
    """What a delegation has to cover: a reservation is a power of its own, beside that for what stays masked."""
    if scope is not Scope.REFUSE or not reader.reserved.count(delivery_id=decision.delivery_id):
        return frozenset({scope})
    held_back = delivery_facts.of(reader, decision.delivery_id).masks
    return frozenset({Scope.RESERVE, Scope.REFUSE} if held_back else {Scope.RESERVE})


def _delegation(reader: Reader, person_id: int, scopes: frozenset[Scope], day: date) -> Delegation | None:
    rows = reader.delegations.where(person_id=person_id)
    return next((d for d in rows if all(d.covers(scope, day) for scope in scopes)), None)


def ask(unit: Unit, delivery_id: DeliveryId, *, by_company: bool = False) -> DecisionId:
    """Notes that the requester wants the company's decision on an answer, or that the company decides at once.

    Raises Refused where the request's track knows no such decision, where nothing was held back, where the answer has
    not left (unless the company itself decides), or where a decision has been asked for already.
    """
    unit.require(Right.PREPARE)
    delivery = unit.deliveries.get(delivery_id)
    tracks.may_be_decided(unit, delivery.request_id)
    if delivery_facts.of(unit, delivery_id).outcome is Outcome.WHOLE:
        raise Refused("nothing-held-back")
    if delivery.state not in LEFT and unit.endings.count(request_id=delivery.request_id):
        raise Refused("nothing-held-back")  # withdrawn or the like: what was prepared is no answer
    if delivery.state not in LEFT and not by_company:
        raise Refused("answer-first")
    if unit.decisions.count(delivery_id=delivery_id):
        raise Refused("decision-asked")
    row = Decision(DecisionId(0), delivery.request_id, delivery_id, DecisionState.ASKED, unit.now, by_company)
    decision_id = DecisionId(unit.decisions.add(row))
    unit.record(DecisionAsked(delivery.request_id, decision_id, by_company))
    return decision_id


def last_day(decision: Decision) -> LastDay | None:
    """The last day to appeal, with its rule; None before the requester has got the decision."""
    if decision.received_on is None:
        return None
    return limits.last_day(time_limits.limits()["appeal"], decision.received_on, time_limits.free)


def supreme_day(reader: Reader, decision: Decision) -> LastDay | None:
    """The last day to go on to the supreme court, counted from the judgment; None where it let nothing stand.

    The requester may have got the judgment later than it was given: the day is the earliest one.
    """
    rows = reader.rulings.where(decision_id=decision.id)
    if decision.state is not DecisionState.JUDGED or not rows:
        return None
    if rows[-1].judgment is Judgment.GRANTED and not reader.ruling_parts.count(ruling_id=rows[-1].id, opened=False):
        return None
    return limits.last_day(time_limits.limits()["supreme"], rows[-1].on, time_limits.free)


def _runs(reader: Reader, decision: Decision, day: date) -> bool:
    """Whether the time to appeal, the decision or the judgment on it, is not over; unknown receipt keeps it running."""
    if decision.state is DecisionState.JUDGED:
        latest = supreme_day(reader, decision)
        return latest is not None and day <= latest.day
    end = last_day(decision)
    return end is None or day <= end.day


def forward_by(decision: Decision) -> LastDay | None:
    """The day by which an appeal should have gone on to the court; None where there is none, or it has."""
    if decision.state is not DecisionState.APPEALED or decision.appealed_on is None:
        return None
    return limits.last_day(time_limits.limits()["forward"], decision.appealed_on, time_limits.free)


def untested(reader: Reader, decision: Decision) -> tuple[AssessmentId, ...]:
    """The assessments of the delivery that nobody has tested anew, in the version they have now."""
    tested = {r.assessment_id: r.assessment_version for r in reader.retests.where(decision_id=decision.id)}
    rows = deliveries.assessments(reader, decision.delivery_id).values()
    return tuple(AssessmentId(a.id) for a in rows if tested.get(a.id) != a.version)


def facts(reader: Reader, decision: Decision, actor: Person, day: date, scope: Scope = Scope.REFUSE) -> DecisionFacts:
    """What the blockers of a decision look at, for this person on this day."""
    return DecisionFacts(
        untested=len(untested(reader, decision)),
        delegated=_delegation(reader, actor.id, needed(reader, decision, scope), day) is not None,
        prepared_by=reader.preparers(decision.delivery_id),
        second_person=people.second_person_needed(reader),
        timeliness=Timeliness(decision.timeliness) if decision.timeliness else None,
        running=_runs(reader, decision, day),
        ready=_answered(reader, decision),
        changed=changed(reader, decision),
        under_way=registration.under_way(reader, decision.request_id),
    )


def _answered(reader: Reader, decision: Decision) -> bool:
    """Whether the answer that is decided on is made: its copies and papers, or an ending without documents."""
    delivery = reader.deliveries.get(decision.delivery_id)
    return delivery.state is DeliveryState.READY or delivery.state in LEFT


def take(unit: Unit, decision_id: DecisionId, step: DecisionStep, scope: Scope = Scope.REFUSE) -> Decision:
    """The decision in the state after a step. Raises Blocked where it cannot be taken."""
    decision = unit.decisions.get(decision_id)
    now = facts(unit, decision, unit.actor, local_day(unit.now), scope)
    return replace(decision, state=DECISION.take(decision.state, step, now, unit.actor))


def save(unit: Unit, before: Decision, after: Decision) -> None:
    """Writes a decision that has taken a step; the earlier ones that it changed and that stood as it did go along."""
    unit.require(Right.RELEASE)
    unit.decisions.save(after)
    for row in changed_by(unit, after):
        if row.state is before.state and row.state is not after.state:
            unit.decisions.save(replace(row, state=after.state))


def changed_by(reader: Reader, decision: Decision) -> tuple[Decision, ...]:
    """The earlier decisions whose place this one has taken, the last one first."""
    found: list[Decision] = []
    here: Decision | None = decision
    while here is not None:
        tie = reader.follow_ups.first(delivery_id=here.delivery_id, because=Because.RECONSIDERED)
        here = reader.decisions.get(tie.decision_id) if tie is not None and tie.decision_id is not None else None
        found += [here] if here is not None else []
    return tuple(found)


def changed(reader: Reader, decision: Decision) -> bool:
    """Whether a changed decision that was sent has taken this one's place."""
    ties = reader.follow_ups.where(decision_id=decision.id, because=Because.RECONSIDERED)
    later = (reader.decisions.first(delivery_id=tie.delivery_id) for tie in ties)
    return any(row is not None and row.sent_at is not None for row in later)


def _held(unit: Unit, decision: Decision, scope: Scope) -> DelegationId:
    found = _delegation(unit, unit.actor.id, needed(unit, decision, scope), local_day(unit.now))
    assert found is not None, "a blocker stands before this"
    return found.id


def retest(unit: Unit, decision_id: DecisionId, assessment_id: AssessmentId, milder: str = "") -> None:
    """Says that an assessment was tested anew, whole, and stands (OSL 6:3: no rubber stamp).

    ``milder`` says why a reservation (OSL 10:14) or consent (12:2) does not remove the harm. Raises Refused where it is
    missing, unless no harm is tested or the assessment ends in handing out.
    """
    decision = take(unit, decision_id, DecisionStep.RETEST)
    row = unit.assessments.get(assessment_id)
    if row.delivery_id != decision.delivery_id:
        raise Refused("assessment-elsewhere")
    if row.tests_harm and not milder.strip():
        raise Refused("milder-missing")
    unit.retests.put(Retest(decision_id, assessment_id, row.version, unit.actor.id, unit.now, milder.strip()))
    unit.record(AssessmentRetested(decision.request_id, decision_id, assessment_id))


def decide(unit: Unit, decision_id: DecisionId, password: str) -> None:
    """Decides for the company; the password is asked for again.

    Raises Blocked where the person holds no delegation that is valid today, prepared the answer, or an assessment has
    not been tested anew; Refused where the password is wrong.
    """
    decision = take(unit, decision_id, DecisionStep.DECIDE)
    people.check_password(unit, unit.actor, password)
    held = _held(unit, decision, Scope.REFUSE)
    edition = deliveries.edition(unit, unit.deliveries.get(decision.delivery_id))
    told = replace(decision, decided_by=unit.actor.id, decided_at=unit.now, delegation_id=held, edition=edition)
    unit.decisions.save(told)
    outcome = delivery_facts.of(unit, decision.delivery_id).outcome
    unit.record(DecisionMade(decision.request_id, decision_id, held, outcome.value))


def send(unit: Unit, decision_id: DecisionId, way: str, *, noticed: bool = True) -> None:
    """The decision leaves, ``noticed`` with the notice of how to appeal: without it no appeal is late (FL 45 §)."""
    decision = take(unit, decision_id, DecisionStep.SEND)
    if not way.strip():
        raise Refused("way-missing")
    unit.decisions.save(replace(decision, sent_at=unit.now, way=way.strip(), noticed=noticed))
    unit.record(DecisionSent(decision.request_id, decision_id, noticed))
    running = [d for d in changed_by(unit, decision) if d.state in APPEAL_RUNS and not _late(d)]
    if running:
        _covered(unit, decision_id, running[0])


APPEAL_RUNS = frozenset({DecisionState.APPEALED, DecisionState.FORWARDED, DecisionState.JUDGED})
"""States of a first decision in which its appeal covers a changed one."""


def _late(decision: Decision) -> bool:
    return bool(decision.timeliness) and Timeliness(decision.timeliness).rejected


def _covered(unit: Unit, decision_id: DecisionId, first: Decision) -> None:
    """The appeal of the first decision covers the changed one too (FL 46 § second paragraph)."""
    decision = take(unit, decision_id, DecisionStep.APPEAL)
    found = Timeliness.COVERED.value
    unit.decisions.save(replace(decision, appealed_on=first.appealed_on, timeliness=found))
    unit.record(DecisionAppealed(decision.request_id, decision_id, found))


def received(unit: Unit, decision_id: DecisionId, on: date, receipt: str) -> None:
    """The requester got the decision on this day, known by ``receipt`` (FL 44 §).

    Raises Refused for a day ahead, or before it was sent.
    """
    decision = take(unit, decision_id, DecisionStep.RECEIVE)
    not_ahead(unit.now, on)
    if decision.sent_at is not None and on < local_day(decision.sent_at):
        raise Refused("received-before-sent")
    if not receipt.strip():
        raise Refused("receipt-missing")
    unit.decisions.save(replace(decision, received_on=on, receipt=receipt.strip()))
    unit.record(DecisionReceived(decision.request_id, decision_id))


def appeal(unit: Unit, decision_id: DecisionId, on: date, at_court: date | None = None) -> Timeliness:
    """An appeal reached the company on this day, perhaps the court before (FL 45, 47 §§); says whether it is in time.

    Where nobody knows when the requester got the decision, the appeal is in time. A closed request is opened again.
    """
    decision = take(unit, decision_id, DecisionStep.APPEAL)
    not_ahead(unit.now, on)
    end = last_day(decision)
    found = Timeliness.IN_TIME
    if end is not None:
        found = limits.timeliness(end.day, on, at_court, noticed=decision.noticed)
    unit.decisions.save(replace(decision, appealed_on=on, court_at=at_court, timeliness=found.value))
    registration.reopen(unit, decision.request_id)
    unit.record(DecisionAppealed(decision.request_id, decision_id, found.value))
    return found


def reject(unit: Unit, decision_id: DecisionId, password: str) -> None:
    """The company rejects an appeal that came too late: a decision of its own (FL 45 §)."""
    decision = take(unit, decision_id, DecisionStep.REJECT, Scope.REJECT)
    people.check_password(unit, unit.actor, password)
    unit.decisions.save(decision)
    unit.record(AppealRejected(decision.request_id, decision_id, _held(unit, decision, Scope.REJECT)))


def forward(unit: Unit, decision_id: DecisionId) -> None:
    """The appeal goes on to the court, with the decision and the documents (FL 46 §); what was changed goes along."""
    decision = take(unit, decision_id, DecisionStep.FORWARD)
    for row in (decision, *changed_by(unit, decision)):
        if row.id == decision.id or (row.state is DecisionState.APPEALED and not _late(row)):
            unit.decisions.save(replace(row, state=decision.state, forwarded_at=unit.now))
            unit.record(AppealForwarded(row.request_id, row.id))


def expire(unit: Unit, decision_id: DecisionId) -> None:
    """The time to appeal is over and nobody has appealed, the decision or the court's judgment."""
    before = unit.decisions.get(decision_id)
    decision = take(unit, decision_id, DecisionStep.EXPIRE)
    save(unit, before, decision)
    unit.record(DecisionFinal(decision.request_id, decision_id))


def not_ahead(now: datetime, day: date) -> None:
    """Raises Refused for a day that has not come."""
    if day > local_day(now):
        raise Refused("arrives-later")
